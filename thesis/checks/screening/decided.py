"""Rules on decisions by themselves: whose they are, what they may say, what contradicts them."""

from collections.abc import Iterator

from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get
from thesis.input.sources import Source
from thesis.screening.account import SCREENED, Account
from thesis.screening.decisions import (
    AGREED,
    EXCLUDE,
    FULL_TEXT,
    NOT_RETRIEVED,
    RETRIEVAL,
    STAGES,
    TITLE_ABSTRACT,
    Decision,
    file_of,
    of_sheet,
)

SCREENING_SCREENER = declare(
    "screening.screener",
    looks_at="decisions",
    sees="a file of decisions of nobody that data/screening.yaml names, and one whom it names and "
    "who has decided nothing",
    misses="decisions in the file of another",
    example="data/screening/kira.csv, and id: kari",
)
SCREENING_DECISION = declare(
    "screening.decision",
    looks_at="decisions",
    sees="a decision that its stage does not have",
    misses="the wrong one of those that it has",
    example="full_text,unsure",
)
SCREENING_REASON = declare(
    "screening.reason",
    looks_at="decisions",
    sees="an exclusion at full text without a reason, a reason that data/ladder.yaml does not "
    "have, and a reason of a work that is not excluded",
    misses="a reason that does not hold",
    example="full_text,exclude, with nothing in the column reason",
)
SCREENING_TWICE = declare(
    "screening.twice",
    looks_at="decisions",
    sees="two decisions of one person on one work at one stage, under one name or two",
    misses="one work that the exports have as two",
    example="two rows with doi:10.5555/choir.1,title_abstract",
)
SCREENING_ORDER = declare(
    "screening.order",
    looks_at="decisions",
    sees="a decision at full text, or a report that was not retrieved, of a work that did not go "
    "on from its title and abstract; a report that was read and not retrieved",
    misses="a full text that was read before its abstract",
    example="full_text,include of a work that was excluded by its abstract",
)
SCREENING_CONFLICT = declare(
    "screening.conflict",
    looks_at="decisions",
    sees="a work on which screeners decided differently, at full text for different reasons too, "
    "and nothing in data/screening/agreed.csv",
    misses="what was agreed on and is wrong",
    example="kari includes doi:10.5555/choir.1, and ola excludes it",
)
SCREENING_UNSCREENED = declare(
    "screening.unscreened",
    looks_at="decisions",
    sees="works that nobody has decided on, or one where two were to, reports that were sought and "
    "of which nobody says how it ended, and records of exports that could not be read",
    misses="a work that no export has",
    example="unscreened: 3",
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    yield from _screeners(data)
    if not data.screening:
        return
    account = Account.of(data)
    reasons = get(data.documents.get("ladder"), dict, "reasons")
    for sheet in data.screening.values():
        first: dict[tuple[str, str], Decision] = {}
        for each in of_sheet(sheet):
            if each.stage not in STAGES:
                continue  # told of the table
            yield from _stage(each)
            yield from _reason(each, reasons)
            key = each.stage, account.name(each)
            if key in first:
                yield _twice(each, first[key])
            first.setdefault(key, each)
    yield from _order(account)
    yield from _conflicts(account)
    yield from _unscreened(data, account)


def _screeners(data: Data) -> Iterator[Finding]:
    source = data.documents.get("screening", Source("data/screening.yaml", {}))
    if "screening" in data.unreadable:
        return
    people = get(source, list, "screeners") or []
    known = {str(get(source, str, "screeners", i, "id")): i for i in range(len(people))}
    for name, sheet in data.screening.items():
        if name not in {*known, AGREED}:
            yield SCREENING_SCREENER.at(
                Place(sheet.file, 0),
                found=f"decisions of «{name}»",
                expected="one of the screeners of data/screening.yaml, or agreed",
                fix=suggestion(name, known, f"add id: {name} to its screeners"),
            )
    for name, i in known.items():
        if name not in data.screening and f"screening/{name}" not in data.unreadable:
            yield SCREENING_SCREENER.at(
                source.place("screeners", i),
                found=f"no {file_of(name)}",
                expected="the decisions of each who screened",
                fix=f"screen: python -m thesis screen --as {name}; or strike the screener",
            )


def _stage(each: Decision) -> Iterator[Finding]:
    known = {decision for stage in STAGES.values() for decision in stage}
    if each.decision in known - {*STAGES[each.stage]}:
        yield SCREENING_DECISION.at(
            each.place,
            found=f"{each.decision} at {each.stage}",
            expected=" or ".join(STAGES[each.stage]),
            fix="mend the decision, or the stage",
        )


def _reason(each: Decision, reasons: dict[str, str] | None) -> Iterator[Finding]:
    known = ", ".join(reasons or ())
    if each.reason and each.decision != EXCLUDE:
        found, fix = f"reason {each.reason} of {each.decision}", "strike it, or mend the decision"
    elif each.stage == FULL_TEXT and each.decision == EXCLUDE and not each.reason:
        found, fix = "an exclusion at full text without a reason", "write one"
    elif each.reason and reasons is not None and each.reason not in reasons:
        found = f"the reason «{each.reason}»"
        fix = suggestion(each.reason, reasons, "add it to the reasons of data/ladder.yaml")
    else:
        return
    yield SCREENING_REASON.at(
        each.place,
        found=found,
        expected=f"of an excluded work a reason of data/ladder.yaml: {known or 'it has none'}",
        fix=fix,
    )


def _twice(each: Decision, first: Decision) -> Finding:
    same = first.work == each.work
    work = each.work if same else f"{each.work}, which was called {first.work}"
    return SCREENING_TWICE.at(
        each.place,
        found=f"{each.stage} of {work} a second time: {each.decision}",
        expected=f"one decision of {each.screener}",
        fix="strike one of the two",
        evidence=f"{first.place}: {first.decision}",
    )


def _order(account: Account) -> Iterator[Finding]:
    before = account.at(TITLE_ABSTRACT)
    for stage in (RETRIEVAL, FULL_TEXT):
        for work, outcome in account.at(stage).items():
            earlier = before.get(work)
            if work in account.sought or (earlier and earlier.conflict):
                continue
            for each in outcome.by:
                yield SCREENING_ORDER.at(
                    each.place,
                    found=f"{each.decision} at {stage} of a work that "
                    + ("was excluded before" if earlier else "nobody decided on before"),
                    expected=f"include or unsure at {TITLE_ABSTRACT}",
                    fix=f"decide on {work} at {TITLE_ABSTRACT}, or strike this row",
                    evidence=", ".join(str(one.place) for one in earlier.by) if earlier else "",
                )
    for work in account.not_retrieved.keys() & account.at(FULL_TEXT).keys():
        [each, *_] = account.not_retrieved[work].by
        yield SCREENING_ORDER.at(
            each.place,
            found=f"{NOT_RETRIEVED}, of a report that was read",
            expected="one of the two",
            fix="strike this row, or the decision at full text",
            evidence=str(account.at(FULL_TEXT)[work].by[0].place),
        )


def _conflicts(account: Account) -> Iterator[Finding]:
    for stage, works in account.outcomes.items():
        for work, outcome in works.items():
            if outcome.conflict:
                *_, last = outcome.by
                said = ", ".join(
                    f"{each.screener} {each.decision}{each.reason and f' ({each.reason})'}"
                    for each in outcome.by
                )
                yield SCREENING_CONFLICT.at(
                    last.place,
                    found=f"{work} at {stage}: {said}",
                    expected="what the two agreed on",
                    fix=f"talk it over, and write the outcome into {file_of(AGREED)}",
                    evidence=", ".join(str(each.place) for each in outcome.by),
                )


def _unscreened(data: Data, account: Account) -> Iterator[Finding]:
    screened = data.documents.get(SCREENED)
    number = get(screened, int, "unscreened")
    if screened and number:
        yield _left(
            screened.place("unscreened"),
            f"{number} works that nobody has decided on at {TITLE_ABSTRACT}",
            "run: python -m thesis screen",
        )
    for stage in STAGES:
        if alone := account.alone(stage):
            yield _left(
                account.at(stage)[alone[0]].by[0].place,
                f"{len(alone)} works that one person decided on at {stage}: {_some(alone)}",
                "let the other decide too, or write second: sample in data/screening.yaml",
            )
    if pending := account.pending():
        yield _left(
            account.sought[pending[0]].by[0].place,
            f"{len(pending)} works that go on and were not read in full: {_some(pending)}",
            f"decide on each at {FULL_TEXT}, or write {NOT_RETRIEVED} at {RETRIEVAL}",
        )
    for i, each, source in data.items("exports"):
        if lost := get(source, int, i, "not_read"):
            yield _left(
                source.place(i),
                f"{lost} records of {each.get('file')} that could not be read",
                "mend them in a copy of the export, and run: python -m thesis records",
            )


def _left(place: Place, found: str, fix: str) -> Finding:
    return SCREENING_UNSCREENED.at(place, found=found, expected="a decision on every work", fix=fix)


def _some(works: list[str]) -> str:
    return ", ".join(works[:3]) + (" …" if len(works) > 3 else "")
