"""Numbers with a key must say what the register gives; those of pictures, what is described."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.thesis.checks.made import CONTENT, changed, made
from thesis.checks.text import keyed_numbers
from thesis.document.thesis import Thesis

Make = Callable[[str], Thesis]

CALLS = """\
{{ n("studies.read") }} artikler, {{ n("fhi2019.men", form="percent_words") }}.
{{ share("studies.included", "studies.read") }} og {{ n("sellman2010.problems", form="percent") }}.
{{ span("wang2017.age_min", "wang2017.age_max") }}, {{ n("wang2017.interval", form="ordinal") }}.
Her {{ n("medline.hits", lang="en") }} og {{ n("wang2017.groups", form="both") }}.
"""

PICTURE = """\
![Bilde](x.svg){#fig:flow alt="Fra 8 799 640 treff til ti leste og 5 inkluderte."}

::: {.long-description for="fig:flow"}

Av {{ n("medline.hits") }} ble {{ n("studies.read") }} lest og {{ n("studies.included") }} brukt.

:::
"""


@pytest.fixture
def make(tmp_path: Path) -> Make:
    return lambda text: made(tmp_path, text)


def test_what_a_call_wrote_holds_in_every_form(make: Make) -> None:
    assert list(keyed_numbers.changed(make(CALLS))) == []


@pytest.mark.parametrize(
    ("old", "new", "expected", "line"),
    [
        ("Ti", "Elleve", "«ti»", 1),
        ("Ti", "TI", "«ti»", 1),
        ("åtte\u00a0prosent", "ni\u00a0prosent", "«åtte\u00a0prosent»", 1),
        ("74–90\u00a0%", "74–91\u00a0%", "«74–90\u00a0%»", 2),
        ("18–40", "18–41", "«18–40»", 3),
        ("tredje", "tre", "«tredje»", 3),
        ("8,799,640", "8\u00a0799\u00a0640", "«8,799,640»", 4),
        ("begge", "to", "«begge»", 4),
    ],
)
def test_a_number_whose_text_was_changed_is_found(
    make: Make, old: str, new: str, expected: str, line: int
) -> None:
    (finding,) = keyed_numbers.changed(changed(make(CALLS), old, new))
    assert finding.rule == "number.changed"
    assert finding.found == f"«{new}»"
    assert finding.expected == expected
    assert str(finding.place) == f"{CONTENT}:{line}"


def test_the_evidence_is_what_the_register_has(make: Make) -> None:
    (finding,) = keyed_numbers.changed(changed(make(CALLS), "av", "i"))
    assert finding.found == "«Fem i ti»"
    assert finding.evidence == "studies.included = 5 and studies.read = 10"


@pytest.mark.parametrize(
    "text",
    [
        '[ti]{.n key="studies.none"} artikler.',
        "[ti]{.n} artikler.",
        '[ti]{.n key="studies.read" form="odd"} artikler.',
        '[ti av]{.n key="studies.read" form="share-auto"} artikler.',
    ],
)
def test_a_number_that_no_call_wrote_is_found(make: Make, text: str) -> None:
    (finding,) = keyed_numbers.changed(make(text))
    assert finding.expected == "a number of the register"
    assert str(finding.place) == f"{CONTENT}:1"


def test_a_picture_may_say_the_numbers_of_its_long_description(make: Make) -> None:
    assert list(keyed_numbers.alternative_texts(make(PICTURE))) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("8 799 640", "8 799 641", "«8 799 641»"),
        ("til ti leste", "til elleve leste", "«elleve»"),
        ("og 5 ink", "og fire ink", "«fire»"),
        ("inkluderte.", "inkluderte, halvparten.", "«halvparten»"),
    ],
)
def test_another_number_in_a_picture_is_found(make: Make, old: str, new: str, found: str) -> None:
    assert old in PICTURE
    (finding,) = keyed_numbers.alternative_texts(make("Ord.\n\n" + PICTURE.replace(old, new)))
    assert finding.rule == "number.alt"
    assert finding.found.startswith(found)
    assert str(finding.place) == f"{CONTENT}:3"
    assert "studies.read = 10" in finding.expected


def test_a_picture_without_a_long_description_has_no_numbers(make: Make) -> None:
    (finding,) = keyed_numbers.alternative_texts(make('![Bilde](x.svg){#fig:x alt="Ti bokser"}\n'))
    assert finding.expected.startswith("a number that is called there")
