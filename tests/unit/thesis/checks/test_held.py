"""What each sentence with a claim was held against."""

from pathlib import Path

from tests.unit.thesis.checks.made import made
from thesis.checks import held
from thesis.diagnostics import rules
from thesis.document.passages import texts
from thesis.document.thesis import Thesis

TEXT = """\
# Metode

Hos @wang2017 varte programmet i {{ n("wang2017.session_minutes") }} minutter.
Slik er det ofte [@wang2019].
Så var det slutt.
"""


def thesis_text(thesis: Thesis, claim: held.SentenceHeld) -> str:
    """The text of the paragraph of a sentence, as far as the sentence goes."""
    return texts(thesis)[claim.passage].text[: claim.end]


def test_a_sentence_with_a_claim_is_told_with_what_it_was_held_against(tmp_path: Path) -> None:
    rules.load()
    thesis = made(tmp_path, TEXT)
    with rules.holding() as compared:
        for check in rules.CHECKS:
            if check.__module__.startswith("thesis.checks.meaning."):
                list(check(thesis))
    number, cited = held.claims(thesis, compared)
    assert (number.place, number.chapter) == ("content/03-metode.md:3", "content/03-metode.md")
    assert thesis_text(thesis, number).endswith("minutter.")
    places = {place for each in number.against for place in each["places"]}
    assert {place.partition(":")[0] for place in places} == {"data/studies/wang2017.yaml"}
    told = {each["rule"]: each["against"] for each in number.against}
    assert told["number.unit"].startswith("wang2017.session_minutes = 30 counts minutes")
    assert "number.other-work" in told
    assert cited.sentence.startswith("Slik er det ofte")
    assert cited.against == []


def test_nothing_is_noted_where_nobody_asks() -> None:
    rule = rules.Rule("a.rule", "texts", "sees", "misses", "example")
    rule.held(None, 0, "before")
    with rules.holding() as compared:
        rule.held(None, 0, "now")
    rule.held(None, 0, "after")
    assert [one.against for one in compared] == ["now"]
