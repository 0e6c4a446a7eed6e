"""Divisions, citations and cross-references that lead nowhere are told with their line."""

from pathlib import Path
from typing import Any

import pytest

from tests import placed
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document import marks, pandoc
from thesis.document.assembly import unresolved

FENCE = ":" * 40


def thesis(content: Path, house: Path, **files: str) -> dict[str, Any]:
    """Content files on disk and joined, cross-references resolved."""
    joined = []
    for name, text in files.items():
        (content / f"{name}.md").write_text(text, "utf-8")
        marked = marks.lines(text, f"content/{name}.md")
        joined.append(
            f'{FENCE} {{.file src="content/{name}.md" part="main"}}\n\n{marked}\n\n{FENCE}\n'
        )
    crossref = house / "templates" / "filters" / "crossref.lua"
    return placed.read("\n".join(joined), f"--lua-filter={crossref}")


def places(found: list[Finding]) -> list[tuple[str, str]]:
    return [(str(finding.place), finding.rule) for finding in found]


# ---- what does not resolve ----------------------------------------------------------------------

KNOWN = {"wang2017", "wang2019", "snoek2005"}


def test_a_citation_without_a_work_is_told_with_line_and_nearest(
    content: Path, house: Path
) -> None:
    tree = thesis(
        content,
        house,
        a="En [@wang2017].\nTo [@snoek2055, s. 3; @wang2019].\n",
        b="\n\n@helt_ukjent sier det, og så -@wang217 igjen.\n",
    )
    found = unresolved.citations_and_references(tree, KNOWN)
    assert places(found) == [
        ("content/a.md:2", "citation.unresolved"),
        ("content/b.md:3", "citation.unresolved"),
        ("content/b.md:3", "citation.unresolved"),
    ]
    assert "snoek2005" in found[0].fix
    assert "wang2017" not in found[1].fix
    assert "data/references.yaml" in found[1].fix
    assert "wang2017" in found[2].fix


def test_a_longer_key_is_not_taken_for_the_one_that_is_missing(content: Path, house: Path) -> None:
    tree = thesis(content, house, a="@wang2017b er kjent.\n@wang2017 er ikke kjent.\n")
    assert places(unresolved.citations_and_references(tree, {"wang2017b"})) == [
        ("content/a.md:2", "citation.unresolved")
    ]


def test_a_citation_that_a_table_has_is_told_with_the_line_of_the_table(
    content: Path, house: Path
) -> None:
    called = marks.mark(Place("templates/tables/x.md.jinja", 3))
    tree = thesis(content, house, a=f"{called}[@ny]\n")
    assert places(unresolved.citations_and_references(tree, KNOWN)) == [
        ("templates/tables/x.md.jinja:3", "citation.unresolved")
    ]


def test_what_is_missing_twice_is_told_at_both_lines(content: Path, house: Path) -> None:
    tree = thesis(content, house, a="En [@ny].\nTo.\n\nTre [@wang2017;\n@ny] @tbl:a.\n\n@tbl:a\n")
    assert places(unresolved.citations_and_references(tree, KNOWN)) == [
        ("content/a.md:1", "citation.unresolved"),
        ("content/a.md:5", "citation.unresolved"),
        ("content/a.md:5", "reference.unresolved"),
        ("content/a.md:7", "reference.unresolved"),
    ]


def test_a_reference_without_a_target_is_told_with_line_and_nearest(
    content: Path, house: Path
) -> None:
    tree = thesis(
        content,
        house,
        a="# A\n\nSe @tbl:pico og @tbl:picoo.\nSe @app:sok.\nSe @fig:xyzxyz.\n",
        b="| P |\n|---|\n| x |\n\n: Tekst {#tbl:pico}\n\n# Søk {.appendix #app:soket}\n",
    )
    found = unresolved.citations_and_references(tree, KNOWN)
    assert places(found) == [(f"content/a.md:{n}", "reference.unresolved") for n in (3, 4, 5)]
    assert "tbl:pico" in found[0].fix
    assert "app:soket" in found[1].fix
    assert found[2].fix == "give the figure or table that id"


def test_what_resolves_is_no_finding(content: Path, house: Path) -> None:
    tree = thesis(
        content, house, a="| P |\n|---|\n| x |\n\n: T {#tbl:pico}\n\n@tbl:pico og [@wang2017]\n"
    )
    assert unresolved.citations_and_references(tree, KNOWN) == []
    assert unresolved.divisions(tree) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# A\n\n::: {.x}\n\nb\n", 3),
        ("::: x\n\na\n\n:::\n\n::: y\n\nb\n", 7),
        ("::: x\n\n::: y\n\na\n\n:::\n\nb\n", 1),
        ("a\n\n:::\n\nb\n", 3),
        ("::: x\n\na\n\n:::\n\nb\n\n:::\n\nc\n", 9),
    ],
)
def test_a_division_that_does_not_pair_is_told_with_its_line(
    content: Path, house: Path, text: str, line: int
) -> None:
    tree = thesis(content, house, a="# Først\n", b=text, c="# Sist\n\nord ord\n")
    assert places(unresolved.divisions(tree)) == [(f"content/b.md:{line}", "text.division")]


def test_divisions_that_pair_are_no_finding(content: Path, house: Path) -> None:
    tree = thesis(
        content, house, a="::: {lang=en}\n\n:::: x\na\n::::\n\n:::\n", b="::: {#refs}\n:::\n"
    )
    assert unresolved.divisions(tree) == []


def test_a_reference_list_that_nobody_placed_is_no_stray_block(content: Path, house: Path) -> None:
    references = content / "r.json"
    references.write_text('[{"id": "x", "type": "book", "title": "T"}]', "utf-8")
    text = f'{FENCE} {{.file src="content/a.md" part="main"}}\n\n[@x]\n\n{FENCE}\n'
    tree = placed.read(text, f"--bibliography={references}", "--citeproc")
    assert [pandoc.identifier(block) for block in tree["blocks"]] == ["", "refs"]
    assert unresolved.divisions(tree) == []
