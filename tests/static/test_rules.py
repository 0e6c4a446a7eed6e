"""Every rule of the catalogue is described, and docs/rules.md says what the catalogue does."""

import re

import pytest

from tests.conftest import ROOT
from thesis.diagnostics import docs
from thesis.diagnostics.rules import catalogue

RULE_ID = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*")


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_a_rule_has_an_id_in_the_house_form_and_all_its_texts(name: str) -> None:
    rule = catalogue()[name]
    assert RULE_ID.fullmatch(rule.id)
    assert rule.severity in {"error", "warning"}
    for text in (rule.sees, rule.misses, rule.example):
        assert text == text.strip()
        assert len(text) > 3
    for sentence in (rule.sees, rule.misses):
        assert not sentence.endswith("."), "the evidence and SARIF put the full stop"
        assert sentence.count(" ") >= 2, "say it in a sentence"


def test_no_two_rules_say_the_same() -> None:
    sees = [rule.sees for rule in catalogue().values()]
    assert len(sees) == len(set(sees))


def test_the_page_of_rules_is_up_to_date() -> None:
    assert (ROOT / "docs/rules.md").read_text("utf-8") == docs.page(), docs.__doc__
