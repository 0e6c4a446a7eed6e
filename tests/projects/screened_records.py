"""Records and decisions of a review that was made up: always the same, and what they come to.

Nothing here asks the code that counts them. A work is a number; which databases gave it, who said
what of it and how that was settled is drawn first, and the files are written from that.
"""

import csv
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.records import COLUMNS, Work, nbib, ris, row, work

SEED = 20260302
DATABASES: dict[str, tuple[str, str, Callable[[Work], str], int]] = {
    "nattbasen": ("nattbasen-2.ris", "", ris, 640),
    "kordata": ("kordata.nbib", "", nbib, 540),
    "sangarkivet": ("sangarkivet-1.csv", COLUMNS, row, 480),
    "sovnbasen": ("sovnbasen.ris", "", ris, 340),
}
"""The databases in their order: the export, its head, how it writes a record, and how many."""

NUMBERS = {"nattbasen": 2, "kordata": 1, "sangarkivet": 1, "sovnbasen": 1}
"""The search that gave the records of each."""

REASONS = ("day_workers", "no_sleep_measure", "no_choir")
SOUGHT, NOT_RETRIEVED, INCLUDED = 60, 4, 7
HEAD = "work,stage,decision,reason,date,title"


@dataclass
class Truth:
    """What the review comes to, known from how it was made.

    Attributes:
        records, within, across, first: by database.
        sought, not_retrieved, included, excluded: numbers of works; excluded with its reason.
        title_abstract, full_text: works that both let go on, Kari alone, Ola alone, neither.
        search: the search that gave each work first.
    """

    records: Counter[str] = field(default_factory=Counter)
    within: Counter[str] = field(default_factory=Counter)
    across: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    sought: list[int] = field(default_factory=list)
    not_retrieved: list[int] = field(default_factory=list)
    included: list[int] = field(default_factory=list)
    excluded: dict[int, str] = field(default_factory=dict)
    title_abstract: Counter[tuple[bool, bool]] = field(default_factory=Counter)
    full_text: Counter[tuple[bool, bool]] = field(default_factory=Counter)
    search: dict[int, tuple[str, int]] = field(default_factory=dict)


def make(root: Path) -> Truth:
    """Write exports, searches and decisions into a thesis, and say what they come to."""
    of, truth = random.Random(SEED), Truth()
    given = _exported(root, of, truth)
    _decided(root, of, truth, given)
    for name, number in NUMBERS.items():
        read = sum(truth.search[each] == (name, number) for each in _read(truth))
        hits, abstracts = truth.records[name], truth.first[name]
        rows = ["1,Choir,1900,0,0,"] if number == 2 else []
        rows.append(f"{number},Choir and sleep,{hits},{abstracts},{read},")
        text = "\n".join(["number,query,hits,abstracts_read,articles_read,limits", *rows, ""])
        (root / "data/searches").mkdir(parents=True, exist_ok=True)
        (root / f"data/searches/{name}.csv").write_text(text, "utf-8")
    return truth


def _read(truth: Truth) -> list[int]:
    return [*truth.included, *truth.excluded]


def _exported(root: Path, of: random.Random, truth: Truth) -> dict[int, set[str]]:
    """Write the exports; the databases of each work."""
    (root / "data/exports").mkdir()
    given: dict[int, set[str]] = {}
    for name, (file, head, record, size) in DATABASES.items():
        known = of.sample(sorted(given), min(len(given), size // 3))  # of other databases
        new = range(10_000 * (1 + len(truth.records)), 20_000 * (1 + len(truth.records)))
        fresh = of.sample(new, size - len(known) - size // 40)
        twice = of.sample([*known, *fresh], size // 40)
        numbers = [*known, *fresh, *twice]
        of.shuffle(numbers)
        with (root / "data/exports" / file).open("w", encoding="utf-8") as out:
            out.write(head)
            for number in numbers:
                out.write(record(work(number)))
                before = given.setdefault(number, set())
                kind = truth.within if name in before else truth.across if before else truth.first
                kind[name] += 1
                truth.records[name] += 1
                truth.search.setdefault(number, (name, NUMBERS[name]))
                before.add(name)
    return given


def _decided(root: Path, of: random.Random, truth: Truth, given: dict[int, set[str]]) -> None:
    """Write the decisions of two people, and what they agreed on."""
    truth.sought = of.sample(sorted(given), SOUGHT)
    truth.not_retrieved = truth.sought[:NOT_RETRIEVED]
    truth.included = truth.sought[NOT_RETRIEVED : NOT_RETRIEVED + INCLUDED]
    rest = truth.sought[NOT_RETRIEVED + INCLUDED :]
    truth.excluded = {number: of.choice(REASONS) for number in rest}
    rows: dict[str, list[list[str]]] = {"kari": [], "ola": [], "agreed": []}
    for number in given:
        goes_on = number in truth.sought
        said = [_slip(of, goes_on, 0.1 if goes_on else 0.02) for _ in range(2)]
        truth.title_abstract[said[0], said[1]] += 1
        for who, each in zip(("kari", "ola"), said, strict=True):
            unsure = each and of.random() < 0.2
            what = "unsure" if unsure else "include" if each else "exclude"
            rows[who].append(_row(number, given, "title_abstract", what, who=who))
        if goes_on not in said or said[0] != said[1]:
            what = "include" if goes_on else "exclude"
            rows["agreed"].append(_row(number, given, "title_abstract", what))
    for number in truth.not_retrieved:
        rows["kari"].append(_row(number, given, "retrieval", "not_retrieved"))
    for number in _read(truth):
        included = number in truth.included
        said = [_slip(of, included, 0.15) for _ in range(2)]
        truth.full_text[said[0], said[1]] += 1
        reason = truth.excluded.get(number, "no_choir")
        for who, each in zip(("kari", "ola"), said, strict=True):
            what, why = ("include", "") if each else ("exclude", reason)
            rows[who].append(_row(number, given, "full_text", what, why))
        if included not in said or said[0] != said[1]:
            what, why = ("include", "") if included else ("exclude", reason)
            rows["agreed"].append(_row(number, given, "full_text", what, why))
    (root / "data/screening").mkdir()
    for who, said_by in rows.items():
        with (root / f"data/screening/{who}.csv").open("w", encoding="utf-8", newline="") as out:
            table = csv.writer(out, lineterminator="\n")
            table.writerow(HEAD.split(","))
            table.writerows(sorted(said_by, key=lambda cells: (cells[1], cells[0])))


def _slip(of: random.Random, right: bool, often: float) -> bool:
    return right if of.random() >= often else not right


def _row(
    number: int, given: dict[int, set[str]], stage: str, what: str, why: str = "", who: str = ""
) -> list[str]:
    one = work(number)
    title = f"title:{''.join(one.title.lower().split())}:{one.year}"
    name = f"doi:{one.doi}" if one.doi else title
    if not one.doi and "kordata" in given[number] and who != "ola":
        name = f"pmid:{number + 1}"  # Ola had decided before Kordata was searched
    return [name, stage, what, why, "2026-03-10", one.title]
