"""Body of the web page, from the one document: what pandoc's own writer leaves out."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from thesis.document import pandoc, passages
from thesis.document.pandoc import Element, Tree
from thesis.model.register import Register

MEDIA = {".svg": "svg+xml", ".jpg": "jpeg"}
"""Kinds of pictures that are not called what their ending says."""

OURS = {"key", "src", "form", "gender", "of", "where", "except", "why", "part", "for"}
"""Attributes that steps of the build tell each other something by."""


KEY = re.compile(r"[^\W_][\w-]*(?:\.\w+)*")  # What may be the key of a number or of a work


@dataclass
class ContentsEntry:
    """A heading of the contents: its id, its number or "", its text, and the headings below it."""

    target: str
    number: str
    text: str
    language: str = ""
    below: list[ContentsEntry] = field(default_factory=list)


@dataclass(frozen=True)
class Use:
    """A number in the text: its id, the keys behind it, how it is written, and its section."""

    target: str
    keys: tuple[str, ...]
    text: str
    section: str


def body(blocks: list[Element]) -> str:
    """Blocks as HTML."""
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    plain = "--syntax-highlighting=none"  # else each line of code is a link to itself
    return pandoc.converted(json.dumps(tree), "html5", ["--wrap=none", "--section-divs", plain])


def flat(tree: Tree) -> list[Element]:
    """The blocks of all files, one after the other."""
    blocks: list[Element] = []
    for block in tree["blocks"]:
        blocks += block["c"][1] if "file" in pandoc.classes(block) else [block]
    return blocks


def origin(keys: Iterable[str]) -> str:
    """The id of what is told of a number, or of a share or span of two."""
    return "k-" + ":".join(keys)


# ---- headings --------------------------------------------------------------------------------


def headings(blocks: list[Element]) -> list[ContentsEntry]:
    """Number the headings in place, one level down (the title is the first), and list them.

    Below a chapter without a number, no heading has one.
    """
    top: list[ContentsEntry] = []
    path: list[ContentsEntry] = []
    counts = [0] * 6
    bare = False
    for header, language in _headers(blocks, ""):
        level = header["c"][0]
        unnumbered = "unnumbered" in pandoc.classes(header)
        bare = unnumbered if level == 1 else bare
        number = ""
        if not bare and not unnumbered:
            counts[level - 1 :] = [counts[level - 1] + 1] + [0] * (6 - level)
            number = ".".join(map(str, counts[:level]))
        heading = ContentsEntry(pandoc.identifier(header), number, pandoc.text(header), language)
        path = path[: level - 1]
        (path[-1].below if path else top).append(heading)
        path.append(heading)
        if number:
            label = {"t": "Span", "c": [["", ["number"], []], [{"t": "Str", "c": number}]]}
            header["c"][2][:0] = [label, {"t": "Space"}]
        header["c"][0] = level + 1
    return top


def _headers(blocks: Iterable[Element], language: str) -> Iterator[tuple[Element, str]]:
    """Every heading of the document, with its language where it is not that of the thesis."""
    for block in blocks:
        if block["t"] == "Header":
            yield block, language
        elif block["t"] == "Div":
            inner = pandoc.attributes(block).get("lang", language)
            yield from _headers(block["c"][1], inner)


# ---- tables ----------------------------------------------------------------------------------


def name_rows(blocks: list[Element], register: Register) -> dict[str, str]:
    """Give rows an id: that of a search, and the first row with the title of a study.

    Numbers that stand in the row of the search that they are from lose their class: they are the
    source themselves.

    Returns:
        The ids by what they are of: «medline.4», «study wang2017», «database medline».
    """
    targets: dict[str, str] = {}
    searches = {search.key for search in register.records.searches}
    studies = {study.key for study in register.records.studies}
    for table in _tables(blocks):
        for row in pandoc.raw_rows(table):
            for number in _whole(row):
                search = pandoc.attributes(number)["key"].rpartition(".")[0]
                if search in searches:
                    number["c"][0][1].remove("n")
                    database = search.partition(".")[0]
                    targets.setdefault(f"database {database}", pandoc.identifier(table))
                    _name(row, search, f"row-{search}", targets)
            for element in pandoc.walk(row):
                key = pandoc.attributes(element).get("key", "")
                if "title" in pandoc.classes(element) and key in studies:
                    _name(row, f"study {key}", f"row-{key}", targets)
    return targets


def _name(row: list[Any], name: str, target: str, targets: dict[str, str]) -> None:
    """Give a row an id, where neither it nor that which it is named by has one."""
    if name not in targets and not row[0][0]:
        row[0][0] = targets[name] = target


def foot_totals(blocks: list[Element], register: Register) -> None:
    """Put the last rows of a table whose numbers are all computed in its foot: they stay there."""
    for table in _tables(blocks):
        rows, foot = table["c"][4][-1][3], table["c"][5][1]
        while len(rows) > 1 and _is_total(rows[-1], register):
            foot.insert(0, rows.pop())


def _is_total(row: list[Any], register: Register) -> bool:
    keys = [key for number in _whole(row) for key in pandoc.attributes(number)["key"].split()]
    return bool(keys) and all(key in register and register[key].formula for key in keys)


def frame_tables(blocks: list[Element]) -> None:
    """Put each table in a frame that scrolls, by keyboard too; the tables of appendices are sorted.

    What stands from the left needs no style of its own. In a table of two columns the first heads
    the rows.
    """
    for table in _tables(blocks):
        for part in table["c"][4]:
            part[1] = int(len(table["c"][2]) == 2)
        for column in table["c"][2]:
            if column[0]["t"] == "AlignLeft":
                column[0] = {"t": "AlignDefault"}
    divisions = [element for element in pandoc.walk(blocks) if element["t"] == "Div"]
    for division in divisions:
        sorts = "appendix-table" in pandoc.classes(division)
        division["c"][1] = [_framed(block, sorts) for block in division["c"][1]]
    blocks[:] = [_framed(block, False) for block in blocks]


def _framed(block: Element, sorts: bool) -> Element:
    if block["t"] != "Table":
        return block
    if sorts:
        block["c"][0][1].append("sorts")
    told = [["role", "group"], ["aria-label", pandoc.text(block["c"][1])], ["tabindex", "0"]]
    return {"t": "Div", "c": [["", ["scroll"], told], [block]]}


def _tables(blocks: Any) -> list[Element]:
    return [element for element in pandoc.walk(blocks) if element["t"] == "Table"]


def _whole(row: list[Any]) -> Iterator[Element]:
    """The numbers in a row that are all there is in their cell."""
    for cell in row[1]:
        numbers = [element for element in pandoc.walk(cell[4]) if pandoc.is_number(element)]
        if len(numbers) == 1 and pandoc.text(cell[4]) == pandoc.text([numbers[0]]):
            yield numbers[0]


# ---- numbers ---------------------------------------------------------------------------------


def link_numbers(blocks: list[Element]) -> list[Use]:
    """Make each number a link to what is told of it, but inside another link."""
    uses: list[Use] = []
    section = ""

    def visit(node: Any) -> None:
        nonlocal section
        if isinstance(node, dict):
            if node.get("t") == "Header":
                section = pandoc.text(node)
            if node.get("t") != "Link":
                visit(node.get("c"))
        elif isinstance(node, list):
            for child in node:
                if isinstance(child, dict) and "t" in child and pandoc.is_number(child):
                    uses.append(_link(child, section))
                else:
                    visit(child)

    visit(blocks)
    return uses


def _link(span: Element, section: str) -> Use:
    """Turn the span of a number into a link, in place."""
    (target, classes, _), inlines = span["c"]
    told = pandoc.attributes(span)
    keys = tuple(told["key"].split())
    language = [["lang", told["lang"]]] if "lang" in told else []
    use = Use(target, keys, pandoc.text([span]), section)
    span["t"] = "Link"
    span["c"] = [[target, classes, language], inlines, [f"#{origin(keys)}", ""]]
    return use


# ---- sentences that were held against something ----------------------------------------------


def mark_claims(tree: Tree, ends: Iterable[tuple[int, int]]) -> None:
    """Put an empty span behind each sentence with a claim: «s-1» behind the first.

    Args:
        ends: the paragraph of each, counted in the order of the document, and where in it it ends.
    """
    every = list(passages.passages(tree))
    for i, (paragraph, end) in enumerate(ends, start=1):
        mark = {"t": "Span", "c": [[f"s-{i}", ["held"], []], []]}
        inlines = every[paragraph].within[-1]["c"]
        while len(inlines) == 1 and inlines[0]["t"] == "Span":  # the name of the paragraph
            inlines = inlines[0]["c"][1]
        _insert(inlines, end, mark)


def _insert(inlines: list[Element], end: int, mark: Element) -> None:
    """Put a mark behind the inline that a character of the text is the last one of."""
    at = 0
    for place, inline in enumerate(inlines, start=1):
        length = passages.length(inline)
        if at + length >= end:
            if inline["t"] == "Span" and not pandoc.is_number(inline):  # a whole paragraph is one
                _insert(inline["c"][1], end - at, mark)
            else:
                inlines.insert(place, mark)
            return
        at += length


def linked(text: str, leads: Mapping[str, tuple[str, str]]) -> str:
    """A text as HTML, in which the keys of numbers and of works are links.

    Args:
        leads: the id that each key leads to, and what is shown in its place.
    """
    parts, at = [], 0
    for found in KEY.finditer(text):
        if lead := leads.get(found[0]):
            parts.append(escape(text[at : found.start()], quote=False))
            parts.append(f'<a href="#{escape(lead[0])}">{escape(lead[1], quote=False)}</a>')
            at = found.end()
    return "".join([*parts, escape(text[at:], quote=False)])


# ---- pictures, what is for the build alone ---------------------------------------------------


def draw(blocks: list[Element], path: str, drawing: Callable[[str], str]) -> None:
    """Put a drawing in the page itself, made for the alternative text that its picture has."""
    for image in _images(blocks):
        if image["c"][2][0] == path:
            alternative = pandoc.attributes(image).get("alt") or pandoc.text(image["c"][1])
            html = f'<div class="scroll">{drawing(alternative)}</div>'
            image.update({"t": "RawInline", "c": ["html", html]})


def _without_keys(image: Element) -> None:
    attributes = image["c"][0]
    attributes[2] = [pair for pair in attributes[2] if pair[0] != "keys"]


def embed(blocks: list[Element]) -> None:
    """Put every picture in the page itself, as data."""
    for image in _images(blocks):
        _without_keys(image)
        path = Path(unquote(image["c"][2][0]))
        content = base64.b64encode(path.read_bytes()).decode("ascii")
        kind = MEDIA.get(path.suffix.lower(), path.suffix.lower()[1:])
        image["c"][2][0] = f"data:image/{kind};base64,{content}"


def _images(blocks: list[Element]) -> list[Element]:
    return [element for element in pandoc.walk(blocks) if element["t"] == "Image"]


def fold_descriptions(blocks: list[Element], summary: str) -> None:
    """What a picture shows in words can be folded out below it."""
    for element in pandoc.walk(blocks):
        if element["t"] == "Div" and "long-description" in pandoc.classes(element):
            inner = element["c"][1]
            head = f'<details class="long-description"><summary>{escape(summary)}</summary>'
            element["c"][1] = [_raw(head), *inner, _raw("</details>")]


def _raw(html: str) -> Element:
    return {"t": "RawBlock", "c": ["html", html]}


def strip(blocks: list[Element]) -> None:
    """Drop the attributes that mean something to the build alone."""
    for element in pandoc.walk(blocks):
        attributes = pandoc.attributes_of(element)
        if attributes and element["t"] not in {"Link", "Image"}:
            attributes[2][:] = [pair for pair in attributes[2] if pair[0] not in OURS]
