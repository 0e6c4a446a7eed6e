"""The job that makes the one document writes it, and what it found."""

import json
from pathlib import Path
from typing import Any

from tests.a_register import a_register
from thesis.diagnostics import findings
from thesis.diagnostics.findings import Finding
from thesis.document import pandoc
from thesis.model.register import Number

N = '[fem]{.n key="a.b" src="x:1"}'
FENCE = ":" * 40


def places(found: list[Finding]) -> list[tuple[str, str]]:
    return [(str(finding.place), finding.rule) for finding in found]


THESIS: dict[str, Any] = {
    "title": "Om *ro*",
    "place": "Trondheim",
    "term": "våren",
    "year": 2020,
    "language": "nb-NO",
    "authors": [],
    "candidate": None,
}


def value(meta: dict[str, Any], name: str) -> str:
    return pandoc.text(meta[name]["c"])


# ---- the job ------------------------------------------------------------------------------------


def run(job: Any, house: Path) -> None:
    """The job, on thesis.md and register.json of the working folder."""
    templates = house / "templates"
    job(
        "text/document",
        input={
            "text": "thesis.md",
            "register": "register.json",
            "places": "places.json",
            "labels": templates / "labels" / "nb.yaml",
            "csl": templates / "norsk-apa6.csl",
            "crossref": templates / "filters" / "crossref.lua",
            "narrative": templates / "filters" / "og.lua",
        },
        output={
            "references": "metadata.json",
            "document": "thesis.json",
            "placed": "placed.json",
            "findings": "found.json",
        },
    )


def test_the_job_writes_the_document_and_what_it_found(
    job: Any, house: Path, content: Path
) -> None:
    text = f"{N} av dem [@anna2019; @borte].\n\n::: {{#refs}}\n:::\n"
    (content / "a.md").write_text(text, "utf-8")
    Path("thesis.md").write_text(
        f'{FENCE} {{.file src="content/a.md" part="main"}}\n\n{text}\n\n{FENCE}\n', "utf-8"
    )
    work = {
        "id": "anna2019",
        "type": "book",
        "title": "Om ro",
        "author": [{"family": "Ås", "given": "Kari"}],
        "issued": {"date-parts": [[2019]]},
    }
    records = {"thesis": THESIS, "references": {"anna2019": work}}
    a_register([Number("a.b", 5)], records).write("register.json")
    given = {"thesis.title": "data/thesis.yaml:3", "references.anna2019": "data/references.yaml:7"}
    Path("places.json").write_text(json.dumps(given), "utf-8")
    run(job, house)
    tree = pandoc.read("thesis.json")
    placed = pandoc.read("placed.json")
    assert placed["meta"]["title"]["c"][0].pop("at") == "data/thesis.yaml:3"
    (entry,) = [each for each in pandoc.walk(placed["blocks"]) if each.get("at")]
    assert entry.pop("at") == "data/references.yaml:7"
    assert placed["blocks"] == tree["blocks"]
    printed = pandoc.text(tree["blocks"])
    assert printed.startswith("Fem av dem (")
    assert "Ås, 2019" in printed
    assert "n-0001" in json.dumps(tree)
    assert value(tree["meta"], "title") == "Om *ro*"
    assert places(findings.read("found.json")) == [("content/a.md:1", "citation.unresolved")]


def test_the_keywords_of_an_english_thesis_stand_below_its_own_summary(
    job: Any, house: Path, content: Path
) -> None:
    text = "# Summary {.unnumbered .summary}\n\nShort.\n\n# Sammendrag {.unnumbered}\n\nKort.\n"
    Path("thesis.md").write_text(
        f'{FENCE} {{.file src="content/a.md" part="front"}}\n\n{text}\n\n{FENCE}\n', "utf-8"
    )
    (content / "a.md").write_text(text, "utf-8")
    thesis = {**THESIS, "language": "en-GB", "keywords": {"nb": ["kor"], "en": ["choir"]}}
    a_register([], {"thesis": thesis, "references": {}}).write("register.json")
    Path("places.json").write_text("{}", "utf-8")
    run(job, house)
    printed = pandoc.text(pandoc.read("thesis.json")["blocks"]).split("\n")
    assert printed == [
        "Summary",
        "Short.",
        "Keywords: choir",
        "Sammendrag",
        "Kort.",
        "Nøkkelord: kor",
    ]
