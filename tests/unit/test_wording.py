"""Belligerents say and claim, never confirm; no claim without its claimant; loaded words only as quoted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest

from geodata.languages import speaking
from geodata.languages.formats import month_words
from geodata.reading.check import read_and_check
from geodata.reading.story import Story
from tests.real_story import FRENCH, REAL

# What a belligerent does when we take its word for a fact.
VERBS = (
    r"(confirm(s|ed|ing|ation)?|prov(es?|ed|en)|establish(es|ed)|verif(y|ies|ied)|reveal(s|ed)?"
    r"|acknowledg(e|es|ed))"
)

# Whoever fought, or speaks for one who did, or is accused of helping; names as our tables write them.
BELLIGERENTS = (
    r"(Wagner|Africa Corps|Russian?s?|Moscow|Kremlin|army|soldiers|general staff|FAMa|Mali|Malian government"
    r"|Bamako|rebels?|separatists?|CSP|CSP-DPA|CSP-PSD|FLA|Ramadane|JNIM|ag Ghali|Islamic State|fighters"
    r"|belligerents?|Ukraine|Ukrainian ministry|Ukrainian intelligence|Kyiv|HUR|GUR|Yusov|Pyvovarov|channel"
    r"|Razgruzka)"
)

# Words that take a side. They may stand where a table says whose they are.
LOADED = (
    r"(mercenar|terroris|junta|regime|jihad|militia|azawad|bandit|massacre|martyr|liberat|neutrali[sz]"
    r"|invader)"
)

#: Columns that carry someone else's words: what is claimed or held, and what a publication calls itself.
QUOTED = {
    ("claims", "claim"),
    ("positions", "position"),
    ("sources", "title"),
    ("sources", "publisher"),
    ("sources", "url"),
    ("base_document_facts", "fact"),
    ("actors", "name"),
    ("actors", "aliases"),
}

#: Cells that tell what a communiqué says and name it as the speaker.
REPORTED = {("events", "E42", "summary"), ("events", "E42", "base_document_support")}


@pytest.fixture(scope="module")
def story() -> Story:
    return REAL


def cells() -> Iterator[tuple[str, str, str, str]]:
    """Every cell of every table, as table, row, column and text."""
    tables, _ = read_and_check()
    for name, table in tables.items():
        for row in table.rows:
            for column, text in row.cells.items():
                yield name, row.label, column, text


def confirms(text: str) -> bool:
    """Whether a sentence has a belligerent as the one who confirms something."""
    sentences = re.split(r"[.;:]\s", text)
    return any(re.search(rf"\b{BELLIGERENTS}\b[^,]{{0,40}}?\b{VERBS}\b", sentence) for sentence in sentences)


def test_the_sieve_catches_what_it_should() -> None:
    assert confirms("Wagner confirms its losses")
    assert confirms("The army has confirmed two dead")
    assert confirms("Late on Monday the rebels' spokesman confirmed it")
    assert not confirms("Wagner claims its losses. Reuters confirmed the place")
    assert not confirms("AFP could not verify the number")


def test_no_belligerent_confirms_anything_in_our_words() -> None:
    found = [
        f"{table} {row} {column}: {text}"
        for table, row, column, text in cells()
        if (table, column) not in {("sources", "title"), ("sources", "url")} and confirms(text)
    ]
    assert found == []


def test_loaded_words_stand_only_where_they_are_someone_elses() -> None:
    found = [
        f"{table} {row} {column}: {text}"
        for table, row, column, text in cells()
        if (table, column) not in QUOTED
        and (table, row, column) not in REPORTED
        and re.search(LOADED, re.sub(r'"[^"]*"', "", text), re.IGNORECASE)
    ]
    assert found == []


def test_a_reported_loaded_word_stands_after_its_speaker(story: Story) -> None:
    for _, row, column in REPORTED:
        text = story.events.at[row, column]
        word = re.search(LOADED, text, re.IGNORECASE)
        assert word, (row, column)
        assert "communiqué" in text[: word.start()]


def test_a_fact_of_the_base_document_names_whose_loaded_word_it_is(story: Story) -> None:
    for fact in story.facts["fact"]:
        if re.search(LOADED, fact, re.IGNORECASE):
            assert re.match(r"Mali('s)? ", fact), fact


def test_no_claim_stands_without_its_claimant(story: Story) -> None:
    assert (story.claims["claimant"].str.strip() != "").all()
    assert story.claims["claimant_id"].isin(story.actors.index).all()
    assert (story.claims["source_ids"].map(len) > 0).all()


def test_no_position_stands_without_its_holder(story: Story) -> None:
    assert story.positions["holder_id"].isin(story.actors.index).all()
    attributing = r"(Says?|Speaks|Sees|Rejects|Reports?|Names?|Codes|Dates|Disputes|Cuts|The English edition plots)\b"
    assert [text for text in story.positions["position"] if not re.match(attributing, text)] == []


def test_a_denial_names_who_denies(story: Story) -> None:
    denials = story.claim_links[story.claim_links["relation"] == "denied-by"]
    assert len(denials) > 0
    assert denials["by_actor_id"].isin(story.actors.index).all()


def test_no_disputed_question_is_called_settled(story: Story) -> None:
    for question in story.questions.itertuples():
        assert question.established in ("no", "partly")
        if question.established == "no":
            assert question.answer.startswith("Not established.")


@pytest.mark.parametrize("story", [REAL, FRENCH], ids=["English", "French"])
def test_no_place_name_carries_a_date(story: Story) -> None:
    with speaking(story.language):
        months = [month_words(dt.date(2024, month, 1), year=False) for month in range(1, 13)]
    dated = re.compile(rf"\b({'|'.join(months)}|(19|20)\d\d)\b", re.IGNORECASE)
    assert dated.search(f"Ambush valley, 27 {months[6]}")
    assert [name for name in [*story.places["name"], *story.route["waypoint"]] if dated.search(name)] == []
