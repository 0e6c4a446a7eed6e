"""How `python -m thesis records` grows: with 1 000, 10 000 and 100 000 records of four databases.

Usage: .venv/bin/python bench/records.py [sizes...] [--keep FOLDER]

Exports are made up for each size, in three formats, with authors, abstracts and keywords; three
records in ten are of a work that another database gave as well. They are read, deduplicated and
counted; then counted again, when nothing is read; then once more after one of the four exports got
a record more. Wall time, that of all cores together, and the most memory that all processes had.
"""

import argparse
import math
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

HOUSE = Path(__file__).parent.parent
SIZES = (1_000, 10_000, 100_000)
RECORDS = [sys.executable, "-m", "thesis", "records"]
PAUSE = 0.05  # Seconds between two looks at the memory

SHARED = 0.3  # The part of the works of a database that the one before it has, too

SYLLABLES = "ba den fil gra hun jor kel lam mis nor pel ras sti tur ven wol".split()


class Work(NamedTuple):
    """A work that nobody wrote."""

    number: int
    title: str
    authors: list[tuple[str, str]]
    year: int
    journal: str
    volume: int
    page: int
    abstract: str
    keywords: list[str]

    @property
    def doi(self) -> str:
        """Its DOI; one work in seven has none."""
        return f"10.5555/bench.{self.number}" if self.number % 7 else ""


class Times(NamedTuple):
    """Seconds of wall time and of all cores, and megabytes of all processes together."""

    wall: float
    cpu: float
    memory: float


def words(of: random.Random, few: int, many: int) -> str:
    """Some made-up words, the first with a capital."""
    chosen = (
        "".join(of.choices(SYLLABLES, k=of.randint(1, 4))) for _ in range(of.randint(few, many))
    )
    return " ".join(chosen).capitalize()


def work(number: int) -> Work:
    """The work of that number: always the same one."""
    of = random.Random(number)
    people = [(words(of, 1, 1), words(of, 1, 1)) for _ in range(of.randint(1, 6))]
    return Work(
        number,
        words(of, 7, 16),
        people,
        of.randint(1990, 2024),
        f"Journal of {words(of, 1, 1)}",
        of.randint(1, 90),
        of.randint(1, 2000),
        ". ".join(words(of, 12, 25) for _ in range(of.randint(6, 12))),
        [words(of, 1, 2) for _ in range(5)],
    )


def ris(one: Work) -> str:
    """A record of RIS."""
    people = "".join(f"AU  - {family}, {given}\n" for family, given in one.authors)
    keys = "".join(f"KW  - {key}\n" for key in one.keywords)
    return (
        f"TY  - JOUR\n{people}TI  - {one.title}\nPY  - {one.year}\nJF  - {one.journal}\n"
        f"VL  - {one.volume}\nSP  - {one.page}\nEP  - {one.page + 9}\nDO  - {one.doi}\n"
        f"AB  - {one.abstract}\n{keys}ER  - \n\n"
    )


def nbib(one: Work) -> str:
    """A record of PubMed's, with the folded lines that it has."""
    people = "".join(f"FAU - {family}, {given}\n" for family, given in one.authors)
    keys = "".join(f"OT  - {key}\n" for key in one.keywords)
    doi = f"LID - {one.doi} [doi]\n" if one.doi else ""
    text = one.abstract.replace(". ", ".\n      ")
    return (
        f"PMID- {one.number + 1}\nDP  - {one.year}\nTI  - {one.title}.\nPG  - {one.page}-"
        f"{one.page + 9}\nVI  - {one.volume}\n{doi}AB  - {text}\n{people}{keys}"
        f"JT  - {one.journal}\n\n"
    )


def row(one: Work) -> str:
    """A row of Scopus' table."""
    people = "; ".join(f"{family}, {given}" for family, given in one.authors)
    keys = "; ".join(one.keywords)
    return (
        f'"{people}","{one.title}",{one.year},"{one.journal}",{one.volume},{one.page},'
        f'{one.page + 9},{one.doi},"{one.abstract}","{keys}"\n'
    )


COLUMNS = (
    "Authors,Title,Year,Source title,Volume,Page start,Page end,DOI,Abstract,Author Keywords\n"
)
EXPORTS: dict[str, tuple[str, str, Callable[[Work], str]]] = {
    "alpha": (".ris", "", ris),
    "beta": (".nbib", "", nbib),
    "gamma": (".csv", COLUMNS, row),
    "delta": (".ris", "", ris),
}
"""The databases, with the ending, the head and the records of their exports."""


def make(root: Path, size: int) -> None:
    """Write exports with so many records in all."""
    folder = root / "data/exports"
    folder.mkdir(parents=True)
    each = size // len(EXPORTS)
    for n, (name, (ending, head, record)) in enumerate(EXPORTS.items()):
        start = int(n * each * (1 - SHARED))
        with (folder / f"{name}{ending}").open("w", encoding="utf-8") as file:
            file.write(head)
            file.writelines(record(work(number)) for number in range(start, start + each))
    databases = "".join(f"- {{id: {name}, name: {name.title()}}}\n" for name in EXPORTS)
    (root / "data/databases.yaml").write_text(databases, "utf-8")
    (root / "config").mkdir()
    (root / "config/config.yaml").write_text("{}\n", "utf-8")


def timed(root: Path) -> Times:
    """How long the command takes; what it finds wrong with the rest of data/ is not looked at."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run = subprocess.Popen(
        [*RECORDS, "--directory", str(root)],
        cwd=HOUSE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    most = 0.0
    said: list[bytes] = []
    listener = threading.Thread(target=lambda: said.append(run.communicate()[0]))
    listener.start()
    while listener.is_alive():
        most = max(most, memory(run.pid))
        listener.join(PAUSE)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if b"data/exports.yaml has the counts" not in said[0]:
        sys.exit(said[0].decode())
    return Times(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, most)


def memory(session: int) -> float:
    """Megabytes that the processes of a session have, what they share counted once."""
    total = 0
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and os.getsid(int(process.name)) == session:
                told = (process / "smaps_rollup").read_text()
                total += int(told.split("\nPss:")[1].split()[0])
        except (OSError, IndexError):  # it has ended
            continue
    return total / 1024


def measure(root: Path, size: int) -> list[Times]:
    """Everything read; nothing; one export of four."""
    make(root, size)
    found = [timed(root), timed(root)]
    with (root / "data/exports/delta.ris").open("a", encoding="utf-8") as file:
        file.write(ris(work(10 * size)))
    return [*found, timed(root)]


def main(sizes: list[int], keep: str) -> None:
    """Measure, and print a table in Markdown, with the exponent from the first size to the last."""
    print("| records | all are read | nothing is new | one export of four is | memory, MB |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    first: dict[int, Times] = {}
    for size in sizes:
        folder = Path(keep or tempfile.mkdtemp()) / str(size)
        shutil.rmtree(folder, ignore_errors=True)
        times = measure(folder, size)
        first[size] = times[0]
        cells = [f"{each.wall:.1f} ({each.cpu:.1f})" for each in times]
        most = max(each.memory for each in times)
        print(f"| {size} | {' | '.join(cells)} | {most:.0f} |", flush=True)
        if not keep:
            shutil.rmtree(folder.parent)
    if len(sizes) > 1:
        less, more = min(sizes), max(sizes)
        for name in ("wall", "cpu"):
            grown = getattr(first[more], name) / getattr(first[less], name)
            print(f"exponent, {name}: {math.log(grown) / math.log(more / less):.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--keep", default="", help="a folder that the exports stay in")
    arguments = parser.parse_args()
    main(arguments.sizes, arguments.keep)
