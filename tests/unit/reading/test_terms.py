"""What the codes of a story are called: the real vocabularies, what is filled in, and what is said of a broken one."""

from __future__ import annotations

import pytest

from geodata.languages import ENGLISH, LANGUAGES, speaking
from geodata.reading.check import check_tables
from geodata.reading.story import load_story
from geodata.reading.terms import Country, Term, called
from geodata.reading.vocabularies import VOCABULARIES, untranslated
from small_tables import SmallTables
from tests.real_story import REAL


@pytest.mark.parametrize("section", VOCABULARIES)
def test_every_code_of_the_real_story_has_words_in_every_language(section: str) -> None:
    terms = getattr(REAL.manifest, section)
    assert terms
    assert {code: untranslated([terms], code) for code in LANGUAGES} == {code: [] for code in LANGUAGES}


def test_words_that_lack_a_language_are_named() -> None:
    terms = {
        "DZA": Country({ENGLISH: "Algeria", "fr": "Algérie"}, short={ENGLISH: "Alg."}),
        "rain": Term({ENGLISH: "Rain"}),
    }
    assert untranslated([terms], "fr") == ["Alg.", "Rain"]
    assert untranslated([terms], ENGLISH) == []


def test_a_code_is_called_by_its_term_in_the_language_that_is_spoken() -> None:
    terms = {"coup": Term({ENGLISH: "Coup", "fr": "Coup d’État"}), "rain": Term({ENGLISH: "Rain"})}
    assert [called(terms, code) for code in ("coup", "rain", "snow")] == ["Coup", "Rain", "snow"]
    with speaking("fr"):
        assert [called(terms, code) for code in ("coup", "rain", "snow")] == ["Coup d’État", "Rain", "snow"]


def test_without_its_section_each_code_is_called_by_itself(small_tables: SmallTables) -> None:
    small_tables.manifest.unlink()
    found = load_story(small_tables.folder)
    used = {*found.events["kind"]}
    assert {code: term.words() for code, term in found.manifest.kinds.items()} == {code: code for code in used}
    assert {term.words() for term in found.manifest.strands.values()} == {"Events"}
    slots = [side.slot for side in found.manifest.sides.values()]
    assert slots == list(range(1, len(slots) + 1))
    assert {*found.claims["outcome"]} == {*found.manifest.outcomes} == {*found.manifest.columns}
    assert not found.manifest.countries


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('sides = "mali"', "[sides] has to be a section of lines"),
        (
            '[candidates]\nP_NONE = { en = "There" }',
            "story, row candidates, column P_NONE, value '': no row of places has this id",
        ),
        ('[strands]\nwar = "War"', "a code needs its words"),
        ('[strands]\nwar = { fr = "Guerre" }', "column war, value '': this has no words in English"),
        ("[strands]\nwar = { en = 1 }", "words have to be a text"),
        ('[strands]\nwar = { en = "War", colour = "red" }', "use one of: the code of a language"),
        ('[strands]\nwar = { en = "War" }\nwords = { en = "War" }', "war is called so too"),
        ('[strands]\nwar = { en = "War" }\nwar = { en = "Fight" }', "story.toml cannot be read as TOML"),
        ('[countries]\nMLI = { en = "Mali", also = "Soudan" }', "this has to be a list of texts"),
        ('[countries]\nMLI = { en = "Mali", short = "M." }', "this has to be words by language"),
    ],
)
def test_a_broken_vocabulary_is_told_of(small_tables: SmallTables, text: str, words: str) -> None:
    small_tables.manifest.write_text(text + "\n", encoding="utf-8")
    (fault,) = check_tables(small_tables.folder)
    assert words in str(fault)


def _lines(found: SmallTables, section: str, lines: dict[str, str]) -> list[str]:
    text = "\n".join([f"[{section}]", *(f"{code} = {{ {line} }}" for code, line in lines.items())])
    found.manifest.write_text(text + "\n", encoding="utf-8")
    return found.fault_lines()


def test_a_section_names_every_code_that_the_tables_use(small_tables: SmallTables) -> None:
    sides = {code: f'en = "{code}"' for code in load_story(small_tables.folder).manifest.sides}
    assert _lines(small_tables, "sides", sides) == []
    left_out = next(iter(sides))
    (fault,) = _lines(
        small_tables, "sides", {code: line for code, line in sides.items() if code != left_out} or {"x": 'en = "X"'}
    )
    assert fault.startswith(f"story, row sides, column {left_out}")
    assert "the tables use this code and it has no line here" in fault


def test_each_side_has_a_look_of_its_own(small_tables: SmallTables) -> None:
    used = {code: f'en = "{code}"' for code in load_story(small_tables.folder).manifest.sides}
    more = used | {f"side-{place}": f'en = "Side {place}"' for place in range(10 - len(used))}
    assert _lines(small_tables, "sides", more) == []
    (fault,) = _lines(small_tables, "sides", {**more, "one-more": 'slot = 0, en = "One more"'})[:1]
    assert "there are looks for 10 of these" in fault
    first, second, *_ = more
    (fault,) = _lines(small_tables, "sides", {**more, second: 'slot = 1, en = "Second"'})
    assert f"{first} has this slot already" in fault
    (fault,) = _lines(small_tables, "sides", {**more, first: 'slot = "1", en = "First"'})[:1]
    assert "this has to be a whole number" in fault


def test_a_kind_names_a_strand_that_there_is_or_none_does(small_tables: SmallTables) -> None:
    used = {code: f'en = "{code}"' for code in load_story(small_tables.folder).manifest.kinds}
    assert _lines(small_tables, "kinds", used) == []
    faults = _lines(small_tables, "kinds", {code: f'strand = "war", {line}' for code, line in used.items()})
    assert faults
    assert all("[strands] has no such line" in fault for fault in faults)
    more = {"more": 'en = "More"'}
    with_strand = {code: f'strand = "war", {line}' for code, line in used.items()}
    text = "\n".join(
        [
            '[strands]\nwar = { en = "War" }\n[kinds]',
            *(f"{c} = {{ {line} }}" for c, line in (with_strand | more).items()),
        ]
    )
    small_tables.manifest.write_text(text + "\n", encoding="utf-8")
    (fault,) = small_tables.fault_lines()
    assert "this has no strand, as others here have" in fault
