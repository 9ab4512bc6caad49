"""How this dashboard and three plain ways carry 1,000 to 1,000,000 events: waiting, bytes, frames, memory.

    python -m tests.benchmarks.scale               a long run, the better part of an hour
    python -m tests.benchmarks.scale --markdown    the table as Markdown
    bash tests/run tests/benchmarks -s             a short run

A real Chromium that reaches no other host. All ways show the same made-up rows (``event_rows.py``) and have the same
filter of countries; how each plain way is done is said in ``plain_scale_page.py``. This dashboard gets the rows as a
viewer would: through *Your data*. The ways take turns, each visit with a server and an empty browser cache of its own:

- *first draw*: from the click that turns to the map to the frame with all marks. The page before it has been opened and
  the rows have been read; the map's frame, its scripts and the rows themselves have not come to the browser yet.
- *filter change*: from the key that adds one more country to the frame with the new marks; a fifth of the rows, two
  fifths, and so on to all. *Sent* is what travels to the browser until the page stands still, counted on the wire.
- *frames a second while panning*: in the map's frame, while the mouse drags it to and fro; 60 at most.
- *memory*: of the server's process, with one viewer; of the page, after a garbage collection.

The plain ways are favoured: no basemap, no table, no story, one colour, a tooltip with the title and nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import chromium
from tests.benchmarks.event_rows import COUNTRIES, write_rows
from tests.benchmarks.scale_table import as_document, as_markdown, as_text
from tests.benchmarks.scale_way import OURS, PLAIN
from tests.benchmarks.visit import Costs, visit

OUT = Path(__file__).parent / "out" / "scale.json"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
#: Of a short run, in which every way is still visited.
SHORT_SIZES = (2_000,)
ROUNDS = 3

Measured = dict[int, dict[str, Costs | None]]


def measure(browser: Browser, sizes: Sequence[int], rounds: int, changes: int, warm: bool = True) -> Measured:
    """Visit each way in turns, so that a busy moment of the machine falls on all."""
    ways = (OURS, *PLAIN)
    found: Measured = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            file = write_rows(Path(folder, f"{size}_events.csv"), size)
            run = [way for way in ways if size <= way.most]
            found[size] = {way.name: Costs() if way in run else None for way in ways}
            for number in range(rounds):
                for way in run:
                    print(f"{size:,} events, round {number + 1} of {rounds}: {way.name}", file=sys.stderr, flush=True)
                    costs = found[size][way.name]
                    assert costs is not None
                    visit(browser, way, file, changes, costs, warm)
            file.path.unlink()
    return found


def write(found: Measured, path: Path) -> None:
    """Write every single number, the medians, the ratios and how many cores there were, as JSON."""
    document = {"cores": os.cpu_count(), "events": as_document(found)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


@pytest.mark.slow
@pytest.mark.alone
def test_scale_beside_the_plain_ways(browser: Browser, capsys: pytest.CaptureFixture[str]) -> None:
    """A short run, on servers that have done nothing yet. A time tells of the machine: only rows drawn are asserted."""
    found = measure(browser, SHORT_SIZES, 1, 1, warm=False)
    with capsys.disabled():
        print(f"\n{as_text(found)}")
    for size, ways in found.items():
        drawn = {name: costs.rows_drawn for name, costs in ways.items() if costs is not None}
        assert OURS.name in drawn
        assert len(drawn) == 4
        for rows in drawn.values():
            assert rows[0] == size
            assert 0 < rows[1] < size
            assert rows == drawn[OURS.name]


def main() -> None:
    """Measure at length, print the table and write the JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale", description="See the module.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of events")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"visits of each way (default: {ROUNDS})")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--json", type=Path, default=OUT, help="where to write every single number")
    chosen = parser.parse_args()
    with chromium.started() as browser:
        found = measure(browser, chosen.sizes, chosen.rounds, len(COUNTRIES))
    write(found, chosen.json)
    print(as_markdown(found) if chosen.markdown else as_text(found))


if __name__ == "__main__":
    main()
