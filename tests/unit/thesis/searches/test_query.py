"""Queries are read as they were typed, and what may be read in two ways is not read."""

import pytest

from thesis.searches.query import Operation, Query, Row, UnreadableError, Words, parse, rows


def op(operator: str, *parts: Query | str | int) -> Operation:
    """An operation on words and rows."""
    each = (Words(p) if isinstance(p, str) else Row(p) if isinstance(p, int) else p for p in parts)
    return Operation(operator, tuple(each))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Craving", Words("craving")),
        ("Exercise drug  treatment", Words("exercise drug treatment")),
        ('"drug addiction"', Words("drug addiction", quoted=True)),
        ("«drug and alcohol»", Words("drug and alcohol", quoted=True)),
        ("Exercise AND craving*", op("and", "exercise", "craving*")),
        ("a or b or c", op("or", "a", "b", "c")),
        ("physical activity and drug", op("and", "physical activity", "drug")),
        ("a not b not c", op("not", "a", "b", "c")),
        ("a and not b", op("not", "a", "b")),
        ("a and b not c", op("not", op("and", "a", "b"), "c")),
        ("(a or b) and c", op("and", op("or", "a", "b"), "c")),
        ("(a or b) and (c not (d))", op("and", op("or", "a", "b"), op("not", "c", "d"))),
        ("5 not 4", op("not", 5, 4)),
        ("#5 and craving", op("and", 5, "craving")),
        ("S1 or s2", op("or", 1, 2)),
        ("(1 or 2) and 3", op("and", op("or", 1, 2), 3)),
        ("exercise adj3 craving", Words("exercise adj3 craving")),
    ],
)
def test_a_query_is_read_by_its_operators(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a or b and c", "and, or are mixed without brackets"),
        ("a or b not c", "not, or are mixed without brackets"),
        ("a not b and c", "and, not are mixed without brackets"),
        ("a and b and 5", "«5» may be a word or a row"),
        ("s5 and craving", "«s5» may be a word or a row"),
        ("12", "«12» may be a word or a row"),
        ("(a or b", "a bracket is not closed"),
        ("a or b)", "a bracket is closed that was not opened"),
        ("a and", "nothing to join"),
        ("and b", "nothing to join"),
        ("not b", "nothing to join"),
        ("a and ()", "nothing to join"),
        ("", "nothing to join"),
        ("drug (a or b)", "beside a bracket without an operator"),
        ("(a or b).ti,ab.", "beside a bracket without an operator"),
        ('"a b" c "', "a quote stands among words"),
        ('a "', "a quote stands among words"),
        ('""', "nothing between two quotes"),
        ("#5 craving", "a row or a quote stands among words"),
    ],
)
def test_what_may_be_read_in_two_ways_is_not_read(text: str, why: str) -> None:
    with pytest.raises(UnreadableError, match=why.replace("(", r"\(")):
        parse(text)


def test_the_rows_that_a_query_names_are_found_wherever_they_stand() -> None:
    assert list(rows(parse("(1 or 2) not 3"))) == [1, 2, 3]
    assert list(rows(parse("a and b"))) == []
