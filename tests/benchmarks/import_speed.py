"""How long a full UCDP GED takes to import, beside pandas.read_csv of the same file, and how much memory.

    python -m tests.benchmarks.import_speed [--rows 390000] [--repetitions 3]

The file is made of the sample in tests/data, repeated under new ids: its rows are about as long as those of a full
GED, but fewer of its texts differ. Each reading runs in a process of its
own, in turns; prints seconds (median), the ratio, and the peak of memory (resident) of each. Asserts nothing.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from tests.ged_sample import GED

REPOSITORY = Path(__file__).parents[2]


def make_file(path: Path, rows: int) -> None:
    """Repeat the sample under new ids."""
    sample = pd.read_csv(GED, dtype="str", keep_default_na=False)
    first = 1
    with path.open("w", encoding="utf-8", newline="") as file:
        while first <= rows:
            part = sample.head(rows - first + 1).copy()
            part["id"] = [str(number) for number in range(first, first + len(part))]
            part.to_csv(file, index=False, header=first == 1, lineterminator="\n")
            first += len(part)


def run(way: str, path: Path) -> None:
    """Read the file one way and print seconds, peak memory in MB, and rows, as JSON."""
    if way == "pandas.read_csv":
        start = time.perf_counter()
        rows = len(pd.read_csv(path))
    else:
        from geodata.importers import read_events

        start = time.perf_counter()
        rows = read_events(path).accepted
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([seconds, peak, rows]))


def measure(path: Path, repetitions: int) -> dict[str, tuple[float, float]]:
    """Median seconds and highest memory of each way, in turns."""
    found: dict[str, list[tuple[float, float, int]]] = {"pandas.read_csv": [], "read_events": []}
    for _ in range(repetitions):
        for way, results in found.items():
            command = [sys.executable, "-m", "tests.benchmarks.import_speed", "--way", way, "--file", str(path)]
            done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
            results.append(tuple(json.loads(done.stdout)))
    return {
        way: (statistics.median(seconds for seconds, _, _ in results), max(peak for _, peak, _ in results))
        for way, results in found.items()
    }


def main() -> None:
    """Make the file, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=390_000)
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--way", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.way:
        run(chosen.way, chosen.file)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ged.csv"
        make_file(path, chosen.rows)
        print(f"{chosen.rows} rows, {path.stat().st_size / 1e6:.0f} MB")
        found = measure(path, chosen.repetitions)
    for way, (seconds, peak) in found.items():
        print(f"{way:16} {seconds:6.2f} s  {peak:6.0f} MB at most")
    print(f"ratio            {found['read_events'][0] / found['pandas.read_csv'][0]:6.2f}")


if __name__ == "__main__":
    main()
