"""Every page in French: its title, its counts, its filter; and that no text of a page was forgotten."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.asking.filters import Filters
from geodata.languages import speaking
from geodata.reading.faults import BrokenTablesError, Fault
from geodata.serving import last_resort
from geodata.serving import tables as served
from geodata.views.registry import page_counts
from pages.door import sign_in
from pages.viewing import reading, viewer
from pages.widgets import fact_list, source_table
from tests.conftest import Rows
from tests.page_lists import PATHS
from tests.pages.conftest import PageMaker
from tests.pages.elements import choose_cell, ledger_of
from tests.pages.unmarked import SHELL, Bracketed, Finder
from tests.real_story import FRENCH, SCENES

_TITLES = {
    "overview.py": ("Vue d’ensemble", "Une embuscade au Mali, des forces russes dans quatre pays"),
    "episode.py": ("Embuscade", "Une colonne détruite près de la frontière algérienne, le 27 juillet 2024"),
    "route.py": ("Trajet", "Jusqu’à la frontière et retour, 19-27 juillet 2024\u00a0: aucun tracé publié"),
    "presence.py": (
        "Présence russe",
        "Des forces russes signalées dans quatre pays d’Afrique",
    ),
    "timeline.py": ("Chronologie", "Chronologie, 2018-2026"),
    "briefing.py": ("Exposé", "Exposé"),
    "evidence.py": ("Affirmations", "Affirmations\u00a0: qui dit quoi"),
    "your_data.py": ("Vos données", "Vos données"),
    "method.py": ("Méthode", "Méthode"),
}

#: What each page counts; the others count events.
_COUNTED = {
    "episode.py": "étapes affichées sur",
    "route.py": "étapes du trajet affichées sur",
    "presence.py": "mentions de présence affichées sur",
    "evidence.py": "affirmations affichées sur",
}


def texts(page: AppTest) -> list[str]:
    """What stands on a page as paragraphs, without Markdown's backslashes."""
    return [part.value.replace("\\", "") for part in (*page.markdown, *page.caption)]


def counted_in_mali(file: str) -> list[str]:
    """What stands under the title of a page that is filtered to Mali; nothing where a page has no rows."""
    counts = page_counts(PATHS[file], FRENCH, Filters(countries=("MLI",)))
    if counts is None:
        return [f"**{SCENES} scènes affichées sur {SCENES}**"] if file == "briefing.py" else []
    noun = _COUNTED.get(file, "événements affichés sur")
    return [f"**{counts.shown} {noun} {counts.total}**"]


@pytest.mark.parametrize("file", _TITLES)
def test_a_page_in_french_has_its_title_counts_and_filter(seen: PageMaker, file: str) -> None:
    page = seen(file, lang=["fr"], country=["MLI"])
    assert not page.exception
    assert not page.error
    assert page.title[0].value == _TITLES[file][1]
    assert page.query_params["lang"] in ("fr", ["fr"])
    counted = [text for text in texts(page) if re.fullmatch(r"\*\*\d+ [\w ]+ affichée?s sur \d+\*\*", text)]
    assert counted[:1] == counted_in_mali(file)
    assert [box.label for box in page.multiselect] == ["Acteurs", "Pays", "Types d’événement", "Degré de certitude"]
    assert [box.label for box in page.date_input] == ["Du", "Au", "État des connaissances au"]
    assert page.multiselect(key="filter.kind").proto.placeholder == "tous"
    assert page.multiselect(key="filter.country").value == ["MLI"]
    assert {box.proto.format for box in page.date_input} == {"DD/MM/YYYY"}
    assert page.text_input(key="filter.q").label == "Recherche"
    assert page.toggle(key="filter.exact").label == "Exact seulement"


def test_the_navigation_speaks_french_and_addresses_do_not(opened: PageMaker) -> None:
    pages = opened(lang=["fr"]).session_state["shell.pages"]
    assert [made.title for made in pages.values()] == [name for name, _ in _TITLES.values()]
    assert list(PATHS) == list(_TITLES)
    assert list(pages) == list(PATHS.values())
    assert pages["timeline"].url_path == "timeline"


def test_every_filter_offers_its_options_in_french(seen: PageMaker) -> None:
    page = seen(lang=["fr"])
    options = {name: page.multiselect(key=f"filter.{name}").options for name in ("country", "kind", "confidence")}
    assert {"République centrafricaine", "Sénégal", "Burkina Faso"} <= set(options["country"])
    assert {"Embuscade", "Retrait", "Coup d’État"} <= set(options["kind"])
    assert options["confidence"] == ["● bien attesté", "◐ source unique", "○ contesté"]


