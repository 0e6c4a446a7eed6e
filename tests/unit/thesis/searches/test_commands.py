"""Queries that tell a database what to do are told from words."""

import pytest

from thesis.searches.commands import command, names_rows, only_rows


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("limit 3 to english language", "limit"),
        ("remove duplicates from 7", "remove duplicates"),
        ("from 5 keep 1-10", "keep"),
        ("..dedup 3", "command"),
    ],
)
def test_a_command_is_called_by_its_name(text: str, name: str) -> None:
    assert command(text) == f"the command «{name}» is not read yet"


def test_rows_joined_by_a_sign_are_no_words() -> None:
    assert command("or/1-9") == "rows joined by a sign are not read yet"


@pytest.mark.parametrize("text", ["limited resources", "keep fit", '"and/1"', "molecule-1/ or b/"])
def test_words_are_no_command(text: str) -> None:
    assert command(text) == ""


@pytest.mark.parametrize(
    ("tokens", "rows"),
    [(["1-3", "and", "craving"], True), (["#4"], True), (["(", "craving", ")"], False)],
)
def test_an_operand_may_only_be_rows(tokens: list[str], rows: bool) -> None:
    assert names_rows(tokens, ("and", "or", "not")) is rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1 and 2", True),
        ("1and2", True),
        ("#1 or s2 or 12", True),
        ("søk 1 og søk 2", True),
        ("1", False),
        ("søk 1", False),
        ("", False),
        ("1 and craving", False),
        ("craving and 1 and 2", False),
        ("1 and 2 and craving", False),
        ("1000 and 2", False),
    ],
)
def test_two_rows_or_more_are_rows_and_nothing_else(text: str, rows: bool) -> None:
    assert only_rows(text) is rows
