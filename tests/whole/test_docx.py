"""The DOCX of the whole thesis: every number in it, and what LibreOffice makes of it."""

import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from tests import word
from tests.whole.project import Project
from thesis.document import pandoc
from thesis.formats.docx import NAMESPACES, W

Convert = Callable[[str], Path]


@pytest.fixture(scope="module")
def path(built: Project) -> Path:
    return built.root / "results/thesis.docx"


@pytest.fixture(scope="module")
def convert(
    path: Path, tmp_path_factory: pytest.TempPathFactory, needs: Callable[[str, str], None]
) -> Convert:
    """Has LibreOffice open the thesis and save it in a format."""
    needs("soffice", "libreoffice-writer")
    folder = tmp_path_factory.mktemp("office")

    @cache
    def run(kind: str) -> Path:
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        command += ["--headless", "--convert-to", kind, "--outdir", str(folder / kind), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
        made = folder / kind / f"thesis.{kind}"
        assert made.is_file(), done.stdout + done.stderr
        return made

    return run


@pytest.fixture(scope="module")
def pages(convert: Convert) -> pdfium.PdfDocument:
    """The pages that LibreOffice prints."""
    return pdfium.PdfDocument(convert("pdf"))


def text(page: pdfium.PdfPage) -> str:
    """The words of a page, white space folded."""
    return " ".join(page.get_textpage().get_text_bounded().split())


def test_it_is_delivered_as_it_was_built(built: Project, path: Path) -> None:
    assert path.read_bytes() == (built.root / "build/thesis.docx").read_bytes()


def test_every_number_of_the_document_is_in_it(built: Project, path: Path) -> None:
    tree = pandoc.read(built.root / "build/thesis.json")
    body = word.part(path)
    marked = word.bookmarks(body)
    described = {
        id(number)
        for division in pandoc.walk(tree["blocks"])
        if "long-description" in pandoc.classes(division)
        for number in pandoc.walk(division["c"])
    }
    alternative = " ".join(
        each.get("descr", "") for each in body.iter(f"{{{NAMESPACES['wp']}}}docPr")
    )
    count = 0
    for number in pandoc.numbers(tree):
        said = pandoc.text(number["c"][1])
        if id(number) in described:
            assert said in alternative
        else:
            assert " ".join(marked[pandoc.identifier(number)].split(" ")) == said
            count += 1
    assert count > 100


def test_every_paragraph_of_the_text_is_bookmarked_once(path: Path) -> None:
    body = word.part(path)
    held = {
        p
        for p in body.iter(f"{W}p")
        for start in p.iter(f"{W}bookmarkStart")
        if (word.value(start, "name") or "").startswith("p-")
    }
    styles = {
        word.value(p.find(f"{W}pPr/{W}pStyle"))
        for p in body.iter(f"{W}p")
        if word.text(p) and p not in held
    }
    title_page = {"Institution", "TitlePage", "Subtitle", "Title", "Author", "WordCount"}
    assert styles <= title_page | {"TOCHeading", "TOC1", "TOC2", "TOC3"}


def test_an_editors_round_trip_keeps_every_bookmark_and_its_words(
    path: Path, convert: Convert
) -> None:
    before = word.bookmarks(word.part(path))
    after = word.bookmarks(word.part(convert("docx")))
    assert len(before) > 500
    assert {name: after.get(name) for name in before} == before


def test_an_editors_round_trip_keeps_headers_languages_and_alternative_text(
    convert: Convert, path: Path
) -> None:
    before, after = word.part(path), word.part(convert("docx"))
    headers = [len(list(body.iter(f"{W}tblHeader"))) for body in (before, after)]
    assert headers[0] == headers[1] > 5
    told = [
        [e.get("descr") for e in body.iter(f"{{{NAMESPACES['wp']}}}docPr")]
        for body in (before, after)
    ]
    assert told[0] == told[1]
    assert "en-GB" in {word.value(each) for each in after.iter(f"{W}lang")}


def test_the_figure_is_seen_in_libreoffice(pages: pdfium.PdfDocument) -> None:
    page = next(page for page in pages if "Figur 1:" in text(page))
    (picture,) = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    left, bottom, right, top = picture.get_bounds()
    assert right - left > 0.5 * page.get_width()
    height = page.get_height()
    margins = (left, bottom, page.get_width() - right, height - top)
    shown = page.render(scale=1, crop=margins, grayscale=True)
    pixels = bytes(shown.buffer)
    dark = sum(pixel < 128 for pixel in pixels) / len(pixels)
    assert 0.01 < dark < 0.5


def test_the_parts_stand_in_order_on_pages_roman_then_arabic(pages: pdfium.PdfDocument) -> None:
    printed = [text(page) for page in pages]
    assert printed[0].startswith("Norges teknisk-naturvitenskapelige universitet")
    starts = ["Sammendrag", "Abstract", "Innholdsfortegnelse", "1 ", "Litteraturliste", "Vedlegg 1"]
    places = [
        next(i for i, page in enumerate(printed) if i and page.startswith(start))
        for start in starts
    ]
    assert places == sorted(places)
    assert places[0] == 1  # the title page is one page
    numbers = [page.rsplit(" ", 1)[1] for page in printed[1:]]
    assert numbers[:2] == ["i", "ii"]
    assert numbers[places[3] - 1 :] == [str(n + 1) for n in range(len(printed) - places[3])]


def test_the_contents_show_every_heading_with_its_page_in_libreoffice(
    path: Path, pages: pdfium.PdfDocument
) -> None:
    """The pages in the contents are those of the PDF: both are laid out alike."""
    printed = [text(page) for page in pages]
    contents = next(t for t in printed if t.startswith("Innholdsfortegnelse"))
    body = word.part(path)
    headings = [p for level in "123" for p in word.paragraphs(body, f"Heading{level}")]
    assert len(headings) > 10
    for heading in headings:
        said = " ".join(word.text(heading).split())
        told = re.search(re.escape(said) + r" ?\.+ ?(\w+)", contents)
        assert told, said
        here = [page for page in printed if page.endswith(f" {told[1]}") and page != contents]
        assert any(said in page for page in here), (said, told[1])


def test_no_table_is_wider_than_its_page(pages: pdfium.PdfDocument) -> None:
    for page in pages:
        for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH]):
            left, _, right, _ = thing.get_bounds()
            assert left > 60
            assert right < page.get_width() - 60
