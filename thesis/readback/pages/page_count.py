"""Pages of the finished PDF: how many count, and how many there must be and may be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from thesis.diagnostics.files import CONFIG_FILE
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document import content, pandoc, passages
from thesis.document.assembly import summaries
from thesis.document.pandoc import Tree
from thesis.document.word_count import Bounds
from thesis.readback.blocks import BODY, CONTENTS, File
from thesis.readback.compare import Comparison, place

FINISHED_LENGTH = declare(
    "finished.length",
    looks_at="documents",
    sees="a PDF, or a chapter of it, that has more or fewer pages than `pages:` of config or of "
    "the programme wants, and a chapter named there that the thesis has not",
    misses="a page without a word; one that is half empty is a page",
    example="pages: {limit: 20} in config/config.yaml, and 24 pages that count",
)

TITLE_PAGE, CHAPTERS = "title_page", "chapters"
PARTS: Mapping[str, bool] = {
    TITLE_PAGE: False, "contents": False, "abstracts": False, "preface": False, CHAPTERS: True,
    "reference_list": False, "appendices": False,
}  # fmt: skip
"""What stands on pages, and whether they count where nothing is said of it."""


class PageRule(Bounds, frozen=True, kw_only=True):
    """How many pages of the PDF there must be and may be: ``pages`` of the settings."""

    tolerance: int = 0  # by how many per cent both may be passed
    counted: dict[str, bool] = msgspec.field(default_factory=dict)  # which of PARTS count
    # the bounds of a chapter, by its heading
    chapters: dict[str, Bounds] = msgspec.field(default_factory=dict)

    def counts(self, part: str) -> bool:
        """Whether the pages of a part count, one of PARTS."""
        return self.counted.get(part, PARTS[part])


@dataclass
class Section:
    """A chapter or another part of a PDF."""

    part: str  # one of PARTS
    heading: str
    place: Place
    pages: dict[int, int]  # those that have a word of it, with the first block of it on each


def findings(
    file: File, comparisons: Sequence[Comparison], tree: Tree, settings: Mapping[str, Any]
) -> Iterator[Finding]:
    """A length of the PDF, and of each chapter, that is not within its bounds."""
    if not file.sizes or not settings.get("pages"):
        return
    rule = msgspec.convert(settings["pages"], PageRule)
    said = settings.get("programme", {})
    who = f" ({said['file']}: {said['source']})" if "pages" in said else ""
    sections = _sections(file, comparisons, tree)
    counted = [one for one in sections if rule.counts(one.part)]
    pages = {page: block for one in reversed(counted) for page, block in one.pages.items()}
    at = counted[-1].place if counted else Place(CONFIG_FILE)
    for bound, sign in _passed(len(pages), rule, rule.tolerance):
        if sign == "most":
            at = place(comparisons, file, pages[sorted(pages)[bound]])
        yield _told("the text", len(pages), bound, sign, at, who)
    chapters = {one.heading: one for one in sections if one.part == CHAPTERS}
    for heading, bounds in rule.chapters.items():
        if heading not in chapters:
            yield FINISHED_LENGTH.at(
                content.setting(Path(), "pages", "chapters", heading),
                found=f"«{heading}» in pages: chapters, and no chapter of that name",
                expected=f"one of {', '.join(chapters)}",
                fix=suggestion(heading, chapters, "remove it"),
            )
            continue
        chapter = chapters[heading]
        for bound, sign in _passed(len(chapter.pages), bounds, rule.tolerance):
            yield _told(f"«{heading}»", len(chapter.pages), bound, sign, chapter.place, who)


def _passed(pages: int, given: Bounds, tolerance: int) -> Iterator[tuple[int, str]]:
    bounds = given.within(tolerance)
    if bounds.limit is not None and pages > bounds.limit:
        yield bounds.limit, "most"
    if bounds.minimum is not None and pages < bounds.minimum:
        yield bounds.minimum, "least"


def _told(what: str, pages: int, bound: int, sign: str, at: Place, who: str) -> Finding:
    more = abs(pages - bound)
    return FINISHED_LENGTH.at(
        at,
        found=f"{what} has {pages} pages of the PDF that count",
        expected=f"at most {bound}{who}" if sign == "most" else f"at least {bound}{who}",
        fix=f"{'cut' if sign == 'most' else 'write'} {more} page{'s' if more > 1 else ''}, or "
        "change pages: in config/config.yaml",
    )


def _sections(file: File, comparisons: Sequence[Comparison], tree: Tree) -> list[Section]:
    """The parts of a PDF in its order, each with its pages; the title page is the first."""
    parts = _parts(tree)
    (body,) = (one for one in comparisons if one.stream == BODY)
    sections = [Section(part, "", Place(CONFIG_FILE), {}) for part in (TITLE_PAGE, "contents")]
    contents = sections[1]
    at = {}
    for number, block in enumerate(file.blocks):
        found = body.expected_at(number) if block.level == 1 and block.stream == BODY else None
        if found and (here := found[0].place(0)) in parts:
            part, heading = parts[here]
            sections.append(Section(part, heading, here, {}))
        at[number] = contents if block.stream == CONTENTS else sections[-1]
    at |= dict.fromkeys(range(_first(file, at, contents)), sections[0])
    for piece in file.pieces:
        if piece.block is not None:
            at[piece.block].pages.setdefault(piece.page, piece.block)
    return sections


def _first(file: File, at: Mapping[int, Section], contents: Section) -> int:
    """The number of the first block behind the title page."""
    behind = (i for i in range(len(file.blocks)) if at[i] is contents or at[i].heading)
    return next(behind, len(file.blocks))


def _parts(tree: Tree) -> dict[Place, tuple[str, str]]:
    """The part and the words of each heading of a chapter, by its place."""
    language, found = passages.language(tree), {}
    for _, part, blocks in pandoc.files(tree):
        of_summary = {
            id(block)
            for one in (summaries.of_blocks(blocks, language) if part == "front" else ())
            for block in one.blocks[one.start : one.end]
        }
        is_list = any(pandoc.identifier(each) == "refs" for each in pandoc.walk(blocks))
        beside = "reference_list" if is_list else "appendices"
        for block in pandoc.walk(blocks):
            if block["t"] != "Header" or block["c"][0] != 1:
                continue
            front = "abstracts" if id(block) in of_summary else "preface"
            kind = {"front": front, "main": CHAPTERS}.get(part, beside)
            word = next(
                (each["at"] for each in pandoc.walk(block["c"][2], words=True) if "at" in each), ""
            )
            found[Place.read(word)] = kind, " ".join(pandoc.text(block["c"][2]).split())
    return found
