"""Two editions of a text as one: what is marked, and that each edition can be had from it again."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.thesis.editions.redline.made import plain, read, text
from thesis.document import pandoc
from thesis.document.pandoc import Element
from thesis.editions.redline import blocks, revision_marks

# ---- the two editions are both in it -------------------------------------------------------------

words = st.sampled_from("a b c d to ti 27 1,5 og, (og) .".split())
inline = st.recursive(
    words.map(lambda word: {"t": "Str", "c": word})
    | st.just({"t": "Space"})
    | words.map(
        lambda word: {"t": "Span", "c": [["n-1", ["n"], [["key", "k"]]], [{"t": "Str", "c": word}]]}
    ),
    lambda inner: (
        st.builds(
            lambda kind, content: {"t": kind, "c": content},
            st.sampled_from(["Emph", "Strong"]),
            st.lists(inner, min_size=1, max_size=4),
        )
        | st.lists(inner, max_size=4).map(
            lambda content: {"t": "Link", "c": [["", [], []], content, ["#x", ""]]}
        )
        | st.lists(inner, max_size=3).map(
            lambda content: {"t": "Note", "c": [{"t": "Para", "c": content}]}
        )
    ),
    max_leaves=12,
)
inlines = st.lists(inline, max_size=12)
paragraph = st.builds(
    lambda kind, content: {"t": kind, "c": content}, st.sampled_from(["Para", "Plain"]), inlines
)


def cell(content: list[Element]) -> list[Any]:
    return [["", [], []], {"t": "AlignDefault"}, 1, 1, content]


def table(rows: list[list[list[Element]]]) -> Element:
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * 2
    body = [[["", [], []], [cell(one) for one in row]] for row in rows]
    bare = [["", [], []], []]
    parts = [["", [], []], [None, []], columns, bare, [[["", [], []], 0, [], body]], bare]
    return {"t": "Table", "c": parts}


block = st.recursive(
    paragraph
    | st.builds(
        lambda level, content: {"t": "Header", "c": [level, ["", [], []], content]},
        st.integers(1, 2),
        inlines,
    )
    | words.map(lambda word: {"t": "CodeBlock", "c": [["", [], []], word]}),
    lambda inner: (
        st.lists(inner, max_size=3).map(
            lambda content: {"t": "Div", "c": [["", ["d"], []], content]}
        )
        | st.lists(st.lists(inner, max_size=2), max_size=3).map(
            lambda items: {"t": "BulletList", "c": items}
        )
        | st.lists(st.lists(st.lists(inner, max_size=1), min_size=2, max_size=2), max_size=3).map(
            table
        )
    ),
    max_leaves=8,
)
trees = st.lists(block, max_size=5)


@given(trees, trees)
def test_each_edition_can_be_had_again_and_nothing_else_is_marked(
    old: list[Element], new: list[Element]
) -> None:
    merged = blocks.merge(old, new)
    assert text(revision_marks.rejected(merged)) == text(old)
    assert text(revision_marks.accepted(merged)) == text(new)
    # A number or an id of the old edition is none of the new one.
    assert list(pandoc.numbers({"blocks": merged})) == [
        each for each in pandoc.walk(revision_marks.accepted(merged)) if pandoc.is_number(each)
    ]
    same = blocks.merge(old, json.loads(json.dumps(old)))
    assert not [each for each in pandoc.walk(same) if revision_marks.kind(each)]


# ---- what is marked ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Vi fant fem treff.", "Vi fant seks treff.", "Vi fant [-fem-][+seks+] treff."),
        ("Ett ord, og ett.", "Ett ord; og ett.", "Ett ord[-,-][+;+] og ett."),
        ("Svaret er 1,5 eller mer.", "Svaret er 2,5 eller mer.",
         "Svaret er [-1,5-][+2,5+] eller mer."),
        # What is the same between two changes is not read when it is a space alone.
        ("Det var langt bedre før i dag.", "Det var mye verre før i dag.",
         "Det var [-langt bedre-][+mye verre+] før i dag."),
        ("En *ny* bok om det.", "En *gammel* bok om det.", "En [-ny-][+gammel+] bok om det."),
        ("En\n\nTo tre fire.\n\nFem", "En\n\nFem", "En\n[-To tre fire.-]\nFem"),
        ("En.\n\nTo.", "En.\n\nHer er det nye.\n\nTo.", "En.\n[+Her er det nye.+]\nTo."),
        ("# Metode og data", "# Metode og funn", "Metode og [-data-][+funn+]"),
        ("# Metode", "## Metode", "[-Metode-]\n[+Metode+]"),
        ("- en ting\n- to ting", "- en ting\n- tre saker\n- to ting",
         "en ting\n[+tre saker+]\nto ting"),
        ("Se noten.[^1]\n\n[^1]: Den gamle noten her.", "Se noten.[^1]\n\n[^1]: Den nye noten her.",
         "Se noten.\nDen [-gamle-][+nye+] noten her."),
    ],
)  # fmt: skip
def test_what_came_and_what_left_is_marked(old: str, new: str, expected: str) -> None:
    assert plain(blocks.merge(read(old), read(new))) == expected


TABLE = """\
| Søk | Treff |
|:----|------:|
| trening og sug | 6 |
{}| trening eller sug | 17 |

