"""Own tables of an author, data/tables/: each number in a cell with a key that prose can call."""

import re
import unicodedata

from thesis.diagnostics.place import Place
from thesis.input.folder import Data
from thesis.language.letters import PLAIN
from thesis.model.records import OwnCell, OwnTable
from thesis.model.register import Number

NAME = re.compile(r"[a-z][a-z0-9_]*")
"""What a table is called: the first part of the keys of its numbers."""
NUMBER = re.compile(r"[-−]?[0-9]{1,15}(\.[0-9]{1,9})?")


def key(text: str) -> str:
    """The name of a row or column in a key: «Antall deltakere» → ``antall_deltakere``."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
    return re.sub(r"[^a-z0-9]+", "_", plain.encode("ascii", "ignore").decode()).strip("_")


def number(text: str) -> int | float | None:
    """A cell as a number; None where it is none."""
    if not NUMBER.fullmatch(text):
        return None
    written = text.replace("−", "-")
    return float(written) if "." in written else int(written)


def own_tables(data: Data) -> tuple[dict[str, OwnTable], list[Number]]:
    """The tables by their names, and the numbers in them: ``effekter.wang2017.deltakere``."""
    tables: dict[str, OwnTable] = {}
    numbers: list[Number] = []
    for name, sheet in data.tables.items():
        rows = []
        for row in sheet.rows:
            label = row.cells[sheet.columns[0]]
            cells = [OwnCell(text=label)]
            for column in sheet.columns[1:]:
                value = number(row.cells[column])
                called = f"{name}.{key(label)}.{key(column)}" if value is not None else ""
                cells.append(OwnCell(text=row.cells[column], key=called))
                if called:
                    place = Place(sheet.file, row.line)
                    says = f"{label}: {column}"
                    numbers.append(Number(called, value, rows=[place], says=says))
            rows.append(cells)
        tables[name] = OwnTable(
            file=sheet.file,
            columns=sheet.columns,
            numeric=[
                all(cell.key or not cell.text for cell in column)
                for column in zip(*rows, strict=True)
            ],
            rows=rows,
            lines=[row.line for row in sheet.rows],
        )
    return tables, numbers
