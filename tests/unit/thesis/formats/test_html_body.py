"""The one document as the body of a web page."""

import json
from pathlib import Path
from typing import Any

import lxml.html
import pypandoc
import pytest

from tests.a_register import a_register
from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.document.pandoc import Element
from thesis.formats import html_body
from thesis.model.formulas import Formula
from thesis.model.register import Number

REGISTER = a_register(
    [
        Number("basen.1.hits", 6, rows=[Place("data/searches/basen.csv", 2)]),
        Number("basen.2.hits", 7, rows=[Place("data/searches/basen.csv", 3)]),
        Number(
            "basen.hits",
            13,
            formula=Formula("sum_in_database", {"count": "hits", "database": "basen"}),
        ),
        Number("ola2019.weeks", 12),
    ],
    {
        "searches": [{"database": "basen", "number": 1}, {"database": "basen", "number": 2}],
        "studies": [{"key": "ola2019"}, {"key": "kari2018"}],
    },
)
SEARCHES = """
::: {.appendix-table}

| Nr | Treff | Merknad |
|--:|--:|:--|
| 1 | [6]{#n-1 .n key="basen.1.hits" src="a:1"} | [12]{#n-5 .n key="ola2019.weeks" src="a:1"} uker |
| 2 | [7]{#n-2 .n key="basen.2.hits" src="a:1"} | [Om trening]{.title key="kari2018" lang=en} |
| | **[13]{#n-3 .n key="basen.hits" src="a:1"}** | |

: Søk {#tbl:searches}

:::
"""
MATRIX = """
::: {.matrix}

| Nr | [On exercise]{.title key="ola2019" lang=en} |
|:--|:--|
| Metode | Varte i [tolv]{#n-1 .n key="ola2019.weeks" src="a:1"} uker |

: Ola {#tbl:matrix}

:::
"""


def blocks(text: str) -> list[Element]:
    tree = json.loads(pypandoc.convert_text(text, "json", format=pandoc.READER))
    made: list[Element] = tree["blocks"]
    return made


def html(made: list[Element]) -> Any:
    return lxml.html.fromstring(f"<div>{html_body.body(made)}</div>")


def named(text: str) -> tuple[list[Element], dict[str, str]]:
    made = blocks(text)
    return made, html_body.name_rows(made, REGISTER)


def test_the_blocks_of_the_files_stand_one_after_the_other() -> None:
    tree = {"blocks": blocks("::: {.file src=a}\nEn.\n:::\n\nTo.\n\n::: {.file src=b}\nTre.\n:::")}
    assert [pandoc.text([block]) for block in html_body.flat(tree)] == ["En.", "To.", "Tre."]


def test_headings_are_numbered_one_level_down_and_listed() -> None:
    made = blocks(
        "# Forord {.unnumbered}\n\n## Takk\n\n# Metode\n\n## Søk\n\n### Dypt\n\n## Valg\n\n"
        "::: {lang=en-GB}\n\n# Abstract {.unnumbered}\n\n:::\n\n# Drøfting\n\n## Svar\n"
    )
    top = html_body.headings(made)
    assert [(h.number, h.text, h.language) for h in top] == [
        ("", "Forord", ""),
        ("1", "Metode", ""),
        ("", "Abstract", "en-GB"),
        ("2", "Drøfting", ""),
    ]
    assert [h.number for h in top[0].below] == [""]
    assert [(h.number, h.target) for h in top[1].below] == [("1.1", "søk"), ("1.2", "valg")]
    assert top[1].below[0].below[0].number == "1.1.1"
    assert top[3].below[0].number == "2.1"
    page = html(made)
    assert [h.text_content() for h in page.iter("h2")][1] == "1 Metode"
    assert not list(page.iter("h1"))


def test_a_search_has_a_row_to_lead_to_and_its_numbers_lead_nowhere() -> None:
    made, targets = named(SEARCHES)
    assert targets["basen.1"] == "row-basen.1"
    assert targets["database basen"] == "tbl:searches"
    uses = html_body.link_numbers(made)
    assert [use.keys for use in uses] == [("ola2019.weeks",), ("basen.hits",)]
    row = html(made).get_element_by_id("row-basen.2")
    assert row.text_content().split() == ["2", "7", "Om", "trening"]


def test_a_row_has_one_id_and_a_study_the_first_row_with_its_title() -> None:
    made, targets = named(MATRIX + SEARCHES)
    assert targets["study ola2019"] == "row-ola2019"
    assert html(made).get_element_by_id("row-ola2019").text_content().split()[0] == "Nr"
    assert "study kari2018" not in targets  # its row is that of a search


