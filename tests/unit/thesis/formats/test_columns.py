"""The columns of a table are as wide as what they hold asks for."""

import json

import pypandoc
import pytest

from thesis.document import pandoc
from thesis.formats import columns

LONG = "et funn som er fortalt med mange ord, " * 6


def test_columns_that_fit_are_no_wider_than_their_texts() -> None:
    begrep, forklaring = columns.widths([["Begrep", "Forklaring"], ["musikk", "lyd i tid"]])
    assert begrep < forklaring
    assert begrep + forklaring < 0.5


@pytest.mark.parametrize("others", [1, 4])
def test_a_long_text_takes_the_room_that_the_longest_words_leave(others: int) -> None:
    words = ["Randomisering"] * others
    *narrow, _ = shares = columns.widths([[*words, "Funn"], [*words, LONG]])
    assert sum(shares) == pytest.approx(1)
    assert all(each * columns.ROOM >= len(words[0]) for each in narrow)


@pytest.mark.parametrize(
    ("dashes", "cell", "kinds"),
    [
        ("|:---|:---|", LONG, ["ColWidth", "ColWidth"]),
        ("|:---|:---|", f"[kort]{{.n key='{'x' * 90}'}}", ["ColWidthDefault"] * 2),
        ("|:---|:------|", LONG, ["ColWidth", "ColWidth"]),
    ],
    ids=["dashes of one width", "a short text of a long line", "dashes that say how wide"],
)
def test_the_dashes_count_where_they_say_something(
    dashes: str, cell: str, kinds: list[str]
) -> None:
    text = f"| A | B |\n{dashes}\n| a | {cell} |\n"
    tree = json.loads(pypandoc.convert_text(text, "json", format="markdown"))
    (table,) = [each for each in pandoc.walk(tree["blocks"]) if each["t"] == "Table"]
    before = [column[1] for column in table["c"][2]]
    columns.fit(tree)
    after = [column[1] for column in table["c"][2]]
    assert [width["t"] for width in after] == kinds
    assert (after == before) is (dashes == "|:---|:------|")


@pytest.mark.parametrize(
    ("cells", "given"),
    [
        (["Treff", "21\u00a0998\u00a0240"], 10 / columns.WIDE),
        (["Treff", "202"], 0.1),
        (["Treff", "10 ganger 21"], 0.1),
    ],
    ids=["a number that is wider", "one that fits", "words"],
)
def test_no_column_is_narrower_than_its_number(cells: list[str], given: float) -> None:
    rows = [["Søkeord", cells[0], ""], ["Exercise and drug", cells[1], ""]]
    shares = columns.with_whole_numbers([0.6, 0.1, 0.3], rows)
    assert shares == pytest.approx([0.7 - given, given, 0.3])
