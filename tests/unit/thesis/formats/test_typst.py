"""From the document to a PDF."""

import json
from pathlib import Path
from typing import Any

import pikepdf
import pypandoc
import pytest
from pypdf import PdfReader

from thesis.formats import typst
from thesis.formats.attachments import Attachment
from thesis.model.records import EditionName, TitlePage

THESIS = TitlePage(edition=EditionName(date="2020-06-01"))
TEMPLATE = """\
#set document(title: "$title$")
#set text(lang: "nb")
Ord: $words$$if(draft)$ UTKAST$endif$

$body$
"""


@pytest.fixture
def folder(here: Path) -> Path:
    """A project's folder, with a template and a filter."""
    (here / "x.typ").write_text(TEMPLATE, "utf-8")
    (here / "x.lua").write_text("function Str(s) return pandoc.Str(s.text:upper()) end")
    return here


def document(markdown: str) -> str:
    made: str = pypandoc.convert_text(
        markdown, "json", format="markdown", extra_args=["--metadata=title:Prøve"]
    )
    return made


def test_the_source_has_the_variables_and_went_through_the_filters(folder: Path) -> None:
    source = typst.to_typst(document("abc"), "x.typ", ["x.lua"], {"words": "6\u00a0519"})
    assert "Ord: 6\u00a0519\n" in source
    assert "ABC" in source
    assert "UTKAST" not in source


def test_a_long_paragraph_stays_on_one_line(folder: Path) -> None:
    source = typst.to_typst(document("ord " * 60), "x.typ", [], {})
    assert max(map(len, source.splitlines())) > 200


def test_a_citation_that_is_resolved_stays_text(folder: Path) -> None:
    cite = {
        "t": "Cite",
        "c": [[{"citationId": "wang2017", "citationPrefix": [], "citationSuffix": [],
                "citationMode": {"t": "NormalCitation"}, "citationNoteNum": 1, "citationHash": 0}],
              [{"t": "Str", "c": "(Wang, 2017)"}]],
    }  # fmt: skip
    tree = json.loads(document("x"))
    tree["blocks"] = [{"t": "Para", "c": [cite]}]
    source = typst.to_typst(json.dumps(tree), "x.typ", [], {})
    assert "(Wang, 2017)" in source
    assert "#cite" not in source


def test_the_pdf_is_tagged_and_bears_the_date_of_the_edition(folder: Path) -> None:
    Path("d.typ").write_text(typst.to_typst(document("En *side*."), "x.typ", [], {}), "utf-8")
    typst.to_pdf("d.typ", "one.pdf", THESIS)
    typst.to_pdf("d.typ", "two.pdf", THESIS)
    assert Path("one.pdf").read_bytes() == Path("two.pdf").read_bytes()
    pdf = PdfReader("one.pdf")
    assert "En side." in pdf.pages[0].extract_text()
    assert pdf.metadata is not None
    assert str(pdf.metadata["/CreationDate"]).startswith("D:20200601000000")
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nb"
    assert "/AF" not in root


def test_the_pdf_says_that_it_is_for_archives_and_for_screen_readers(folder: Path) -> None:
    Path("d.typ").write_text(typst.to_typst(document("Tekst."), "x.typ", [], {}), "utf-8")
    typst.to_pdf("d.typ", "d.pdf", THESIS)
    with pikepdf.open("d.pdf") as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"


def test_an_attachment_keeps_its_name_and_bytes_wherever_the_source_lies(
    folder: Path, house: Path
) -> None:
    """The template does it; here the lines of the house's own that do."""
    Path("build").mkdir()
    lines = (house / "templates/thesis.typ").read_text("utf-8")
    loop = lines[lines.index("#for file in json(") : lines.index("// ---- page")]
    Path("build/d.typ").write_text(f'#set document(title: "T", date: auto)\n{loop}\nx', "utf-8")
    content = bytes(range(256))
    made = [Attachment("data/å b.bin", content, "Ærlig", "data", "text/plain")]
    typst.to_pdf("build/d.typ", "d.pdf", THESIS, made)
    with pikepdf.open("d.pdf") as pdf:
        (spec,) = pdf.attachments.values()
        assert spec.filename == "data/å b.bin"
        assert spec.get_file().read_bytes() == content
        assert (spec.description, spec.relationship) == ("Ærlig", "/Data")


def test_a_pdf_without_a_title_is_refused_without_a_traceback(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("d.typ").write_text("#set document(title: none)\nx", "utf-8")
    with pytest.raises(SystemExit) as stopped:
        typst.to_pdf("d.typ", "d.pdf", THESIS)
    assert stopped.value.code == 1
    assert "title" in capsys.readouterr().err
    assert not Path("d.pdf").exists()


@pytest.mark.parametrize(("date", "seconds"), [("1970-01-02", 86400), ("2020-06-01", 1590969600)])
def test_a_timestamp_is_midnight_utc(date: str, seconds: int) -> None:
    assert typst.timestamp(date) == seconds


@pytest.mark.parametrize(
    ("own", "shown"),
    [("#set text(size: 9pt)", "Ord: 7"), ("Egen mal\n$body$", "Egen mal")],
    ids=["lines", "a whole template"],
)
def test_what_a_thesis_has_of_its_own_stands_in_the_template_or_takes_its_place(
    folder: Path, own: str, shown: str
) -> None:
    (folder / "code/templates").mkdir(parents=True)
    (folder / "code/templates/thesis.typ").write_text(f"$look$\n{TEMPLATE}", "utf-8")
    (folder / "templates").mkdir()
    (folder / "templates/thesis.typ").write_text(own, "utf-8")
    source = typst.to_typst(document("abc"), "code/templates/thesis.typ", [], {"words": "7"})
    assert {shown, own.split("\n")[0]} <= {*source.splitlines()}


def test_a_character_of_the_title_that_no_font_has_can_be_marked(house: Path) -> None:
    template = (house / "templates/thesis.typ").read_text("utf-8")
    assert template.index("#let mark(") < template.index("#set document(")
