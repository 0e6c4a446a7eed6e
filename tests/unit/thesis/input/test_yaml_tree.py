"""The tree of a YAML text: what YAML 1.2 says and YAML 1.1 does not, aliases, tabs and depth."""

from typing import Any

import pytest

from thesis.input.sources import UnreadableSourceError, parse_yaml
from thesis.input.yaml_tree import DEEPEST


def value(text: str) -> Any:
    return parse_yaml(text, "x.yaml").value


def refused(text: str) -> tuple[int, str]:
    """Line and words of the finding that a text ends in."""
    with pytest.raises(UnreadableSourceError) as stopped:
        value(text)
    finding = stopped.value.finding
    assert finding.rule == "input.yaml"
    return finding.line, f"{finding.found}; {finding.fix}"


@pytest.mark.parametrize("sign", ["\u0085", "\u2028", "\u2029"])
@pytest.mark.parametrize("form", ["{}", '"{}"', "|\n  {}"])
def test_what_ends_a_line_in_yaml_1_1_alone_is_a_letter(sign: str, form: str) -> None:
    source = parse_yaml(f"a: {form.format(f'x{sign}y')}\nb: 1\n", "x.yaml")
    assert source.value["a"].rstrip("\n") == f"x{sign}y"
    assert source.line("b") == 2 + form.count("\n")


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "y", "0o10", "010", "1:30", "<<", "="])
def test_a_word_of_yaml_1_1_is_text(word: str) -> None:
    assert value(f"a: {word}") == {"a": word}


def test_an_alias_is_what_it_names_and_the_last_anchor_of_a_name_counts() -> None:
    assert value("a: &x [1, {b: 2}]\nc: *x\nd: &x 3\n*x : 4") == {
        "a": [1, {"b": 2}],
        "c": [1, {"b": 2}],
        "d": 3,
        "3": 4,
    }


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: *x\n", 2, "«*x», and no &x"),
        ("a: &x\n  - *x\n", 2, "inside what it names"),
        ("a: &x [1]\nb: {*x : 1}\n", 1, "a list or a mapping as a key"),
        ("a: &x {}\n? [b]\n: 1\n", 2, "a list or a mapping as a key"),
        ("a: 1\n---\nb: 2\n", 2, "another document"),
        ("%YAML 1.3\n---\na: 1\n", 1, "incompatible YAML"),
    ],
)
def test_what_is_no_one_tree_is_told_with_its_line(text: str, line: int, words: str) -> None:
    told = refused(text)
    assert told[0] == line
    assert words in told[1]


def test_aliases_of_aliases_do_not_fill_the_memory() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 8)}]" for i in range(1, 12)]
    assert "aliases" in refused("\n".join(rows))[1]
    rows = ["a0: &a0 [x]", *(f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 2 * DEEPEST))]
    assert "aliases" in refused("\n".join(rows))[1]


@pytest.mark.parametrize("sign", ["[", "- ", "{a: ", "? "])
def test_depth_has_an_end(sign: str) -> None:
    assert "in one another" in refused(sign * 100_000)[1]
    assert "in one another" in refused(sign * DEEPEST + "x")[1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a:\tb\n", 1),
        ("a: x\ty\n", 1),
        ("a: 1\nb: 'c'\t# a comment\n", 2),
        ('a: "x#y"\t\n', 1),
        ("a: |\n  x\n\tb: 2\n", 3),
        ("a: [\n\tb]\n", 2),
        ("a: b#c\td\n", 1),
    ],
)
def test_a_tab_between_values_or_in_one_without_quotes_is_told(text: str, line: int) -> None:
    told = refused(text)
    assert told[0] == line
    assert "tab" in told[1]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('a: "x\ty"\n', "x\ty"),
        ("a: 'å\t#y'\n", "å\t#y"),
        ("a: |\n  x\ty\n  \tz\n", "x\ty\n\tz\n"),
        ("a: 1 # one\tcomment\n", 1),
        ("#\tone\na: 1\n  #\ttwo\n", 1),
    ],
)
def test_a_tab_in_quotes_literal_text_or_a_comment_is_none(text: str, read: object) -> None:
    assert value(text) == {"a": read}
