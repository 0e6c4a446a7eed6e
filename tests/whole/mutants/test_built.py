"""Errors planted in what was built: the document, the register, the search counts and the drawing.

Each is planted alone, in memory, and only the rules of its module look at it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.whole.project import Project
from thesis import configuration, document, labels, rules, sources, typeset
from thesis.checks import input as inputs
from thesis.checks import spelling
from thesis.findings import Finding
from thesis.finished import drawing, flow
from thesis.register import Register
from thesis.rules import CATALOGUE, Thesis
from thesis.searches.registered import examined
from thesis.spelling import Hunspell

Change = Callable[[Any], None]


@pytest.fixture(scope="module")
def thesis(built: Project) -> Thesis:
    """The built thesis, which no test may change."""
    read = json.loads
    build = built.root / "build"
    return Thesis(
        Register.read(build / "register.json"),
        document.read(build / "thesis.json"),
        read((build / "wordcount.json").read_text("utf-8")),
        read((build / "config.json").read_text("utf-8")),
        labels.read(built.root / "templates/labels/nb.yaml"),
        built.root,
    )


def checked(thesis: Thesis, rule: str) -> list[Finding]:
    """What the check behind a rule finds; a rule that another check yields names that one."""
    check = CATALOGUE[rule].check
    assert check is not None
    return list(check(thesis))


# ---- the document --------------------------------------------------------------------------------

STUDIES = (
    '["key", "fhi2019.regional_studies"], ["src", "content/02-teori.md:21"]]], [{"t": "Str", "c":'
)
DOCUMENT = [
    # rule, the check that yields it, what stands in the document, what is put there, the place
    ("number.changed", "number.changed", f"{STUDIES} \"to\"", f"{STUDIES} \"sju\"",
     "content/02-teori.md:21"),
    ("number.alt", "number.alt", "(n\u00a0=\u00a010)", "(n\u00a0=\u00a011)", "data/ladder.yaml"),
    ("citation.entry", "citation.entry", '{"t": "Str", "c": "(2010)."}',
     '{"t": "Str", "c": "(2011)."}', "data/references.yaml"),
    ("citation.unlisted", "citation.unlisted", '["ref-sellman2010", ["csl-entry"]',
     '["ref-sellmann2010", ["csl-entry"]', ""),
    ("text.title", "text.title", '"c": "Psychological"}, {"t": "Space"}, {"t": "Str", "c": "and"}',
     '"c": "Psychological"}, {"t": "Space"}, {"t": "Str", "c": "or"}', "content/03-metode.md"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "check", "old", "new", "place"), DOCUMENT, ids=[row[0] for row in DOCUMENT]
)
def test_a_document_that_was_changed_is_found(
    thesis: Thesis, rule: str, check: str, old: str, new: str, place: str
) -> None:
    text = json.dumps(thesis.document, ensure_ascii=False)
    assert old in text
    changed = replace(thesis, document=json.loads(text.replace(old, new, 1)))
    found = [one for one in checked(changed, check) if one.rule == rule]
    assert found
    assert all(one.place.startswith(place) for one in found)


# ---- the register --------------------------------------------------------------------------------


def with_register(thesis: Thesis, change: Callable[[dict[str, Any]], None], folder: Path) -> Thesis:
    """The thesis with a register that was changed as its file is written."""
    path = folder / "register.json"
    thesis.register.write(path)
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return replace(thesis, register=Register.read(path))


def total(content: dict[str, Any]) -> None:
    content["numbers"]["medline.hits"]["value"] += 1


def moved(content: dict[str, Any]) -> None:
    study = next(one for one in content["records"]["studies"] if one["key"] == "wang2017")
    study["search"] = {"database": "medline", "number": 1}


def idle(content: dict[str, Any]) -> None:
    first = content["records"]["exceptions"][0]
    content["records"]["exceptions"].append({**first, "number": 18, "hits": 47})


def forward(content: dict[str, Any]) -> None:
    next(one for one in content["records"]["searches"] if one["query"] == "5 not 4")["query"] = (
        "5 not 7"
    )


REGISTER = [
    ("register.arithmetic", "register.arithmetic", total, ""),
    ("search.totals", "search.totals", total, ""),
    ("search.included", "search.included", moved, "data/searches/medline.csv:2"),
    ("search.exception", "search.interval", idle, "data/exceptions.yaml"),
    ("search.reference", "search.interval", forward, "data/searches/medline.csv:7"),
]


@pytest.mark.parametrize(
    ("rule", "check", "change", "place"), REGISTER, ids=[row[0] for row in REGISTER]
)
def test_a_register_that_was_changed_is_found(
    thesis: Thesis, rule: str, check: str, change: Change, place: str, tmp_path: Path
) -> None:
    found = checked(with_register(thesis, change, tmp_path), check)
    assert any(one.rule == rule and one.place.startswith(place) for one in found)


# ---- the counts of the searches ------------------------------------------------------------------


def just_outside(register: Register) -> list[tuple[str, int, int]]:
    """Database, number and a count just outside, for every end of every interval."""
    return [
        (each.database["id"], one.search.number, count)
        for each in examined(register)
        for one in each.history.intervals
        if one.search.number not in each.kept
        for count in (
            one.least - 1 if one.least else None,
            one.most + 1 if one.most is not None else None,
        )
        if count is not None
    ]


def test_a_count_just_outside_its_interval_is_found_or_named_in_the_proof(
    thesis: Thesis, tmp_path: Path
) -> None:
    mutants = just_outside(thesis.register)
    survived = []
    for database, number, count in mutants:

        def change(
            content: dict[str, Any],
            database: str = database,
            number: int = number,
            count: int = count,
        ) -> None:
            for row in content["records"]["searches"]:
                if (row["database"], row["number"]) == (database, number):
                    row["hits"] = count

        place = thesis.register[f"{database}.{number}.hits"].rows[0]
        changed = with_register(thesis, change, tmp_path)
        found = [
            one for one in checked(changed, "search.interval") if one.rule == "search.interval"
        ]
        named = f"search {number} "
        if not any(one.place == place or named in f"{one.evidence} {one.mend} " for one in found):
            survived.append((database, number, count))
    assert len(mutants) >= 60
    assert survived == []


# ---- the drawing ---------------------------------------------------------------------------------

DRAWING = [
    ("flowchart.number", "n = 27", "n = 28"),
    ("flowchart.sum", "n = 259", "n = 260"),
    ("flowchart.text", "Leste artikler", "Leste titler"),
]


@pytest.mark.parametrize(("rule", "old", "new"), DRAWING, ids=[row[0] for row in DRAWING])
def test_a_label_of_the_flowchart_that_was_changed_is_found(
    thesis: Thesis, rule: str, old: str, new: str, tmp_path: Path
) -> None:
    found = drawn(thesis, lambda svg: svg.replace(old, new).replace(nbsp(old), nbsp(new)), tmp_path)
    assert rule in {one.rule for one in found}


def test_a_box_that_is_too_narrow_for_its_label_is_found(thesis: Thesis, tmp_path: Path) -> None:
    long = "Titler i søkene der sammendrag ble lest"
    found = drawn(
        thesis, lambda svg: svg.replace(long, f"{long} og lest igjen, og igjen"), tmp_path
    )
    assert "flowchart.box" in {one.rule for one in found}


def test_an_alternative_text_that_tells_another_number_is_found(
    thesis: Thesis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(thesis.root)  # the document names its pictures from there
    text = json.dumps(thesis.document, ensure_ascii=False)
    text = text.replace("(n\u00a0=\u00a010)", "(n\u00a0=\u00a011)", 1)
    chart = drawing.read("build/figures/flowchart.svg")
    steps = json.loads(Path("build/flow.json").read_text("utf-8"))
    found = list(flow.findings(chart, steps, json.loads(text)))
    assert {one.rule for one in found} == {"flowchart.told"}


def nbsp(text: str) -> str:
    return text.replace(" ", "\u00a0")


def drawn(thesis: Thesis, change: Callable[[str], str], folder: Path) -> list[Finding]:
    svg = (thesis.root / "build/figures/flowchart.svg").read_text("utf-8")
    assert change(svg) != svg
    path = folder / "flowchart.svg"
    path.write_text(change(svg), "utf-8")
    steps = json.loads((thesis.root / "build/flow.json").read_text("utf-8"))
    return list(flow.findings(drawing.read(path), steps, thesis.document))


# ---- what is read before anything is made --------------------------------------------------------


def test_stages_that_rise_are_found(
    house: Path, script: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    found = noted(house, script, tmp_path, ("ladder.yaml", "searches.abstracts", "searches.hits"))
    assert ("ladder.rising", "data/ladder.yaml") in found


def test_reasons_that_do_not_add_up_are_found(
    house: Path, script: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    found = noted(house, script, tmp_path, ("ladder.yaml", "searches.articles", "medline.articles"))
    assert ("ladder.reasons-sum", "data/ladder.yaml") in found


def noted(
    house: Path, script: Callable[[str], ModuleType], folder: Path, change: tuple[str, str, str]
) -> set[tuple[str, str]]:
    shutil.copytree(house / "data", folder / "data")
    file, old, new = change
    path = folder / "data" / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    data, problems = inputs.problems(folder)
    found: list[Finding] = list(problems)
    script("data/register").build(data, found)
    return {(one.rule, one.file) for one in found}


SETTINGS = [
    ("config.missing-file", "content/03-metode.md", "content/03-metod.md"),
    ("config.repeated-file", "content/04-resultat.md", "content/03-metode.md"),
    ("config.unknown-rule", "rules: {}", "rules: {words.limt: {severity: warning, reason: x}}"),
]


@pytest.mark.parametrize(("rule", "old", "new"), SETTINGS, ids=[row[0] for row in SETTINGS])
def test_a_setting_that_was_mistyped_is_found_on_its_line(
    house: Path, rule: str, old: str, new: str, tmp_path: Path
) -> None:
    file = "config/config.yaml"
    text = (house / file).read_text("utf-8").replace(old, new, 1)
    (tmp_path / "config").mkdir()
    (tmp_path / file).write_text(text, "utf-8")
    source = sources.read_yaml(tmp_path / file, file)
    found = [
        one
        for one in configuration.check(source, source.value, house, house)
        if one.rule == rule and new.split(":")[0] in text.splitlines()[one.line - 1]
    ]
    assert found


# ---- the programs --------------------------------------------------------------------------------


def test_a_template_that_typst_cannot_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.typ").write_text("#nothing-of-the-kind()\n", "utf-8")
    with pytest.raises(SystemExit):
        typeset.to_pdf("x.typ", "x.pdf", {"edition": {"date": "2020-06-01"}})
    assert "x.typ: error [pdf.typst]" in capsys.readouterr().err


def test_a_word_that_is_misspelt_or_listed_in_vain_is_found(
    thesis: Thesis, speller: Hunspell, tmp_path: Path
) -> None:
    def change(content: dict[str, Any]) -> None:
        content["records"]["words"].append({"word": "trening", "place": "data/words.yaml:99"})

    text = json.dumps(thesis.document, ensure_ascii=False).replace('"Suget"', '"Suggget"', 1)
    changed = replace(with_register(thesis, change, tmp_path), document=json.loads(text))
    found = {(one.rule, one.place) for one in spelling.check(changed, speller)}
    assert ("spelling.listed", "data/words.yaml:99") in found
    assert any(rule == "spelling.unknown" and "content/" in place for rule, place in found)


def test_the_clean_thesis_gives_no_finding(thesis: Thesis) -> None:
    assert list(rules.run(thesis)) == []
