"""Rules on exports and decisions: what was found, what became of it, and what was made of it."""

from collections.abc import Iterator

from thesis.checks.screening import decided, exports, recorded
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import Rule
from thesis.input.folder import Data

PARTS = (exports, decided, recorded)

RULES = tuple(each for part in PARTS for each in vars(part).values() if isinstance(each, Rule))
"""Every rule of this package. What one of them finds can be counted and printed all the same."""


def check(data: Data) -> Iterator[Finding]:
    """What is wrong with the screening that data/ tells of."""
    for part in PARTS:
        yield from part.check(data)
