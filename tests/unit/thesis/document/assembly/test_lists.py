"""The lists of figures and tables: what has a number of its kind, in order."""

import json
from typing import Any

import pypandoc
import pytest

from thesis.document import pandoc
from thesis.document.assembly import lists

TEXT = """
![[Figur 1:]{.label} Vei](a.svg){#fig:a}

| A |
|:--|
| 1 |

: [Tabell 1:]{.label} Effekt {#tbl:b}

::: {.matrix}

| A |
|:--|
| 1 |

: [Litteraturmatrise 1]{.label} {#tbl:c}

:::

::: {.landscape}

| A |
|:--|
| 1 |

: [Tabell 2:]{.label} Bred {#tbl:d}

:::

| A |
|:--|
| uten tekst |
"""
WORDS = {
    "figure": "figur",
    "table": "tabell",
    "lists": {"figures": "Figurer", "tables": "Tabeller"},
}


@pytest.fixture
def tree() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(pypandoc.convert_text(TEXT, "json", format="markdown"))
    return made


@pytest.mark.parametrize(
    ("wanted", "listed"),
    [
        ([], []),
        (["figures"], [("Figurer", [("#fig:a", "Figur 1: Vei")])]),
        (
            ["tables", "figures"],
            [
                ("Tabeller", [("#tbl:b", "Tabell 1: Effekt"), ("#tbl:d", "Tabell 2: Bred")]),
                ("Figurer", [("#fig:a", "Figur 1: Vei")]),
            ],
        ),
    ],
)
def test_a_list_has_what_is_numbered_in_its_kind(
    tree: dict[str, Any], wanted: list[str], listed: list[Any]
) -> None:
    lists.add(tree, wanted, WORDS)
    found = [
        (title, [(link["c"][2][0], pandoc.text([link])) for link in links])
        for title, links in lists.read(tree)
    ]
    assert found == listed


def test_a_list_without_anything_in_it_is_none() -> None:
    tree: dict[str, Any] = {"meta": {}, "blocks": []}
    lists.add(tree, ["figures"], WORDS)
    assert tree["meta"] == {}
