"""Wordings: the texts that code may say, and the catalogue that has each of them in Norwegian."""

import ast

import pytest

from thesis.diagnostics import wordings
from thesis.diagnostics.messages import SHARED


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("'a text'", ["a text"]),
        ("f'{key} of {len(answers)}'", ["{key} of {answers}"]),
        ("f'{key} of {study.key}'", ["{key} of {key2}"]),
        ("f'no {\", \".join(missing)} here'", ["no {missing} here"]),
        ("f'{sign}{number} hits'", ["{sign} hits"]),
        ('f\'a{" b" if long else ""}\'', ["a b", "a"]),
        ("'one' if few else f'{many} more'", ["one", "{many} more"]),
        ("'a ' + what", ["a this", "a that"]),
        ("ending or 'nothing'", ["{ending}", "nothing"]),
        ("'write {}: {{x}}'.format(key)", ["write {it}: {x}"]),
        ("suggestion(key, known, 'remove it')", ["remove it"]),
        ("counted(n, 'study', 'studies')", ["{n} study", "{n} studies"]),
        ("counted(len(found), 'row')", ["{found} row", "{found} rows"]),
    ],
)
def test_an_expression_gives_each_text_that_it_may_say(code: str, texts: list[str]) -> None:
    known = {"what": [ast.parse(each, mode="eval").body for each in ("'this'", "'that'")]}
    found = wordings.variants(ast.parse(code, mode="eval").body, known)
    assert [*map(wordings.each_once, found)] == texts


def test_what_a_rule_says_is_asked_of_the_catalogue() -> None:
    asked = wordings.asked()
    assert "the chapter «{wanted}»" in asked["claim.chapter"]  # of a call
    assert "a list of names, such as [craving, mood]" in asked[SHARED]  # of a schema
    assert "The PDF cannot be typeset." in asked[SHARED]  # of a report


def test_texts_that_differ_in_their_names_alone_are_one() -> None:
    assert wordings.shape("{key} of {all}, {key}") == wordings.shape("{a} of {b}, {a}")
    assert wordings.shape("{key} of {all}, {key}") != wordings.shape("{a} of {b}, {b}")


def test_the_catalogue_has_every_text_in_norwegian_and_no_other() -> None:
    assert wordings.lacking() == {}, "python -m thesis.diagnostics.wordings prints what to add"
    assert wordings.needless() == {}
