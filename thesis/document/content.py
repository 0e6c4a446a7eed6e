"""Content files: the prose as its author wrote it, its lines, and where its headings stand."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from thesis.diagnostics.files import CONFIG_FILE
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document import pandoc
from thesis.document.pandoc import Element, Tree
from thesis.input import sources

TEXT_DIVISION = declare(
    "text.division",
    looks_at="content_files",
    sees="a ::: that opens a division and is not closed, or closes one that was not opened",
    misses="two faults in one file that cancel each other out",
    example="::: {lang=en} without a later :::",
)


TEXT_NOTE = declare(
    "text.note",
    looks_at="content_files",
    sees="a note that is written twice, in one file or in two, that nothing calls, or that is "
    "called and not written; its words would be lost",
    misses="a note of a table or a record",
    example="[^1]: in two chapters",
)


CODE = re.compile(r"\s*(?:```|~~~)")
NOTE = re.compile(r"(?<![\\!])\[\^([^\]\s]+)\](:?)")
FENCE = re.compile(r"\s*:{3,}\s*(\S?)")
"""A line that opens a division, or closes one when nothing follows."""
RULE = re.compile(r" {0,3}(?:---|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})[ \t]*")
"""A line that is a rule across the page. With more dashes it may be part of a table or heading."""
DIVISION = re.compile(
    r"^[ \t>*+-]*:{3,}[ \t]*(?:\{(?P<attributes>.*)\}|(?P<name>[\w-]+))", re.MULTILINE
)
LANG = re.compile(r"""\blang=["']?([A-Za-z]{2,3})(?![A-Za-z])""")
QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
CLASS = re.compile(r"\.([A-Za-z][\w-]*)")

PICTURES = {
    ".png": rb"\x89PNG\r\n\x1a\n", ".jpg": rb"\xff\xd8\xff", ".jpeg": rb"\xff\xd8\xff",
    ".gif": rb"GIF8", ".webp": rb"RIFF....WEBP", ".svg": rb"(?s).{0,2000}<svg",
}  # fmt: skip
"""How a picture of each kind begins."""


@dataclass(frozen=True)
class Heading:
    """A heading of the document."""

    file: str  # its content file
    line: int  # its line there, or 0 where that cannot be told
    level: int  # 1 for a chapter, 2 for a section, and so on
    text: str  # its words
    header: Element = field(repr=False, compare=False)  # the block itself


def files(root: Path) -> list[str]:
    """Every Markdown file in content/, but what tells how to write there."""
    paths = (path.relative_to(root).as_posix() for path in root.glob("content/**/*.md"))
    return sorted(path for path in paths if not path.endswith("README.md"))


def pictures() -> list[str]:
    """Every picture in content/ of the working folder."""
    found = (path for path in Path("content").rglob("*") if path.suffix.lower() in PICTURES)
    return sorted(map(str, found))


def classes(path: Path) -> set[str]:
    """The classes of the divisions in a content file or a template."""
    return {
        name
        for division in DIVISION.finditer("\n".join(lines(path)))
        for name in [division["name"], *CLASS.findall(QUOTED.sub("", division["attributes"] or ""))]
        if name
    }


def lines(path: Path) -> list[str]:
    """The lines of a content file; what is no UTF-8 has been told of when it was rendered."""
    return path.read_text("utf-8", errors="replace").splitlines() if path.is_file() else []


def headings(tree: Tree) -> Iterator[Heading]:
    """The headings of the document in reading order."""
    for file, _, blocks in pandoc.files(tree):
        for header in (each for each in pandoc.walk(blocks) if each["t"] == "Header"):
            text = " ".join(pandoc.text(header["c"][2]).split())
            place = Place.read(header.get("at", ""))
            line = place.line if place.file == file else 0  # or a table or figure brings it along
            yield Heading(file, line, header["c"][0], text, header)


def place_with(words: str | re.Pattern[str], file: str, root: Path, nth: int = 1) -> Place:
    """The nth line of a file of the thesis that has the words, or the file alone.

    Where prose has them nowhere, it is that of a record or a template of the thesis that it prints.
    """
    sought = words if isinstance(words, re.Pattern) else re.compile(re.escape(words) or "(?!)")
    printed = ("data/**/*.yaml", "templates/**/*.jinja") if file.endswith(".md") else ()
    others = (path for each in printed for path in sorted(root.glob(each)))
    for path in chain([root / file], others):
        if found := [i for i, line in enumerate(lines(path), 1) if sought.search(line)]:
            return Place(path.relative_to(root).as_posix(), found[min(nth, len(found)) - 1])
    return Place(file)


def setting(root: Path, *steps: str | int) -> Place:
    """The place of a setting of a thesis by the steps to it, or of the nearest thing around it.

    Where the file does not say it, as when a programme does, it is that of the whole file.
    """
    try:
        source = sources.read_yaml(root / CONFIG_FILE, CONFIG_FILE)
    except sources.UnreadableSourceError:
        return Place(CONFIG_FILE)
    return source.place(*steps) if steps[:1] in source.lines else Place(CONFIG_FILE)


def _in_code(source: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it is in a block of code; the line that ends one is not."""
    code = False
    for line in source:
        code ^= bool(CODE.match(line))
        yield line, code


def ruled(text: str) -> str:
    """The text with empty lines around each rule.

    Without them pandoc takes the lines between two rules for a table, and one above a rule for a
    heading.
    """
    out = []
    for line, code in _in_code(text.split("\n")):
        out += ["", line, ""] if not code and RULE.fullmatch(line) else [line]
    return "\n".join(out)


def languages(source: list[str]) -> list[str]:
    """The language of each line by the divisions around it, without region; "" where none says."""
    around: list[str] = []
    found = []
    for line, code in _in_code(source):
        fence = None if code else FENCE.match(line)
        if fence and fence[1]:
            told = LANG.search(line)
            around.append(told[1].lower() if told else around[-1] if around else "")
        elif fence and around:
            around.pop()
        found.append(around[-1] if around else "")
    return found


def notes(files: Iterable[str]) -> Iterator[Finding]:
    """What is wrong with the notes of some files, which are read as one text."""
    calls: dict[str, Place] = {}
    written: dict[str, Place] = {}
    for file in files:
        for number, (line, code) in enumerate(_in_code(lines(Path(file))), 1):
            for found in () if code else NOTE.finditer(line):
                place, name = Place(file, number), found[1]
                if not found[2] or line[: found.start()].strip():
                    calls.setdefault(name, place)
                elif written.setdefault(name, place) != place:
                    yield TEXT_NOTE.at(
                        place,
                        found=f"the note [^{name}] a second time (first in {written[name]})",
                        expected="a name of its own for each note of the thesis",
                        fix="rename one of the two, and where it is called",
                    )
    for name in (each for each in written if each not in calls):
        yield TEXT_NOTE.at(
            written[name],
            found=f"the note [^{name}], which nothing calls",
            expected=f"[^{name}] in the text",
            fix="call it where it belongs, or remove it",
        )
    for name in (each for each in calls if each not in written):
        yield TEXT_NOTE.at(
            calls[name],
            found=f"[^{name}], and no such note",
            expected=f"[^{name}]: with its words, on a line of their own",
            fix="write the note, or remove the call",
        )


def unpaired(source: list[str]) -> list[int]:
    """The lines (from 1) of each ::: without its other half."""
    opened: list[int] = []
    closed: list[int] = []
    for number, line in enumerate(source, 1):
        if (fence := FENCE.match(line)) and fence[1]:
            opened.append(number)
        elif fence and opened:
            opened.pop()
        elif fence:
            closed.append(number)
    return sorted(opened + closed)
