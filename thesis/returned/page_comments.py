"""Comments of the web page as the parts of a DOCX, so that one reader reads both.

The page writes them as JSON:

- `format`: "thesis-comments/1"; `of`: the hash of the document that the page was made of.
- `comments`: a list. Each has `id`, the name of a paragraph, which the DOCX has as a bookmark;
  `text`, what that paragraph says; `start` and `quote`, where in it the words begin that are spoken
  of, and which they are, "" for all of it; `author`, `date` (ISO) and `says`. One on words that go
  on in further paragraphs has `more`, a list of the first four of each of these.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

from thesis.formats import docx
from thesis.formats.docx import W
from thesis.input import limits
from thesis.returned import package
from thesis.returned.comments import COMMENTS, MOST_COMMENTS
from thesis.returned.package import Package, RefusedFileError
from thesis.returned.paragraphs import DOCUMENT

FORMAT = "thesis-comments/1"
FIELDS: Mapping[str, type] = {
    name: int if name == "start" else str for name in "id text start quote author date says".split()
}
PLACED = "id text start quote".split()  # The fields of a further paragraph
KINDS = {str: "a text", int: "a whole number, 0 or more"}


def read(path: Path) -> Package:
    """What the page wrote.

    Raises:
        RefusedFileError: it is something else; the message names all that is wrong.
    """
    try:
        found = json.loads(package.content(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise RefusedFileError(f"it is no comments of the page: {error}") from None
    if wrong := list(_wrong(found)):
        raise RefusedFileError(f"it is no comments of the page: {'; '.join(wrong)}")
    root, comments = Xml.Element(f"{W}document"), Xml.Element(f"{W}comments")
    for number, item in enumerate(found["comments"]):
        placed = [item, *item.get("more", [])]
        _add(root, comments, str(number), item, [_placed(one) for one in placed])
    properties = Xml.Element("Properties")
    Xml.SubElement(properties, "property", name=docx.MADE_OF).text = _clean(found["of"])
    parts = {DOCUMENT: root, COMMENTS: comments, docx.PROPERTIES: properties}
    return Package(path, parts, only_comments=True)


def _wrong(found: Any) -> Iterator[str]:
    """What of a file is not as the page writes it: where, found, expected."""
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        yield f"format: expected {FORMAT!r}; save the file anew from the web page"
        return
    if not isinstance(found.get("of"), str):
        yield "of: expected a text"
    items = found.get("comments")
    if not isinstance(items, list) or len(items) > MOST_COMMENTS:
        yield f"comments: expected a list of at most {MOST_COMMENTS}"
        return
    for number, item in enumerate(items, 1):
        more = item.get("more", []) if isinstance(item, dict) else []
        if not isinstance(more, list) or len(more) > MOST_COMMENTS:
            yield f"comment {number}, more: expected a list of paragraphs"
            more = []
        for one, names in [(item, [*FIELDS]), *((one, PLACED) for one in more)]:
            yield from _wrong_fields(one, number, names)


def _wrong_fields(item: Any, number: int, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        value: Any = item.get(name) if isinstance(item, dict) else None
        kind = FIELDS[name]
        if type(value) is not kind or (isinstance(value, int) and value < 0):
            yield f"comment {number}, {name}: expected {KINDS[kind]}"
        elif isinstance(value, str) and len(value) > limits.MOST_IN_PARAGRAPH:
            yield f"comment {number}, {name}: longer than a paragraph is"


def _clean(value: Any) -> Any:
    """A text without what is not seen and may do something."""
    if not isinstance(value, str):
        return value
    return "\n".join(limits.STRANGE.sub("\ufffd", line) for line in value.splitlines())


def _placed(item: Mapping[str, Any]) -> tuple[str, str, int, int]:
    """A paragraph's bookmark and text, and where in it the words begin and end."""
    text, quote = (" ".join(_clean(item[name]).split("\n")) for name in ("text", "quote"))
    start = item["start"]
    if text[start : start + len(quote)] != quote:
        start = max(text.find(quote), 0)
    end = start + len(quote) if quote in text and quote else len(text)
    return _clean(item["id"]), text, start, end


def _add(
    root: Xml.Element,
    comments: Xml.Element,
    number: str,
    item: Mapping[str, Any],
    placed: Sequence[tuple[str, str, int, int]],
) -> None:
    """Add the paragraphs of a comment, and the comment."""
    for i, (id, text, start, end) in enumerate(placed):
        paragraph = Xml.SubElement(root, f"{W}p")
        names = {f"{W}id": f"{number}.{i}", f"{W}name": id}
        Xml.SubElement(paragraph, f"{W}bookmarkStart", names)
        edges = [(text[:start], "commentRangeStart")] if not i else [(text[:start], "")]
        edges.append((text[start:end], "commentRangeEnd" if i == len(placed) - 1 else ""))
        for said, mark in (*edges, (text[end:], "")):
            Xml.SubElement(Xml.SubElement(paragraph, f"{W}r"), f"{W}t").text = said
            if mark:
                Xml.SubElement(paragraph, f"{W}{mark}", {f"{W}id": number})
        Xml.SubElement(paragraph, f"{W}bookmarkEnd", {f"{W}id": f"{number}.{i}"})
    told = {f"{W}{name}": _clean(item[name]) for name in ("author", "date")}
    comment = Xml.SubElement(comments, f"{W}comment", {f"{W}id": number, **told})
    for line in _clean(item["says"]).split("\n"):
        run = Xml.SubElement(Xml.SubElement(comment, f"{W}p"), f"{W}r")
        Xml.SubElement(run, f"{W}t").text = line
