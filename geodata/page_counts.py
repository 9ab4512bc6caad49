"""How many of its own rows a page shows: steps, legs, reports, claims or events, as its map and tables hold them."""

from __future__ import annotations

import datetime as dt

from geodata.days import steps_of
from geodata.drawing.page_map import presence_on
from geodata.filters import Counts, Filters, claims_mask, count_events, events_mask
from geodata.route import legs, legs_shown
from geodata.story import Story


def page_counts(
    page: str, story: Story, filters: Filters, variant: str = "enriched", day: dt.date | None = None
) -> Counts | None:
    """Count the rows that are a page's own; None for a page that has no rows of the story.

    ``variant`` matters for the route, ``day`` for the presence. The scenes of the briefing are the viewer's, so their
    page counts them itself.
    """
    if page in ("overview", "timeline"):
        return count_events(story, events_mask(story, filters))
    if page == "kidal_ambush":
        shown, total = (len(steps_of(story, events_mask(story, asked))) for asked in (filters, Filters()))
        return Counts(shown, total, 0, "steps")
    if page == "convoy_route":
        return Counts(len(legs_shown(story, variant, filters)), len(legs(story, variant)), 0, "legs")
    if page == "russian_presence":
        return Counts(int(presence_on(story, filters, day).sum()), len(story.presence), 0, "reports")
    if page == "evidence":
        return Counts(int(claims_mask(story, filters).sum()), len(story.claims), 0, "claims")
    return None
