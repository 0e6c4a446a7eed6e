"""What each sentence depends on, and when its hash is another."""

from typing import Any

import pytest

from tests.a_register import records
from tests.unit.thesis.edited import CONTENT, STUDIES, STUDY, WORK, Make, line, register, study
from thesis.document.thesis import Thesis
from thesis.editions import dependencies
from thesis.editions.dependencies import Baseline, Sentence


def of(thesis: Thesis, words: str) -> Sentence:
    """The sentence with some words."""
    (found,) = [one for one in dependencies.written(thesis) if words in one.text]
    return found


def words(thesis: Thesis) -> set[str]:
    """The words of all its sentences."""
    return {*Baseline.of(thesis.register, thesis.document).words}


def test_a_sentence_is_told_with_its_place_and_what_it_depends_on(edit: Make) -> None:
    thesis = edit()
    sang = of(thesis, "Koret til")
    assert sang.place == (CONTENT, line(thesis, "Koret til"))
    assert (sang.numbers, sang.works, sang.counted) == (("anna2019.weeks",), ("anna2019",), 1)
    assert sang.words == "Koret til [ @anna2019 ] sang i {key=anna2019.weeks} uker."
    both = of(thesis, "Av ni")
    assert (both.numbers, both.counted) == (("studies.read", "studies.included"), 2)
    group = of(thesis, "Alle artiklene")
    assert group.groups == (("included", "sex == women", "Alle artiklene"),)
    assert of(thesis, "Ingenting").about == ()


def test_a_text_of_a_record_depends_on_its_study(edit: Make) -> None:
    purpose = of(edit(), "Studien ser på")
    assert purpose.place == (STUDY, 5)
    assert (purpose.own, purpose.about) == ("anna2019", ("anna2019",))


def test_what_a_template_prints_is_no_sentence_of_a_person(edit: Make) -> None:
    text = (
        'Selv skrev jeg dette.\n\n| {{ verbatim("Anna") }} | {{ n("studies.read") }} |\n|--|--|\n'
    )
    assert [one.text for one in dependencies.written(edit(text))] == ["Selv skrev jeg dette."]


def test_the_same_words_are_the_same_sentence_whatever_the_values(edit: Make) -> None:
    old, new = edit(), edit(numbers={"studies.included": 1, "anna2019.weeks": 12})
    assert of(old, "sang i åtte").words == of(new, "sang i tolv").words
    assert words(old) == words(new)
    assert of(old, "sang i åtte").words in words(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("falt uroen", "steg uroen"),
        ('n("anna2019.weeks")', 'n("anna2019.singers")'),
        ('n("anna2019.weeks")', 'n("anna2019.weeks", form="digits")'),
        ('where="sex == women"', 'where="sex != men"'),
        ("[@dahl2001]", "[@dahl2001, s. 3]"),
    ],
)
def test_other_words_a_key_a_form_a_condition_or_a_page_make_another_sentence(
    edit: Make, old: str, new: str
) -> None:
    before = edit()
    text = (before.root / CONTENT).read_text("utf-8")
    after = edit(text.replace(old, new))
    assert len(words(after) - words(before)) == 1


def test_a_group_statement_with_a_citation_in_it_ends_behind_it(edit: Make) -> None:
    text = '[Alle artiklene [@dahl2001]]{.group of="included" where="sex == women"} var små.\n'
    (only,) = dependencies.written(edit(text))
    assert only.words == "{included|sex == women}Alle artiklene [ @dahl2001 ] var små."


MORE = [study("anna2019", sex="all"), STUDIES[1]]
LEFT = [study("anna2019", status="excluded"), STUDIES[1]]


@pytest.mark.parametrize(
    ("words", "changes", "same"),
    [
        ("Koret til", {"numbers": {"anna2019.weeks": 12}}, False),
        ("Koret til", {"numbers": {"studies.read": 12}}, True),
        ("Hos", {"studies": [study("anna2019", country="SE"), STUDIES[1]]}, False),
        ("Hos", {"studies": LEFT}, False),
        ("Hos", {"studies": [study("anna2019", place=4, searched_on="2022-01-01")]}, True),
        ("Studien ser", {"studies": [study("anna2019", country="SE"), STUDIES[1]]}, False),
        ("Alle artiklene", {"studies": MORE}, False),
        ("Alle artiklene", {"studies": LEFT}, False),
        ("Alle artiklene", {"studies": [study("anna2019", country="SE"), STUDIES[1]]}, True),
        ("Sang er", {"work": {"dahl2001": {**WORK, "title": "Mer sang"}}}, False),
        ("Sang er", {"work": {"dahl2001": {**WORK, "DOI": "10.1/y"}}}, True),
        ("Ingenting", {"studies": LEFT, "numbers": {"anna2019.weeks": 12}}, True),
    ],
)
def test_the_hash_is_another_when_a_value_it_depends_on_is(
    edit: Make, words: str, changes: dict[str, Any], same: bool
) -> None:
    sentence = of(edit(), words)
    hashes = [dependencies.fingerprint(sentence, register(**each), {}) for each in ({}, changes)]
    assert (hashes[0] == hashes[1]) is same
    assert len(hashes[0]) == 16


def test_a_figure_with_a_note_is_the_figure_all_the_same() -> None:
    plain = study("x", figures={"weeks": {"value": 8, "note": "omtrent"}})
    facts = dependencies.facts(records({"studies": [plain]}).studies[0])
    assert facts["figures.weeks"] == 8
    assert not [name for name in facts if name.startswith(("texts", "figures.weeks.", "place"))]
