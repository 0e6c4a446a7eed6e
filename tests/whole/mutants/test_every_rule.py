"""Every rule has its mutant: an error that was planted for it to name."""

from collections import Counter

import pytest

from tests.unit.thesis.test_bad_input import CASES
from tests.whole.mutants import test_built as built
from tests.whole.mutants.planted import APART, CHANGED, WRITTEN
from tests.whole.test_finished import SPOILED
from thesis.rules import CATALOGUE

ALONE = (
    "text.unnamed-file",
    "ladder.rising",
    "ladder.reasons-sum",
    "flowchart.told",
    "flowchart.box",
    "finished.number",
    "finished.unreadable",
    "pdf.typst",
    "spelling.unknown",
    "spelling.listed",
    "search.interval",
    "flow.unmapped",
    "flow.language",
)
"""Rules whose mutants have a test to themselves: here, in tests/whole/test_finished.py, or, of the
form of PRISMA 2020, in tests/unit/thesis/test_prisma.py."""

PLANTED = Counter(
    [
        *(case.rule for case in CASES),
        *(mutant.rule for mutant in (*WRITTEN, *CHANGED, *APART)),
        *(row[0] for row in (*built.DOCUMENT, *built.REGISTER, *built.DRAWING, *built.SETTINGS)),
        *(rule for _, expected in SPOILED.values() for rule in {rule for rule, _ in expected}),
        *ALONE,
    ]
)
"""How many errors are planted for each rule; the ends of intervals and the numbers of the PDF,
which are all tried in one test each, count as one here."""


@pytest.mark.parametrize("rule", sorted(CATALOGUE))
def test_a_rule_has_a_mutant(rule: str) -> None:
    assert PLANTED[rule] > 0


def test_no_mutant_is_planted_for_a_rule_that_is_not_there() -> None:
    assert set(PLANTED) <= set(CATALOGUE)


def test_there_are_enough_of_them() -> None:
    assert PLANTED.total() >= 150
