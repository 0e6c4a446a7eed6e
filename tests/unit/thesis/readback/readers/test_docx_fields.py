"""The fields of a DOCX, with what each would show when it is made anew."""

from xml.etree import ElementTree as Xml

from thesis.formats.docx import NAMESPACES
from thesis.readback.blocks import FileField
from thesis.readback.readers import docx_fields

END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def begin(code: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field(code: str, result: str) -> str:
    return begin(code) + run(result) + END


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def marked(number: int, name: str, xml: str) -> str:
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{xml}<w:bookmarkEnd w:id="{number}"/>'
    )


def paragraph(*xml: str) -> str:
    return f"<w:p>{''.join(xml)}</w:p>"


def test_a_field_is_read_with_what_the_document_says_in_its_place() -> None:
    line = run("Metode") + "<w:r><w:tab/></w:r>" + field("PAGEREF a \\h", "3")
    body = [
        paragraph(begin("TOC \\o"), line),  # it ends below the line
        paragraph(END),
        paragraph(marked(1, "metode", marked(2, "a", run("Metode")))),
        paragraph(marked(3, "r", run("Figur ") + field("SEQ Figur \\* ARABIC", "1")), run(": En")),
        paragraph(run("Figur "), field("SEQ Figur \\* ARABIC", "3"), field("SEQ Tabell", "1")),
        paragraph(field("SEQ Figur \\r 9", "9")),
        paragraph(run("Se "), field("REF r \\h", "Figur 2"), field("REF s", "x")),
    ]
    names = f'xmlns:w="{NAMESPACES["w"]}"'
    root = Xml.fromstring(f"<w:document {names}><w:body>{''.join(body)}</w:body></w:document>")
    assert list(docx_fields.fields(root)) == [
        FileField("PAGEREF", "3", "Metode 3", "Metode", ("metode", "a")),
        FileField("SEQ", "1", "Figur 1: En", "1"),
        FileField("SEQ", "3", "Figur 31", "2"),
        FileField("SEQ", "1", "Figur 31", "1"),
        FileField("REF", "Figur 2", "Se Figur 2x", "Figur 1", ("r",)),
        FileField("REF", "x", "Se Figur 2x", None),
    ]
