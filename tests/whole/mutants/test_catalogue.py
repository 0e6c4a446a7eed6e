"""Every rule has its mutants, and there are enough of them.

`.venv/bin/pytest -m mutant` plants them all and prints of how many each rule told.
"""

from collections import Counter

import pytest

from tests.unit.thesis.input.test_bad_input import CASES
from tests.whole.mutants.built import (
    BROKEN,
    DOCUMENT,
    DRAWING,
    LADDER,
    PAGE,
    REGISTER,
    SETTINGS,
    WORD,
)
from tests.whole.mutants.test_searches import COUNTS
from tests.whole.mutants.text import CHANGED, SPELT, UNREADABLE, WRITTEN
from tests.whole.test_finished import SPOILED
from thesis.diagnostics.rules import catalogue

TABLES = {
    "data": [*CASES, *LADDER, *SETTINGS, *COUNTS],
    "text": [*WRITTEN, *CHANGED, *UNREADABLE, *SPELT],
    "document and register": [*DOCUMENT, *REGISTER],
    "drawing and finished files": [*DRAWING, *PAGE, *WORD, *BROKEN],
}
ALONE = [
    *["pdf.typst", "flow.unmapped", "flow.language", "edition.previous", "edition.archived"],
    *["edition.moved", "edition.total", "study.withdrawn"],
    *["edition.unread", "edition.reviewed", "edition.alone"],
    *["checklist.unknown-place", "checklist.unanswered", "checklist.no-page"],
]
"""Rules whose mutants are tests of their own: of PDF, PRISMA's form, editions, checklists."""

PLANTED = Counter(
    [
        *(mutant.rule for table in TABLES.values() for mutant in table),
        *(expected[0][0] for _, expected in SPOILED.values()),
        *ALONE,
    ]
)


@pytest.mark.parametrize("rule", sorted(catalogue()))
def test_a_rule_has_a_mutant(rule: str) -> None:
    assert PLANTED[rule] > 0


def test_no_mutant_is_planted_for_a_rule_that_is_not_there() -> None:
    assert set(PLANTED) <= set(catalogue())


def test_there_are_enough_of_them() -> None:
    assert PLANTED.total() >= 150
