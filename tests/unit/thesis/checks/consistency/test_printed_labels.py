"""Labels of tables and of the figure are told apart, belong to their keys and deny no number."""

import copy
from dataclasses import replace

import pytest

from tests.conftest import ROOT
from tests.unit.thesis.checks.whole import Make
from thesis.checks.consistency import printed_labels
from thesis.diagnostics.place import Place, PlacedText, place_of
from thesis.document.thesis import Thesis

FILE = ROOT / "templates/labels/nb.yaml"


def relabelled(thesis: Thesis, section: str, **words: str) -> Thesis:
    labels = copy.deepcopy(dict(thesis.labels))
    for name, text in words.items():
        labels[section][name] = PlacedText(text, place_of(labels[section][name]))
    return replace(thesis, labels=labels)


def told(thesis: Thesis) -> list[tuple[str, str]]:
    checks = (printed_labels.repeated, printed_labels.keys, printed_labels.denials)
    return [(each.rule, each.found) for check in checks for each in check(thesis)]


def test_the_labels_of_the_house_are_no_finding(small: Make) -> None:
    assert told(small()) == []


@pytest.mark.mutant("label.repeated")
def test_two_rows_with_one_label_are_told_at_both(small: Make) -> None:
    thesis = relabelled(small(), "literature_matrices", findings="Metode")
    found = list(printed_labels.repeated(thesis))
    lines = FILE.read_text("utf-8").splitlines()
    assert [lines[each.line - 1].strip() for each in found] == [
        "findings: Hovedfunn/resultater",
        "method: Metode",
    ]


@pytest.mark.mutant("label.key")
def test_two_labels_that_are_exchanged_are_told(small: Make) -> None:
    thesis = relabelled(
        small(), "search_tables", abstracts="Antall leste artikler", articles="Leste abstracts"
    )
    assert told(thesis) == [
        ("label.key", "search_tables.abstracts: Antall leste artikler"),
        ("label.key", "search_tables.articles: Leste abstracts"),
    ]


def test_another_word_for_the_same_is_no_finding(small: Make) -> None:
    assert told(relabelled(small(), "search_tables", articles="Fulltekster lest")) == []


@pytest.mark.mutant("label.denies")
def test_a_sentence_with_a_number_that_says_there_is_none_is_told(small: Make) -> None:
    wrong = "Herfra går ingen ut til høyre, i boksen «{label}», av {count}."
    assert [rule for rule, _ in told(relabelled(small(), "flowchart", left=wrong))] == [
        "label.denies"
    ]


@pytest.mark.parametrize(("words", "line"), [("{% for row in rows %}", 1), ("{% set rows", 0)])
def test_the_header_of_a_row_is_the_line_above_the_line_of_signs(words: str, line: int) -> None:
    template = "templates/tables/search_tables.md.jinja"
    lines = (ROOT / template).read_text("utf-8").splitlines()
    (row,) = [i for i, text in enumerate(lines, 1) if text.startswith(words)]
    header = next(i for i, text in enumerate(lines, 1) if text.startswith("| {{ label.number"))
    for below in (row, row + 2) if line else (row,):
        place = printed_labels.header_place(template, below)
        assert place == Place(template, header if line else row)
