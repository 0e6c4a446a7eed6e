"""Sentences with the works and the numbers in them, and the study that each is about."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.records import study
from tests.unit.thesis.checks.made import RECORDS, made
from thesis.document.statements.statement import Statement, statements

Read = Callable[[str], list[Statement]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The sentences of a text."""

    def sentences(text: str) -> list[Statement]:
        return list(statements(made(tmp_path, f"# Metode\n\n{text}\n")))

    return sentences


def test_a_sentence_knows_whom_it_cites_and_what_it_prints(read: Read) -> None:
    (one,) = read('@wang2017 varte i {{ n("wang2017.weeks") }} uker [@wang2019].')
    assert [(cite.key, cite.narrative) for cite in one.cites] == [
        ("wang2017", True),
        ("wang2019", False),
    ]
    assert [printed.keys for printed in one.printed] == [("wang2017.weeks",)]
    assert one.printed[0].owner == "wang2017"


def test_a_sentence_is_about_the_only_study_that_it_or_its_paragraph_cites(read: Read) -> None:
    about = [
        one.study for one in read("Dette er sant. Hos @wang2017 var det så. Det gjelder ennå.")
    ]
    assert about == ["wang2017"] * 3


def test_a_paragraph_that_cites_nothing_is_about_no_study(read: Read) -> None:
    assert [one.study for one in read("Dette er sant. Det gjelder ennå.")] == ["", ""]


def test_a_clause_ends_at_a_comma_and_at_og(read: Read) -> None:
    (one,) = read('Medline ga {{ n("medline.hits") }} treff, og resten ble lest.')
    start, end = one.clause(one.printed[0].start, one.printed[0].end)
    assert one.passage.text[start:end].strip() == "Medline ga 8\u00a0799\u00a0640 treff"


def test_a_heading_is_no_sentence(read: Read) -> None:
    assert [one.text for one in read("En setning.")] == ["En setning."]


def test_a_sentence_knows_the_study_that_was_spoken_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RECORDS, "studies", [study("wang2017"), study("wang2019")])
    text = "Hos @wang2017 var det så. Det gjelder ennå.\n\nStudien til @wang2019 er ny. Den er god."
    told = statements(made(tmp_path, f"# Metode\n\n{text}\n"))
    assert [one.before for one in told] == ["", "", "wang2017", "wang2017"]
