"""The next edition of projects/minimal, made step by step as docs/revised-edition.md says."""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypandoc
import pytest
from lxml import html

from tests import warm
from tests.projects.expected import compare
from thesis.__main__ import main
from thesis.checks.editions import previous
from thesis.cli.verify import rebuild
from thesis.editions import store
from thesis.input import sources

ROOT = Path(__file__).parents[2]
FIRST = Path(__file__).parent / "minimal"
PROJECT = Path(__file__).parent / "revised"
EXPECTED = PROJECT / "expected"
GUIDE = (ROOT / "docs/revised-edition.md").read_text("utf-8")
ADDED = "drommer2024"
"""The study that is added from an export; the others are written by hand."""

DECIDED = {
    "eventyr2021": 'eventyr2021 withdrawn --reason "Tidsskriftet har trukket artikkelen tilbake."',
    "papirdal2016": 'papirdal2016 included --reason "Noen av dem arbeidet om natten."',
}
"""The studies that are decided on anew, and what is typed."""

DECISIONS = (
    'python -m thesis decide more2018 withdrawn --reason "Tidsskriftet har trukket artikkelen '
    'tilbake."',
    'python -m thesis decide delagarza2016 included --reason "Måler russug før og etter hver økt."',
)
"""The commands of the guide for that."""

LEFT_OUT = shutil.ignore_patterns("build", "results", "expected", "editions", ".snakemake")
PREVIOUS = re.compile(r"^previous: \{edition: .+\}$", re.MULTILINE)


@dataclass
class Walk:
    """The folder of the thesis, and what each command that was run in it said.

    Attributes:
        root: the folder.
        said: output by command, as the guide has the command.
        later: the folder in which the editions after this one are made.
    """

    root: Path
    said: dict[str, str] = field(default_factory=dict)
    later: Walk | None = None

    def run(self, command: str, status: int = 0, given: str = "") -> str:
        """Run a command of the guide; `given` stands for the file or place that it has there."""
        words = shlex.split(given or command)
        words = words[2:] if words[:2] == ["python", "-m"] else words
        run = warm.run(*words, "--directory", str(self.root), cwd=ROOT)
        said = run.stdout + run.stderr
        assert run.returncode == status, said
        assert "Traceback" not in said
        self.said[command] = said
        return said

    def verify(self, command: str, pdf: str, cold: bool = False) -> None:
        """Hold a PDF of the folder to what is inside it.

        Args:
            cold: start Python anew for what it builds, as for a person.
        """
        _, _, _, *words, _ = command.split()  # python -m thesis ..., and the PDF of the guide
        said = io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(said):
            if not cold:
                patch.setattr(rebuild, "_build", warm.rebuilt)
            status = main([*words, str(self.root / pdf)])
        assert status == 0, said.getvalue()
        self.said[command] = said.getvalue()

    def take(self, part: str) -> None:
        """What an author writes: a part of the revised edition, in place of the first one's."""
        shutil.rmtree(self.root / part)
        shutil.copytree(PROJECT / part, self.root / part, ignore=LEFT_OUT)


