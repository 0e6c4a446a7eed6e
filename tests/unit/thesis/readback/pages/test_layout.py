"""What a typesetter would not let pass on a page."""

from pathlib import Path

import pytest

from tests.unit.thesis.readback.readers.test_pdf import LONG, made
from thesis.readback.pages import layout

A4 = 'paper: "a4", margin: 2.5cm'
FIGURE = '#figure(alt: "Fem", rect[Ord i figuren], caption: [Figur])'


def told(folder: Path, text: str) -> list[str]:
    return [one.rule for one in layout.findings(made(folder, text, A4), [])]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("#box(width: 3cm)[Hentet fra www.helsedirekto-?ratet.no]", "finished.hyphen-url"),
        ("#box(width: 3cm)[Hentet fra helsedirekto-?ratet]", ""),
        (
            f"#show heading: set block(sticky: false)\n#v(23.9cm)\n= Alene\n{LONG}",
            "finished.stranded-heading",
        ),
        (f"{LONG}\n#place(top, {FIGURE[1:]})\n", ""),
        (f"= Først\n{LONG}\n#place(top, dy: -1.5cm, {FIGURE[1:]})", "finished.float-above-heading"),
        (f"= Først\n{LONG}\n{FIGURE}\n= Siden\n{LONG * 40}", ""),
    ],
)
@pytest.mark.mutant("finished.hyphen-url")
@pytest.mark.mutant("finished.stranded-heading")
@pytest.mark.mutant("finished.float-above-heading")
def test_what_lies_badly_is_told(tmp_path: Path, text: str, rule: str) -> None:
    assert told(tmp_path, text) == ([rule] if rule else [])
