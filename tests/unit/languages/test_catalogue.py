"""The catalogues hold every word that the code shows, each with its translation, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from geodata.languages import LANGUAGES, catalogue
from geodata.languages.catalogue import browser_words, is_translated, read_catalogue, translations, words_in_code

OTHERS = [code for code in LANGUAGES if code != "en"]
FIELD = re.compile(r"\{(\w*)")
#: What a browser's script may hold that a sentence does not.
NOT_WORDS = re.compile(r"https?://\S+|\d+:\d+")


def messages(code: str) -> list[Message]:
    return [message for message in read_catalogue(code) if message.id]


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def each_form(code: str) -> Iterator[tuple[Message, str]]:
    for message in messages(code):
        for form in forms(message.string or ""):
            if form:
                yield message, form


def test_every_text_stands_where_babel_finds_it() -> None:
    """Babel reads no text inside an f-string."""
    hidden = [
        f"{path.name}: {line.strip()}"
        for folder in ("geodata", "pages")
        for path in (catalogue.ROOT / folder).rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\{[np]?gettext\(['\"]\w", line)
    ]
    assert hidden == []


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_of_the_code_has_its_translation(code: str) -> None:
    known = {(str(message.id), message.context) for message in messages(code) if is_translated(message)}
    missing = [
        f"{message.id!r} in {sorted({name for name, _ in message.locations})}"
        for message in words_in_code()
        if message.id and (str(message.id), message.context) not in known
    ]
    assert missing == [], "\n".join(missing)


@pytest.mark.parametrize("code", OTHERS)
def test_the_catalogue_holds_no_text_that_the_code_has_not(code: str) -> None:
    used = {(str(message.id), message.context) for message in words_in_code()}
    left = [message.id for message in messages(code) if (str(message.id), message.context) not in used]
    assert left == [], "run python -m geodata.languages"


@pytest.mark.parametrize("code", OTHERS)
def test_no_text_is_a_guess(code: str) -> None:
    assert [message.id for message in messages(code) if message.fuzzy] == []


@pytest.mark.parametrize("code", OTHERS)
def test_values_go_in_where_the_english_has_them(code: str) -> None:
    wrong = []
    for message, form in each_form(code):
        one_of = [set(FIELD.findall(english)) for english in forms(message.id)]
        if set(FIELD.findall(form)) not in one_of:
            wrong.append((message.id, form))
    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_plurals_have_as_many_forms_as_the_language(code: str) -> None:
    number = read_catalogue(code).num_plurals
    short = [m.id for m in messages(code) if not isinstance(m.id, str) and len(forms(m.string or "")) != number]
    assert short == []


def test_french_is_set_as_french_is() -> None:
    """No-break spaces before the marks that have one, and inside quotation marks; a curled apostrophe."""
    wrong = []
    for _, form in each_form("fr"):
        text = NOT_WORDS.sub("", form)
        bare = re.search(r"(?<=[\w»)}’*]) [;:!?](?!\w)|(?<=\w)[;!?](?=\s|$)|« | »|\w'\w", text)
        if bare:
            wrong.append((form, bare[0]))
    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_browsers_get_the_words_of_scripts_and_no_others(code: str) -> None:
    of_scripts = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in messages(code)
        if any(name.endswith(".js") for name, _ in message.locations) and is_translated(message)
    }
    assert set(browser_words(code)) == of_scripts
    assert "Legend" in of_scripts
    assert "town known; the point is its centre, the event lies within about {km} km of it" not in of_scripts
    assert set(browser_words(code, "timeline")) < of_scripts
    assert "Zoom in (or Ctrl and wheel)" in browser_words(code, "timeline")
    assert "Legend" not in browser_words(code, "timeline")


def test_english_needs_no_catalogue() -> None:
    assert browser_words("en") == {}
    assert translations("en").gettext("Legend") == "Legend"


def test_a_catalogue_is_brought_up_to_date_and_keeps_what_was_translated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "de").mkdir()
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    (tmp_path / "de" / "interface.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Legend"\nmsgstr "Legende"\n\nmsgid "A text of long ago"\nmsgstr "Ein alter Text"\n',
        "utf-8",
    )
    made = catalogue.update("de")
    assert {str(m.id) for m in made if m.id} == {str(m.id) for m in words_in_code() if m.id}
    written = catalogue.read_catalogue("de")
    legend, new, old = (written.get(words) for words in ("Legend", "Zoom in", "A text of long ago"))
    assert legend is not None
    assert legend.string == "Legende"
    assert new is not None
    assert not is_translated(new)
    assert old is None
    assert "Ein alter Text" not in (tmp_path / "de" / "interface.po").read_text("utf-8")
    before = (tmp_path / "de" / "interface.po").read_bytes()
    catalogue.update("de")
    assert re.sub(rb"POT?-.*-Date.*", b"", (tmp_path / "de" / "interface.po").read_bytes()) == re.sub(
        rb"POT?-.*-Date.*", b"", before
    )
