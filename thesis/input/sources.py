"""Sources that a person wrote: YAML and CSV, read with the line of every value."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input import limits, yaml_tree
from thesis.input.yaml_tree import DEEPEST, UNNAMED, Collection, Node, NotYamlError, Scalar

INPUT_MISSING_FILE = declare(
    "input.missing-file",
    looks_at="data_files",
    sees="a file that every thesis has, and that is not there or cannot be opened",
    misses="an optional file that was meant to be there",
    example="no data/references.yaml",
)


INPUT_ENCODING = declare(
    "input.encoding",
    looks_at="data_files",
    sees="a byte that is not UTF-8, in data, config or content",
    misses="letters that were spoilt before the file was saved",
    example="the byte 0xE5 for å, in a CSV file saved as Latin-1",
)
INPUT_YAML = declare(
    "input.yaml",
    looks_at="data_files",
    sees="what YAML cannot read: a tab, a quote or a bracket that is not closed",
    misses="indentation that says something else than was meant",
    example="a tab in front of a key",
)
INPUT_EMPTY = declare(
    "input.empty",
    looks_at="data_files",
    sees="a file with nothing in it",
    misses="a file with too little in it",
    example="an empty data/pico.yaml",
)
INPUT_DUPLICATE_KEY = declare(
    "input.duplicate-key",
    looks_at="data_files",
    sees="a key that stands twice in one place of a YAML file",
    misses="one thing under two keys",
    example="weeks: 12 and, below, weeks: 10",
)
INPUT_CSV = declare(
    "input.csv",
    looks_at="data_files",
    sees="a CSV file with a quote that is not closed",
    misses="a quote in the wrong place",
    example='4,"Exercise and drug,17,4,4,',
)
INPUT_CSV_CELLS = declare(
    "input.csv-cells",
    looks_at="data_files",
    sees="a row with more or fewer cells than the header",
    misses="two cells exchanged",
    example="4,Exercise, drug and treatment,17,4,4,",
)


Fields = Mapping[str, Any]
"""What an author wrote of one thing in YAML: names and values, which may be wrong ones."""

Steps = tuple[str | int, ...]  # The way from a file's top to a value: keys and list positions

INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
"""With more digits it is no count and no measure, and stays text."""
GROUPED = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}")
"""Meant for a decimal, or for thousands with a point between («1.234»): it stays text."""
WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass
class Source:
    """A file that was read: its values, and the line each value stands on."""

    file: str  # path relative to the project's folder
    value: Any  # the content, of plain dicts, lists, strings, numbers, booleans and None
    # line (from 1) of each value by its steps; ``()`` is the file's first value
    lines: dict[Steps, int] = field(default_factory=dict)
    # how many lines stand above the first line of each text
    texts: dict[Steps, int] = field(default_factory=dict)
    # the steps of what somebody has marked as still to fill; `value` is without it
    to_fill: list[Steps] = field(default_factory=list)
    # of a list, the files of those items that have one of their own
    parts: dict[int, str] = field(default_factory=dict)

    @property
    def files(self) -> list[str]:
        """The files that it was read from."""
        own = not self.parts or () in self.lines
        return [*([self.file] if own else []), *self.parts.values()]

    def line(self, *steps: str | int) -> int:
        """The line of a value, or of the nearest thing around it when the value is missing."""
        while steps not in self.lines and steps:
            steps = steps[:-1]
        return self.lines.get(steps, 1)

    def place(self, *steps: str | int) -> Place:
        """The place of a value, or of the nearest thing around it when the value is missing."""
        item = steps[0] if steps else None
        file = self.parts.get(item, self.file) if isinstance(item, int) else self.file
        return Place(file, self.line(*steps))


def joined(items: Source, more: Iterable[Source]) -> Source:
    """A list with further items, each from a file of its own."""
    whole = Source(items.file, [*items.value], {**items.lines}, {**items.texts})
    for each in more:
        at = len(whole.value)
        whole.value.append(each.value)
        whole.parts[at] = each.file
        whole.lines |= {(at, *steps): line for steps, line in each.lines.items()}
        whole.texts |= {(at, *steps): line for steps, line in each.texts.items()}
    return whole


class UnreadableSourceError(Exception):
    """A source that cannot be read at all; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def read_text(path: Path, file: str) -> str:
    """The text of a UTF-8 file, without a byte order mark and with plain line ends.

    Raises:
        UnreadableSourceError: the file is missing, its bytes are not UTF-8, or it is beyond the
            limits of a file.
    """
    _within(limits.size(path, file))
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableSourceError(
            INPUT_MISSING_FILE.at(
                Place(file, 0), found=str(error.strerror), expected="a file", fix="restore it"
            )
        ) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UnreadableSourceError(
            INPUT_ENCODING.at(
                Place(file, line),
                found=f"byte 0x{raw[error.start]:02X}, which is not UTF-8",
                expected="text saved as UTF-8",
                fix="save the file with the encoding UTF-8 (in Excel: «CSV UTF-8»)",
            )
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _within(limits.text(text, file))
    return text


def read_prose(path: Path, file: str) -> str:
    """The text of a content file, as :func:`read_text` reads it.

    Raises:
        UnreadableSourceError: as there, or a paragraph is beyond the limits of one.
    """
    text = read_text(path, file)
    _within(limits.paragraphs(text, file))
    if not text.strip():
        raise UnreadableSourceError(
            INPUT_EMPTY.at(
                Place(file, 1),
                found="an empty file",
                expected="prose",
                fix="fill it in, or take it out of content in config/config.yaml",
            )
        )
    return text


def _within(beyond: Finding | None) -> None:
    if beyond:
        raise UnreadableSourceError(beyond)


def text_or_nothing(path: Path) -> str:
    """The text of a file; "" where it cannot be read, as another step has said."""
    try:
        return read_text(path, path.name)
    except UnreadableSourceError:
        return ""


def read_yaml(path: Path, file: str) -> Source:
    """Read a YAML 1.2 file with the line of every value.

    Plain scalars become None, booleans, integers or decimals; all else stays text, dates too, and
    «1.234», which may be meant for 1234.

    Raises:
        UnreadableSourceError: the file cannot be read or parsed, is empty, or says a key twice.
    """
    return parse_yaml(read_text(path, file), file)


def parse_yaml(text: str, file: str) -> Source:
    """The content of a YAML file, as :func:`read_yaml` reads it."""
    source = Source(file, None)
    try:
        if (node := yaml_tree.compose(text)) is not None:
            source.value = _value(node, (), source, most=len(text))
    except NotYamlError as error:
        raise UnreadableSourceError(
            INPUT_YAML.at(
                Place(file, error.line), found=error.found, expected="YAML", fix=error.fix
            )
        ) from None
    if node is None:
        raise UnreadableSourceError(
            INPUT_EMPTY.at(
                Place(file, 1), found="an empty file", expected="YAML content", fix="fill it in"
            )
        )
    return source


def _value(node: Node, steps: Steps, source: Source, most: int) -> Any:
    """The value of a node; its line and those of what is in it go to the source.

    Args:
        most: how many values there may be. Only aliases of aliases make more of them than a text
            has signs.
    """
    source.lines[steps] = node.line
    if len(source.lines) > most + 1 or len(steps) > DEEPEST:
        raise NotYamlError(node.line, "aliases that stand for more than the file has", UNNAMED)
    if isinstance(node, Scalar):
        if strange := limits.STRANGE.search(node.text):  # spelt as an escape: "\\uE000"
            raise UnreadableSourceError(limits.character(strange[0], Place(source.file, node.line)))
        # The words of a literal or folded text begin on the line below the sign.
        source.texts[steps] = node.line - 1 + (node.style in {"|", ">"})
        return node.text if node.style else plain(node.text)  # quoted, literal, folded: text
    if not node.mapping:
        return [_value(child, (*steps, i), source, most) for i, child in enumerate(node.nodes)]
    mapping: dict[str, Any] = {}
    for key_node, child in zip(node.nodes[::2], node.nodes[1::2], strict=True):
        if isinstance(key_node, Collection):
            raise NotYamlError(key_node.line, "a list or a mapping as a key")
        key = key_node.text
        if key in mapping:
            raise UnreadableSourceError(
                INPUT_DUPLICATE_KEY.at(
                    Place(source.file, key_node.line),
                    found=f"the key «{key}» a second time (first on line "
                    f"{source.line(*steps, key)})",
                    expected="each key once",
                    fix="keep one of the two",
                )
            )
        mapping[key] = _value(child, (*steps, key), source, most)
        # A key's line says more than its value's: a block of text begins on the line below.
        source.lines[(*steps, key)] = key_node.line
    return mapping


def plain(text: str) -> str | int | float | bool | None:
    """What a value without quotes means."""
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    if INTEGER.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text) and not GROUPED.fullmatch(text):
        return float(text)
    return text


