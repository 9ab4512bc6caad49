"""Rival claims: whatever was said of one thing stands together. A filter dims a rival; it never leaves one alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from geodata.asking.filters import Filters, claims_mask, only, presence_mask, presence_that_may_lie
from geodata.asking.publication import all_of_them_public
from geodata.asking.table import PARAMETERS
from geodata.knowing.presence import on_day, strengths
from geodata.languages import gettext, ngettext, noop
from geodata.languages.formats import day_words, number
from geodata.reading.story import Story

#: Why a part of the filter dims a claim, by the names of :data:`geodata.asking.filters.PARTS`. A claim stands or falls
#: with the event that it speaks of. The as-of day is not among them: what was not yet public is gone.
_WHY = {row.part.name: row.part.dims_claim for row in PARAMETERS if row.part.dims_claim}

#: The same for a claimed strength, which is a report of presence. Kinds of event do not apply to these.
_WHY_STRENGTH = {row.part.name: row.part.dims_report for row in PARAMETERS if row.part.dims_report}

#: What the key claims speak of.
_KEY = "key"


def claims_public(story: Story, filters: Filters) -> pd.Series:
    """Say for each claim whether it, and the event it speaks of, was public by the as-of day."""
    return claims_mask(story, Filters(known_on=filters.known_on))


def rivals_mask(story: Story, filters: Filters) -> pd.Series:
    """Say for each claim whether it is in view: it passes, or was public by the as-of day and rivals one that passes.

    Rivals speak of one outcome of one event. The fighting of a story is one event here, however its claims
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


def none_words(story: Story, filters: Filters) -> str:
    """Say why none of the key claims is in view: none was public by the as-of day, and what was; or the filter."""
    public = claims_public(story, filters)
    if filters.known_on is None or public[_key_claims(story)].any():
        return gettext("The filter leaves out every figure that stands here.")
    words = gettext("None of the figures that stand here was public by {day}.").format(day=day_words(filters.known_on))
    others = int(((_subjects(story) == _KEY) & rivals_mask(story, filters)).sum())
    if not others:
        return words
    more = ngettext(
        "{n} other claim on these tolls was; the ledger under Evidence has it.",
        "{n} other claims on these tolls were; the ledger under Evidence has them.",
        others,
    ).format(n=number(others))
    return f"{words} {more}"


def why_dimmed(story: Story, filters: Filters) -> pd.Series:
    """Say for each claim why the filter does not match it, in words; "" for a claim that passes."""
    return _reasons({part: ~claims_mask(story, _alone(filters, part)) for part in _WHY}, _WHY)


def strengths_in_view(story: Story, filters: Filters, day: dt.date | None) -> pd.DataFrame:
    """Return the claimed strengths that stand together, as :func:`geodata.knowing.presence.strengths`, and why
    some are dimmed.

    Those of one country rival each other: where one passes the filters and the day of the presence, all that were
    public by the as-of day are in view, if the strength could be told then. The column ``dimmed`` says why one does
    not pass, "" where it does.
    """
    told = all_of_them_public(story, story.presence["role_sources"], filters.known_on)
    passing = presence_mask(story, filters) & told
    if day is not None:
        passing = passing & on_day(story, day)
    countries = set(strengths(story, passing)["country"])
    public = presence_mask(story, Filters(known_on=filters.known_on)) & told
    table = strengths(story, public & story.presence["country"].isin(countries))
    return table.assign(dimmed=_why_strength_dimmed(story, filters, day)[table.index])


def _why_strength_dimmed(story: Story, filters: Filters, day: dt.date | None) -> pd.Series:
    faults = {part: ~presence_mask(story, _alone(filters, part)) for part in _WHY_STRENGTH}
    vague = presence_that_may_lie(story, only(filters, "dates"))
    faults = {**faults, "dates": faults["dates"] & ~vague, "vague": vague}
    words = {**_WHY_STRENGTH, "vague": noop("dated too vaguely for the chosen days")}
    if day is not None:
        faults["day"], words["day"] = ~on_day(story, day), noop("not for the chosen day")
    return _reasons(faults, words)


def _alone(filters: Filters, part: str) -> Filters:
    """One part of the filter, and the as-of day: a text is looked for in what could be told by then."""
    return replace(only(filters, part), known_on=filters.known_on)


def _reasons(faults: Mapping[str, pd.Series], words: Mapping[str, str]) -> pd.Series:
    """Return for each row the words of all its faults, or ""."""
    between, index = gettext("; "), next(iter(faults.values())).index
    said = [between.join(gettext(words[part]) for part, rows in faults.items() if rows[row]) for row in index]
    return pd.Series(said, index=index, dtype=object)


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
    subject = story.claims["outcome"] + " " + events.where(~events.isin(story.manifest.fighting), "fighting")
    return subject.where(~subject.isin(set(subject[_key_claims(story)])), _KEY)


def _key_claims(story: Story) -> list[str]:
    return list(story.manifest.key_claims)
