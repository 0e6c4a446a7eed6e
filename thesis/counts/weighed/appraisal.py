"""Appraisals of studies by the tools of templates/appraisal/: judgements reckoned of answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from thesis.diagnostics.place import Place
from thesis.input import sources
from thesis.model.formulas import Formula
from thesis.model.records import AppraisalTool, Study
from thesis.model.register import Number, counted

FOLDER = Path(__file__).parents[3] / "templates/appraisal"

OVERALL = "overall"

Answers = Mapping[str, str]
"""The answers to a tool by the numbers of its items."""


@cache
def tool(name: str) -> dict[str, Any]:
    """A tool as its file has it; empty where there is none of the name."""
    path = FOLDER / f"{name}.yaml"
    known = path.is_file()
    return sources.read_yaml(path, f"templates/appraisal/{name}.yaml").value if known else {}


def names() -> list[str]:
    """The tools that there are."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def items(of: Mapping[str, Any]) -> dict[str, str]:
    """The domain of each item of a tool."""
    return {item: id for id, domain in of["domains"].items() for item in domain["items"]}


def is_asked(of: Mapping[str, Any], item: str, answers: Answers) -> bool:
    """Whether an item is to be answered, as the answers before it are."""
    domain = of["domains"][items(of)[item]]
    ways = domain.get("asked", {}).get(item)
    return ways is None or any(_fits(of, way, answers) for way in ways)


def asked(of: Mapping[str, Any], answers: Answers) -> Iterator[str]:
    """The items that are to be answered."""
    return (item for item in items(of) if is_asked(of, item, answers))


def _fits(of: Mapping[str, Any], way: Mapping[str, list[str]], answers: Answers) -> bool:
    """Whether answers are those of a rule: each of one that is asked itself."""
    return all(
        is_asked(of, item, answers)
        and of.get("like", {}).get(answers.get(item, ""), answers.get(item)) in wanted
        for item, wanted in way.items()
    )


def reckoned(of: Mapping[str, Any], answers: Answers) -> dict[str, str]:
    """The judgement of each domain that a tool has rules for; "" where an item lacks its answer."""
    made = {}
    for id, domain in of["domains"].items():
        lacks = any(item in domain["items"] and item not in answers for item in asked(of, answers))
        fits = (
            rule["is"]
            for rule in domain.get("rules", ())
            if _fits(of, {item: told for item, told in rule.items() if item != "is"}, answers)
        )
        made[id] = "" if lacks else next(fits, "")
    return made


def judged(of: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, str]:
    """The judgements of an appraisal, an override in place of what is reckoned; the whole last."""
    answers = {item: each["answer"] for item, each in told["answers"].items()}
    over = {id: each["verdict"] for id, each in told.get("overrides", {}).items()}
    made = {id: over.get(id, verdict) for id, verdict in reckoned(of, answers).items()}
    known = [verdict for verdict in made.values() if verdict in of["verdicts"]]
    whole = max(known, key=of["verdicts"].index) if len(known) == len(made) else ""
    return {**made, OVERALL: over.get(OVERALL, whole)}


def appraisals(study: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The judgements of a record by tool."""
    given = study.get("appraisal") or {}
    return {name: judged(tool(name), told) for name, told in given.items() if tool(name)}


def used(studies: Iterable[Study], language: str) -> list[AppraisalTool]:
    """The tools that included studies are appraised by."""
    named = dict.fromkeys(name for study in studies for name in _of(study))
    return [
        AppraisalTool(
            id=name,
            name=tool(name)["name"],
            domains={
                id: domain["label"].get(language) or domain["label"]["nb"]
                for id, domain in tool(name)["domains"].items()
            },
            verdicts=tool(name)["verdicts"],
        )
        for name in named
    ]


def numbers(studies: Iterable[Study], given: Mapping[str, Mapping[str, Any]]) -> Iterator[Number]:
    """How many included studies have each judgement, in all and by domain, and the agreement.

    Args:
        given: the records as they are written, by the keys of the studies.
    """
    included = [study for study in studies if _of(study)]
    for name in dict.fromkeys(name for study in included for name in _of(study)):
        of = tool(name)
        for domain in (OVERALL, *of["domains"]):
            for verdict in of["verdicts"]:
                rows = [
                    Place(study.file, study.lines.get(f"appraisal.{name}", 0))
                    for study in included
                    if _of(study).get(name, {}).get(domain) == verdict
                ]
                key = "" if domain == OVERALL else f"{domain.lower()}."
                words = {"tool": of["name"], "verdict": verdict, "domain": domain}
                yield counted(f"appraisal.{name}.{key}{verdict}", Formula("appraised", words), rows)
        both = [
            (told["answers"][item]["answer"], second)
            for study in included
            if (told := given[study.key]["appraisal"].get(name))
            for item, second in told.get("second", {}).items()
            if item in told["answers"]
        ]
        if both:
            share = round(100 * sum(one == two for one, two in both) / len(both))
            formula = Formula("agreement", {"tool": of["name"]})
            yield Number(f"appraisal.{name}.agreement", share, "percent", "derived", formula)


def _of(study: Study) -> Mapping[str, Mapping[str, str]]:
    return study.fields.get("appraisal") or {} if study.status == "included" else {}
