"""Words that the importers put into events, in the language of whoever reads them: kinds of event and licences.

What a file itself calls its kinds, and what a viewer says its licence is, stays as it is.
"""

from __future__ import annotations

from geodata.importers import acled, ucdp
from geodata.languages import gettext, noop

_KINDS = frozenset([*ucdp.KINDS.values(), *acled.KINDS_OF_EVENT, noop("unknown")])


def kind_words(kind: str) -> str:
    """Return a kind of event as a viewer reads it.

    >>> kind_words("state-based violence"), kind_words("clash")
    ('state-based violence', 'clash')
    """
    return gettext(kind) if kind in _KINDS else kind


def licence_words(licence: str) -> str:
    """Return a licence as a viewer reads it; "" where none is stated."""
    return gettext(licence) if licence == acled.LICENCE else licence


def licence_or_none(licence: str) -> str:
    """Return a licence as a viewer reads it, also where none is stated."""
    return licence_words(licence) or gettext("no licence stated")
