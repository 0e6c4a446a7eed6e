"""The filter that numbers figures, tables, matrices and appendices, and resolves references."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pypandoc
import pytest

FILTER = Path(__file__).parents[3] / "templates" / "filters" / "crossref.lua"
HARD_SPACE = "\u00a0"

PICO = "| a | b |\n|---|---|\n| c | d |\n\n: PICO-skjema {#tbl:pico}\n\n"
SECOND = "| e | f |\n|---|---|\n| g | h |\n\n: Tall {#tbl:second}\n\n"
CHART = '![Flytskjema over utvelgelsen](flow.svg){#fig:flowchart alt="Et skjema"}\n\n'
APPENDICES = "# Søk {.appendix #app:searches}\n\n# Studier {.appendix #app:included}\n\n"
ALL = PICO + SECOND + CHART + APPENDICES


def convert(markdown: str, to: str, *extra: str) -> str:
    """Give `markdown` after the filter in the format `to`, with no line wrapped."""
    out: str = pypandoc.convert_text(
        markdown,
        to,
        format="markdown",
        extra_args=["--wrap=none", f"--lua-filter={FILTER}", *extra],
    )
    return out


def plain(markdown: str, *extra: str) -> str:
    """Give the text a reader sees, with ordinary spaces and one between words."""
    text = unescape(re.sub(r"<[^>]*>", "", convert(markdown, "html", *extra)))
    return " ".join(text.replace(HARD_SPACE, " ").split())


def blocks(markdown: str) -> list[dict[str, Any]]:
    """Give the document's blocks as pandoc's JSON has them."""
    found: list[dict[str, Any]] = json.loads(convert(markdown, "json"))["blocks"]
    return found


def sentence(markdown: str) -> str:
    """Give the paragraph `markdown` as text, out of a document with all the targets."""
    return plain(f"{markdown}\n\n{ALL}").split(" Tabell 1: PICO-skjema")[0]


def first_paragraph(markdown: str) -> str:
    """Give the first paragraph as HTML."""
    return convert(f"{markdown}\n\n{ALL}", "html").splitlines()[0]


def test_tables_and_figures_are_numbered_each_in_their_own_reading_order() -> None:
    text = plain(CHART + PICO + SECOND)
    assert "Figur 1: Flytskjema over utvelgelsen" in text
    assert "Tabell 1: PICO-skjema" in text
    assert "Tabell 2: Tall" in text


def test_a_hard_space_stands_between_word_and_number() -> None:
    assert f'<span class="label">Tabell{HARD_SPACE}1:</span> PICO-skjema' in convert(PICO, "html")
    assert f"tabell{HARD_SPACE}1" in first_paragraph("Se @tbl:pico.")


def test_a_reference_before_its_table_is_a_link_to_it() -> None:
    html = first_paragraph("Dette står i @tbl:second.")
    assert f'i <a href="#tbl:second" class="crossref">tabell{HARD_SPACE}2</a>.</p>' in html


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("@tbl:pico viser det.", "Tabell 1 viser det."),
        ("**@tbl:pico** viser det.", "Tabell 1 viser det."),
        ("(@tbl:pico viser det.)", "(Tabell 1 viser det.)"),
        ("Først dette. @fig:flowchart viser det.", "Først dette. Figur 1 viser det."),
        ("Er det slik?\n@app:searches sier det.", "Er det slik? Vedlegg 1 sier det."),
        ("Hun sa «stopp!» @tbl:pico viser det.", "Hun sa «stopp!» Tabell 1 viser det."),
        ("Slik gikk [*det*]{.n}. @tbl:pico viser det.", "Slik gikk det. Tabell 1 viser det."),
        ("| @tbl:pico og mer", "Tabell 1 og mer"),
    ],
)
def test_a_reference_at_the_start_of_a_sentence_has_a_capital(markdown: str, expected: str) -> None:
    assert sentence(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Se @tbl:pico.", "Se tabell 1."),
        ("Det er slik (jf. @tbl:pico).", "Det er slik (jf. tabell 1)."),
        ("Noe, bl.a. @fig:flowchart, viser det.", "Noe, bl.a. figur 1, viser det."),
        ("Søket (@app:searches) ble gjort.", "Søket (vedlegg 1) ble gjort."),
        ("Det er [3,5]{.n} @tbl:pico her.", "Det er 3,5 tabell 1 her."),
    ],
)
def test_a_reference_within_a_sentence_has_no_capital(markdown: str, expected: str) -> None:
    assert sentence(markdown) == expected


def test_two_references_are_joined_by_og() -> None:
    assert sentence("Se [@tbl:pico; @tbl:second].") == "Se tabell 1 og tabell 2."


def test_only_the_first_of_several_references_gets_the_capital() -> None:
    text = sentence("[@tbl:pico; @tbl:second; @fig:flowchart] viser det.")
    assert text == "Tabell 1, tabell 2 og figur 1 viser det."


def test_words_written_in_the_brackets_are_kept() -> None:
    assert sentence("Dette [se @tbl:pico, rad 3] holder.") == "Dette se tabell 1, rad 3 holder."


def test_a_citation_is_left_to_the_citation_engine() -> None:
    cite = blocks("Slik er det [@wang2017, s. 3].")[0]["c"][-2]
    assert cite["t"] == "Cite"
    assert cite["c"][0][0]["citationId"] == "wang2017"


def test_a_table_cited_together_with_literature_goes_in_front_of_it() -> None:
    paragraph = blocks(f"Slik er det [@wang2017; @tbl:pico].\n\n{PICO}")[0]["c"]
    citations = next(inline for inline in paragraph if inline["t"] == "Cite")["c"][0]
    assert [citation["citationId"] for citation in citations] == ["wang2017"]
    link = citations[0]["citationPrefix"][0]
    assert link["t"] == "Link"
    assert link["c"][1] == [{"t": "Str", "c": f"tabell{HARD_SPACE}1"}]


def test_an_appendix_heading_carries_its_number_and_stays_out_of_the_chapter_numbers() -> None:
    html = convert("# Innledning\n\n" + APPENDICES, "html", "--number-sections")
    assert f'<span class="label">Vedlegg{HARD_SPACE}1:</span> Søk</h1>' in html
    assert f'<span class="label">Vedlegg{HARD_SPACE}2:</span> Studier</h1>' in html
    assert html.count("header-section-number") == 1


def test_a_reference_to_an_appendix_names_its_number() -> None:
    assert sentence("Se @app:included.") == "Se vedlegg 2."


def test_a_matrix_is_counted_apart_from_the_tables() -> None:
    matrix = "::: {.matrix}\n" + SECOND + ":::\n\n"
    text = plain(f"Se @tbl:second og @tbl:pico.\n\n{matrix}{PICO}")
    assert text.startswith("Se litteraturmatrise 1 og tabell 1.")
    assert "Litteraturmatrise 1: Tall" in text
    assert "Tabell 1: PICO-skjema" in text


def test_an_appendix_table_keeps_its_caption_and_is_referred_to_by_its_appendix() -> None:
    table = "::: {.appendix-table .landscape}\n" + SECOND + ":::\n\n"
    text = plain(f"Se @tbl:second.\n\n{PICO}{APPENDICES}{table}")
    assert text.startswith("Se vedlegg 2.")
    assert "2: Studier Tall e f" in text
    assert "Tabell 2" not in text


def test_a_long_table_of_a_chapter_is_counted_with_the_others() -> None:
    table = "::: {.appendix-table}\n" + SECOND + ":::\n\n"
    text = plain(f"Se @tbl:second.\n\n{table}{PICO}")
    assert text.startswith("Se tabell 1.")
    assert "Tabell 2: PICO-skjema" in text


def test_a_table_without_caption_and_identifier_takes_no_number() -> None:
    text = plain("| x | y |\n|---|---|\n| z | w |\n\n" + PICO)
    assert "Tabell 1: PICO-skjema" in text


def test_tables_in_the_divs_of_content_files_are_counted_on() -> None:
    first = "::: {.file part=main}\n" + PICO + ":::\n\n"
    second = "::: {.file part=main}\n" + SECOND + ":::\n\n"
    text = plain(first + second)
    assert "Tabell 1: PICO-skjema" in text
    assert "Tabell 2: Tall" in text


def test_an_unknown_reference_stays_visible_and_is_marked() -> None:
    html = first_paragraph("Se @tbl:nowhere her.")
    assert '<span class="unresolved" data-ref="tbl:nowhere">?tbl:nowhere</span>' in html


def test_a_reference_in_a_footnote_or_a_cell_is_resolved() -> None:
    note = plain(f"Tekst.[^1]\n\n[^1]: Se @tbl:pico.\n\n{PICO}")
    assert "Se tabell 1." in note
    cell = plain(f"| a | b |\n|---|---|\n| Se @fig:flowchart | d |\n\n{CHART}")
    assert "Se figur 1" in cell


def test_the_words_come_from_the_metadata() -> None:
    words = ["figure=figure", "table=table", "matrix=matrix", "appendix=appendix", "and=and"]
    extra = [f"--metadata=label-{word}" for word in words]
    text = plain("See [@tbl:pico; @app:searches].\n\n" + ALL, *extra)
    assert text.startswith("See table 1 and appendix 1.")
    assert "Table 1: PICO-skjema" in text
    assert "Appendix 2: Studier" in text
