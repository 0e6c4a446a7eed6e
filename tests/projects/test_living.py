"""The walk of docs/living-review.md: five exports to a PDF, and a new one to the next."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import warm
from tests.projects.living_records import EXPORTS, LATER
from thesis.diagnostics import findings
from thesis.model.register import Register

ROOT = Path(__file__).parents[2]
TITLE = "Sover nattarbeidere bedre når de synger i kor?"
BASES = "Medline,Embase,CINAHL,Scopus,PsycINFO"

LADDER = """stages:
- {id: identified, label: Poster, count: records.identified, prisma: identified,
   removed: duplicates, left: Dubletter}
- {id: screened, label: Arbeider, count: records.screened, prisma: screened, left: Ekskludert}
- {id: sought, label: Fulltekster, count: records.sought, prisma: sought, left: Ikke funnet}
- {id: assessed, label: Leste, count: records.assessed, prisma: assessed, left: Bort, reasons: true}
- {id: included, label: Inkluderte, count: records.included, prisma: included}
reasons: {day_workers: Bare dagarbeidere, no_sleep: Søvn ikke målt}
"""
SCREENERS = "screeners: [{id: anna, name: Anna Berg, role: student}]\nsecond: none\n"


class Author:
    """Somebody who writes the thesis in a folder, by hand and by commands."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *words: str, status: int | None = 0) -> str:
        """What a command prints; it ends with a status, or with any."""
        ended = warm.run(*words, "--directory", str(self.root), cwd=ROOT)
        said = ended.stdout + ended.stderr
        assert "Traceback" not in said
        assert status is None or ended.returncode == status, said
        return said

    def write(self, files: Mapping[str, str]) -> None:
        """Write files of the thesis."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Put something in place of what matches a pattern."""
        text, count = re.subn(old, new, (self.root / name).read_text("utf-8"))
        assert count
        self.write({name: text})

    def screen(self, stage: str, decisions: Mapping[str, str]) -> list[str]:
        """Decide on what is left, in a sheet; the works that were.

        Args:
            decisions: by the last sign of a DOI: ``include``, ``exclude`` or the reason of that.
        """
        sheet = self.root.parent / f"{len(list(self.root.parent.iterdir()))}.csv"
        how = ("--screener", "anna", "--stage", stage)
        self.run("thesis", "records", "--sheet", str(sheet), "--left", *how)
        rows = list(csv.DictReader(sheet.open(encoding="utf-8")))
        for row in rows:
            said = decisions[row["work"][-1]]
            row["decision"] = said if said in {"include", "unsure"} else "exclude"
            row["reason"] = said if said not in {"include", "unsure", "exclude"} else ""
        with sheet.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, [*rows[0]])
            table.writeheader()
            table.writerows(rows)
        self.run("thesis", "records", "--take", str(sheet), *how, status=None)
        return [row["work"][-1] for row in rows]

    def fill(self) -> None:
        """Make the study records, fill in what is to fill, and cite what is included."""
        self.run("thesis", "records", "--studies")
        cited = []
        for path in sorted((self.root / "data/studies").iterdir()):
            text = re.sub(r"(?m)^[a-z_]+: TODO.*\n", "", path.read_text("utf-8"))
            text = re.sub(r"(?m)^(  [a-z_]+): TODO.*", r"\1: Teksten er oppdiktet.", text)
            path.write_text(text, "utf-8")
            cited += [f"@{path.stem}"] * ("status: included" in text)
        self.edit("content/03-resultat.md", r"\[@.*\]", f"[{'; '.join(cited)}]")

    def figure(self) -> dict[str, int]:
        """The count of each box of figure 1."""
        flow = json.loads((self.root / "build/flow.json").read_text("utf-8"))
        boxes = [*flow.get("previous", []), *flow["stages"]]
        return {box["key"]: box["value"] for box in boxes}


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Author:
    """The first edition, archived."""
    root = tmp_path_factory.mktemp("living") / "min oppgave"
    ended = warm.run(
        "thesis",
        "new",
        str(root),
        "--title",
        TITLE,
        "--databases",
        BASES,
        "--flow",
        "prisma2020",
        cwd=ROOT,
    )
    assert ended.returncode == 0, ended.stderr
    author = Author(root)
    (root / "data/studies/eksempel2024.yaml").unlink()
    author.write(
        {
            **EXPORTS,
            "data/references.yaml": "[]\n",
            "data/ladder.yaml": LADDER,
            "data/screening.yaml": SCREENERS,
        }
    )
    author.edit(
        "content/02-metode.md", r"Søkene ga.*", 'Vi fant {{ n("records.identified") }} poster.'
    )
    for chapter in ("00-sammendrag", "02-metode"):
        author.edit(f"content/{chapter}.md", "studies.included", "records.included")
    author.edit("content/03-resultat.md", r"I en studie.*", "Søvnen er målt på ulike måter [@x].")
    author.run("thesis", "records", status=1)
    assert author.screen("title_abstract", dict(zip("123456", FIRST, strict=True))) == [*"123456"]
    said = {"1": "include", "2": "include", "3": "day_workers", "6": "no_sleep"}
    assert author.screen("full_text", said) == ["1", "2", "3", "6"]
    author.fill()
    author.run("snakemake", "--cores", "4", "archive")
    return author


