"""What content/README.md promises an author is what the build does."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.whole.project import Project
from thesis.diagnostics.files import write_json
from thesis.document import pandoc
from thesis.document.assembly import conversion
from thesis.document.render import Renderer
from thesis.model.register import Register

README = (ROOT / "content" / "README.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(.+?)` \| (.+?) \|$", README, re.MULTILINE)
NUMBERS = [(call, seen) for call, seen in ROWS if call.startswith("{{")]
CITATIONS = [(text, seen) for text, seen in ROWS if "@" in text]


def plain(tree: object) -> str:
    return pandoc.text(tree).replace("\u00a0", " ")


@pytest.mark.parametrize(("call", "seen"), NUMBERS, ids=[call for call, _ in NUMBERS])
def test_a_number_is_written_as_the_table_says(built: Project, call: str, seen: str) -> None:
    noted: list[object] = []
    register = Register.read(built.root / "build/register.json")
    rendered = Renderer(register, {}, noted).render(call, "content/x.md")  # type: ignore[arg-type]
    assert noted == []
    text = plain(conversion.convert(rendered, [])["blocks"])
    assert text == re.sub(r" \(.*\)$", "", seen)


@pytest.mark.parametrize(("text", "seen"), CITATIONS, ids=[text for text, _ in CITATIONS])
def test_a_citation_is_written_as_the_table_says(
    built: Project, text: str, seen: str, tmp_path: Path
) -> None:
    templates = built.root / "templates"
    works = Register.read(built.root / "build/register.json").records.references
    write_json([*works.values()], tmp_path / "references.json")
    arguments = [
        f"--bibliography={tmp_path / 'references.json'}",
        f"--csl={templates / 'norsk-apa6.csl'}",
        "--citeproc",
        "--metadata=suppress-bibliography:true",
        f"--lua-filter={templates / 'filters/og.lua'}",
    ]
    assert plain(conversion.convert(text, arguments)["blocks"]) == seen


def test_every_rule_on_what_an_author_writes_is_explained(built: Project) -> None:
    evidence = json.loads((built.root / "results/evidence.json").read_text("utf-8"))
    subjects = ("number", "fact", "group", "closure", "flow", "citation")
    ids = {rule["id"] for rule in evidence["rules"] if rule["id"].split(".")[0] in subjects}
    assert ids <= set(re.findall(r"`([a-z]+\.[a-z-]+)`", README))


def test_the_guide_is_no_part_of_the_thesis(built: Project) -> None:
    assert "How to write in this folder" not in (built.root / "build/thesis.md").read_text("utf-8")
