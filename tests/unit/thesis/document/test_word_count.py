"""The counting rule for words."""

import json
from typing import Any

import pypandoc
import pytest

from thesis.document import word_count
from thesis.document.pandoc import READER
from thesis.document.word_count import CountingRule


def blocks(markdown: str) -> list[Any]:
    read: list[Any] = json.loads(pypandoc.convert_text(markdown, "json", format=READER))["blocks"]
    return read


TABLE = "| a b | c |\n|---|---|\n| d | e f |\n\n: En tekst {#tbl:x}\n"


@pytest.mark.parametrize(
    ("markdown", "count"),
    [
        ("", 0),
        ("Dette er fire ord.\n", 4),
        ("over\nto linjer\n", 3),
        ("# To ord\n\nog tre til\n", 5),
        ("30\u00a0799\u00a0618 treff\n", 2),
        ("9\u00a0% av dem\n", 3),
        ("A & B – c\n", 5),
        ("- ett\n- to ord\n\n1. tre\n", 4),
        (TABLE, 8),
        ("| to ord\n| tre\n", 3),
        ("term\n:   to ord\n", 3),
        ("ord[^1] her.\n\n[^1]: Tre små ord.\n", 5),
        ('![To ord](x.svg){alt="en lang alternativ tekst"}\n', 2),
        ("a\\\nb\n", 2),
        ("*a* **b** [c](http://d.no) `e f`\n", 5),
        ("[fem]{.n key=x} artikler\n", 2),
        ("rus- og «andre»\n", 3),
        ("```\na\tb\nc\n```\n", 3),
    ],
    ids=lambda value: repr(value)[:25],
)
def test_words_are_counted_as_the_rule_says(markdown: str, count: int) -> None:
    assert word_count.count(blocks(markdown), CountingRule()) == count


DIVISIONS = "a\n\n::: matrix\nb c\n\n:::: inner\nd\n::::\n:::\n\n::: note\ne\n:::\n"


@pytest.mark.parametrize(
    ("leave_out", "count"), [([], 5), (["matrix"], 2), (["matrix", "note"], 1), (["inner"], 4)]
)
def test_the_divisions_that_are_named_are_left_out(leave_out: list[str], count: int) -> None:
    assert word_count.count(blocks(DIVISIONS), CountingRule(leave_out=leave_out)) == count


def test_sections_count_what_is_under_their_heading_itself_included() -> None:
    text = "# En\n\na b\n\n## En en\n\nc\n\n### Dypere\n\nd\n\n## En to\n\n# To\n\ne\n"
    first, second = word_count.sections(blocks(text), 1)
    under = [*word_count.sections(first, 2)]
    assert [word_count.count(one, CountingRule()) for one in (first, *under, second)] == [
        10,
        5,
        2,
        2,
    ]
    assert [*word_count.sections(second, 2)] == []


def test_a_text_without_headings_has_no_sections() -> None:
    assert [*word_count.sections(blocks("a\n"), 1)] == []


def test_what_is_above_the_first_heading_is_told_apart() -> None:
    read = blocks("a\n\nb\n\n## Under\n\n# En\n\nc\n")
    assert word_count.above(read, 1) == read[:3]
    assert word_count.above(read, 2) == read[:2]
    assert word_count.above(read, 3) == read
