"""A finished HTML page as blocks of text, as a browser shows them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from thesis.readback.blocks import (
    ALT,
    BODY,
    CONTENTS,
    NOTES,
    PICTURE,
    SOURCES,
    File,
    FileLink,
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
STREAMS_BY_CLASS = {"footnotes": NOTES, "long-description": ALT, "sources": SOURCES}
NO_TEXT = frozenset({"footnote-ref", "footnote-back", "skip"})
"""Classes of what is no part of the text; the last is not seen until somebody tabs to it."""

SETTING = re.compile(
    r"(?:\s*(?:(?:width|height):\s*(?!0+(?:\.0+)?[a-z%])[\d.]+[a-z%]+|(?:text-align|vertical-align|"
    r"list-style-type|font-variant):\s*[\w-]+)\s*(?:;|$))*"
)
"""What an element may set of its looks; all else is of the style sheet."""
SIGN = ("#fn", "#fnref")  # Where the sign of a note leads to, and the one that leads back
LETTER = re.compile(r"[^\W\d_]")
# What is hidden until the script of the page finds that it can be shown
BUTTONS = frozenset({"toggle", "toggle-claims"})
UNSEEN_DRAWN = {
    "display": re.compile("none"),
    "visibility": re.compile("hidden|collapse"),
    "opacity": re.compile(r"0?\.?0*"),
    "fill-opacity": re.compile(r"0?\.?0*"),
    "font-size": re.compile(r"[0-2]?(?:\.\d*)?(?:px|pt)?"),
}
"""Attributes of a drawing that hide what is in it."""
PALE = re.compile(r"white|none|transparent|#f{3}|#[ef].[ef].[ef].", re.IGNORECASE)

PROGRAMS = frozenset({"script", "style"})
KNOWN = (INLINE - {"bdi", "bdo", "s"}) | frozenset(
    "blockquote body br button caption col colgroup dd details div dl dt figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 head header hr html img label li main meta nav ol p pre script section "
    "style summary table tbody td template tfoot th thead title tr ul wbr circle clippath defs "
    "desc ellipse g line lineargradient marker path polygon polyline rect stop svg symbol text "
    "tspan use".split()
)
"""Elements that a page of a thesis may have. What a browser does with others is another text: a
form, a fold, letters that run the other way, a program."""
TURNED = {
    "dir": "letters that run the other way",
    "inert": "a part that nobody can reach",
    "slot": "a part that is shown elsewhere",
    "contenteditable": "a text that its reader can write into",
    "shadowrootmode": "a text that covers another",
    "srcdoc": "a page in the page",
}
"""Attributes by which an element shows another thing than its text, or in another order."""
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
SAID = ("aria-label", "aria-description", "aria-roledescription", "title", "placeholder")
"""Attributes that are read aloud in place of what an element has, or shown beside it."""
PAGES_OWN = {"viewport", "color-scheme", "date", "generator"}  # Properties that are no words
FETCHED = ("src", "srcset", "poster", "background", "data", "action", "formaction", "ping")


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
    return File(
        Path(path).as_posix(),
        reader.blocks,
        titles=[" ".join(reader.title.split())],
        asides=reader.asides,
        links=reader.links,
        programs=reader.programs,
        additions=[*dict.fromkeys(reader.additions)],
        struck=reader.struck,
    )


@dataclass
class _Open:
    """An element that is open."""

    tag: str  # its name
    stream: str | None = BODY  # of what is in it; None for what is not shown
    hidden: str = ""  # why its reader does not see what is in it, in a phrase; "" where it is seen
    target: str | None = None  # where it leads to; None for what is no link
    text: str = ""  # the words of the link


class _Reader(HTMLParser):
    """Collects the text of each block, and of which stream it is."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[TextBlock] = []
        self.text = ""
        self.hidden = ""
        self.title = ""
        self.asides: list[str] = []
        self.links: list[FileLink] = []
        self.programs: list[str] = []
        self.additions: list[str] = []
        self.struck: list[str] = []
        self.open: list[_Open] = []

    @property
    def inmost(self) -> _Open:
        """The element that is open, in all others."""
        return self.open[-1] if self.open else _Open("")

    def end_block(self) -> None:
        """End the text that has been read."""
        if self.text.strip() and self.inmost.stream:
            headings = (each.tag for each in self.open if each.tag in HEADINGS)
            # The title of the thesis is the first heading of the page.
            level = int(next(headings, "h1")[1]) - 1
            self.blocks.append(
                TextBlock(self.text, self.inmost.stream, level=level, hidden=self.hidden)
            )
        self.text = self.hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._additions(tag, given)
        if tag == "br":
            self.text += "\n"
        if tag not in INLINE and tag not in VOID:
            self.end_block()
        alt = given.get("alt") if tag == "img" else given.get("aria-label") if tag == "svg" else ""
        stream = self._stream(tag, given.get("class", "").split())
        folded = (
            "folded away" if tag == "details" and "open" not in given and stream == BODY else ""
        )
        why = self.inmost.hidden or folded or _hidden(tag, given)
        if alt:
            self.blocks.append(TextBlock(alt, ALT, hidden=why))
        if tag in PROGRAMS:
            self.programs.append("")
        if tag not in VOID:
            target = given.get("href") if tag == "a" else None
            self.open.append(_Open(tag, stream, why, target))

    def _stream(self, tag: str, classes: list[str]) -> str | None:
        no_text = tag == "a" and NO_TEXT.intersection(classes)
        if self.inmost.stream is None or tag in UNSEEN or no_text:
            return None
        named = (STREAMS_BY_CLASS[name] for name in classes if name in STREAMS_BY_CLASS)
        return next(named, STREAMS.get(tag, self.inmost.stream))

    def _additions(self, tag: str, given: Mapping[str, str]) -> None:
        if tag not in KNOWN:
            self.additions.append(f"an element <{tag}>")
        self.additions += [said for name, said in TURNED.items() if name in given]
        self.asides += [given[name] for name in SAID if name in given]
        if tag == "meta" and given.get("name") not in {*PAGES_OWN, None}:
            self.asides.append(given.get("content", ""))
        if tag == "li" and "value" in given:
            self.additions.append("an item of a list with a number of its own")
        if given.get("http-equiv", "").lower() not in {"", "content-security-policy"}:
            self.additions.append(f"an order to the browser, {given['http-equiv']}")
        for name, value in given.items():
            if name.startswith("on"):
                self.additions.append(f"a script, {name} of <{tag}>")
            if name in FETCHED and not value.startswith("data:"):
                self.additions.append(f"something that is fetched from {value}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_comment(self, data: str) -> None:
        """Note it: where a remark ends, browsers do not see as this reader does."""
        self.additions.append("a remark in its source")

    def unknown_decl(self, data: str) -> None:
        """Note it, as a remark."""
        self.handle_comment(data)

    handle_pi = unknown_decl

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag not in [each.tag for each in self.open]:
            return
        while True:
            if self.inmost.tag not in INLINE:
                self.end_block()
            ended = self.open.pop()
            if ended.target is not None:
                self.links.append(FileLink(ended.target, ended.text))
            if ended.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.inmost.tag in PROGRAMS:
            self.programs[-1] += data
        if self.inmost.tag == "title" and not any(each.tag == "svg" for each in self.open):
            self.title += data
        for each in self.open:
            if each.target is not None:
                each.text += data
                if each.target.startswith(SIGN) and LETTER.search(data):
                    self.additions.append(f"words beside the number that a note has, «{data}»")
        if any(each.tag == "del" for each in self.open):
            self.struck.append(data)
        if self.inmost.stream:
            self.text += data
            if data.strip():
                self.hidden = self.hidden or self.inmost.hidden


def _hidden(tag: str, given: Mapping[str, str]) -> str:
    """Why a reader does not see what is in an element, in a phrase."""
    if "hidden" in given and given.get("id") not in BUTTONS:
        return "hidden"
    if "popover" in given and "card" not in given.get("class", "").split():
        return "hidden until it is asked for"
    if tag != "a" and "skip" in given.get("class", "").split():
        return "beside the page"
    if not SETTING.fullmatch(given.get("style", "")):
        return f"set in a way of its own, {given['style']}"
    drawn = any(seen.fullmatch(given[name]) for name, seen in UNSEEN_DRAWN.items() if name in given)
    pale = tag in {"text", "tspan"} and PALE.fullmatch(given.get("fill", ""))
    return "hidden in the drawing" if drawn or pale else ""
