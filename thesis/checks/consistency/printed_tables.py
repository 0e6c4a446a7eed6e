"""Rules on printed tables: what stands in a cell belongs under its header and beside its row."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from thesis.checks.consistency.printed_labels import header_place
from thesis.diagnostics.files import HOUSE
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document import pandoc
from thesis.document.pandoc import Element
from thesis.document.thesis import Thesis
from thesis.input import look, sources
from thesis.language import norwegian
from thesis.model import flow, references
from thesis.model.records import Search, Study
from thesis.searches.registered import COUNTS

TABLE_COLUMN = declare(
    "table.column",
    looks_at="documents",
    sees="a number, a query, a limit, a year, a database or the number of a search under the "
    "header of another column",
    misses="a column of an author's own table under a header that no label has",
    example="medline.4.articles under «Antall leste abstracts»",
)
TABLE_TOTAL = declare(
    "table.total",
    looks_at="documents",
    sees="a total below the searches of one database that is not that database's, and a caption "
    "with another name or day",
    misses="a total of the right database that is wrong",
    example="searches.hits below the searches of Medline",
)
TABLE_TEXT = declare(
    "table.text",
    looks_at="documents",
    sees="a text of a study beside a label that is another text's, and one that its table does not "
    "print",
    misses="a text that an author's own table prints",
    example="the method of wang2017 beside «Hensikt med studie»",
)
TABLE_PICO = declare(
    "table.pico",
    looks_at="documents",
    sees="an element of the research question whose words its table does not print",
    misses="an element that data/pico.yaml does not have",
    example="«Personer med ruslidelser» in data/pico.yaml, and not in table 1",
)
FLOW_SENTENCE = declare(
    "flow.sentence",
    looks_at="stages",
    sees="a sentence of the figure's long description that has the number of one box and the label "
    "of another",
    misses="a sentence without a number",
    example="searches.abstracts beside «Treff i databasene»",
)

KIND = re.compile(r"(?P<base>[a-z0-9_-]+)(?:\.(?P<row>\d+))?\.(?P<kind>hits|abstracts|articles)")

TEXTS = {
    "quality": "appendix_quality",
    "included_reason": "appendix_reason",
    "excluded_reason": "reason",
}  # The labels of the tables of studies, and the texts that stand below them

MATRIX = ("purpose", "method", "population", "findings", "quality", "ethics")
"""The labels of a literature matrix, which are called as the texts beside them."""


@dataclass(frozen=True)
class Cell:
    """A cell below a header."""

    header: str  # the words of its column's header
    text: str  # its own words
    keys: list[str]  # the keys of the numbers in it
    place: Place  # where its template or text prints it, as far as it tells


@dataclass(frozen=True)
class Printed:
    """A table as a reader meets it."""

    id: str  # its identifier
    element: Element  # the table
    headers: list[str]
    rows: list[list[Cell]]  # its cells below the header, row by row
    studies: list[str]  # the key of the study whose title each row has, or ""
    title: str  # the key of the study whose title the header has, or ""


@lru_cache(maxsize=1)
def tables(thesis: Thesis) -> list[Printed]:
    """Every table of the document."""
    return [_printed(element) for _, element in thesis.elements if element["t"] == "Table"]


def _printed(element: Element) -> Printed:
    head, *body = list(pandoc.rows(element)) or [[]]
    headers = [_plain(pandoc.text(cell)) for cell in head]
    rows = [
        [_cell(header, cell, _place(row)) for header, cell in zip(headers, row, strict=False)]
        for row in body
    ]
    studies = [_title(row) for row in body]
    return Printed(pandoc.identifier(element), element, headers, rows, studies, _title(head))


def _cell(header: str, cell: list[Element], of_row: Place) -> Cell:
    numbers = filter(pandoc.is_number, pandoc.walk(cell))
    keys = [key for number in numbers for key in pandoc.keys(number)]
    place = _place(cell)
    return Cell(header, _plain(pandoc.text(cell)), keys, place if place.line else of_row)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def _place(cells: object) -> Place:
    """Where a template prints something of these cells; no place where none of it tells."""
    for span in pandoc.walk(cells):
        source = pandoc.attributes(span).get("src", "")
        file, _, line = source.rpartition(":")
        if file.startswith("templates/") and line.isdecimal():
            return Place(file, int(line))
    return Place("", 0)


def _title(cells: object) -> str:
    for span in pandoc.walk(cells):
        if span["t"] == "Span" and "title" in pandoc.classes(span):
            return pandoc.attributes(span).get("key", "")
    return ""


@TABLE_COLUMN.check
def columns(thesis: Thesis) -> Iterator[Finding]:
    """The columns of search tables and of the tables of studies, by their labels."""
    words = {name: _plain(str(each)) for name, each in thesis.labels["search_tables"].items()}
    counted = {label: name for name, label in words.items() if name in COUNTS.values()}
    searches = {
        f"{search.database}.{search.number}": search for search in thesis.register.records.searches
    }
    for table in tables(thesis):
        yield from _counts(table, words, counted)
        yield from _cells(table, words, searches)
        yield from _studies(table, thesis)


def _counts(
    table: Printed, words: Mapping[str, str], counted: Mapping[str, str]
) -> Iterator[Finding]:
    """Numbers of one column: all under the wrong header, or one of them in the wrong place."""
    below: dict[int, list[tuple[Cell, str, str]]] = defaultdict(list)
    for row in table.rows:
        for i, cell in enumerate(row):
            for key in cell.keys:
                if (found := KIND.fullmatch(key)) and cell.header in words.values():
                    below[i].append((cell, key, found["kind"]))
    for numbers in below.values():
        header = numbers[0][0].header
        wrong = [(cell, key, kind) for cell, key, kind in numbers if words[kind] != header]
        if not wrong:
            continue
        cell, key, kind = wrong[0]
        whole = len(wrong) == len(numbers)
        place = header_place(cell.place.file, cell.place.line) if whole else cell.place
        yield TABLE_COLUMN.at(
            place,
            found=f"{key} under «{header}»",
            expected=f"{counted.get(header, 'what the header says')}, or the header "
            f"«{words[kind]}»",
            fix="let the template print each count under its own label",
        )


def _cells(
    table: Printed, words: Mapping[str, str], searches: Mapping[str, Search]
) -> Iterator[Finding]:
    """The number, the words and the limits of each search, in its row."""
    told: set[str] = set()
    for row in table.rows:
        keys = {key.rpartition(".")[0] for cell in row for key in cell.keys if KIND.fullmatch(key)}
        search = searches.get(keys.pop()) if len(keys) == 1 else None
        if search is None:
            continue
        expected = {
            words["number"]: str(search.number),
            words["query"]: search.query,
            words["limits"]: search.limits,
        }
        for cell in row:
            wanted = expected.get(cell.header)
            if wanted is None or _letters(wanted) == _letters(cell.text) or cell.header in told:
                continue
            told.add(cell.header)
            yield TABLE_COLUMN.at(
                cell.place,
                found=f"«{cell.text}» under «{cell.header}»",
                expected=f"«{wanted}»",
                fix="let the template print it of the search of its row",
            )


def _letters(text: str) -> str:
    """A text by its letters and digits, whatever signs the typesetting chose."""
    return re.sub(r"[\W_]", "", text)


def _studies(table: Printed, thesis: Thesis) -> Iterator[Finding]:
    """The columns of the tables of studies that hold no text: year, database, number of search."""
    words = {name: _plain(str(each)) for name, each in thesis.labels["studies"].items()}
    studies = thesis.register.records.by_key
    names = {base.id: base.name for base in thesis.register.records.databases}
    told: set[str] = set()
    for key, row in zip(table.studies, table.rows, strict=True):
        if (study := studies.get(key)) is None or study.search is None:
            continue
        number, name = study.search.number, names.get(study.search.database, "")
        sound = {
            words["search"]: str(number),
            words["date"]: rf".*\({number}\)",
            words["database"]: rf"{re.escape(name)}.*",
            words["year"]: _year(thesis, key) or ".*",
            words["authors"]: rf".*{re.escape(_author(thesis, key))}.*",
        }
        for cell in row:
            right = sound.get(cell.header)
            if right is None or cell.header in told or re.fullmatch(right, cell.text):
                continue
            told.add(cell.header)
            yield TABLE_COLUMN.at(
                cell.place,
                found=f"«{cell.text}» under «{cell.header}» in the row of {key}",
                expected=f"what {study.file} and its reference have",
                fix="let the template print what the header says",
            )


def _year(thesis: Thesis, key: str) -> str:
    return references.year(thesis.register.records.references.get(key, {}))


def _author(thesis: Thesis, key: str) -> str:
    """The family name of the first author of a study, or "" where none is told."""
    people = thesis.register.records.references.get(key, {}).get("author") or [{}]
    return _plain(references.surname(people[0]))


@TABLE_TOTAL.check
def totals(thesis: Thesis) -> Iterator[Finding]:
    """The totals below the searches of one database."""
    for table in tables(thesis):
        cells = [
            (cell, found)
            for row in table.rows
            for cell in row
            for key in cell.keys
            if (found := KIND.fullmatch(key))
        ]
        bases = {found["base"] for _, found in cells if found["row"]}
        if len(bases) != 1:
            continue
        (base,) = bases
        yield from _caption(thesis, table, base)
        for cell, found in cells:
            if not found["row"] and found["base"] != base:
                yield TABLE_TOTAL.at(
                    cell.place,
                    found=f"{found[0]} below the searches of {base}",
                    expected=f"{base}.{found['kind']}",
                    fix="let the template print the total of the table's own database",
                )


def _caption(thesis: Thesis, table: Printed, base: str) -> Iterator[Finding]:
    """The caption of a database's searches, which has its name and the day it was searched."""
    caption = table.element["c"][1]
    told = _plain(pandoc.text(caption))
    database = next((one for one in thesis.register.records.databases if one.id == base), None)
    if database is None:
        return
    day = database.searched_on and norwegian.date(database.searched_on, "short")
    lacking = [each for each in (database.name, day) if each and _plain(each) not in told]
    # An author's own table of one database may be called anything.
    if lacking and _place(caption).file:
        yield TABLE_TOTAL.at(
            _place(caption),
            found=f"«{told}» above the searches of {base}",
            expected=f"«{lacking[0]}», as data/databases.yaml has it",
            fix="let the template print the name and the day of the table's own database",
        )


