"""Rules on the appraisals of the studies, against the tools of templates/appraisal/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from thesis.checks.data import complete
from thesis.counts.weighed import appraisal
from thesis.counts.weighed.appraisal import OVERALL
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data
from thesis.input.sources import Source

APPRAISAL_UNKNOWN = declare(
    "appraisal.unknown",
    looks_at="studies",
    sees="an appraisal by a tool that is not there, of an item or domain that the tool does not "
    "have, or with an answer or judgement that it does not give there",
    misses="an answer that the tool has and that is wrong",
    example='"1.1": {answer: Yes, page: 3}',
)
APPRAISAL_LACKING = declare(
    "appraisal.lacking",
    looks_at="studies",
    sees="an item that the answers before it ask for, and that has no answer",
    misses="an item that was answered without a look in the article",
    example='no "1.2"',
)
APPRAISAL_BASIS = declare(
    "appraisal.basis",
    looks_at="studies",
    sees="an answer that rests neither on a page nor on words of the article",
    misses="a page or words that say something else",
    example='"1.1": {answer: Y}',
)
APPRAISAL_OVERRIDE = declare(
    "appraisal.override",
    looks_at="studies",
    sees="a judgement that is declared to be another, and is the one that is reckoned",
    misses="a reason that does not hold",
    example="D1: {verdict: low, reason: Alt var i orden.}",
)

UNTOLD = {"NI", "NA"}
"""Answers that say there is nothing to rest on."""


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    for study in data.studies.values():
        if "appraisal" not in study.value or not complete.value(study, "appraisal"):
            continue
        for name, told in (study.value["appraisal"] or {}).items():
            of = appraisal.tool(name)
            if of:
                yield from _known(study, name, of, told)
                yield from _answered(study, name, of, told)
                continue
            yield APPRAISAL_UNKNOWN.at(
                study.place("appraisal", name),
                found=name,
                expected=f"one of {', '.join(appraisal.names())}",
                fix=suggestion(name, appraisal.names(), "take a tool of templates/appraisal/"),
            )


def _known(
    study: Source, name: str, of: Mapping[str, Any], told: Mapping[str, Any]
) -> Iterator[Finding]:
    items = appraisal.items(of)
    given = [
        *(("answers", item, each["answer"]) for item, each in told["answers"].items()),
        *(("second", item, each) for item, each in told.get("second", {}).items()),
    ]
    for part, item, answer in given:
        place = study.place("appraisal", name, part, item)
        if item not in items:
            yield APPRAISAL_UNKNOWN.at(
                place,
                found=f"the item {item}",
                expected=f"an item of {of['name']}: {', '.join(items)}",
                fix=suggestion(str(item), items, "remove it"),
            )
            continue
        without = of["domains"][items[item]].get("without", {}).get(item, [])
        may = [each for each in of["answers"] if each not in without]
        if answer not in may:
            yield APPRAISAL_UNKNOWN.at(
                place,
                found=f"{item}: {answer}",
                expected=f"one of {', '.join(may)}",
                fix=suggestion(str(answer), may, f"answer as {of['name']} does"),
            )
    reckoned = appraisal.judged(of, {"answers": told["answers"]})
    for id, each in told.get("overrides", {}).items():
        place, verdict = study.place("appraisal", name, "overrides", id), each["verdict"]
        if id not in reckoned or verdict not in of["verdicts"]:
            known = of["verdicts"] if id in reckoned else list(reckoned)
            yield APPRAISAL_UNKNOWN.at(
                place,
                found=f"{id}: {verdict}",
                expected=f"one of {', '.join(known)}",
                fix=suggestion(verdict if id in reckoned else str(id), known, "mend or remove it"),
            )
        elif verdict == reckoned[id] and not (id == OVERALL and len(told["overrides"]) > 1):
            yield APPRAISAL_OVERRIDE.at(
                place,
                found=f"{id}: {verdict}",
                expected=f"another judgement than the one reckoned, {reckoned[id]}",
                fix="remove it",
            )


def _answered(
    study: Source, name: str, of: Mapping[str, Any], told: Mapping[str, Any]
) -> Iterator[Finding]:
    answers = {item: each["answer"] for item, each in told["answers"].items()}
    lacking = [item for item in appraisal.asked(of, answers) if answers.get(item, "NA") == "NA"]
    if lacking:
        yield APPRAISAL_LACKING.at(
            study.place("appraisal", name, "answers"),
            found=f"no {', '.join(lacking)}",
            expected=f"an answer to every item that {of['name']} asks for",
            fix="answer them; NI where the article does not tell",
        )
    for item, each in told["answers"].items():
        if each["answer"] not in UNTOLD and not {"page", "quote"} & {*each}:
            yield APPRAISAL_BASIS.at(
                study.place("appraisal", name, "answers", item),
                found=f"{item}: {each['answer']}",
                expected="the page or the words that it rests on",
                fix="add page or quote",
            )
