"""The PDF for an archive and for a screen reader: PDF/A-3a and PDF/UA-1, read with pikepdf.

veraPDF, which checks every clause of both, is no package; here are the clauses that a change of the
templates could break.
"""

import re
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from tests.whole.project import Project
from thesis.document import pandoc

Node = pikepdf.Dictionary


@pytest.fixture(scope="module")
def pdf(built: Project) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(built.root / "results/thesis.pdf") as opened:
        yield opened


@pytest.fixture(scope="module")
def tags(pdf: pikepdf.Pdf) -> list[tuple[str, Node, str]]:
    """Every tag in reading order: its kind, itself, and the language it is in."""
    found: list[tuple[str, Node, str]] = []

    def walk(node: Any, language: str) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child, language)
        elif isinstance(node, pikepdf.Dictionary):
            language = str(node.get("/Lang", language))
            if "/S" in node:
                found.append((str(node.S).lstrip("/"), node, language))
            if "/K" in node:
                walk(node.K, language)

    walk(pdf.Root.StructTreeRoot.K, str(pdf.Root.Lang))
    return found


def of_kind(tags: list[tuple[str, Node, str]], *kinds: str) -> list[Node]:
    return [node for kind, node, _ in tags if kind in kinds]


def scope(node: Node) -> str:
    """The Scope of a header cell."""
    owned = node.get("/A", [])
    rows = owned if isinstance(owned, pikepdf.Array) else [owned]
    return next((str(row.Scope) for row in rows if "/Scope" in row), "")


# ---- what it says of itself --------------------------------------------------------------------


def test_it_says_that_it_is_pdf_a_3a_and_pdf_ua_1(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"


def test_its_title_stands_in_the_window_and_its_language_is_norwegian(pdf: pikepdf.Pdf) -> None:
    title = "Hvordan virker trening på russug hos mennesker i behandling for en ruslidelse?"
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == title
    assert str(pdf.docinfo["/Title"]) == title
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.Root.Lang) == "nb-NO"


def test_it_is_not_encrypted_runs_nothing_and_tells_its_colours(pdf: pikepdf.Pdf) -> None:
    assert not pdf.is_encrypted
    assert "/OpenAction" not in pdf.Root
    assert "/AA" not in pdf.Root
    assert "/JavaScript" not in pdf.Root.Names
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"  # an ICC profile


def test_every_font_is_embedded_and_says_what_its_glyphs_read_as(pdf: pikepdf.Pdf) -> None:
    fonts = [obj for obj in pdf.objects if isinstance(obj, Node) and obj.get("/Type") == "/Font"]
    whole = [font for font in fonts if font.Subtype == "/Type0"]
    parts = [font for font in fonts if str(font.Subtype).startswith("/CIDFont")]
    assert whole
    assert all("/ToUnicode" in font for font in whole)
    for font in parts:
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())


