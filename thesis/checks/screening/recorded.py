"""Rules on decisions against the works, the study records and what `records` counted."""

from collections.abc import Iterator

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input import folder, todo
from thesis.input.folder import Data, get
from thesis.input.sources import Source
from thesis.screening.account import SCREENED, Account
from thesis.screening.decisions import EXCLUDE, INCLUDE
from thesis.screening.outcomes import Outcome

SCREENING_COUNTED = declare(
    "screening.counted",
    looks_at="decisions",
    sees="a file of decisions, or data/duplicates.csv, that is another now than when "
    "data/screened.yaml was made from it",
    misses="counts that somebody changed by hand",
    example="data/screening/kari.csv, edited since the records were counted",
)
SCREENING_WORK = declare(
    "screening.work",
    looks_at="decisions",
    sees="a decision on a work that no export has",
    misses="a decision on another work than was meant",
    example="doi:10.5555/chior.1, in the place of doi:10.5555/choir.1",
)
SCREENING_STUDY = declare(
    "screening.study",
    looks_at="studies",
    sees="a work that was read in full and has no study record, a record that no decision at full "
    "text is on, and one that is decided otherwise, or excluded for another reason",
    misses="a study that is recorded under the reference of another",
    example="an included work without a study record",
)

STATUS = {INCLUDE: "included", EXCLUDE: "excluded"}


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    if not data.screening:
        return
    yield from _counted(data)
    yield from _unknown(data)
    account = Account.of(data)
    for status, works in (("included", account.included), ("excluded", account.excluded)):
        if lacking := [work for work in works if work not in account.studies]:
            yield _unrecorded(lacking, status, account)
    for work, outcome in account.assessed.items():
        if of := account.studies.get(work):
            yield from _recorded(of, data.studies[of], outcome)
    decided = {account.studies[work] for work in account.assessed if work in account.studies}
    for key, study in data.studies.items():
        if key not in decided and not todo.uncounted(study):
            yield SCREENING_STUDY.at(
                study.place("status"),
                found=f"{key}, which no decision at full text is on",
                expected="a decision on each study that was read in full",
                fix="decide on it, or hold its DOI and title against the record of the export",
            )


def _counted(data: Data) -> Iterator[Finding]:
    made = data.documents.get(SCREENED)
    files = get(made, list, "files") or []
    hashes = {get(made, str, "files", i, "file"): get(made, str, "files", i, "sha256")
              for i in range(len(files))}  # fmt: skip
    for file, sha256 in data.hashes.items():
        if hashes.get(file) != sha256:
            yield SCREENING_COUNTED.at(
                Place(file, 0),
                found="another file than was counted" if file in hashes else "it is not counted",
                expected=f"what it comes to, as it is now, in data/{SCREENED}.yaml",
                fix="run: python -m thesis records",
            )


def _unknown(data: Data) -> Iterator[Finding]:
    unknown = {*(get(data.documents.get(SCREENED), list, "unknown") or [])}
    for sheet in data.screening.values() if unknown else ():
        for row in sheet.rows:
            if row.cells.get("work") in unknown:
                yield SCREENING_WORK.at(
                    Place(sheet.file, row.line),
                    found=f"{row.cells['work']}, a work that no export has",
                    expected="the name of a work of data/exports/",
                    fix="put its export back, or strike the row",
                    evidence=row.cells.get("title", ""),
                )


def _unrecorded(works: list[str], status: str, account: Account) -> Finding:
    title = account.works.get(works[0], {}).get("title", "")
    more = len(works) - 1
    return SCREENING_STUDY.at(
        account.assessed[works[0]].by[0].place,
        found=f"{works[0]}{f' and {more} more' if more else ''} {status}, and no study record",
        expected="a record of each work that was read in full",
        fix="run: python -m thesis records --studies; of a further report of a study, name its "
        "reference under reports of that record",
        evidence=f"«{title}»" if title else "",
    )


def _recorded(key: str, study: Source, outcome: Outcome) -> Iterator[Finding]:
    status = STATUS[outcome.decision]
    recorded, reason = folder.decision(study), get(study, str, "reason_category")
    if recorded in STATUS.values() and recorded != status:
        steps, found, expected = "status", f"status: {recorded}", status
    elif status == "excluded" and reason and outcome.reason not in {"", reason}:
        steps, found, expected = "reason_category", f"reason_category: {reason}", outcome.reason
    else:
        return
    yield SCREENING_STUDY.at(
        study.place(steps),
        found=f"{found} of {key}",
        expected=f"{expected}, as was decided",
        fix="mend the record, or the decision",
        evidence=", ".join(str(each.place) for each in outcome.by),
    )
