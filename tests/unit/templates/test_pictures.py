"""A picture of the PDF stands where the text has it."""

import json
from pathlib import Path

import pypandoc
import pytest

from thesis.document import pandoc
from thesis.document.pandoc import READER
from thesis.formats import typst
from thesis.model.records import EditionName, TitlePage
from thesis.readback.readers import pdf

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300pt" height="260pt"><rect width="9"/></svg>'
THESIS = TitlePage(edition=EditionName(date="2020-06-01"))
TEXT = """\
# Innledning

{before}

# Metode

Rett under overskriften.

## Valg

Foran. {words}

![Bildet](content/p.svg){{#fig:p alt="Et skjema."}}

Etter.

# Resultat

Slutt.
"""


@pytest.mark.parametrize("words", [0, 100, 180, 240, 300, 420, 600])
@pytest.mark.parametrize("before", [20, 300])
def test_it_comes_after_what_is_before_it_and_before_what_is_after_it(
    here: Path, house: Path, words: int, before: int
) -> None:
    Path("content").mkdir()
    Path("content/p.svg").write_text(SVG, "utf-8")
    text = TEXT.format(before="ord " * before, words="ord " * words)
    tree = json.loads(pypandoc.convert_text(text, "json", format=READER))
    tree["meta"] = {"title": pandoc.meta_string("Tittel"), "lang": pandoc.meta_string("nb-NO")}
    templates = house / "templates"
    source = typst.to_typst(
        json.dumps(tree), str(templates / "thesis.typ"), [str(templates / "filters/typst.lua")], {}
    )
    Path("x.typ").write_text(source, "utf-8")
    typst.to_pdf("x.typ", "x.pdf", THESIS)
    contents = 2  # the title page and the list
    at = {
        piece.text.split()[-1]: (piece.page, -piece.box[1])
        for piece in reversed(pdf.read("x.pdf").pieces)
        if piece.page > contents
    }
    order = ["Metode", "overskriften.", "Valg", "Bildet", "Etter.", "Resultat"]
    assert order == sorted(order, key=at.__getitem__)
