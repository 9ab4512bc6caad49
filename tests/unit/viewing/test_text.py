"""Text from the tables shows letter by letter, whatever Markdown would make of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.viewing.text import link, plain

#: What Streamlit's Markdown acts on inside a line: CommonMark, tables, strike-through, formulas, directives.
SPECIALS = "\\`*_{}[]<>()#+!|~$:&"


def shown(markdown: str) -> str:
    """Undo the escapes as CommonMark does: a backslash before ASCII punctuation stands for the mark."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def squeezed(text: str) -> str:
    """White space as a browser shows it: runs are one space, none at the ends."""
    return " ".join(text.split())


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"))))
def test_every_special_is_escaped_and_nothing_else_changes(text: str) -> None:
    escaped = plain(text)
    assert squeezed(shown(escaped)) == squeezed(text)
    assert not set(SPECIALS) & set(re.sub(r"\\.", "", escaped))


def test_a_mark_and_a_group_of_digits_stay_on_their_line() -> None:
    words = "1\u00a0848 lignes\u00a0; «\u00a0FLA\u00a0»"
    assert plain(f" {words}\n\t") == words.replace(";", "\\;")


@given(st.text(alphabet=SPECIALS + " aé1", max_size=30))
def test_specials_in_a_row_are_escaped_one_by_one(text: str) -> None:
    escaped = plain(text)
    assert squeezed(shown(escaped)) == squeezed(text)
    assert not set(SPECIALS) & set(re.sub(r"\\.", "", escaped))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Kidal", "Kidal"),
        ("*Wagner*", r"\*Wagner\*"),
        ("[x](y)", r"\[x\]\(y\)"),
        ("<b>bold</b>", r"\<b\>"),
        ("$5 and $6", r"\$5 and \$6"),
        (":red[loud]", r"\:red\[loud\]"),
        ("a\\*b", r"a\\\*b"),
    ],
)
def test_examples(text: str, part: str) -> None:
    assert part in plain(text)


@pytest.mark.parametrize("text", ["a\nb", "a\n\n# b", "a\r\nb", "a\rb", "\n- a\n- b"])
def test_a_text_stays_on_one_line(text: str) -> None:
    assert not set("\r\n") & set(plain(text))


@pytest.mark.parametrize("text", ["- a", "---", "1. a", "27. Juli", "    a", "\ta", "\n\n    a"])
def test_the_beginning_of_a_text_starts_no_list_rule_or_block(text: str) -> None:
    assert not re.match(r" {4}|\t| {0,3}(?:[-+*]|\d{1,9}[.)])", plain(text))


def test_what_is_no_text_is_written_as_text() -> None:
    assert plain(46) == "46"
    assert plain(None) == "None"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " https://example.org",
        "data:text/html,x",
        "vbscript:x",
        "//example.org",
        "/method",
        "ftp://example.org",
        "https://example.org/a b",
        "https://example.org/\njavascript:alert(1)",
        "https://",
        "",
    ],
)
def test_only_a_web_address_becomes_a_link(url: str) -> None:
    assert link("Source [1]", url) == plain("Source [1]")


def test_a_web_address_becomes_a_link() -> None:
    assert link("RFI", "https://example.org/1") == "[RFI](https://example.org/1)"
    assert link("RFI", "http://example.org/?a=1&b=2#c") == "[RFI](http://example.org/?a=1&b=2#c)"


@given(st.text(max_size=20), st.from_regex(r"https?://[!-~]{1,40}", fullmatch=True))
def test_no_text_or_address_breaks_out_of_a_link(text: str, url: str) -> None:
    written = link(text, url)
    found = re.fullmatch(r"\[((?:\\.|[^\\\[\]])*)\]\(([^()\s<>]*)\)", written)
    assert found or written == plain(text)
    if found:
        assert found[1] == plain(text)
        assert found[2].startswith(("http://", "https://"))
