"""Limits are read by the wordings that data declares, and no others."""

import pytest

from tests.unit.thesis.searches.made import MEANINGS
from thesis.model.records import Limit
from thesis.searches import limits
from thesis.searches.sets import Atom


@pytest.mark.parametrize(
    ("text", "atoms", "where", "rows"),
    [
        ("", set(), "", []),
        ("From 2015", {Atom("years", first=2015)}, "", []),
        ("2010–2014", {Atom("years", first=2010, last=2014)}, "", []),
        ("from 2015 + Title", {Atom("years", first=2015)}, "title", []),
        ("full text; from 2010", {Atom("only", "full text"), Atom("years", first=2010)}, "", []),
        ("Without 16, full  text", {Atom("only", "full text")}, "", [16]),
    ],
)
def test_a_limit_is_read_by_its_wording(
    text: str, atoms: set[Atom], where: str, rows: list[int]
) -> None:
    read = limits.read(text, MEANINGS)
    assert (read.atoms, read.where, read.rows, read.unread) == (atoms, where, rows, "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("In English", "data/limits.yaml does not say what the limit «In English» means"),
        ("from 2015 to 2020", "does not say what the limit «from 2015 to 2020» means"),
        ("title, from", "does not say what the limit «from» means"),
        ("title, All bases", "the limit «All bases» makes the search wider"),
    ],
)
def test_a_limit_that_nobody_declared_is_not_guessed(text: str, why: str) -> None:
    assert why in limits.read(text, MEANINGS).unread


def test_a_wording_is_taken_as_it_stands_though_it_has_signs_of_patterns_and_commas() -> None:
    [meaning] = limits.vocabulary([Limit(words="a.b, (c+) {from}", means="years")])
    assert limits.read("A.B, (C+) 2015", [meaning]).atoms == {Atom("years", first=2015)}
    assert limits.read("axb, (c+) 2015", [meaning]).unread
