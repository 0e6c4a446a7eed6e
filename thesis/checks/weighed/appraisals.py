"""Rules on the appraisals of the studies, against the tools of templates/appraisal/."""

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
    sees="a judgement that is declared to be another, and is the one that is reckoned; a judgement "
    "of the whole that is milder than that of its worst domain",
    misses="a reason that does not hold",
    example="D1: {verdict: low, reason: Alt var i orden.}",
)

UNTOLD = {"NI", "U", "NA"}  # Answers that say there is nothing to rest on


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    for study in data.studies.values():
        if "appraisal" not in study.value or not complete.value(study, "appraisal"):
            continue
        for name, told in (study.value["appraisal"] or {}).items():
            if of := appraisal.tool(name):
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
    agreed = {item: each["answer"] for item, each in told["answers"].items()}
    both = {**agreed, **told.get("second", {})}
    for part, item, answer in given:
        place = study.place("appraisal", name, part, item)
        if item not in items:
            yield APPRAISAL_UNKNOWN.at(
                place,
                found=f"the item {item}",
                expected=f"an item of {name}: {', '.join(items)}",
                fix=suggestion(str(item), items, "remove it"),
            )
            continue
        domain = of["domains"][items[item]]
        follows = both if item in domain.get("asked", {}) else agreed
        if item not in agreed and not appraisal.is_asked(of, item, follows):
            yield APPRAISAL_UNKNOWN.at(
                place,
                found=f"{item}, which the second appraiser alone answered",
                expected="an item of the agreed answers, or one that the second's own ask for",
                fix="remove it, or answer the item under answers",
            )
        if appraisal.is_open(of, item):
            continue
        without = domain.get("without", {}).get(item, [])
        may = [each for each in of["answers"] if each not in without]
        if answer not in may:
            yield APPRAISAL_UNKNOWN.at(
                place,
                found=f"{item}: {answer}",
                expected=f"one of {', '.join(may)}",
                fix=suggestion(str(answer), may, f"answer as {name} does"),
            )
    yield from _overridden(study, name, of, told)


def _overridden(
    study: Source, name: str, of: Mapping[str, Any], told: Mapping[str, Any]
) -> Iterator[Finding]:
    """What is wrong with judgements that stand in place of those reckoned."""
    reckoned = appraisal.judged(of, {"answers": told["answers"]}) if "verdicts" in of else {}
    over = told.get("overrides", {})
    others = {**told, "overrides": {id: each for id, each in over.items() if id != OVERALL}}
    for id, each in over.items():
        place, verdict = study.place("appraisal", name, "overrides", id), each["verdict"]
        if id not in reckoned or verdict not in of["verdicts"]:
            known = of["verdicts"] if id in reckoned else list(reckoned)
            none = f"no overrides: {name} makes no judgements"
            yield APPRAISAL_UNKNOWN.at(
                place,
                found=f"{id}: {verdict}",
                expected=f"one of {', '.join(known)}" if known else none,
                fix=suggestion(verdict if id in reckoned else str(id), known, "mend or remove it"),
            )
        elif verdict == reckoned[id] and not (id == OVERALL and len(told["overrides"]) > 1):
            yield APPRAISAL_OVERRIDE.at(
                place,
                found=f"{id}: {verdict}",
                expected=f"another judgement than the one reckoned, {reckoned[id]}",
                fix="remove it",
            )
        elif id == OVERALL:
            order, worst = of["overall"], appraisal.judged(of, others)[OVERALL]
            if worst in order and order.index(verdict) < order.index(worst):
                yield APPRAISAL_OVERRIDE.at(
                    place,
                    found=f"{id}: {verdict}",
                    expected=f"{worst}, that of the worst domain, or a graver one",
                    fix="judge the domain otherwise, with the reason, or remove it",
                )


def _answered(
    study: Source, name: str, of: Mapping[str, Any], told: Mapping[str, Any]
) -> Iterator[Finding]:
    answers = {item: each["answer"] for item, each in told["answers"].items()}
    parts = [id for id, domain in of["domains"].items() if domain.get("one_of")]
    begun = {appraisal.items(of).get(item) for item in answers}
    if parts and begun.isdisjoint(parts) and {*answers.values()} <= {"Y"}:
        yield APPRAISAL_LACKING.at(
            study.place("appraisal", name, "answers"),
            found=f"nothing of the parts {', '.join(parts)}",
            expected="the part for the design of the study",
            fix="answer its items",
        )
    lacking = [item for item in appraisal.asked(of, answers) if _lacks(of, item, answers)]
    if lacking:
        unknown = "NI" if "NI" in of["answers"] else "U"
        yield APPRAISAL_LACKING.at(
            study.place("appraisal", name, "answers"),
            found=f"no {', '.join(lacking)}",
            expected=f"an answer to every item that {name} asks for",
            fix=f"answer them; {unknown} where the article does not tell",
        )
    bases = {"page", "quote", *(["note"] if "made_from" in told else [])}
    for item, each in told["answers"].items():
        if each["answer"] not in UNTOLD and not bases & {*each}:
            yield APPRAISAL_BASIS.at(
                study.place("appraisal", name, "answers", item),
                found=f"{item}: {each['answer']}",
                expected="the page or the words that it rests on",
                fix=f"add {' or '.join(sorted(bases, reverse=True))}",
            )


def _lacks(of: Mapping[str, Any], item: str, answers: Mapping[str, str]) -> bool:
    """Whether an item has no answer: «not applicable» is one where the tool asks nothing of it."""
    follows = any("asked" in domain for domain in of["domains"].values())
    return item not in answers or (follows and answers[item] == "NA")