def again_export(root: Path) -> Path:
    """Another record of RIS, which the revised edition has no use for."""
    path = root.parent / "again.ris"
    record = (PROJECT / "export.ris").read_text("utf-8")
    record = re.sub(r"^(TI|T1)  - .*$", r"\1  - Humming by day", record, flags=re.MULTILINE)
    path.write_text(re.sub(r"^DO  - .*\n", "", record, flags=re.MULTILINE), "utf-8")
    return path


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Every step of the guide, taken once."""
    walk = Walk(tmp_path_factory.mktemp("projects") / "revised")
    shutil.copytree(FIRST, walk.root, ignore=LEFT_OUT)
    # Freeze the edition that is handed in
    frozen = walk.run("snakemake --cores 4 archive")
    # Begin the next one
    for part in ("config", "content", "data"):
        walk.take(part)
    config = walk.root / "config/config.yaml"
    (line,) = PREVIOUS.findall(frozen)
    named, count = PREVIOUS.subn(line, config.read_text("utf-8"))
    assert count == 1
    config.write_text(named, "utf-8")
    # Add a study
    for part in ("references", "studies"):
        (walk.root / f"data/{part}/{ADDED}.yaml").unlink()
    export = (
        f"python -m thesis add {shlex.quote(str(PROJECT / 'export.ris'))} --search nattbasen2025:1"
    )
    walk.run(
        "python -m thesis add export.ris --search medline:9 --dry-run", 0, f"{export} --dry-run"
    )
    assert not (walk.root / f"data/studies/{ADDED}.yaml").exists()
    walk.run("python -m thesis add export.ris --search medline:9", 0, export)
    many = "python -m thesis add export.ris --search medline:9 --excluded --set peer_reviewed=true --set reason_category=off_topic"  # noqa: E501
    fields = "--set peer_reviewed=true --set reason_category=day_workers"
    again = f"python -m thesis add {shlex.quote(str(again_export(walk.root)))}"
    again += f" --search nattbasen2025:1 --excluded {fields} --dry-run"
    walk.run(many, 0, again)
    # Count the records, of which this export has but one; so it is not kept
    exports = walk.root / "data/exports"
    exports.mkdir()
    shutil.copyfile(PROJECT / "export.ris", exports / "nattbasen2025-1.ris")
    counted = walk.run("python -m thesis records", 1)
    assert "[export.hits]" in counted
    shutil.rmtree(exports)
    for name in ("exports.yaml", "duplicates.csv"):
        (walk.root / "data" / name).unlink()
    walk.run("snakemake --cores 4 draft")
    shutil.copyfile(
        PROJECT / f"data/studies/{ADDED}.yaml", walk.root / f"data/studies/{ADDED}.yaml"
    )
    sheet = walk.run("python -m thesis sheet peer_reviewed approved_journal")
    (walk.root / "sheet.csv").write_text(sheet, "utf-8")
    filled = f"python -m thesis sheet --fill {shlex.quote(str(walk.root / 'sheet.csv'))}"
    walk.run("python -m thesis sheet --fill sheet.csv", 0, filled)
    # Take a study out, or decide anew
    for key in DECIDED:
        shutil.copyfile(FIRST / f"data/studies/{key}.yaml", walk.root / f"data/studies/{key}.yaml")
    for command, decided in zip(DECISIONS, DECIDED.values(), strict=True):
        walk.run(command, 0, f"python -m thesis decide {decided}")
    shutil.copyfile(
        PROJECT / "data/studies/papirdal2016.yaml", walk.root / "data/studies/papirdal2016.yaml"
    )
    # Plan
    plan = walk.run("python -m thesis plan --since 2020", 1, "python -m thesis plan --since 2023")
    (walk.root / "plan.txt").write_text(plan, "utf-8")
    # Build, and tell what is new
    walk.run("snakemake --cores 4")
    walk.run("snakemake --cores 4 changes")
    write(walk.root)
    walk.run("python -m thesis plan")
    # Read again
    place = "python -m thesis reviewed content/05-diskusjon.md:29 content/05-diskusjon.md:32"
    walk.run(place, 0, "python -m thesis reviewed content/01-metode.md:6")
    every = "python -m thesis reviewed --all-in data/studies/wang2017.yaml"
    walk.run(every, 1, f"python -m thesis reviewed --all-in data/studies/{ADDED}.yaml")
    walk.run("snakemake --cores 4 --directory path/to/another", 0, "snakemake --cores 4")
    # Build an old edition again
    for command in ("python -m thesis verify", "python -m thesis verify --run-its-code"):
        walk.verify(f"{command} editions/2020/thesis.pdf", "editions/2023/thesis.pdf")
    # The editions after it, in a copy
    walk.later = Walk(walk.root.parent / "later", walk.said)
    shutil.copytree(walk.root, walk.later.root)
    for then, now in pairwise(LIVED):
        begin(walk.later.root, then, now, walk.later.run("snakemake --cores 4 archive"))
    walk.later.run("snakemake --cores 4 archive")
    since = "snakemake --cores 4 changes --config since=2020"
    walk.later.run(since, 0, since.replace("2020", "2023"))
    third = "python -m thesis verify --run-its-code editions/2027/thesis.pdf"
    walk.later.verify(third, "editions/2027/thesis.pdf", cold=True)
    return walk


LIVED = ("2025", "2027")
"""The edition of the guide, and those that follow it."""


def begin(root: Path, then: str, now: str, archived: str) -> None:
    """Begin an edition after another: its name, the line that `archive` printed, and a sentence."""
    config, thesis, text = (
        root / name
        for name in ("config/config.yaml", "data/thesis.yaml", "content/00-sammendrag.md")
    )
    (line,) = PREVIOUS.findall(archived)
    config.write_text(PREVIOUS.sub(line, config.read_text("utf-8")), "utf-8")
    thesis.write_text(thesis.read_text("utf-8").replace(then, now), "utf-8")
    # No study and no search is new: there are no such tables to refer to.
    results = root / "content/02-resultat.md"
    results.write_text(TABLES.sub("", results.read_text("utf-8")), "utf-8")
    written = text.read_text("utf-8").rstrip("\n")
    text.write_text(f"{written}\nDet er lest på nytt i utgave {DIGIT.format(now)}.\n", "utf-8")


TABLES = re.compile(r", med tallene i @tbl:changed-counts, .* søkene i @tbl:changed-searches")
DIGIT = '[{}]{{.typed why="the name of the edition"}}'


def write(root: Path) -> None:
    """What expected/ has beside the register: the page as text, the marks of Word, the findings."""
    page = html.parse(root / "results/changes.html").getroot().find("body/main")
    lines = [
        " | ".join(" ".join(cell.text_content().split()) for cell in block.findall("*") or [block])
        if block.tag == "tr"
        else " ".join(block.text_content().split())
        for block in page.iter("h2", "h3", "p", "li", "tr")
    ]
    (root / "changes.txt").write_text("\n".join(lines) + "\n", "utf-8")
    marked: str = pypandoc.convert_file(
        str(root / "results/thesis-changes.docx"),
        "markdown",
        format="docx",
        extra_args=["--wrap=none", "--track-changes=all"],
    )
    by = ' author="Utgave 2025" date="2025-11-20T00:00:00Z"'
    (root / "tracked.md").write_text(marked.replace(by, ""), "utf-8")
    shutil.copyfile(root / "build/findings.json", root / "findings.json")


FILES = {
    "register.json": "build/register.json",
    "flow.json": "build/flow.json",
    "wordcount.json": "build/wordcount.json",
    "plan.txt": "plan.txt",
    "changes.txt": "changes.txt",
    "tracked.md": "tracked.md",
    "findings.json": "findings.json",
}
"""The files of expected/, and where the walk has each."""


@pytest.mark.parametrize("name", FILES)
def test_the_revised_edition_is_what_is_expected(walk: Walk, name: str) -> None:
    compare(EXPECTED / name, walk.root / FILES[name])


def test_every_expected_file_is_compared() -> None:
    assert {path.name for path in EXPECTED.iterdir()} == set(FILES)


def test_every_command_of_the_guide_is_run(walk: Walk) -> None:
    blocks = re.findall(r"^ *```sh\n(.*?)```", GUIDE, re.MULTILINE | re.DOTALL)
    commands = {line.strip() for block in blocks for line in block.split("\n")} - {""}
    assert commands
    assert commands <= set(walk.said)


def test_the_folder_of_the_guide_is_the_one_in_the_repository(walk: Walk) -> None:
    """What `add` wrote is what stands there; so it can be built where it is, too."""
    for path in sorted((PROJECT / "data").rglob("*.yaml")):
        name = path.relative_to(PROJECT).as_posix()
        there = sources.read_yaml(walk.root / name, name).value
        here = sources.read_yaml(path, name).value
        assert there == here, name


def test_the_edition_before_it_is_kept_with_it_and_bound_by_its_hash() -> None:
    config = sources.read_yaml(PROJECT / "config/config.yaml", "config/config.yaml").value
    assert list(previous.check(config["previous"], PROJECT, "config/config.yaml", 1)) == []
    assert store.files(config) == [f"editions/2023/{name}" for name in store.READ]


def test_add_shows_what_it_would_write_and_then_writes_it(walk: Walk) -> None:
    dry = walk.said["python -m thesis add export.ris --search medline:9 --dry-run"]
    wet = walk.said["python -m thesis add export.ris --search medline:9"]
    assert f"{ADDED}: Drømmer & Fabelmo, 2024" in dry
    assert f"added {ADDED}" in wet


def test_what_was_to_be_read_again_is_so_until_it_was(walk: Walk) -> None:
    (warned,) = json.loads((walk.root / "findings.json").read_text("utf-8"))
    assert (warned["rule"], warned["file"], warned["line"]) == (
        "edition.unread", "content/01-metode.md", 6,
    )  # fmt: skip
    assert json.loads((walk.root / "build/findings.json").read_text("utf-8")) == []
    assert "I alt ble" in (walk.root / "reviewed.txt").read_text("utf-8")


def test_the_first_and_the_third_edition_can_be_built_again_from_their_pdf(walk: Walk) -> None:
    for command, said in walk.said.items():
        if " verify " in command:
            assert "bytes, against the file made anew: 1 of 1 agree" in said, said


def test_the_third_edition_is_told_from_the_first_and_from_the_one_before_it(walk: Walk) -> None:
    assert walk.later
    root = walk.later.root
    page = (root / "results/changes.html").read_text("utf-8")
    assert "sammenlignet med utgave 2023" in " ".join(html.fromstring(page).text_content().split())
    assert "Det er lest på nytt i utgave 2027" in html.fromstring(page).text_content()
    assert store.archived(root) == ["2023", *LIVED]
    for before, name in pairwise(["2023", *LIVED]):
        with pikepdf.open(root / f"editions/{name}/thesis.pdf") as pdf:
            inside = {key for key in pdf.attachments if key.endswith("/register.json")}
        assert inside == {"build/register.json", f"editions/{before}/register.json"}
