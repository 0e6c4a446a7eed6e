"""The reporting checklists of the whole thesis: `snakemake checklists`."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pypdfium2
from pypdf import PdfReader

from tests.whole.project import Project

BESIDE = "data/checklists.yaml"


def bookmarks(reader: PdfReader, outline: Any) -> Iterator[tuple[str, int]]:
    """The headings of a PDF by its own list of them, with their pages from 1."""
    for entry in outline:
        if isinstance(entry, list):
            yield from bookmarks(reader, entry)
        else:
            page = reader.get_destination_page_number(entry)
            assert page is not None
            yield " ".join(str(entry.title).split()), page + 1


def foot(pdf: Path, page: int) -> str:
    """The last line of a page: its number, where it has one."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = str(document[page - 1].get_textpage().get_text_range())
    return re.findall(r"\w+", text)[-1]


def test_every_place_is_on_the_page_that_the_pdf_itself_says(clone: Callable[[], Project]) -> None:
    project = clone()
    run = project.build("checklists")
    assert run.returncode == 0, run.stdout + run.stderr
    page = lxml.html.fromstring((project.root / "results/checklists.html").read_text("utf-8"))
    pdf = project.root / "results/thesis.pdf"
    reader = PdfReader(pdf)
    headings = dict(bookmarks(reader, reader.outline))
    feet = {number: foot(pdf, number) for number in range(1, len(reader.pages) + 1)}
    told = page.xpath("//td//li")
    assert len(told) > 60
    seen = set()
    for item in told:
        words = " ".join(item.xpath("string(a)").split())
        number = int(item.xpath("string(a/@href)").removeprefix("thesis.pdf#page="))
        printed = item.xpath("string(span)").removeprefix("s.\u00a0")
        assert printed == feet[number], words
        if words in headings:
            assert number == headings[words], words
            seen.add(words)
    assert {"Sammendrag", "3.3 Litteratursøk", "5.2 Metodediskusjon"} <= seen
    assert any(words.startswith("Vedlegg 3") for words in seen)
    assert not page.xpath("//*[@class='badge unanswered']")
    by = [cell.text_content() for cell in page.xpath("//td[@data-label='Fylt ut av']")]
    assert len(by) == 42 + 12 + 16
    assert sum(text.startswith("bygget") for text in by) == 5
    lines = (project.root / BESIDE).read_text("utf-8").splitlines()
    for row in page.xpath("//tr[@id]"):
        for line in re.findall(rf"{BESIDE}:(\d+)", row.text_content()):
            assert lines[int(line) - 1].strip().startswith(f"{row.xpath('string(th)')}:")
