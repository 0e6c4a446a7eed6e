"""Figures of a night beside those of the night before: `.ci/nightly` ends with them.

Usage: .venv/bin/python bench/nightly.py FOLDER

FOLDER is kept by whoever runs it: figures.json has the figures of each day, corpora/ the public
search strategies that git could clone, venvs/ the packages for each Python. Told are the size of
the code; CPU time and bytes of a build of the thesis from nothing; the tests of citation styles;
whether Python 3.11 to 3.14 give the same PDF; and how many published searches are read. What is
not here (a Python, a network) is told as such.
"""

import argparse
import hashlib
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOUSE))

from thesis.diagnostics import rules  # noqa: E402
from thesis.searches import linter  # noqa: E402
from thesis.searches.strategy import strategies  # noqa: E402

Figures = dict[str, float | str]

KEPT = 60  # Days

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
STYLES = "tests/unit/thesis/document/assembly/test_citation_style.py"
ABSENT = "not here"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".snakemake", "build", "results", "tests")


def size() -> Figures:
    """Lines of code and of tests, and rules."""
    rules.load()
    lines = {
        folder: sum(len(path.read_bytes().splitlines()) for path in (HOUSE / folder).rglob("*.py"))
        for folder in ("thesis", "tests")
    }
    return {
        **{f"lines of Python in {name}/": count for name, count in lines.items()},
        "rules": len(rules.catalogue()),
    }


def built(python: str, house: Path) -> tuple[float, bytes]:
    """CPU seconds of a build of the thesis from nothing, and its PDF; empty where it failed."""
    with tempfile.TemporaryDirectory(prefix="thesis-nightly-") as temporary:
        folder = Path(temporary) / "thesis"
        shutil.copytree(house, folder)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(python, "-m", "snakemake", "--cores", "2", folder=folder)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        pdf = folder / "results/thesis.pdf"
        used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        return round(used, 1), pdf.read_bytes() if pdf.is_file() else b""


def builds(venvs: Path) -> Figures:
    """The build by this Python, and whether each other one gives the same bytes."""
    with tempfile.TemporaryDirectory(prefix="thesis-nightly-") as temporary:
        house = Path(temporary) / "house"  # as it is now: somebody may work in it meanwhile
        shutil.copytree(HOUSE, house, ignore=LEFT_OUT)
        return _builds(house, venvs)


def _builds(house: Path, venvs: Path) -> Figures:
    seconds, pdf = built(sys.executable, house)
    figures: Figures = {
        "a build from nothing, CPU s": seconds,
        "its PDF, kB": len(pdf) // 1000,
        "its PDF, SHA-256": hashlib.sha256(pdf).hexdigest()[:12],
    }
    for version in PYTHONS:
        python = environment(version, venvs / version)
        other = built(python, house)[1] if python else b""
        same = "the same PDF" if other == pdf else "another PDF" if other else "no PDF"
        figures[f"Python {version}"] = same if python else ABSENT
    return figures


def environment(version: str, folder: Path) -> str:
    """A Python of a version with the locked packages; "" where it is not here."""
    python = folder / "bin/python"
    if run(f"python{version}", "--version").returncode:
        return ""
    if not python.is_file():
        run(f"python{version}", "-m", "venv", "--clear", str(folder))
    lock = ("--require-hashes", "--requirement", str(HOUSE / "requirements.txt"))
    return "" if run(str(python), "-m", "pip", "install", "-q", *lock).returncode else str(python)


def styles() -> Figures:
    """The tests of citation styles, of which each has one."""
    ended = run(sys.executable, "-m", "pytest", "-n0", STYLES, folder=HOUSE)
    told = {word: int(n) for n, word in re.findall(r"(\d+) (passed|failed)", ended.stdout)}
    return {f"tests of citation styles {word}": told.get(word, 0) for word in ("passed", "failed")}


def topics(clone: Path) -> Iterator[str]:
    """The strategies of the topics of CLEF TAR, each as a text of its own."""
    for path in sorted(clone.glob("2018-TAR/Task2/T*/topics/*")):
        query = re.search(r"(?ms)^Query:\s*$(.*?)^Pids:", path.read_text("utf-8", "replace"))
        if query:
            yield query[1]


def seeds(clone: Path) -> Iterator[str]:
    """The searches in PubMed of the collection of seed studies, each in a line."""
    path = clone / "collection_data/overall_collection.jsonl"
    for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
        yield " ".join(json.loads(line)["query"].split())


CORPORA: Mapping[str, Callable[[Path], Iterator[str]]] = {
    "CLEF-TAR/tar": topics,
    "ielab/sysrev-seed-collection": seeds,
}
"""Repositories of GitHub, and how each has its strategies."""


def corpora(folder: Path) -> Figures:
    """Rows of published searches, and how many of them are read."""
    figures: Figures = {}
    for name, texts in CORPORA.items():
        clone = folder / name.split("/")[1]
        if not clone.is_dir():
            run("git", "clone", "-q", "--depth=1", f"https://github.com/{name}", str(clone))
        rows = read = 0
        for text in texts(clone) if clone.is_dir() else ():
            for strategy in strategies(text):
                rows += len(strategy.rows)
                read += len(linter.read(name, strategy).trees)
        figures[f"{name}, rows"] = rows or ABSENT
        figures[f"{name}, rows read"] = read if rows else ABSENT
    return figures


def run(*command: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command; one that is not here has failed."""
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, 127, "", "")


def table(now: Figures, before: Figures, day: str) -> Iterator[str]:
    """The figures, with those of a day before, and the change of each number."""
    width = max(map(len, now))
    yield f"{'':{width}}  {'tonight':>12}  {day or 'no day before':>13}  change"
    for name, value in now.items():
        was = before.get(name, "")
        change = ""
        if isinstance(value, int | float) and isinstance(was, int | float):
            change = f"{value - was:+.4g}" if value != was else "same"
        elif was:
            change = "same" if value == was else "OTHER"
        yield f"{name:{width}}  {value!s:>12}  {was!s:>13}  {change}".rstrip()


def keep(now: Figures, file: Path, today: str) -> tuple[Figures, str]:
    """Keep the figures of today; those of the newest day before it, and that day."""
    days: dict[str, Figures] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    earlier = [day for day in sorted(days) if day < today]
    days[today] = now
    newest = {day: days[day] for day in sorted(days)[-KEPT:]}
    file.write_text(json.dumps(newest, indent=1) + "\n", "utf-8")
    return (days[earlier[-1]], earlier[-1]) if earlier else ({}, "")


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="where the figures of each day are kept")
    folder: Path = parser.parse_args().folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    now = {**size(), **builds(folder / "venvs"), **styles(), **corpora(folder / "corpora")}
    before, day = keep(now, folder / "figures.json", date.today().isoformat())
    print("\n".join(table(now, before, day)))


if __name__ == "__main__":
    main()
