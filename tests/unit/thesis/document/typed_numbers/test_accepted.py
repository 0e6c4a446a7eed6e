"""Numbers that ordinary prose may have, and results that may not hide among them."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.unit.thesis.checks.whole import CONTENT, METHOD, make
from thesis.checks.text import typed_numbers
from thesis.diagnostics.findings import Finding
from thesis.document import ledger
from thesis.document.thesis import Thesis

GIVEN: dict[str, Any] = yaml.load(
    Path(__file__).with_name("ordinary_numbers.yaml").read_text("utf-8"), yaml.CSafeLoader
)
NEW = dict.fromkeys(("years", "ages", "sources"), True)  # What `new` writes into the settings
NEW = dict.fromkeys(("years", "ages", "sources"), True)  # What `new` writes into the settings
BEFORE = f"{CONTENT[METHOD]}\n## Mer\n"


def thesis(root: Path, text: str, numbers: dict[str, Any] | None = None) -> Thesis:
    return make(root, {METHOD: f"{BEFORE}\n{text}\n"}, config={"numbers": numbers or {}})


def told(
    root: Path, sentences: list[str], language: str = "nb", numbers: dict[str, Any] | None = None
) -> dict[str, list[Finding]]:
    """What is found in each sentence, which is a paragraph of its own."""
    lines = [line for sentence in sentences for line in (sentence, "")]
    text = "\n".join([f"::: {{lang={language}}}", "", *lines, ":::"])
    first = BEFORE.count("\n") + 4
    found = defaultdict(list)
    for finding in typed_numbers.contracted(thesis(root, text, numbers)):
        if finding.file == METHOD and finding.line >= first:
            found[lines[finding.line - first]].append(finding)
    return found


def split(lines: list[str]) -> dict[str, str]:
    pairs = [line.rpartition(" | ") for line in lines]
    return {sentence: said for sentence, _, said in pairs}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_an_ordinary_sentence_has_no_finding_and_a_claim_has(tmp_path: Path, language: str) -> None:
    given = GIVEN[language]
    assert told(tmp_path, given["pass"], language) == {}
    asked = split(given["ask"])
    found = told(tmp_path, [*asked], language)
    assert {
        sentence: said in found[sentence][0].fix for sentence, said in asked.items()
    } == dict.fromkeys(asked, True)
    new = told(tmp_path, [*given["new"], *given["ours"]], language, {"accept": NEW})
    assert [sentence for sentence in new if new[sentence]] == given["ours"]


def test_a_result_is_told_whatever_stands_beside_it(tmp_path: Path) -> None:
    results = split(GIVEN["fail"])
    found = told(tmp_path, [*results])
    missed = [
        sentence
        for sentence, typed in results.items()
        if not any(f"«{typed}" in each.found.replace("\u00a0", " ") for each in found[sentence])
    ]
    assert missed == []


ROOM = {"name": "rom", "pattern": "[Rr]om [0-9]+", "why": "et sted"}


@pytest.mark.parametrize(
    ("text", "numbers", "accepted"),
    [
        ("Det ble utgitt i 2015.", {}, False),
        ("Det ble utgitt i 2015.", {"accept": {"years": True}}, True),
        ("Hos @anna2019 var det slik i 2015.", {"accept": {"years": True}}, False),
        ("Studiene kom i 2015.", {"accept": {"years": True}}, False),
        ("Dette gjelder voksne over 18 år.", {"accept": {"ages": True}}, True),
        ("Voksne var 54 år i gjennomsnitt.", {"accept": {"ages": True}}, False),
        ("Der var p = 0,03 [@tenk2020].", {"accept": {"sources": True}}, True),
        ("Der var p = 0,03.", {"accept": {"sources": True}}, False),
        ("Der var p = 0,03 [@tenk2020; @anna2019].", {"accept": {"sources": True}}, False),
        ("Se § 3-1.", {"accept": {"acts": False}}, False),
        ("Møtet var i rom 12.", {}, False),
        ("Møtet var i rom 12.", {"patterns": [ROOM]}, True),
        ("Hos @anna2019 var møtet i rom 12.", {"patterns": [ROOM]}, False),
    ],
)
def test_what_the_settings_accept(
    tmp_path: Path, text: str, numbers: dict[str, Any], accepted: bool
) -> None:
    found = list(typed_numbers.contracted(thesis(tmp_path, text, numbers)))
    assert (found == []) == accepted


def test_a_kind_that_is_off_is_named_in_the_mend(tmp_path: Path) -> None:
    (found,) = typed_numbers.contracted(thesis(tmp_path, "Det ble utgitt i 2015."))
    assert "accept: {years: true}" in found.fix
    accept = {"accept": {"sources": True}}
    text = "Rundt 80 % er engstelige.\n\nSøket ga 80 treff."
    (one, other) = typed_numbers.contracted(thesis(tmp_path, text, accept))
    assert ("cite the work" in one.fix, "cite the work" in other.fix) == (True, False)


def test_each_use_stands_in_the_ledger_with_its_kind_and_sentence(tmp_path: Path) -> None:
    text = "Se § 3-1, s. 4 [@tenk2020, s. 5] og rom 12."
    entries = ledger.entries(thesis(tmp_path, text, {"patterns": [ROOM]}))
    accepted = [entry for entry in entries if entry.kind == "accepted"]
    assert [(entry.written, entry.why) for entry in accepted] == [
        ("§ 3-1", "acts"),
        ("s. 4", "pages"),
        ("rom 12", "rom: et sted"),
    ]
    assert accepted[0].sentence.startswith("Se § 3-1, s. 4 (")
    assert [entry.position for entry in entries] == [*range(1, len(entries) + 1)]
