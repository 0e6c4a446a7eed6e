"""The job that renders the prose writes it, and what it found."""

from pathlib import Path
from typing import Any

from tests import placed
from tests.a_register import a_register
from thesis.diagnostics import findings
from thesis.document import pandoc
from thesis.model.register import Number


def files(markdown: str) -> list[tuple[str, str, str]]:
    tree = placed.read(markdown)
    return [(src, part, pandoc.text(blocks)) for src, part, blocks in pandoc.files(tree)]


def test_the_job_writes_the_text_and_what_it_found(
    job: Any, house: Path, content: Path, config: Any
) -> None:
    (content / "a.md").write_text('{{ n("a.b") }} {{ n("a.x") }}\n\n{{ table("t") }}\n', "utf-8")
    Path("t.md").write_text("| T |\n|---|\n| u |\n", "utf-8")
    a_register([Number("a.b", 5)], {}).write("register.json")
    Path("places.json").write_text("{}", "utf-8")
    job(
        "text/text",
        input={
            "register": "register.json",
            "places": "places.json",
            "labels": house / "templates" / "labels" / "nb.yaml",
            "tables": ["t.md"],
            "figures": [],
            "config": config({"content": {"main": ["content/a.md"]}}),
        },
        output={"text": "thesis.md", "findings": "found.json"},
    )
    (file,) = files(Path("thesis.md").read_text("utf-8"))
    assert file == ("content/a.md", "main", "fem ?a.x\nT\nu")
    assert [str(finding.place) for finding in findings.read("found.json")] == ["content/a.md:1"]
