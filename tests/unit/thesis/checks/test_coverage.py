"""What the rules look at: all of it is counted, and the labels name it."""

from pathlib import Path

from tests.a_register import a_register
from tests.conftest import ROOT
from thesis.checks import coverage
from thesis.diagnostics.rules import THINGS
from thesis.document import ledger
from thesis.document.thesis import Thesis
from thesis.document.word_count import Tally
from thesis.input import labels
from thesis.model.register import Number

WORDS = labels.read(ROOT / "templates/labels/nb.yaml")["evidence"]["looked_at"]

SEARCH = {"database": "base", "number": 1, "query": "a and b"}
CITE = {"t": "Cite", "c": [[{"citationId": "a"}, {"citationId": "b"}], [{"t": "Str", "c": "A"}]]}
TREE = {
    "meta": {},
    "blocks": [{"t": "Div",
                "c": [["", ["file"], [["src", "content/a.md"], ["part", "main"]]],
                      [{"t": "Header", "c": [1, ["x", [], []], [{"t": "Str", "c": "Metode"}]]},
                       {"t": "Para", "c": [{"t": "Str", "c": "Ord"}, CITE]}]]}],
}  # fmt: skip


def test_everything_that_has_a_name_is_counted(tmp_path: Path) -> None:
    numbers = [Number("a.b", 1), Number("c.d", 2, kind="cited"), Number("e", 3, operation="count")]
    records = {
        "searches": [SEARCH, {**SEARCH, "number": 2}],
        "studies": [{"key": "a"}],
        "flow": {"stages": [{"label": "Treff", "key": "a.b", "value": 1}]},
        "references": {key: {} for key in "abc"},
    }
    thesis = Thesis(
        a_register(numbers, records),
        TREE,
        Tally(words=12),
        {"content": {"main": ["a"]}},
        {},
        tmp_path,
    )
    counts = coverage.count(thesis, ledger.entries(thesis))
    assert set(counts) == set(THINGS) == set(WORDS)
    some = "searches studies works citations texts headings words cited computed stages"
    assert [counts[thing] for thing in some.split()] == [2, 1, 3, 2, 2, 1, 12, 1, 1, 1]
