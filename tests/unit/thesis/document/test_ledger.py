"""The ledger: every number of a text with its place, sentence and keys, in reading order."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.a_register import give
from tests.unit.thesis.checks.made import CONTENT, made
from thesis.document import ledger
from thesis.document.ledger import Entry

NO_FLOW: dict[str, Any] = {"stages": []}

FLOW = {
    "stages": [{"id": "articles", "label": "Leste artikler", "key": "studies.read", "value": 10,
                "left": {"label": "Utelatt", "key": "studies.included", "value": 5,
                         "reasons": [{"id": "x", "label": "For små", "key": "wang2017.interval",
                                      "value": 3}]}}],
}  # fmt: skip

FIGURE = """# Resultat

![Flyt](build/figures/flowchart.svg){#fig:flow alt="«Lest» (n = 10), så «Igjen» (n = 5) og 77."}

::: {.long-description for="fig:flow"}
Øverst står {{ n("searches.articles") }} og {{ n("studies.read") }}.
Nederst står {{ n("studies.included") }}.
:::
"""

TABLE = """# Søk

| Nr. | Søk | Treff | Lest |
|----:|:----|------:|-----:|
| 1 | exercise | {{ n("medline.hits") }} | {{ n("studies.read", form="digits") }} |
| 2 | drug | Bare {{ n("wang2017.groups") }} treff. | |

: Søk i Medline, {{ n("wang2017.weeks") }} i alt
"""


def entries(root: Path, text: str, flow: dict[str, Any] = NO_FLOW) -> list[Entry]:
    thesis = made(root, text)
    give(thesis.register, flow=flow)
    return ledger.entries(thesis)


def test_numbers_stand_in_reading_order_with_sentence_place_and_headings(tmp_path: Path) -> None:
    text = (
        "# Metode\n\n## Søk\n\nFørst noe. I alt ble {{ n('studies.read') }} artikler lest.\n"
        "Så ble {{ share('studies.included', 'studies.read') }} valgt.\n\n"
        "# Drøfting\n\n## Alder\n\nDe var {{ span('wang2017.age_min', 'wang2017.age_max') }} år.\n"
    )
    first, second, third = entries(tmp_path, text)
    assert first == Entry(
        position=1,
        id="n-0001",
        kind="keyed",
        where="text",
        part="main",
        file=CONTENT,
        place=f"{CONTENT}:5",
        headings=("Metode", "Søk"),
        before="I alt ble ",
        written="ti",
        after=" artikler lest.",
        keys=("studies.read",),
    )
    assert (second.sentence, second.keys) == (
        "Så ble fem av ti valgt.",
        ("studies.included", "studies.read"),
    )
    assert second.is_share
    assert not third.is_share
    assert (str(third.place), third.headings) == (f"{CONTENT}:12", ("Drøfting", "Alder"))


def test_a_typed_number_has_its_reason_and_a_group_statement_its_condition(tmp_path: Path) -> None:
    text = (
        'Det tok [to]{.typed why="en talemåte"} dager.\n\n'
        '[Alle artiklene]{.group of="included" where="sex == all"} var gode.\n'
    )
    typed, group = entries(tmp_path, text)
    assert (typed.kind, typed.written, typed.why) == ("typed", "to", "en talemåte")
    assert (group.kind, group.of, group.condition) == ("group", "included", "sex == all")
    assert [str(typed.place), str(group.place)] == [f"{CONTENT}:1", f"{CONTENT}:3"]


def test_a_heading_a_note_and_the_front_matter_say_what_they_are(tmp_path: Path) -> None:
    text = (
        "# De {{ n('studies.read') }} artiklene\n\nTekst.^[Etter {{ n('wang2017.weeks') }} uker.]"
    )
    assert [entry.where for entry in entries(tmp_path, text)] == ["heading", "note"]
    thesis = made(tmp_path, "Vi leste {{ n('studies.read') }} artikler.")
    thesis.document["blocks"][0]["c"][0][2] = [["src", CONTENT], ["part", "front"]]
    (entry,) = ledger.entries(replace(thesis))
    assert (entry.where, entry.part) == ("abstract", "front")


def test_a_cell_that_is_a_number_alone_is_told_with_its_row(tmp_path: Path) -> None:
    caption, hits, read, words = entries(tmp_path, TABLE)
    assert (caption.where, caption.written) == ("caption", "tolv")
    assert [hits.where, read.where, words.where] == ["table"] * 3
    assert (hits.before, hits.after) == ("1 · exercise · ", " · 10")
    assert (read.before, read.after) == ("1 · exercise · 8 799 640 · ", "")
    assert words.sentence == "Bare to treff."
    assert hits.headings[0] == "Søk"
    assert "Søk i Medline, tolv i alt" in hits.headings[1]


def test_a_figure_gives_what_it_draws_and_what_its_alternative_text_says(tmp_path: Path) -> None:
    found = entries(tmp_path, FIGURE, FLOW)
    drawn = [entry for entry in found if entry.where == "figure"]
    assert [(entry.sentence, entry.keys) for entry in drawn] == [
        ("Leste artikler: 10", ("studies.read",)),
        ("Utelatt: 5", ("studies.included",)),
        ("For små: 3", ("wang2017.interval",)),
    ]
    said = [entry for entry in found if entry.where == "alternative"]
    assert [(entry.written, entry.keys) for entry in said] == [
        ("10", ("searches.articles",)),
        ("5", ("studies.included",)),
        ("77", ()),
    ]
    assert [entry.written for entry in found if entry.where == "description"] == ["ti", "ti", "fem"]


def test_of_two_counts_that_are_the_same_the_label_before_the_number_decides(
    tmp_path: Path,
) -> None:
    text = FIGURE.replace("«Lest»", "«Leste artikler»")
    said = [one for one in entries(tmp_path, text, FLOW) if one.where == "alternative"]
    assert said[0].keys == ("studies.read",)


@pytest.mark.parametrize("figure", ["fig:flow", "fig:other"])
def test_what_a_long_description_gives_belongs_to_its_figure(tmp_path: Path, figure: str) -> None:
    thesis = made(tmp_path, FIGURE)
    keys = ledger.described(thesis.document, figure, thesis.register)
    expected = ["searches.articles", "studies.read", "studies.included"]
    assert keys == (expected if figure == "fig:flow" else [])
