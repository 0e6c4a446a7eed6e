"""Fields of a finished file that are stale."""

import pytest

from thesis.diagnostics.place import Place
from thesis.readback import compare, fields
from thesis.readback.blocks import File, FileField, TextBlock
from thesis.readback.expected import ExpectedText

LONG = "fig:" + "a" * 37  # one letter more than Word takes
PAGES = {"fig:a": "3", LONG: "9"}
LINE = "Figur 1: Skjema 3"
CASES = [
    (FileField("PAGEREF", "3", LINE, "Figur 1: Skjema", ("fig_a",)), ""),
    (FileField("PAGEREF", "iv", "Metode iv", "Metode", ("metode",)), ""),  # a page nobody told
    (FileField("PAGEREF", "4", LINE, "Figur 1: Skjema", ("fig_a",)), "page «4» in «Figur 1"),
    (FileField("PAGEREF", "", LINE, "Figur 1: Skjema", ("fig_a",)), "page «»"),
    (FileField("PAGEREF", "3", LINE, "Figur 2: Kart", ("fig_a",)), "a link to another place"),
    (FileField("SEQ", "1", "Figur 1: Skjema", "1"), ""),
    (FileField("SEQ", "2", "Figur 2: Skjema", "1"), "«2» (SEQ)"),
    (FileField("SEQ", "1", "Figur 1: Skjema", "2"), "«1» (SEQ)"),
    (FileField("REF", "Figur 2", "Se Figur 2", "Figur 1"), "«Figur 2» (REF)"),
    (FileField("PAGEREF", "9", LINE, "Figur 1: Skjema", (fields.bookmark(LONG),)), ""),
    (FileField("PAGEREF", "8", LINE, "Figur 1: Skjema", (fields.bookmark(LONG),)), "page «8»"),
    (FileField("REF", "Figur 2", "Se Figur 2", None), "REF to a bookmark that is not there"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "wrong"), CASES)
def test_a_field_shows_what_it_would_show_when_it_is_made_anew(
    field: FileField, wrong: str
) -> None:
    file = File("a.docx", [TextBlock(field.text)], fields=[field])
    here = [ExpectedText(field.text, lambda _: Place("content/a.md", 3))]
    found = list(fields.findings(file, compare.compare(here, file), PAGES))
    assert [one.found.startswith(wrong) for one in found] == [True] * bool(wrong)
    assert all((one.rule, str(one.place)) == ("finished.field", "content/a.md:3") for one in found)


def test_a_name_that_word_takes_stays_and_a_longer_one_is_shortened() -> None:
    assert fields.bookmark("fig:a") == "fig_a"
    assert fields.bookmark("a" * 40) == "a" * 40
    assert len(fields.bookmark("a" * 41)) == 40
