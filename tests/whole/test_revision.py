"""A revised edition of the whole thesis, lived through: what became stale is named, and goes.

Two databases are searched again, two studies are new, one is withdrawn, and one decision is
reversed (revision.yaml). Then only those lines are mended that `plan` names. It is done with the
commands that an author has, and in one process.
"""

import csv
import io
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.whole.project import Project
from tests.whole.test_plan import freeze
from thesis import __main__
from thesis.checks.editions import stale_sentences
from thesis.cli.plan import build, compare
from thesis.cli.plan.compare import Plan
from thesis.diagnostics.files import HOUSE
from thesis.diagnostics.findings import errors
from thesis.document.thesis import Thesis
from thesis.editions import dependencies
from thesis.editions.dependencies import Sentence
from thesis.workflow import configuration, steps
from thesis.workflow.input_hashes import MERGED

SCENARIO: dict[str, Any] = yaml.load(
    (Path(__file__).parent / "revision.yaml").read_text("utf-8"), yaml.CSafeLoader
)
WITHDRAWN = "more2018"


@dataclass(frozen=True)
class Compared:
    """What `plan` tells of the thesis as it stands.

    Attributes:
        plan: the plan.
        thesis: what the rules looked at.
    """

    plan: Plan
    thesis: Thesis

    @property
    def named(self) -> set[tuple[str, int]]:
        """The lines that it names."""
        stale = {(one.sentence.place.file, one.sentence.place.line) for one in self.plan.stale}
        return stale | {(one.file, one.line) for one in self.plan.errors}


@dataclass(frozen=True)
class Lived:
    """The edition before anything was mended, and after."""

    before: Compared
    after: Compared
    lines: dict[str, list[str]]
    """The lines of each file of the text before."""


def compared(root: Path) -> Compared:
    """Build the thesis up to its document, and compare it with its first edition."""
    config: dict[str, Any] = {}
    Path(MERGED).unlink(missing_ok=True)  # else it is older than the edit: not the last build
    configuration.load(config, HOUSE)
    known = steps.steps(config)
    for name in build.STEPS:
        steps.execute(known[name])
    with build.edited(root) as now:
        return Compared(compare.plan(build.base(root, "2020"), now), now.thesis)


def revise(project: Project) -> None:
    """Make the edition by the commands, up to where the text is to be mended."""
    root = project.root
    for file, pairs in SCENARIO["filled"].items():
        if file.startswith("data/thesis"):
            fill(root / file, pairs)
    bases = root / "data/databases.yaml"
    bases.write_text(bases.read_text("utf-8") + SCENARIO["databases"], "utf-8")
    for name, rows in SCENARIO["searches"].items():
        (root / f"data/searches/{name}.csv").write_text(rows, "utf-8")
    for name, export in SCENARIO["exports"].items():
        (root / name).write_text(export, "utf-8")
    (root / "sheet.csv").write_text(sheet(SCENARIO["sheet"]), "utf-8")
    for command in SCENARIO["commands"]:
        assert __main__.main(shlex.split(command)) == 0, command
    for file, pairs in SCENARIO["filled"].items():
        if not file.startswith("data/thesis"):
            fill(root / file, pairs)


def fill(path: Path, pairs: dict[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in pairs.items():
        (found,) = re.findall(old, text)
        text = text.replace(found, new)
    path.write_text(text, "utf-8")


def sheet(rows: list[dict[str, str]]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def number(lines: list[str], begins: str) -> int:
    """The number of the one line that begins so."""
    (found,) = [i for i, line in enumerate(lines, 1) if line.startswith(begins)]
    return found


def mend(root: Path, named: set[tuple[str, int]]) -> None:
    """Mend the lines that are named; to mend another one is a fault of the scenario."""
    for file, pairs in SCENARIO["mended"].items():
        lines = (root / file).read_text("utf-8").splitlines()
        at = {number(lines, begins): new for begins, new in pairs.items()}
        assert {(file, line) for line in at} <= named
        kept = [
            at.get(i, line) for i, line in enumerate(lines, 1) if at.get(i, line) or i not in at
        ]
        (root / file).write_text("\n".join(kept) + "\n", "utf-8")


@pytest.fixture(scope="module")
def lived(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    root = tmp_path_factory.mktemp("revision")
    for part in ("config", "content", "data"):
        shutil.copytree(built.root / part, root / part)
    (root / "build").mkdir()
    for name in ("thesis", "register", "flow", "wordcount"):
        shutil.copyfile(built.root / f"build/{name}.json", root / f"build/{name}.json")
    project = Project(root)
    freeze(project)
    with chdir(root):
        revise(project)
        lines = {
            path.relative_to(root).as_posix(): path.read_text("utf-8").splitlines()
            for path in (root / "content").glob("*.md")
        }
        before = compared(root)
        mend(root, before.named)
        yield Lived(before, compared(root), lines)


@pytest.mark.parametrize("letter", SCENARIO["stale"])
def test_each_stale_statement_of_the_review_is_named(lived: Lived, letter: str) -> None:
    for begins in SCENARIO["stale"][letter]:
        places = {
            (file, i)
            for file, lines in lived.lines.items()
            for i, line in enumerate(lines, 1)
            if line.startswith(begins)
        }
        assert len(places) == 1, begins
        assert places <= lived.before.named, begins


def test_figure_1_has_the_totals_of_the_text_beside_it(lived: Lived) -> None:
    boxes = {box.label: box.new for box in lived.before.plan.boxes}
    register = lived.before.thesis.register
    assert boxes["Treff i databasene"] == register["searches.hits"].value == 30_799_652
    assert boxes["Leste sammendrag"] == register["searches.abstracts"].value == 37
    assert boxes["Inkluderte artikler"] == register["studies.included"].value == 6


def test_the_answers_of_the_checklists_are_named(lived: Lived) -> None:
    told = [found.found for found in lived.before.plan.answers]
    assert [each.partition(":")[0] for each in told] == list(
        lived.before.thesis.register.records.checklists.lists
    )
    assert all("answers of the edition «2020»" in each for each in told)


REST = (
    "Den som hviler, har god anledning til å tenke på rusmidler, "
    "så det fallet skyldes neppe avledning."
)


def test_what_is_mended_opens_the_gate_but_for_a_sentence_that_somebody_must_vouch_for(
    lived: Lived,
) -> None:
    """«Den som hviler, …» stood between two citations of the study, and is the author's own."""
    (left,) = lived.after.plan.errors
    assert (left.rule, left.evidence) == ("edition.source-gone", f"«{REST}»")
    with chdir(lived.after.thesis.root):
        assert __main__.main(["reviewed", str(left.place)]) == 0
    assert errors(stale_sentences.sentences(lived.after.thesis)) == []


def test_the_withdrawn_study_leaves_no_finding_behind(lived: Lived) -> None:
    def standing(compared: Compared) -> dict[str, Sentence]:
        return {one.words: one for one in dependencies.written(compared.thesis)}

    before, after = standing(lived.before), standing(lived.after)
    told = {
        words
        for words, one in before.items()
        if WITHDRAWN in {*one.about, *one.told.surely} and not one.own
    }
    assert len(told) > 15
    left = [before[words].text for words in told & after.keys()]
    assert left == [REST]
    likely = {words for words, one in after.items() if WITHDRAWN in one.told.likely}
    assert likely <= {one.sentence.words for one in lived.after.plan.stale}