FIRST = ("include", "include", "include", "exclude", "exclude", "unsure")


def test_every_box_of_the_first_edition_is_counted(walk: Author) -> None:
    register = Register.read(walk.root / "editions/2026/register.json")
    counts = {
        name: register.value(f"records.{name}")
        for name in ("identified", "duplicates", "screened", "sought", "excluded", "included")
    }
    assert counts == {
        "identified": 11, "duplicates": 5, "screened": 6, "sought": 4, "excluded": 2, "included": 2,
    }  # fmt: skip


def test_a_new_export_is_screened_and_counted_beside_what_was(walk: Author) -> None:
    manifest = (walk.root / "editions").glob("*/manifest.json")
    name = next(manifest).parent.name
    archived = walk.run("snakemake", "--cores", "4", "archive")  # once more: it says its line again
    line = re.search(r"^previous: .*", archived, re.MULTILINE)
    assert line
    config = walk.root / "config/config.yaml"
    config.write_text(f"{config.read_text('utf-8')}\n{line[0]}\n", "utf-8")
    day = re.search(r"date: (\S+)", (walk.root / "data/thesis.yaml").read_text("utf-8"))
    assert day
    walk.edit("data/thesis.yaml", f'name: "?{name}"?', 'name: "2027"')
    walk.edit("data/thesis.yaml", r"date: \S+", "date: 2027-05-15")
    walk.edit("data/thesis.yaml", r"(?m)^year: .*", "year: 2027")
    walk.edit("data/thesis.yaml", r"(?m)^term: .*", "term: våren")
    export = walk.root.parent / "saved.NBIB"
    export.write_text(LATER["data/exports/medline2027-1.nbib"], "utf-8")
    run_again = ("--again", "medline", str(export), "--searched-on", "2027-03-01")
    said = walk.run("thesis", "records", *run_again, "--covers-from", day[1], status=1)
    assert "search 1 has 4 hits" in said
    assert "[screening.unscreened]" in said
    assert {name: (walk.root / name).read_text("utf-8") for name in LATER} == LATER
    assert walk.screen("title_abstract", {"7": "include"}) == ["7"]  # the one not seen before
    assert walk.screen("full_text", {"7": "include"}) == ["7"]
    walk.fill()
    walk.run("snakemake", "--cores", "4")
    assert (walk.root / "results/thesis.pdf").read_bytes()[:4] == b"%PDF"
    assert findings.errors(findings.read(walk.root / "build/findings.json")) == []
    assert walk.figure() == {
        "edition.previous_included": 2, "edition.records.identified": 4,
        "edition.records.screened": 1, "edition.records.sought": 1, "edition.records.assessed": 1,
        "edition.new": 1, "edition.total": 3,
    }  # fmt: skip
    walk.edit("config/config.yaml", "flow: prisma2020", "flow: house")
    walk.run("snakemake", "--cores", "4", "check")
    assert walk.figure()["records.identified"] == 15
