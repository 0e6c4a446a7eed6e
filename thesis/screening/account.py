"""Account of a screening as data/ has it, without the exports: outcomes, and what they came to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from thesis.input.folder import EXPORT_NAME, Data, get, whole
from thesis.input.sources import Fields, Source
from thesis.screening.decisions import (
    AGREED,
    FULL_TEXT,
    INCLUDE,
    NOT_RETRIEVED,
    RETRIEVAL,
    STAGES,
    TITLE_ABSTRACT,
    Decision,
    of_sheet,
)
from thesis.screening.found import found_record
from thesis.screening.outcomes import Outcome, Outcomes, outcomes
from thesis.screening.works import Work, names

SCREENED = "screened"  # The file that `records` writes, by its path in data/ without ending

HEAD = "# Written by: python -m thesis records, of the exports and data/screening/.\n"


@dataclass(frozen=True)
class Account:
    """What became of the works."""

    decisions: list[Decision]  # those that say something of a stage that there is
    # the name of a work by an earlier one that decisions have
    names: Mapping[str, str] = field(default_factory=dict)
    # what is known of each that went on from titles and abstracts, by its name
    works: Mapping[str, Fields] = field(default_factory=dict)
    # the key of its reference, by the name of a work that a study has
    references: Mapping[str, str] = field(default_factory=dict)
    studies: Mapping[str, str] = field(default_factory=dict)  # the key of the study that it reports
    # how many works two people decide on at each stage: all, sample or none
    second: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Data) -> Account:
        """The account that data/ gives; what is wrong with it is told by the rules."""
        whose = _value(data.documents.get("screening"))
        made = _value(data.documents.get(SCREENED))
        works = [each for _, each in made_works(data)]
        known = reported(data)
        second = str(whose.get("second", "none"))
        stages = whose.get("stages") or {}
        return cls(
            [
                decision
                for _, sheet in sorted(data.screening.items())
                for decision in of_sheet(sheet)
                if decision.decision in STAGES.get(decision.stage, ())
            ],
            made.get("called") or {},
            {str(each.get("work")): each for each in works},
            {work: reference for work, (reference, _) in known.items()},
            {work: study for work, (_, study) in known.items()},
            {stage: str(stages.get(stage, second)) for stage in (TITLE_ABSTRACT, FULL_TEXT)},
        )

    def name(self, decision: Decision) -> str:
        """The name that the work of a decision has now."""
        return self.names.get(decision.work, decision.work)

    @cached_property
    def outcomes(self) -> Outcomes:
        """What became of each work at each stage."""
        return outcomes(self.decisions, self.names)

    def at(self, stage: str) -> dict[str, Outcome]:
        """What became of each work at one stage."""
        return self.outcomes.get(stage, {})

    @cached_property
    def sought(self) -> dict[str, Outcome]:
        """The works whose report was sought, by what was said of titles and abstracts."""
        found = self.at(TITLE_ABSTRACT).items()
        return {work: each for work, each in found if each.decision == INCLUDE}

    @cached_property
    def not_retrieved(self) -> dict[str, Outcome]:
        """Those whose report could not be had."""
        return self._sought(RETRIEVAL, NOT_RETRIEVED)

    @cached_property
    def assessed(self) -> dict[str, Outcome]:
        """Those that were read in full, with what was decided then."""
        return {**self.included, **self.excluded}

    @cached_property
    def included(self) -> dict[str, Outcome]:
        """Those that are included."""
        return self._sought(FULL_TEXT, INCLUDE)

    @cached_property
    def excluded(self) -> dict[str, Outcome]:
        """Those that were excluded when they had been read in full."""
        return self._sought(FULL_TEXT, "exclude")

    def _sought(self, stage: str, decision: str) -> dict[str, Outcome]:
        found = self.at(stage).items()
        return {
            work: each for work, each in found if each.decision == decision and work in self.sought
        }

    def pending(self) -> list[str]:
        """The works that were sought and of which nobody has said how it ended."""
        done = {*self.not_retrieved, *self.at(FULL_TEXT)}
        return [work for work in self.sought if work not in done]

    def alone(self, stage: str) -> list[str]:
        """The works that one person decided on where two were to."""
        if self.second.get(stage) != "all":
            return []
        people: dict[str, set[str]] = {}
        for each in self.decisions:
            if each.stage == stage:
                people.setdefault(self.name(each), set()).add(each.screener)
        return [
            work for work, who in people.items() if len(who - {AGREED}) < 2 and AGREED not in who
        ]


def made_works(data: Data) -> Iterator[tuple[int, Fields]]:
    """The works of data/screened.yaml, each with its place in the list."""
    works = _value(data.documents.get(SCREENED)).get("works")
    for i, each in enumerate(works if isinstance(works, list) else []):
        if isinstance(each, dict):
            yield i, each


def as_yaml(every: Sequence[Work], data: Data) -> str:
    """The text of data/screened.yaml: what the decisions of data/ lack, and what went on.

    Args:
        every: the works of all exports, in their order.
    """
    names = {name: work.name for work in every for name in (work.name, *work.also)}
    account = replace(Account.of(data), names=names)
    used = dict.fromkeys(each.work for each in account.decisions)
    seen = account.at(TITLE_ABSTRACT)
    lines = [
        HEAD,
        "files:\n" if data.hashes else "files: []\n",
        *(f"- {{file: {file}, sha256: {sha}}}\n" for file, sha in sorted(data.hashes.items())),
        f"unscreened: {sum(work.name not in seen for work in every)}\n",
        f"unknown: {_quoted(sorted(name for name in used if name not in names))}\n",
        f"called: {_quoted({n: names[n] for n in sorted(used) if names.get(n, n) != n})}\n",
    ]
    sought = [work for work in every if work.name in account.sought]
    lines.append("works:\n" if sought else "works: []\n")
    for work in sought:
        first = work.records[0]
        told = {
            "work": work.name,
            "records": [record.id for record in work.records],
            "title": first.title,
            "year": first.year,
            "journal": first.journal,
            "doi": next((record.doi for record in work.records if record.doi), ""),
            "pmid": next((record.pmid for record in work.records if record.pmid), ""),
        }
        fields = (f"{name}: {_quoted(value)}\n" for name, value in told.items() if value)
        lines.append("- " + "  ".join(fields))
    return "".join(lines)


def _quoted(value: object) -> str:
    """A value on one line of YAML, which reads JSON."""
    return json.dumps(value, ensure_ascii=False)


def reported(data: Data) -> dict[str, tuple[str, str]]:
    """The reference and the study of a work, by every name that it or its records are called.

    A study has the reference of its own key, and those that its field `reports` names.
    """
    of_work: dict[str, str] = {}
    for key, study in data.studies.items():
        for each in (key, *(get(study, list, "reports") or [])):
            of_work.setdefault(str(each), key)
    found: dict[str, tuple[str, str]] = {}
    for _, item, _ in data.items("references"):
        reference = str(item.get("id"))
        if reference in of_work and isinstance(item.get("title"), str):
            for name in names(found_record("", 0, item)):
                found.setdefault(name, (reference, of_work[reference]))
    for _, work in made_works(data):
        if name := next((each for each in _names(work) if each in found), ""):
            found[str(work.get("work"))] = found[name]
    return found


def search_of(record: str, data: Data) -> tuple[str, int]:
    """The search that gave a record: that of its file, or the only one whose hits count.

    Returns:
        The database, and the number of the search; 0 where it is not known.
    """
    name = EXPORT_NAME.fullmatch(f"{record.rpartition(':')[0]}.x")
    if name is None or name["database"] not in data.sheets:
        return "", 0
    if name["number"]:
        return name["database"], int(name["number"])
    finals = [
        number
        for i, each, source in data.items("databases")
        if each.get("id") == name["database"]
        for number in get(source, list, i, "final") or ()
    ]
    rows = [row.cells.get("number", "") for row in data.sheets[name["database"]].rows]
    known = finals or [whole(number) or 0 for number in rows]
    return name["database"], known[0] if len(known) == 1 else 0


def _names(work: Fields) -> Iterator[str]:
    """What data/screened.yaml calls a work, the surest first."""
    item = {"title": str(work.get("title")), "DOI": work.get("doi"), "PMID": work.get("pmid")}
    return names(found_record("", 0, {**item, "issued": work.get("year")}))


def _value(source: Source | None) -> Fields:
    return source.value if source and isinstance(source.value, dict) else {}
