"""A rule on computed numbers: each is computed once more from its terms."""

from __future__ import annotations

from collections.abc import Iterator

from thesis import arithmetic, numbers
from thesis.findings import Finding
from thesis.rules import Thesis, rule


@rule(
    "register.arithmetic",
    sees="a computed number that its terms, or its rows, do not give: a sum, a difference, a count",
    misses="a term that is wrong in data/ and one that a formula leaves out",
    example="searches.hits = 287 where the hits of the searches add up to 286",
)
def holds(thesis: Thesis) -> Iterator[Finding]:
    """Every computed number of the register, computed without pandas."""
    for number in thesis.register.numbers.values():
        done = arithmetic.of(number, thesis.register)
        if done is None and number.operation:
            found, evidence = f"{number.key}, of which a term is missing", ", ".join(number.terms)
        elif done is not None and not done.holds:
            found = f"{number.key} = {number.value}"
            evidence = f"{number.formula or number.operation}: {numbers.digits(done.result)}"
        else:
            continue
        yield Finding(
            "build/register.json",
            0,
            "register.arithmetic",
            found,
            "what its terms give" if done is None else numbers.digits(done.result),
            "remove build/register.json and build again; if it stays, it is a fault of the code",
            evidence=evidence,
        )
