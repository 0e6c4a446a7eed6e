"""Every search that others set bounds for, with a count just outside them."""

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.a_register import records
from tests.cases import params
from tests.conftest import ROOT
from thesis.checks.consistency import search_intervals
from thesis.checks.data import inputs
from thesis.counts.build import build
from thesis.diagnostics.findings import Finding
from thesis.document.thesis import Thesis
from thesis.document.word_count import Tally
from thesis.input import sources
from thesis.searches import limits
from thesis.searches.history import examine
from thesis.searches.meaning import Search


@dataclass(frozen=True)
class Count:
    """A search with another count.

    Attributes:
        what: the search and the count.
        file: its table.
        line: its line there.
        number: its number.
        hits: the count, one beside the interval that the other searches allow.
    """

    what: str
    file: str
    line: int
    number: int
    hits: int
    rule: str = "search.interval"


def counts() -> Iterator[Count]:
    """The counts on either side of every interval, that no other rule refuses first."""
    declared = sources.read_yaml(ROOT / "data/limits.yaml", "").value
    meanings = limits.vocabulary(records({"limits": declared}).limits)
    kept = {
        (each["database"], each["number"])
        for each in sources.read_yaml(ROOT / "data/exceptions.yaml", "").value
    }
    for path in sorted((ROOT / "data/searches").glob("*.csv")):
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
        searches = [
            Search(int(row["number"]), row["query"], int(row["hits"]), row["limits"], str(line))
            for line, row in enumerate(rows, 2)
        ]
        excepted = [number for database, number in kept if database == path.stem]
        for one in examine(searches, meanings, excepted).intervals:
            row = rows[one.search.number - 1]
            beside = [one.least - 1] if one.least is not None else []
            beside += [one.most + 1] if one.most is not None else []
            for hits in beside:
                if hits >= int(row["abstracts_read"]):
                    what = f"{path.stem} {one.search.number} with {hits} hits"
                    line = int(str(one.search.place))
                    yield Count(what, f"data/searches/{path.name}", line, one.search.number, hits)


COUNTS = list(counts())

Check = Callable[[Count], list[Finding]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of data/ to change, and to change back."""
    root = tmp_path_factory.mktemp("searches")
    shutil.copytree(ROOT / "data", root / "data")
    return root


@pytest.fixture
def check(folder: Path) -> Check:
    """Gives another count to a search, reads data/ and holds its searches against one another."""

    def run(count: Count) -> list[Finding]:
        path = folder / count.file
        text = path.read_text("utf-8")
        lines = text.splitlines(keepends=True)
        (row,) = csv.reader([lines[count.line - 1]])
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerow([*row[:2], count.hits, *row[3:]])
        lines[count.line - 1] = out.getvalue()
        path.write_text("".join(lines), "utf-8")
        try:
            data, problems = inputs.problems(folder)
        finally:
            path.write_text(text, "utf-8")
        assert problems == []
        register = build(data, problems)
        whole: dict[str, Any] = {"blocks": [], "meta": {}}
        return list(search_intervals.intervals(Thesis(register, whole, Tally(), {}, {}, folder)))

    return run


@pytest.mark.parametrize("count", params(COUNTS, lambda count: count.what))
def test_a_count_just_outside_is_found_in_its_row_or_named_by_the_row_it_contradicts(
    check: Check, count: Count
) -> None:
    found = [one for one in check(count) if one.rule == count.rule]
    place = f"{count.file}:{count.line}"
    # Of two rows that contradict one another either can be the wrong one: the other is named.
    assert any(str(one.place) == place or f" {place}\n" in f" {one.evidence}\n" for one in found)


def test_every_search_with_an_interval_has_its_count(house: Path) -> None:
    assert len({(count.file, count.number) for count in COUNTS}) >= 45
    assert sum(1 for _ in (house / "data/searches").glob("*.csv")) == len(
        {count.file for count in COUNTS}
    )
