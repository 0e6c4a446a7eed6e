"""Rules on retracted works: the references against a list that a person looked up."""

from collections.abc import Iterator

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get
from thesis.input.validation import is_date

REFERENCE_RETRACTED = declare(
    "reference.retracted",
    looks_at="works",
    sees="a work that data/retracted.yaml has, by its DOI, and that does not say why it stays",
    misses="a work without a DOI, and one that was retracted after the list was looked at",
    example="DOI: 10.1371/journal.pone.0017465 in both, and no retracted: in the reference",
)
RETRACTED_OLD = declare(
    "retracted.old",
    looks_at="data_files",
    sees="a list of retracted works that was looked at more than twelve months before the edition",
    misses="a work that was retracted since, and a thesis without such a list",
    example="looked_at: 2018-05-01 in the edition of 2020-06-01",
    severity=WARNING,
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    if (source := data.documents.get("retracted")) is None:
        return
    listed = {
        (get(source, str, "works", i, "DOI") or "").casefold(): i
        for i in range(len(get(source, list, "works") or []))
    }
    for at, work, references in data.items("references"):
        item = listed.get(str(work.get("DOI") or "").casefold() or "-")
        if item is not None and not work.get("retracted"):
            told = ", ".join(
                value
                for name in ("date", "notice")
                if (value := get(source, str, "works", item, name))
            )
            yield REFERENCE_RETRACTED.at(
                references.place(at, "DOI"),
                found=f"{work.get('id')}, which is retracted: {told}",
                expected="works that stand; or in the reference, under retracted, why it is kept",
                fix="read the notice; take the work out, or write retracted: and the reason",
                evidence=str(source.place("works", item)),
            )
    edition = get(data.documents.get("thesis"), str, "edition", "date") or ""
    looked_at = get(source, str, "looked_at") or ""
    if is_date(edition) and is_date(looked_at) and _next_year(looked_at) < edition:
        yield RETRACTED_OLD.at(
            source.place("looked_at"),
            found=f"looked_at: {looked_at}, and the edition is of {edition}",
            expected="a list that is no more than twelve months older than the edition",
            fix="look the works up again, add what is new, and write the day",
        )


def _next_year(day: str) -> str:
    """The same day a year later, as ISO has it."""
    return f"{int(day[:4]) + 1:04}{day[4:]}"
