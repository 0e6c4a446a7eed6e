"""The rules on the sentences that nobody has read since the previous edition."""

import re
from dataclasses import replace

import pytest

from tests.unit.thesis.edited import CONTENT, STUDIES, Make, archived, line, study
from thesis.checks.editions import stale_sentences
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import catalogue
from thesis.document.thesis import Thesis
from thesis.editions import dependencies, reviewed

OUT = [study("anna2019", status="excluded"), STUDIES[1]]


@pytest.fixture
def revised(edit: Make) -> Thesis:
    """The small thesis after its study was left out, with the edition before that."""
    named = archived(edit())
    thesis = edit(studies=OUT)
    return replace(thesis, config={**thesis.config, "previous": named})


def read(thesis: Thesis, place: str) -> None:
    """Record that the sentence with some words was read."""
    (one,) = [one for one in dependencies.written(thesis) if place in one.text]
    mark = dependencies.fingerprint(one, thesis.register, thesis.config)
    reviewed.add(thesis.root, [reviewed.line(mark, one.place.file, one.text)])


def places(findings: list[Finding]) -> list[int]:
    return [each.line for each in findings if each.file == CONTENT]


@pytest.mark.mutant("edition.unread")
def test_a_sentence_on_a_study_that_left_is_told_until_it_is_read(revised: Thesis) -> None:
    at = line(revised, "Hos @anna2019")
    found = list(stale_sentences.sentences(revised))
    told = next(each for each in found if each.line == at)
    assert told.found == "anna2019: included → excluded, since the edition «2020»"
    assert f"reviewed {CONTENT}:{at}" in told.fix
    assert told.evidence == "«Hos @anna2019 falt uroen.»"
    read(revised, "falt uroen")
    assert places(list(stale_sentences.sentences(revised))) == [
        each for each in places(found) if each != at
    ]
    assert list(stale_sentences.review_lines(revised)) == []


def test_a_read_sentence_is_told_again_when_a_value_changes_again(
    revised: Thesis, edit: Make
) -> None:
    read(revised, "falt uroen")
    again = edit(studies=[study("anna2019", status="excluded", country="SE"), STUDIES[1]])
    again = replace(again, config=revised.config)
    assert line(again, "Hos @anna2019") in places(list(stale_sentences.sentences(again)))
    (stale,) = stale_sentences.review_lines(again)
    assert (stale.file, stale.line) == (reviewed.FILE, 2)


BETWEEN = "Hos @anna2019 falt uroen. Koret ga ro. De sov [@anna2019]. Slik var det.\n"
STRUCK = "Koret ga ro. Slik var det.\n"


@pytest.mark.mutant("edition.source-gone")
def test_what_a_study_said_that_left_shuts_the_gate_until_it_is_struck_or_read(edit: Make) -> None:
    named = archived(edit(BETWEEN))
    thesis = edit(STRUCK, studies=OUT)
    thesis = replace(thesis, config={**thesis.config, "previous": named})
    gone, likely = stale_sentences.sentences(thesis)
    assert (gone.rule, gone.severity, gone.evidence) == (
        "edition.source-gone", "error", "«Koret ga ro.»",
    )  # fmt: skip
    assert "anna2019, which left since the edition «2020»" in gone.found
    assert (likely.rule, likely.evidence) == ("edition.unread", "«Slik var det.»")
    read(thesis, "Koret ga")
    (left,) = stale_sentences.sentences(replace(thesis))
    assert left == likely
    assert list(stale_sentences.review_lines(replace(thesis))) == []


def test_an_untrue_group_statement_is_left_to_its_error(edit: Make) -> None:
    named = archived(edit())
    thesis = edit(studies=[study("anna2019", sex="all"), STUDIES[1]])
    thesis = replace(thesis, config={**thesis.config, "previous": named})
    assert line(thesis, "Alle artiklene") not in places(list(stale_sentences.sentences(thesis)))


def test_without_a_previous_edition_nothing_is_told(edit: Make) -> None:
    assert list(stale_sentences.sentences(edit(studies=OUT))) == []


@pytest.mark.parametrize("text", ["0" * 16 + "  content/a.md  En gammel setning.", "=======", "x"])
@pytest.mark.mutant("edition.reviewed")
def test_a_line_that_belongs_to_no_sentence_is_told(edit: Make, text: str) -> None:
    thesis = edit()
    read(thesis, "falt uroen")
    reviewed.add(thesis.root, [text])
    (found,) = stale_sentences.review_lines(thesis)
    number = (thesis.root / reviewed.FILE).read_text("utf-8").splitlines().index(text) + 1
    assert (found.file, found.line, found.rule) == (reviewed.FILE, number, "edition.reviewed")
    assert text in found.found
    is_mark = bool(re.match("[0-9a-f]{16}  ", text))
    assert ("which no sentence has" in found.found) == is_mark
    assert ("a hash that" in found.expected) == is_mark
    assert "--tidy" in found.fix


def test_a_file_that_is_no_text_is_told_once(revised: Thesis) -> None:
    (revised.root / reviewed.FILE).write_bytes(b"\xff")
    (found,) = stale_sentences.review_lines(revised)
    assert found.file == reviewed.FILE
    assert len(list(stale_sentences.sentences(revised))) > 0


def test_both_are_warnings() -> None:
    assert {catalogue()[name].severity for name in ("edition.unread", "edition.reviewed")} == {
        "warning"
    }
