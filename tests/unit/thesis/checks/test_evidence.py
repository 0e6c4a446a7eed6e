"""The evidence as plain values; its page is tested with the job that makes it."""

import pytest

from tests.a_register import a_register
from thesis.checks import evidence
from thesis.checks.held import SentenceHeld
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import Rule
from thesis.document.ledger import Entry


def test_a_rule_tells_what_it_looked_at_what_it_found_and_how_it_was_turned_down() -> None:
    rule = Rule("a.rule", "texts", "sees", "misses", "example")
    found = [Finding(Place("a.md", line), "a.rule", "x", "y", "z") for line in (1, 2)]
    turned = {"a.rule": {"severity": "warning", "reason": "because"}}
    [plain] = evidence.verdicts([rule], found, {}, {"texts": 7})
    [other] = evidence.verdicts([rule], [], turned, {})
    assert (plain["count"], plain["findings"], plain["severity"], plain["turned_down"]) == (
        7, 2, rule.severity, False,
    )  # fmt: skip
    assert (other["count"], other["findings"], other["severity"], other["turned_down"]) == (
        0, 0, "warning", True,
    )  # fmt: skip


def test_the_rules_stand_by_their_ids() -> None:
    ids = [rule.id for rule in evidence.catalogue()]
    assert ids == sorted(ids)
    assert len(ids) > 100


def test_the_relations_of_every_study_stand_with_or_without_a_slip() -> None:
    row = {"holds": True, "shown": "1 = 1", "place": "a.yaml:3"}
    stated = [{"says": "x", **row}, {"says": "y", "slip": 2, **row}]
    studies = [{"key": "a", "relations": stated}, {"key": "b"}]
    assert evidence.relations(a_register([], {"studies": studies})) == [
        {"study": "a", "slip": None, "reason": "", "says": "x", **row},
        {"study": "a", "slip": 2, "reason": "", "says": "y", **row},
    ]


@pytest.mark.parametrize(
    ("value", "sorted_by"), [(None, ""), (4, "4"), (2.5, "2.5"), ([74, 90], "74")]
)
def test_an_entry_is_sorted_by_the_first_value_behind_it(value: object, sorted_by: str) -> None:
    assert evidence.sortable([{"value": value}, {"value": 1}]) == sorted_by
    assert evidence.sortable([]) == ""


def test_the_page_has_each_entry_with_its_numbers_and_the_chapters_once() -> None:
    def entry(keys: tuple[str, ...], *headings: str) -> Entry:
        where = ("keyed", "text", "main", "a.md", "a.md:3", headings)
        return Entry(1, "", *where, "Vi leste ", "3", ".", keys)

    book = [entry(("a", "gone"), "Metode", "Søk"), entry(()), entry(("a",), "Metode")]
    claims = [SentenceHeld(f"a.md:{line}", "a.md", 1, 9, "nb", "Ja.", ()) for line in (1, 2)]
    given = {"numbers": [{"key": "a", "value": 3}], "ledger": book, "claims": claims}
    page = evidence.for_page(
        {**given, "rules": [{"id": "a.one"}, {"id": "a.two"}, {"id": "b.one"}]}
    )
    assert page["chapters"] == ["Metode"]
    assert page["claims"] == [("a.md", claims)]
    assert [(subject, len(told)) for subject, told in page["unseen"]] == [("a", 2), ("b", 1)]
    behind = [[number["key"] for number in page["behind"](each)] for each in book]
    assert behind == [["a"], [], ["a"]]