@TABLE_TEXT.check
def texts(thesis: Thesis) -> Iterator[Finding]:
    """The texts of studies in the matrices and in the tables of studies."""
    matrix = {_plain(str(thesis.labels["literature_matrices"][name])): name for name in MATRIX}
    listed = {_plain(str(thesis.labels["studies"][name])): text for name, text in TEXTS.items()}
    studies = thesis.register.records.by_key
    told: set[tuple[str, str]] = set()
    for table in tables(thesis):
        for study, label, wanted, text, place in _told(table, studies, matrix, listed):
            known = study.texts.get(wanted)
            if known is None or _prints(text, known.text) or (table.id[:10], label) in told:
                continue
            told.add((table.id[:10], label))
            other = next(
                (name for name, each in study.texts.items() if _prints(text, each.text)), ""
            )
            yield TABLE_TEXT.at(
                place,
                found=f"{other or 'other words'} of {study.key} beside «{label}»",
                expected=f"its {wanted}, which {study.file} has",
                fix="let the template print the text that the label says",
            )
        yield from _left_out(table, studies, matrix, told)


def _told(
    table: Printed,
    studies: Mapping[str, Study],
    matrix: Mapping[str, str],
    listed: Mapping[str, str],
) -> Iterator[tuple[Study, str, str, str, Place]]:
    """Each cell for a text: the study, its label, the text that belongs there, what it has."""
    if study := studies.get(table.title):
        for row in table.rows:
            if len(row) > 1 and (name := matrix.get(row[0].text)):
                yield study, row[0].text, name, row[1].text, _text_line(table)
    for key, row in zip(table.studies, table.rows, strict=True):
        found = studies.get(key)
        for cell in row if found else ():
            if found and (name := listed.get(cell.header)):
                wanted = "withdrawn" if found.status == "withdrawn" else name
                yield found, cell.header, wanted, cell.text, cell.place


