"""Pandoc's syntax tree as JSON, which is the one document, and how to walk it."""

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from thesis.diagnostics.files import read_json
from thesis.diagnostics.place import place_of

Element = dict[str, Any]  # A pandoc block or inline: ``{"t": type, "c": content}``
Tree = dict[str, Any]  # A document as pandoc's JSON has it: its version, ``meta`` and ``blocks``


WORDS = {"Str", "Space", "SoftBreak", "LineBreak"}  # Words, and what stands between them
NAMED = {"Header", "Figure", "Table"}  # The blocks that a text calls by their identifiers

READER = (
    "markdown-raw_html-raw_tex-raw_attribute-smart-tex_math_dollars-markdown_in_html_blocks"
    "-native_divs-native_spans-latex_macros-example_lists-yaml_metadata_block-pandoc_title_block"
)
"""What prose is read as. A block of metadata would be no text of anybody's, and may name files and
addresses that pandoc then reads."""


MEMORY = "2g"  # What pandoc may take for a text; an honest thesis takes a tenth
SECONDS = 60  # For a text, and a second more for each thousand of its words


class TooHardError(Exception):
    """A text that pandoc does not come to the end of: brackets in brackets, thousands of them."""


def convert(text: str, arguments: Sequence[str] = (), seconds: float = 0) -> Tree:
    """Markdown to the syntax tree, within a time and an amount of memory.

    Args:
        seconds: how long it may take; 0 for as long as a text of its length can need.

    Raises:
        TooHardError: it takes longer, or more memory.
        RuntimeError: pandoc fails for another reason; the message says which.
    """
    command = [program(), "+RTS", f"-M{MEMORY}", "-RTS"]
    command += [f"--from={READER}", "--to=json", *arguments]
    longest = seconds or SECONDS + len(text) / 6000
    try:
        run = subprocess.run(
            command, input=text.encode(), capture_output=True, check=False, timeout=longest
        )
    except subprocess.TimeoutExpired:
        raise TooHardError from None
    if run.returncode == HEAP_EXHAUSTED or b"out of memory" in run.stderr:
        raise TooHardError
    if run.returncode:
        raise RuntimeError(run.stderr.decode("utf-8", "replace"))
    tree: Tree = json.loads(run.stdout)
    return tree


HEAP_EXHAUSTED = 251


def converted(
    text: str, to: str, arguments: Sequence[str], source: str = "json", target: str | None = None
) -> str:
    """A text as pandoc writes it in another format; "" when it goes to a file.

    Args:
        to: the format.
        source: the format that the text has.
        target: the file.
    """
    room = ["+RTS", "-A64m", "-RTS"]  # for what is new; with less it looks for what is old a lot
    written: str = _pypandoc().convert_text(
        text,
        to,
        format=source,
        outputfile=target,
        verify_format=False,  # which starts pandoc twice more
        extra_args=[*room, *arguments],
    )
    return written


def program() -> str:
    """The path of pandoc."""
    path: str = _pypandoc().get_pandoc_path()
    return path


def version() -> str:
    """The version of pandoc."""
    return str(_pypandoc().get_pandoc_version())


def _pypandoc() -> Any:
    """The module; it would else start each pandoc of the machine, and take the newest one."""
    import pypandoc  # here: most steps start no pandoc, and it takes a while

    inside = Path(pypandoc.__file__).parent / "files/pandoc"
    if inside.is_file():
        os.environ.setdefault("PYPANDOC_PANDOC", str(inside))
    return pypandoc


def read(path: str | Path) -> Tree:
    """Read a document from its JSON file."""
    document: Tree = read_json(path)
    return document


def write(document: Tree, path: str | Path) -> None:
    """Write a document as JSON."""
    Path(path).write_text(json.dumps(document, ensure_ascii=False) + "\n", "utf-8")


