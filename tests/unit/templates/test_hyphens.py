"""No hyphen of the typesetter's stands in an address or in the reference list."""

import json
from pathlib import Path

import pypandoc
import pypdfium2
import pytest

from thesis.document import pandoc
from thesis.document.pandoc import READER
from thesis.formats import typst
from thesis.model.records import EditionName, TitlePage

ADDRESS = "https://www.folkehelseinstituttet.eksempel.no/opplysninger/folkehelserapporten"
NAMES = "Brellenthin, Folkehelseinstituttet, Newtonsvennene, Kristoffersengruppen, Costafamilien"
HYPHENS = "\ufffe\u0002\u00ad-\u2010"  # How pdfium gives the hyphen of a divided word


def pages(tmp_path: Path, house: Path, text: str, title: str = "Tittel") -> str:
    """What stands on the pages of a text's PDF, its line breaks as they are."""
    tree = json.loads(pypandoc.convert_text(text, "json", format=READER))
    tree["meta"] = {"title": pandoc.meta_string(title), "lang": pandoc.meta_string("nb-NO")}
    templates = house / "templates"
    source = typst.to_typst(
        json.dumps(tree), str(templates / "thesis.typ"), [str(templates / "filters/typst.lua")], {}
    )
    Path("x.typ").write_text(source, "utf-8")
    typst.to_pdf("x.typ", "x.pdf", TitlePage(edition=EditionName(date="2020-06-01")))
    with pypdfium2.PdfDocument("x.pdf") as made:
        return "".join(page.get_textpage().get_text_range() for page in made)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[{a}]({a})", id="a link"),
        pytest.param("<{a}>", id="an address in angles"),
        pytest.param("{a}", id="an address that is no link"),
        pytest.param("({a}).", id="one in a parenthesis"),
        pytest.param("::: {{#refs}}\n::: {{#ref-a}}\n{n}. {a}\n:::\n:::", id="the reference list"),
    ],
)
def test_none_is_there_wherever_the_line_ends(here: Path, house: Path, text: str) -> None:
    filled = [text.format(a=ADDRESS, n="o " * i + NAMES) for i in range(75)]
    moved = ["" if "#refs" in each else "o " * i for i, each in enumerate(filled)]
    entries = [before + each for before, each in zip(moved, filled, strict=True)]
    if "#refs" in text:
        inner = (each.removeprefix("::: {#refs}\n").removesuffix("\n:::") for each in entries)
        each_its_own = (each.replace("#ref-a", f"#ref-{i}") for i, each in enumerate(inner))
        entries = ["::: {#refs}", *each_its_own, ":::"]
    else:  # in a table, too, where lines are not stretched
        rows = "\n".join(f"| {each} |" for each in entries)
        entries.append(f"| Adresse |\n|:{'-' * 90}|\n{rows}")
    said = pages(here, house, "# K\n\n" + "\n\n".join(entries))
    assert not [sign for sign in HYPHENS if sign in said]


def test_a_word_of_the_text_is_still_divided(here: Path, house: Path) -> None:
    said = pages(here, house, "# K\n\n" + "folkehelserapporten " * 40)
    assert [sign for sign in HYPHENS if sign in said]


def test_an_address_may_stand_in_the_title(here: Path, house: Path) -> None:
    assert ADDRESS in pages(here, house, "# K\n", title=f"Om {ADDRESS}").replace("\r\n", "")
