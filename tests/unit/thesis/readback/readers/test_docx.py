"""A DOCX read back, as pandoc writes it."""

import zipfile
from pathlib import Path

import pypandoc
import pytest

from thesis.readback.blocks import ALT, BODY, CONTENTS, NOTES, File, UnreadableFileError
from thesis.readback.readers import docx

TEXT = """# Metode

Et _viktig_ ord[^1] av **30 799 618**, og [en lenke](https://example.org/).

[^1]: Noten.

- ett
- to

| A | B |
|---|---|
| 1 | 2 |

: Tabell 1: Tall

![Flyt](dot.png){alt="Et bilde"}
"""
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080200000090775"
    "3de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)


@pytest.fixture
def written(here: Path) -> Path:
    Path("dot.png").write_bytes(DOT)
    path = here / "made.docx"
    pypandoc.convert_text(TEXT, "docx", "markdown", outputfile=str(path))
    return path


def said(file: File, stream: str = BODY) -> list[str]:
    return [file.blocks[i].text for i in file.stream(stream)]


def test_every_paragraph_is_a_block_in_its_stream(written: Path) -> None:
    file = docx.read(written)
    assert said(file) == [
        "Metode",
        "Et viktig ord av 30 799 618, og en lenke.",
        "ett",
        "to",
        "Tabell 1: Tall",
        "A",
        "B",
        "1",
        "2",
        "Flyt",
    ]
    assert said(file, ALT) == ["Et bilde"]
    assert [text.strip() for text in said(file, NOTES)] == ["Noten."]
    assert file.blocks[0].page() == 0


def altered(path: Path, old: str, new: str) -> Path:
    """The DOCX with something in its document replaced."""
    target = path.with_name("altered.docx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            content = source.read(name).decode("utf-8") if name.endswith(".xml") else ""
            if name == "word/document.xml":
                assert old in content
                content = content.replace(old, new, 1)
            out.writestr(name, content or source.read(name))
    return target


def test_signs_breaks_and_deleted_words_are_read_as_they_are_shown(written: Path) -> None:
    new = (
        "<w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t><w:noBreakHyphen/><w:t>D</w:t>"
        "<w:softHyphen/><w:t>E</w:t><w:delText>borte</w:delText><w:instrText>PAGE</w:instrText>"
    )
    path = altered(written, '<w:t xml:space="preserve">Metode</w:t>', new)
    assert said(docx.read(path))[0] == "A\tB\nC-DE"


def test_the_list_of_contents_is_a_stream_of_its_own(written: Path) -> None:
    path = altered(written, '<w:pStyle w:val="Heading1"', '<w:pStyle w:val="TOC1"')
    assert said(docx.read(path), CONTENTS) == ["Metode"]


@pytest.mark.parametrize("content", [b"", b"PK", b"Ingen DOCX"])
def test_what_is_no_docx_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.docx").write_bytes(content)
    with pytest.raises(UnreadableFileError, match="no DOCX"):
        docx.read(tmp_path / "x.docx")


def test_a_zip_of_something_else_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.docx", "w") as out:
        out.writestr("a.txt", "a")
    with pytest.raises(UnreadableFileError):
        docx.read(tmp_path / "x.docx")
