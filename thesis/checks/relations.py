"""The relations of each study record, asked of its own figures."""

from __future__ import annotations

from collections.abc import Iterator

from thesis import relations
from thesis.checks import complete
from thesis.data import Data, get
from thesis.findings import Finding
from thesis.predicates import PredicateError
from thesis.rules import declare
from thesis.sources import Source, Steps

declare(
    "record.relation",
    sees="a relation between a study's figures that they deny, and no slip is declared for it",
    misses="figures that no relation is declared for, and two that are wrong alike",
    example="answered - discarded == valid, where 487 − 12 = 475 ≠ 465",
)
declare(
    "record.relation-unreadable",
    sees="a relation that is no comparison of two sums, or names what is no single number",
    misses="a relation that can be read and is not what the study says",
    example="says: answerd - discarded == valid",
)
declare(
    "record.exception-unneeded",
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
    says = get(study, str, *steps, "says")
    if says is None:
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
        yield Finding(
            study.file,
            line,
            "record.relation-unreadable",
            f"{error.found} in says: {says}",
            error.expected,
            error.mend,
        )
        return
    declared = get(study, int, *steps, "slip") is not None
    if not relation.holds and not declared:
        yield Finding(
            study.file,
            line,
            "record.relation",
            f"{says}, but {relation.shown}",
            "figures that bear out what the record says of them",
            "mend the figure that is wrong; of a slip in the article itself, say its number in "
            "slip and why it stands in reason",
            evidence=", ".join(
                f"{name} ({study.place('figures', name)})" for name in relations.names(says)
            ),
        )
    elif relation.holds and declared:
        yield Finding(
            study.file,
            study.line(*steps, "slip"),
            "record.exception-unneeded",
            f"a slip in {says}, but {relation.shown}",
            "a slip only where the figures do not bear the relation out",
            "remove slip and reason",
        )
