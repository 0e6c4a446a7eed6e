"""Titles and dates in the document are those of the data."""

import pytest

from tests.unit.thesis.checks.whole import CONTENT, METHOD, RECORDS, Make, with_word
from thesis.checks.text import titles_and_dates

TYPED = 'Arkivet ble søkt [5. mai 2020]{.typed why="the day of the search"}.'


def text(new: str) -> dict[str, str]:
    assert TYPED in CONTENT[METHOD]
    return {METHOD: CONTENT[METHOD].replace(TYPED, new)}


def test_what_the_templates_print_is_no_finding(small: Make) -> None:
    assert list(titles_and_dates.titles(small())) == list(titles_and_dates.dates(small())) == []


@pytest.mark.parametrize(
    ("table", "key"), [("tbl:matrix-anna2019", "anna2019"), ("tbl:included", "anna2019")]
)
def test_a_title_that_is_not_the_references_is_found(small: Make, table: str, key: str) -> None:
    thesis = with_word(small(), "Om", "Mer", table)
    (finding,) = titles_and_dates.titles(thesis)
    assert finding.rule == "text.title"
    assert finding.found == f"«Mer ro» as the title of {key}"
    assert finding.expected == "«Om ro»"


def test_a_title_in_prose_is_looked_at_too(small: Make) -> None:
    thesis = small(content=text('Boken {{ title("tenk2020") }} er god.'))
    assert list(titles_and_dates.titles(thesis)) == []
    (finding,) = titles_and_dates.titles(with_word(thesis, "tenke", "tro"))
    assert str(finding.place) == f"{METHOD}:8"
    assert '{{ title("tenk2020") }}' in finding.fix


@pytest.mark.parametrize(
    "sentence",
    [
        "Arkivet ble søkt 05.05.20.",
        "Arkivet ble søkt 05.05.2020.",
        "Base ble søkt 16. april 2020, Arkivet 5. mai 2020.",
        "Arkivet er nytt. Alt begynte 1. mars 1999.",
        "Arkivene fra 1. mars 1999 er borte.",
        "Arkivet har rad 5.4.20.1 i tabellen.",
    ],
)
def test_the_day_of_a_search_beside_its_database_is_no_finding(small: Make, sentence: str) -> None:
    assert list(titles_and_dates.dates(small(content=text(sentence)))) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Arkivet ble søkt 16.04.20.", "16.04.20 beside Arkivet"),
        ("Arkivet ble søkt 5. mai 2019.", "5. mai 2019 beside Arkivet"),
        ("Noe. Base ble søkt 05.05.2020, tror vi.", "05.05.2020 beside Base"),
        ("I Tapt ble det søkt 05.05.20.", "05.05.20 beside Tapt"),
        ("Arkivet ble søkt 31.04.20.", "31.04.20 beside Arkivet"),
        ("## Arkivet 5. juni 2020", "5. juni 2020 beside Arkivet"),
        ('Arkivet, [6. mai 2020]{.typed why="dag"}.', "6. mai 2020 beside Arkivet"),
    ],
)
def test_another_day_beside_a_database_is_found(small: Make, sentence: str, found: str) -> None:
    (finding,) = titles_and_dates.dates(small(content=text(sentence)))
    assert (finding.rule, str(finding.place)) == ("text.date", f"{METHOD}:8")
    assert finding.found.replace("\u00a0", " ") == found


def test_a_database_that_was_searched_twice_has_two_days(small: Make) -> None:
    databases = [*RECORDS["databases"], {**RECORDS["databases"][0], "searched_on": "2022-03-01"}]
    for sentence, count in (
        ("Arkivet ble søkt 05.05.20 og 01.03.22.", 0),
        ("Arkivet ble søkt 16.04.20.", 1),
    ):
        thesis = small(content=text(sentence), records={"databases": databases})
        assert len(list(titles_and_dates.dates(thesis))) == count


@pytest.mark.parametrize(
    ("table", "old", "new", "name"),
    [
        ("tbl:searches-arkiv", "05.05.20", "16.04.20", "Arkivet"),
        ("tbl:searches-base", "16.04.20", "05.05.20", "Base"),
        ("tbl:included", "05.05.20", "05.06.20", "Arkivet"),
    ],
)
def test_another_day_in_an_appendix_is_found(
    small: Make, table: str, old: str, new: str, name: str
) -> None:
    (finding,) = titles_and_dates.dates(with_word(small(), old, new, table))
    assert finding.found == f"{new} beside {name}"
    assert finding.file.startswith("templates/tables/")
    assert f"{name}: 2020-0" in finding.expected
