"""Study records of works that were read in full, of their decisions and the records of exports."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from thesis.cli.add import yaml_text
from thesis.cli.add.write import AddedRecord, FoundBy, RefusedError, Writer
from thesis.cli.records.record_text import RecordText
from thesis.exports import read
from thesis.exports.export import Record
from thesis.input.folder import EXPORTS, Data, get
from thesis.screening.account import Account, search_of
from thesis.screening.decisions import INCLUDE
from thesis.screening.outcomes import Outcome


@dataclass
class MadeStudies:
    """What was made of the works, and why of others not."""

    added: list[AddedRecord] = field(default_factory=list)  # the records, as `add` tells of them
    # the name of a work, and why it has no record
    refused: list[tuple[str, str]] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)  # what the rows of the searches must have now


def make(root: Path, data: Data, dry_run: bool) -> MadeStudies:
    """Write a record of each work that was read in full and has none, or nothing.

    Of an excluded one nothing is left to fill: its reason is what data/ladder.yaml calls it, until
    somebody writes more.

    Raises:
        RefusedError: a file cannot be written.
    """
    made, account = MadeStudies(), Account.of(data)
    writer = Writer(root, None, "")
    searches: dict[FoundBy, int] = {}
    for work, outcome in account.assessed.items():
        if work in account.studies or work not in account.works:
            continue
        ids = [str(each) for each in account.works[work]["records"]]
        try:
            search = _search(data, ids[0])
            writer.begin(search, "included" if outcome.decision == INCLUDE else "excluded")
            added = writer.take(_best(root, ids))
        except RefusedError as why:
            made.refused.append((work, str(why)))
            continue
        if outcome.decision != INCLUDE:
            added = writer.with_study(added, _excluded(added.study, outcome, data))
        made.added.append(added)
        searches[search] = searches.get(search, 0) + 1
    writer.write(dry_run)
    for search, number in searches.items():
        writer.begin(search, "")
        made.counts += filter(None, [writer.counts(number)])
    return made


def _best(root: Path, ids: list[str]) -> Record:
    """The record of a work that tells most: the first with a DOI, else the first."""
    records = [_records(_file(root, each))[int(each.rpartition(":")[2]) - 1] for each in ids]
    return next((each for each in records if each.item.get("DOI")), records[0])


def _file(root: Path, record: str) -> Path:
    stem = record.rpartition(":")[0]
    found = next((path for path in (root / EXPORTS).glob(f"{stem}.*")), None)
    if found is None:
        raise RefusedError(f"{EXPORTS}/{stem} is not there, which has its record")
    return found


@cache
def _records(path: Path) -> list[Record]:
    return read.read(path.read_bytes()).records


def _search(data: Data, record: str) -> FoundBy:
    """The search that gave a record.

    Raises:
        RefusedError: it is not known.
    """
    database, number = search_of(record, data)
    if not number:
        raise RefusedError(
            f"the search that found it is not known: call the export of {record} after it, or name "
            "it in data/databases.yaml, final: [1]"
        )
    return FoundBy(database, number)


def _excluded(text: str, outcome: Outcome, data: Data) -> str:
    """The record of an excluded study, its reason filled in and nothing left to fill."""
    labels = get(data.documents.get("ladder"), dict, "reasons") or {}
    record = RecordText(text)
    if outcome.reason:
        record.set("reason_category", outcome.reason, after="")
        record.put_text("reason", f"{labels.get(outcome.reason, outcome.reason)}.")
    for name in _unfilled(record.text):
        record.remove(name)
    return record.text


def _unfilled(text: str) -> Iterator[str]:
    return (name for name in yaml_text.to_fill(text) if name != "reason")
