"""The claims ledger: claimants by outcome, every claim in exactly one cell. Cells are never added up."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from geodata.asking.filters import Filters, public_by, sources_public
from geodata.knowing.tolls import PARTS, figure_words, short_range
from geodata.languages import gettext, noop
from geodata.languages.formats import month_day, short_month
from geodata.reading.partial_dates import parse_partial_date
from geodata.reading.story import Story

_RELATIONS = {
    "denied-by": (noop("denied by {who}"), noop("denies {who}")),
    "not-corroborated-by": (noop("not corroborated by {who}"), noop("does not corroborate {who}")),
    "overlaps-with": (noop("overlaps with {who}"), noop("overlaps with {who}")),
    "updated-by": (noop("updated by {who}"), noop("updates {who}")),
    "adds-up-with": (noop("adds up with {who}"), noop("adds up with {who}")),
    "conflicts-with": (noop("conflicts with {who}"), noop("conflicts with {who}")),
}


def ledger(story: Story, mask: pd.Series) -> pd.DataFrame:
    """Return the matrix of the claims that pass the mask: index claimant, the columns of the story.

    Each cell is a tuple of claim ids, in order of time. Parties to the fight stand first, then those close to
    one, and among them those with a figure in the first columns. Columns and claimants without a claim are left out.
    """
    claims = story.claims[mask].sort_values("start", kind="stable")
    columns = list(story.manifest.columns)
    claims = claims.assign(
        column=claims["outcome"].map(_column_of(story)),
        part=claims["claimant_id"].map(story.actors["part"]).map(list(PARTS).index),
    )
    rank = claims["column"].map(columns.index)
    order = claims.assign(rank=rank.groupby(claims["claimant"]).transform("min"))
    order = order.sort_values(["part", "rank"], kind="stable")
    claimants = order["claimant"].drop_duplicates()
    used = [column for column in columns if (claims["column"] == column).any()]
    cells = claims.groupby(["claimant", "column"], sort=False).groups
    table = {column: [tuple(cells.get((claimant, column), ())) for claimant in claimants] for column in used}
    return pd.DataFrame(table, index=pd.Index(claimants, name="claimant"), dtype=object)


def _column_of(story: Story) -> dict[str, str]:
    return {code: outcome.column for code, outcome in story.manifest.outcomes.items()}


def notes(story: Story, claims: pd.Index) -> list[str]:
    """Return what has to be known of how some claimants among these claims count, a text each."""
    speakers = {*story.claims.loc[claims, "claimant_id"]}
    return [note.words() for actor, note in story.manifest.notes.items() if actor in speakers]


def signs(story: Story) -> dict[str, str]:
    """Return the sign of each claimant, by the label in the ledger: how near the speaker stands to the fighting."""
    speakers = story.claims.drop_duplicates("claimant").set_index("claimant")["claimant_id"]
    return {str(who): PARTS[part][0] for who, part in speakers.map(story.actors["part"]).items()}


def cell_words(story: Story, claim_ids: tuple[str, ...], dimmed: Collection[str] = ()) -> str:
    """Write a cell: each figure with its day; a claim without a figure by its first words; which of them are dimmed."""
    words = [(claim_id, _figure(story, story.claims.loc[claim_id])) for claim_id in claim_ids]
    return gettext("; ").join(said_dimmed(said) if claim in dimmed else said for claim, said in words)


def said_dimmed(words: str) -> str:
    """Mark a figure or a claim as dimmed, in words."""
    return gettext("{words} (dimmed)").format(words=words)


def _figure(story: Story, claim: pd.Series) -> str:
    number = short_range(claim["quantity_min"], claim["quantity_max"])
    if not number:
        words = str(claim["claim"])
        return words if len(words) <= 60 else words[:59].rsplit(" ", 1)[0] + "…"
    column_of = _column_of(story)
    if list(column_of.values()).count(column_of[claim["outcome"]]) > 1:
        number += f" {claim['unit']}"
    return (
        f"{number} · {_short_date(claim['date_claimed'], story.manifest.days.year)}"
        if claim["date_claimed"]
        else number
    )


def _short_date(text: str, year_of_story: int | None) -> str:
    """A day as a narrow cell needs it: "1 Aug" in the year of the story, "4 Oct 2002" else.

    >>> _short_date("2001-08-01", 2001), _short_date("2001-08-01", None), _short_date("2002", 2001)
    ('1 Aug', '1 Aug 2001', '2002')
    """
    first, _, precision = parse_partial_date(text)
    month, year = short_month(first), f"{first.year:04d}"
    if precision == "day":
        return f"{month_day(first.day)} {month}" + ("" if first.year == year_of_story else f" {year}")
    return f"{month} {year}" if precision == "month" else year


def what_others_say(story: Story, claim_id: str, filters: Filters | None = None) -> list[str]:
    """Say how other claims and actors stand to this one, a sentence each; only what was public by the as-of day."""
    sentences = []
    wanted = filters or Filters()
    claims, sources = story.claims.index[public_by(story, story.claims, wanted)], sources_public(story, wanted)
    for link in story.claim_links.itertuples():
        if (link.other_id or link.claim_id) not in claims or link.claim_id not in claims:
            continue
        if not any(sources[source] for source in link.source_ids):
            continue
        forward, backward = _RELATIONS[link.relation]
        if link.claim_id == claim_id:
            sentences.append(_sentence(story, forward, link.other_id, link.by_actor_id, link.note))
        elif link.other_id == claim_id:
            sentences.append(_sentence(story, backward, link.claim_id, "", link.note))
    return sentences


def _sentence(story: Story, relation: str, claim_id: str, actor_id: str, note: str) -> str:
    who = story.actors.at[actor_id, "name"] if actor_id else ""
    if claim_id:
        claim = story.claims.loc[claim_id]
        other = ", ".join(part for part in (claim["claimant"], figure_words(claim)) if part)
        who = f"{who} ({other})" if who and who != claim["claimant"] else other
    words = gettext(relation).format(who=who).rstrip()
    return gettext("{what}: {note}").format(what=words, note=note) if note else words
