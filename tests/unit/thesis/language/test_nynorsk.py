"""Nynorsk of the lexicon's words: told apart from what means something else."""

import pytest

from thesis.language import lexicon, nynorsk


@pytest.mark.parametrize(
    ("phrase", "form"),
    [
        ("gikk opp", "gjekk opp"),
        ("deltakerne", "deltakarane"),
        ("sterkere", "sterkare"),
        ("*utvalg*", "*utval*"),
        ("økter i uken", "økter i veka"),
        ("ingen * effekt", "inga * effekt"),
        ("Norge", "Norge"),
    ],
)
def test_a_phrase_has_its_forms_and_itself(phrase: str, form: str) -> None:
    assert nynorsk.forms(phrase)[0] == phrase
    assert form in nynorsk.forms(phrase)


def test_a_word_that_means_something_else_in_nynorsk_is_not_looked_for() -> None:
    assert nynorsk.forms("vart") == ()  # «varte» of bokmål, and «ble» of nynorsk


def test_all_that_the_lexicon_knows_of_bokmål_it_knows_of_nynorsk() -> None:
    for name in lexicon.topics():
        theirs = lexicon.words(name, "nn")
        assert all(theirs[meaning] for meaning, words in lexicon.words(name, "nb").items() if words)
