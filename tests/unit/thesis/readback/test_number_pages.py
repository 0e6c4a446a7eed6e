"""The page that a number stands on, from the Typst file of the PDF."""

from pathlib import Path

from thesis.readback import number_pages

TYPST = """#set page(numbering: none)
Forside #box[1]<n-0001>
#pagebreak()
#set page(numbering: "i")
#counter(page).update(1)
#[to av tre]<n-0002>
#pagebreak()
#box[3]<n-0003>
"""


def test_a_page_is_told_as_counted_and_as_printed(tmp_path: Path) -> None:
    path = tmp_path / "thesis.typ"
    path.write_text(TYPST, "utf-8")
    ids = ["n-0001", "n-0002", "n-0003", "n-9999"]
    assert number_pages.of(path, tmp_path, ids) == {
        "n-0001": (1, ""),
        "n-0002": (2, "i"),
        "n-0003": (3, "ii"),
    }


def test_where_there_is_no_file_or_one_that_typst_cannot_read_no_page_is_known(
    tmp_path: Path,
) -> None:
    path = tmp_path / "thesis.typ"
    assert number_pages.of(path, tmp_path, ["n-0001"]) == {}
    path.write_text("#nothing-like-it() #box[1]<n-0001>", "utf-8")
    assert number_pages.of(path, tmp_path, ["n-0001"]) == {}
    assert number_pages.of(path, tmp_path, []) == {}
