"""Unprintable content: what of the document no format can print, and a mark in its place."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from thesis.diagnostics.files import THESIS_FILE
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document import content, pandoc
from thesis.document.pandoc import Element, Tree
from thesis.formats import pictures as picture_files
from thesis.formats import typst
from thesis.input import limits

TEXT_CHARACTER = declare(
    "text.character",
    looks_at="content_files",
    sees="a character that no font of the PDF has; «?» stands in its place",
    misses="a character in a picture, or in the words of the flowchart's boxes alone",
    example="Det gikk bra 😀",
)
TEXT_HEADING_LEVEL = declare(
    "text.heading-level",
    looks_at="headings",
    sees="a heading more than one level below the heading before it",
    misses="a level that is there and should be another",
    example="## Metodediskusjon and then #### For dypt",
)
TEXT_EMPTY_HEADING = declare(
    "text.empty-heading",
    looks_at="headings",
    sees="a heading without words",
    misses="a heading that says nothing",
    example="## {.unnumbered}",
)
TEXT_MISSING_PICTURE = declare(
    "text.missing-picture",
    looks_at="pictures",
    sees="a picture that is not there, or is none",
    misses="a picture of something else",
    example="![Skjema](content/skjma.png)",
)
TEXT_PICTURE = declare(
    "text.picture",
    looks_at="pictures",
    sees="a picture that cannot be printed: a broken file, one too large, an SVG that holds a "
    "script, a web page, entities or a way to another file",
    misses="a picture that can be printed and shows something else than was meant",
    example="an SVG with <script> in it",
)
TEXT_PICTURE_UNTOLD = declare(
    "text.picture-untold",
    looks_at="pictures",
    sees="a picture with neither caption nor alternative text",
    misses="a text that does not tell what the picture shows",
    example="![](content/uten-tekst.svg)",
)


TEXTS = {"Str", "Code", "CodeBlock", "Math"}  # The elements that are text


def headings(tree: Tree, root: Path) -> list[Finding]:
    """Note headings without words, or too far below the one above, and mend them for the page."""
    found = []
    above = 0
    for heading in content.headings(tree):
        if heading.level > above + 1:
            found.append(
                TEXT_HEADING_LEVEL.at(
                    Place(heading.file, heading.line),
                    found=f"«{heading.text}» at level {heading.level}, below level {above}",
                    expected=f"level {above + 1} or above: at most {'#' * (above + 1)}",
                    fix=f"write {'#' * (above + 1)} {heading.text}",
                )
            )
            heading.header["c"][0] = above + 1
        if not heading.text:
            found.append(
                TEXT_EMPTY_HEADING.at(
                    Place(heading.file, heading.line),
                    found=f"a heading of level {heading.level} without words",
                    expected="words after the #",
                    fix="write the heading, or remove the line",
                )
            )
            heading.header["c"][2] = [missing("?")]
        above = min(heading.level, above + 1)
    return found


def pictures(tree: Tree, root: Path) -> list[Finding]:
    """Note pictures that cannot be printed, and mark their places."""
    found = []
    title_page = (THESIS_FILE, "", [tree["meta"].get("logo")])
    for file, _, blocks in (title_page, *pandoc.files(tree)):
        for element in pandoc.walk(blocks):
            if element["t"] != "Image":
                continue
            target = str(element["c"][2][0])
            place = content.place_with(target, file, root)
            if findings := list(_check(element, target, root, place)):
                element.update(missing(f"?{target}"))
            else:
                element["c"][2][0] = unquote(target)
            found += findings
    return found


def _check(image: Element, target: str, root: Path, place: Place) -> Iterator[Finding]:
    path = root / unquote(target)
    if target.startswith("/") or not _is_inside(path, root):
        yield TEXT_MISSING_PICTURE.at(
            place,
            found=target,
            expected="a path from the project's folder",
            fix="put the picture in content/ and write content/<name>",
        )
    elif is_made(path, root):
        return
    elif not limits.is_file(path):
        near = (root / "content").rglob("*")
        names = [
            p.relative_to(root).as_posix() for p in near if p.suffix.lower() in content.PICTURES
        ]
        yield TEXT_MISSING_PICTURE.at(
            place,
            found=f"{target}, which is not there",
            expected="a picture in the project's folder",
            fix=suggestion(target, names, "put the picture there, or mend its path"),
        )
    elif not is_picture(path):
        yield TEXT_MISSING_PICTURE.at(
            place,
            found=f"{target}, which is no picture",
            expected=f"a file of the kind {', '.join(content.PICTURES)}",
            fix="save the picture anew in one of these kinds",
        )
    elif wrong := picture_files.problem(path, root):
        yield TEXT_PICTURE.at(
            place,
            found=f"{target}: {wrong}",
            expected="a whole picture, and nothing else in the file",
            fix="save it anew as PNG, or as an SVG of lines and letters alone",
        )
    elif not pandoc.attributes(image).get("alt") and not pandoc.text(image["c"][1]).strip():
        yield TEXT_PICTURE_UNTOLD.at(
            place,
            found=f"{target}, without a text",
            expected="what the picture shows, for those who do not see it",
            fix=f'write ![caption]({target}){{alt="what it shows"}}',
        )


def characters(tree: Tree, root: Path, labels: Iterable[Path]) -> list[Finding]:
    """Note characters that no font of the PDF has, and mark the words that they stand in.

    Args:
        root: the folder of the thesis; what is noted stands in its content/ or data/.
        labels: the files with the words that templates print.
    """
    texts = [
        one for one in pandoc.walk([tree["blocks"], tree["meta"]], words=True) if one["t"] in TEXTS
    ]
    lacking = typst.lacking({char for one in texts for char in _said(one)})
    if not lacking:
        return []
    for one in texts:
        said = _said(one)
        if lacking & {*said}:
            one.update(missing("".join("?" if char in lacking else char for char in said)))
    sources = [path for part in ("content", "data") for path in sorted((root / part).rglob("*"))]
    return [
        TEXT_CHARACTER.at(
            Place(os.path.relpath(path, root), number),
            found=f"«{char}» (U+{ord(char):04X})",
            expected="characters that the fonts of the PDF have",
            fix="write it with words, or put a picture in content/",
        )
        for path in [*(path for path in sources if path.is_file()), *labels]
        for number, line in enumerate(content.lines(path), 1)
        for char in sorted(lacking & {*line})
    ]


def _said(text: Element) -> str:
    return str(text["c"] if text["t"] == "Str" else text["c"][1])


def _is_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, ValueError):  # with NUL, or links in a circle: it is told as not there
        return True


def is_made(path: Path, root: Path) -> bool:
    """Whether a rule draws the picture: its block is there first, the picture perhaps later."""
    return path.parent == root / "build" / "figures" and path.with_suffix(".md").is_file()


def is_picture(path: Path) -> bool:
    """Whether a file begins as its ending says."""
    sign = content.PICTURES.get(path.suffix.lower())
    return bool(sign and re.match(sign, path.read_bytes()[:2100], re.DOTALL))


def missing(text: str) -> Element:
    """A visible mark."""
    return {"t": "Span", "c": [["", ["missing-number"], []], pandoc.inlines(text)]}
