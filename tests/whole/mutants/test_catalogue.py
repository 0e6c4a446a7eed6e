"""Every rule has its planted errors, there are enough of them, and its example is one of them.

`.venv/bin/pytest -m mutant` plants them all and prints of how many each rule told.
"""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.cases import FOLDER, fails, passes
from tests.conftest import ROOT
from tests.whole.mutants.built import DOCUMENT, REGISTER
from tests.whole.mutants.test_searches import COUNTS
from tests.whole.test_finished import SPOILED
from thesis.diagnostics.rules import catalogue

MARK = re.compile(r'^@pytest\.mark\.mutant\("([a-z.-]+)"\)$', re.MULTILINE)


def marked() -> Iterator[str]:
    """The rules that tests in Python plant an error for, one at a time."""
    for path in (ROOT / "tests").rglob("test_*.py"):
        yield from MARK.findall(path.read_text("utf-8"))


PLANTED = Counter(
    [
        *(planted.rule for table in (fails(), DOCUMENT, REGISTER, COUNTS) for planted in table),
        *(expected[0][0] for _, expected in SPOILED.values()),
        *marked(),
    ]
)


@pytest.mark.parametrize("rule", sorted(catalogue()))
def test_a_rule_has_a_planted_error(rule: str) -> None:
    assert PLANTED[rule] > 0, f"add tests/rules/{rule}.yaml, as its README says"


def test_no_error_is_planted_for_a_rule_that_is_not_there() -> None:
    assert {*PLANTED, *(path.stem for path in FOLDER.glob("*.yaml"))} <= set(catalogue())


def test_there_are_enough_of_them() -> None:
    assert PLANTED.total() >= 350


def test_a_case_is_there_once() -> None:
    names = Counter(map(str, [*fails(), *passes()]))
    assert [name for name, times in names.items() if times > 1] == []


PLANTS = [
    *((case.rule, case.what, case.text) for case in fails()),
    *((changed.rule, changed.what, "") for changed in (*DOCUMENT, *REGISTER)),
    *((expected[0][0], what, "") for what, (_, expected) in SPOILED.items()),
]
"""What is planted, in a few words and as text; a test of its own says it by its name."""


@pytest.mark.parametrize("rule", sorted({rule for rule, _, _ in PLANTS}))
def test_the_example_of_a_rule_is_one_of_its_planted_errors(rule: str) -> None:
    example = catalogue()[rule].example
    assert any(example == what or example in text for one, what, text in PLANTS if one == rule)
