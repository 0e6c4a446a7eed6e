"""Text that can do nothing to the screen it is shown on, and the lines it is broken into."""

import io

import pytest

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.terminal import Plain, columns, counted, shown, wrapped


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[2J\x1b[32mNothing disagrees.", r"\x1b[2J\x1b[32mNothing disagrees."),
        ("a\rb\x08\x07\x9b1m\x7f\x00", r"a\rb\x08\x07\x9b1m\x7f\x00"),
        ("\u202egnp.exe\u2066", r"\u202egnp.exe\u2066"),
        ("\u2028\ud800\ufeff\u200b\U000e0001", r"\u2028\ud800\ufeff\u200b\U000e0001"),
        ("«æøå» – 30\xa0799\n\t𝑝 ≥ 3", "«æøå» – 30\xa0799\n\t𝑝 ≥ 3"),
    ],
)
def test_what_acts_is_spelt_out_and_the_rest_is_as_it_was(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_a_finding_acts_on_no_terminal() -> None:
    one = Finding(Place("data/\x1b[2J.yaml", 3), "a.b", "\x1b]0;x\x07", "y\r", "z\u202e")
    for told in (str(one), one.line_of_text):
        assert "\x1b" not in told
        assert r"\x1b" in told
    assert str(one).count("\n") == 3


def test_a_stream_passes_on_what_can_be_seen() -> None:
    to = io.TextIOWrapper(io.BytesIO(), "utf-8")
    assert Plain(to).write("å\x1b[m\n") == 5
    to.seek(0)
    assert to.read() == "å\\x1b[m\n"


@pytest.mark.parametrize(("terminal", "used"), [("20", 60), ("80", 80), ("400", 100)])
def test_lines_are_as_long_as_the_terminal_within_reason(
    monkeypatch: pytest.MonkeyPatch, terminal: str, used: int
) -> None:
    monkeypatch.setenv("COLUMNS", terminal)
    assert columns() == used


def test_a_text_goes_on_further_in_and_no_place_is_broken() -> None:
    place = "content/05-diskusjon.md:120-and-a-long-name"
    assert wrapped(f"one two {place}", 20, 2) == ["  one two", f"    {place}"]


def test_one_is_singular_and_a_plural_may_be_another_word() -> None:
    assert [counted(1, "row"), counted(2, "row")] == ["1 row", "2 rows"]
    assert [counted(0, "study", "studies"), counted(1, "study", "studies")] == [
        "0 studies",
        "1 study",
    ]
