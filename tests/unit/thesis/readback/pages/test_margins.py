"""What runs off a page, or over other text."""

from pathlib import Path

import pytest

from tests.unit.thesis.readback.readers.test_pdf import LONG, made
from thesis.readback.blocks import File
from thesis.readback.pages.margins import margins, outside, overlaps

A4 = 'paper: "a4", margin: 2.5cm, numbering: "1"'
TEXT = f"#set par(justify: true)\n{LONG * 60}\n\n"
MARGIN = 2.5 * 72 / 2.54


def page(folder: Path, more: str, size: str = A4) -> File:
    """A page of running text, and more."""
    return made(folder, TEXT + more, size)


def told(file: File) -> list[str]:
    return [one.found for one in (*outside(file, []), *overlaps(file, []))]


def test_the_margins_are_those_that_the_lines_share(tmp_path: Path) -> None:
    assert margins(page(tmp_path, "")) == pytest.approx((MARGIN, MARGIN), abs=3)  # a hyphen is thin
    assert margins(made(tmp_path, "En linje.")) == (0, 0)
    short = "".join(f"{'Ord ' * i}slutt.\n\n" for i in (1, 1, 1, *range(1, 19)))
    assert margins(made(tmp_path, short, A4)) == pytest.approx((MARGIN, 0), abs=3)
    alike = "En setning som ikke fyller linja.\n\n" * 40
    assert margins(made(tmp_path, alike, A4)) == pytest.approx((MARGIN, 0), abs=3)


@pytest.mark.parametrize(
    "more",
    [
        "",
        "#table(columns: 3, [en], [to], [tre])",
        "H#sub[2]O og 10#super[2], _skrå_ *fet*",
        "#footnote[En note.]",
        "#set page(flipped: true)\n" + LONG * 20,
        "= Å\n== Ýgðq\nÅÅÅ",
        "- en\n  - to\n    - tre",
        "#set text(size: 8pt)\n#set par(leading: 0.45em)\n" + LONG * 9,
    ],
    ids=["text", "table", "signs", "note", "landscape", "headings", "list", "tight lines"],
)  # fmt: skip
def test_what_lies_right_gives_no_finding(tmp_path: Path, more: str) -> None:
    assert told(page(tmp_path, more)) == []


@pytest.mark.parametrize(
    ("more", "side"),
    [
        ("#table(columns: (9cm, 9cm, 5cm), [en], [to], [utenfor])", "right margin"),
        ("#pad(left: -1cm)[Til venstre]", "left margin"),
        ("#place(bottom, dy: 5cm)[Under]", "lower edge"),
        ("#place(top, dy: -4cm)[Over]", "upper edge"),
        ("#set page(flipped: true)\n#pad(right: -2cm, align(right)[Utenfor])", "right margin"),
        ("#box(width: 1cm)[Donaudampfschifffahrtsgesellschaftskapitän" + "n" * 80 + "]", "right"),
    ],
    ids=["table", "left", "below", "above", "landscape", "word"],
)
def test_what_runs_out_is_told_with_its_page(tmp_path: Path, more: str, side: str) -> None:
    found = [one.found for one in outside(page(tmp_path, more), [])]
    assert len(found) == 1
    assert side in found[0]
    assert " on page " in found[0]


def test_of_each_page_the_worst_is_told_and_the_rest_counted(tmp_path: Path) -> None:
    rows = ", ".join(f"[{i}], [side {i}], [utenfor {'x' * i}]" for i in range(5))
    (found,) = outside(page(tmp_path, f"#table(columns: (9cm, 9cm, 5cm), {rows})"), [])
    assert "«utenfor xxxx»" in found.found
    assert "and 4 more on the page" in found.found


def test_a_photograph_in_the_margin_is_told(tmp_path: Path) -> None:
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
        "53de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
    )
    (tmp_path / "dot.png").write_bytes(dot)
    (found,) = outside(page(tmp_path, '#image("dot.png", width: 30cm, alt: "Prikk")'), [])
    assert "a picture on page" in found.found


@pytest.mark.parametrize(
    "more",
    [
        "Den første linjen#place(dx: 1cm, dy: -0.7em)[over den]",
        "#table(columns: (1cm, 4cm), [#box(width: 9cm)[for lang til kolonnen]], [den andre])",
        "#place(bottom + center, dy: 29pt)[Tallet]",
    ],
    ids=["line", "table", "page number"],
)
def test_two_texts_over_each_other_are_told(tmp_path: Path, more: str) -> None:
    (found,) = overlaps(page(tmp_path, more), [])
    assert " over each other on page " in found.found
