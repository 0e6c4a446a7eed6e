"""What the register has of the edition before this one, and the table that prints it."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.unit.thesis.editions.test_changes_page import NEW, OLD
from thesis.diagnostics.findings import Finding
from thesis.document.marks import unmarked
from thesis.document.render import Renderer
from thesis.editions import previous_numbers
from thesis.editions.store import Edition
from thesis.input import labels
from thesis.model.records import Answers, Checklists
from thesis.model.register import Number, Register

COUNTS = {
    "medline2022.searches": 1, "medline2022.hits": 2, "medline2022.abstracts": 1,
    "medline2022.articles": 0,
}  # fmt: skip


@pytest.fixture
def words(house: Path) -> dict[str, Any]:
    read: dict[str, Any] = labels.read(house / "templates/labels/nb.yaml")
    return read


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    folder = tmp_path / "editions/2020"
    folder.mkdir(parents=True)
    OLD.register.write(folder / "register.json")
    return Edition("2020", folder)


@pytest.fixture
def revised(edition: Edition, words: dict[str, Any]) -> Register:
    numbers = [*NEW.register.numbers.values(), *(Number(key, n) for key, n in COUNTS.items())]
    made = Register(numbers, NEW.register.records)
    previous_numbers.add(made, edition, words)
    return made


def test_the_main_counts_of_then_are_numbers_with_their_place(
    revised: Register, edition: Edition
) -> None:
    number = revised["previous.searches.hits"]
    assert (number.value, number.unit, number.kind) == (5, "hits", "derived")
    assert number.says == "Treff i utgave 2020"
    (row,) = number.rows
    assert row.file == "editions/2020/register.json"
    lines = (edition.folder / "register.json").read_text("utf-8").splitlines()
    assert lines[row.line - 1] == '  "searches.hits": {'
    assert revised.records.changes is not None
    assert revised.records.changes.counts == ["searches.hits", "studies.read"]
    assert not [key for key in revised.numbers if key.startswith("previous.a.")]


def render(register: Register, words: dict[str, Any]) -> tuple[str, list[Finding]]:
    found: list[Finding] = []
    text = unmarked(Renderer(register, words, found).render_template("tables/changes.md.jinja"))
    return re.sub(r"\{\.?[^}]*\}|[\[\]\\]", "", text), found


def test_the_table_prints_counts_studies_and_sessions(
    revised: Register, words: dict[str, Any]
) -> None:
    text, found = render(revised, words)
    assert not found
    for row in (
        "| Antall | Utgave 2020 | Utgave 2022 |",
        "| Treff | 5 | 7 |",
        "| Aas, 2019 | On gone | inkludert | trukket |",
        "| Aas, 2019 | On left | ekskludert | – |",
        "| Aas, 2019 | On came | – | inkludert |",
        "| Medline | 01.03.22 | 1 | 2 | 1 | 0 |",
    ):
        assert row in text


def test_the_first_edition_says_that_it_is(words: dict[str, Any]) -> None:
    text, found = render(Register([], NEW.register.records), words)
    assert text.strip() == "Dette er den første utgaven."
    assert not found


def test_an_edition_in_which_nothing_changed_says_so(
    edition: Edition, words: dict[str, Any]
) -> None:
    same = Register(OLD.register.numbers.values(), OLD.register.records)
    previous_numbers.add(same, edition, words)
    text, found = render(same, words)
    assert not found
    assert "Studiene er de samme som før" in text
    assert "Ingen søk er kommet til" in text


@pytest.mark.parametrize(
    ("then", "now", "read"), [("", "", "2020"), ("2018", "", "2018"), ("2018", "2022", "2022")]
)
def test_answers_of_checklists_are_of_the_edition_in_which_somebody_read_them_last(
    edition: Edition, words: dict[str, Any], then: str, now: str, read: str
) -> None:
    def answered(register: Register, of: str) -> Register:
        lists = {"prisma2020": Answers(at="data/checklists.yaml:1")}
        given = Checklists(edition=of, lists=lists)
        records = msgspec.structs.replace(register.records, checklists=given)
        return Register(register.numbers.values(), records)

    answered(OLD.register, then).write(edition.folder / "register.json")
    new = answered(NEW.register, now)
    previous_numbers.add(new, edition, words)
    assert new.records.checklists.edition == read
