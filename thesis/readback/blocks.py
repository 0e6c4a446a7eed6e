"""Blocks of a finished file, whatever its format: its texts, one after the other."""

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
    """One text of a file: a paragraph, heading, caption, cell, list item or the like."""

    text: str  # its words; a line break of the page is a line break
    stream: str = BODY  # ``body``, ``contents``, ``picture``, ``alt``, ``notes`` or ``sources``
    # where in the text a page begins, as pairs of offset and page (from 1); empty in a file without
    # pages
    starts: tuple[tuple[int, int], ...] = ()
    running: bool = False  # whether it is running text, set in the full width of the page
    level: int = 0  # of the heading that it is, from 1 for a chapter; 0 for what is none
    hidden: str = ""  # why its reader does not see all of it, in a phrase; "" where it is seen

    def page(self, at: int = 0) -> int:
        """The page (from 1) of the character `at`; 0 in a file without pages."""
        return next((page for start, page in reversed(self.starts) if start <= at), 0)


@dataclass(frozen=True)
class Piece:
    """Some characters that stand beside each other in one line of a page."""

    page: int  # the page, from 1
    text: str  # the characters
    # left, bottom, right and top in pt, from the page's lower left corner
    box: tuple[float, float, float, float]
    # the number of the block that it is in; None for what belongs to the page itself, such as its
    # number
    block: int | None = None


@dataclass(frozen=True)
class FileLink:
    """A link of a finished file."""

    target: str  # an address, or ``#`` and the name of a place in the file
    text: str = ""  # its words; "" where the format does not tell
    page: int = 0  # from 1; 0 in a file without pages


@dataclass(frozen=True)
class FileField:
    """A field, of which a word processor makes a number or a text."""

    kind: str  # ``SEQ``, ``REF`` or ``PAGEREF``
    result: str  # what it shows
    text: str  # the words of its paragraph
    # its number by what is counted before it, or the words of its bookmark; None where the file has
    # no such bookmark
    said: str | None
    beside: tuple[str, ...] = ()  # all bookmarks in the paragraph of its bookmark


@dataclass(frozen=True)
class File:
    """A finished file."""

    name: str  # its path
    blocks: list[TextBlock]  # its texts in reading order
    # where on its pages they stand; empty in a file without pages
    pieces: list[Piece] = field(default_factory=list)
    # width and height in pt of each page
    sizes: list[tuple[float, float]] = field(default_factory=list)
    pictures: list[Piece] = field(default_factory=list)  # page and box of each picture made of dots
    # of its properties, shown in place of its name; one, where they agree
    titles: list[str] = field(default_factory=list)
    # what it tells beside its texts: labels and tips of elements, properties other than the title
    asides: list[str] = field(default_factory=list)
    links: list[FileLink] = field(default_factory=list)  # where it leads to
    programs: list[str] = field(default_factory=list)  # its scripts and style sheets
    # what it has that no thesis has, each in a phrase: an action, a note, a field
    additions: list[str] = field(default_factory=list)
    # of which a word processor makes numbers and texts
    fields: list[FileField] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)  # its words that are struck out
    # what the margin of a viewer shows: the title of each bookmark with its page (0 where it is not
    # known), and the number of each page
    bookmarks: list[tuple[str, int]] = field(default_factory=list)
    page_names: list[str] = field(default_factory=list)

    def stream(self, name: str) -> list[int]:
        """The numbers of the blocks of a stream."""
        return [i for i, block in enumerate(self.blocks) if block.stream == name]


class UnreadableFileError(ValueError):
    """The file is not what its name says."""
