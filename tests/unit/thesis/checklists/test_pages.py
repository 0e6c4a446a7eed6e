"""Where headings and captions stand in a finished PDF, made by Typst for the purpose."""

import json
from pathlib import Path

import pypandoc
import pytest
import typst

from thesis.checklists.identifiers import identifiers
from thesis.checklists.pages import Standing, labels_of, standing
from thesis.document import pandoc
from thesis.readback import expected
from thesis.readback.readers import pdf

PROSE = """\
::: {.file src="content/a.md" part="main"}
# Sammendrag {#sammendrag}

Kort.

# Metode

Her er tabellen.

  a
  ---
  b

  : Tabell 1: Ord {#tbl:ord}

## Søk

Slutt.
:::
"""

PAGE = """\
#set document(title: "T")
#set text(lang: "nb")
#title()
#pagebreak()
#set page(numbering: "i")
#counter(page).update(1)
= Sammendrag
Kort.
#pagebreak()
#set page(numbering: "1")
#counter(page).update(1)
#set heading(numbering: "1.1")
= Metode
Her er tabellen.
#figure(table([a], [b]), caption: [Ord], supplement: [Tabell])
#pagebreak()
== Søk
Slutt.
"""


@pytest.fixture
def found(tmp_path: Path) -> dict[str, Standing]:
    return where(tmp_path, PAGE)


def where(folder: Path, page: str) -> dict[str, Standing]:
    made = folder / "made.pdf"
    made.write_bytes(typst.compile(page.encode(), ignore_system_fonts=True))
    texts = list(expected.expected_texts(tree()))
    return standing(texts, pdf.read(made), labels_of(made))


def tree() -> pandoc.Element:
    read: pandoc.Element = json.loads(pypandoc.convert_text(PROSE, "json", "markdown"))
    return read


def test_a_place_has_the_page_that_is_printed_on_it(found: dict[str, Standing]) -> None:
    assert found == {
        "title-page": Standing("T", 1, ""),
        "sammendrag": Standing("Sammendrag", 2, "i"),
        "metode": Standing("1 Metode", 3, "1"),
        "tbl:ord": Standing("Tabell\u00a01: Ord", 3, "1"),
        "søk": Standing("1.1 Søk", 4, "2"),
    }


def test_what_is_printed_otherwise_has_no_page(tmp_path: Path) -> None:
    found = where(tmp_path, PAGE.replace("== Søk", "== Leting"))
    assert "søk" not in found
    assert "metode" in found


def test_what_can_be_pointed_to_is_the_title_page_headings_tables_and_figures() -> None:
    assert identifiers(tree()) == ["title-page", "sammendrag", "metode", "tbl:ord", "søk"]
