"""A verdict says what stands there, and what should where it does not agree."""

from thesis.cli.verify.verdict import COUNTS, Verdict


def test_a_verdict_is_a_line() -> None:
    assert str(Verdict(COUNTS, "flow.read", True, "27")) == "flow.read: 27"
    assert str(Verdict(COUNTS, "flow.read", False, "26", "27")) == "flow.read: 26; expected 27"
