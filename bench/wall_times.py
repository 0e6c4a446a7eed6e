"""Wall times of the build: cold, nothing to do, one study's figure changed; and their floor.

Usage: .venv/bin/python bench/wall_times.py [runs]

The floor is what no build can go below on this machine: Snakemake's own start, and pandoc and Typst
on the text that is ready (`--floor`: one process, no workflow, no data, no checks). The project is
copied to a temporary folder first. Medians of five runs, in seconds; on another machine only the
ratios hold. The load is printed below the table: on a busy machine the times are not its own.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

HOUSE = Path(__file__).parent.parent
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".snakemake", "build", "results", "tests")
SNAKEMAKE = [sys.executable, "-m", "snakemake"]
BUILD = [*SNAKEMAKE, "--cores", "4"]
FIGURE = re.compile(r"^  (\w+): (\d+)$", re.MULTILINE)
"""A figure of a study that is a number and no more."""


class FailedError(Exception):
    """A command that was timed did not succeed; the message is what it printed."""


def timed(command: list[str], folder: Path) -> float:
    """Seconds of wall time that a command takes.

    Raises:
        FailedError: it did not succeed, so its time is none of a build.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    run = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if run.returncode:
        raise FailedError(f"{' '.join(command)}\n{run.stdout}{run.stderr}")
    return seconds


def figures(root: Path) -> Iterator[tuple[Path, str]]:
    """Figures of studies that their own texts print and none of their relations names.

    Whether the thesis still says the truth when one is another number, only a build can tell.
    """
    for path in sorted((root / "data" / "studies").glob("*.yaml")):
        text = path.read_text("utf-8")
        held = set(re.findall(r"\w+", " ".join(re.findall(r"says: (.*)", text))))
        for found in FIGURE.finditer(text):
            if f'n("{found[1]}")' in text and found[1] not in held:
                yield path, found[1]


def raised(text: str, key: str, step: int) -> str:
    """The record of a study with one figure raised."""
    before, after = re.split(rf"^  {key}: \d+$", text, maxsplit=1, flags=re.MULTILINE)
    value = int(text[len(before) : len(text) - len(after)].split()[-1])
    return f"{before}  {key}: {value + step}{after}"


def edited(root: Path, among: list[tuple[Path, str]], step: int) -> float:
    """Seconds of a build after a study's figure was raised.

    Args:
        among: figures to choose from; those after which the thesis cannot be built are taken out.
        step: by how much it is raised.

    Raises:
        FailedError: none of the figures can be another number; the message is of the last build.
    """
    said = "no study has a figure that its text prints and no relation names"
    while among:
        path, key = among[0]
        text = path.read_text("utf-8")
        path.write_text(raised(text, key, step), "utf-8")
        page = root / "results" / "thesis.html"
        before = page.read_bytes()
        try:
            seconds = timed(BUILD, root)
        except FailedError as failed:
            said = str(failed)
        else:
            if page.read_bytes() != before:
                return seconds
            said = f"{key} in {path.name} is another number, and results/ is as it was"
        path.write_text(text, "utf-8")
        del among[0]
    raise FailedError(said)


def measure(runs: int, run: Callable[[int], float]) -> str:
    """Median, least and most of some runs, after one that does not count."""
    run(0)
    seconds = [run(i) for i in range(1, runs + 1)]
    low, high = min(seconds), max(seconds)
    return f"| {statistics.median(seconds):.2f} | {low:.2f}–{high:.2f} |"


def main(runs: int) -> None:
    """Measure, and print a table in Markdown."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "thesis"
        shutil.copytree(HOUSE, root, ignore=LEFT_OUT)
        among = list(figures(root))

        def cold(_: int) -> float:
            for made in ("build", "results"):
                shutil.rmtree(root / made, ignore_errors=True)
            return timed(BUILD, root)

        floor = [sys.executable, str(Path(__file__).resolve()), "--floor"]
        rows: dict[str, Callable[[int], float]] = {
            "cold: everything is made": cold,
            "nothing to do": lambda _: timed(BUILD, root),
            "one study's figure changed": lambda _: edited(root, among, 1),
            "`snakemake --version`": lambda _: timed([*SNAKEMAKE, "--version"], root),
            "pandoc and Typst alone, on the text that is ready": lambda _: timed(floor, root),
        }
        print("| | median | least–most |\n| --- | --- | --- |")
        for name, run in rows.items():
            print(f"| {name} {measure(runs, run)}", flush=True)
        print(f"\nLoad of the machine: {os.getloadavg()[0]:.1f}, on {os.cpu_count()} processors")


def bare() -> None:
    """Pandoc and Typst on build/thesis.md, as by hand."""
    import pypandoc
    import typst

    house = HOUSE / "templates"
    text = pypandoc.convert_file(
        "build/thesis.md",
        "typst",
        format="markdown",
        extra_args=[
            "--citeproc",
            "--bibliography=build/references.json",
            f"--csl={house / 'norsk-apa6.csl'}",
            "--standalone",
            "--quiet",
        ],
    )
    Path("build/bare.typ").write_text(text.replace('"build/figures', '"/build/figures'), "utf-8")
    typst.compile("build/bare.typ", output="build/bare.pdf", root=".", ignore_system_fonts=True)


if __name__ == "__main__":
    if "--floor" in sys.argv:
        bare()
    else:
        try:
            main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
        except FailedError as failed:
            sys.exit(f"This did not succeed, so nothing was measured:\n{failed}")
