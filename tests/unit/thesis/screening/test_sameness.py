"""Two records are of one work where nothing speaks against it, and never for a title alone."""

from typing import Any

import msgspec
import pytest

from thesis.model.identity import normalised
from thesis.screening.found import FoundRecord
from thesis.screening.sameness import journals, same_work

TITLE = "Choir practice and hours of sleep on a ward"
WORK = FoundRecord(
    "a:1", 1, TITLE, "10.5555/x", "99", normalised(TITLE), "berg", 2019, "Journal of Ward Music",
    "12", "123", False,
)  # fmt: skip
BARE = {"doi": "", "pmid": ""}


def changed(**fields: Any) -> FoundRecord:
    """The work as another database has it."""
    if "title" in fields:
        fields["words"] = normalised(fields["title"])
    return msgspec.structs.replace(WORK, id="b:1", **fields)


SAME = [
    ({}, "the DOI and the title"),
    ({"doi": "", "page": "", "volume": ""}, "the PMID and the title"),
    ({"pmid": "", "title": f"{TITLE}: a trial"}, "the DOI and the title without a subtitle"),
    ({"pmid": "", "title": TITLE.replace("ward", "word")}, "the DOI and nearly the title"),
    ({"pmid": "", "title": "Korøvelse og søvn"}, "the DOI, first author, year, volume and page"),
    (BARE, "the title, first author and page"),
    ({**BARE, "year": 2020}, "the title, first author and page"),
    ({**BARE, "volume": "", "page": ""}, "the title, first author, year and journal"),
    ({**BARE, "page": "", "journal": ""}, "the title, first author, year and volume"),
    ({**BARE, "page": "e104501"}, "the title, first author, year and journal"),
    ({**BARE, "page": "", "year": 2020, "journal": "J Ward Mus"},
     "the title, first author and journal"),
    ({**BARE, "title": TITLE.replace("ward", "word")}, "nearly the title, first author and page"),
    ({**BARE, "author": ""}, "the title, first author and page"),
]  # fmt: skip
OTHER = [
    {"doi": "10.5555/y"},
    {"pmid": "98"},
    {"title": "A word on another thing altogether", "author": "vik"},
    {"pmid": "", "title": f"{TITLE}: a trial", "author": "vik", "page": "200"},
    {"pmid": "", "title": TITLE.replace("ward", "word"), "page": "124"},
    {**BARE, "page": "200"},
    {**BARE, "volume": "13"},
    {**BARE, "author": "vik"},
    {**BARE, "author": "", "page": ""},
    {**BARE, "year": 2021},
    {**BARE, "page": "", "volume": "", "journal": "medRxiv"},
    {**BARE, "page": "", "title": f"{TITLE}: a trial"},
    {**BARE, "page": "", "volume": "", "journal": ""},
    {**BARE, "title": f"{TITLE} 2"},
    {**BARE, "title": f"Erratum: {TITLE}"},
    {**BARE, "title": f"{TITLE} II"},
]


@pytest.mark.parametrize(("fields", "because"), SAME)
def test_one_work_as_two_databases_have_it(fields: dict[str, Any], because: str) -> None:
    assert same_work(WORK, changed(**fields)) == because
    assert same_work(changed(**fields), WORK) == because


@pytest.mark.parametrize("fields", OTHER)
def test_what_speaks_against_it_keeps_two_records_apart(fields: dict[str, Any]) -> None:
    assert same_work(WORK, changed(**fields)) == ""
    assert same_work(changed(**fields), WORK) == ""


def test_a_short_title_tells_nothing_without_its_place() -> None:
    short = {"title": "Editorial", "words": "editorial", "doi": "", "pmid": ""}
    one = msgspec.structs.replace(WORK, **short)
    assert same_work(one, msgspec.structs.replace(one, page="")) == ""
    assert same_work(one, msgspec.structs.replace(one, page="130")) == ""
    assert same_work(one, one) == "the title, first author and page"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Journal of Ward Music", "J Ward Mus", True),
        ("Journal of Ward Music", "J. Ward Music (Oslo)", True),
        ("Proc Natl Acad Sci U S A",
         "Proceedings of the National Academy of Sciences of the United States of America", True),
        ("Circulation. Conference: Ward Day. Oslo", "Circulation", True),
        ("Sleep : the journal of nobody", "Sleep", True),
        ("Journal of Ward Music", "Journal of Ward Medicine", False),
        ("Journal of Ward Music", "medRxiv", False),
        ("", "", False),
    ],
)  # fmt: skip
def test_an_abbreviation_is_the_journal(one: str, other: str, alike: bool) -> None:
    assert journals(one, other) == alike
    assert journals(other, one) == alike
