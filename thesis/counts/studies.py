"""The study records with what is reckoned of them, and the numbers that the author typed."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import msgspec

from thesis.counts.weighed import appraisal
from thesis.diagnostics.place import Place
from thesis.input import todo
from thesis.input.folder import DECISIONS, decision
from thesis.input.sources import Fields, Source
from thesis.model import relations
from thesis.model.formulas import Formula
from thesis.model.records import EarlierDecision, FoundBy, Relation, Study, Text, Withdrawn, Work
from thesis.model.register import Number, counted

APART = {
    *("key", "status", "place", "search", "figures", "relations", "withdrawn", "texts"),
    *("corrections", "decisions"),
}  # The keys of a study's file that are no further field of it: code knows each by its name


def study_numbers(studies: dict[str, Source]) -> list[Number]:
    """Every figure of every study, how many were read, included and excluded, and their reports.

    `studies.reports` is there where an included study has more reports than one.
    """
    numbers = []
    for key, study in studies.items():
        for name, figure in study.value.get("figures", {}).items():
            numbers.append(_figure(f"{key}.{name}", figure, study.place("figures", name)))
    place = {key: study.place("status") for key, study in studies.items()}
    for status in DECISIONS:
        rows = [place[key] for key, study in studies.items() if decision(study) == status]
        formula = Formula("studies_by_status", {"status": status})
        if rows or status != "withdrawn":
            numbers.append(counted(f"studies.{status}", formula, rows))
    reports = [
        study.place("reports", i)
        for study in studies.values()
        if decision(study) == "included"
        for i in range(len(study.value.get("reports") or []))
    ]
    if reports:
        own = [place[key] for key, study in studies.items() if decision(study) == "included"]
        numbers.append(counted("studies.reports", Formula("reports"), own + reports, "reports"))
    return [*numbers, counted("studies.read", Formula("studies"), list(place.values()))]


def _figure(key: str, figure: Any, place: Place, citation: str = "") -> Number:
    if not isinstance(figure, dict):
        figure = {"value": figure}
    value = figure.get("value")
    if "low" in figure:
        value = [figure["low"], figure["high"]]
    return Number(
        key,
        value,
        figure.get("unit") or "",
        "cited" if citation else "reported",
        rows=[place],
        citation=citation,
        page=str(figure.get("page") or ""),
        says=figure.get("says") or "",
        note=figure.get("note") or "",
        unverified=bool(figure.get("unverified")),
    )


def cited_numbers(literature: Source) -> list[Number]:
    """The facts from cited works."""
    return [
        _figure(f"{citation}.{name}", fact, literature.place(citation, name), citation)
        for citation, facts in literature.value.items()
        for name, fact in facts.items()
    ]


def own_numbers(method: Source) -> list[Number]:
    """The author's own choices."""
    return [
        _figure(f"method.{name}", fact, method.place(name)) for name, fact in method.value.items()
    ]


def study_records(studies: dict[str, Source], items: Iterable[Work] = ()) -> list[Study]:
    """The records in the order of their places, numbered anew, each text with its line.

    Two at one place, as when two authors added a study each, follow in the order of their keys.

    Args:
        items: the references, which know what language each article is written in.
    """
    languages = {item["id"]: item.get("language") for item in items}
    records = [_record(key, study, languages.get(key)) for key, study in studies.items()]
    found: list[Study] = []
    for status in DECISIONS:
        order = sorted(
            (one for one in records if one.status == status), key=lambda one: (one.place, one.key)
        )
        found += [msgspec.structs.replace(one, place=i) for i, one in enumerate(order, 1)]
    return found


def _record(key: str, study: Source, language: str | None) -> Study:
    value = study.value
    fields = {name: each for name, each in value.items() if name not in APART}
    if "sample" in fields:
        fields["sample"] = sample(value)
    if "appraisal" in fields:
        fields["appraisal"] = appraisal.appraisals(value)
    texts = {
        name: Text(text=text, line=study.texts["texts", name])
        for name, text in value.get("texts", {}).items()
    }
    withdrawn = value.get("withdrawn")
    if withdrawn:  # its reason is printed like the other texts of the record
        line = study.texts["withdrawn", "reason"]
        texts["withdrawn"] = Text(text=withdrawn["reason"], line=line)
    return Study(
        key=key,
        status=decision(study) or "",
        place=value["place"],
        search=FoundBy(**value["search"]) if value.get("search") else None,
        fields=fields,
        figures=value.get("figures", {}),
        relations=reckoned(study) if "relations" in value else [],
        decisions=[EarlierDecision(**each) for each in value.get("decisions", ())],
        withdrawn=Withdrawn(edition=withdrawn["edition"]) if withdrawn else None,
        texts=texts,
        language=language,
        to_fill=[".".join(map(str, steps)) for steps in study.to_fill],
        file=study.file,
        lines=field_lines(study),
        appraised=appraisal.appraised(study),
    )


def sample(study: Fields) -> int | None:
    """How many people a study had: the sum of the figures that its `sample` names.

    None where it names none, or one that is not there.
    """
    names = study["sample"] or []
    figures = [(study.get("figures") or {}).get(name) for name in names]
    values = [figure.get("value") if isinstance(figure, dict) else figure for figure in figures]
    counts = [value for value in values if isinstance(value, int)]
    return sum(counts) if counts and len(counts) == len(names) else None


def reckoned(study: Source) -> list[Relation]:
    """The relations of a record, each with its arithmetic, whether it holds, and its place."""
    figures = study.value.get("figures") or {}
    return [
        Relation(
            **relation,
            **asdict(relations.read(relation["says"], figures)),
            at=str(study.place("relations", i)),
        )
        for i, relation in enumerate(study.value["relations"])
        if not any(todo.waits(study, "figures", name) for name in relations.names(relation["says"]))
    ]


def field_lines(study: Source) -> dict[str, int]:
    """The line of each field of a record by its path, such as ``outcomes.craving``."""
    return {
        ".".join(map(str, steps)): line
        for steps, line in study.lines.items()
        if steps
        and steps[0] not in {"texts", "relations", "corrections", "unverified"}
        and all(isinstance(step, str) for step in steps)
    }
