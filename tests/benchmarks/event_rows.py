"""Made-up events for the benchmarks: as many as one likes, always the same, as a plain CSV file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

#: ISO 3166-1 alpha-3 codes of the countries in which the events lie, with the names that the filters show.
COUNTRIES = {
    "MLI": "Mali",
    "BFA": "Burkina Faso",
    "NER": "Niger",
    "CAF": "Central African Republic",
    "SEN": "Senegal",
}

#: Where events gather: country, latitude and longitude of the middle, spread (standard deviation), all in degrees.
_CLUMPS = (
    ("MLI", 14.5, -4.2, 0.7), ("MLI", 16.9, -2.6, 0.8), ("MLI", 18.9, 1.3, 0.9), ("MLI", 15.9, 0.9, 0.6),
    ("BFA", 13.9, -1.2, 0.5), ("BFA", 12.2, -3.6, 0.5), ("BFA", 12.2, 0.9, 0.5), ("BFA", 11.2, -0.4, 0.3),
    ("NER", 14.3, 1.6, 0.5), ("NER", 13.5, 12.4, 0.6), ("NER", 17.2, 8.2, 1.0), ("NER", 13.8, 6.9, 0.5),
    ("CAF", 4.7, 18.6, 0.4), ("CAF", 6.5, 21.3, 0.7), ("CAF", 7.2, 16.2, 0.6), ("CAF", 5.8, 24.6, 0.6),
    ("SEN", 12.8, -16.0, 0.2), ("SEN", 14.7, -16.6, 0.3), ("SEN", 13.3, -13.6, 0.4), ("SEN", 15.5, -14.4, 0.4),
)  # fmt: skip

#: Some are names of the registry, some are not.
_ACTORS = ("JNIM", "Malian Armed Forces", "Wagner", "CSP-PSD", "Armed group A", "Armed group B", "Soldiers of C")
_KINDS = ("battle", "ambush", "air strike", "attack on civilians", "explosion")
_PRECISIONS, _SHARES = ("exact", "near", "district", "region"), (0.5, 0.3, 0.15, 0.05)
_FIRST_DAY, _DAYS = np.datetime64("1997-01-01"), 10_227  # to the end of 2024


@dataclass(frozen=True)
class RowFile:
    """A file of made-up events: how many rows it has, and how many of them lie in each country (by name)."""

    path: Path
    rows: int
    by_country: dict[str, int]


def write_rows(path: Path, rows: int, seed: int = 1997) -> RowFile:
    """Write events from 1997 to 2024 in West and Central Africa, in clumps, a fifth in each country."""
    draw = np.random.default_rng(seed)
    clump = draw.integers(0, len(_CLUMPS), rows)
    code, lat, lon, spread = (np.array(column)[clump] for column in zip(*_CLUMPS, strict=True))
    deaths = draw.geometric(0.35, rows) - 1
    sides = draw.choice(_ACTORS, (2, rows))
    kind = draw.choice(_KINDS, rows)
    number = np.arange(1, rows + 1).astype(str)
    frame = pd.DataFrame(
        {
            "id": number,
            "date": (_FIRST_DAY + draw.integers(0, _DAYS, rows)).astype(str),
            "lat": (lat + draw.normal(0, 1, rows) * spread).round(4),
            "lon": (lon + draw.normal(0, 1, rows) * spread).round(4),
            "country": code,
            "place_precision": draw.choice(_PRECISIONS, rows, p=_SHARES),
            "kind": kind,
            "actor1": sides[0],
            "actor2": sides[1],
            "deaths": deaths,
            "title": np.char.add(np.char.add("Made-up ", kind.astype(str)), np.char.add(" no. ", number)),
            "source": "made up for a benchmark",
        }
    )
    frame.to_csv(path, index=False, lineterminator="\n")
    counts = frame["country"].value_counts()
    return RowFile(path, rows, {name: int(counts.get(code, 0)) for code, name in COUNTRIES.items()})
