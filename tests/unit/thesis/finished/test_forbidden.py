"""What no finished file may say, unless somebody wrote it."""

from pathlib import Path

import pytest

from thesis.finished.blocks import Block, File
from thesis.finished.forbidden import forbidden, marks, written


def found(text: str, told: set[str] | None = None, *sources: str) -> list[str]:
    """What is found in a text, when people wrote the sources."""
    file = File("build/thesis.pdf", [Block("Et avsnitt."), Block(text, starts=((0, 7),))])
    out = list(forbidden(file, [], told or set(), sources))
    assert all(one.rule == "finished.forbidden" and "on page 7" in one.found for one in out)
    return [one.found.split("»")[0].lstrip("«") for one in out]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Tabell ?? viser det.", "??"),
        ("Det ga None treff.", "None"),
        ('Det ga {{ n("medline.hits") treff.', "{{"),
        ("Det ga }} treff.", "}}"),
        ("{% if x", "{%"),
        ("Det ga undefined treff.", "undefined"),
        ("Traceback (most recent", "Traceback"),
        ("Det ga nan treff.", "nan"),
        ("Det ga NaN treff.", "NaN"),
        ("[object Object]", "[object Object"),
        ("Det ga ?medlin.hits treff.", "?medlin.hits"),
        ("Se ?tbl:pcio.", "?tbl:pcio"),
        ("Se @tbl:pico.", "@tbl:pico"),
    ],
)
def test_what_a_program_prints_is_found(text: str, sign: str) -> None:
    assert found(text) == [sign]


@pytest.mark.parametrize(
    "text",
    [
        "Hva er dette? Ingenting.", "Undefinedly", "Nanoteknologi, banan og Nones", "Hva?",
        "Fant du det?Ja.", "https://x.no/?q=a.b", "kari@example.org", "{a} og {b}",
    ],
)  # fmt: skip
def test_ordinary_text_is_not(text: str) -> None:
    assert found(text) == []


def test_what_a_source_says_is_allowed_where_it_says_it() -> None:
    source = "None of the studies; «Hva??» spurte hun."
    assert found("None of the studies", set(), source) == []
    assert found("«Hva??» spurte", set(), source) == []
    assert found("Det ga None treff", set(), source) == ["None"]
    assert found("None", set(), "limits: None\n") == []


def test_a_mark_that_a_step_has_told_of_is_not_told_again() -> None:
    assert found("Det ga ?medlin.hits treff.", {"?medlin.hits"}) == []
    span = {"t": "Span", "c": [["", ["missing-number"], []], [{"t": "Str", "c": "?a.b"}]]}
    assert marks({"blocks": [{"t": "Para", "c": [span]}]}) == {"?a.b"}


def test_the_sources_are_read_without_their_calls(tmp_path: Path) -> None:
    for name, text in {
        "content/01-a.md": "Det ga {{ n('x') }} treff, None of them.",
        "data/searches/a.csv": "None,1\n",
        "labels.yaml": "words: Antall ord\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "data/bytes.csv").write_bytes(b"\xff\xfe\xff")
    texts = written(tmp_path, tmp_path / "labels.yaml")
    assert not any("{{" in text for text in texts)
    assert sorted("None" in text for text in texts) == [False, False, True, True]
