"""The rows of one view: what passes the filters, with the places and sources these rows name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import geopandas as gpd
import pandas as pd

from geodata.asking.filters import (
    Counts,
    Filters,
    claims_mask,
    count_events,
    events_mask,
    presence_mask,
    sources_public,
)
from geodata.imported.event_set import EventSet
from geodata.imported.shown import ShownEvents, held_back
from geodata.knowing.public_sources import base_is_public, untold_words, with_place_sources, with_public_sources
from geodata.knowing.rivals import rivals_mask, why_dimmed
from geodata.knowing.route import VARIANTS, Leg, legs_shown, waypoints_shown
from geodata.languages import speaking
from geodata.reading.story import Story


@dataclass(frozen=True, eq=False)
class Selection:
    """The rows that pass, in the order of their tables, as the frames of :class:`geodata.reading.story.Story`.

    ``waypoints`` are rows of the route of one variant, ``legs`` its legs as they are drawn. ``places`` and
    ``sources`` are those that the rows name; with an as-of day each row was public by then (:func:`public_by`) and none
    names a source of later or of no day, but for a place its gazetteers. ``chosen`` is the id of
    the row whose card is open; it takes no row away. ``rivals`` are the claims that pass and those that rival one of
    them (:func:`geodata.knowing.rivals.rivals_mask`), for whatever sets rival figures side by side; its column
    ``dimmed`` says why the filters do not match a claim, "" for one that passes. The frames may be shared with the
    story: copy before changing one.
    """

    story: Story
    filters: Filters
    variant: str
    chosen: str | None
    events: pd.DataFrame
    presence: pd.DataFrame
    claims: pd.DataFrame
    rivals: pd.DataFrame
    waypoints: pd.DataFrame
    legs: tuple[Leg, ...]
    places: gpd.GeoDataFrame
    sources: pd.DataFrame
    imported: ShownEvents | None = None

    @property
    def own_events(self) -> EventSet | None:
        """The imported events that pass and may be passed on, as a set of their own; None when there are none."""
        if self.imported is None or not self.imported.mask.any() or held_back(self.imported.events):
            return None
        return self.imported.as_set()

    @property
    def counts(self) -> Counts:
        """The events that pass, counted as every page counts them."""
        return count_events(self.story, events_mask(self.story, self.filters))


def select(
    story: Story,
    filters: Filters,
    variant: str = "enriched",
    chosen: str | None = None,
    imported: ShownEvents | None = None,
) -> Selection:
    """Select the rows that the pages show for these filters; ``imported`` are a viewer's own events beside them.

    Raises ValueError when there is no such variant of the route.
    """
    if variant not in VARIANTS:
        raise ValueError(f"There is no variant “{variant}” of the route; use one of: {', '.join(VARIANTS)}.")
    events = with_public_sources(story, story.events[events_mask(story, filters)], filters)
    presence = with_public_sources(story, story.presence[presence_mask(story, filters)], filters)
    claims = with_public_sources(story, story.claims[claims_mask(story, filters)], filters)
    legs = tuple(_cut(leg, story, filters) for leg in legs_shown(story, variant, filters))
    waypoints = with_public_sources(story, story.route.loc[waypoints_shown(story, variant, filters)], filters)
    ends = story.route.loc[[end for leg in legs for end in (leg.from_id, leg.to_id)]]
    place_ids = {*events["place_id"], *presence["place_id"], *waypoints["place_id"], *ends["place_id"]}
    places = with_place_sources(story, story.places[story.places.index.isin(place_ids)], filters)
    if not base_is_public(story, filters):  # nor is anything told of what the base document says
        events = events.assign(base_document_support="")
    rivals = _rivals(story, filters)
    source_lists = [frame["source_ids"] for frame in (events, presence, claims, rivals, waypoints, places)]
    source_ids = {*_items(*source_lists), *(source for leg in legs for source in leg.source_ids)}
    return Selection(
        story=story,
        filters=filters,
        variant=variant,
        chosen=chosen,
        events=events,
        presence=presence,
        claims=claims,
        rivals=rivals,
        waypoints=waypoints,
        legs=legs,
        places=places,
        sources=story.sources[story.sources.index.isin(source_ids)],
        imported=imported,
    )


def _rivals(story: Story, filters: Filters) -> pd.DataFrame:
    rows = with_public_sources(story, story.claims[rivals_mask(story, filters)], filters)
    with speaking(story.language):
        return rows.assign(dimmed=why_dimmed(story, filters)[rows.index])


def _cut(leg: Leg, story: Story, filters: Filters) -> Leg:
    published = sources_public(story, filters)
    kept = tuple(source for source in leg.source_ids if published[source])
    note = leg.note if not leg.note or kept == leg.source_ids else untold_words(filters)
    return replace(leg, source_ids=kept, note=note)


def _items(*lists: Iterable[tuple[str, ...]]) -> set[str]:
    return {item for column in lists for cell in column for item in cell}
