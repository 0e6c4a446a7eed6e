"""The prose, rendered and joined in reading order."""

from pathlib import Path

import pytest

from tests import placed
from tests.a_register import a_register
from thesis.diagnostics.findings import Finding
from thesis.document import pandoc
from thesis.document.assembly import prose
from thesis.document.render import Renderer
from thesis.model.register import Number


@pytest.fixture
def found() -> list[Finding]:
    return []


@pytest.fixture
def renderer(found: list[Finding]) -> Renderer:
    return Renderer(a_register([Number("a.b", 5)], {"thesis": {}}), {}, found)


def files(markdown: str) -> list[tuple[str, str, str]]:
    tree = placed.read(markdown)
    return [(src, part, pandoc.text(blocks)) for src, part, blocks in pandoc.files(tree)]


def test_files_are_joined_in_order_each_in_a_division_with_its_part(
    renderer: Renderer, content: Path, found: list[Finding]
) -> None:
    (content / "a.md").write_text("# A\n\n{{ n('a.b') }}.", "utf-8")
    (content / "b.md").write_text("::: {.x}\nb\n:::\n", "utf-8")
    (content / "c.md").write_text("| c |\n|---|\n| d |", "utf-8")
    parts = {"front": ["content/b.md"], "main": ["content/c.md", "content/a.md"], "back": []}
    assert files(prose.join(renderer, parts)) == [
        ("content/b.md", "front", "b"),
        ("content/c.md", "main", "c\nd"),
        ("content/a.md", "main", "A\nfem."),
    ]
    assert found == []


def test_a_fence_is_longer_than_any_an_author_writes(renderer: Renderer, content: Path) -> None:
    (content / "a.md").write_text(f"{':' * 20} x\na\n{':' * 20}\n\nb\n", "utf-8")
    assert files(prose.join(renderer, {"main": ["content/a.md"]})) == [
        ("content/a.md", "main", "a\nb")
    ]


def test_a_byte_order_mark_hides_no_heading(renderer: Renderer, content: Path) -> None:
    (content / "a.md").write_bytes("\ufeff# Metode\r\n\r\nx\r\n".encode())
    joined = prose.join(renderer, {"main": ["content/a.md"]})
    tree = placed.read(joined)
    assert [e["t"] for e in pandoc.walk(tree["blocks"])][:2] == ["Div", "Header"]


def test_a_latin_1_file_is_a_finding_and_the_others_are_still_read(
    renderer: Renderer, content: Path, found: list[Finding]
) -> None:
    (content / "a.md").write_bytes("En\npå\n".encode("latin-1"))
    (content / "b.md").write_text("b", "utf-8")
    joined = files(prose.join(renderer, {"main": ["content/a.md", "content/b.md"]}))
    assert joined == [
        ("content/a.md", "main", "content/a.md kan ikke leses"),
        ("content/b.md", "main", "b"),
    ]
    assert [(str(finding.place), finding.rule) for finding in found] == [
        ("content/a.md:2", "input.encoding")
    ]


def test_what_is_wrong_in_every_file_is_told_at_once(
    renderer: Renderer, content: Path, found: list[Finding]
) -> None:
    (content / "a.md").write_text("a\n{{ n('a.c') }}\n{{ n('x.y') }}", "utf-8")
    (content / "b.md").write_text("{{ missing }}", "utf-8")
    (content / "c.md").write_text("{{ n('a.b' }}", "utf-8")
    prose.join(renderer, {"main": ["content/a.md", "content/b.md", "content/c.md"]})
    assert [str(finding.place) for finding in found] == [
        "content/a.md:2",
        "content/a.md:3",
        "content/b.md:1",
        "content/c.md:1",
    ]


@pytest.mark.parametrize(
    ("broken", "line", "said"),
    [
        ("a\n\n::: {.x}\n\nb\n", 3, "opened and not closed"),
        ("::: {.x}\n\n::: {.y}\n\nb\n\n:::\n", 1, "opened and not closed"),
        ("a\n\n:::\n\nb\n", 3, "closed and was not opened"),
    ],
)
def test_a_division_without_its_other_half_takes_nothing_of_the_next_file(
    renderer: Renderer, content: Path, found: list[Finding], broken: str, line: int, said: str
) -> None:
    (content / "a.md").write_text(broken, "utf-8")
    (content / "b.md").write_text("neste", "utf-8")
    joined = files(prose.join(renderer, {"main": ["content/a.md", "content/b.md"]}))
    assert [src for src, _, _ in joined] == ["content/a.md", "content/b.md"]
    assert joined[1][2] == "neste"
    assert [(str(each.place), each.rule) for each in found] == [
        (f"content/a.md:{line}", "text.division")
    ]
    assert said in found[0].found


def test_a_piece_is_printed_as_it_stands(renderer: Renderer) -> None:
    prose.join(renderer, {}, table={"pico": "| *a* |\n|---|\n"})
    assert renderer.render('{{ table("pico") }}', "content/x.md") == "| *a* |\n|---|\n"


@pytest.mark.parametrize("kind", ["table", "figure"])
def test_an_unknown_piece_is_told_with_its_line_and_the_nearest(
    renderer: Renderer, found: list[Finding], kind: str
) -> None:
    prose.join(renderer, {}, **{kind: {"pico": "x", "flowchart": "y"}})
    written = renderer.render(f'a\n\n{{{{ {kind}("picco") }}}} b', "content/x.md")
    assert written == r"a" + "\n\n[?picco]{.missing-number} b"
    assert [(str(finding.place), finding.rule) for finding in found] == [
        ("content/x.md:3", f"text.unknown-{kind}")
    ]
    assert "pico" in found[0].fix
    assert "flowchart" in found[0].expected


def test_a_number_in_an_alternative_text_is_text_and_its_key_stands_beside_it(
    renderer: Renderer, content: Path, found: list[Finding]
) -> None:
    picture = """![Skog](a.svg){#fig:a alt="Var {{ n("a.b", form="digits") }} poeng." width=3cm}"""
    (content / "a.md").write_text(f"{picture}\n", "utf-8")
    tree = placed.read(prose.join(renderer, {"main": ["content/a.md"]}))
    (image,) = [one for one in pandoc.walk(tree["blocks"]) if one["t"] == "Image"]
    told = pandoc.attributes(image)
    assert (pandoc.text(image["c"][1]), told["keys"], told["width"]) == (
        "Var 5 poeng.",
        "a.b",
        "3cm",
    )
    assert found == []
