"""The DOCX: pandoc's document in the styles, sections and bookmarks of the house."""

import json
import re
import struct
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pypandoc
import pytest

from tests import word
from thesis.document import pandoc
from thesis.document.assembly import lists
from thesis.formats import docx
from thesis.formats.docx import NAMESPACES, W

SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="{0}pt" height="{1}pt" viewBox="0 0 {0} {1}">
<rect width="{0}" height="{1}" fill="#204060"/></svg>"""

TEXT = """\
::: {.file src="content/00-sammendrag.md" part="front"}
# Sammendrag {.unnumbered}

Vi fant [27]{#n-0001 .n} treff.

::: {lang="en-GB"}
# Abstract {.unnumbered}

We read *all* of them.
:::
:::

::: {.file src="content/03-metode.md" part="main"}
# Metode

Se [tabell 1](#tbl:a){.crossref} og [figur 1](#fig:a){.crossref}.
[Tabell 1](#tbl:a){.crossref} er kort.

## Søk

Slik:

- ett [navn]{.verbatim}
- [two]{lang="en"}

1. først

| Navn | Antall |
|:-----|-------:|
| Anne |        |

: [Tabell 1:]{.label} Navn {#tbl:a}

Etter tabellen.

![[Figur 1:]{.label} Skjema](build/a.svg){#fig:a alt="Et skjema."}

::: {.long-description for="fig:a"}
Øverst står [5]{#n-0002 .n}.
:::

::: {.matrix}

| Artikkel | Tittel |
|:---------|:-------------------------------------------------------------------|
| Metode   | En studie som gikk over [tolv]{#n-0003 .n} uker, så langt det var.  |

: [Matrise av studier 1]{.label}

:::
:::

::: {.file src="content/08-vedlegg.md" part="back"}
# Litteraturliste {.unnumbered}

::: {#refs}
::: {#ref-a}
Aas, A. (2019).
:::
:::

# Vedlegg 1 {.unnumbered}

::: {.appendix-table .landscape}

| Base | Søk |
|:-----|:------------------------------------------------------------------|
| A    | et langt søk med mange ord, så langt at raden ikke står på en linje |

: Base A

:::
:::
"""
META = {
    "title": "Hvordan virker det?",
    "subtitle": "Bacheloroppgave",
    "institution": "Universitetet",
    "place-date": "Bergen, våren 2020",
    "lang": "nb-NO",
    "label-contents": "Innhold",
    "label-words": "Antall ord",
}


PAGES = {"sammendrag": "i", "metode": "1", "søk": "2", "tbl:a": "3", "fig:a": "4"}
WORDS = {
    "figure": "figur",
    "table": "tabell",
    "lists": {"figures": "Figurer", "tables": "Tabeller"},
}


def tree(text: str = TEXT) -> dict[str, Any]:
    """A document as the rule `document` makes it."""
    made: dict[str, Any] = json.loads(pypandoc.convert_text(text, "json", format="markdown"))
    made["meta"] = {name: pandoc.meta_string(text) for name, text in META.items()}
    made["meta"]["keywords"] = pandoc.meta_list(["trening", "søvn"])
    return made


Write = Callable[..., Path]


@pytest.fixture
def write(here: Path, house: Path) -> Write:
    """Writes a text as DOCX in a folder with a picture, build/a.svg, in it."""
    Path("build").mkdir()
    Path("build/a.svg").write_text(SVG.format(300, 200), "utf-8")
    templates = house / "templates"

    def run(
        text: str = TEXT,
        name: str = "x.docx",
        pages: dict[str, str] | None = None,
        listed: Sequence[str] = (),
    ) -> Path:
        made = tree(text)
        lists.add(made, listed, WORDS)
        docx.write(
            made,
            name,
            templates / "docx/document.xml",
            templates / "filters/docx.lua",
            words="6\u00a0519",
            edition="2020-06-01",
            pages=pages,
        )
        return Path(name)

    return run


@pytest.fixture
def body(write: Write) -> Xml.Element:
    return word.part(write())


def test_the_parts_of_the_file_are_xml_and_declared(write: Write) -> None:
    with zipfile.ZipFile(write()) as opened:
        names = opened.namelist()
        for name in names:
            if name.endswith((".xml", ".rels")):
                Xml.fromstring(opened.read(name))
        types = opened.read("[Content_Types].xml").decode()
        relations = opened.read("word/_rels/document.xml.rels").decode()
    assert names == sorted(names)
    assert 'PartName="/word/footer.xml"' in types
    assert 'Target="footer.xml"' in relations


def test_the_title_page_says_title_place_and_word_count(body: Xml.Element) -> None:
    assert [word.text(p) for p in word.paragraphs(body, "Title")] == ["Hvordan virker det?"]
    assert [word.text(p) for p in word.paragraphs(body, "Institution")] == ["Universitetet"]
    assert [word.text(p) for p in word.paragraphs(body, "WordCount")] == ["Antall ord: 6\u00a0519"]


def test_pages_are_a4_unnumbered_then_roman_then_arabic_and_turned(body: Xml.Element) -> None:
    sections = []
    for section in body.iter(f"{W}sectPr"):
        page = section.find(f"{W}pgSz")
        margins = section.find(f"{W}pgMar")
        assert margins is not None
        assert {margins.get(f"{W}{side}") for side in ("top", "right", "bottom", "left")} == {
            "1417"
        }
        numbers = section.find(f"{W}pgNumType")
        assert (numbers is None) == (section.find(f"{W}footerReference") is None)
        sections.append(
            (word.value(page, "w"), word.value(numbers, "fmt"), word.value(numbers, "start"))
        )
    assert sections == [
        ("11906", None, None),
        ("11906", "lowerRoman", "1"),
        ("11906", "decimal", "1"),
        ("16838", "decimal", None),
    ]


def test_a_rule_across_the_page_is_a_paragraph_with_a_border(write: Write) -> None:
    body = word.part(write(TEXT.replace("Etter tabellen.", "* * *\n\n> Sitat.\n>\n> * * *\n")))
    assert [word.text(p) for p in word.paragraphs(body, "HorizontalRule")] == ["", ""]


def test_the_footer_shows_the_page(write: Write) -> None:
    footer = word.part(write(), "word/footer.xml")
    assert [each.text for each in footer.iter(f"{W}instrText")] == [" PAGE "]


def test_headings_have_words_styles_and_numbers_as_in_the_pdf(body: Xml.Element) -> None:
    assert [word.text(p) for p in word.paragraphs(body, "Heading1")] == [
        "Sammendrag",
        "Abstract",
        "1 Metode",
        "Litteraturliste",
        "Vedlegg 1",
    ]
    assert [word.text(p) for p in word.paragraphs(body, "Heading2")] == ["1.1 Søk"]


def test_the_contents_are_a_field_with_every_heading_in_it_linked(body: Xml.Element) -> None:
    assert [word.text(p) for p in word.paragraphs(body, "TOCHeading")] == ["Innhold"]
    entries = word.paragraphs(body, "TOC1") + word.paragraphs(body, "TOC2")
    marked = word.bookmarks(body)
    for entry in entries:
        (link,) = entry.iter(f"{W}hyperlink")
        assert word.text(entry).endswith(marked[word.value(link, "anchor") or ""])
    assert [word.text(entry) for entry in entries] == [
        "Sammendrag", "Abstract", "1 Metode", "Litteraturliste", "Vedlegg 1", "1.1 Søk"
    ]  # fmt: skip
    fields = [each.text or "" for each in body.iter(f"{W}instrText")]
    assert fields[0] == ' TOC \\o "1-3" \\h \\z \\u '
    assert len([field for field in fields if "PAGEREF" in field]) == len(entries)
    kinds = [word.value(each, "fldCharType") for each in body.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(fields)


def fields(body: Xml.Element) -> list[tuple[str, str]]:
    """The innermost fields: what they are made of, and their results."""
    found, opened = [], []
    for element in body.iter():
        kind = word.value(element, "fldCharType") if element.tag == f"{W}fldChar" else None
        if kind == "begin":
            opened.append(["", ""])
        elif kind == "end":
            found.append((opened[-1][0].strip(), opened.pop()[1]))
        elif element.tag in {f"{W}instrText", f"{W}t"} and opened:
            opened[-1][element.tag == f"{W}t"] += element.text or ""
    assert not opened
    return found


def test_the_lists_show_the_pages_that_they_are_given(write: Write) -> None:
    body = word.part(write(pages=PAGES, listed=["figures", "tables"]))
    pages = {code.split()[1]: page for code, page in fields(body) if code.startswith("PAGEREF")}
    assert pages == {
        "p-00-sammendrag-0001": "i", "p-00-sammendrag-0003": "", "p-03-metode-0001": "1",
        "p-03-metode-0003": "2", "p-08-vedlegg-0001": "", "p-08-vedlegg-0003": "",
        "tbl_a": "3", "fig_a": "4",
    }  # fmt: skip
    assert "dirty" not in Xml.tostring(body, "unicode")  # Word would ask before it opens
    codes = [code for code, _ in fields(body)]
    assert 'TOC \\h \\z \\c "Tabell"' in codes
    assert 'TOC \\h \\z \\c "Figur"' in codes
    lines = [word.text(p) for p in word.paragraphs(body, "TableofFigures")]
    assert lines == ["Figur 1: Skjema4", "Tabell 1: Navn3"]


def test_word_counts_captions_and_references_follow(body: Xml.Element) -> None:
    found = fields(body)
    counted = [(code, said) for code, said in found if code.startswith("SEQ")]
    assert counted == [
        ("SEQ Tabell \\* ARABIC", "1"),
        ("SEQ Figur \\* ARABIC", "1"),
        ("SEQ Matrise_av_studier \\* ARABIC", "1"),
    ]
    marked = word.bookmarks(body)
    referred = [(code.split()[1], said) for code, said in found if code.startswith("REF")]
    assert [said for _, said in referred] == ["1", "1", "Tabell 1"]
    assert all(marked[name] == said for name, said in referred)
    assert marked["tbl_a"] == "Tabell 1: Navn"
    assert "Se tabell 1 og figur 1. Tabell 1 er kort." in marked.values()
    ids = [word.value(each, "id") for each in body.iter(f"{W}bookmarkStart")]
    assert len({*ids}) == len(ids)


def test_every_style_that_is_used_is_declared(write: Write) -> None:
    path = write()
    declared = {word.value(s, "styleId") for s in word.part(path, "word/styles.xml")}
    body = word.part(path)
    for kind in ("pStyle", "rStyle", "tblStyle"):
        used = {word.value(each) for each in body.iter(f"{W}{kind}")}
        assert used - {None} <= declared, kind


def test_lists_captions_and_references_have_words_styles(body: Xml.Element) -> None:
    assert [word.text(p) for p in word.paragraphs(body, "LeadIn")] == ["Slik:"]
    assert [word.text(p) for p in word.paragraphs(body, "ListBullet")] == ["ett navn", "two"]
    assert [word.text(p) for p in word.paragraphs(body, "ListNumber")] == ["først"]
    for item in word.paragraphs(body, "ListBullet") + word.paragraphs(body, "ListNumber"):
        assert item.find(f"{W}pPr/{W}numPr") is not None
    captions = ["Tabell\u00a01: Navn", "Matrise av studier\u00a01", "Base A"]
    assert [word.text(p) for p in word.paragraphs(body, "TableCaption")] == captions
    assert [word.text(p) for p in word.paragraphs(body, "ImageCaption")] == ["Figur\u00a01: Skjema"]
    assert [word.text(p) for p in word.paragraphs(body, "Bibliography")] == ["Aas, A. (2019)."]


def test_tables_have_a_header_that_repeats_and_rows_that_stay_whole(body: Xml.Element) -> None:
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) == 3
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        kept = [[p.find(f"{W}pPr/{W}keepNext") is not None for p in r.iter(f"{W}p")] for r in rows]
        assert all(kept[0])
        assert not any(kept[1])


def test_cells_have_their_styles_also_the_empty_ones(body: Xml.Element) -> None:
    styles = [
        [word.value(p.find(f"{W}pPr/{W}pStyle")) for p in table.iter(f"{W}p")]
        for table in body.iter(f"{W}tbl")
    ]
    assert styles == [
        ["TableHead", "TableHead", "TableText", "TableText"],
        ["TableHead", "TableHead", "TableHead", "TableText"],
        ["AppendixTableHead"] * 2 + ["AppendixTableText"] * 2,
    ]
    firsts = [word.value(each, "firstColumn") for each in body.iter(f"{W}tblLook")]
    assert firsts == ["0", "1", "0"]  # only a matrix has headers in its first column


def test_columns_of_a_set_width_fill_the_page_upright_or_turned(body: Xml.Element) -> None:
    widths = [
        sum(int(word.value(column, "w") or 0) for column in table.iter(f"{W}gridCol"))
        for table in body.iter(f"{W}tbl")
    ]
    assert widths[1] == pytest.approx(11906 - 2 * 1417, abs=2)
    assert widths[2] == pytest.approx(16838 - 2 * 1417, abs=2)


def test_text_below_a_table_has_room_above(body: Xml.Element) -> None:
    (below,) = [p for p in body.iter(f"{W}p") if word.text(p) == "Etter tabellen."]
    assert word.value(below.find(f"{W}pPr/{W}spacing"), "before") == "300"


def test_english_is_marked_and_all_else_is_the_language_of_the_thesis(write: Write) -> None:
    path = write()
    default = word.part(path, "word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert word.value(default) == "nb-NO"
    said = {}
    for run in word.part(path).iter(f"{W}r"):
        if word.text(run).strip():
            said[word.text(run)] = word.value(run.find(f"{W}rPr/{W}lang"))
    assert said["Abstract"] in {"en-GB", None}  # the heading; its line in the contents
    assert {said["We read"], said["all"], said["two"]} == {"en-GB"}
    assert said["Etter tabellen."] is None


def test_the_figure_is_a_png_in_its_own_size_with_all_of_its_text(write: Write) -> None:
    path = write()
    (drawing,) = word.part(path).iter(f"{W}drawing")
    (told,) = drawing.iter(f"{{{NAMESPACES['wp']}}}docPr")
    assert told.get("descr") == "Et skjema. Øverst står 5."
    (extent,) = drawing.iter(f"{{{NAMESPACES['wp']}}}extent")
    assert int(extent.attrib["cx"]) == pytest.approx(300 * 12700, rel=0.01)
    assert int(extent.attrib["cy"]) == pytest.approx(200 * 12700, rel=0.01)
    with zipfile.ZipFile(path) as opened:
        (media,) = [name for name in opened.namelist() if name.startswith("word/media/")]
        picture = opened.read(media)
    width, height = struct.unpack(">II", picture[16:24])
    assert (width, height) == (1250, 833)  # 300 pixels an inch


def test_the_long_description_is_on_no_page(body: Xml.Element) -> None:
    assert "Øverst" not in word.text(body)


@pytest.mark.parametrize(
    ("size", "width"), [((450, 324), "6.250in"), ((900, 100), "6.300in"), ((450, 1800), "2.091in")]
)
def test_a_picture_is_as_wide_as_it_is_or_as_the_page_has_room_for(
    size: tuple[int, int], width: str
) -> None:
    image = {"t": "Image", "c": [["", [], []], [], ["x.svg", ""]]}
    docx.fit(image, size[0] * 20, size[1] * 20)
    assert pandoc.attributes(image)["width"] == width


def test_a_picture_keeps_the_width_it_was_given() -> None:
    image = {"t": "Image", "c": [["", [], [["width", "50%"]]], [], ["x.svg", ""]]}
    docx.fit(image, 9000, 9000)
    assert pandoc.attributes(image) == {"width": "50%"}


def test_a_picture_that_cannot_be_drawn_is_told_without_a_traceback(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("build/a.svg").write_text("<svg", "utf-8")
    with pytest.raises(SystemExit):
        write()
    assert "build/a.svg: error [pdf.typst]" in capsys.readouterr().err
    assert not Path("x.docx").exists()


def test_every_number_on_a_page_and_every_paragraph_has_a_bookmark(body: Xml.Element) -> None:
    marked = word.bookmarks(body)
    assert {name: marked[name] for name in ("n-0001", "n-0003")} == {
        "n-0001": "27",
        "n-0003": "tolv",
    }
    assert "n-0002" not in marked  # in the long description: no words on a page
    named = {name: text for name, text in marked.items() if name.startswith("p-")}
    assert named["p-00-sammendrag-0001"] == "Sammendrag"
    assert named["p-00-sammendrag-0002"] == "Vi fant 27 treff."
    assert named["p-03-metode-0001"] == "Metode"
    words = "\n".join(named.values())
    for style in ("BodyText", "FirstParagraph", "ListBullet", "TableText", "Bibliography"):
        for paragraph in word.paragraphs(body, style):
            assert word.text(paragraph) in words


def test_the_name_of_a_bookmark_is_one_that_word_takes() -> None:
    made = tree(
        '::: {.file src="content/09-Et svært langt navn på en fil med tekst.md" part="main"}\n'
        "En.\n:::\n\n"
        '::: {.file src="content/09-et-svært-langt-navn-på-en-fil-med-annet.md" part="main"}\n'
        "To.\n:::\n"
    )
    docx.name_paragraphs(made)
    ids = [pandoc.identifier(e) for e in pandoc.walk(made["blocks"]) if e["t"] == "Span"]
    assert ids == ["p-09-et-svært-langt-navn-på-en-f-0001", "p-09-et-svært-langt-navn-på-en-f-0002"]
    assert all(len(name) <= 40 for name in ids)


def test_a_link_leads_to_a_bookmark_around_words_and_has_no_colon(body: Xml.Element) -> None:
    marked = word.bookmarks(body)
    links = [word.value(link, "anchor") or "" for link in body.iter(f"{W}hyperlink")]
    assert {"tbl_a", "fig_a"} <= set(links) <= set(marked)
    assert marked["fig_a"] == "Figur\u00a01: Skjema"
    assert not [name for name in marked if ":" in name]


def test_a_link_that_leads_nowhere_is_its_text(write: Write) -> None:
    body = word.part(write(TEXT.replace("#tbl:a)", "#tbl:b)")))
    assert "Se tabell\u00a01 og figur\u00a01." in word.text(body)
    assert "tbl_b" not in {word.value(link, "anchor") for link in body.iter(f"{W}hyperlink")}


def test_what_did_not_resolve_is_marked(write: Write) -> None:
    body = word.part(write(TEXT + "\n[?x.y]{.missing-number}\n"))
    (run,) = [r for r in body.iter(f"{W}r") if word.text(r) == "?x.y"]
    assert word.value(run.find(f"{W}rPr/{W}rStyle")) == "Mark"


def test_the_properties_are_those_of_the_thesis_and_bear_the_date_of_the_edition(
    write: Write,
) -> None:
    path = write()
    said = {e.tag.rpartition("}")[2]: e.text for e in word.part(path, "docProps/core.xml")}
    assert said["title"] == META["title"]
    assert said["language"] == "nb-NO"
    assert said["keywords"] == "trening, søvn"
    assert said["created"] == said["modified"] == "2020-06-01T00:00:00Z"
    assert len(word.part(path, "docProps/app.xml")) == 0
    (hash,) = word.part(path, "docProps/custom.xml").itertext()
    assert re.fullmatch("[0-9a-f]{16}", hash)
    with zipfile.ZipFile(path) as opened:
        assert {info.date_time for info in opened.infolist()} == {(2020, 6, 1, 0, 0, 0)}


def test_the_same_document_gives_the_same_bytes_at_another_time(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write(name="one.docx").read_bytes()
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "C")
    time.sleep(1.1)
    assert write(name="two.docx").read_bytes() == first


def test_a_date_before_the_first_of_zip_is_no_fault() -> None:
    assert docx.unzipped(docx.zipped({"a": b"b"}, "1975-01-01")) == {"a": b"b"}


def test_own_styles_stand_in_place_of_those_with_their_ids(tmp_path: Path) -> None:
    own = tmp_path / "styles.xml"
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="Egen"/></w:style>'
    styles = Path(docx.__file__).parents[2] / "templates/docx/styles.xml"
    both = style.format("Title") + style.format("Ny")
    own.write_text(f'<w:styles xmlns:w="{NAMESPACES["w"]}">{both}</w:styles>', "utf-8")
    house = [each.get(f"{W}styleId") for each in Xml.fromstring(docx.styles([styles]))]
    whole = Xml.fromstring(docx.styles([styles, own]))
    assert [each.get(f"{W}styleId") for each in whole] == [*house, "Ny"]
    named = whole.findall(f"{W}style/{W}name[@{W}val='Egen']")
    assert len(named) == 2


BESIDE = """
::: {.file src="content/01.md" part="main"}
# Resultat

Se tabellen.

::: {.landscape}

| A | B |
|:--|:--|
| a | b |

:::

Mer tekst.

# Bare en tabell

::: {.landscape}

| A | B |
|:--|:--|
| a | b |

:::
:::
"""


def test_a_division_is_turned_alone_and_with_its_chapter_where_that_has_nothing_else(
    write: Write,
) -> None:
    (body,) = word.part(write(BESIDE))
    turned: list[tuple[bool, list[str]]] = [(False, [])]
    for element in body:
        section = element if element.tag == f"{W}sectPr" else element.find(f".//{W}sectPr")
        turned[-1][1].append(word.text(element))
        if section is not None:
            upright = word.value(section.find(f"{W}pgSz"), "w") == "11906"
            turned[-1] = (not upright, turned[-1][1])
            turned.append((False, []))
    pages = [(way, " ".join(texts)) for way, texts in turned if "".join(texts).strip()]
    pages = pages[-4:]
    assert [way for way, _ in pages] == [False, True, False, True]
    assert ["Se tabellen." in pages[0][1], "Mer tekst." in pages[2][1]] == [True, True]
    assert "Bare en tabell" in pages[3][1]
