"""Blocks of a finished file, whatever its format: its texts, one after the other."""

from bisect import bisect_right
from dataclasses import dataclass, field

BODY = "body"
CONTENTS = "contents"
PICTURE = "picture"
ALT = "alt"
NOTES = "notes"
SOURCES = "sources"
"""The streams that a file's texts come in: the text itself, the list of contents, the words in
pictures, what stands for a picture to those who do not see it, the notes, and what the web page
tells of each number."""


@dataclass(frozen=True)
class TextBlock:
    """One text of a file: a paragraph, heading, caption, cell, list item or the like.

    Attributes:
        text: its words; a line break of the page is a line break.
        stream: ``body``, ``contents``, ``picture``, ``alt``, ``notes`` or ``sources``.
        starts: where in the text a page begins, as pairs of offset and page (from 1); empty in a
            file without pages.
        running: whether it is running text, set in the full width of the page.
        level: of the heading that it is, from 1 for a chapter; 0 for what is none.
        hidden: why its reader does not see all of it, in a phrase; "" where it is seen.
    """

    text: str
    stream: str = BODY
    starts: tuple[tuple[int, int], ...] = ()
    running: bool = False
    level: int = 0
    hidden: str = ""

    def page(self, at: int = 0) -> int:
        """The page (from 1) of the character `at`; 0 in a file without pages."""
        i = bisect_right(self.starts, (at, 1 << 30)) - 1
        return self.starts[max(i, 0)][1] if self.starts else 0


@dataclass(frozen=True)
class Piece:
    """Some characters that stand beside each other in one line of a page.

    Attributes:
        page: the page, from 1.
        text: the characters.
        box: left, bottom, right and top in pt, from the page's lower left corner.
        block: the number of the block that it is in; None for what belongs to the page itself,
            such as its number.
    """

    page: int
    text: str
    box: tuple[float, float, float, float]
    block: int | None = None


@dataclass(frozen=True)
class FileLink:
    """A link of a finished file.

    Attributes:
        target: an address, or ``#`` and the name of a place in the file.
        text: its words; "" where the format does not tell.
        page: from 1; 0 in a file without pages.
    """

    target: str
    text: str = ""
    page: int = 0


@dataclass(frozen=True)
class FileField:
    """A field, of which a word processor makes a number or a text.

    Attributes:
        kind: ``SEQ``, ``REF`` or ``PAGEREF``.
        result: what it shows.
        text: the words of its paragraph.
        said: its number by what is counted before it, or the words of its bookmark; None where the
            file has no such bookmark.
        beside: all bookmarks in the paragraph of its bookmark.
    """

    kind: str
    result: str
    text: str
    said: str | None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class File:
    """A finished file.

    Attributes:
        name: its path.
        blocks: its texts in reading order.
        pieces: where on its pages they stand; empty in a file without pages.
        sizes: width and height in pt of each page.
        pictures: page and box of each picture made of dots.
        titles: of its properties, shown in place of its name; one, where they agree.
        links: where it leads to.
        programs: its scripts and style sheets.
        additions: what it has that no thesis has, each in a phrase: an action, a note, a field.
        fields: of which a word processor makes numbers and texts.
    """

    name: str
    blocks: list[TextBlock]
    pieces: list[Piece] = field(default_factory=list)
    sizes: list[tuple[float, float]] = field(default_factory=list)
    pictures: list[Piece] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    links: list[FileLink] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)
    additions: list[str] = field(default_factory=list)
    fields: list[FileField] = field(default_factory=list)

    def stream(self, name: str) -> list[int]:
        """The numbers of the blocks of a stream."""
        return [i for i, block in enumerate(self.blocks) if block.stream == name]


class UnreadableFileError(ValueError):
    """The file is not what its name says."""
