"""Reckon what many theses take, of a table of some: python bench/scale.py results/theses.parquet

Each thesis of the reckoning is one of the table, drawn at random with its seconds and bytes; a core
takes the next one as soon as it has ended one. What Snakemake takes for its plan is not in it.
"""

import heapq
import random
import sys
from collections.abc import Sequence

import pandas as pd

THESES = (1_000, 10_000, 100_000)
CORES = (2, 16, 128, 1024)


def hours(seconds: Sequence[float], cores: int) -> float:
    """How long some cores take over theses of so many seconds each, in their order."""
    ends = [0.0] * cores
    for each in seconds:
        heapq.heappush(ends, heapq.heappop(ends) + each)
    return max(ends) / 3600


def main(path: str) -> None:
    """Print a row for each number of theses."""
    table = pd.read_parquet(path)
    rows = [(float(cpu), int(size)) for cpu, size in zip(table["cpu"], table["bytes"], strict=True)]
    draw = random.Random(2020)
    print(f"{len(rows)} theses measured: {table['cpu'].mean():.1f} CPU s and "
          f"{table['bytes'].mean() / 1e6:.1f} MB of results each")  # fmt: skip
    print("theses   core hours   GB   hours on " + ", ".join(map(str, CORES)) + " cores")
    for count in THESES:
        drawn = draw.choices(rows, k=count)
        seconds = [cpu for cpu, _ in drawn]
        took = ", ".join(f"{hours(seconds, cores):.2f}" for cores in CORES)
        size = sum(size for _, size in drawn) / 1e9
        print(f"{count:7}   {sum(seconds) / 3600:10.1f}   {size:.0f}   {took}")


if __name__ == "__main__":
    main(sys.argv[1])
