"""Expected texts: what the document says, in the streams that a finished file gives it in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.document.assembly import lists
from thesis.document.pandoc import NAMED, Element, Tree
from thesis.document.passages import Passage, Zone, passages
from thesis.readback.blocks import ALT, BODY, CONTENTS, NOTES, PICTURE
from thesis.readback.svg import Drawing

HEADING, CAPTION, REFERENCE, TEXT = "heading", "caption", "reference", "text"
DEPTH = 3  # The levels of headings that the list of contents has

TITLE_PAGE = (
    "institution", "faculty", "department", "subtitle", "title", "author", "candidate",
    "programme", "course", "supervisor", "place-date", "handed-in", "embargo",
)  # fmt: skip


@dataclass(frozen=True)
class ExpectedText:
    """A text that a finished file must have."""

    text: str  # its words
    place: Callable[[int], Place]  # the place in the sources of a character of it
    kind: str = TEXT  # ``heading``, ``caption``, ``reference`` (an entry of the list) or ``text``
    stream: str = BODY  # where in a file it stands, as of :class:`thesis.readback.blocks.TextBlock`
    # the numbers, citations and cross-references in it
    zones: list[Zone] = field(default_factory=list)
    # the start and end of the sentence that a character is in
    sentence: Callable[[int], tuple[int, int]] | None = None
    figure: int = 0  # tells the figure that it is in from others; 0 where it is in none
    identifier: str = ""  # of the heading that it is, or of the figure or table whose caption it is
    level: int = 0  # of the heading that it is, from 1; 0 for what is none


def expected_texts(tree: Tree) -> Iterator[ExpectedText]:
    """Every text of the document, in reading order; headings once more for the contents."""
    captions = {id(block) for block in _captions(tree["blocks"])}
    for passage in passages(dict(tree), references=True):
        kind = _kind(passage, captions)
        named = passage.within if kind in {HEADING, CAPTION} else ()
        level = passage.within[-1]["c"][0] if kind == HEADING else 0
        yield ExpectedText(
            passage.text,
            passage.place,
            kind,
            _stream(passage),
            passage.zones,
            passage.sentence,
            next((id(block) for block in passage.within if block["t"] == "Figure"), 0),
            next((pandoc.identifier(block) for block in named if block["t"] in NAMED), ""),
            level,
        )
        if 0 < level <= DEPTH:
            yield ExpectedText(passage.text, passage.place, HEADING, CONTENTS)
    for _, links in lists.read(tree):
        for link in links:
            at = Place.read(
                next((word["at"] for word in pandoc.walk(link, words=True) if "at" in word), "")
            )
            yield ExpectedText(pandoc.text([link]), lambda _, at=at: at, HEADING, CONTENTS)  # type: ignore[misc]


def captions_last(texts: Iterable[ExpectedText]) -> Iterator[ExpectedText]:
    """The texts as a format has them that prints the caption of a figure below what is in it."""
    held: list[ExpectedText] = []
    for one in texts:
        if held and one.figure != held[0].figure:
            yield from held
            held = []
        if one.kind == CAPTION and one.figure:
            held.append(one)
        else:
            yield one
    yield from held


def in_picture(drawing: Drawing) -> Iterator[ExpectedText]:
    """The text of a drawing, box by box."""
    for node in drawing.nodes.values():
        place = Place(drawing.name, node.line)
        yield ExpectedText(node.text, lambda at, place=place: place, stream=PICTURE)  # type: ignore[misc]


def title_page(tree: Tree) -> list[str]:
    """What the title page says."""
    lines = []
    for name in TITLE_PAGE:
        if (value := tree["meta"].get(name)) and value["t"] == "MetaList":
            lines += [pandoc.text(each) for each in value["c"]]
        elif value:
            lines.append(pandoc.text(value))
    return lines


def _kind(passage: Passage, captions: set[int]) -> str:
    if passage.is_reference:
        return REFERENCE
    if passage.within[-1]["t"] == "Header":
        return HEADING
    return CAPTION if id(passage.within[-1]) in captions else TEXT


def _captions(blocks: Any) -> Iterator[Element]:
    """The blocks of the captions of all figures and tables."""
    for element in pandoc.walk(blocks):
        if element["t"] in {"Figure", "Table"}:
            yield from element["c"][1][1]


def _stream(passage: Passage) -> str:
    if passage.picture is not None or passage.is_description:
        return ALT
    return NOTES if any(block["t"] == "Note" for block in passage.within) else BODY
