"""The title page says what the data say."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.records import THESIS
from thesis.document import pandoc
from thesis.document.assembly import title_page
from thesis.input import labels
from thesis.model.records import TitlePage


def page(plain: dict[str, Any]) -> TitlePage:
    return msgspec.convert(plain, TitlePage)


# ---- metadata -----------------------------------------------------------------------------------


@pytest.fixture
def words(house: Path) -> dict[str, Any]:
    return labels.read(house / "templates" / "labels" / "nb.yaml")


def value(meta: dict[str, Any], name: str) -> str:
    return pandoc.text(meta[name]["c"])


def test_the_title_page_says_what_the_data_say(words: dict[str, Any]) -> None:
    meta = title_page.metadata(page({**THESIS, "keywords": {"nb": ["a", "b"], "en": ["c"]}}), words)
    assert value(meta, "title") == "Om *ro*"
    assert value(meta, "place-date") == "Trondheim, våren 2020"
    assert [pandoc.text(keyword["c"]) for keyword in meta["keywords"]["c"]] == ["a", "b"]
    assert value(meta, "lang") == "nb-NO"
    assert "supervisor" not in meta
    assert "author" not in meta


@pytest.mark.parametrize(
    ("data", "stands"),
    [
        ({}, "Anonymisert utgave"),
        ({"candidate": 10012}, "Kandidatnummer: 10012"),
        ({"authors": ["Kari Ås"], "candidate": 10012}, ""),
    ],
)
def test_a_number_or_nobody_stands_in_place_of_a_name(
    words: dict[str, Any], data: dict[str, Any], stands: str
) -> None:
    meta = title_page.metadata(page({**THESIS, **data}), words)
    assert title_page.candidate(page({**THESIS, **data}), words) == stands
    assert ("author" in meta) is bool(data.get("authors"))


@pytest.mark.parametrize(
    ("data", "name", "stands"),
    [
        ({"programme": "Vernepleie"}, "programme", "Studieprogram: Vernepleie"),
        ({"course": "VPL3000"}, "course", "Emne: VPL3000"),
        ({"supervisor": "Kari Ås"}, "supervisor", "Veileder: Kari Ås"),
        ({"supervisor": ["Kari Ås"]}, "supervisor", "Veileder: Kari Ås"),
        ({"supervisor": "Kari Ås og Bo Li"}, "supervisor", "Veiledere: Kari Ås og Bo Li"),
        ({"supervisor": ["Kari Ås", "Bo Li"]}, "supervisor", "Veiledere: Kari Ås og Bo Li"),
        ({"supervisor": ["A", "B", "C"]}, "supervisor", "Veiledere: A, B og C"),
        ({"candidate": 10012}, "candidate", "Kandidatnummer: 10012"),
        ({"candidate": [10012, "B7"]}, "candidate", "Kandidatnummer: 10012 og B7"),
        ({"handed_in": "2020-05-20"}, "handed-in", "Innlevert 20.\u00a0mai 2020"),
        ({"embargo": "2023-01-01"}, "embargo", "Klausulert til 1.\u00a0januar 2023"),
    ],
)
def test_what_does_not_tell_by_itself_what_it_is_has_a_label(
    words: dict[str, Any], data: dict[str, Any], name: str, stands: str
) -> None:
    assert value(title_page.metadata(page({**THESIS, **data}), words), name) == stands


@pytest.mark.parametrize(
    "name", ["programme", "course", "supervisor", "handed-in", "embargo", "logo"]
)
def test_what_is_not_given_has_no_label(words: dict[str, Any], name: str) -> None:
    assert name not in title_page.metadata(page(THESIS), words)
