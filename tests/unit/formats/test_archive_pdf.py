"""The PDF for archives that take no attachments."""

from pathlib import Path
from typing import Any

import pikepdf
import pypandoc
from pypdf import PdfReader

from tests.a_register import a_register
from thesis.formats import typst

TEXT = (
    "# Metode {#metode}\n\nEn side.\n\n| Navn | Antall |\n|:--|--:|\n| Anne | 2 |\n\n: En tabell\n"
)


def roles(element: Any) -> list[str]:
    """The roles of the structure tree, in reading order."""
    if not isinstance(element, pikepdf.Dictionary | pikepdf.Array):
        return []
    if isinstance(element, pikepdf.Array):
        return [role for each in element for role in roles(each)]
    return [str(element.get("/S", "")), *roles(element.get("/K", pikepdf.Array()))]


def test_it_is_pdf_a_2a_and_ua_1_without_files(job: Any, house: Path, here: Path) -> None:
    arguments = ["--metadata=title:T", "--metadata=lang:nb-NO"]
    document = pypandoc.convert_text(TEXT, "json", format="markdown", extra_args=arguments)
    template, lua = house / "templates/thesis.typ", house / "templates/filters/typst.lua"
    source = typst.to_typst(document, str(template), [str(lua)], {"words": "2"})
    Path("thesis.typ").write_text(typst.measured(source), "utf-8")
    register = a_register([], {"thesis": {"edition": {"date": "2020-06-01"}}})
    register.write("register.json")
    job(
        "formats/archive_pdf",
        input={"typst": "thesis.typ", "register": "register.json"},
        output={"pdf": "archive.pdf"},
    )
    with pikepdf.open("archive.pdf") as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["pdfuaid:part"] == "1"
        (intent,) = pdf.Root.OutputIntents
        assert (intent.S, len(intent.DestOutputProfile.read_bytes()) > 100) == ("/GTS_PDFA1", True)
        assert not pdf.attachments
        assert "/AF" not in pdf.Root
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", pikepdf.Dictionary())
        assert str(pdf.Root.Lang) == "nb-NO"
        there = roles(pdf.Root.StructTreeRoot)
        assert {"/H1", "/P", "/Table", "/TH", "/TD", "/Caption"} <= {*there}
        assert pdf.check_pdf_syntax() == []
    typst.to_pdf("thesis.typ", "thesis.pdf", register.records.thesis)
    archive, handed_in = (
        [page.extract_text() for page in PdfReader(f"{name}.pdf").pages]
        for name in ("archive", "thesis")
    )
    assert archive == handed_in
