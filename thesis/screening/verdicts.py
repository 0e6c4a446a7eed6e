"""Verdicts on duplicates, data/duplicates.csv: what was merged, why, and what somebody says."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from thesis.input import sources
from thesis.input.folder import DUPLICATES
from thesis.screening.found import FoundRecord
from thesis.screening.merging import Merge, Pair

COLUMNS = ("record", "of", "is", "because", "title")
SAME, OTHER = "same", "other"
BY_HAND = "by hand"


class NoVerdictError(Exception):
    """A row that says nothing of two records that there are."""


@dataclass(frozen=True)
class Verdicts:
    """What somebody says of pairs of records."""

    same: frozenset[Pair] = frozenset()  # pairs of one work that were not merged by themselves
    other: frozenset[Pair] = frozenset()  # pairs of two works, which would be merged


def read_verdicts(root: Path, records: Mapping[str, FoundRecord]) -> Verdicts:
    """The verdicts of a thesis; what was merged by itself is none.

    Raises:
        NoVerdictError: a row says neither same nor other, or of a record that is not there or has
            another title now; all such rows are told.
        UnreadableSourceError: the file is no table.
    """
    path = root / DUPLICATES
    if not path.is_file():
        return Verdicts()
    same: set[Pair] = set()
    other: set[Pair] = set()
    wrong: list[str] = []
    for row in sources.read_csv(path, DUPLICATES).rows:
        told = {name: row.cells.get(name, "").strip() for name in COLUMNS}
        by_itself = told["is"] == SAME and told["because"] not in {"", BY_HAND}
        if by_itself:
            continue
        if why := _wrong(told, records):
            wrong.append(f"{DUPLICATES}:{row.line}: {why}")
        (other if told["is"] == OTHER else same).add(frozenset((told["record"], told["of"])))
    if wrong:
        raise NoVerdictError("\n".join(wrong))
    return Verdicts(frozenset(same), frozenset(other))


def _wrong(told: Mapping[str, str], records: Mapping[str, FoundRecord]) -> str:
    """What is wrong with a row; "" for nothing."""
    if told["is"] not in {SAME, OTHER}:
        return f"is: «{told['is']}»: write {SAME} or {OTHER}"
    for name in (told["record"], told["of"]):
        if name not in records:
            return f"there is no record {name}: its export was changed; strike the row, or mend it"
    if told["title"] and told["title"] != records[told["record"]].title:
        now = records[told["record"]].title
        return f"{told['record']} is «{now}» now: its export was changed; look the row up"
    if told["record"] == told["of"]:
        return "a record beside itself"
    return ""


def written(merges: Iterable[Merge], verdicts: Verdicts, records: Mapping[str, FoundRecord]) -> str:
    """The text of data/duplicates.csv: a row a merge, and one for each pair that is kept apart."""
    order = {name: n for n, name in enumerate(records)}
    rows = [(merge.record, merge.of, SAME, merge.because) for merge in merges]
    for pair in verdicts.other:
        of, record = sorted(pair, key=order.__getitem__)
        rows.append((record, of, OTHER, ""))
    rows.sort(key=lambda row: (order[row[0]], order[row[1]]))
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows((*row, records[row[0]].title) for row in rows)
    return out.getvalue()
