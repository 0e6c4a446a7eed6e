"""Letters that nobody sees on a page: white, tiny, transparent, below something."""

from pathlib import Path

import pikepdf
import pytest
import typst

from thesis.readback.readers import pdf

HEAD = '#set document(title: "T")\n#set text(lang: "nb")\n#set page(width: 10cm, height: 10cm)\n'
COLOUR = "in the colour of what is behind it"
BELOW = "below something that is painted over it"
ONE = "Et avsnitt.\n\n"


def hidden(folder: Path, source: str, painted: bytes = b"") -> list[str]:
    """Why each block of a page is not seen; what is painted over the page stands in PDF's terms."""
    path = folder / "made.pdf"
    path.write_bytes(typst.compile((HEAD + source).encode(), ignore_system_fonts=True))
    if painted:
        with pikepdf.open(path, allow_overwriting_input=True) as whole:
            whole.pages[0].contents_add(b"q " + painted + b" Q")
            whole.save(path)
    return [block.hidden for block in pdf.read(path).blocks]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("Et ord.", ""),
        ("#text(fill: white)[Et ord.]", COLOUR),
        ("#text(fill: luma(230))[Et ord.]", COLOUR),
        ("#text(fill: luma(200))[Et ord.]", ""),
        ("#text(size: 2pt)[Et ord.]", "too small to be read"),
        ("#text(size: 4pt)[Et ord.]", ""),
        ("#scale(10%)[Et ord.]", "too small to be read"),
        ("#text(fill: rgb(0, 0, 0, 10))[Et ord.]", "transparent"),
        ("#box(fill: black, text(fill: white)[Et ord.])", ""),
        ("#box(fill: black)[Et ord.]", COLOUR),
        ("#block(fill: red, text(fill: red)[Et ord.])", COLOUR),
        ("Et ord.#place(dy: -5mm, rect(width: 5cm, height: 1cm, fill: white))", BELOW),
        ("Et ord.#place(dy: -5mm, rect(width: 5cm, height: 1cm, stroke: black))", ""),
        ("Et ord.#place(dy: 3cm, rect(width: 5cm, height: 1cm, fill: white))", ""),
        ("Et ord.#place(dy: -5mm, rect(width: 5cm, height: 1cm, fill: rgb(0, 0, 0, 60)))", ""),
        ("Et ord.#place(dy: -5mm, rect(width: 5cm, height: 1cm, "
         "fill: gradient.linear(red, blue)))", BELOW),
    ],
)  # fmt: skip
def test_a_text_is_hidden_where_nobody_sees_it(tmp_path: Path, source: str, why: str) -> None:
    assert hidden(tmp_path, ONE + source) == ["", why]


def test_a_box_painted_by_another_program_hides_what_is_below_it(tmp_path: Path) -> None:
    assert hidden(tmp_path, ONE, b"1 1 1 rg 0 0 400 400 re f") == [BELOW]
    assert hidden(tmp_path, ONE, b"1 1 1 RG 0 0 400 400 re S") == [""]
    assert hidden(tmp_path, ONE, b"1 1 1 rg 0 0 400 100 re f") == [""]


@pytest.mark.parametrize(
    ("area", "why"),
    [("0 0 1 1 re W n", "cut away"), ("0 0 400 400 re W n", ""), ("W n", ""),
     ("0 0 400 400 re W n 0 0 400 9 re W n", "cut away")],
)  # fmt: skip
def test_a_text_that_is_cut_away_is_hidden(tmp_path: Path, area: str, why: str) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(typst.compile((HEAD + ONE).encode(), ignore_system_fonts=True))
    with pikepdf.open(path, allow_overwriting_input=True) as whole:
        page = whole.pages[0]
        page.contents_add(f"q {area}\n".encode(), prepend=True)
        page.contents_add(b"\nQ")
        whole.save(path)
    assert [block.hidden for block in pdf.read(path).blocks] == [why]


@pytest.mark.parametrize(
    ("matrix", "why"), [((1, 0, 0, 1, 0, 0), BELOW), ((0.1, 0, 0, 0.1, 0, 0), "")]
)
def test_a_box_in_a_drawing_lies_where_the_drawing_puts_it(
    tmp_path: Path, matrix: tuple[float, ...], why: str
) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(typst.compile((HEAD + ONE).encode(), ignore_system_fonts=True))
    with pikepdf.open(path, allow_overwriting_input=True) as whole:
        form = whole.make_stream(b"1 1 1 rg 0 0 400 400 re f")
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox, form.Matrix = [0, 0, 400, 400], list(matrix)
        page = whole.pages[0]
        page.Resources.XObject = pikepdf.Dictionary(Over=form)
        page.contents_add(b"q /Over Do Q")
        whole.save(path)
    assert [block.hidden for block in pdf.read(path).blocks] == [why]


def test_letters_that_are_not_drawn_are_hidden(tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(typst.compile((HEAD + ONE).encode(), ignore_system_fonts=True))
    with pikepdf.open(path, allow_overwriting_input=True) as whole:
        page = whole.pages[0]
        out = []
        for each in pikepdf.parse_content_stream(page):
            if str(each.operator) in {"Tj", "TJ"}:
                out.append(([3], pikepdf.Operator("Tr")))
            out.append((each.operands, each.operator))
        page.Contents = whole.make_stream(pikepdf.unparse_content_stream(out))
        whole.save(path)
    assert [block.hidden for block in pdf.read(path).blocks] == ["not drawn"]
