"""Rules on figures, tables and appendices that the text never mentions."""

import re
from collections.abc import Iterator

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document import content, pandoc
from thesis.document.pandoc import Element
from thesis.document.passages import Passage, texts
from thesis.document.thesis import Thesis

NUMBERED = {"Figure", "Table"}


TEXT_UNMENTIONED = declare(
    "text.unmentioned",
    looks_at="content_files",
    sees="a figure, table or appendix that no cross-reference in the text leads to",
    misses="a mention that says nothing of what it shows; a literature matrix is mentioned where "
    "the text says «litteraturmatrise», a table of an appendix where the appendix is",
    example="{#tbl:terms} and no @tbl:terms",
)


@TEXT_UNMENTIONED.check
def unmentioned(thesis: Thesis) -> Iterator[Finding]:
    """Everything that has a number, against the cross-references."""
    passages = texts(thesis)
    targets = {
        str(zone.element["c"][2][0]).removeprefix("#")
        for passage in passages
        for zone in passage.zones
        if zone.kind == "Link" and "crossref" in zone.classes
    }
    matrices = _say(thesis.labels.get("matrix", ""), passages)
    headings = {id(heading.header): heading for heading in thesis.headings}
    appendix = file = ""
    seen: set[int] = set()
    for passage in passages:
        block = passage.within[-1]
        if passage.file != file:
            appendix, file = "", passage.file
        if block["t"] == "Header":
            if block["c"][0] == 1:
                appendix = ""
            if "appendix" in pandoc.classes(block):
                appendix = pandoc.identifier(block) or "an appendix without an id"
                if appendix not in targets:
                    heading = headings[id(block)]
                    yield _finding(Place(heading.file, heading.line), appendix, passage)
            continue
        for element in passage.within:
            if element["t"] not in NUMBERED or id(element) in seen:
                continue
            seen.add(id(element))
            name = pandoc.identifier(element)
            is_matrix = any("matrix" in pandoc.classes(one) for one in passage.within)
            mentioned = appendix or name in targets or (is_matrix and matrices)
            if _has_label(element) and not mentioned:
                name = name or f"a {element['t'].lower()} without an id"
                yield _finding(_call(thesis, passage), name, passage)


def _call(thesis: Thesis, passage: Passage) -> Place:
    """Where a figure or table stands in the text: of one that a call places, the call's line."""
    found = passage.place()
    if found.file == passage.file and found.line >= passage.after:
        return found
    lines = content.lines(thesis.root / passage.file)
    below = (i for i, line in enumerate(lines, 1) if i >= passage.after and line.strip())
    return Place(passage.file, next(below, 0))


def _say(word: str, passages: list[Passage]) -> bool:
    """Whether the text, outside the matrices themselves, says a word, whatever its ending."""
    stem = word[:-1]  # «literature matrix» has the plural «literature matrices»
    pattern = re.compile(rf"(?<!\w){re.escape(stem)}", re.IGNORECASE)
    return bool(word) and any(
        pattern.search(passage.text)
        for passage in passages
        if not NUMBERED & {one["t"] for one in passage.within}
        and passage.within[-1]["t"] != "Header"
    )


def _has_label(element: Element) -> bool:
    """Whether it is numbered: with neither caption nor id, there is nothing to refer to."""
    return bool(pandoc.identifier(element) or pandoc.text(element["c"][1]))


def _finding(place: Place, name: str, passage: Passage) -> Finding:
    text = " ".join(passage.text.split())
    reference = name if ":" in name else "tbl:its-id"
    return TEXT_UNMENTIONED.at(
        place,
        found=f"{name} («{text}»), which the text never mentions",
        expected="a cross-reference to each figure, table and appendix",
        fix=f"write @{reference} where the text tells of it"
        + ("" if ":" in name else f", and give it that id: {{#{reference}}}"),
    )
