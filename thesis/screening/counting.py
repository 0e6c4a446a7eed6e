"""Counts of exports: records of each file, and how many of them other files have."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thesis.screening.merging import MergedRecords
from thesis.screening.store import ReadExport

HEAD = "# Written by: python -m thesis records. A row of data/searches/ is held against it.\n"


@dataclass(frozen=True)
class CountedExport:
    """An export and its counts; those of a database add up to its records."""

    export: ReadExport  # what was read of it
    within: int  # records of works that the same database gave before
    across: int  # records of works that only another database gave before
    first: int  # records of works that no export gave before
    alone: int  # records of works that no other database gave
    shared: Mapping[str, int]  # records of works that another database gave as well, by its id


def counted_exports(exports: Sequence[ReadExport], merged: MergedRecords) -> list[CountedExport]:
    """Each export with its counts, in their order."""
    database = {
        f"{each.file.rpartition('/')[2].rpartition('.')[0]}": each.database for each in exports
    }
    gave: dict[str, set[str]] = {}
    made = []
    for export in exports:
        within = across = first = 0
        for record in export.records:
            before = gave.setdefault(merged.first(record.id), set())
            within += database[record.file] in before
            across += bool(before) and database[record.file] not in before
            first += not before
            before.add(database[record.file])
        made.append((export, within, across, first))
    return [CountedExport(*counts, *_others(counts[0], gave, merged)) for counts in made]


def _others(
    export: ReadExport, gave: Mapping[str, set[str]], merged: MergedRecords
) -> tuple[int, dict[str, int]]:
    """How many records no other database has, and how many each of the others has."""
    others = [gave[merged.first(each.id)] - {export.database} for each in export.records]
    shared = Counter(name for names in others for name in names)
    return others.count(set()), dict(sorted(shared.items()))


def as_yaml(counted: Iterable[CountedExport]) -> str:
    """The text of data/exports.yaml."""
    lines = [HEAD]
    for each in counted:
        export = each.export
        lines += [
            f"- file: {export.file}\n",
            f"  sha256: {export.sha256}\n",
            f"  database: {export.database}\n",
            *([f"  number: {export.number}\n"] if export.number else []),
            f"  records: {export.announced}\n",
            f"  not_read: {export.announced - len(export.records)}\n",
            f"  within: {each.within}\n",
            f"  across: {each.across}\n",
            f"  first: {each.first}\n",
            f"  alone: {each.alone}\n",
            f"  shared: {{{', '.join(f'{name}: {n}' for name, n in each.shared.items())}}}\n",
        ]
    return "".join(lines)


def as_table(counted: Sequence[CountedExport], databases: Sequence[str]) -> list[str]:
    """The counts of each database and of all, a line each."""
    rows: list[tuple[str, ...]] = [("", "records", "not read", "twice", "elsewhere", "first")]
    for name in (*databases, ""):
        some = [each for each in counted if name in {"", each.export.database}]
        if some:
            rows.append((
                name or "in all",
                *(str(sum(numbers)) for numbers in zip(*map(_numbers, some), strict=True)),
            ))  # fmt: skip
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _numbers(each: CountedExport) -> tuple[int, ...]:
    lost = each.export.announced - len(each.export.records)
    return each.export.announced, lost, each.within, each.across, each.first
