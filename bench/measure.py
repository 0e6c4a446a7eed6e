"""Time, CPU time and memory of the builds and commands, and of others on the same text.

Usage: bench/run [--rounds N] [--write | --check]

All is measured in one run, one command after the other, and that again for each round; a first
round does not count. The thesis is copied to a temporary folder. Given are medians: of wall time,
of the CPU time of a command and all that it starts, and of the memory of the largest process among
them. What Python compiled and Graphviz, compiled once for a user, are there from the first round.

The floor is what no build goes below: pandoc and Typst of the wheels, in one process, on the text
that is ready. `--check` compares the CPU time of `pdf` with it, which holds on any machine, and
fails when it is a quarter more than :data:`KEPT`.
"""

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

HOUSE = Path(__file__).resolve().parents[1]
PAGE = HOUSE / "docs/benchmarks.md"
BEGIN, END = "<!-- bench/run --write -->\n", "<!-- the end of it -->\n"
"""What the tables stand between, on the page."""

KEPT = 6.0  # CPU time of `pdf` from nothing, in those of the floor; set anew when it gets better
WORSE = 1.25  # How many times KEPT is too much

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".snakemake", "build", "results", "tests")
MARK = re.compile("\U0010fff0[^\U0010fff1]*\U0010fff1")
"""The place that a line of build/thesis.md comes from (thesis/document/marks.py)."""

SNAKEMAKE = (sys.executable, "-m", "snakemake")
BUILD = (*SNAKEMAKE, "--cores", "4")
THESIS = (sys.executable, "-m", "thesis")
FLOOR = (sys.executable, str(HOUSE / "bench/measure.py"), "--floor")
MAKE = ("make", "-s", f"PYTHON={sys.executable}", f"FLOOR={FLOOR[1]}", "-f")

DEBIAN = "make pandoc texlive-xetex lmodern texlive-fonts-recommended librsvg2-bin"
"""The packages of Debian 12 that give the peers. Its pandoc writes no Typst, and it has no Typst:
those of the wheels are taken."""
PEERS = {"xelatex": ("make", "pandoc", "xelatex", "rsvg-convert"), "typst": ("make",)}
"""The programs that each needs."""


class FailedError(Exception):
    """A command that was measured did not succeed; the message is what it printed."""


class Used(NamedTuple):
    """What a command used: seconds of wall time, seconds of CPU time, megabytes of memory."""

    wall: float
    cpu: float
    memory: float


class Row(NamedTuple):
    """A command that is measured."""

    name: str  # what it is, as the table says it
    command: Sequence[str]  # its words
    folder: Path  # where it runs
    # what is done before it in the round of that number, and not measured
    before: Callable[[int], object] = lambda _: None
    may: Sequence[int] = (0,)  # the exit statuses with which it did what it should


class Goal(NamedTuple):
    """What a row should come to: at most so many times another row, or so many seconds of wall."""

    row: str
    most: float
    of: str = ""


PDF, PDF_CHECKED, ALL = "`pdf` from nothing", "`pdf check` from nothing", "everything from nothing"
TYPO, FIGURE, CHECK = "a typo → `pdf`", "a study's figure → everything", "a typo → `check`"
NOTHING, VERSION, BARE = (
    "nothing to do",
    "`snakemake --version`",
    "the floor: pandoc and Typst alone",
)
EXPLAIN, PLAN, REVIEWED, VERIFY = (
    "`explain 286`",
    "`plan`, a figure edited",
    "`reviewed`",
    "`verify`",
)
XELATEX, TYPST = "Make + pandoc + XeLaTeX", "Make + pandoc + Typst"

GOALS = (
    Goal(PDF_CHECKED, 1.0, XELATEX),
    Goal(ALL, 1.7, XELATEX),
    Goal(TYPO, 0.6, XELATEX),
    Goal(FIGURE, 0.7, ALL),
    Goal(NOTHING, 1.3, VERSION),
    Goal(CHECK, 2.5),
    Goal(EXPLAIN, 1.5),
    Goal(PLAN, 1.5),
    Goal(REVIEWED, 1.5),
    Goal(VERIFY, 2.5),
)


# ---- what is measured ----------------------------------------------------------------------------