def test_nothing_is_transparent_without_a_colour_space_for_it(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        group = page.obj.get("/Group")
        assert group is None or group.get("/S") != "/Transparency" or "/CS" in group


def test_qpdf_finds_nothing_wrong(built: Project, needs: Callable[[str, str], None]) -> None:
    needs("qpdf", "qpdf")
    path = str(built.root / "results/thesis.pdf")
    run = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "No syntax or stream encoding errors found" in run.stdout


# ---- tags ----------------------------------------------------------------------------------------


def test_all_that_is_drawn_is_tagged_or_marked_as_decoration(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    for number, page in enumerate(pdf.pages, 1):
        assert page.obj.get("/Tabs") == "/S" or "/Annots" not in page.obj, number
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += (operator in {"BDC", "BMC"}) - (operator == "EMC")
            if operator in {"Tj", "TJ", "Do", "S", "f", "B", "f*", "B*"}:
                assert depth, f"page {number} draws outside of any tag: {operator}"


def test_the_headings_are_those_of_the_document_and_skip_no_level(
    built: Project, tags: list[tuple[str, Node, str]]
) -> None:
    levels = [int(kind[1]) for kind, _, _ in tags if re.fullmatch("H[1-6]", kind)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    tree = pandoc.read(built.root / "build/thesis.json")
    headings = [one["c"] for one in pandoc.walk(tree["blocks"]) if one["t"] == "Header"]
    printed = [str(node.T) for kind, node, _ in tags if re.fullmatch("H[1-6]", kind)]
    assert printed[:2] == ["Sammendrag", "Abstract"]
    assert len(printed) == len(headings) + 1  # and the list of contents


def test_the_figure_has_an_alternative_text_and_its_long_description(
    tags: list[tuple[str, Node, str]],
) -> None:
    (figure,) = of_kind(tags, "Figure")
    alt = spaced(figure.Alt)
    assert alt.startswith("Flytskjema som leses ovenfra og ned")
    assert "«Treff i databasene» (n = 30 799 618)" in alt
    assert "Grunnen «For lite utvalg» gjelder tre av dem." in alt


def test_every_table_has_a_head_of_header_cells_for_its_columns(
    built: Project, tags: list[tuple[str, Node, str]]
) -> None:
    tree = pandoc.read(built.root / "build/thesis.json")
    tables = [one for one in pandoc.walk(tree["blocks"]) if one["t"] == "Table"]
    printed = of_kind(tags, "Table")
    assert len(printed) == len(tables) > 10
    for table in printed:
        head = [part for part in table.K if part.get("/S") == "/THead"]
        rows = [row for part in head for row in part.K]
        assert rows
        cells = [cell for row in rows for cell in row.K]
        assert all(cell.S == "/TH" and scope(cell) == "/Column" for cell in cells)
        assert [part.S for part in table.K].count("/Caption") == 1
    for cell in of_kind(tags, "TD"):
        assert any("/Headers" in row for row in cell.A), "a cell without a header"


def test_a_list_is_one_with_its_signs_and_bodies(tags: list[tuple[str, Node, str]]) -> None:
    items = of_kind(tags, "LI")
    assert len(items) > 5
    assert all([part.S for part in item.K][:2] == ["/Lbl", "/LBody"] for item in items)


def test_english_parts_are_marked_as_english(
    pdf: pikepdf.Pdf, tags: list[tuple[str, Node, str]]
) -> None:
    (abstract,) = [
        language for kind, node, language in tags if kind == "H1" and str(node.T) == "Abstract"
    ]
    assert abstract == "en-GB"
    others = [language for kind, _, language in tags if re.fullmatch("H[1-6]", kind)]
    assert others.count("en-GB") == 1
    at = next(i for i, (kind, node, _) in enumerate(tags) if kind == "H1" and node.T == "Abstract")
    paragraphs = [language for kind, _, language in tags[at + 1 : at + 3] if kind == "P"]
    assert paragraphs == ["en-GB", "en-GB"]
    heads = [language for kind, _, language in tags if kind == "TH"]
    assert heads.count("en-GB") == 5  # a title heads each literature matrix
    (place,) = [
        i for i, page in enumerate(pdf.pages) if page.label == label_of(pdf, "Litteraturliste")
    ]
    marked = set(re.findall(rb"/Lang\s*\((.+?)\)", content(pdf.pages[place])))
    assert b"en-GB" in marked  # the title of a work


def spaced(text: object) -> str:
    """With plain spaces in place of hard ones."""
    return str(text).replace("\u00a0", " ")


def label_of(pdf: pikepdf.Pdf, title: str) -> str:
    """The printed number of the page that a bookmark leads to."""
    with pdf.open_outline() as outline:
        (item,) = [item for item in outline.root if spaced(item.title) == title]
        target = item.destination or item.action.D
    page = pikepdf.Page(target[0])
    return str(page.label)


def content(page: pikepdf.Page) -> bytes:
    streams = page.Contents
    parts = streams if isinstance(streams, pikepdf.Array) else [streams]
    return b"".join(part.read_bytes() for part in parts)


# ---- ways through it -----------------------------------------------------------------------------


def test_the_bookmarks_are_the_headings_that_the_contents_list_has(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [spaced(item.title) for item in outline.root]
        below = [spaced(child.title) for item in outline.root for child in item.children]
    ends = ["Litteraturliste", "Vedlegg 1: Tabell strukturert litteratursøk"]
    assert titles[:2] == ["Sammendrag", "Abstract"]
    assert [title for title in titles if title in ends] == ends
    assert any(title.endswith("Litteratursøk") for title in below)


def test_every_link_is_tagged_and_described(
    pdf: pikepdf.Pdf, tags: list[tuple[str, Node, str]]
) -> None:
    links = [
        note
        for page in pdf.pages
        for note in page.obj.get("/Annots", [])
        if note.Subtype == "/Link"
    ]
    assert len(links) > 100
    assert all(str(link.get("/Contents", "")).strip() for link in links)
    assert all("/StructParent" in link for link in links)
    assert len(of_kind(tags, "Link")) >= len({str(link.get("/StructParent")) for link in links}) / 2


def test_each_citation_links_to_its_entry_in_the_list(pdf: pikepdf.Pdf, built: Project) -> None:
    tree = pandoc.read(built.root / "build/thesis.json")
    cited = {
        citation["citationId"]
        for one in pandoc.walk(tree["blocks"])
        if one["t"] == "Cite"
        for citation in one["c"][0]
    }
    first = label_of(pdf, "Litteraturliste")
    last = label_of(pdf, "Vedlegg 1: Tabell strukturert litteratursøk")
    targets = set()
    for page in pdf.pages:
        for note in page.obj.get("/Annots", []):
            target = note.get("/Dest") or note.get("/A", {}).get("/D")
            if not isinstance(target, pikepdf.Array):
                continue  # a web address, or a heading by its name
            label = str(pikepdf.Page(target[0]).label)
            if label.isdigit() and int(first) <= int(label) < int(last):
                targets.add((label, float(target[3])))
    assert len(cited) > 5
    assert len(targets) == len(cited)


# ---- what is inside ------------------------------------------------------------------------------


def test_all_that_it_is_made_from_is_inside_related_to_it_and_described(
    pdf: pikepdf.Pdf, built: Project
) -> None:
    inside = {spec.filename: spec for spec in pdf.attachments.values()}
    for folder in ("data", "content", "config", "templates"):
        for path in (built.root / folder).rglob("*"):
            if path.is_file() and path != built.root / "config/README.md":  # for the catalogue
                name = path.relative_to(built.root).as_posix()
                assert inside[name].get_file().read_bytes() == path.read_bytes(), name
    for name in (
        "Snakefile", "requirements.txt", "templates/filters/crossref.lua", "manifest.json",
        "templates/norsk-apa6.csl", "templates/thesis.typ", "build/register.json",
        "rules/formats.smk", "scripts/data/register.py", "thesis/model/register.py",
    ):  # fmt: skip
        assert name in inside
    assert not [name for name in inside if name.startswith(("tests/", "results/", "."))]
    related = {str(spec.UF) for spec in pdf.Root.AF}
    assert related == set(inside)
    kinds = {name: str(spec.obj.AFRelationship) for name, spec in inside.items()}
    assert kinds["data/searches/medline.csv"] == "/Source"
    assert kinds["build/register.json"] == "/Data"
    assert kinds["thesis/model/register.py"] == "/Supplement"
    for name, spec in inside.items():
        assert str(spec.obj.Desc), name
        assert "/Subtype" in spec.obj.EF.F, name
        assert "/ModDate" in spec.obj.EF.F.Params, name


def test_nothing_inside_names_the_folder_or_the_clock(pdf: pikepdf.Pdf, built: Project) -> None:
    assert str(built.root).encode() not in b"".join(
        spec.get_file().read_bytes() for spec in pdf.attachments.values()
    )
    for name in ("/CreationDate", "/ModDate"):
        assert str(pdf.docinfo[name]).startswith("D:20200601000000")


def test_a_draft_carries_nothing(clone: Callable[[], Project]) -> None:
    project = clone()
    assert project.build("draft").returncode == 0
    with pikepdf.open(project.root / "results/draft.pdf") as draft:
        assert not draft.attachments
