"""Appraisals of studies by the tools of templates/appraisal/: judgements reckoned of answers."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from thesis.diagnostics.files import HOUSE
from thesis.input import sources
from thesis.input.sources import Source
from thesis.model.formulas import Formula
from thesis.model.records import AppraisalTool, Appraised, AppraisedItem, Study
from thesis.model.register import Number, counted

FOLDER = HOUSE / "templates/appraisal"

OVERALL = "overall"

Answers = Mapping[str, str]  # The answers to a tool by the numbers of its items


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


def is_open(of: Mapping[str, Any], item: str) -> bool:
    """Whether an item is answered in words of one's own."""
    return item in of["domains"][items(of)[item]].get("open", ())


def in_language(text: str | Mapping[str, str], language: str) -> str:
    """A name or an item of a tool in a language; a text alone is the same in all."""
    return text if isinstance(text, str) else text.get(language) or text["nb"]


def column(item: str) -> str:
    """What an item is called where it stands for itself: a name that a condition can ask for."""
    return f"q{item.replace('.', '_')}"


def is_asked(of: Mapping[str, Any], item: str, answers: Answers) -> bool:
    """Whether an item is to be answered, as the answers before it are.

    Of parts for one design each, only those are asked that are begun.
    """
    domain = of["domains"][items(of)[item]]
    if domain.get("one_of") and not answers.keys() & domain["items"].keys():
        return False
    ways = domain.get("asked", {}).get(item)
    return ways is None or any(_fits(of, way, answers) for way in ways)


def asked(of: Mapping[str, Any], answers: Answers) -> Iterator[str]:
    """The items that are to be answered."""
    return (item for item in items(of) if is_asked(of, item, answers))


def _fits(of: Mapping[str, Any], way: Mapping[str, list[str]], answers: Answers) -> bool:
    """Whether answers are those of a rule: each of one that is asked itself."""
    like = of.get("like", {})
    return all(
        is_asked(of, item, answers)
        and not {answers.get(item), like.get(answers.get(item))}.isdisjoint(wanted)
        for item, wanted in way.items()
    )


def countable_items(of: Mapping[str, Any]) -> Iterator[str]:
    """The items whose answers can be counted."""
    return (item for item in items(of) if not is_open(of, item))


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
    """The judgements of an appraisal, an override in place of what is reckoned; the whole last.

    Of a tool without judgements, the answers.
    """
    answers = {item: each["answer"] for item, each in told["answers"].items()}
    if "verdicts" not in of:
        return {column(item): answers.get(item, "") for item in countable_items(of)}
    over = {id: each["verdict"] for id, each in told.get("overrides", {}).items()}
    made = {id: over.get(id, verdict) for id, verdict in reckoned(of, answers).items()}
    known = [verdict for verdict in made.values() if verdict in of["overall"]]
    whole = max(known, key=of["overall"].index) if len(known) == len(made) else ""
    return {**made, OVERALL: over.get(OVERALL, whole)}


def appraisals(study: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The judgements of a record by tool."""
    given = study.get("appraisal") or {}
    return {name: judged(tool(name), told) for name, told in given.items() if tool(name)}


def appraised(study: Source) -> list[Appraised]:
    """The answers of a record to each tool, with what each rests on."""
    return [
        Appraised(
            tool=name,
            made_from=told.get("made_from", ""),
            items=[
                AppraisedItem(
                    item=item,
                    second=told.get("second", {}).get(item, ""),
                    line=study.place("appraisal", name, "answers", item).line,
                    **{part: str(value) for part, value in each.items()},
                )
                for item, each in told["answers"].items()
            ],
        )
        for name, told in (study.value.get("appraisal") or {}).items()
        if tool(name)
    ]


def used(studies: Iterable[Study], language: str) -> list[AppraisalTool]:
    """The tools that included studies are appraised by."""
    told: dict[str, set[str]] = {}
    for study in studies:
        for name, answers in _of(study).items():
            told.setdefault(name, set()).update(each for each in answers if answers[each])
    return [_used(name, tool(name), language, answered) for name, answered in told.items()]


def _used(
    name: str, of: Mapping[str, Any], language: str, answered: Collection[str]
) -> AppraisalTool:
    """A tool; of one without judgements, those items that some study answers."""
    judged = "verdicts" in of
    domains = of["domains"]
    return AppraisalTool(
        id=name,
        name=in_language(of["name"], language),
        domains={id: in_language(domain["label"], language) for id, domain in domains.items()}
        if judged
        else {column(item): item for item in countable_items(of) if column(item) in answered},
        verdicts=of["verdicts" if judged else "answers"],
        questions={
            item: in_language(text, language)
            for domain in domains.values()
            for item, text in domain["items"].items()
        },
        judged=judged,
    )


def numbers(
    studies: Iterable[Study], given: Mapping[str, Mapping[str, Any]], language: str
) -> Iterator[Number]:
    """How many included studies have each judgement, in all and by domain, and the agreement.

    Args:
        given: the records as they are written, by the keys of the studies.
        language: that of the names of the tools.
    """
    included = [study for study in studies if _of(study)]
    for name in dict.fromkeys(name for study in included for name in _of(study)):
        of = tool(name)
        called = in_language(of["name"], language)
        judges = "verdicts" in of
        columns = (OVERALL, *of["domains"]) if judges else map(column, countable_items(of))
        for domain in columns:
            for verdict in of["verdicts" if judges else "answers"]:
                rows = [
                    study.at(f"appraisal.{name}")
                    for study in included
                    if _of(study).get(name, {}).get(domain) == verdict
                ]
                if not (judges or rows):
                    continue  # a list has many questions, and few answers of each kind
                key = "" if domain == OVERALL else f"{domain.lower()}."
                words = {"tool": called, "verdict": verdict, "domain": domain}
                yield counted(
                    f"appraisal.{name}.{key}{verdict.lower()}", Formula("appraised", words), rows
                )
        both = [
            (told["answers"][item]["answer"], second)
            for study in included
            if (told := given[study.key]["appraisal"].get(name))
            for item, second in told.get("second", {}).items()
            if item in told["answers"] and item in items(of) and not is_open(of, item)
        ]
        if both:
            share = round(100 * sum(one == two for one, two in both) / len(both))
            formula = Formula("agreement", {"tool": called})
            yield Number(f"appraisal.{name}.agreement", share, "percent", "derived", formula)


def _of(study: Study) -> Mapping[str, Mapping[str, str]]:
    return study.fields.get("appraisal") or {} if study.status == "included" else {}
