"""The gettext catalogues: read for use, and brought up to date with the words in code.

A catalogue is kept as the text that translators edit (``interface.po``) and compiled in memory when it is first
needed, by Babel and the standard library's gettext; so there is no second file that could be older than the first.
"""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
CATALOGUE = "interface.po"

_BROWSER = "geodata/drawing/browser"

#: What the head of a catalogue calls the project.
_PROJECT = "A small conflict map"

#: Where words stand: a folder, the files in it, and how Babel reads them.
_SOURCES = (
    ("geodata", "**/*.py", "python"),
    ("pages", "**/*.py", "python"),
    (_BROWSER, "*.js", "javascript"),
)
#: The functions of :mod:`geodata.languages` that hold words, with the places of singular, plural and context.
_KEYWORDS = {"gettext": None, "noop": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def catalogue_file(code: str) -> Path:
    """Return the path of a language's catalogue."""
    return FOLDER / code / CATALOGUE


def read_catalogue(code: str) -> Catalog:
    """Return a language's catalogue as it is written. Raises FileNotFoundError when there is none."""
    with catalogue_file(code).open("rb") as file:
        return read_po(file, locale=code)


@cache
def translations(code: str) -> gettext.NullTranslations:
    """Return a language's catalogue ready for use; English has none and gives back what it is given."""
    if not catalogue_file(code).exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_catalogue(code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def browser_words(code: str, script: str = "") -> dict[str, str | list[str]]:
    """Return the words of the browser's scripts, English to translated; a plural has a list of forms.

    ``script`` is the beginning of a file name: only the words of such files.
    """
    if not catalogue_file(code).exists():
        return {}
    found: dict[str, str | list[str]] = {}
    for message in read_catalogue(code):
        if not is_translated(message) or not any(
            name.startswith(f"{_BROWSER}/{script}") for name, _ in message.locations
        ):
            continue
        if isinstance(message.id, str):
            found[message.id] = str(message.string)
        else:
            found[message.id[0]] = [str(form) for form in message.string or ()]
    return found


def is_translated(message: Message) -> bool:
    """Whether a text has its translation, each of its forms."""
    return bool(message.string and (isinstance(message.string, str) or all(message.string)))


def words_in_code() -> Catalog:
    """Return an empty catalogue of every word that the code marks for translation, each with the files it stands in."""
    found = Catalog(project=_PROJECT, charset="utf-8", fuzzy=False)
    for folder, pattern, method in _SOURCES:
        for path in sorted((ROOT / folder).glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            for line, words, comments, context in extract_from_file(method, path, _KEYWORDS, ["Translators:"]):
                found.add(words, locations=[(name, line)], auto_comments=comments, context=context)
    return found


def update(code: str) -> Catalog:
    """Bring a language's catalogue up to date with the code and write it; return it.

    Words that are new stand there without a translation, words that are gone are taken out. Nothing is guessed.
    """
    made = words_in_code()
    kept = read_catalogue(code) if catalogue_file(code).exists() else Catalog(locale=code)
    kept.header_comment = f"# Words of the interface in the language “{code}”. See geodata/languages/__init__.py."
    kept.project, kept.version, kept.fuzzy = _PROJECT, "1", False
    kept.msgid_bugs_address = kept.last_translator = "see README, Correct"
    kept.update(made, no_fuzzy_matching=True, update_creation_date=False)
    kept.obsolete.clear()
    with catalogue_file(code).open("wb") as file:
        write_po(file, kept, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return kept
