"""How `snakemake check` grows: with 10, 1 000 and 5 000 studies, and as many searches.

Usage: .venv/bin/python bench/growth.py [sizes...] [--keep FOLDER]

A thesis is made up for each size: a record and a reference a study, a row a search in one database,
and a page of prose that names some of the numbers and cites some of the works. It is built as far
as `check`; then `check` is run with nothing to do, and after a sentence of the prose was changed.
Medians of three runs, in seconds of wall time, and in brackets of all cores together; on another
machine only the ratios hold. The PDF is no part of it: `check` does not need one.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

HOUSE = Path(__file__).parent.parent
SIZES = (10, 1000, 5000)
CHECK = [sys.executable, "-m", "snakemake", "--cores", "4", "check"]
RUNS = 3

CONFIG = """\
content:
  front: []
  main: [content/01-metode.md]
  back: [content/02-litteratur.md]
labels: nb
tables: []
words: {limit: 10000, leave_out: [matrix, long-description]}
"""

THESIS = """\
title: Vokser den
institution: Prøveskolen
place: Byen
term: våren
year: 2024
language: nb-NO
authors: [Per Prøve]
keywords: {nb: [vekst]}
edition: {name: "2024", date: 2024-05-01}
"""

DATABASES = """\
- {id: base, name: Basen, platform: Prøve, searched_on: 2024-01-01}
"""

LADDER = """\
stages:
  - {id: hits, label: Treff, count: searches.hits, left: Ikke lest}
  - {id: articles, label: Leste artikler, count: studies.read, left: Utelatt, reasons: true}
  - {id: included, label: Inkludert, count: studies.included}
reasons: {off_topic: Utenfor}
"""

METHOD = """\
# Metode

Søkene ga {{{{ n("searches.hits") }}}} treff i {{{{ n("searches.count") }}}} søk.
Av {{{{ n("studies.read") }}}} artikler ble {{{{ n("studies.included") }}}} inkludert.
[Alle artiklene]{{.group of="included" where="design == rct"}} var fra samme år.

{{{{ figure("flowchart") }}}}

{sentences}
"""

SENTENCE = (
    'I studien til @{key} deltok {{{{ n("{key}.participants") }}}} personer i '
    '{{{{ n("{key}.weeks") }}}} uker, og søket ga {{{{ n("base.{number}.hits") }}}} treff.'
)

REFERENCE = """\
- id: {key}
  type: article-journal
  author: [{{family: Navn{name}, given: Kari}}]
  issued: 2019
  title: Study {name} of something that was tried
  container-title: Journal of Trials
  volume: "{volume}"
  page: 11-23
"""

STUDY = """\
key: {key}
status: {status}
place: {place}
search: {{database: base, number: {number}}}
searched_on: 2024-01-01
design: rct
{figures}"""

FIGURES = """\
figures:
  participants: {participants}
  weeks: {weeks}
"""

NAMED = 40
"""So many studies have figures, which the prose names: a figure that nobody names is a finding."""

INCLUDED = """\
texts:
  purpose: |
    Studien undersøker forsøk {name}.
  method: |
    Deltakerne trente i grupper.
  population: |
    Deltakerne var voksne.
  findings: |
    Det gikk bedre.
  quality: |
    Utvalget er lite.
  ethics: |
    Ikke omtalt.
  appendix_quality: |
    Et forsøk med loddtrekning.
  appendix_reason: |
    Gir svar.
"""

EXCLUDED = """\
reason_category: off_topic
texts:
  reason: |
    Handlet om noe annet.
"""


class Times(NamedTuple):
    """Seconds that a command took: of wall time, and of all cores together."""

    wall: float
    cpu: float


def key(i: int) -> str:
    """The key of a study, whose name has no digit but its year."""
    return f"{name(i).lower()}2019"


def name(i: int) -> str:
    """A name in letters alone."""
    letters = "abcdefghij"
    return "".join(letters[int(digit)] for digit in f"{i:05d}").capitalize()


def study(i: int) -> str:
    """A record; every fifth study is excluded."""
    out = i % 5 == 4
    text = STUDY + (EXCLUDED if out else INCLUDED)
    figures = FIGURES.format(participants=20 + i % 300, weeks=4 + i % 20) if i < NAMED else ""
    return text.format(
        key=key(i),
        name=name(i),
        status="excluded" if out else "included",
        place=i // 5 + 1 if out else i - i // 5 + 1,
        number=i + 1,
        figures=figures,
    )


def make(root: Path, size: int) -> None:
    """Write a thesis with so many studies and searches."""
    named = range(min(size, NAMED))
    sentences = "\n".join(SENTENCE.format(key=key(i), number=i + 1) for i in named)
    searches = "\n".join(
        f"{i + 1},trial and {name(i)},{100 + i % 977},{i % 7 + 1},1," for i in range(size)
    )
    references = [REFERENCE.format(key=key(i), name=name(i), volume=i + 1) for i in range(size)]
    files = {
        "config/config.yaml": CONFIG,
        "data/thesis.yaml": THESIS,
        "data/databases.yaml": DATABASES,
        "data/ladder.yaml": LADDER,
        "data/references.yaml": "".join(references),
        "data/searches/base.csv": "number,query,hits,abstracts_read,articles_read,limits\n"
        f"{searches}\n",
        "content/01-metode.md": METHOD.format(sentences=sentences),
        "content/02-litteratur.md": "# Litteratur {.unnumbered}\n\n::: {#refs}\n:::\n",
        **{f"data/studies/{key(i)}.yaml": study(i) for i in range(size)},
    }
    for file, text in files.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def timed(root: Path) -> Times:
    """How long `snakemake check` takes; it must succeed and find no error."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run = subprocess.run(
        [*CHECK, "--directory", str(root)],
        cwd=HOUSE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode or ": error [" in run.stderr:
        sys.exit(run.stdout + run.stderr[:5000])
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Times(wall, used)


def median(run: Callable[[int], Times]) -> Times:
    """The medians of some runs."""
    walls, used = zip(*(run(i) for i in range(RUNS)), strict=True)
    return Times(statistics.median(walls), statistics.median(used))


def measure(root: Path, size: int) -> list[Times]:
    """Build; nothing to do; a sentence changed."""
    make(root, size)
    prose = root / "content" / "01-metode.md"
    text = prose.read_text("utf-8")

    def changed(i: int) -> Times:
        prose.write_text(f"{text}\nDet er {'svært ' * (i + 1)}sant.\n", "utf-8")
        return timed(root)

    return [timed(root), median(lambda _: timed(root)), median(changed)]


def main(sizes: list[int], keep: str) -> None:
    """Measure, and print a table in Markdown."""
    print("| studies and searches | first build | nothing to do | a sentence changed |")
    print("| ---: | ---: | ---: | ---: |")
    for size in sizes:
        folder = Path(keep or tempfile.mkdtemp()) / str(size)
        shutil.rmtree(folder, ignore_errors=True)
        times = measure(folder, size)
        cells = [f"{each.wall:.2f} ({each.cpu:.2f})" for each in times]
        print(f"| {size} | {' | '.join(cells)} |", flush=True)
        if not keep:
            shutil.rmtree(folder.parent)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--keep", default="", help="a folder that the theses stay in")
    arguments = parser.parse_args()
    main(arguments.sizes, arguments.keep)