: Søkene {{#tbl:a}}
"""


def test_a_row_of_a_table_comes_as_a_row() -> None:
    merged = blocks.merge(
        read(TABLE.format("")), read(TABLE.format("| trening og noe nytt | 11 |\n"))
    )
    assert [element["t"] for element in merged] == ["Table"]
    assert plain(merged).split("\n")[-6:] == [
        "trening og sug", "6", "[+trening og noe nytt+]", "[+11+]", "trening eller sug", "17",
    ]  # fmt: skip


def test_a_cell_of_one_line_stays_one_line() -> None:
    other = TABLE.replace("17", "18")
    (table,) = blocks.merge(read(TABLE.format("")), read(other.format("")))
    *_, last = pandoc.rows(table)
    assert [len(cell) for cell in last] == [1, 1]
    assert plain(last[1]) == "[-17-][+18+]"


def test_a_table_with_other_columns_is_another_table() -> None:
    merged = blocks.merge(read("| A |\n|---|\n| x |\n"), read("| A | B |\n|---|---|\n| x | y |\n"))
    assert [element["t"] for element in merged] == ["Table", "Table"]
    assert text(revision_marks.rejected(merged)) == "A\nx"


def test_what_has_an_id_is_the_same_whatever_it_says() -> None:
    old = "::: {#ref-a}\nAas, A. (2019).\n:::\n\n::: {#ref-c}\nDahl, D. (2018).\n:::\n"
    new = (
        "::: {#ref-a}\nAas, A. (2019).\n:::\n\n::: {#ref-b}\nBerg, B. (2021).\n:::\n\n"
        "::: {#ref-c}\nKvam, K. (2022).\n:::\n"
    )
    merged = blocks.merge(read(old), read(new))
    assert [pandoc.identifier(each) for each in merged] == ["ref-a", "ref-b", "ref-c"]
    assert plain(merged) == (
        "Aas, A. (2019).\n[+Berg, B. (2021).+]\n[-Dahl, D. (2018).-]\n[+Kvam, K. (2022).+]"
    )


def test_a_mark_stands_inside_of_a_link() -> None:
    (line,) = blocks.merge(read("Se [tabell 1](#a) her."), read("Se [tabell 2](#b) her."))
    links = [each for each in line["c"] if each["t"] == "Link"]
    assert [plain(link["c"][1]) for link in links] == ["tabell [-1-][+2+]"]
    assert not [each for each in line["c"] if revision_marks.kind(each)]


def test_a_picture_of_the_old_edition_is_told_in_words() -> None:
    old, new = '![](build/a.svg){alt="Et skjema."}', '![](build/b.svg){alt="Et annet."}'
    (line,) = blocks.merge(read(f"Se {old} her nå."), read(f"Se {new} her nå."))
    assert "Se [-[Et skjema.]-]" in plain([line])
    assert [e["c"][2][0] for e in pandoc.walk(line) if e["t"] == "Image"] == ["build/b.svg"]
