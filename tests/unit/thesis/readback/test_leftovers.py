"""What no finished file may say, unless somebody wrote it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from thesis.diagnostics.place import Place
from thesis.document.marks import JINJA
from thesis.document.passages import Zone
from thesis.readback import compare
from thesis.readback.blocks import File, TextBlock
from thesis.readback.expected import REFERENCE, ExpectedText
from thesis.readback.leftovers import Sources, forbidden, placeholders, written


def found(text: str, placeholders: set[str] | None = None, *sources: str) -> list[str]:
    """What is found in a text of the thesis, when people wrote the sources."""
    texts = [
        ExpectedText("Et avsnitt.", lambda _: Place("a.md", 3)),
        ExpectedText(text, lambda _: Place("b.md", 4)),
    ]
    return of(texts, text, placeholders or set(), sources)


def of(
    texts: list[ExpectedText], text: str, placeholders: set[str], sources: Sequence[str]
) -> list[str]:
    file = File("build/thesis.pdf", [TextBlock("Et avsnitt."), TextBlock(text, starts=((0, 7),))])
    without = [JINJA.sub("", source) for source in sources]
    comparisons = compare.compare(texts, file)
    out = list(forbidden(file, comparisons, placeholders, Sources(list(sources), without)))
    assert all(one.rule == "finished.forbidden" and "on page 7" in one.found for one in out)
    said = [one.found.partition("» in «") for one in out]
    assert all(shown.partition("» on page")[0] in text for _, _, shown in said)
    assert all(found in shown for _, found, shown in ((0, a.lstrip("«"), b) for a, _, b in said))
    return [sign.lstrip("«") for sign, _, _ in said]


def zone(kind: str, text: str) -> Zone:
    """A span of a class over the whole of a text."""
    return Zone(0, len(text), {"t": "Span", "c": [["", [kind], []], []]})


@pytest.mark.parametrize("kind", ["verbatim", "title"])
def test_a_call_is_allowed_where_data_is_printed_as_it_was_typed(kind: str) -> None:
    text, source = "Craving {{ h }} in {% i %}", "query: Craving {{ h }} in {% i %}\n"
    typed = ExpectedText(text, lambda _: Place("b.md", 4), zones=[zone(kind, text)])
    assert of([typed], text, set(), [source]) == []
    assert of([typed], text, set(), ["query: Craving\n"]) == ["{{", "}}", "{%", "%}"]
    plain = ExpectedText(text, lambda _: Place("b.md", 4))
    assert of([plain], text, set(), [source]) == ["{{", "}}", "{%", "%}"]
    entry = ExpectedText(text, lambda _: Place("b.md", 4), kind=REFERENCE)
    assert of([entry], text, set(), [source]) == []


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
    assert found("Av alle: None of the studies", set(), source) == ["None"]
    assert found("Av alle: None of the studies", set(), f"alle: {source}") == []
    assert found("None", set(), "limits: None\n") == []


def test_a_mark_that_a_step_has_told_of_is_not_told_again() -> None:
    assert found("Det ga ?medlin.hits treff.", {"?medlin.hits"}) == []
    span = {"t": "Span", "c": [["", ["missing-number"], []], [{"t": "Str", "c": "?a.b"}]]}
    beside = {"t": "Span", "c": [["", ["group"], []], [{"t": "Str", "c": "treff"}]]}
    assert placeholders({"blocks": [{"t": "Para", "c": [span, beside]}]}) == {"?a.b"}


def test_the_sources_are_read_without_their_calls(tmp_path: Path) -> None:
    for name, text in {
        "content/01-a.md": "Det ga {{ n('x') }} treff, None of them.",
        "data/searches/a.csv": "None {{ h }},1\n",
        "data/studies/a.yaml": "method: Over {{ n('weeks') }} uker.\n",
        "labels.yaml": "words: Antall ord\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "data/bytes.csv").write_bytes(b"\xff\xfe\xff")
    sources = written(tmp_path, tmp_path / "labels.yaml")
    assert [("{{" in text, "None" in text) for text in sources.typed] == [
        (True, True),
        (False, False),  # bytes that are no text
        (True, True),
        (True, False),
        (False, False),
    ]
    assert ["{{" in text for text in sources.called] == [False, False, True, False, False]
