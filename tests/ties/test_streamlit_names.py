"""Whether the installed Streamlit and streamlit-folium still have the names and words that this project relies on.

A later version may drop any of them without a word. These tests need no browser and no page: they look into the files
of the installed packages and say what is missing, and which file of this project asked for it.
"""

from __future__ import annotations

import inspect
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import streamlit
import streamlit_folium

from tests.ties import relied_on
from tests.ties.relied_on import Import, Reliance

#: What a script has at either end of a text, and between the parts of one that it puts together.
_QUOTES = "\"'`"


@cache
def scripts(package: str) -> str:
    """The scripts of a package's pages, one after the other."""
    module = {"streamlit": streamlit, "streamlit_folium": streamlit_folium}[package]
    paths = sorted(Path(module.__file__ or "").parent.rglob("*.js"))
    return "\n".join(path.read_bytes().decode("latin-1") for path in paths)  # a letter a byte: a third of the memory


@cache
def has_text(text: str, package: str = "streamlit", before: str = f"{_QUOTES}}}", after: str = f"{_QUOTES}$") -> bool:
    """Whether a script has these words as a text, or as the part of one; in the middle of a text they do not count."""
    everything = scripts(package)
    place = everything.find(text)
    while place >= 0:
        end = place + len(text)
        first, last = everything[place - 2 : place].rstrip(" ")[-1:], everything[end : end + 2].lstrip(" ")[:1]
        if first and first in before and last and last in after:
            return True
        place = everything.find(text, place + 1)
    return False


def has_name(name: str) -> bool:
    """Whether a script has a name whole, or puts it together: ``stBaseButton-${kind}``, and a text ``tertiary``."""
    if has_text(name) or has_text(f"{name}-", after="$"):
        return True
    for cut in range(len(name), len("stX"), -1):
        if has_text(name[:cut], after="$"):
            rest = name[cut:]
            return not rest or has_text(rest) or has_text(rest[0].lower() + rest[1:])
    return False


def has_sentence(sentence: str) -> bool:
    """Whether a script has every part of a sentence that stands between the values it holds."""
    return all(_has_part(part) for part in re.split(r"\{\w+\}", sentence))


def _has_part(part: str) -> bool:
    """Whether a script has a part of a sentence, or all the texts that it puts it together from, such as a plural."""
    part = part.strip(" :,")
    if not part or has_text(part):
        return True
    cuts = [place for place, sign in enumerate(part) if sign == " "]
    return any(has_text(part[:cut]) and _has_part(part[cut:]) for cut in cuts)


def missing(found: set[Reliance], has: Any) -> list[str]:
    known = {name: has(name) for name in {one.name for one in found}}
    return sorted(f"{one.name} ({one.file})" for one in found if not known[one.name])


def lacks(one: Import) -> bool:
    """Whether the installed package has no such module, or the module no such attribute."""
    try:
        thing: Any = import_module(one.module)
        for name in filter(None, one.chain.split(".")):
            thing = getattr(thing, name)
    except (ImportError, AttributeError):
        return True
    return False


def takes(one: Import) -> bool:
    """Whether the installed function has the keyword at the end of the chain."""
    function, keyword = one.chain.split(".")
    return keyword in inspect.signature(getattr(import_module(one.module), function)).parameters


def test_streamlit_has_the_names_of_the_page() -> None:
    found = relied_on.dom_names()
    assert {"stMain", "stBaseButton-tertiary", "stMultiSelectDropdown"} <= {one.name for one in found}
    assert missing(found, has_name) == []


def test_streamlit_has_the_attributes_of_the_page() -> None:
    found = relied_on.data_attributes()
    assert "data-collapsed=false" in {one.name for one in found}
    assert missing(found, lambda text: all(has_text(part) for part in text.split("="))) == []


def test_streamlit_says_the_words_that_are_exchanged() -> None:
    found = relied_on.sentences()
    assert {"Main menu", "{n} options available."} <= {one.name for one in found}
    assert missing(found, has_sentence) == []


def test_the_frame_of_the_map_has_what_the_scripts_use() -> None:
    found = relied_on.frame_names()
    assert {"map_div", "setComponentValue"} <= {one.name for one in found}
    signs = f"{_QUOTES}.#={{(:,)"
    assert missing(found, lambda name: has_text(name, "streamlit_folium", signs, signs)) == []


def test_the_packages_have_the_python_names() -> None:
    found = relied_on.python_names()
    assert "AppSession._create_new_session_message" in {one.chain for one in found}
    assert sorted(f"{one.module}: {one.chain} ({one.file})" for one in found if lacks(one)) == []


def test_the_map_takes_the_keywords_it_is_given() -> None:
    found = relied_on.keywords()
    assert "st_folium.feature_group_to_add" in {one.chain for one in found}
    assert sorted(f"{one.chain} ({one.file})" for one in found if not takes(one)) == []


@pytest.mark.parametrize("name", ["stDecoration", "stSelectboxDropdown", "stMainly", "stBaseButton-nosuchkind"])
def test_a_name_that_streamlit_does_not_have_is_noticed(name: str) -> None:
    assert not has_name(name)


@pytest.mark.parametrize("sentence", ["Main menuet", "{n} options for dinner.", "Help regarding {name}"])
def test_words_that_streamlit_does_not_say_are_noticed(sentence: str) -> None:
    assert not has_sentence(sentence)


def test_a_python_name_that_is_gone_is_noticed() -> None:
    assert lacks(Import("streamlit.no_such_module", "", ""))
    assert lacks(Import("streamlit.runtime.app_session", "AppSession._make_new_session_message", ""))
