"""What a DOCX has beside its text, and what of its text nobody sees."""

import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

from thesis.diagnostics import messages
from thesis.readback.blocks import File
from thesis.readback.readers import docx, docx_additions, html, pdf_additions

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = (
    '<Relationships><Relationship Id="a" Type="x/hyperlink" TargetMode="External" '
    'Target="https://example.org/"/><Relationship Id="b" Type="x/styles" Target="styles.xml"/>'
    "{}</Relationships>"
)
STYLES = (
    '<w:style w:styleId="Base"><w:rPr><w:sz w:val="24"/></w:rPr></w:style>'
    '<w:style w:styleId="Unseen"><w:basedOn w:val="Base"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Below"><w:basedOn w:val="Unseen"/></w:style>'
    '<w:style w:styleId="Round"><w:basedOn w:val="Round"/></w:style>'
)


def read(folder: Path, body: str, parts: dict[str, str] | None = None, relation: str = "") -> File:
    """A DOCX with some paragraphs, read back."""
    path = folder / "made.docx"
    given = {
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": RELATIONS.format(relation),
        "word/styles.xml": f"<w:styles {SPACES}>{STYLES}</w:styles>",
        **(parts or {}),
    }
    with zipfile.ZipFile(path, "w") as whole:
        for name, content in given.items():
            whole.writestr(name, content)
    return docx.read(path)


def run(properties: str, text: str = "Et ord") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(inside: str, style: str = "Base") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


@pytest.mark.parametrize(
    ("properties", "why"),
    [
        ("", ""),
        ("<w:vanish/>", "hidden"),
        ('<w:vanish w:val="0"/>', ""),
        ("<w:specVanish/>", "hidden"),
        ('<w:sz w:val="7"/>', "too small to be read"),
        ('<w:sz w:val="8"/>', ""),
        ('<w:sz w:val="x"/>', ""),
        ('<w:color w:val="FFFFFF"/>', "in the colour of the paper"),
        ('<w:color w:val="d8d8d8"/>', "in the colour of the paper"),
        ('<w:color w:val="d7ffff"/>', ""),
        ('<w:color w:val="auto"/>', ""),
        ('<w:color w:val="auto" w:themeColor="background1"/>', "in the colour of the paper"),
        ('<w:color w:val="auto" w:themeColor="text1"/>', ""),
        ('<w:w w:val="19"/>', "too narrow to be read"),
        ('<w:w w:val="20"/>', ""),
        ('<w:spacing w:val="-41"/>', "drawn one letter over the other"),
        ('<w:spacing w:val="-40"/>', ""),
        ('<w:position w:val="-25"/>', "moved to another line"),
        ('<w:position w:val="24"/>', ""),
        ('<w:rFonts w:ascii="Wingdings 2"/>', "in a font of symbols"),
        ('<w:rFonts w:ascii="Symbol"/>', "in a font of symbols"),
        ('<w:rFonts w:ascii="Symbola"/><w:sz w:val="²"/>', ""),
        ('<w:rFonts w:ascii="Arial"/>', ""),
        ('<w:highlight w:val="black"/>', "as dark as what is behind it"),
        ('<w:highlight w:val="yellow"/>', ""),
        ('<w:shd w:val="clear" w:fill="60005f"/>', "as dark as what is behind it"),
        ('<w:shd w:val="clear" w:fill="61005f"/>', ""),
        ('<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>', ""),
        ('<w:rStyle w:val="Unseen"/>', "hidden"),
        ('<w:rStyle w:val="Below"/>', "hidden"),
        ('<w:rStyle w:val="Round"/>', ""),
        ('<w:rStyle w:val="None"/>', ""),
    ],
)
def test_a_run_is_hidden_by_what_it_is_or_by_its_style(
    tmp_path: Path, properties: str, why: str
) -> None:
    body = paragraph(run("", "Synlig. ") + run(properties)) + paragraph(run("<w:vanish/>", " "))
    (block,) = read(tmp_path, body).blocks
    assert (block.text, block.hidden) == ("Synlig. Et ord", why)


