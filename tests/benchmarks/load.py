"""A hundred viewers of one server, each with a change of the filter every five seconds.

    python -m tests.benchmarks.load                       100 viewers for a minute; --help for other numbers
    bash tests/run tests/benchmarks/load.py -s            fewer viewers, for some seconds

Each viewer is a session of its own on one of the pages, with a span of days of its own, so that hardly two ask for the
same rows. All speak to one server process on this machine, and this process shares the machine with it. A change is
timed from the moment at which it was due, also when the answer to the one before came late:

- *to the map*: until the map's new state has come;
- *to the end*: until the whole page has come, and nothing is left to be done for it.

Memory is what the server's process has resident: with one viewer on each page, and with all viewers after their last
change. Processor time is the server's own.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.benchmarks.page_meter import process_memory
from tests.benchmarks.viewer import UnansweredError, Viewer
from tests.browser.server import REPOSITORY, Server, running
from tests.page_lists import WITH_MAP

#: The pages with a map and the filter, as the address has them.
PAGES = tuple(path.removeprefix("/") for path in WITH_MAP)
COUNTRIES = ("Burkina Faso", "Central African Republic", "Mali", "Niger")
#: All choices of countries, the empty one included.
CHOICES = [list(some) for size in range(5) for some in itertools.combinations(COUNTRIES, size)]

#: What is to be reached: seconds within which 95 of 100 changes are answered, and megabytes for one more viewer.
TARGET_SECONDS, TARGET_MEGABYTES = 1.0, 5.0


@dataclass(frozen=True)
class Load:
    """How many viewers, seconds between two changes of each, and how many changes each makes."""

    viewers: int = 100
    every: float = 5.0
    changes: int = 12


@dataclass
class Found:
    """What was found, in seconds and megabytes; ``failures`` are sentences."""

    load: Load
    to_map: list[float] = field(default_factory=list)
    to_end: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    open_at_the_end: int = 0
    server_seconds: float = 0.0
    took: float = 0.0
    megabytes: tuple[float, float] = (0.0, 0.0)
    busy: tuple[float, float] = (0.0, 0.0)

    @property
    def megabytes_a_viewer(self) -> float:
        """What one more viewer takes of the server's memory."""
        return (self.megabytes[1] - self.megabytes[0]) / self.load.viewers


async def measure(server: Server, load: Load) -> Found:
    """Open the viewers one after another, have all change their filter in turn, and close them."""
    found = Found(load)
    async with AsyncExitStack() as tabs:
        for page in PAGES:
            await _warm_up(await tabs.enter_async_context(Viewer(server.address, page, "")))
        before = process_memory(server.pid)
        viewers = [await tabs.enter_async_context(viewer) for viewer in _viewers(server, load)]
        for viewer in viewers:
            await viewer.open()
        spent, start = _processor_seconds(server.pid), time.monotonic()
        found.busy = os.getloadavg()[0], 0.0
        rhythm = [start + load.every * (1 + number / load.viewers) for number in range(load.viewers)]
        await asyncio.gather(*map(_watch, viewers, range(load.viewers), rhythm, itertools.repeat(found)))
        found.took = time.monotonic() - rhythm[0]
        found.server_seconds = _processor_seconds(server.pid) - spent
        found.megabytes = before, process_memory(server.pid)
        found.busy = found.busy[0], os.getloadavg()[0]
        found.open_at_the_end = sum(viewer.is_open for viewer in viewers)
    return found


def _viewers(server: Server, load: Load) -> Iterator[Viewer]:
    for number, page in zip(range(load.viewers), itertools.cycle(PAGES), strict=False):
        yield Viewer(server.address, page, f"from={date(2018, 1, 1) + timedelta(days=11 * number)}")


async def _warm_up(viewer: Viewer) -> None:
    """Have the server do everything once."""
    await viewer.open()
    for countries in (["Mali"], []):
        await viewer.choose(countries)