def _text_line(table: Printed) -> Place:
    """Where a template prints the texts of a matrix."""
    first = _place(table.element)
    lines = sources.text_or_nothing(HOUSE / first.file).splitlines()
    for i, line in enumerate(lines, 1):
        if i >= first.line and "text(" in line and line.startswith("|"):
            return Place(first.file, i)
    return first


def _left_out(
    table: Printed,
    studies: Mapping[str, Study],
    matrix: Mapping[str, str],
    told: set[tuple[str, str]],
) -> Iterator[Finding]:
    """Texts of a study that its matrix has no row for."""
    study = studies.get(table.title)
    shown = {matrix.get(row[0].text) for row in table.rows if row}
    if study is None or not shown - {None} or (table.id[:10], "") in told:
        return
    for name in MATRIX:
        if name in study.texts and name not in shown:
            told.add((table.id[:10], ""))
            yield TABLE_TEXT.at(
                _text_line(table),
                found=f"no row for {name} in the matrix of {study.key}",
                expected="each text of a study in its matrix",
                fix="let the template print it, or mend the label of its row",
            )


def _prints(shown: str, text: str) -> bool:
    """Whether a cell has the words of a text, whatever its calls print."""
    plain = re.sub(
        r"\[([^\[\]]*)\]\{[^{}]*\}", r"\1", text
    )  # «[of all]{.group …}» prints its words
    pieces = [
        _letters(piece)
        for piece in re.split(r"\{##.*?##\}|\{\{.*?\}\}|\[-?@[^\]]*\]|@[\w-]+", plain)
    ]
    at, whole = 0, _letters(shown)
    for piece in pieces:
        at = whole.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


