"""Merges of records that are of one work: found by what they share, none against a verdict."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from thesis.screening.found import FoundRecord
from thesis.screening.sameness import same_work

LOOKED_AT = 30
"""Works of one key that a record is held against: a supplement may have one DOI for hundreds."""

Pair = frozenset[str]  # The ids of two records

Keys = Callable[[FoundRecord], Iterator[tuple[str, ...]]]
"""What two records share where they may be of one work."""


@dataclass(frozen=True)
class Merge:
    """A record that is of a work which another record told of before."""

    record: str  # the id of the record
    of: str  # that of the record that it was held against
    because: str  # what the two share


NUMBERS = ("doi", "pmid", "volume")  # Fields that two records of one work have alike


class MergedRecords:
    """Records, each with the work that it is of.

    Args:
        records: in the order in which they were found.
        same: pairs that somebody says are of one work.
        other: pairs that somebody says are of two.
    """

    def __init__(
        self, records: Iterable[FoundRecord], same: Iterable[Pair], other: Iterable[Pair]
    ) -> None:
        self.records = {record.id: record for record in records}
        self.merges: list[Merge] = []
        self._places = {name: n for n, name in enumerate(self.records)}
        self._first = {name: name for name in self.records}
        self._members = {name: [name] for name in self.records}
        self._told: dict[str, dict[str, set[str]]] = {name: {} for name in NUMBERS}
        """What works of several records tell in a field, each by its first record."""
        self._other: dict[str, set[str]] = defaultdict(set)
        for one, two in map(sorted, other):
            self._other[one].add(two)
            self._other[two].add(one)
        for pair in same:
            one, two = sorted(pair, key=self._places.__getitem__)
            self._merge(two, one, "by hand", sure=True)
        for keys in (_by_number, _by_place, _by_title):
            self._pass(keys)

    def first(self, name: str) -> str:
        """The id of the first record that told of the work which a record is of."""
        while self._first[name] != name:
            self._first[name] = self._first[self._first[name]]
            name = self._first[name]
        return name

    def works(self) -> Iterator[list[str]]:
        """The ids of the records of each work, the first one first."""
        return (self._members[name] for name in self.records if self._first[name] == name)

    def _pass(self, keys: Keys) -> None:
        """Merge what agrees in one kind of key."""
        there: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name, record in self.records.items():
            for key in keys(record):
                known = there[key]
                for other in known[:LOOKED_AT]:
                    if self.first(other) == self.first(name):
                        break
                    because = same_work(self.records[other], record)
                    if because and self._merge(name, other, because):
                        break
                else:
                    known.append(name)

    def _merge(self, name: str, other: str, because: str, sure: bool = False) -> bool:
        """Make two records one work, unless records of the two contradict each other."""
        one, two = self.first(other), self.first(name)
        if one == two or not (sure or self._agree(one, two)):
            return False
        place = self._places.__getitem__
        one, two = sorted((one, two), key=place)
        self._first[two] = one
        self._members[one] = sorted([*self._members[one], *self._members.pop(two)], key=place)
        for field, told in self._told.items():
            told[one] = self._values(field, one) | self._values(field, two)
        record, of = sorted((name, other), key=place, reverse=True)
        self.merges.append(Merge(record, of, because))
        return True

    def _agree(self, one: str, two: str) -> bool:
        ones, twos = self._members[one], self._members[two]
        if any(self._other[name] & {*twos} for name in ones if name in self._other):
            return False
        doi, pmid, volume = (self._common(name, one, two) for name in NUMBERS)
        return False not in (doi, pmid) and (volume is not False or True in (doi, pmid))

    def _common(self, field: str, *works: str) -> bool | None:
        """Whether two works have a field in common; None where one of them does not tell it."""
        one, two = (self._values(field, work) for work in works)
        return bool(one & two) if one and two else None

    def _values(self, field: str, work: str) -> set[str]:
        """What the records of a work tell in a field; that of many is kept."""
        told = getattr(self.records[work], field)
        return self._told[field].get(work, {told} if told else set())


def _by_number(record: FoundRecord) -> Iterator[tuple[str, ...]]:
    if record.doi:
        yield "doi", record.doi
    if record.pmid:
        yield "pmid", record.pmid


def _by_place(record: FoundRecord) -> Iterator[tuple[str, ...]]:
    if record.page and record.volume:
        yield record.author, record.volume, record.page


def _by_title(record: FoundRecord) -> Iterator[tuple[str, ...]]:
    if record.words:
        yield (record.words, record.author)
