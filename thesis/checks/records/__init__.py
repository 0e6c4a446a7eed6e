"""Rules on records, references, facts and searches: what each says against the rest of it."""

from thesis.checks.records import (
    corrections,
    decided,
    described,
    facts,
    figures,
    front,
    identifiers,
    notes,
    outcomes,
    searched,
    spelt,
    stages,
    works,
)
from thesis.diagnostics.rules import Rule

PARTS = (
    described, outcomes, decided, figures, notes, corrections, identifiers, works, spelt, facts,
    searched, stages, front,
)  # fmt: skip

RULES = tuple(each for part in PARTS for each in vars(part).values() if isinstance(each, Rule))
"""Every rule of this package. What one of them finds can be counted and printed all the same."""
