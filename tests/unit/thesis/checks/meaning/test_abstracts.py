"""Two abstracts: the same numbers and the same terms."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.thesis.checks.made import made
from thesis.checks.meaning import abstracts
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import holding

OWN = 'Studien er systematisk. Det ble lest {{ n("studies.read") }} artikler.'
OTHER = 'The study is systematic. In all, {{ n("studies.read", lang="en") }} articles were read.'

Find = Callable[[str, str], list[Finding]]


@pytest.fixture
def find(tmp_path: Path) -> Find:
    """What the rules on abstracts find in two of them."""

    def found(own: str, other: str) -> list[Finding]:
        text = f"# Sammendrag\n\n{own}\n\n::: {{lang=en}}\n\n# Abstract\n\n{other}\n\n:::\n"
        thesis = made(tmp_path, text)
        rules = (abstracts.numbers, abstracts.terms, abstracts.directions)
        return [one for rule in rules for one in rule(thesis)]

    return found


def test_two_abstracts_that_agree_are_let_be(find: Find) -> None:
    with holding() as noted:
        assert find(OWN, OTHER) == []
    numbers = [one.against for one in noted if one.rule == "abstract.numbers"]
    assert numbers == ["studies.read of the other abstract"] * 2
    sentences = [one.against for one in noted if one.rule == "abstract.direction"]
    assert [text.partition(" ")[0] for text in sentences] == ["«The", "«Studien", "«In", "«Det"]


@pytest.mark.mutant("abstract.numbers")
def test_another_number_in_the_other_language_is_told_there(find: Find) -> None:
    (told,) = find(OWN, OTHER.replace("studies.read", "studies.included"))
    assert (told.rule, told.line) == ("abstract.numbers", 9)
    assert told.expected.startswith("studies.read")


@pytest.mark.mutant("abstract.numbers")
def test_a_number_that_only_one_prints_is_told(find: Find) -> None:
    (told,) = find(f'{OWN} Bare {{{{ n("studies.included") }}}} ble med.', OTHER)
    assert told.rule == "abstract.numbers"
    assert told.found.startswith("studies.included")


@pytest.mark.mutant("abstract.terms")
def test_a_term_that_only_one_has_is_told_in_the_other(find: Find) -> None:
    (told,) = find(OWN.replace("systematisk", "systematisk og fagfellevurdert"), OTHER)
    assert (told.rule, told.line) == ("abstract.terms", 9)
    assert told.found == "no «peer-review …» in this abstract"


@pytest.mark.mutant("abstract.direction")
def test_a_sentence_that_says_the_opposite_is_told(find: Find) -> None:
    (told,) = find(f"{OWN} Trening demper sug.", f"{OTHER} Exercise increases urges.")
    assert told.rule == "abstract.direction"


@pytest.mark.mutant("abstract.direction")
@pytest.mark.parametrize(
    ("own", "other"),
    [("Det bør brukes.", "It should not be used."), ("Det bør ikke brukes.", "It should be used.")],
)
def test_a_sentence_that_denies_what_the_other_says_is_told(
    find: Find, own: str, other: str
) -> None:
    (told,) = find(f"{OWN} {own}", f"{OTHER} {other}")
    denial = own if "ikke" in own else other
    assert (told.rule, told.found) == ("abstract.direction", f"«{denial}»")
