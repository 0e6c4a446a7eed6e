"""Rules on the relations of a study record, asked of its own figures."""

from collections.abc import Iterator

from thesis.checks.data import complete
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get
from thesis.input.sources import Source, Steps
from thesis.model import relations
from thesis.model.conditions import PredicateError

RECORD_RELATION = declare(
    "record.relation",
    looks_at="reported",
    sees="a relation between a study's figures that they deny, and no slip is declared for it",
    misses="figures that no relation is declared for, and two that are wrong alike",
    example="answered - discarded == valid, where 487 − 12 = 475 ≠ 465",
)
RECORD_RELATION_UNREADABLE = declare(
    "record.relation-unreadable",
    looks_at="reported",
    sees="a relation that is no comparison of two sums, or names what is no single number",
    misses="a relation that can be read and is not what the study says",
    example="answerd <= sent",
)
RECORD_EXCEPTION_UNNEEDED = declare(
    "record.exception-unneeded",
    looks_at="reported",
    sees="a declared slip in a relation that holds: the figures were mended, or it never was one",
    misses="a slip whose reason is not the right one",
    example="slip: 2 on answered - discarded == valid, where 487 − 22 = 465",
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    for study in data.studies.values():
        for i in range(len(get(study, list, "relations") or [])):
            yield from _relation(study, ("relations", i))


def _relation(study: Source, steps: Steps) -> Iterator[Finding]:
    if (says := get(study, str, *steps, "says")) is None:
        return  # the schema says so
    figures = get(study, dict, "figures") or {}
    if not complete.value(study, "figures"):
        return  # the schema says so; what it should be may be what the relation asks
    if any(each[0] == "figures" for each in study.to_fill):
        return  # nor can it be asked yet
    line = study.line(*steps, "says")
    try:
        relation = relations.read(says, figures)
    except PredicateError as error:
        yield RECORD_RELATION_UNREADABLE.at(
            Place(study.file, line),
            found=f"{error.found} in says: {says}",
            expected=error.expected,
            fix=error.fix,
        )
        return
    declared = get(study, int, *steps, "slip") is not None
    if not relation.holds and not declared:
        yield RECORD_RELATION.at(
            Place(study.file, line),
            found=f"{says}, but {relation.shown}",
            expected="figures that bear out what the record says of them",
            fix="mend the figure that is wrong; of a slip in the article itself, say its number in "
            "slip and why it stands in reason",
            evidence=", ".join(
                f"{name} ({study.place('figures', name)})" for name in relations.names(says)
            ),
        )
    elif relation.holds and declared:
        yield RECORD_EXCEPTION_UNNEEDED.at(
            study.place(*steps, "slip"),
            found=f"a slip in {says}, but {relation.shown}",
            expected="a slip only where the figures do not bear the relation out",
            fix="remove slip and reason",
        )
