"""Rules on what studies found and are worth: results, effects, and appraisals."""

from collections.abc import Iterator

from thesis.checks.weighed import appraisals, outcomes, results
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import Rule
from thesis.input.folder import Data

PARTS = (results, outcomes, appraisals)

RULES = tuple(each for part in PARTS for each in vars(part).values() if isinstance(each, Rule))
"""Every rule of this package. What one of them finds can be drafted all the same."""


def check(data: Data) -> Iterator[Finding]:
    """What results, outcomes and appraisals say against themselves and one another."""
    for part in PARTS:
        yield from part.check(data)
