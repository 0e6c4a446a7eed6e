"""What a key counts, and what a sentence says that its number counts."""

from pathlib import Path

import pytest

from tests.unit.thesis.checks.made import made
from thesis.document.statements import numbers_said
from thesis.document.statements.statement import statements
from thesis.model.register import Number


@pytest.mark.parametrize(
    ("number", "unit"),
    [
        (Number("a.weeks", 3), "weeks"),
        (Number("a.sessions_per_week", 3), "sessions"),
        (Number("a.session_minutes", 30), "minutes"),
        (Number("a.exercise_group", 30), "people"),
        (Number("a.criteria", 3, unit="count"), ""),
        (Number("a.age_difference_p", 0.01, unit="p"), "p"),
        (Number("a.something", 3), ""),
    ],
)
def test_a_key_counts_what_its_unit_or_its_name_says(number: Number, unit: str) -> None:
    assert numbers_said.unit_of(number) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ('De trente i {{ n("wang2017.weeks") }} uker.', "weeks"),
        ('Det gjaldt {{ n("wang2017.weeks") }} nokså harde økter.', "sessions"),
        ('I uke {{ n("wang2017.weeks") }} sank det.', numbers_said.WEEK),
        ('Det var slik (p = {{ n("wang2017.weeks") }}).', "p"),
        ('Av {{ n("wang2017.weeks") }} i gruppen ble alle med.', None),
        ('Det gjelder {{ n("fhi2019.men", form="percent") }} av mennene.', None),
    ],
)
def test_the_words_beside_a_number_say_what_it_counts(
    tmp_path: Path, text: str, unit: str | None
) -> None:
    (one,) = statements(made(tmp_path, f"# Metode\n\n{text}\n"))
    told = numbers_said.unit_beside(one, one.printed[0])
    assert (told.unit if told else None) == unit


def test_articles_may_be_called_studies() -> None:
    assert numbers_said.alike("articles", "studies")
    assert not numbers_said.alike("articles", "abstracts")
