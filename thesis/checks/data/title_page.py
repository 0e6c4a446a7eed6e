"""Rules on the title page, and on every date against the edition's."""

from collections.abc import Iterator

from thesis.checks.data import complete
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get
from thesis.input.sources import Source, Steps
from thesis.input.validation import is_date, is_partial_date

THESIS_AUTHOR = declare(
    "thesis.author",
    looks_at="documents",
    sees="both authors and candidate, or neither and no reason",
    misses="an author who has not written it",
    example="authors: [], candidate: null, without candidate_unknown",
)
THESIS_AI = declare(
    "thesis.ai",
    looks_at="data_files",
    sees="a declaration on artificial intelligence that names tools and says that none was used, "
    "or says that some was and names none",
    misses="a tool that is not named",
    example="ai: {used: true}",
)
DATA_LATER_DATE = declare(
    "data.later-date",
    looks_at="data_files",
    sees="a date that is later than the edition's",
    misses="a date that is wrong and still earlier",
    example="searched_on: 2021-05-05 in the edition of 2020-06-01",
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    if (thesis := data.documents.get("thesis")) and isinstance(thesis.value, dict):
        yield from _author(thesis)
        yield from _declared(thesis)
    if (edition := get(thesis, str, "edition", "date")) and is_date(edition):
        for source, steps in _dates(data):
            yield from _later(source, steps, edition)


def _author(thesis: Source) -> Iterator[Finding]:
    given = [key for key in ("authors", "candidate") if thesis.value.get(key)]
    if (
        not complete.keys(thesis)
        or len(given) == 1
        or (not given and thesis.value.get("candidate_unknown"))
    ):
        return
    yield THESIS_AUTHOR.at(
        thesis.place(given[-1] if given else "authors"),
        found="both authors and candidate" if given else "neither authors nor candidate",
        expected="the authors, or the candidate number of an anonymous hand-in, or why neither "
        "is known",
        fix="remove one of the two" if given else "fill in one, or say why in candidate_unknown",
    )


def _declared(thesis: Source) -> Iterator[Finding]:
    used, tools = get(thesis, bool, "ai", "used"), get(thesis, list, "ai", "tools")
    if used is not None and used is not bool(tools):
        yield THESIS_AI.at(
            thesis.place("ai"),
            found=f"used: {str(used).lower()}, and {'' if tools else 'no '}tools",
            expected="the tools that were used, or used: false and none",
            fix="name each of them under tools" if used else "write used: true, or remove tools",
        )


def _dates(data: Data) -> Iterator[tuple[Source, Steps]]:
    """Every place in data/ where a date may stand."""
    for i, _, source in data.items("databases"):
        yield source, (i, "searched_on")
        yield source, (i, "covers_from")
    for study in data.studies.values():
        yield study, ("searched_on",)
    for i, _, source in data.items("references"):
        yield source, (i, "issued")
        yield source, (i, "accessed")


def _later(source: Source, steps: Steps, edition: str) -> Iterator[Finding]:
    given = get(source, str, *steps) or get(source, int, *steps)
    # «2020» and «2020-06» are no later than a day in them: as many signs are compared.
    if (
        given is not None
        and is_partial_date(str(given))
        and str(given) > edition[: len(str(given))]
    ):
        yield DATA_LATER_DATE.at(
            source.place(*steps),
            found=f"{steps[-1]}: {given}",
            expected=f"{edition} or earlier, the date of the edition",
            fix="mend the date, or edition.date in data/thesis.yaml",
        )
