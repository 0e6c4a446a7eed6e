"""Provenance of a number, for a reader: its formula, the rows behind it, its citation."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.input.labels import Labels
from thesis.model import arithmetic, display, references
from thesis.model import flow as flows
from thesis.model.formulas import Formula
from thesis.model.records import Flow
from thesis.model.register import Number, Register
from thesis.searches.registered import examined

KINDS = ("computed", "searches", "studies", "literature", "chosen")
"""What numbers are grouped by: computed, from a search, a study, a cited work, or the author."""


@dataclass(frozen=True)
class OriginRow:
    """A row behind a number: its place in data/, what it is, and what it adds to the number."""

    place: str
    name: str = ""
    target: str = ""
    adds: str = ""


@dataclass(frozen=True)
class Origin:
    """All that a reader is told of one number."""

    key: str  # its key in the register
    kind: str  # one of :data:`KINDS`
    value: str  # the number in Norwegian digits
    says: str = ""  # what it counts, or its formula in words
    language: str = ""  # the language of `says` where it is not that of the thesis
    # the keys and values of the numbers that a difference is made of
    terms: Sequence[tuple[str, str]] = ()
    rows: Sequence[OriginRow] = ()  # the rows behind it
    # the keys and values of the numbers that it is divided into, with what they count
    parts: Sequence[tuple[str, str, str]] = ()
    # the keys and values of the numbers that would be others, were this one another
    changes: Sequence[tuple[str, str]] = ()
    proof: Sequence[str] = ()  # what other searches allow the hits of a search, in sentences
    # the cited work as the text cites it, with `target`, its id in the reference list
    source: str = ""
    target: str = ""
    page: str = ""
    note: str = ""
    unverified: bool = False


@dataclass(frozen=True)
class Provenance:
    """Tells the origin of numbers.

    Args:
        register: every number.
        works: how the text cites each work, by its key.
        targets: the ids in the document of searches, databases, studies and works.
    """

    register: Register
    words: Labels
    works: Mapping[str, str]
    targets: Mapping[str, str] = field(default_factory=dict)

    def tell(self, keys: Iterable[str]) -> dict[str, Origin]:
        """The origins of numbers, and of all numbers that these are made of, by key."""
        told: dict[str, Origin] = {}
        waiting = list(keys)
        while waiting:
            key = waiting.pop()
            if key in self.register and key not in told:
                told[key] = origin = self.origin(self.register[key])
                waiting += [term for term, _ in origin.terms]
                waiting += [part for part, _, _ in origin.parts]
        return {key: told[key] for key in sorted(told, key=display.in_order)}

    def origin(self, number: Number) -> Origin:
        """What is told of one number."""
        head = number.key.partition(".")[0]
        work = number.citation or (head if head in self.studies.values() else "")
        says, language = number.says or self.left.get(number.key, ""), ""
        terms = self.terms(number)
        if number.formula and not says:
            says, language = self.formula(number.formula)
        elif self.in_search(number):
            count = self.words["formula_words"]["count"].get(number.unit, number.unit)
            search = self.row(number.rows[0])[0]
            says = self.words["html"]["in_search"].format(count=count, search=search)
        return Origin(
            number.key,
            "searches" if self.in_search(number) else self.kind(number, work),
            self.written(number),
            says,
            language,
            terms,
            [] if terms else list(self.rows(number)),
            self.parts(number.key),
            [(key, self.written(self.register[key])) for key in self.changed(number.key)],
            self.proofs.get(number.key, []) if self.in_search(number) else [],
            self.work(work),
            self.targets.get(f"work {work}", ""),
            number.page,
            number.note,
            number.unverified,
        )

    @staticmethod
    def kind(number: Number, work: str) -> str:
        """Which of :data:`KINDS` a number belongs to."""
        if number.citation:
            return "literature"
        return "studies" if work else "computed" if number.kind == "derived" else "chosen"

    def in_search(self, number: Number) -> bool:
        """Whether a number stands in the row of a search."""
        return len(number.rows) == 1 and number.key.rpartition(".")[0] == self.search(
            number.rows[0]
        )

    def formula(self, formula: Formula) -> tuple[str, str]:
        """A formula in the words of the labels, with its language where that is another one.

        What it is of is told by `formula_words`, or is the id of a database or of a reason, or a
        key. The formula of an earlier register is told as it was, in English.
        """
        if not formula.id:
            return formula.said, "en"
        named = {"database": self.names, "reason": self.names}
        verdicts = {
            "verdict": self.words["appraisal"]["verdicts"],
            "way": self.words["plots"]["directions"],
        }
        words = {**self.words["formula_words"], **verdicts, **named}
        told = {name: words.get(name, {}).get(word, word) for name, word in formula.of.items()}
        return self.words["formulas"][formula.id].format(**told), ""

    def work(self, key: str) -> str:
        """A work as the text cites it, or would; "" where there is none."""
        records = self.register.records.references
        return self.works.get(key) or (references.cited(records[key]) if key in records else key)

    def written(self, number: Number) -> str:
        """A number in the digits of the labels' language."""
        return display.written(number, self.words["language"])

    def quoted(self, label: str) -> str:
        """What the flowchart calls something, in the quotation marks of the labels."""
        return str(self.words["quoted"]).format(text=label)

    @property
    def flow(self) -> Flow:
        """The stages of the flowchart, with the reasons and their labels."""
        return self.register.records.flow

    @cached_property
    def names(self) -> dict[str, str]:
        """The databases by their ids, and the reasons of the flowchart by theirs."""
        names = {base.id: display.session(base) for base in self.register.records.databases}
        for stage in flows.stages(self.flow):
            for reason in stage.left.reasons if stage.left else []:
                if reason.id:
                    names[reason.id] = self.quoted(reason.label)
        return names

    @cached_property
    def left(self) -> dict[str, str]:
        """What the flowchart calls those that left at a stage, by the key of their number."""
        boxes = [stage.left for stage in flows.stages(self.flow) if stage.left]
        inside = [part for box in boxes for part in box.reasons if not part.id]
        return {row.key: self.quoted(row.label) for row in [*inside, *boxes]}

    def terms(self, number: Number) -> list[tuple[str, str]]:
        """The two numbers of a difference; none for anything else."""
        if number.operation != "difference":
            return []
        return [
            (key, self.written(self.register[key])) for key in number.terms if key in self.register
        ]

    def changed(self, key: str) -> list[str]:
        """The numbers that are made of a number, or of one that is, in their order."""
        found: set[str] = set()
        waiting = [key]
        while waiting:
            above = self.above.get(waiting.pop(), set()) - found - {key}
            found |= above
            waiting += above
        return sorted(found, key=display.in_order)

    @cached_property
    def above(self) -> dict[str, set[str]]:
        """The numbers that each number is a term of."""
        above: dict[str, set[str]] = {}
        for number in self.register.numbers.values():
            for term in number.terms:
                above.setdefault(term, set()).add(number.key)
        return above

    @cached_property
    def proofs(self) -> dict[str, Sequence[str]]:
        """What other searches allow the hits of each search, by the key of its hits."""
        return {
            f"{each.database.id}.{row.number}.hits": row.proof
            for each in examined(self.register, self.words["evidence"]["search_proof"])
            for row in each.history.intervals
            if not row.none
        }

    def parts(self, key: str) -> list[tuple[str, str, str]]:
        """The reasons, or the sources, that the flowchart divides a number into."""
        return [
            (part.key, self.written(self.register[part.key]), part.label)
            for _, box in flows.boxes(self.flow)
            if box.key == key
            for part in box.made_of
            if part.key != key
        ]

    def rows(self, number: Number) -> Iterator[OriginRow]:
        """The rows behind a number, each with what it adds where they add up to the number."""
        done = arithmetic.of(number, self.register) if number.operation == "sum" else None
        terms = [self.register[term.key] for term in done.terms] if done and done.holds else []
        adds = {term.rows[0]: self.written(term) for term in terms if len(term.rows) == 1}
        for place in number.rows:
            yield OriginRow(str(place), *self.row(place), adds.get(place, ""))

    def row(self, place: Place) -> tuple[str, str]:
        """What a row of data/ is, and its id in the document; "" where it is not known."""
        if search := self.search(place):
            database, _, number = search.partition(".")
            name = f"{self.names[database]}, {self.words['html']['search']} {number}"
            return name, self.targets.get(search, "")
        if study := self.studies.get(place.file):
            return self.work(study), self.targets.get(f"study {study}", "")
        databases = self.register.numbers.get("databases.count")
        if databases and place in databases.rows:
            rows = [base for base in self.register.records.databases if not base.updates]
            base = rows[databases.rows.index(place)]
            return base.name, self.targets.get(f"database {base.id}", "")
        return "", ""

    def search(self, place: Place) -> str:
        """«medline.4»: the search that stands in a row, or ""."""
        return self.searches.get(place, "")

    @cached_property
    def searches(self) -> dict[Place, str]:
        """The searches by their place in data/."""
        return searches(self.register)

    @cached_property
    def studies(self) -> dict[str, str]:
        """The keys of the studies by their files."""
        return {study.file: study.key for study in self.register.records.studies}


def searches(register: Register) -> dict[Place, str]:
    """The searches by their place in data/: ``data/searches/medline.csv:5`` is medline.4."""
    known = {search.key for search in register.records.searches}
    return {
        number.rows[0]: number.key.rpartition(".")[0]
        for number in register.numbers.values()
        if number.key.rpartition(".")[0] in known and len(number.rows) == 1
    }


def citations(tree: pandoc.Tree) -> dict[str, str]:
    """How the text cites each work, at its shortest: «Wang et al., 2017»."""
    cited: dict[str, str] = {}
    for element in pandoc.walk(tree["blocks"]):
        if element["t"] == "Cite" and len(element["c"][0]) == 1:
            citation = element["c"][0][0]
            if not citation["citationPrefix"] and not citation["citationSuffix"]:
                text = pandoc.text([element])
                text = re.sub(r"\s\((.+)\)$", r", \1", text) if text[:1] != "(" else text[1:-1]
                shorter = min(text, cited.get(citation["citationId"], text), key=len)
                cited[citation["citationId"]] = shorter
    return cited
