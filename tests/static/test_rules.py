"""Every rule that code names is in the catalogue, and every rule of the catalogue is described."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import thesis.checks  # noqa: F401  (fills the catalogue)
from thesis.diagnostics.rules import catalogue

HOUSE = Path(__file__).parents[2]
SOURCES = [*sorted((HOUSE / "thesis").rglob("*.py")), *sorted((HOUSE / "scripts").rglob("*.py"))]
RULE_ID = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*")


def named(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and pattern of every rule id in a module that makes findings.

    Besides the ids in Finding(...) itself, those that are handed on to a function that makes one:
    every text of the form of an id whose first word some rule has.
    """
    subjects = {name.split(".")[0] for name in catalogue()}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
            rule = argument(node)
            if isinstance(rule, ast.JoinedStr):
                yield node.lineno, "".join(pattern(part) for part in rule.values)
            elif isinstance(rule, ast.Constant):
                yield node.lineno, re.escape(str(rule.value))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            word = node.value
            if RULE_ID.fullmatch(word) and "-" in word and word.split(".")[0] in subjects:
                yield node.lineno, re.escape(word)


def argument(call: ast.Call) -> ast.expr | None:
    """The rule that a Finding is called with: by name, or after the file and the line."""
    given = [word.value for word in call.keywords if word.arg == "rule"]
    at = 1 if call.args and isinstance(call.args[0], ast.Starred) else 2  # Finding(*place, rule)
    return given[0] if given else call.args[at] if len(call.args) > at else None


def pattern(part: ast.expr) -> str:
    """A piece of an f-string: what is filled in may be any word."""
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z-]+"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_every_rule_that_code_names_is_in_the_catalogue(path: Path) -> None:
    unknown = [
        f"{path.name}:{line}: {name}"
        for line, name in named(ast.parse(path.read_text("utf-8")))
        if not any(re.fullmatch(name, known) for known in catalogue())
    ]
    assert not unknown


def test_the_search_finds_ids_wherever_they_stand() -> None:
    code = (
        'Finding(f, 1, "words.limt", a, b, c)\n'
        'Finding(*place, "words.limitt", a, b, c)\n'
        'Finding(f, 1, rule="words.x", found=a)\n'
        'Finding(f, 1, f"text.unknown-{kind}", a, b, c)\n'
        'note("number.unknown-kye")\n'
    )
    assert [name.replace("\\", "") for _, name in sorted(named(ast.parse(code)))] == [
        "words.limt",
        "words.limitt",
        "words.x",
        "text.unknown-[a-z-]+",
        "number.unknown-kye",
    ]


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_a_rule_has_an_id_in_the_house_form_and_all_its_texts(name: str) -> None:
    rule = catalogue()[name]
    assert RULE_ID.fullmatch(rule.id)
    assert rule.severity in {"error", "warning"}
    for text in (rule.sees, rule.misses, rule.example):
        assert text == text.strip()
        assert len(text) > 3
    for sentence in (rule.sees, rule.misses):
        assert not sentence.endswith("."), "the evidence and SARIF put the full stop"
        assert sentence.count(" ") >= 2, "say it in a sentence"


def test_no_two_rules_say_the_same() -> None:
    sees = [rule.sees for rule in catalogue().values()]
    assert len(sees) == len(set(sees))