@dataclass(frozen=True)
class Row:
    """A row of a CSV file: its line (from 1) and its cells as text by column name."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """A CSV file as it was read."""

    file: str  # path relative to the project's folder
    columns: list[str]  # the header's names
    rows: list[Row]  # the rows with their lines


def read_csv(path: Path, file: str) -> Sheet:
    """Read a CSV file with a header; every cell is text. The separator is the comma or, as Excel
    writes it in Norway, the semicolon.

    Raises:
        UnreadableSourceError: the file cannot be read, or a row has more or fewer cells than the
            header.
    """
    text = read_text(path, file)
    first = text.split("\n", 1)[0]
    if not first.strip(" ,;"):
        raise UnreadableSourceError(
            INPUT_EMPTY.at(
                Place(file, 1),
                found="no header row",
                expected="a header row",
                fix="restore the header",
            )
        )
    separator = ";" if first.count(";") > first.count(",") else ","
    lines = _numbered(csv.reader(io.StringIO(text), delimiter=separator, strict=True), file)
    _, columns = next(lines)
    width = len(columns)
    columns = [name.strip() for name in columns]
    while not columns[-1]:  # Excel writes a separator for each column that was once in use
        columns.pop()
    rows = []
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != width or any(cell.strip() for cell in cells[len(columns) :]):
            raise UnreadableSourceError(
                INPUT_CSV_CELLS.at(
                    Place(file, line),
                    found=f"{len(cells)} cells",
                    expected=f"{len(columns)} cells, as in the header",
                    fix="a comma inside a cell needs quotes around the cell",
                )
            )
        rows.append(Row(line, dict(zip(columns, (cell.strip() for cell in cells), strict=False))))
    return Sheet(file, columns, rows)


def _numbered(reader: Any, file: str) -> Iterator[tuple[int, list[str]]]:
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableSourceError(
            INPUT_CSV.at(
                Place(file, line),
                found=str(error),
                expected="CSV",
                fix="look for a quote that is not closed",
            )
        ) from None
