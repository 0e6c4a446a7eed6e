"""Editions that the code of another day archived: verified, compared, and gone on from."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests import warm
from tests.projects.expected import compare
from tests.projects.test_revised import write
from thesis.formats.attachments import MANIFEST, digest

ROOT = Path(__file__).parents[2]
REVISED = ROOT / "tests/projects/revised"
HERE = Path(__file__).parent
EDITIONS = sorted(path.parent.name for path in HERE.glob(f"*/{MANIFEST}"))

LEFT_OUT = shutil.ignore_patterns("build", "results", "expected", "editions", ".snakemake")


def run(*words: str) -> str:
    """What a command says that has to do its work without a complaint."""
    said = warm.run(*words, cwd=ROOT)
    assert said.returncode == 0, said.stdout + said.stderr
    return said.stdout


@pytest.mark.parametrize("name", EDITIONS)
def test_the_pdf_of_an_old_edition_says_what_its_data_say(name: str) -> None:
    said = run("thesis", "verify", f"tests/editions/{name}/thesis.pdf")
    assert "Nothing disagrees" in said
    assert re.search("numbers on the pages.*: ([0-9]+) of \\1 agree", said)


@pytest.mark.parametrize("name", EDITIONS)
def test_the_next_edition_is_built_from_an_old_one(name: str, tmp_path: Path) -> None:
    root = tmp_path / "revised"
    shutil.copytree(REVISED, root, ignore=LEFT_OUT)
    shutil.copytree(HERE / name, root / "editions/2023")
    config = root / "config/config.yaml"
    named, count = re.subn(
        r"sha256: [0-9a-f]{64}",
        f"sha256: {digest((root / 'editions/2023' / MANIFEST).read_bytes())}",
        config.read_text("utf-8"),
    )
    assert count == 1
    config.write_text(named, "utf-8")
    run("snakemake", "--cores", "4", "--directory", str(root), "check", "changes")
    # It tells the same of each: they are of one thesis.
    write(root)
    for file in ("changes.txt", "tracked.md"):
        compare(REVISED / "expected" / file, root / file)
    expected, made = (
        json.loads(path.read_text("utf-8"))
        for path in (REVISED / "expected/register.json", root / "build/register.json")
    )
    # What comes from the archived register stands on another line of an older one.
    for register in (expected, made):
        for number in register["numbers"].values():
            rows = number.get("rows", [])
            rows[:] = sorted(re.sub(r"^(editions/.*):\d+$", r"\1", row) for row in rows)
    assert "previous.studies.included" in made["numbers"]
    # Before version 2 a formula was words, and is kept as it was.
    for key, number in made["numbers"].items():
        if isinstance(number.get("formula"), str):
            assert key.startswith("previous.")
            number["formula"] = expected["numbers"][key]["formula"]
    assert made == expected
