"""Who screens what, and what they are not shown before they have decided."""

import json
from pathlib import Path

import pytest

from tests.unit.thesis.cli.screen.conftest import Begin, choose
from thesis.cli.screen import begin_session
from thesis.cli.screen.begin_session import NoSessionError
from thesis.cli.screen.session import Choice
from thesis.screening.decisions import FULL_TEXT, TITLE_ABSTRACT, read_decisions


def test_another_screeners_decisions_are_not_shown(begin: Begin) -> None:
    choose(begin("ola"), "exclude", "include", "unsure")
    session = begin("kari")
    assert session.counts() == {"undecided": 5, "include": 0, "exclude": 0, "unsure": 0}
    told = json.dumps([session.told(n) for n in range(5)])
    assert "Ola" not in told
    assert {session.choice(n) for n in range(5)} == {Choice()}
    with pytest.raises(NoSessionError, match="nothing to read in full"):
        begin("kari", FULL_TEXT)


def test_a_work_is_read_in_full_once_two_include_it_or_one_where_one_is_enough(
    root: Path, begin: Begin
) -> None:
    choose(begin("ola"), "include", "include", "exclude", "unsure")
    choose(begin("kari"), "include", "exclude", "exclude", "include")
    titles = [work.records[0].title for work in begin("kari", FULL_TEXT).works]
    assert titles == ["Rowing and craving", "Swimming"]
    who = root / "data/screening.yaml"
    who.write_text(who.read_text("utf-8").replace("second: all", "second: none"), "utf-8")
    begin("ola").decide(4, Choice("include"), Choice())
    assert len(begin("kari", FULL_TEXT).works) == 3


def test_conflicts_alone_are_settled_and_go_on_as_agreed(root: Path, begin: Begin) -> None:
    choose(begin("ola"), "include", "include", "exclude", "unsure")
    with pytest.raises(NoSessionError, match="no conflict"):
        begin(conflicts=True)
    choose(begin("kari"), "include", "exclude", "exclude", "include")
    session = begin(conflicts=True)
    assert [work.records[0].title for work in session.works] == ["Cycling: a trial"]
    assert session.told(0)["opinions"] == [
        {"name": "Kari Berg", "decision": "exclude", "reason": ""},
        {"name": "Ola Vik", "decision": "include", "reason": ""},
    ]
    assert session.possible == ("include", "exclude")
    session.decide(0, Choice("include"), Choice())
    assert [each.work for each in read_decisions(root, "agreed")] == ["doi:10.5555/x.1"]
    assert [len(read_decisions(root, who)) for who in ("kari", "ola")] == [4, 4]
    assert len(begin("kari", FULL_TEXT).works) == 3
    assert begin(conflicts=True).choice(0) == Choice("include")


@pytest.mark.parametrize(
    ("who", "file", "text", "says"),
    [
        ("", "", "", "Who screens.: add --as and one of kari, ola"),
        ("per", "", "", "names no «per»: add --as and one of kari, ola"),
        ("kari", "data/screening.yaml", "second: all\n", "names nobody who screens"),
        ("kari", "data/exports", "", "nothing to screen: put an export into"),
    ],
)
def test_why_nobody_can_begin_is_told(
    root: Path, begin: Begin, who: str, file: str, text: str, says: str
) -> None:
    if text:
        (root / file).write_text(text, "utf-8")
    elif file:
        (root / file).rename(root / "elsewhere")
    with pytest.raises(NoSessionError, match=says):
        begin(who)


def test_the_page_has_the_words_of_the_thesis(root: Path, begin: Begin) -> None:
    words = begin_session.words_of(root, begin())
    assert "Craving" in words.marked
    assert (words.name, words.labels["language"]) == ("Kari Berg", "nb-NO")
    assert words.reasons["off_topic"] == "Lite om russug"
    config = root / "config/config.yaml"
    config.write_text(config.read_text("utf-8").replace("labels: nb", "labels: en"), "utf-8")
    assert begin_session.words_of(root, begin()).labels["screen"]["title"] == "Screening"


def test_the_only_screener_needs_no_name(root: Path) -> None:
    who = "screeners:\n- {id: kari, name: Kari Berg}\nsecond: none\n"
    (root / "data/screening.yaml").write_text(who, "utf-8")
    assert begin_session.begin(root, "", TITLE_ABSTRACT, False).screener == "kari"
