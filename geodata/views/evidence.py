"""The evidence: every claim, every source, the questions that are open and the document that the story began with."""

from __future__ import annotations

from geodata.asking.filters import Counts, Filters, claims_mask
from geodata.languages import noop
from geodata.reading.story import Story
from geodata.views.own_parameter import Own
from geodata.views.page_kind import PageKind


def _has_data(story: Story) -> bool:
    return not (story.claims.empty and story.sources.empty)


def _counts(story: Story, filters: Filters, own: Own) -> Counts:
    return Counts(int(claims_mask(story, filters).sum()), len(story.claims), 0, "claims")


EVIDENCE = PageKind(
    name="evidence",
    title=noop("Evidence"),
    words=noop("Every claim and every source as a table."),
    way=noop("Claims and sources"),
    has_data=_has_data,
    counts=_counts,
    sheet={
        "ledger": ("ledger", "tolls_of_the_ledger"),
        "questions": ("questions",),
        "claims": ("claims",),
        "events": ("events",),
        "sources": ("sources",),
        "facts": ("facts",),
    },
)
