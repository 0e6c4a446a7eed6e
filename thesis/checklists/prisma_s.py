"""PRISMA-S answered from data: what the searches say by themselves, and where it is reported.

The data know what was searched; a checklist asks what the thesis reports. So a database, a search
or a date counts only where the document prints it, and what the data know and no text says is told
as not reported.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from thesis.document import pandoc
from thesis.document.pandoc import NAMED, Element
from thesis.document.passages import language, of_blocks, short
from thesis.document.render import grammar
from thesis.input.labels import Labels
from thesis.model import display
from thesis.model.display import runs
from thesis.model.records import Database, Search
from thesis.model.register import Register

BY_BUILD = "prisma_s"  # The checklist of which data answer some items

DATES = ("long", "short", "numeric")


@dataclass(frozen=True)
class Filled:
    """An answer that the build gave."""

    says: str  # what the data say, as a sentence; "" where the thesis reports nothing of it
    lacks: str  # what the thesis does not report; "" where it reports all
    at: tuple[str, ...]  # the identifiers of the headings, tables and figures under which it stands
    rows: tuple[str, ...]  # the rows of data/ behind it, as ``file:line``, neighbours together


@dataclass(frozen=True)
class Text:
    """A text of the thesis, with the heading, figure or table that it is under, and its keys."""

    at: str
    text: str
    keys: frozenset[str]


@dataclass(frozen=True)
class PrintedRow:
    """A row of a table: the table's identifier, its cells and the keys of its numbers."""

    at: str
    cells: frozenset[str]
    keys: frozenset[str]


