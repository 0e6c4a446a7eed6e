"""Rules on computed numbers: each is computed once more from its terms.

A sum over searches is checked a second way, from the rows themselves, by the rule search.totals:
this one sees a number that is not what its terms give, of any kind; that one a term left out.
"""

from collections.abc import Iterator

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document.thesis import Thesis
from thesis.language import norwegian
from thesis.model import arithmetic

REGISTER_ARITHMETIC = declare(
    "register.arithmetic",
    looks_at="computed",
    sees="a computed number that its terms, or its rows, do not give: a sum, a difference, a count",
    misses="a term that is wrong in data/ and one that a formula leaves out",
    example="embase.hits that is one more than the hits of its searches",
)


@REGISTER_ARITHMETIC.check
def holds(thesis: Thesis) -> Iterator[Finding]:
    """Every computed number of the register, computed anew."""
    for number in thesis.register.numbers.values():
        if (done := arithmetic.of(number, thesis.register)) is None and number.operation:
            found, evidence = f"{number.key}, of which a term is missing", ", ".join(number.terms)
        elif done is not None and not done.holds:
            found = f"{number.key} = {number.value}"
            evidence = f"{number.formula or number.operation}: {norwegian.digits(done.result)}"
        else:
            continue
        yield REGISTER_ARITHMETIC.at(
            Place("build/register.json", 0),
            found=found,
            expected="what its terms give" if done is None else norwegian.digits(done.result),
            fix="remove build/register.json and build again; if it stays, it is a fault of the "
            "code",
            evidence=evidence,
        )
