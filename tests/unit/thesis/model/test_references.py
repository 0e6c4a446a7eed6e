"""How a table prints the authors of a work."""

import json
import re
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from thesis.input.sources import read_yaml
from thesis.model import references

NBSP = "\u00a0"
YEAR = {"date-parts": [[2015]]}
WITH_ALL = {"family": "Garza", "non-dropping-particle": "De La", "given": "R.", "suffix": "II"}


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Dongshi", "D."),
        ("Kell Grandjean", f"K.{NBSP}G."),
        ("Yu-Kai", "Y.-K."),
        ("Angelique G.", f"A.{NBSP}G."),
        ("D.", "D."),
        ("K.G.", f"K.{NBSP}G."),
        ("J.-P.", "J.-P."),
        ("  Åse ", "Å."),
        ("", ""),
        ("D. G. da S.", f"D.{NBSP}G.{NBSP}da{NBSP}S."),
        ("Anne-marie", "A."),
        ("Th. Bo", f"Th.{NBSP}B."),
    ],
)
def test_a_given_name_becomes_initials(given: str, initials: str) -> None:
    assert references.initials(given) == initials


GIVEN = """Diana Gomes da Silva|D. G. da S.|D.G. da S.|Yu-Kai|Kell Grandjean|Jean-Paul de la C.
Anne-marie B.|A.-B. C|Abd al-Rahman ibn Ali|St. John|K.-Å.|Jean-p. B|Th. B.|Chr. A.|élodie B.
Maria d’Arc B.|H C|X.Y.Z.|Ana Maria dos Santos e S.|O’Neil K.|Kari   Ås|van der B.|DJ K."""


def test_a_table_has_the_form_of_a_name_that_the_reference_list_has(
    house: Path, tmp_path: Path
) -> None:
    every = read_yaml(house / "data/references.yaml", "").value
    known = [
        person["given"] for work in every for person in work.get("author", []) if "given" in person
    ]
    given = list(dict.fromkeys([*GIVEN.replace("\n", "|").split("|"), *known]))
    works = [
        {
            "id": f"w{i}",
            "type": "book",
            "title": "T",
            "author": [{"family": "Navn", "given": name}],
            "issued": {"date-parts": [[1000 + i]]},
        }
        for i, name in enumerate(given)
    ]
    (tmp_path / "works.json").write_text(json.dumps(works), "utf-8")
    style = house / "templates/norsk-apa6.csl"
    arguments = ["--citeproc", f"--csl={style}", f"--bibliography={tmp_path / 'works.json'}"]
    arguments += ["--wrap=none", "--metadata=lang:nb-NO"]
    cited = "; ".join(f"@w{i}" for i in range(len(works)))
    listed = pypandoc.convert_text(f"[{cited}]", "plain", format="markdown", extra_args=arguments)
    entries = re.findall(r"(?m)^Navn, (.+?)\.? \((1\d{3})\)", listed)
    printed = {int(year) - 1000: name for name, year in entries}
    assert len(printed) == len(given)
    for i, name in enumerate(given):
        mine = references.initials(name).replace(NBSP, " ").removesuffix(".")
        assert mine.replace("'", "’") == printed[i].replace("\u00a0", " "), name


@pytest.mark.parametrize(
    ("person", "printed"),
    [
        ({"family": "Wang", "given": "Dongshi"}, "Wang, D."),
        ({"family": "Garza", "given": "R.", "dropping-particle": "De La"}, "De La Garza, R."),
        ({"family": "Costa", "non-dropping-particle": "da", "given": "K."}, "da Costa, K."),
        ({"family": "Garza", "given": "R.", "suffix": "II"}, "Garza, R., II"),
        ({"family": "Platon"}, "Platon"),
        ({"literal": "Helsedirektoratet"}, "Helsedirektoratet"),
    ],
)
def test_an_author_is_family_name_first(person: dict[str, Any], printed: str) -> None:
    assert references.author(person) == printed


@pytest.mark.parametrize(
    ("families", "printed"),
    [([], ""), (["A"], "A"), (["A", "B"], "A & B"), (["A", "B", "C"], "A, B & C")],
)  # fmt: skip
def test_the_last_author_is_joined_by_an_ampersand(families: list[str], printed: str) -> None:
    work = {"author": [{"family": family} for family in families]}
    assert references.authors(work) == printed


def test_a_work_without_authors_prints_none() -> None:
    assert references.authors({"title": "x"}) == ""


@pytest.mark.parametrize(
    ("work", "said"),
    [
        ({"author": [{"family": "Wang", "given": "D."}], "issued": YEAR}, "Wang, 2015"),
        ({"author": [{"family": "Wang"}, {"family": "Zhou"}], "issued": YEAR}, "Wang & Zhou, 2015"),
        (
            {"author": [WITH_ALL, {"family": "B"}, {"family": "C"}], "issued": YEAR},
            "De La Garza et al., 2015",
        ),
        ({"author": [{"literal": "NTNU"}]}, "NTNU"),
        ({"title": "Uten forfatter", "issued": YEAR}, "Uten forfatter, 2015"),
    ],
)
def test_a_work_is_cited_shortly(work: dict[str, Any], said: str) -> None:
    assert references.cited(work) == said
