"""Which sentences must be read again after an edit, why, and what weighs most."""

from typing import Any

import pytest

from tests.unit.thesis.edited import CONTENT, STUDIES, WORK, Make, stale_sentences, study
from thesis.editions.stale_sentences import DECISION, FIELD, FIGURE, FOLLOWS

Found = list[tuple[str, int, tuple[str, ...]]]


def told(edit: Make, **changes: Any) -> dict[str, tuple[int, tuple[str, ...]]]:
    """The first two words of each sentence to read again, with its rank and the reasons."""
    found = stale_sentences(edit(), edit(**changes))
    return {" ".join(one.sentence.text.split()[:2]): (one.rank, one.why) for one in found}


def test_nothing_is_read_again_when_nothing_is_changed(edit: Make) -> None:
    assert told(edit) == {}


def test_a_number_that_stands_alone_follows_by_itself_beside_another_it_is_read(edit: Make) -> None:
    changed = ("studies.included 5 → 6",)
    assert told(edit, numbers={"studies.included": 6}) == {
        "Til slutt": (FOLLOWS, changed),
        "Av ni": (FIELD, changed),
    }


@pytest.mark.parametrize("value", [0, 1])
def test_into_one_or_none_the_words_around_a_number_change(edit: Make, value: int) -> None:
    assert told(edit, numbers={"studies.included": value})["Til slutt"][0] == FIELD


def test_a_number_that_is_no_more_or_is_not_known_is_told(edit: Make) -> None:
    found = told(edit, numbers={"anna2019.weeks": None})
    assert "Koret til" not in found, "a mark stands in its place: it is another sentence, an error"


def test_every_sentence_on_a_study_that_left_is_read(edit: Make) -> None:
    why = (DECISION, ("anna2019: included → excluded",))
    found = told(edit, studies=[study("anna2019", status="excluded", country=None), STUDIES[1]])
    assert {name: found[name] for name in ("Koret til", "Hos @anna2019", "Studien ser")} == (
        dict.fromkeys(("Koret til", "Hos @anna2019", "Studien ser"), why)
    )
    assert found["Alle artiklene"][1] == ("«Alle artiklene» is still true: anna2019 left",)


def test_a_withdrawn_study_and_one_without_a_record_left_too(edit: Make) -> None:
    gone = study("anna2019", status="withdrawn", withdrawn={"edition": "2022"})
    found = told(edit, studies=[gone, STUDIES[1]])
    assert found["Koret til"] == (DECISION, ("anna2019: included → withdrawn",))
    text = "Hos @berit2018 falt uroen.\n"
    (one,) = stale_sentences(edit(text), edit(text, studies=STUDIES[:1]))
    assert one.why == ("berit2018: included → no study",)


def test_a_figure_is_told_apart_where_it_is_not_printed(edit: Make) -> None:
    figures = {"weeks": 12, "singers": {"value": 30, "unit": "people", "note": "alle"}}
    found = told(
        edit,
        studies=[study("anna2019", figures=figures), STUDIES[1]],
        numbers={"anna2019.weeks": 12},
    )
    assert found["Koret til"] == (FOLLOWS, ("anna2019.weeks 8 → 12",))
    assert found["Hos @anna2019"] == (FIGURE, ("anna2019: weeks 8 → 12, not printed here",))


def test_another_field_of_a_study_is_read_where_it_is_cited(edit: Make) -> None:
    found = told(edit, studies=[study("anna2019", country="SE", sex="all", sample=[]), STUDIES[1]])
    assert found["Hos @anna2019"] == (
        FIELD,
        ("anna2019: sex women → all, country NO → SE, sample blank → none",),
    )
    assert found["Alle artiklene"][1] == (
        "«Alle artiklene» is still true: anna2019: sex women → all",
    )


def test_an_edited_text_of_a_study_makes_nobody_read_the_others(edit: Make) -> None:
    texts = {"purpose": "Noe annet.\n"}
    assert [
        one.sentence.text
        for one in stale_sentences(
            edit(), edit(studies=[study("anna2019", texts=texts), STUDIES[1]])
        )
    ] == []


def test_another_title_of_a_work_follows_and_a_work_that_is_gone_does_not(edit: Make) -> None:
    other = told(edit, work={"dahl2001": {**WORK, "title": "Mer sang"}})
    assert other == {"Sang er": (FOLLOWS, ("dahl2001: another title",))}
    gone = told(edit, work={})
    assert gone == {"Sang er": (DECISION, ("dahl2001: no longer in data/references.yaml",))}


def test_a_sentence_that_was_edited_too_is_not_listed(edit: Make) -> None:
    old = edit()
    text = (old.root / CONTENT).read_text("utf-8").replace("falt uroen", "steg uroen")
    found = stale_sentences(old, edit(text, studies=[study("anna2019", country="SE"), STUDIES[1]]))
    assert [one.sentence.text[:6] for one in found] == ["Koret ", "Studie"]


def test_a_sentence_that_moved_is_listed_where_it_is_now(edit: Make) -> None:
    old = edit()
    lines = (old.root / CONTENT).read_text("utf-8").splitlines(keepends=True)
    moved = "".join([*lines[:2], lines[3], lines[2], *lines[4:]])
    found = stale_sentences(old, edit(moved, numbers={"anna2019.weeks": 9}))
    assert [one.sentence.place for one in found] == [(CONTENT, 4)]
