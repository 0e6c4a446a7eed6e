"""The rules on signs and doubled words, in the document."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.unit.thesis.checks.made import CONTENT, made
from thesis.checks import typography

TEXT = """\
# Metode

Trening virker på på russuget.
Alderen var 18-40 år, sa "de".

Søket var `"a" 1-2`, og {{ title("wang2017") }} og [one "quote" and and]{lang=en} er med.

::: {lang=en}
It was "so so" 1-2.
:::
"""


def test_slips_of_the_author_are_told_with_their_lines(
    tmp_path: Path, script: Callable[[str], ModuleType]
) -> None:
    thesis = made(tmp_path, script, TEXT)
    told = list(typography.slips(thesis))
    (twice,) = [finding for finding in told if finding.rule == "text.doubled-word"]
    assert twice.place == f"{CONTENT}:3"
    assert (twice.found, twice.expected) == ("«på på»", "«på» once")
    assert twice.evidence == "in «Trening virker på på russuget.»"
    signs = [finding for finding in told if finding.rule == "text.typography"]
    assert [finding.place for finding in signs] == [f"{CONTENT}:4"] * 3
    assert {finding.found for finding in signs} == {"«18-40»", '«"»'}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hans' studie er god.", ["«'» in «Hans'»"]),
        ("Dette kalles [patient's craving]{lang=en}.", ["«'» in «patient's»"]),
        ("::: {lang=en}\nLosing one's health.\n:::", ["«'» in «one's»"]),
        ('::: {lang=en}\nThe "so" called.\n:::', ['«"» in «"so"»'] * 2),
        ("[the 'so' called]{lang=en}", ["«'so'» in «'so'»"]),
        ("En note.[^1]\n\n[^1]: Hans' note.", ["«'» in «Hans'»"]),
        ("## Hans' valg", ["«'» in «Hans'»"]),
        ("Det heter \"slik\" og 'slik'.", []),
        ("Hans’ studie og [one’s “own”]{lang=en}.", []),
        ("Skriv `it's` i [søket](https://x.no/it's'a).", []),
        ("Se https://x.no/a'b og kari.o'neil@x.no.", []),
        ('Søket «5 not 4» og {{ verbatim("women\'s health") }}.', []),
        ('[Ingen]{.group of="included" where="country == \'NO\'"} er norske.', []),
        ('[two "x" y]{.verbatim src="data/a:1" lang=en}', []),
    ],
)
def test_an_apostrophe_of_a_typewriter_is_told_where_it_is_printed(
    tmp_path: Path, script: Callable[[str], ModuleType], text: str, found: list[str]
) -> None:
    thesis = made(tmp_path, script, f"# Metode\n\n{text}\n")
    told = list(typography.apostrophes(thesis))
    assert [one.found for one in told] == found
    assert all(one.file == CONTENT and one.line >= 3 for one in told)
    assert {one.rule for one in told} <= {"text.apostrophe"}


RECORDS = """\
- id: oneil2020
  type: book
  author:
    - {family: O'Neil, given: Kari}
  title: "The patient's “own” 'words'"
  publisher: Forlaget
  URL: https://x.no/it's
  notes: what the author's file says
- id: arc2020
  type: book
  title: It’s right
  uncited: the author's reason
"""


def test_what_the_reference_list_prints_is_looked_at_in_its_record(
    tmp_path: Path, script: Callable[[str], ModuleType]
) -> None:
    thesis = made(tmp_path, script, "# Metode\n\nTekst.\n")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/references.yaml").write_text(RECORDS, "utf-8")
    told = [(one.place, one.found) for one in typography.apostrophes(thesis)]
    assert told == [
        ("data/references.yaml:4", "«'» in «O'Neil»"),
        ("data/references.yaml:5", "«'» in «patient's»"),
        ("data/references.yaml:5", "«'words'» in «'words'»"),
    ]
