"""What a programme demands of title page, style and declaration."""

from pathlib import Path
from typing import Any

import pytest

from tests import placed
from tests.a_register import a_register
from tests.conftest import ROOT
from thesis.checklists import declaration
from thesis.checks.text import demands
from thesis.document.thesis import Thesis
from thesis.document.word_count import Tally
from thesis.input import labels

PROGRAMME = {"file": "templates/programmes/x.yaml", "source": "https://x.no", "read": "2026-11-27"}
SAID = " (templates/programmes/x.yaml: https://x.no, read 2026-11-27)"


def thesis(root: Path, demanded: dict[str, Any], text: str = "", **page: Any) -> Thesis:
    """A thesis of whose demands the first is the programme's, and the others its own."""
    first = dict([*demanded.items()][:1])
    config = {"demands": demanded, "programme": {**PROGRAMME, "demands": first}}
    fence = ":" * 40
    tree = placed.read(f'{fence} {{.file src="content/a.md" part="front"}}\n\n{text}\n\n{fence}\n')
    register = a_register([], {"thesis": {"title": "T", "language": "nb", **page}})
    return Thesis(register, tree, Tally(), config, {}, root)


@pytest.mark.mutant("programme.title-page")
def test_the_title_page_has_what_is_demanded_and_nobodys_name(tmp_path: Path) -> None:
    demanded = {"title_page": ["course", "candidate"], "anonymous": True}
    whole = thesis(tmp_path, demanded, course="SYK1", candidate=7, authors=[])
    assert [*demands.title_page(whole)] == []
    unknown = thesis(tmp_path, demanded, course="SYK1", candidate_unknown="Ikke tildelt ennå.")
    assert [*demands.title_page(unknown)] == []
    found = [*demands.title_page(thesis(tmp_path, demanded, authors=["Kari"]))]
    assert [(each.found, each.expected) for each in found] == [
        ("no course", f"course on the title page{SAID}"),
        ("no candidate", f"candidate on the title page{SAID}"),
        ("the author Kari", "no name"),
    ]


@pytest.mark.mutant("programme.style")
def test_the_style_is_one_of_those_that_are_demanded(tmp_path: Path) -> None:
    assert [*demands.style(thesis(tmp_path, {"styles": ["apa", "norsk-apa6"]}))] == []
    assert [*demands.style(thesis(tmp_path, {"styles": []}))] == []
    (found,) = demands.style(thesis(tmp_path, {"styles": ["apa", "vancouver"]}))
    assert (found.found, found.expected) == ("the style norsk-apa6", f"apa or vancouver{SAID}")


@pytest.mark.mutant("programme.declaration")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# Bruk av KI-verktøy", False),
        ("# Om kunstig intelligens", False),
        ("# Kilder\n\nVi brukte KI.", True),
        ("", True),
    ],
)
def test_a_declaration_is_known_by_its_heading(tmp_path: Path, text: str, told: bool) -> None:
    given = thesis(tmp_path, {"declaration": ["KI", "kunstig intelligens"]}, text)
    assert [each.expected for each in demands.declared(given)] == [
        f"a heading with «KI», «kunstig intelligens»{SAID}"
    ] * told


AI = "# Verktøy {#verktøy}\n\n::: {.ai-declaration}\nIngen.\n:::"


@pytest.mark.parametrize(
    ("text", "ai", "told", "item"),
    [
        (AI, {"used": False}, 0, ("", "Kunstig intelligens er ikke brukt.", ("verktøy",))),
        ("# Verktøy", {"used": False}, 1, ("Erklæringen, som er ført", "", ())),
        ("# Bruk av KI {#ki}", None, 0, ("Opplysningene i dataene", "", ("ki",))),
        ("# Verktøy", None, 1, ("En erklæring om bruk", "", ())),
    ],
)
def test_a_declaration_on_artificial_intelligence_is_that_of_the_data(
    tmp_path: Path, text: str, ai: Any, told: int, item: tuple[str, str, tuple[str, ...]]
) -> None:
    demanded = {"ai": True, "declaration": ["KI"]}
    given = thesis(tmp_path, demanded, text, **({"ai": ai} if ai else {}))
    assert len([*demands.declared(given)]) == told
    words = labels.read(ROOT / "templates/labels/nb.yaml")["checklists"]["filled"]
    page = given.register.records.thesis
    (answer,) = declaration.answered(page.ai, given.document, words, demanded).values()
    assert (answer.lacks.startswith(item[0]), answer.says, answer.at) == (True, *item[1:])
    if not ai:
        assert declaration.answered(None, given.document, words, {}) == {}
