"""Looking words up in the language that is spoken. The functions are named as in the standard library's gettext."""

from __future__ import annotations

from geodata.languages.catalogue import FOLDER, translations
from geodata.languages.current import ENGLISH, language

#: The codes of all languages, English first.
LANGUAGES = (ENGLISH, *sorted(path.parent.name for path in FOLDER.glob("*/interface.po")))


def gettext(words: str) -> str:
    """Return words in the language that is spoken; as they are where it has no translation.

    Values go in afterwards, by name: ``gettext("{shown} of {total} events").format(shown=…, total=…)``.
    """
    return translations(language()).gettext(words) if words else words


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of words that goes with a number in the language that is spoken."""
    return translations(language()).ngettext(one, many, number)


def pgettext(context: str, words: str) -> str:
    """Return words that mean different things in different places; ``context`` says which is meant."""
    return translations(language()).pgettext(context, words)


def noop(words: str) -> str:
    """Mark words for translation and return them as they are; :func:`gettext` looks them up when they are used."""
    return words
