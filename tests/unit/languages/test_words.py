"""Which language is spoken, by whom, and how words are looked up in it."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from geodata.drawing.card_document import _DATE_WORDS
from geodata.drawing.style import CONFIDENCE, LEG_KINDS, NATURES, PHASES
from geodata.importers.country_names import country_name
from geodata.knowing.method import method_text
from geodata.knowing.origins import CREDIBILITY, RELIABILITY
from geodata.knowing.route import VARIANTS
from geodata.languages import (
    ENGLISH,
    LANGUAGES,
    bound,
    current,
    gettext,
    language,
    ngettext,
    noop,
    pgettext,
    speak,
    speaking,
)
from geodata.languages.catalogue import translations
from geodata.reading.codes import CONFIDENCE_MEANINGS
from geodata.reading.precision import place_words
from pages.widgets.toll_panel import SPEAKERS
from tests.real_story import REAL

TABLES = Path(__file__).parents[3] / "geodata" / "story" / "tables"


def test_english_is_spoken_where_nobody_chose() -> None:
    assert language() == ENGLISH == LANGUAGES[0]
    assert "fr" in LANGUAGES
    assert gettext("Legend") == "Legend"


def test_a_block_speaks_its_language_and_ends() -> None:
    with speaking("fr"):
        assert gettext("Legend") == "Légende"
        with speaking("en"):
            assert gettext("Legend") == "Legend"
        assert language() == "fr"
    assert language() == ENGLISH


def test_a_block_that_fails_ends_too() -> None:
    with pytest.raises(KeyError), speaking("fr"):
        raise KeyError("x")
    assert language() == ENGLISH


def test_a_thread_chooses_for_itself() -> None:
    heard = []

    def work() -> None:
        heard.append(language())
        speak("fr")
        heard.append(language())

    thread = threading.Thread(target=work)
    with speaking("fr"):
        thread.start()
        thread.join()
    assert heard == [ENGLISH, "fr"]
    assert language() == ENGLISH


def test_work_for_later_speaks_the_language_of_now() -> None:
    with speaking("fr"):
        later = bound(lambda words: gettext(words))
    heard: list[str] = []
    thread = threading.Thread(target=lambda: heard.append(later("Legend")))
    thread.start()
    thread.join()
    assert heard == ["Légende"]
    assert later("Legend") == "Légende"


def test_somebody_may_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([None, "fr"])
    monkeypatch.setattr(current, "_askers", [])
    current.ask_for_language(lambda: next(answers))
    assert [language(), language()] == [ENGLISH, "fr"]
    with speaking("en"):
        assert language() == ENGLISH  # what was chosen here is not asked for


def test_plurals() -> None:
    words = ("{n} event", "{n} events")
    assert [ngettext(*words, n) for n in (0, 1, 2)] == ["{n} events", "{n} event", "{n} events"]
    with speaking("fr"):  # nought is singular in French
        assert [ngettext(*words, n) for n in (0, 1, 2)] == ["{n} événement", "{n} événement", "{n} événements"]


def test_words_without_a_translation_stay_as_they_are() -> None:
    with speaking("fr"):
        assert gettext("words that nobody translated") == "words that nobody translated"
        assert gettext("") == ""
        assert pgettext("a place that is not there", "Legend") == "Legend"
    assert noop("Legend") == "Legend"


# --- codes of the tables


def _labels(looks: dict) -> dict[str, str]:
    return {code: look["label"] if isinstance(look, dict) else look.label for code, look in looks.items()}


#: What readers meet of the codes of a column: words by code, or None where the code itself is looked up.
WORDS = {
    "actors.part": {part: heading for part, heading, _ in SPEAKERS},
    "base_document_facts.kind": None,
    "claims.credibility": CREDIBILITY,
    "events.confidence": {**CONFIDENCE_MEANINGS, **_labels(CONFIDENCE)},
    "events.date_precision": _DATE_WORDS,
    "legs.kind": _labels(LEG_KINDS),
    "legs.phase": _labels(PHASES),
    "legs.variant": VARIANTS,
    "presence.confidence": _labels(CONFIDENCE),
    "presence.nature": _labels(NATURES),
    "route.confidence": _labels(CONFIDENCE),
    "route.leg_kind": _labels(LEG_KINDS),
    "route.variant": VARIANTS,
    "sources.kind": None,
    "sources.reliability": RELIABILITY,
}
#: Codes of the story, whose words stand in its ``story.toml``: the vocabulary of each column.
OF_STORY = {"actors.side": "sides", "claims.outcome": "outcomes", "events.kind": "kinds"}
#: Codes that no reader meets as such: colours and shapes, pages, switches, and what is said in whole sentences.
UNSEEN = {
    "actors.colour", "actors.kind", "actors.shape", "claim_links.relation", "claims.in_base_document",
    "events.in_base_document", "legs.start_version", "places.independent_check", "places.precision",
    "questions.established", "scenes.page", "sources.low_trust", "sources.seen",
}  # fmt: skip


def enumerations() -> dict[str, list[str]]:
    package = json.loads((TABLES / "datapackage.json").read_text("utf-8"))
    return {
        f"{table['name']}.{field['name']}": field["constraints"]["enum"]
        for table in package["resources"]
        for field in table["schema"]["fields"]
        if "enum" in field.get("constraints", {})
    }


@pytest.mark.parametrize("column", sorted(set(enumerations()) - UNSEEN))
def test_every_code_that_a_reader_meets_has_words_in_every_language(column: str) -> None:
    for code in enumerations()[column]:
        if column in OF_STORY:
            assert code in getattr(
                REAL.manifest, OF_STORY[column]
            )  # in every language: tests/unit/reading/test_terms.py
            continue
        if column.endswith(".country"):
            with speaking("fr"):
                assert country_name(REAL, code) not in ("", code), code
            continue
        known = WORDS[column]
        words = code if known is None else known[code]
        if words:
            assert words in translations("fr")._catalog, (column, code)  # type: ignore[attr-defined]


def test_countries_in_both_languages() -> None:
    assert [country_name(REAL, iso) for iso in ("CAF", "LBY", "XXX")] == ["Central African Republic", "Libya", "XXX"]
    with speaking("fr"):
        assert [country_name(REAL, iso) for iso in ("CAF", "LBY", "XXX")] == [
            "République centrafricaine",
            "Libye",
            "XXX",
        ]


def test_how_well_a_place_is_known() -> None:
    with speaking("fr"):
        assert place_words("area", 30.0) == "quelque part dans une zone d’environ 30 km autour du point"
        assert place_words("approx-site", 2.5) == "site connu approximativement, à environ 2,5 km près"
        assert place_words("country", None) == "connu seulement au niveau du pays"


# --- the text on method


def test_the_text_on_method_is_english_where_a_language_has_none() -> None:
    english = method_text()
    with speaking("xx"):
        assert method_text() == english


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != ENGLISH])
def test_every_language_has_a_text_on_method(code: str) -> None:
    with speaking(code):
        told = method_text()
    assert told != method_text()
    headings = [line.split()[0] for line in method_text().splitlines() if line.startswith("#")]
    assert [line.split()[0] for line in told.splitlines() if line.startswith("#")] == headings
