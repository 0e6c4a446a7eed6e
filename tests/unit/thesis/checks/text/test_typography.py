"""The rules on signs and doubled words, in the document."""

from pathlib import Path

from tests.a_register import give
from tests.unit.thesis.checks.made import CONTENT, made
from thesis.checks.text import typography
from thesis.diagnostics import place
from thesis.input import sources

TEXT = """\
# Metode

Trening virker på på russuget.
Alderen var 18-40 år, sa "de".

Søket var `"a" 1-2`, og {{ title("wang2017") }} og [one "quote" and and]{lang=en} er med.

::: {lang=en}
It was "so so" 1-2.
:::
"""


def test_slips_of_the_author_are_told_with_their_lines(tmp_path: Path) -> None:
    thesis = made(tmp_path, TEXT)
    told = list(typography.slips(thesis))
    (twice,) = [finding for finding in told if finding.rule == "text.doubled-word"]
    assert str(twice.place) == f"{CONTENT}:3"
    assert (twice.found, twice.expected) == ("«på på»", "«på» once")
    assert twice.evidence == "in «Trening virker på på russuget.»"
    signs = [finding for finding in told if finding.rule == "text.typography"]
    assert [str(finding.place) for finding in signs] == [f"{CONTENT}:4"] * 3
    assert {finding.found for finding in signs} == {"«18-40»", '«"»'}


RECORDS = """\
oneil2020:
  type: book
  author:
    - {family: O’Neil, given: Kari}
  title: "The patient’s “own” 'words'"
  publisher: Forlaget
  URL: https://x.no/'it'
arc2020:
  type: book
  title: It’s right
"""


def test_what_the_reference_list_prints_is_looked_at_in_its_record(tmp_path: Path) -> None:
    thesis = made(tmp_path, "# Metode\n\nTekst.\n")
    source = sources.parse_yaml(RECORDS, "data/references.yaml")
    give(thesis.register, references=place.placed(source.value, source.place))
    told = [(str(one.place), one.found) for one in typography.apostrophes(thesis)]
    assert told == [("data/references.yaml:5", "«'words'» in «'words'»")]