def test_a_change_of_language_keeps_the_filter_the_event_and_the_widgets(opened: PageMaker) -> None:
    page = opened("timeline.py", country=["MLI"], event=["E34"], **{"from": ["2024-07-25"]})
    page.selectbox(key="viewer.lang.field").set_value("fr").run()
    assert page.title[0].value == "Chronologie, 2018-2026"
    assert page.query_params["event"] == "E34"
    page.multiselect(key="filter.country").select("NER").run()
    address = {name: page.query_params[name] for name in ("country", "from", "lang", "event")}
    assert address == {"country": ["MLI", "NER"], "from": "2024-07-25", "lang": "fr", "event": "E34"}
    page.selectbox(key="viewer.lang.field").set_value("en").run()
    assert page.title[0].value == "Timeline, 2018 to 2026"
    assert "lang" not in page.query_params


def test_the_card_of_an_event_is_in_french(seen: PageMaker) -> None:
    page = seen(lang=["fr"], event=["E34"])
    said = texts(page)
    assert any(text.startswith("#### Le convoi, en retraite, est détruit") for text in said)
    assert any(text.startswith(":gray[Qui]") for text in said)
    labels = [box.label for box in page.expander]
    assert "Qui dit quoi (32 affirmations)" in labels
    assert any(label.startswith("Sources (") and label.endswith(" sources indépendantes)") for label in labels)
    assert page.button(key="card.close").label == "Fermer"
    link = page.get("page_link")[0].proto
    assert (link.label, link.query_string) == ("Lien vers cet événement", "event=E34&lang=fr")


def test_when_nothing_is_found_the_remedy_is_said_in_french(seen: PageMaker) -> None:
    page = seen(lang=["fr"], country=["CAF"], **{"from": ["2026-06-01"]})
    said = " ".join(texts(page))
    assert "Sans les dates, il y en aurait 3." in said
    assert page.button(key="clear.dates").label == "Effacer les dates"
    assert page.button(key="clear.all").label == "Tout effacer"


def test_the_evidence_is_in_french_and_a_cell_opens(opened: PageMaker) -> None:
    page = opened("evidence.py", lang=["fr"])
    assert [tab.label for tab in page.tabs][:6] == [
        "Registre",
        "Questions ouvertes",
        "Affirmations",
        "Événements",
        "Sources",
        "Document de base",
    ]
    frame, element = ledger_of(page)
    assert frame.columns[0] == "auteur de l’affirmation"
    assert element.proto.alt == "Registre des affirmations\u00a0: auteurs et issues"
    page = choose_cell(page, "Rebelles du CSP-DPA", frame.columns[1])
    assert any("relayée par" in text and text.startswith("Affirmation (") for text in texts(page))
    assert any(text.startswith("Information cotée ") for text in texts(page))
    kinds = next(table.value["type"] for table in page.dataframe if "relaie" in table.value)
    assert {"presse", "agence de presse"} <= set(kinds)


def test_the_download_panel_and_the_hand_outs_are_offered_in_french(seen: PageMaker) -> None:
    page = seen("briefing.py", lang=["fr"])
    labels = [button.label for button in page.button]
    assert {"Diaporama (PowerPoint)", "Note imprimée (PDF, A4)", "Revenir aux scènes du récit"} <= set(labels)
    helps = [node.proto.help for node in page.get("download_button")]
    assert "Couches et tables dans un seul fichier, pour QGIS" in helps
    assert "**14 scènes.** Les modifications restent dans cette session tant que la série n’est pas enregistrée." in (
        texts(page)
    )
    assert page.get("link_button")[0].proto.url == "present?lang=fr"


def test_a_view_of_ones_own_is_named_in_the_language_of_the_viewer(opened: PageMaker) -> None:
    page = opened("briefing.py", lang=["fr"])
    next(button for button in page.button if button.label.startswith("Ajouter la vue")).click().run()
    assert page.toast[0].value == "Ajoutée à l’exposé comme scène 15."
    assert page.session_state["briefing.set"][-1].headline == "Une vue à vous"


def test_the_scenes_follow_the_language_unless_they_were_changed(opened: PageMaker) -> None:
    page = opened("briefing.py")
    english = page.session_state["briefing.set"][0].headline
    page.selectbox(key="viewer.lang.field").set_value("fr").run()
    french = page.session_state["briefing.set"][0].headline
    assert english != french == "Une vallée et quatre pays"


