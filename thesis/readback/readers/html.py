"""A finished HTML page as blocks of text, as a browser shows them."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from thesis.readback.blocks import (
    ALT,
    BODY,
    CONTENTS,
    NOTES,
    PICTURE,
    File,
    TextBlock,
    UnreadableFileError,
)

INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup time "
    "tspan u var".split()
)
"""Elements within a text; all others begin and end one."""

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
UNSEEN = frozenset("head script style template title".split())
"""Elements whose text no page shows; the title of a drawing is one of them."""

STREAMS = {"nav": CONTENTS, "svg": PICTURE}
STREAMS_BY_CLASS = {"footnotes": NOTES, "long-description": ALT}
NOTE_SIGNS = frozenset({"footnote-ref", "footnote-back"})


def read(path: str | Path) -> File:
    """The texts of a page in the order of its source.

    Raises:
        UnreadableFileError: it is no text.
    """
    try:
        source = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(f"no HTML: {error}") from error
    reader = _Reader()
    reader.feed(source)
    reader.close()
    reader.end_block()
    return File(Path(path).as_posix(), reader.blocks)


class _Reader(HTMLParser):
    """Collects the text of each block, and of which stream it is."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[TextBlock] = []
        self.text = ""
        self.open: list[tuple[str, str | None]] = []
        """The open elements, each with its stream; None for what is not shown."""

    @property
    def stream(self) -> str | None:
        return self.open[-1][1] if self.open else BODY

    def end_block(self) -> None:
        """End the text that has been read."""
        if self.text.strip() and self.stream:
            self.blocks.append(TextBlock(self.text, self.stream))
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "br":
            self.text += "\n"
        if tag not in INLINE and tag not in VOID:
            self.end_block()
        alt = given.get("alt") if tag == "img" else given.get("aria-label") if tag == "svg" else ""
        if alt:
            self.blocks.append(TextBlock(alt, ALT))
        if tag not in VOID:
            self.open.append((tag, self._stream(tag, given.get("class", "").split())))

    def _stream(self, tag: str, classes: list[str]) -> str | None:
        if self.stream is None or tag in UNSEEN or NOTE_SIGNS.intersection(classes):
            return None
        named = (STREAMS_BY_CLASS[name] for name in classes if name in STREAMS_BY_CLASS)
        return next(named, STREAMS.get(tag, self.stream))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag not in [name for name, _ in self.open]:
            return
        while True:
            name, _ = self.open[-1]
            if name not in INLINE:
                self.end_block()
            self.open.pop()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.stream:
            self.text += data
