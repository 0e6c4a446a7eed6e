"""A thesis with six records of five works, two people who screen them, and a session of one."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from thesis.cli.screen import begin_session
from thesis.cli.screen.session import Choice, ScreeningSession
from thesis.screening.decisions import TITLE_ABSTRACT

RECORD = """TY  - JOUR
AU  - Berg, Kari
TI  - {title}
PY  - 2019
T2  - Invented Journal
LA  - eng
DO  - 10.5555/x.{n}
AB  - {abstract}
KW  - rowing
KW  - *Water
ER  -
"""
TITLES = ("Rowing and craving", "Cycling: a <i>trial</i>", "Sleep", "Swimming", "Walking")
ABSTRACT = "BACKGROUND: Exercises of {n}. RESULTS: Less craving &amp; more sleep."

Begin = Callable[..., ScreeningSession]


def records(*numbers: int, abstract: str = ABSTRACT) -> str:
    """Records of RIS."""
    return "".join(
        RECORD.format(n=n, title=TITLES[n], abstract=abstract.format(n=n)) for n in numbers
    )


def screened(folder: Path, house: Path) -> Path:
    """Write the thesis into a folder."""
    shutil.copytree(house / "data", folder / "data")
    shutil.copytree(house / "config", folder / "config")
    exports = folder / "data/exports"
    exports.mkdir()
    (exports / "medline-4.ris").write_text(records(*range(5)), "utf-8")
    (exports / "embase-1.ris").write_text(records(0, abstract=""), "utf-8")
    who = "screeners:\n- {id: kari, name: Kari Berg}\n- {id: ola, name: Ola Vik}\nsecond: all\n"
    (folder / "data/screening.yaml").write_text(who, "utf-8")
    return folder


@pytest.fixture
def root(house: Path, tmp_path: Path) -> Path:
    return screened(tmp_path, house)


@pytest.fixture
def begin(root: Path) -> Begin:
    """Begins a session of somebody."""

    def begin(
        who: str = "kari", stage: str = TITLE_ABSTRACT, conflicts: bool = False
    ) -> ScreeningSession:
        session = begin_session.begin(root, who, stage, conflicts)
        session.today = lambda: date(2026, 3, 2)
        return session

    return begin


def choose(session: ScreeningSession, *decisions: str, reason: str = "") -> None:
    """Decide on the first works, one after the other."""
    for n, decision in enumerate(decisions):
        session.decide(
            n, Choice(decision, reason if decision == "exclude" else ""), session.choice(n)
        )