def test_a_report_of_presence_on_a_day_is_counted_in_french(seen: PageMaker) -> None:
    page = seen("presence.py", lang=["fr"], day=["2024-07-01"])
    assert any("** pour le 1er juillet 2024, dont " in text for text in texts(page))
    assert any("Les mentions sans date de début sont omises." in text for text in texts(page))


def test_an_unknown_language_is_named_and_the_page_stays_english(seen: PageMaker) -> None:
    page = seen(lang=["tlh"])
    assert [notice.value.replace("\\", "") for notice in page.warning if "lang" in notice.value] == [
        "“tlh” is not a value of “lang”, so that part of the address was ignored."
    ]
    assert page.title[0].value == "One ambush in Mali, Russian forces in four countries"
    assert "lang" not in page.query_params


def test_notices_about_an_address_are_in_french(seen: PageMaker) -> None:
    page = seen(lang=["fr"], event=["E999"], zoom=["north"])
    said = [notice.value.replace("\\", "") for notice in page.warning]
    assert "Il n’y a pas d’événement «\u00a0E999\u00a0»\u00a0; cette partie de l’adresse a été ignorée." in said
    assert any(text.startswith("L’adresse indique une position qui n’existe pas") for text in said)


def test_broken_tables_are_told_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    def load() -> object:
        raise BrokenTablesError([Fault("events", "E34", "place_id", "P_X", "there is no place with this id")])

    monkeypatch.setattr(served, "load_story", load)
    served.tables.forget()
    try:
        page = AppTest.from_file(str(SHELL), default_timeout=60)
        page.query_params["lang"] = "fr"
        page.run()
    finally:
        served.tables.forget()
    assert not page.exception
    assert page.title[0].value == "Les tables sont à réparer"
    assert page.markdown[0].value.startswith("1 défaut a été trouvé dans `geodata/story/tables/`")
    assert list(page.dataframe[0].value) == ["table", "ligne", "colonne", "valeur", "ce qui ne va pas"]


def test_every_kind_of_source_and_of_fact_has_a_word_that_is_marked(event_rows: Rows) -> None:
    story = reading.story()
    assert set(story.sources["kind"]) <= set(source_table.SOURCE_KINDS)
    assert set(story.facts["kind"]) <= set(fact_list.FACT_KINDS)


def test_the_browser_is_told_the_language_of_the_page(seen: PageMaker) -> None:
    told = {code: json.loads(seen(lang=[code]).get("bidi_component")[0].proto.json) for code in ("en", "fr")}
    assert [told[code]["tag"] for code in ("en", "fr")] == ["en-GB", "fr"]
    assert told["en"]["words"] == {}  # Streamlit's words are English
    assert told["fr"]["words"]["Upload"] == "Choisir"
    assert viewer.LANGUAGE.options[:1] == ("en",)


def test_what_nobody_marked_is_found_and_what_is_known_is_not() -> None:
    find = Finder()
    title = reading.story().events["title"].iloc[0]
    assert find("Filter") == "Filter"
    assert find(f"⟦3 of 5⟧ {title}: forgotten") == "¦ : forgotten"
    for known in ("⟦a ⟦b⟧ c⟧", title, f"**1** · {title} ◐", "28 July 2024", "https://example.org/x", "E34 · K01"):
        assert find(known) == "", known
    assert Bracketed().gettext("x") == "⟦x⟧"


def test_no_text_of_a_page_was_forgotten() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.pages.unmarked"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == "", f"texts that nobody marked for translation:\n{done.stdout}"


def test_the_sign_in_page_speaks_the_language_of_the_viewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "is_on", lambda: True)
    monkeypatch.setattr(sign_in, "providers", lambda: ["default", "example"])
    page = AppTest.from_file(str(SHELL), default_timeout=60)
    page.query_params["lang"] = "fr"
    page.run()
    assert page.title[0].value == "Kidal, juillet 2024"
    assert page.markdown[0].value == "Cette copie du tableau de bord est réservée aux personnes connectées."
    assert [button.label for button in page.button] == ["Se connecter", "Se connecter avec example"]


def test_the_last_resort_speaks_the_language_of_the_viewer() -> None:
    with speaking("fr"):
        answer = last_resort.answer(RuntimeError("secret"), "/present")
    said = bytes(answer.body).decode()
    assert said.startswith("Une erreur s’est produite ici\u00a0; l’exploitant la trouvera dans le journal")
    assert "secret" not in said
