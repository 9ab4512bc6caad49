"""The languages of the project: words, numbers, dates and the texts of the tables.

English stands in the code and the tables. Every other language is a folder here, named by its code, that holds

- ``interface.po``: a gettext catalogue of the words in code, Python and JavaScript alike,
- ``tables.csv``: the texts of the tables, each beside its English, and
- ``method.md``: the page on method.

A new folder is a new language; nothing else names one. Texts are looked up when they are used, in the language of
whoever asks (:func:`language`), so a constant that holds words marks them with :func:`noop` and looks them up later.
"""

from __future__ import annotations

from geodata.languages.current import ENGLISH, ask_for_language, bound, language, speak, speaking
from geodata.languages.words import LANGUAGES, gettext, ngettext, noop, pgettext

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "ask_for_language",
    "bound",
    "gettext",
    "language",
    "ngettext",
    "noop",
    "pgettext",
    "speak",
    "speaking",
]
