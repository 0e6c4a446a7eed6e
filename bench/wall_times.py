"""Wall times of the build: cold, nothing to do, one study's figure changed; and their floor.

Usage: .venv/bin/python bench/wall_times.py [runs]

The floor is what no build can go below on this machine: Snakemake's own start, and pandoc and Typst
on the text that is ready (`--floor`: one process, no workflow, no data, no checks). The project is
copied to a temporary folder first. Medians of five runs, in seconds; on another machine only the
ratios hold.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HOUSE = Path(__file__).parent.parent
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".snakemake", "build", "results", "tests")
SNAKEMAKE = [sys.executable, "-m", "snakemake"]


def timed(command: list[str], folder: Path) -> float:
    """Seconds of wall time that a command takes; it must succeed."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
    return time.perf_counter() - start


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
        build = [*SNAKEMAKE, "--cores", "4"]

        def cold(_: int) -> float:
            for made in ("build", "results"):
                shutil.rmtree(root / made, ignore_errors=True)
            return timed(build, root)

        def changed(i: int) -> float:
            study = root / "data" / "studies" / "wang2017.yaml"
            text = study.read_text("utf-8")
            start = text.index("\n  weeks: ")
            end = text.index("\n", start + 1)
            study.write_text(f"{text[:start]}\n  weeks: {20 + i}{text[end:]}", "utf-8")
            return timed(build, root)

        floor = [sys.executable, str(Path(__file__).resolve()), "--floor"]
        rows: dict[str, Callable[[int], float]] = {
            "cold: everything is made": cold,
            "nothing to do": lambda _: timed(build, root),
            "one study's figure changed": changed,
            "`snakemake --version`": lambda _: timed([*SNAKEMAKE, "--version"], root),
            "pandoc and Typst alone, on the text that is ready": lambda _: timed(floor, root),
        }
        print("| | median | least–most |\n| --- | --- | --- |")
        for name, run in rows.items():
            print(f"| {name} {measure(runs, run)}", flush=True)


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
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