def used(row: Row) -> Used:
    """What the command of a row uses.

    Raises:
        FailedError: it did not succeed, so what it used is none of a build's.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        run = subprocess.Popen(
            row.command, cwd=row.folder, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(run.pid, 0)
        wall = time.perf_counter() - start
        run.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if run.returncode not in row.may:
            printed = said.read().decode("utf-8", "replace")
            raise FailedError(f"{' '.join(row.command)}\n{printed}")
    return Used(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def rows(root: Path) -> list[Row]:
    """What is measured, in its order: each finds in its folder what those before it left there."""
    one, whole, peers = (root / name for name in ("one", "whole", "peers"))
    for folder in (one, whole):
        shutil.copytree(HOUSE, folder, ignore=LEFT_OUT)
    found = [
        Row(PDF_CHECKED, (*BUILD, "pdf", "check"), one, lambda _: clear(one)),
        Row(PDF, (*BUILD, "pdf"), one, lambda _: clear(one)),
        Row(TYPO, (*BUILD, "pdf"), one, lambda i: typo(one, 2 * i)),
        Row(CHECK, (*BUILD, "check"), one, lambda i: typo(one, 2 * i + 1)),
        Row(ALL, BUILD, whole, lambda _: clear(whole)),
        Row(NOTHING, BUILD, whole),
        Row(VERSION, (*SNAKEMAKE, "--version"), whole),
        Row(EXPLAIN, (*THESIS, "explain", "286"), whole),
        Row(REVIEWED, (*THESIS, "reviewed", "content/05-diskusjon.md:5"), whole),
        Row(VERIFY, (*THESIS, "verify", "results/thesis.pdf"), whole),
        Row(PLAN, (*THESIS, "plan"), whole, lambda i: figure(whole, i), may=(0, 1)),
        Row(FIGURE, BUILD, whole),
        Row(BARE, FLOOR, peers, lambda _: ready(one, peers)),
    ]
    for name, peer in ((TYPST, "typst"), (XELATEX, "xelatex")):
        if not lacking(peer):
            pdf = peers / f"{peer}.pdf"
            command = (*MAKE, str(HOUSE / "bench/peers.mk"), pdf.name)
            found.append(Row(name, command, peers, partial(again, pdf)))
    return found


def clear(root: Path) -> None:
    """Take away all that a build made."""
    for made in ("build", "results", ".snakemake"):
        shutil.rmtree(root / made, ignore_errors=True)


def again(made: Path, _: int) -> None:
    """Take away the one file that a peer makes."""
    made.unlink(missing_ok=True)


def typo(root: Path, step: int) -> None:
    """Misspell a word of the prose, otherwise in each step."""
    edit(root / "content/05-diskusjon.md", r"^Mye tyde+r", f"Mye tyd{'e' * (step + 2)}r")


def figure(root: Path, step: int) -> None:
    """Change a figure of a study that its text prints, that no relation names and no rule knows."""
    edit(
        root / "data/studies/more2018.yaml",
        r"^  session_minutes: \d+$",
        f"  session_minutes: {60 + step}",
    )


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first match of a pattern in a file.

    Raises:
        FailedError: it has none.
    """
    text, count = re.subn(old, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    if not count:
        raise FailedError(f"{path.name} has nothing like {old}")
    path.write_text(text, "utf-8")


def lacking(peer: str) -> list[str]:
    """The programs of a peer that are not installed here."""
    return [name for name in PEERS[peer] if not shutil.which(name)]


def ready(built: Path, peers: Path) -> None:
    """Lay out for pandoc what a build made ready: text, list and figure."""
    made = peers / "build/figures/flowchart.svg"
    made.parent.mkdir(parents=True, exist_ok=True)
    text = MARK.sub("", (built / "build/thesis.md").read_text("utf-8"))
    (peers / "thesis.md").write_text(text, "utf-8")
    records = json.loads((built / "build/register.json").read_text("utf-8"))["records"]
    works = json.dumps([*records["references"].values()])
    (peers / "references.json").write_text(works, "utf-8")
    shutil.copy(HOUSE / "templates/norsk-apa6.csl", peers)
    shutil.copy(built / "build/figures/flowchart.svg", made)


def measure(chosen: Sequence[Row], rounds: int, first: int = 1) -> dict[str, list[Used]]:
    """What each row used in each round, after the `first` ones, which do not count."""
    found: dict[str, list[Used]] = {row.name: [] for row in chosen}
    for i in range(first + rounds):
        for row in chosen:
            row.before(i)
            found[row.name].append(used(row))
    return {name: each[first:] for name, each in found.items()}


# ---- what is said of it --------------------------------------------------------------------------


def median(found: Sequence[Used]) -> Used:
    """The median of each of the three."""
    return Used(*map(statistics.median, zip(*found, strict=True)))


def measured(found: Mapping[str, Sequence[Used]]) -> list[str]:
    """A table of all that was measured."""
    lines = [
        "| | wall, s | least–most | CPU, s | memory, MB |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, each in found.items():
        middle, walls = median(each), [one.wall for one in each]
        lines.append(
            f"| {name} | {middle.wall:.2f} | {min(walls):.2f}–{max(walls):.2f} "
            f"| {middle.cpu:.2f} | {middle.memory:.0f} |"
        )
    return lines


def reached(found: Mapping[str, Sequence[Used]]) -> list[str]:
    """A table of the goals: what each comes to, and whether that is reached, in wall time."""
    lines = ["| goal | at most | wall | CPU | |", "| --- | ---: | ---: | ---: | --- |"]
    for name, most, of in GOALS:
        if of and of not in found:
            continue
        mine, other = median(found[name]), median(found[of]) if of else Used(1, 1, 1)
        wall, cpu, unit = mine.wall / other.wall, mine.cpu / other.cpu, " ×" if of else " s"
        told = f"{name}, of {of}" if of else name
        verdict = "reached" if wall <= most else "**missed**"
        lines.append(f"| {told} | {most}{unit} | {wall:.2f}{unit} | {cpu:.2f}{unit} | {verdict} |")
    return lines


def machine() -> str:
    """The processor, the memory, the system, and how busy it is."""
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text("utf-8"))
    total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{cpu[1] if cpu else platform.machine()}, {os.cpu_count()} processors, {total:.0f} GB, "
        f"{system}, Python {platform.python_version()}. Load of 1, 5 and 15 minutes: {load}."
    )


