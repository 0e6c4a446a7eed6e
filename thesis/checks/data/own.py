"""Rules on what an author brings along: words for rules, and tables."""

from collections.abc import Iterator

from thesis.counts import tables
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get
from thesis.input.messages import number_fix
from thesis.input.sources import Sheet
from thesis.language import lexicon

LEXICON_TOPIC = declare(
    "lexicon.topic",
    looks_at="data_files",
    sees="words of data/lexicon.yaml under a topic that no rule knows",
    misses="words under the wrong topic, and under a meaning that no record has",
    example="outcome: {agitation: {nb: [rastløshet]}}",
)
DATA_TABLE = declare(
    "data.table",
    looks_at="data_files",
    sees="a table of data/tables/ whose cells have no keys of their own: a name that other numbers "
    "have, two rows or columns of one name or none; and a number that is not typed as data has it",
    misses="a number that is wrong, and one inside a text",
    example="5,2 in place of 5.2 in data/tables/effekter.csv",
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    yield from _topics(data)
    taken = {*data.sheets, *data.studies, *(get(data.documents.get("literature"), dict) or {})}
    taken |= {"searches", "studies", "databases", "method", "flow", "previous", "changes"}
    for name, sheet in data.tables.items():
        if not tables.NAME.fullmatch(name) or name in taken:
            yield DATA_TABLE.at(
                Place(sheet.file),
                found=f"the name «{name}», by which its numbers are called",
                expected="small letters, digits and _, and none of a database, study or work",
                fix="give the file another name",
            )
        yield from _names(sheet)
        yield from _cells(sheet)


def _names(sheet: Sheet) -> Iterator[Finding]:
    """The names of columns and rows, by which a cell is called."""
    first = sheet.columns[0]
    rows = [(row.line, row.cells[first]) for row in sheet.rows]
    for what, given in (("column", [(1, each) for each in sheet.columns]), ("row", rows)):
        seen: set[str] = set()
        for line, text in given:
            key = tables.key(text)
            if key in seen or not key:
                yield DATA_TABLE.at(
                    Place(sheet.file, line),
                    found=f"the {what} «{text}»" + (" a second time" if key else ""),
                    expected=f"a name of its own for each {what}, with a letter or digit in it",
                    fix="write another",
                )
            seen.add(key)


def _cells(sheet: Sheet) -> Iterator[Finding]:
    for row in sheet.rows:
        for column in sheet.columns[1:]:
            text = row.cells[column]
            if (fix := number_fix(text.removeprefix("-"))) and tables.number(text) is None:
                yield DATA_TABLE.at(
                    Place(sheet.file, row.line),
                    found=f"«{text}» in {column}",
                    expected="digits alone, and a point before decimals, such as -5.2",
                    fix=fix,
                )


def _topics(data: Data) -> Iterator[Finding]:
    source = data.documents.get("lexicon")
    known = lexicon.topics()
    for name in get(source, dict) or {}:
        if source and name not in known:
            yield LEXICON_TOPIC.at(
                source.place(name),
                found=f"the topic {name}",
                expected=f"one of {', '.join(known)}",
                fix=suggestion(str(name), known, "put the words under the topic that they are of"),
            )
