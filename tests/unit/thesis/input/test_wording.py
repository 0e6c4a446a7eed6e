"""The texts of a record, as rules read them: their lines, their words, what they state."""

import pytest

from thesis.diagnostics.place import Place
from thesis.input import wording
from thesis.input.folder import Data
from thesis.input.sources import Source, parse_yaml
from thesis.input.wording import MASK, RecordSentence

RECORD = """\
key: a2020
texts:
  method: |
    Studien varte i {{ n("weeks") }} uker.
    Den fulgte [alle]{.group of="a2020"} [@b2021].
"""


def test_each_line_of_a_text_is_a_sentence_with_its_own_line() -> None:
    study = parse_yaml(RECORD, "data/studies/a2020.yaml")
    found = [(one.name, one.place.line, one.text) for one in wording.sentences(study)]
    assert [(name, line) for name, line, _ in found] == [("method", 4), ("method", 5)]
    assert found[0][2] == "Studien varte i " + MASK * 16 + " uker."
    assert found[1][2].startswith("Den fulgte [alle]" + MASK)
    assert "a2020" not in found[1][2]
    assert "b2021" not in found[1][2]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Studien er kvalitativ", True),
        ("Studien er ikke kvalitativ", False),
        ("Ingen kom, og studien er kvalitativ", True),
        ("Det burde vært en kvalitativ", False),
    ],
)
def test_what_is_doubted_in_its_clause_is_not_stated(text: str, plain: bool) -> None:
    sentence = RecordSentence("method", Place("x", 1), text, text)
    assert sentence.is_plain(text.index("kvalitativ")) is plain


def test_a_title_in_brackets_is_no_title() -> None:
    works = [{"id": "a", "title": "[Et kapittel]"}, {"id": "b", "title": "On x", "language": "en"}]
    data = Data({"references": Source("data/references.yaml", works)})
    assert wording.title(data, "a") is None
    named = wording.title(data, "b")
    assert named is not None
    assert (named[0].text, named[1]) == ("On x", "en")
