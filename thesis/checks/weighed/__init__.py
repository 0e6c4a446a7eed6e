"""Rules on what studies found and are worth: results, effects, and appraisals."""

from thesis.checks.weighed import appraisals, outcomes, results
from thesis.diagnostics.rules import Rule

PARTS = (results, outcomes, appraisals)

RULES = tuple(each for part in PARTS for each in vars(part).values() if isinstance(each, Rule))
"""Every rule of this package. What one of them finds can be drafted all the same."""
