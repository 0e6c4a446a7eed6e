"""Rules on facts: those in data/ that no text uses."""

from collections.abc import Iterator

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document import pandoc
from thesis.document.thesis import Thesis
from thesis.model.register import Number

FACT_UNUSED = declare(
    "fact.unused",
    looks_at="reported",
    sees="a fact from the literature, of the method or of an included study that no text uses, "
    "one finding a file",
    misses="a fact that is used once where it should have been used twice",
    example="fhi2016.beds in data/literature.yaml, when no sentence prints it",
    severity=WARNING,
)


@FACT_UNUSED.check
def unused(thesis: Thesis) -> Iterator[Finding]:
    """Every fact that was gathered to be printed, against the keys in the document."""
    used = {key for number in pandoc.numbers(thesis.document) for key in pandoc.keys(number)}
    included = {
        study.key for study in thesis.register.records.studies if study.status == "included"
    }
    left: dict[str, list[Number]] = {}
    for number in thesis.register.numbers.values():
        if number.key not in used and number.rows and _is_fact(number, included):
            left.setdefault(number.rows[0].file, []).append(number)
    for file, facts in left.items():
        facts.sort(key=_line)
        yield FACT_UNUSED.at(
            Place(file, 0),
            found=f"{len(facts)} that no text uses: "
            + ", ".join(f"{fact.key} (line {_line(fact)})" for fact in facts),
            expected="each fact in a text",
            fix="use it, remove it, or leave it until its chapter is written",
        )


def _is_fact(number: Number, included: set[str]) -> bool:
    first = number.key.split(".")[0]
    return number.kind == "cited" or first == "method" or first in included


def _line(fact: Number) -> int:
    return fact.rows[0].line