def test_totals_stand_in_the_foot() -> None:
    made, _ = named(SEARCHES)
    html_body.foot_totals(made, REGISTER)
    page = html(made)
    assert len(page.xpath("//tbody/tr")) == 2
    assert page.xpath("//tfoot/tr")[0].text_content().strip() == "13"


def test_a_table_of_computed_numbers_only_keeps_a_row() -> None:
    row = '| [13]{.n key="basen.hits"} |\n'
    made = blocks(f"| Sum |\n|--:|\n{row}{row}")
    html_body.foot_totals(made, REGISTER)
    assert len(html(made).xpath("//tbody/tr")) == 1


@pytest.mark.parametrize(("text", "sorts"), [(SEARCHES, True), (MATRIX, False)])
def test_a_table_stands_in_a_frame_that_the_keyboard_scrolls(text: str, sorts: bool) -> None:
    made, _ = named(text)
    html_body.frame_tables(made)
    (frame,) = html(made).xpath("//*[@class='scroll']")
    assert frame.attrib["tabindex"] == "0"
    assert frame.attrib["role"] == "group"
    assert frame.attrib["aria-label"] in {"Søk", "Ola"}
    assert (frame.find("table").get("class") == "sorts") is sorts


def test_a_table_outside_a_division_is_framed_once() -> None:
    made = blocks("| A | B |\n|---|---|\n| 1 | 2 |\n")
    html_body.frame_tables(made)
    assert len(html(made).xpath("//*[@class='scroll']")) == 1


def test_the_first_of_two_columns_heads_the_rows() -> None:
    made, _ = named(MATRIX)
    html_body.frame_tables(made)
    assert [head.text_content() for head in html(made).xpath("//tbody//th")] == ["Metode"]


def test_a_number_is_a_link_to_its_source_and_knows_its_section() -> None:
    made = blocks(
        '# Metode\n\nDet er [fem]{#n-1 .n key="a.b" src="x:1"} og '
        '[five]{#n-2 .n key="a.b a.c" src="x:1" lang=en}.\n'
    )
    first, second = html_body.link_numbers(made)
    assert first == html_body.Use("n-1", ("a.b",), "fem", "Metode")
    assert second.keys == ("a.b", "a.c")
    links = html(made).xpath("//a")
    assert dict(links[0].attrib) == {"href": "#k-a.b", "id": "n-1", "class": "n"}
    assert (links[1].get("href"), links[1].get("lang")) == ("#k-a.b:a.c", "en")


def test_a_number_inside_a_link_is_no_link_of_its_own() -> None:
    made = blocks('[Se [fem]{#n-1 .n key="a.b"}](#x)\n')
    assert html_body.link_numbers(made) == []


def test_a_drawing_is_put_in_the_page_and_told_of_by_its_alternative_text() -> None:
    made = blocks('![Flyt](build/flow.svg){#fig:x alt="Et skjema"}\n')
    html_body.draw(made, "build/flow.svg", lambda alt: f'<svg aria-label="{alt}"></svg>')
    figure = html(made).get_element_by_id("fig:x")
    assert figure.xpath(".//svg/@aria-label") == ["Et skjema"]
    assert figure.find("figcaption").text_content() == "Flyt"


def test_other_pictures_are_data_in_the_page(here: Path) -> None:
    Path("et bilde.JPG").write_bytes(b"x")
    made = blocks("Her er ![et bilde](et%20bilde.JPG).\n")
    html_body.embed(made)
    assert html(made).xpath("//img/@src") == ["data:image/jpeg;base64,eA=="]


def test_a_long_description_is_folded_and_a_label_is_text() -> None:
    made = blocks("::: {.long-description for=x}\n\nØverst.\n\n:::\n")
    html_body.fold_descriptions(made, "I ord & <tall>")
    (details,) = html(made).iter("details")
    assert details.find("summary").text_content() == "I ord & <tall>"
    assert "Øverst." in details.text_content()


def test_what_is_for_the_build_alone_is_not_in_the_page() -> None:
    text = '[Alle]{.group of="read" where="x > 1"} [x]{.typed why="y"} ![b](c.png){key=a}\n'
    made = blocks(text)
    html_body.strip(made)
    page = html_body.body(made)
    for name in ("data-of", "data-where", "data-why"):
        assert name not in page