def test_a_paragraph_has_the_level_and_the_looks_of_its_style(tmp_path: Path) -> None:
    styles = ["Heading1", "Heading3", "Base", "Unseen", "TOC1"]
    file = read(tmp_path, "".join(paragraph(run(""), style) for style in styles))
    assert [(one.level, one.hidden, one.stream) for one in file.blocks] == [
        (1, "", "body"), (3, "", "body"), (0, "", "body"), (0, "hidden", "body"),
        (0, "", "contents"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("properties", "row", "why"),
    [
        ("", "", ""),
        ('<w:spacing w:line="99" w:lineRule="exact"/>', "", "in a line without height"),
        ('<w:spacing w:line="100" w:lineRule="exact"/>', "", ""),
        ('<w:spacing w:line="99" w:lineRule="auto"/>', "", ""),
        ("", '<w:trHeight w:val="99" w:hRule="exact"/>', "in a line without height"),
        ("", '<w:trHeight w:val="99" w:hRule="atLeast"/>', ""),
        ("", "<w:hidden/>", "hidden"),
    ],
)
def test_a_line_or_a_row_without_height_hides_what_is_in_it(
    tmp_path: Path, properties: str, row: str, why: str
) -> None:
    said = f"<w:p><w:pPr>{properties}</w:pPr>{run('')}</w:p>"
    table = f"<w:tbl><w:tr><w:trPr>{row}</w:trPr><w:tc>{said}</w:tc></w:tr></w:tbl>"
    assert [block.hidden for block in read(tmp_path, table + PLAIN).blocks] == [why, ""]


def test_links_lead_to_an_address_or_to_a_place(tmp_path: Path) -> None:
    body = paragraph(
        f'<w:hyperlink r:id="a">{run("")}</w:hyperlink>'
        f'<w:hyperlink w:anchor="b">{run("", "Et sted")}</w:hyperlink>'
        f'<w:hyperlink r:id="z">{run("")}</w:hyperlink>'
    )
    assert [(one.target, one.text) for one in read(tmp_path, body).links] == [
        ("https://example.org/", "Et ord"), ("#b", "Et sted"), ("", "Et ord"),
    ]  # fmt: skip


FIELD = "<w:r><w:instrText> {} </w:instrText></w:r>"
PLAIN = paragraph(run(""))
KNOWN = [
    "PAGEREF p-a-0001 \\h", "TOC", 'TOC \\o "1-3" \\h \\z \\u', "TOC \\h \\z \\c Figur",
    "SEQ Figur \\* ARABIC", "REF _Ref1", "REF _Ref1 \\h",
]  # fmt: skip
FIELDS = [
    'INCLUDETEXT "x"', 'QUOTE "999"', "= 900 + 99", "PAGE", "SEQ Figur", "SEQ Figur \\* ROMAN",
    "SEQ Figur \\* ARABIC \\r 7", "REF _Ref1 \\p", "REF _Ref1 \\* Upper", "PAGEREF x",
    'TOC \\f "x"',
]  # fmt: skip
MARKS = {
    "w:rPrChange": "a tracked change",
    "w:cellDel": "a tracked change",
    "w:sym": "a sign from a symbol font",
    "w:framePr": "a frame",
    "mc:AlternateContent": "a text that depends on the program",
    "m:t": "a formula",
    "a:t": "words in a drawing",
    "v:textpath": "words in a drawing",
}


@pytest.mark.parametrize(
    ("body", "parts", "relation", "said"),
    [
        (PLAIN, {}, "", []),
        (paragraph("".join(map(FIELD.format, KNOWN))), {}, "", []),
        (PLAIN, {"word/footer.xml": f"<w:ftr {SPACES}>{FIELD.format('PAGE')}</w:ftr>"}, "", []),
        *((paragraph(FIELD.format(code)), {}, "", [f"a field {code} in «word/document.xml»"])
          for code in FIELDS),
        (paragraph('<w:fldSimple w:instr="DDE x"/>'), {}, "",
         ["a field DDE x in «word/document.xml»"]),
        (paragraph(FIELD.format("")), {}, "", ["a field  in «word/document.xml»"]),
        *((paragraph(run(f"<{mark}/>")), {}, "", [f"{said} in «word/document.xml»"])
          for mark, said in MARKS.items()),
        (paragraph("<w:ins/><w:del/>"), {}, "", ["a tracked change in «word/document.xml»"]),
        ("<w:altChunk/>", {}, "", ["another file in «word/document.xml»"]),
        (paragraph("<wp:anchor/>"), {}, "",
         ["a floating drawing in «word/document.xml»"]),
        (PLAIN, {"word/vbaProject.bin": "x"}, "", ["a part «word/vbaProject.bin»"]),
        (PLAIN, {"word/comments.xml": f"<w:comments {SPACES}><w:comment/></w:comments>"}, "",
         ["a comment in «word/comments.xml»"]),
        (PLAIN, {"word/footer.xml": f"<w:ftr {SPACES}>{run('', '12')}</w:ftr>"}, "", []),
        (PLAIN, {"word/footer.xml": f"<w:ftr {SPACES}>{run('', '12 treff')}</w:ftr>"}, "",
         ["«12 treff» in «word/footer.xml»"]),
        (PLAIN, {},
         '<Relationship Id="c" Type="x/attachedTemplate" TargetMode="External" Target="http://x"/>',
         ["something that is fetched from http://x"]),
    ],
)  # fmt: skip
def test_what_is_added_is_told_and_what_a_thesis_has_is_not(
    tmp_path: Path, body: str, parts: dict[str, str], relation: str, said: list[str]
) -> None:
    assert read(tmp_path, body, parts, relation).additions == said


def test_a_part_that_is_there_twice_is_told() -> None:
    said = docx_additions.additions({}, ["word/document.xml", "word/document.xml"])
    assert list(said) == ["the part «word/document.xml» twice"]


def test_what_is_not_there_hides_nothing() -> None:
    assert docx_additions.hiding(None) == docx_additions.addresses(None) == {}
    assert docx_additions.hiding(ET.fromstring("<a/>")) == {}


DOUBLE, NONE = '<w:dstrike w:val="1"/>', '<w:strike w:val="0"/>'


def test_words_that_are_struck_out_are_read_and_styles_that_do_so(tmp_path: Path) -> None:
    body = f"<w:p>{run('<w:strike/>', 'ikke')}{run(DOUBLE, 'nå')}"
    body += f"{run(NONE, 'her')}</w:p>"
    assert read(tmp_path, body).struck == ["ikke", "nå"]
    style = '<w:style w:styleId="Ut"><w:rPr><w:strike/></w:rPr></w:style>'
    parts = {"word/styles.xml": f"<w:styles {SPACES}>{style}</w:styles>"}
    assert read(tmp_path, "", parts).struck == ["Ut"]


def test_what_a_reader_of_finished_files_tells_has_its_norwegian() -> None:
    known = messages.catalogue()["finished.added"]
    said = {*docx_additions.MARKS.values(), *html.TURNED.values(), *pdf_additions.ACTING.values()}
    assert said <= known.keys()