@TABLE_PICO.check
def pico(thesis: Thesis) -> Iterator[Finding]:
    """The elements of the research question in the table that has them."""
    table = next((each for each in tables(thesis) if each.id == "tbl:pico"), None)
    if table is None:
        return
    for element in thesis.register.records.pico:
        rows = [
            row for row in table.rows if row and _letters(row[0].text) == _letters(element.label)
        ]
        printed = any(_letters(element.text) == _letters(cell.text) for row in rows for cell in row)
        if not printed:
            yield TABLE_PICO.at(
                _row_line("pico"),
                found=f"no «{element.text}» beside «{element.label}» in {table.id}",
                expected="each element of data/pico.yaml, its label and its text",
                fix="let the template print row.label and row.text",
            )
            return


def _row_line(name: str) -> Place:
    """The line of a template of tables that prints a row."""
    file = f"templates/tables/{name}.md.jinja"
    lines = sources.text_or_nothing(look.chosen(HOUSE / file)).splitlines()
    ruled = next((i for i, line in enumerate(lines) if re.fullmatch(r"\|[\s:|-]+\|\s*", line)), 0)
    row = next((i for i in range(ruled + 1, len(lines)) if lines[i].startswith("|")), ruled)
    return Place(file, row + 1)


@FLOW_SENTENCE.check
def sentences(thesis: Thesis) -> Iterator[Finding]:
    """The sentences of the long description, each with the label of the number it has."""
    called = {row.key: _plain(row.label) for row in flow.rows(thesis.register.records.flow)}
    for _, block in thesis.elements:
        if "long-description" not in pandoc.classes(block):
            continue
        for paragraph in pandoc.walk(block):
            if paragraph["t"] == "Para":
                yield from _sentences(paragraph["c"], called)


def _sentences(inlines: list[Element], called: Mapping[str, str]) -> Iterator[Finding]:
    for piece in _split(inlines):
        text = _plain(pandoc.text(piece))
        for span in filter(pandoc.is_number, pandoc.walk(piece)):
            for key in pandoc.keys(span):
                label = called.get(key)
                others = [each for each in called.values() if f"«{each}»" in text]
                if label and label not in text and others:
                    yield FLOW_SENTENCE.at(
                        _place([span]),
                        found=f"{key} beside «{others[0]}»",
                        expected=f"«{label}»",
                        fix="let the template tell the label and the count of one box",
                        evidence=text,
                    )


def _split(inlines: list[Element]) -> Iterator[list[Element]]:
    """A paragraph of the description by its lines, of which each is a sentence."""
    piece: list[Element] = []
    for each in inlines:
        if each["t"] == "SoftBreak":
            yield piece
            piece = []
        else:
            piece.append(each)
    yield piece
