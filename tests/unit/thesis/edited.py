"""A small thesis before and after an edit, for what compares the two."""

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests import records
from tests.a_register import a_register
from tests.unit.thesis.checks import made as small
from thesis.document import pandoc
from thesis.document.thesis import Thesis
from thesis.editions.dependencies import Baseline
from thesis.editions.stale_sentences import Reading, StaleSentence
from thesis.formats import attachments
from thesis.formats.attachments import digest
from thesis.model.register import Number, Register

TEXT = """# Metode

Koret til @anna2019 sang i {{ n("anna2019.weeks") }} uker.
Hos @anna2019 falt uroen.
Til slutt ble {{ n("studies.included") }} artikler med.
Av {{ n("studies.read") }} artikler ble {{ n("studies.included") }} med.
[Alle artiklene]{.group of="included" where="sex == women"} var små.
Sang er vanlig [@dahl2001].
Ingenting av dette er farlig.

{{ text(studies.0, "purpose") }}
"""

RECORD = """key: anna2019
status: included
texts:
  purpose: |
    Studien ser på koret.
"""

CONTENT = small.CONTENT
STUDY = "data/studies/anna2019.yaml"


def study(key: str, **fields: Any) -> dict[str, Any]:
    """The record of a study, as the register has it."""
    base: dict[str, Any] = {
        "sex": "women",
        "country": "NO",
        "figures": {"weeks": 8, "singers": {"value": 30, "unit": "people", "note": "alle"}},
        "texts": {"purpose": "Studien ser på koret.\n"},
        "line": 4,
    }
    return records.study(key, **{**base, **fields})


WORK = {"id": "dahl2001", "title": "Sang", "author": [{"family": "Dahl"}], "DOI": "10.1/x"}
NUMBERS = {"anna2019.weeks": 8, "studies.included": 5, "studies.read": 9, "anna2019.singers": 30}
STUDIES = [study("anna2019"), study("berit2018", place=2)]


def register(
    numbers: Mapping[str, int] | None = None,
    studies: list[dict[str, Any]] | None = None,
    work: Mapping[str, Any] | None = None,
) -> Register:
    """The register, with other numbers or records than usual."""
    records = {
        "studies": copy.deepcopy(STUDIES if studies is None else studies),
        "references": {"dahl2001": WORK} if work is None else dict(work),
    }
    return a_register([Number(*each) for each in {**NUMBERS, **(numbers or {})}.items()], records)


Make = Callable[..., Thesis]


def maker(root: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Makes the thesis of a text and of numbers and records."""

    def make(text: str = TEXT, **changes: Any) -> Thesis:
        made = register(**changes)
        monkeypatch.setattr(small, "NUMBERS", list(made.numbers.values()))
        monkeypatch.setattr(small, "RECORDS", made.records)
        (root / STUDY).parent.mkdir(parents=True, exist_ok=True)
        (root / STUDY).write_text(RECORD, "utf-8")
        return replace(small.made(root, text), register=made)

    return make


def stale_sentences(old: Thesis, new: Thesis) -> list[StaleSentence]:
    """The sentences of the new one to read again."""
    since = Baseline.of(old.register, old.document)
    return Reading(new, since).stale(())


def line(thesis: Thesis, words: str, file: str = CONTENT) -> int:
    """The line that the words stand on."""
    lines = (thesis.root / file).read_text("utf-8").splitlines()
    (number,) = [i for i, text in enumerate(lines, 1) if words in text]
    return number


def archived(thesis: Thesis, name: str = "2020") -> dict[str, str]:
    """Put a thesis into editions/ as it is archived; what config says of it."""
    folder = thesis.root / "editions" / name
    folder.mkdir(parents=True)
    thesis.register.write(folder / "register.json")
    pandoc.write(thesis.document, folder / "document.json")
    for file in ("flow.json", "wordcount.json"):
        (folder / file).write_text(json.dumps({"stages": []}), "utf-8")
    manifest = attachments.manifest({path.name: path.read_bytes() for path in folder.iterdir()}, {})
    (folder / "manifest.json").write_bytes(manifest)
    return {"edition": name, "sha256": digest(manifest)}