async def _watch(viewer: Viewer, number: int, start: float, found: Found) -> None:
    """Change the filter of one viewer as often as it is to be, never to what it shows already."""
    chance, shown = random.Random(number), CHOICES[0]
    for change in range(found.load.changes):
        due = start + change * found.load.every
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        shown = chance.choice([choice for choice in CHOICES if choice != shown])
        try:
            answer = await viewer.choose(shown, since=due)
        except (UnansweredError, OSError) as error:
            found.failures.append(f"viewer {number}, change {change}: {error}")
            return
        if answer.to_map is None or answer.query.count("country=") != len(shown):
            found.failures.append(f"viewer {number}, change {change}: the map or the address did not follow")
        else:
            found.to_map.append(answer.to_map)
            found.to_end.append(answer.to_end)


def _processor_seconds(pid: int) -> float:
    """Seconds that a process has computed so far; "not a number" where the system has no ``/proc``."""
    status = Path(f"/proc/{pid}/stat")
    if not status.exists():
        return float("nan")
    user, system = status.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def as_text(found: Found) -> str:
    """Return the figures, a line each, and whether what is to be reached was reached."""
    load, answered = found.load, len(found.to_end)
    lines = [
        f"{load.viewers} viewers, a change each every {load.every:g} s, {load.changes} changes; "
        f"{os.cpu_count()} cores, load of the machine {found.busy[0]:.1f} before and {found.busy[1]:.1f} after",
        f"changes answered      {answered} of {load.viewers * load.changes}, {len(found.failures)} failures",
        f"sessions              {found.open_at_the_end} of {load.viewers} open at the end",
    ]
    if answered > 1:
        lines += [
            f"to the map            {_percentiles(found.to_map)}",
            f"to the end            {_percentiles(found.to_end)}",
        ]
        lines.append(
            f"processor             {1000 * found.server_seconds / answered:.0f} ms a change, "
            f"{100 * found.server_seconds / found.took:.0f} % of a core"
        )
    lines.append(
        f"memory                {found.megabytes[0]:.0f} MB before and {found.megabytes[1]:.0f} MB after, "
        f"{found.megabytes_a_viewer:.2f} MB a viewer"
    )
    if answered > 1:
        late = sum(took > TARGET_SECONDS for took in found.to_end) / answered
        lines.append(
            f"to be reached         95 % within {TARGET_SECONDS:g} s: {100 * (1 - late):.1f} %; "
            f"{TARGET_MEGABYTES:g} MB a viewer: {'yes' if found.megabytes_a_viewer <= TARGET_MEGABYTES else 'no'}"
        )
    return "\n".join([*lines, *found.failures[:10]])


def _percentiles(seconds: list[float]) -> str:
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return ", ".join(f"{percent} % within {1000 * cuts[percent - 1]:.0f} ms" for percent in (50, 95, 99))


def run(load: Load) -> Found:
    """Start a server, measure, stop it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(REPOSITORY / "app.py", Path(folder, "log")) as server,
        ThreadPoolExecutor(1) as own,  # in a run of all tests the browser's event loop lives in this thread
    ):
        return own.submit(lambda: asyncio.run(measure(server, load))).result()


@pytest.mark.slow
@pytest.mark.alone
def test_many_viewers(capsys: pytest.CaptureFixture[str]) -> None:
    """A short run. It asserts that every change of every viewer is answered; a time tells of the machine."""
    load = Load(viewers=40, changes=3)
    found = run(load)
    with capsys.disabled():
        print(f"\n{as_text(found)}")
    assert found.failures == []
    assert len(found.to_end) == load.viewers * load.changes
    assert found.open_at_the_end == load.viewers


def main() -> int:
    """Print the figures; return 1 when a change was not answered."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--viewers", type=int, default=Load.viewers)
    parser.add_argument("--every", type=float, default=Load.every, help="seconds between two changes of a viewer")
    parser.add_argument("--changes", type=int, default=Load.changes, help="changes of each viewer")
    given = parser.parse_args()
    found = run(Load(given.viewers, given.every, given.changes))
    print(as_text(found))
    return 1 if found.failures else 0


if __name__ == "__main__":
    sys.exit(main())