def digest(document: Tree) -> str:
    """A short hash of a document, by which a file that was made of it is known again."""
    text = json.dumps(document, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def identifier(element: Element) -> str:
    """The id of an element that has attributes, or ""."""
    attr = attributes_of(element)
    return str(attr[0]) if attr else ""


def classes(element: Element) -> list[str]:
    """The classes of an element that has attributes."""
    attr = attributes_of(element)
    return list(attr[1]) if attr else []


def attributes(element: Element) -> dict[str, str]:
    """The key-value attributes of an element that has them."""
    attr = attributes_of(element)
    return dict(attr[2]) if attr else {}


def attributes_of(element: Element) -> list[Any] | None:
    """The [id, classes, key-values] of an element, to read or to change in place."""
    content = element.get("c")
    kind = element["t"]
    if kind == "Header":
        return content[1]  # type: ignore[index,no-any-return]
    if kind in {"Div", "Span", "Table", "Figure", "Link", "Image", "Code", "CodeBlock"}:
        return content[0]  # type: ignore[index,no-any-return]
    return None


def walk(node: Any, words: bool = False) -> Iterator[Element]:
    """Every element under `node`, in reading order, parents before children.

    Args:
        words: words and the spaces between them, too: nine of ten elements.
    """
    # One list in place of a generator in each generator, which would hand every element up through
    # all its parents: the rules walk some thirty times.
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if type(node) is dict:  # JSON has no other kinds
            if "t" in node:
                yield node
                node = node.get("c")  # all that is below an element; most are words
                if type(node) is not list:
                    if type(node) is dict:
                        waiting.append(node)
                    continue
            else:
                node = node.values()
        waiting += [
            child
            for child in reversed(node)
            if type(child) is list
            or (type(child) is dict and (words or child.get("t") not in WORDS))
        ]


def is_number(element: Element) -> bool:
    """Whether an element is the span of a number from the register."""
    return element["t"] == "Span" and "n" in classes(element)


def numbers(tree: Tree) -> Iterator[Element]:
    """The spans of all numbers from the register, in reading order."""
    return (element for element in walk(tree["blocks"]) if is_number(element))


def text(node: Any, keep: Callable[[Element], bool] = lambda element: True) -> str:
    """The running text of a node: its words and spaces, a line between blocks.

    Args:
        keep: says of each element whether it and what is in it count.
    """
    out: list[str] = []
    notes: list[Any] = []
    _text(node, keep, out, notes)
    _take_notes(keep, out, notes)
    return re.sub(r"[ \n]*\n[ \n]*", "\n", "".join(out)).strip()


def rows(table: Element) -> Iterator[list[list[Element]]]:
    """Every row of a table, those of its head first; each cell is a list of blocks."""
    for _, cells in raw_rows(table):
        yield [cell[4] for cell in cells]


def raw_rows(table: Element) -> Iterator[list[Any]]:
    """The same rows as pandoc has them: [attributes, cells], with the span of each cell."""
    _, _, _, head, bodies, foot = table["c"]
    for group in (head[1], *(part for body in bodies for part in (body[2], body[3])), foot[1]):
        yield from group


def keys(number: Element) -> list[str]:
    """The keys of a number, as its span has them."""
    return attributes(number).get("key", "").split()


def description(tree: Tree, figure: str) -> Iterator[Element]:
    """The numbers in the long description of a figure, in the order they are read in."""
    for block in walk(tree["blocks"]):
        if "long-description" in classes(block) and attributes(block).get("for") == figure:
            yield from filter(is_number, walk(block))


BLOCKS = {"Para", "Plain", "Header", "CodeBlock"}


def _text(node: Any, keep: Callable[[Element], bool], out: list[str], notes: list[Any]) -> None:
    if isinstance(node, list):
        for child in node:
            if type(child) is dict and child.get("t") in WORDS:  # nine of ten, without a call each
                if keep(child):
                    out.append(child.get("c", " "))
            elif isinstance(child, dict | list):
                _text(child, keep, out, notes)
        return
    if "t" not in node:
        for value in node.values():
            _text(value, keep, out, notes)
        return
    if not keep(node):
        return
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        out.append(content)
    elif kind in {"Space", "SoftBreak", "LineBreak"}:
        out.append(" ")
    elif kind in {"Code", "CodeBlock", "Math", "RawInline", "RawBlock"}:
        out.append(content[1])
    elif kind in {"Cite", "Quoted", "Link", "Image"}:
        _text(content[1], keep, out, notes)
    elif kind == "Note":
        notes.append(content)  # below its block, as on the page: it would split the sentence
    elif kind == "LineBlock":
        for line in content:
            _text(line, keep, out, notes)
            out.append("\n")
    elif kind == "DefinitionList":
        for term, definitions in content:
            _text(term, keep, out, notes)
            out.append("\n")
            _text(definitions, keep, out, notes)
    elif isinstance(content, list):
        _text(content, keep, out, notes)
    if kind in BLOCKS:
        out.append("\n")
        _take_notes(keep, out, notes)


def _take_notes(keep: Callable[[Element], bool], out: list[str], notes: list[Any]) -> None:
    while notes:
        out.append("\n")
        inner: list[Any] = []  # the paragraphs of a note are not divided by the next note
        _text(notes.pop(0), keep, out, inner)
        _take_notes(keep, out, inner)


def files(document: Tree) -> Iterator[tuple[str, str, list[Element]]]:
    """Each content file of the document: its path, its part (front, main, back), its blocks."""
    for block in document["blocks"]:
        if block["t"] == "Div" and "file" in classes(block):
            attrs = attributes(block)
            yield attrs["src"], attrs["part"], block["c"][1]


def inlines(text: str) -> list[Element]:
    """Plain text as inlines, its spaces as spaces that a line may break at.

    The first of them bears the text's place, if it knows it.
    """
    out: list[Element] = []
    for i, word in enumerate(text.split(" ")):
        if i:
            out.append({"t": "Space"})
        if word:
            out.append({"t": "Str", "c": word})
    if place := place_of(text):
        out[0]["at"] = str(place)
    return out


def meta_string(value: str) -> Element:
    """A metadata value of plain text, which every writer escapes for its format."""
    return {"t": "MetaInlines", "c": inlines(value)}


def meta_picture(path: str, alt: str, width: str) -> Element:
    """A metadata value that is a picture, with its alternative text and width."""
    how = ["", [], [["alt", alt], ["width", width]]]
    return {"t": "MetaInlines", "c": [{"t": "Image", "c": [how, inlines(alt), [path, ""]]}]}


def meta_list(values: list[str]) -> Element:
    """A metadata list of plain texts."""
    return {"t": "MetaList", "c": [meta_string(value) for value in values]}