def told(found: Mapping[str, Sequence[Used]], rounds: int) -> str:
    """All that is said, in Markdown."""
    without = [
        f"Left out: {name}, without {', '.join(lacking(peer))} (Debian: {DEBIAN})."
        for name, peer in ((TYPST, "typst"), (XELATEX, "xelatex"))
        if lacking(peer)
    ]
    head = f"Medians; rounds: {rounds}. {machine()}"
    parts = [[head], reached(found), measured(found), without]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def write(text: str) -> None:
    """Put the tables in their place on the page."""
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.split(END)[1]}", "utf-8")


def ratio(rounds: int) -> float:
    """The CPU time of `pdf` from nothing in those of the floor, from the first round on."""
    with tempfile.TemporaryDirectory() as temporary:
        chosen = [row for row in rows(Path(temporary)) if row.name in (PDF, BARE)]
        found = measure(chosen, rounds, first=0)
    return median(found[PDF]).cpu / median(found[BARE]).cpu


def too_slow(now: float) -> str:
    """What is wrong with a ratio; "" of one that is not a quarter worse than the one kept."""
    if now <= KEPT * WORSE:
        return ""
    return (
        f"`pdf` takes {now:.1f} times the CPU time of pandoc and Typst alone, and took {KEPT}. "
        "Find what made it slower; if it has to be, set KEPT in bench/measure.py."
    )


# ---- the floor -----------------------------------------------------------------------------------


def bare() -> None:
    """Pandoc and Typst of the wheels on the text that is ready, as by hand."""
    import pypandoc
    import typst

    text = pypandoc.convert_file(
        "thesis.md",
        "typst",
        format="markdown",
        extra_args=[
            "--citeproc",
            "--bibliography=references.json",
            "--csl=norsk-apa6.csl",
            "--standalone",
            "--toc",
            "--number-sections",
            "--quiet",
        ],
    )
    Path("bare.typ").write_text(text, "utf-8")
    typst.compile("bare.typ", output="typst.pdf", root=".", ignore_system_fonts=True)


def main() -> str:
    """Measure what is asked for, and print it; what is wrong, or ""."""
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run; five")
    parser.add_argument("--write", action="store_true", help="put the tables in docs/benchmarks.md")
    parser.add_argument("--check", action="store_true", help="compare `pdf` with the floor alone")
    asked = parser.parse_args()
    try:
        if asked.check:
            now = ratio(asked.rounds)
            print(f"`pdf`: {now:.2f} times the CPU time of the floor; kept is {KEPT}")
            return too_slow(now)
        with tempfile.TemporaryDirectory() as temporary:
            text = told(measure(rows(Path(temporary)), asked.rounds), asked.rounds)
    except FailedError as failed:
        return f"This did not succeed, so nothing was measured:\n{failed}"
    print(text)
    if asked.write:
        write(text)
    return ""


if __name__ == "__main__":
    if "--floor" in sys.argv:
        bare()
    else:
        sys.exit(main())