class DataAnswers:
    """Answers from a register and its document.

    Args:
        words: the labels under ``checklists.filled``, and ``and``.
    """

    def __init__(self, register: Register, tree: Element, words: Labels) -> None:
        self.register = register
        self.tree = tree
        self.words = words
        self.language = short(register.records.thesis.language or "nb")
        self.databases = register.records.databases
        self.searches = register.records.searches

    def answers(self) -> dict[str, Filled]:
        """Those items of PRISMA-S that the data have something for."""
        given = {item: answer(self) for item, answer in ITEMS.items()}
        return {item: filled for item, filled in given.items() if filled}

    def names(self) -> Filled:
        """Item 1: the databases, and the platform of each."""
        named = [one for one in self.databases if self._tables(one)]
        bare = [
            one for one in self.databases if not (one.platform and self._told(one, [one.platform]))
        ]
        return self._filled(
            self._say("databases", named),
            [("unnamed", self._without(named)), ("platform", bare)],
            named,
            "databases.count",
        )

    def strategies(self) -> Filled:
        """Item 8: every search, with its query."""
        whole = [one for one in self.databases if self._printed(one, "query")]
        count = sum(search.database in {one.id for one in whole} for search in self.searches)
        return self._filled(
            self._say("strategies", whole, count=self._digits(count)),
            [("unprinted", self._without(whole))],
            whole,
            "searches.count",
        )

    def limits(self) -> Filled | None:
        """Item 9: the limits of those searches that have any; None where no search has."""
        limited = [search for search in self.searches if search.limits]
        if not limited:
            return None
        of = {search.database for search in limited}
        narrowed = [one for one in self.databases if one.id in of]
        whole = [one for one in narrowed if self._printed(one, "limits")]
        count = sum(search.database in {one.id for one in whole} for search in limited)
        says = self._say(
            "limits", whole, count=self._digits(count), of=self._digits(len(self.searches))
        )
        lacks = [("unlimited", [one for one in narrowed if one not in whole])]
        rows = [f"{search.key}.hits" for search in limited]
        return self._filled(says, lacks, whole, *rows)

    def dates(self) -> Filled:
        """Item 13: the day of the search in each database."""
        return self._days("dates", self.databases, "databases.count")

    def hits(self) -> Filled:
        """Item 15: the hits in each database, and all together."""
        first = [one for one in self.databases if not one.updates]
        counted = [one for one in first if self._counted(one)]
        told = [
            f"{one.name} {self._digits(self.register.value(f'{one.id}.hits'))}" for one in counted
        ]
        whole = self._digits(self.register.value("searches.hits"))
        filled = self._filled(
            self._say("hits", counted, hits=self._listed(told), whole=whole),
            [("uncounted", [one for one in first if one not in counted])],
            [],
            "searches.hits",
        )
        keys = [key for one in self.databases for key in (f"{one.id}.hits", f"{one.id}.first.hits")]
        at = self._standing([*keys, "searches.hits"])
        return Filled(filled.says, filled.lacks, tuple(at), filled.rows)

    def prior(self) -> Filled | None:
        """Item 11: the searches that are made again as they were; None where none is later."""
        later = [one for one in self.databases if one.updates]
        if not later:
            return None
        names = {one.id: one.name for one in self.databases}
        made = {(names[row.database], _plain(row.query)) for row in self._searches(later, False)}
        new = self._searches(later, True)
        again = [row for row in new if (names[row.database], _plain(row.query)) in made]
        count, of = (self._digits(len(rows)) for rows in (again, new))
        printed = [one for one in later if self._printed(one, "query")]
        return self._filled(
            self._say("prior", printed, count=count, of=of),
            [("unprinted", [one for one in later if one not in printed])],
            printed,
            *(f"{row.key}.hits" for row in again),
        )

    def updates(self) -> Filled | None:
        """Item 12: the databases that were searched anew, and when; None where none was."""
        later = [one for one in self.databases if one.updates]
        keys = [f"{one.id}.hits" for one in later]
        return self._days("updates", later, *keys) if later else None

    def reviews(self) -> Filled | None:
        """Item 14: the strategies that another person reviewed; None where none was."""
        reviewed = {one: one.press for one in self.databases if one.press}
        if not reviewed:
            return None
        told = [one for one, press in reviewed.items() if self._told(one, [press.reviewer])]
        said = [
            f"{one.name} ({press.reviewer}, {self._date(press.date, 'numeric')}: {press.changed})"
            for one, press in reviewed.items()
            if one in told
        ]
        return self._filled(
            self._say("reviews", told, reviews=self._listed(said)),
            [("unreviewed", [one for one in reviewed if one not in told])],
            told,
            "databases.count",
        )

    # ---- what stands where -----------------------------------------------------------------------

    @cached_property
    def _texts(self) -> list[Text]:
        """The texts of the chapters and appendices that everyone sees."""
        found = []
        for file, part, blocks in pandoc.files(self.tree):
            heading = ""
            for passage in of_blocks(blocks, file, language(self.tree)):
                holder = next((b for b in reversed(passage.within) if b["t"] in NAMED), None)
                if holder and holder["t"] == "Header":
                    heading = pandoc.identifier(holder)
                at = (pandoc.identifier(holder) if holder else "") or heading
                keys = (z.attributes["key"] for z in passage.zones if "n" in z.classes)
                described = passage.is_description
                if part != "front" and not described:
                    found.append(Text(at, passage.text, frozenset(" ".join(keys).split())))
        return found

    @cached_property
    def _rows(self) -> list[PrintedRow]:
        return [
            PrintedRow(
                pandoc.identifier(table),
                frozenset(_plain(pandoc.text(cell)) for cell in row),
                frozenset(pandoc.attributes(n)["key"] for n in _numbers(row)),
            )
            for table in pandoc.walk(self.tree["blocks"])
            if table["t"] == "Table"
            for row in pandoc.rows(table)
        ]

    def _standing(self, keys: Iterable[str]) -> list[str]:
        """Where the numbers of some keys stand, in reading order."""
        wanted = {*keys}
        return list(dict.fromkeys(text.at for text in self._texts if wanted & text.keys))

    def _printed(self, database: Database, column: str) -> bool:
        """Whether every search of a database is a row of a table, with what a column says of it."""
        return all(
            any(
                f"{search.key}.hits" in row.keys
                and (not (said := getattr(search, column)) or _plain(said) in row.cells)
                for row in self._rows
            )
            for search in self.searches
            if search.database == database.id
        )

    def _searches(self, sessions: Sequence[Database], inside: bool) -> list[Search]:
        """The searches of some sessions, or of all others."""
        ids = {one.id for one in sessions}
        return [row for row in self.searches if (row.database in ids) is inside]

    def _counted(self, database: Database) -> bool:
        """Whether the hits of a database stand somewhere: all, or those of each of its sessions."""
        own = [one.id for one in self.databases if one.name == database.name]
        first = [f"{database.id}.hits", f"{database.id}.first.hits"]
        later = [[f"{each}.hits"] for each in own if each != database.id]
        whole = not later or not self._standing(first[:1])
        parts = [first, *later] if whole else [first]
        return all(self._standing(keys) for keys in parts)

    def _dated(self, session: Database) -> bool:
        """Whether the day of a search is told with the name of its database."""
        return bool(session.searched_on) and self._told(
            session, [self._date(str(session.searched_on), form) for form in DATES]
        )

    def _tables(self, database: Database) -> list[str]:
        """The tables of the searches of a database whose caption names it."""
        keys = {f"{search.key}.hits" for search in self.searches if search.database == database.id}
        of = dict.fromkeys(row.at for row in self._rows if keys & row.keys)
        return [at for at in of if any(t.at == at and database.name in t.text for t in self._texts)]

    def _told(self, database: Database, words: Sequence[str]) -> bool:
        """Whether a text names a database and says one of some words."""
        return any(
            database.name in text.text and any(word in text.text for word in words)
            for text in self._texts
        )

    # ---- words -----------------------------------------------------------------------------------

    def _digits(self, value: Any) -> str:
        return display.digits(value, self.language)

    def _date(self, iso: str, form: str) -> str:
        return grammar(self.language).date(iso, form)

    def _days(self, label: str, sessions: Sequence[Database], *keys: str) -> Filled:
        """The day of each of some searches, and those whose day no text tells."""
        dated = [one for one in sessions if self._dated(one)]
        told = [f"{one.name} {self._date(one.searched_on or '', 'numeric')}" for one in dated]
        says = self._say(label, dated, dates=self._listed(told))
        undated = [one for one in sessions if one not in dated]
        return self._filled(says, [("undated", undated)], dated, *keys)

    def _without(self, some: Sequence[Database]) -> list[Database]:
        return [one for one in self.databases if one not in some]

    def _listed(self, parts: Sequence[str]) -> str:
        *first, last = dict.fromkeys(parts) or [""]
        return f"{', '.join(first)} {self.words['and']} {last}" if first else last

    def _say(self, label: str, databases: Sequence[Database], **values: str) -> str:
        """A sentence on some databases; "" where there are none."""
        if not databases:
            return ""
        names = self._listed([one.name for one in databases])
        return str(self.words[label].format(databases=names, **values))

    def _filled(
        self,
        says: str,
        lacks: Iterable[tuple[str, Sequence[Database]]],
        databases: Iterable[Database],
        *keys: str,
    ) -> Filled:
        missing = (self._say(label, some) for label, some in lacks)
        at = dict.fromkeys(table for one in databases for table in self._tables(one))
        rows = runs(row for key in keys for row in self.register[key].rows)
        return Filled(says, " ".join(filter(None, missing)), tuple(at), tuple(rows))


ITEMS: Mapping[str, Callable[[DataAnswers], Filled | None]] = {
    "1": DataAnswers.names, "8": DataAnswers.strategies, "9": DataAnswers.limits,
    "11": DataAnswers.prior, "12": DataAnswers.updates, "13": DataAnswers.dates,
    "14": DataAnswers.reviews, "15": DataAnswers.hits,
}  # fmt: skip
"""The items of PRISMA-S that data answer."""


def _numbers(row: Sequence[Any]) -> Iterable[Element]:
    return (element for element in pandoc.walk(row) if pandoc.is_number(element))


def _plain(text: str) -> str:
    return " ".join(text.split())
