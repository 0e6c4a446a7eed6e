"""A decision is in the file as soon as it is taken, and none is lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.thesis.cli.screen.conftest import Begin, choose
from thesis.cli.screen.session import ChangedError, Choice, NoChoiceError
from thesis.screening.decisions import FULL_TEXT, read_decisions

INCLUDE, EXCLUDE, NOTHING = Choice("include"), Choice("exclude"), Choice()


def file(root: Path, screener: str = "kari") -> list[tuple[str, str, str, str]]:
    return [
        (each.work, each.stage, each.decision, each.reason)
        for each in read_decisions(root, screener)
    ]


def test_a_decision_is_written_at_once_changed_and_taken_back(root: Path, begin: Begin) -> None:
    session = begin()
    session.decide(2, INCLUDE, NOTHING)
    path = root / "data/screening/kari.csv"
    row = "doi:10.5555/x.2,title_abstract,include,,2026-03-02,Sleep\n"
    assert path.read_text("utf-8").endswith(row)
    session.decide(0, EXCLUDE, NOTHING)
    session.decide(2, Choice("unsure"), INCLUDE)
    assert file(root) == [
        ("doi:10.5555/x.0", "title_abstract", "exclude", ""),
        ("doi:10.5555/x.2", "title_abstract", "unsure", ""),
    ]
    assert session.counts() == {"undecided": 3, "include": 0, "exclude": 1, "unsure": 1}
    session.decide(2, NOTHING, Choice("unsure"))
    assert [work for work, *_ in file(root)] == ["doi:10.5555/x.0"]


def test_a_second_window_neither_loses_nor_overrides_a_decision(root: Path, begin: Begin) -> None:
    one, two = begin(), begin()
    one.decide(0, INCLUDE, NOTHING)
    two.decide(1, EXCLUDE, NOTHING)
    one.decide(2, EXCLUDE, NOTHING)
    assert len(file(root)) == 3
    with pytest.raises(ChangedError) as changed:
        two.decide(0, EXCLUDE, NOTHING)
    assert changed.value.now == INCLUDE
    assert two.choice(0) == INCLUDE
    two.decide(0, EXCLUDE, INCLUDE)
    assert one.choice(0) == EXCLUDE


def test_what_git_brings_counts_and_rows_of_other_works_stay(root: Path, begin: Begin) -> None:
    session = begin()
    session.decide(0, INCLUDE, NOTHING)
    path = root / "data/screening/kari.csv"
    gone = "doi:10.5555/gone,title_abstract,exclude,,2026-01-01,Elsewhere\n"
    path.write_text(path.read_text("utf-8") + gone, "utf-8")
    session.decide(1, INCLUDE, NOTHING)
    assert [work for work, *_ in file(root)] == [
        "doi:10.5555/gone",
        "doi:10.5555/x.0",
        "doi:10.5555/x.1",
    ]
    assert session.counts()["undecided"] == 3


def test_a_process_that_is_killed_loses_no_decision(root: Path) -> None:
    code = (
        "import sys, pathlib\nfrom thesis.cli.screen import begin_session\n"
        "from thesis.cli.screen.session import Choice\n"
        "root = pathlib.Path(sys.argv[1])\n"
        "session = begin_session.begin(root, 'kari', 'title_abstract', False)\n"
        "n, was = 0, [Choice()] * 5\n"
        "while True:\n"
        "    choice = Choice('exclude' if was[n % 5].decision == 'include' else 'include')\n"
        "    session.decide(n % 5, choice, was[n % 5])\n"
        "    was[n % 5] = choice\n"
        "    n += 1\n"
        "    print(n, flush=True)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(root)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[5],
    )
    assert process.stdout
    for _ in range(23):
        process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    told = int([b"23", *process.stdout.read().split()][-1])
    process.wait()
    decided = {work: decision for work, _, decision, _ in file(root)}
    by_now = [_after(told), _after(told + 1)]  # the last one may be written and not yet told
    assert decided in by_now


def _after(count: int) -> dict[str, str]:
    turns = {n: (count - n + 4) // 5 for n in range(5)}
    return {
        f"doi:10.5555/x.{n}": "include" if times % 2 else "exclude"
        for n, times in turns.items()
        if times
    }


def test_at_full_text_a_reason_is_asked_for_and_what_was_not_to_be_had_is_told(
    root: Path, begin: Begin
) -> None:
    for who in ("kari", "ola"):
        choose(begin(who), "include", "include", "include")
    session = begin(stage=FULL_TEXT)
    for wrong in (EXCLUDE, Choice("exclude", "nonsense"), Choice("unsure"), Choice("include", "x")):
        with pytest.raises(NoChoiceError):
            session.decide(0, wrong, NOTHING)
    with pytest.raises(NoChoiceError):
        session.decide(3, INCLUDE, NOTHING)
    session.decide(0, Choice("exclude", "off_topic"), NOTHING)
    session.decide(1, Choice("not_retrieved"), NOTHING)
    session.decide(2, Choice("not_retrieved"), NOTHING)
    session.decide(2, INCLUDE, Choice("not_retrieved"))
    assert [row[1:] for row in file(root) if row[1] != "title_abstract"] == [
        ("full_text", "exclude", "off_topic"),
        ("full_text", "include", ""),
        ("retrieval", "not_retrieved", ""),
    ]
    assert session.counts() == {"undecided": 0, "include": 1, "exclude": 1, "not_retrieved": 1}


def test_works_are_found_by_their_decision_and_by_their_words(begin: Begin) -> None:
    session = begin()
    choose(session, "include", "exclude")
    assert session.shown("undecided", "") == [2, 3, 4]
    assert session.shown("exclude", "") == [1]
    assert session.shown("all", "BERG swimming") == [3]
    assert session.shown("all", "exercises water") == [0, 1, 2, 3, 4]
    assert session.shown("undecided", "no such word") == []


def test_a_work_is_told_by_all_of_its_records(begin: Begin) -> None:
    told = begin().told(0)
    assert told["abstract"] == "BACKGROUND: Exercises of 0.\nRESULTS: Less craving & more sleep."
    assert told["keywords"] == ["rowing", "Water"]
    assert told["authors"] == ["Berg, Kari"]
    assert (told["journal"], told["year"], told["doi"], told["language"]) == (
        "Invented Journal",
        2019,
        "10.5555/x.0",
        "en",
    )
