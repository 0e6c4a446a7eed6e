"""A page of HTML read back."""

from pathlib import Path

import pypandoc
import pytest

from tests.unit.thesis.readback.readers.test_docx import TEXT
from thesis.readback.blocks import ALT, BODY, CONTENTS, NOTES, PICTURE, File, UnreadableFileError
from thesis.readback.readers import html


def made(folder: Path, source: str) -> File:
    path = folder / "made.html"
    path.write_text(source, "utf-8")
    return html.read(path)


def said(file: File, stream: str = BODY) -> list[str]:
    return [" ".join(file.blocks[i].text.split()) for i in file.stream(stream)]


def test_a_page_of_pandoc_is_read_block_by_block(tmp_path: Path) -> None:
    page = pypandoc.convert_text(
        TEXT, "html", "markdown", extra_args=["--standalone", "--toc", "--metadata=title:T"]
    )
    file = made(tmp_path, page)
    assert said(file) == [
        "T",
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
    assert said(file, CONTENTS) == ["Metode"]
    assert said(file, NOTES) == ["Noten."]
    assert said(file, ALT) == ["Et bilde"]


def test_a_drawing_and_its_words_are_streams_of_their_own(tmp_path: Path) -> None:
    file = made(
        tmp_path,
        "<p>Før</p><figure><svg aria-label='Flyt, trinn for trinn'><title>Nei</title>"
        "<g><text>Leste artikler</text><text>n = 10</text></g></svg>"
        "<figcaption>Figur 1</figcaption></figure>"
        "<div class='long-description'><p>Øverst står <span>ti</span>.</p></div><p>Etter</p>",
    )
    assert said(file) == ["Før", "Figur 1", "Etter"]
    assert said(file, PICTURE) == ["Leste artikler", "n = 10"]
    assert said(file, ALT) == ["Flyt, trinn for trinn", "Øverst står ti."]


def test_what_is_not_shown_is_not_read_and_words_stay_whole(tmp_path: Path) -> None:
    file = made(
        tmp_path,
        "<head><title>T</title><style>p {}</style></head><script>let x = 1</script>"
        "<p>En<wbr>het &amp; 27&nbsp;<b>treff</b>,<br>ny linje</p><p>Åpen<p>neste",
    )
    assert said(file) == ["Enhet & 27 treff, ny linje", "Åpen", "neste"]


@pytest.mark.parametrize("content", [b"\xff\xfe\xff", None])
def test_what_cannot_be_read_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content:
        (tmp_path / "x.html").write_bytes(content)
    with pytest.raises(UnreadableFileError):
        html.read(tmp_path / "x.html")
