"""A PDF read back, made by Typst for the purpose."""

from pathlib import Path

import pytest
import typst

from thesis.readback.blocks import ALT, BODY, CONTENTS, NOTES, PICTURE, File, UnreadableFileError
from thesis.readback.readers import pdf
from thesis.readback.words import words

LONG = "Impulskontrollmekanismene i behandlingsinstitusjonene. "
HEAD = '#set document(title: "T")\n#set text(lang: "nb", hyphenate: true)\n'
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"><text x="5" y="20" '
    'font-family="Libertinus Serif" font-size="12">Leste artikler n = 10</text></svg>'
)


UPWARDS = SVG.replace('x="5" y="20"', 'transform="translate(30 45) rotate(-90)"').replace(
    "12", "14"
)


def made(
    folder: Path, source: str, page: str = "width: 10cm, height: 12cm", drawing: str = SVG
) -> File:
    """A PDF of a source in Typst, read back."""
    path = folder / "made.pdf"
    text = f"{HEAD}#set page({page})\n{source}"
    (folder / "picture.svg").write_text(drawing, "utf-8")
    path.write_bytes(typst.compile(text.encode(), root=folder, ignore_system_fonts=True))
    return pdf.read(path)


def said(file: File, stream: str = BODY) -> list[str]:
    """The texts of a stream, their words parted by single spaces."""
    blocks = [file.blocks[i].text for i in file.stream(stream)]
    return [" ".join(word.word for word in words(text)) for text in blocks]


def test_paragraphs_headings_and_items_are_blocks(tmp_path: Path) -> None:
    file = made(tmp_path, "= Metode\nEn _viktig_ setning.\n\n- ett\n- to\n\n+ tre\n")
    assert said(file) == ["Metode", "En viktig setning .", "ett", "to", "tre"]
    assert [file.blocks[i].running for i in range(5)] == [False, True, False, False, False]


def test_a_word_that_is_set_upwards_and_a_letter_in_two_halves_are_whole(tmp_path: Path) -> None:
    drawing = UPWARDS.replace("Leste artikler n = 10", "Inkludering")
    file = made(tmp_path, 'Et 𝐀𝔸 her. #image("picture.svg", alt: "Et bilde")', drawing=drawing)
    assert said(file) == ["Et 𝐀𝔸 her ."]
    assert said(file, PICTURE) == ["Inkludering"]
    assert [piece.text for piece in file.pieces if "𝐀" in piece.text] == ["𝐀𝔸"]


def test_a_divided_word_is_whole_and_a_hyphen_stays(tmp_path: Path) -> None:
    file = made(tmp_path, f"{LONG * 3} event-related potensialer, bruker- og andre.", "width: 5cm")
    assert "\u00ad" in file.blocks[0].text
    assert said(file) == [
        " ".join(
            word.word for word in words(f"{LONG * 3} event-related potensialer, bruker- og andre.")
        )
    ]


def test_a_paragraph_is_whole_over_pages_their_numbers_and_a_figure(tmp_path: Path) -> None:
    figure = '#figure(image("picture.svg", alt: "Et bilde"), caption: [Flyt], placement: top)\n'
    file = made(
        tmp_path,
        f"{LONG * 20}\n\n{figure}\n{LONG * 40}",
        'width: 10cm, height: 9cm, margin: 2cm, numbering: "1"',
    )
    assert said(file)[0].split() == [word.word for word in words(LONG * 20)]
    assert said(file)[1:] == ["Figur 1 : Flyt", " ".join(word.word for word in words(LONG * 40))]
    assert said(file, PICTURE) == ["Leste artikler n = 10"]
    assert said(file, ALT) == ["Et bilde"]
    last = next(file.blocks[i] for i in file.stream(BODY) if len(file.blocks[i].text) > 2000)
    assert last.page(0) < last.page(len(last.text))
    numbers = [piece.text for piece in file.pieces if piece.block is None]
    assert numbers == [str(i + 1) for i in range(len(file.sizes))]


def test_a_row_that_is_broken_over_pages_is_read_cell_by_cell(tmp_path: Path) -> None:
    cells = f"table.header([A], [B]), [{LONG * 9}], [{LONG.upper() * 9}], [3], [4]"
    file = made(tmp_path, f"#table(columns: 2, {cells})")
    assert len(file.sizes) > 1
    first, second = ([word.word for word in words(text * 9)] for text in (LONG, LONG.upper()))
    assert said(file) == ["A", "B", " ".join(first), " ".join(second), "3", "4"]


def test_notes_and_contents_are_streams_of_their_own(tmp_path: Path) -> None:
    file = made(
        tmp_path,
        '#set heading(numbering: "1.1")\n#outline(title: [Innhold])\n= Metode\n'
        "Et ord#footnote[En note.] til.",
    )
    assert said(file, NOTES) == ["En note ."]
    assert said(file, CONTENTS) == ["Metode 1"]
    assert said(file) == ["Innhold", "1 Metode", "Et ord til ."]


def test_a_word_behind_a_note_at_the_end_of_a_line_is_a_word_of_its_own(tmp_path: Path) -> None:
    file = made(tmp_path, "Et langt ord til#footnote[En note.] og mer.", "width: 150pt")
    assert said(file) == ["Et langt ord til og mer ."]


def test_pieces_lie_where_they_are_printed(tmp_path: Path) -> None:
    file = made(tmp_path, "#place(dx: 20pt, dy: 30pt)[første]", "margin: 50pt")
    (piece,) = file.pieces
    assert piece.text == "første"
    assert piece.box[0] == pytest.approx(70, abs=1.5)
    assert file.sizes[0][1] - piece.box[3] == pytest.approx(80, abs=4)


def test_a_photograph_has_its_place(tmp_path: Path) -> None:
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
        "53de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
    )
    (tmp_path / "dot.png").write_bytes(dot)
    file = made(tmp_path, '#image("dot.png", width: 20cm, alt: "Prikk")', "width: 10cm")
    (picture,) = file.pictures
    assert picture.box[2] - picture.box[0] == pytest.approx(20 * 72 / 2.54, abs=1)


@pytest.mark.parametrize(
    "content", [b"", b"Ingen PDF", None, b"half"], ids=["empty", "no PDF", "not there", "cut off"]
)
def test_what_cannot_be_read_is_told(tmp_path: Path, content: bytes | None) -> None:
    made(tmp_path, "= Metode\nEn setning.")
    path = tmp_path / "made.pdf"
    whole = path.read_bytes()
    path.unlink()
    if content is not None:
        path.write_bytes(whole[: len(whole) // 2] if content == b"half" else content)
    with pytest.raises(UnreadableFileError):
        pdf.read(path)


def test_a_pdf_without_tags_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bare.pdf"
    path.write_bytes(typst.compile(b"Hallo", pdf_tags=False))
    with pytest.raises(UnreadableFileError, match="tags"):
        pdf.read(path)
