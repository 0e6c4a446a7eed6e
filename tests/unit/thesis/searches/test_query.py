"""Queries are read as they were typed, and what may be read in two ways is not read."""

import re

import pytest

from thesis.searches.query import (
    DEEPEST,
    Operation,
    Query,
    QueryError,
    RowReference,
    RowsError,
    SearchTerms,
    parse,
    rows,
)


def op(operator: str, *parts: Query | str | int) -> Operation:
    """An operation on words and rows."""
    each = (
        SearchTerms(p) if isinstance(p, str) else RowReference(p) if isinstance(p, int) else p
        for p in parts
    )
    return Operation(operator, tuple(each))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Craving", SearchTerms("craving")),
        ("Exercise drug  treatment", SearchTerms("exercise drug treatment")),
        ('"drug addiction"', SearchTerms("drug addiction", quoted=True)),
        ("«drug and alcohol»", SearchTerms("drug and alcohol", quoted=True)),
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
        ("exercise adj3 craving", SearchTerms("exercise adj3 craving")),
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
        (f"{'(a or ' * 800}b{')' * 800}", "brackets stand inside one another"),
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
    with pytest.raises(QueryError, match=why.replace("(", r"\(")):
        parse(text)


def test_the_rows_that_a_query_names_are_found_wherever_they_stand() -> None:
    assert list(rows(parse("(1 or 2) not 3"))) == [1, 2, 3]
    assert list(rows(parse("a and b"))) == []


COMMANDS = """
or/1-9  and/3,5  1-3/or  or/1-3,7  OR / 1-3  not/3-4  or/#1-#3  (or/1-3) and 4  4 and or/1-3
OR(S1-S3)  S1 OR S2-S4  #1-#4  2-4 or 6-8  1 to 5  S1,S2,S3  #1, #2  OR 1-9  1 or 2 and 3
sets 1 and 2  line 1 or line 2  combine 1 and 2  combine 1-3 with or  exclude 3 from 5
5 and craving  limit 3 to humans  Limit 12 to yr="2010 -Current"
limit (1 or 2) to (english and humans)  3 limited to english  #3 Filters: Humans
S3 Limiters - English
limit 3-5 to humans
remove duplicates from 12  remove duplicates from (1 or 2)  dedup 5  5 remove duplicates
3 use ppezv  use ppezv  (1 or 2) use medall  7 use emez, cctr  from 5 keep 1-20
..dedup 5  ..l/ 3 lg=en
"""
ORDINARY = """
humans or limit  limit setting  limit to growth  limits of exercise  time limit 30 minutes
covid-19 or sars-cov-2  vitamin b12  type 2 diabetes  omega 3  12-step program  12 step
24/7 or 9/11
exercise 2019-2021  2019-2020  dose 5-10 mg  craving and s100a8  spine s1-s3 fracture
drug use  use of drugs  use of medicine  2 use drugs  remove duplicates  merge 2 groups
from 5 years
combine therapy and exercise  exclude 3 patients  set shifting  sets of 3  line 3 chemotherapy
exp alcohol/ or exp craving/  exp interleukin-1/ or exp interleukin-6/  and/or  either/or 3 groups
"or/1-2" and craving  «limit 3 to humans»  search strategy  ...
"""


def listed(text: str) -> list[str]:
    return [query for query in re.split(r"  +|\n", text) if query]


@pytest.mark.parametrize("text", listed(COMMANDS))
def test_rows_and_commands_in_other_forms_are_refused_as_such(text: str) -> None:
    with pytest.raises(RowsError):
        parse(text)


@pytest.mark.parametrize("text", listed(ORDINARY))
def test_words_that_only_look_like_it_are_read(text: str) -> None:
    assert list(rows(parse(text))) == []


@pytest.mark.parametrize("text", ["a or b and c", "(a or b).ti,ab.", "drug (a or b)", "a and"])
def test_words_that_are_not_read_have_lost_no_rows(text: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse(text)
    assert not isinstance(refused.value, RowsError)


ROWS = """
{OR #1-#2}; Query 1 AND Query 2; {1 or 2}; {#1 or #2}; [1 or 2]; L1 OR L2; 1 eller 2; s1 og s2
søk 1 og søk 2; result 1 AND result 2; 1 | 2; 1+2; 1 & 2; #1/#3; 1or2; limit3 to humans
filter 3 to humans; restrict 3 to humans; rad 1 eller rad 2
"""
WORDS = """
24/7 care; covid 19; type 2 diabetes; phase 3 or phase 2 trial; 12 step program; vitamin B12
filter paper; restricted diet; omega 3; L1 cache; no 5
"""


@pytest.mark.parametrize("text", re.split("[;\n] *", ROWS.strip()))
def test_rows_are_never_read_as_words_however_a_database_joins_them(text: str) -> None:
    with pytest.raises(RowsError):
        parse(text)


def test_a_wide_sign_is_the_sign() -> None:
    assert list(rows(parse("＃1 OR ＃2"))) == [1, 2]


@pytest.mark.parametrize("text", re.split("[;\n] *", WORDS.strip()))
def test_words_with_numbers_in_them_stay_words(text: str) -> None:
    assert list(rows(parse(text))) == []


def test_many_brackets_beside_one_another_and_some_within_are_read() -> None:
    assert parse(" or ".join(["(a and b)"] * 99))
    assert parse("(" * DEEPEST + "a" + ")" * DEEPEST)
    with pytest.raises(QueryError, match="stand inside one another"):
        parse("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1))
