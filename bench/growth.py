"""How `snakemake check` grows: with 10, 1 000 and 5 000 studies, and as many searches.

Usage: .venv/bin/python bench/growth.py [sizes...] [--files] [--keep FOLDER]

A thesis is made up for each size: a record and a reference a study, a row a search in one database
(every tenth joins the nine above it),
prose and matrices on the first forty, and a table with a row for each of the others. It is
built as far as `check`; then `check` is run with nothing to do, and after a sentence was changed.
Medians of three runs, in seconds of wall time, and in brackets of all cores together; on another
machine only the ratios hold. The steps up to the document are measured, and the rules on it; with
`--files` also what `check` does besides: PDF, DOCX and HTML are made and read back.
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
WITHOUT_FILES = ["register", "document", "check"]
UNREAD = "build/findings/finished.json"
"""What the step `finished` would have found; without it nothing is typeset."""

RUNS = 3

CONFIG = """\
content:
  front: []
  main: [content/01-metode.md]
  back: [content/02-litteratur.md, content/03-vedlegg.md]
labels: nb
tables: [literature_matrices, included_studies, excluded_studies]
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

Veien dit står i @fig:flowchart, artiklene i @app:included og @app:excluded.

{{{{ figure("flowchart") }}}}

{sentences}

{{{{ table("literature_matrices") }}}}
"""

APPENDICES = """\
# Inkluderte {.appendix #app:included}

{{ table("included_studies") }}

# Ekskluderte {.appendix #app:excluded}

{{ table("excluded_studies") }}
"""

SENTENCE = (
    'I studien til @{key} deltok {{{{ n("{key}.participants") }}}} personer i '
    '{{{{ n("{key}.weeks") }}}} uker, og søket ga {{{{ n("base.{number}.hits") }}}} treff; '
    "se @tbl:matrix-{key}."
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

MOST = 40  # So many studies are included, at most: a thesis has a sentence and a matrix on each

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


def included(size: int) -> int:
    """How many of the studies are included: the first ones."""
    return min(MOST, size * 4 // 5)


def study(i: int, size: int) -> str:
    """A record; the excluded have no figures, for nothing would print them."""
    inside = i < included(size)
    return (STUDY + (INCLUDED if inside else EXCLUDED)).format(
        key=key(i),
        name=name(i),
        status="included" if inside else "excluded",
        place=i + 1 if inside else i - included(size) + 1,
        number=i + 1,
        figures=FIGURES.format(participants=20 + i, weeks=4 + i) if inside else "",
    )


def search(i: int) -> str:
    """A row of the search table: words, and every tenth joins the nine above it."""
    query, hits = f"trial and {name(i)}", 100 + i % 977
    if i % 10 == 9:
        query = " or ".join(str(number) for number in range(i - 8, i + 1))
        hits = sum(100 + above % 977 for above in range(i - 9, i))
    return f"{i + 1},{query},{hits},{i % 7 + 1},1,"


def make(root: Path, size: int) -> None:
    """Write a thesis with so many studies and searches."""
    sentences = "\n".join(SENTENCE.format(key=key(i), number=i + 1) for i in range(included(size)))
    searches = "\n".join(search(i) for i in range(size))
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
        "content/03-vedlegg.md": APPENDICES,
        UNREAD: "[]\n",
        **{f"data/studies/{key(i)}.yaml": study(i, size) for i in range(size)},
    }
    for file, text in files.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def timed(root: Path, files: bool) -> Times:
    """How long `snakemake check` takes; it must succeed and find no error.

    Args:
        files: whether the PDF, DOCX and HTML are made and read back too.
    """
    allowed = [] if files else ["--allowed-rules", *WITHOUT_FILES]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run = subprocess.run(
        [*CHECK, "--directory", str(root), *allowed],
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


def measure(root: Path, size: int, files: bool) -> list[Times]:
    """Build; nothing to do; a sentence changed."""
    make(root, size)
    if files:
        (root / UNREAD).unlink()
    prose = root / "content" / "01-metode.md"
    text = prose.read_text("utf-8")

    def changed(i: int) -> Times:
        prose.write_text(text.replace("Søkene ga", f"Alle søkene{' til' * (i + 1)} ga"), "utf-8")
        return timed(root, files)

    return [timed(root, files), median(lambda _: timed(root, files)), median(changed)]


def main(sizes: list[int], keep: str, files: bool) -> None:
    """Measure, and print a table in Markdown."""
    print("| studies and searches | first build | nothing to do | a sentence changed |")
    print("| ---: | ---: | ---: | ---: |")
    for size in sizes:
        folder = Path(keep or tempfile.mkdtemp()) / str(size)
        shutil.rmtree(folder, ignore_errors=True)
        times = measure(folder, size, files)
        cells = [f"{each.wall:.2f} ({each.cpu:.2f})" for each in times]
        print(f"| {size} | {' | '.join(cells)} |", flush=True)
        if not keep:
            shutil.rmtree(folder.parent)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--keep", default="", help="a folder that the theses stay in")
    parser.add_argument("--files", action="store_true", help="make and read back the files too")
    arguments = parser.parse_args()
    main(arguments.sizes, arguments.keep, arguments.files)
