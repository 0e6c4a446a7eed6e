"""Outcomes: agreed, in conflict, settled."""

import pytest

from thesis.screening.decisions import Decision
from thesis.screening.outcomes import outcome, outcomes


@pytest.mark.parametrize(
    ("stage", "said", "decision", "reason"),
    [
        ("title_abstract", "kari:include", "include", ""),
        ("title_abstract", "kari:include ola:include", "include", ""),
        ("title_abstract", "kari:include ola:unsure", "include", ""),
        ("title_abstract", "kari:unsure ola:exclude", "", ""),
        ("title_abstract", "kari:exclude:wrong_topic ola:exclude", "exclude", ""),
        ("title_abstract", "kari:include ola:exclude agreed:exclude", "exclude", ""),
        ("full_text", "kari:exclude:small ola:exclude:small", "exclude", "small"),
        ("full_text", "kari:exclude:small ola:exclude:off_topic", "", ""),
        ("full_text", "kari:exclude:small ola:include agreed:exclude:small", "exclude", "small"),
        ("retrieval", "ola:not_retrieved", "not_retrieved", ""),
    ],
)
def test_what_screeners_agree_on(stage: str, said: str, decision: str, reason: str) -> None:
    each = (word.split(":") for word in said.split())
    found = outcome(Decision("pmid:7", stage, what, *why, screener=who) for who, what, *why in each)
    assert (found.decision, found.reason) == (decision, reason)
    assert found.conflict == (not decision)


def test_a_work_that_was_called_otherwise_is_one_work() -> None:
    decisions = [
        Decision("pmid:7", "title_abstract", "include", screener="kari"),
        Decision("doi:10.5555/7", "title_abstract", "exclude", screener="ola"),
    ]
    found = outcomes(decisions, {"pmid:7": "doi:10.5555/7"})
    assert [*found["title_abstract"]] == ["doi:10.5555/7"]
    assert found["title_abstract"]["doi:10.5555/7"].conflict
