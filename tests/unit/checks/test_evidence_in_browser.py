"""The evidence page in a browser: nothing bars anyone from it; its ledger sorts and searches."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.barriers import for_everyone, nothing_bars
from tests.unit.checks.test_evidence import MILD, WRONG, written


@pytest.fixture(scope="module")
def address(job: Any, house: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the page of a small thesis is."""
    results = written(job, house, tmp_path_factory.mktemp("evidence"), [WRONG, MILD])
    return (results / "evidence.html").as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    yield page
    context.close()
    assert wrong == []


def numbers(page: Page) -> list[str]:
    """The rows of the ledger that are shown, by their place in the reading order."""
    return page.locator("#ledger-table tbody tr:visible td.position").all_inner_texts()


@for_everyone
def test_nothing_bars_anyone(browser: Browser, address: str, width: int, scheme: Any) -> None:
    assert nothing_bars(browser, address, width, scheme) == "Hopp til innholdet"


def test_a_number_is_found_by_its_digits_key_sentence_or_place(page: Page) -> None:
    search, status = page.get_by_label("Søk i tallene"), page.get_by_role("status")
    for words, found in [
        ("searches.hits", ["1", "2"]),
        ("fhi2019", ["4"]),
        ("4 AV", ["1", "2", "3"]),
        ("data/l.yaml", ["4"]),
        ("no such number", []),
        ("", ["1", "2", "3", "4"]),
    ]:
        search.fill(words)
        assert numbers(page) == found, words
        assert status.inner_text() == f"Viser {len(found)} av 4 tall."


def test_a_chapter_is_chosen(page: Page) -> None:
    page.get_by_label("Kapittel", exact=True).select_option("Metode")
    assert numbers(page) == ["1", "2", "3", "4"]
    assert page.get_by_label("Kapittel", exact=True).locator("option").all_inner_texts() == [
        "Alle kapitler",
        "Metode",
    ]


def test_a_column_sorts_the_rows_up_and_down_and_says_so(page: Page) -> None:
    head = page.locator("#ledger-table th", has_text="Tall")
    assert page.locator("#ledger-table th[aria-sort]").all_inner_texts() == ["Nr."]
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert numbers(page) == ["3", "1", "2", "4"]  # no value, 4, 4, 74
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert numbers(page)[0] == "4"


def test_a_link_to_what_is_folded_unfolds_it(page: Page) -> None:
    row = page.locator("[id='number-fhi2019.use']")
    assert not row.is_visible()
    page.locator("#ledger-table a[href='#number-fhi2019.use']").click()
    assert row.is_visible()


def test_without_a_script_the_ledger_is_a_plain_table(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert numbers(page) == ["1", "2", "3", "4"]
    assert page.locator("#ledger-table button").count() == 0
    assert not page.get_by_label("Søk i tallene").is_visible()
    context.close()
