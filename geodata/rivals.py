"""Rival claims: whatever was said of one thing stands together. A filter dims a rival; it never leaves one alone."""

from __future__ import annotations

import pandas as pd

from geodata.filters import Filters, claims_mask, only
from geodata.languages import gettext, ngettext, noop
from geodata.languages.formats import number
from geodata.ledger import AMBUSH
from geodata.story import Story
from geodata.tolls import KEY_CLAIMS

#: Why a part of the filter dims a claim, by the names of :data:`geodata.filters.PARTS`. A claim stands or falls with
#: the event that it speaks of. The as-of day is not among them: what was not yet public is gone.
_WHY = {
    "dates": noop("not about an event of the chosen days"),
    "actors": noop("not about an event of the chosen actor"),
    "countries": noop("not about an event in the chosen country"),
    "kinds": noop("not about an event of the chosen kind"),
    "confidences": noop("not about an event of the chosen confidence"),
    "text": noop("without the searched words"),
    "exact": noop("not about an event known to day and place"),
}

#: What the key claims speak of.
_KEY = "key"


def claims_public(story: Story, filters: Filters) -> pd.Series:
    """Say for each claim whether it, and the event it speaks of, was public by the as-of day."""
    return claims_mask(story, Filters(known_on=filters.known_on))


def rivals_mask(story: Story, filters: Filters) -> pd.Series:
    """Say for each claim whether it is in view: it passes, or was public by the as-of day and rivals one that passes.

    Rivals speak of one outcome of one event. The fighting of 25 to 27 July 2024 is one event here, however its claims
    are filed, and the tolls that the key claims give for it are one outcome.
    """
    subject = _subjects(story)
    in_view = subject.isin(set(subject[claims_mask(story, filters)]))
    return in_view & claims_public(story, filters)


def key_rivals(story: Story, filters: Filters) -> list[str]:
    """Return the claims that open the story, all that were public by the as-of day, or none: their ids.

    None when no claim passes that speaks of what one of them speaks of.
    """
    key = _key_claims(story)
    if not rivals_mask(story, filters)[key].any():
        return []
    return [claim for claim in key if claims_public(story, filters)[claim]]


def key_words(story: Story, filters: Filters) -> str:
    """Say of how many rival claims the key claims are a choice, so that they are not taken for all."""
    shown = len(key_rivals(story, filters))
    rivals = int(((_subjects(story) == _KEY) & claims_public(story, filters)).sum())
    return ngettext(
        "{n} of {total} rival claims on these tolls; the ledger under Evidence has them all.",
        "{n} of {total} rival claims on these tolls; the ledger under Evidence has them all.",
        shown,
    ).format(n=number(shown), total=number(rivals))


def why_dimmed(story: Story, filters: Filters) -> pd.Series:
    """Say for each claim why the filter does not match it, in words; "" for a claim that passes."""
    faults = {part: ~claims_mask(story, only(filters, part)) for part in _WHY}
    between, words = gettext("; "), {part: gettext(why) for part, why in _WHY.items()}
    said = [between.join(words[part] for part in _WHY if faults[part][claim]) for claim in story.claims.index]
    return pd.Series(said, index=story.claims.index, dtype=object)


def dimmed_words(why: str) -> str:
    """Return the mark that a dimmed claim carries in words, with the reason; "" for a claim that is not dimmed."""
    return gettext("dimmed: {why}").format(why=why) if why else ""


def dimmed_summary(why: pd.Series) -> str:
    """Say how many claims are dimmed and why, for all that stand together; "" when none is."""
    dimmed = why[why != ""]
    if dimmed.empty:
        return ""
    return ngettext(
        "{n} rival claim that the filter does not match stays in view, dimmed: {why}.",
        "{n} rival claims that the filter does not match stay in view, dimmed: {why}.",
        len(dimmed),
    ).format(n=number(len(dimmed)), why=" / ".join(dict.fromkeys(dimmed)))


def _subjects(story: Story) -> pd.Series:
    """What each claim speaks of: its outcome, and its event or the fighting as a whole."""
    events = story.claims["event_id"]
    subject = story.claims["outcome"] + " " + events.where(~events.isin(AMBUSH), "ambush")
    return subject.where(~subject.isin(set(subject[_key_claims(story)])), _KEY)


def _key_claims(story: Story) -> list[str]:
    return [claim for claim in KEY_CLAIMS if claim in story.claims.index]
