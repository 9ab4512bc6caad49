"""The convoy's route: legs between waypoints, their geodesic lengths and the speed they imply.

No track of the column was published. A leg is the straight (geodesic) line between two waypoints; where
that line would leave the country, guide points bend the *drawing*, never the stated length. Lengths are kilometres
on the WGS 84 ellipsoid, speeds kilometres a day.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from geodata.asking.filters import Filters, public_by, route_mask
from geodata.languages import noop
from geodata.reading.precision import distance_km, path_length_km
from geodata.reading.story import Story

#: A column that halts, searches and crosses roadless desert is not expected to cover more in a day. The limit
#: is this project's reading aid, not a published figure: the fastest leg that is dated on both ends by
#: independent reports (74 km in two days) runs at half of it or less.
PLAUSIBLE_KM_PER_DAY = 150.0

VARIANTS = {
    "enriched": noop("Reconstruction from all sources"),
    "base-document-only": noop("What the base document alone supports"),
}

Path = list[tuple[float, float]]


@dataclass(frozen=True)
class Leg:
    """One leg. ``path`` is what is drawn, ``(lat, lon)`` degrees; ``km`` is the straight geodesic length."""

    id: str
    from_id: str
    to_id: str
    kind: str
    phase: str
    start_version: str
    path: Path
    km: float
    drawn_km: float
    days: float | None
    note: str
    source_ids: tuple[str, ...]

    @property
    def km_per_day(self) -> float | None:
        """The implied speed in kilometres a day; None where a date is missing or the leg was only intended."""
        return self.km / self.days if self.days and self.phase != "intended" else None

    @property
    def is_implausible(self) -> bool:
        """Whether the dates ask more of the column than :data:`PLAUSIBLE_KM_PER_DAY`."""
        return self.km_per_day is not None and self.km_per_day > PLAUSIBLE_KM_PER_DAY

    @property
    def is_bent(self) -> bool:
        """Whether the drawing goes round by guide points instead of straight."""
        return len(self.path) > 2


@lru_cache(maxsize=8)
def legs(story: Story, variant: str) -> tuple[Leg, ...]:
    """Return the legs of one variant in travel order; measured once for a story."""
    frame = story.legs[story.legs["variant"] == variant]
    return tuple(_leg(story, row) for row in frame.itertuples())


def legs_shown(story: Story, variant: str, filters: Filters) -> list[Leg]:
    """Return the legs of one variant whose far end passes the filters; they and both ends were public by the day."""
    mask, ends = route_mask(story, filters), public_by(story, story.route, filters)
    public = public_by(story, story.legs, filters)
    return [leg for leg in legs(story, variant) if mask[leg.to_id] and ends[leg.from_id] and public[leg.id]]


def waypoints_shown(story: Story, variant: str, filters: Filters) -> list[str]:
    """Return the ids of the waypoints of one variant that pass the filters, in order."""
    mask = route_mask(story, filters) & (story.route["variant"] == variant)
    return list(story.route.index[mask])


def _leg(story: Story, row) -> Leg:  # type: ignore[no-untyped-def]  # a named tuple of pandas
    start, end = story.route.loc[row.from_id], story.route.loc[row.to_id]
    a, b = (story.places.loc[point["place_id"]].geometry for point in (start, end))
    path = [(a.y, a.x), *_guide_points(row.via), (b.y, b.x)]
    return Leg(
        id=row.Index,
        from_id=row.from_id,
        to_id=row.to_id,
        kind=row.kind,
        phase=row.phase,
        start_version=row.start_version,
        path=path,
        km=distance_km(a.y, a.x, b.y, b.x),
        drawn_km=path_length_km(path),
        days=travel_days(start, end),
        note=row.note,
        source_ids=row.source_ids,
    )


def _guide_points(via: tuple[str, ...]) -> Path:
    pairs = (point.split() for point in via)
    return [(float(lat), float(lon)) for lat, lon in pairs]


def travel_days(start: pd.Series, end: pd.Series) -> float | None:
    """Days from the first date of one waypoint to the last date of the next, at least one.

    Dates name days, not hours: from the 22nd to the 23rd counts as one day, though between two hours and two
    days may have passed. None where a date is missing.
    """
    if pd.isna(start["start"]) or pd.isna(end["end"]):
        return None
    return max(1.0, float(math.floor((end["end"] - start["start"]).days)))
