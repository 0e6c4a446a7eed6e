"""Works that the searches found, and the names that decisions on them are kept under."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thesis.screening.found import FoundRecord
from thesis.screening.merging import MergedRecords


@dataclass(frozen=True)
class Work:
    """A work, with all records of it."""

    name: str  # what decisions on it are kept under; the export that it came from may be replaced
    # the other names that it has, and no other work: it was called so before a better one was known
    also: tuple[str, ...]
    records: tuple[FoundRecord, ...]  # the first one first


def names(record: FoundRecord) -> Iterator[str]:
    """What a record calls its work, the surest first."""
    if record.doi:
        yield f"doi:{record.doi}"
    if record.pmid:
        yield f"pmid:{record.pmid}"
    if record.words:
        yield f"title:{record.words}:{record.year or ''}"


def works(merged: MergedRecords) -> list[Work]:
    """Every work, in the order of the records; what two works are called names neither."""
    grouped = [[merged.records[name] for name in each] for each in merged.works()]
    called = [_called(records) for records in grouped]
    times = Counter(name for each in called for name in each)
    made = []
    for records, each in zip(grouped, called, strict=True):
        own = [name for name in each if times[name] == 1]
        own.append(records[0].id)
        made.append(Work(own[0], tuple(own[1:]), tuple(records)))
    return made


def _called(records: Iterable[FoundRecord]) -> list[str]:
    """All names of a work: by DOI, then by PMID, then by title."""
    every = dict.fromkeys(name for record in records for name in names(record))
    return sorted(every, key=lambda name: name.partition(":")[0])
