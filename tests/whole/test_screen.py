"""The screening page as a screener meets it: by keyboard, mouse and ear, and on a phone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.unit.thesis.cli.screen.conftest import choose, records, screened
from tests.whole.test_html import NARROWEST, PHONE, WIDE, barriers, overflow
from thesis.cli.screen import begin_session
from thesis.cli.screen.page import page as page_of
from thesis.cli.screen.server import ScreeningServer
from thesis.screening.decisions import FULL_TEXT, TITLE_ABSTRACT, read_decisions

Open = Callable[..., Page]


@pytest.fixture
def root(house: Path, tmp_path: Path) -> Path:
    return screened(tmp_path, house)


@pytest.fixture
def opened(root: Path, browser: Browser) -> Iterator[Open]:
    """Opens the page of a session; what the browser complains of fails the test."""
    endings: list[Callable[[], None]] = []
    complaints: list[str] = []
    asked_for: list[str] = []

    def open_page(
        stage: str = TITLE_ABSTRACT, conflicts: bool = False, again: str = "", **how: Any
    ) -> Page:
        context = browser.new_context(**{"viewport": WIDE, **how})
        endings.append(context.close)
        address = again
        if not again:
            session = begin_session.begin(root, "kari", stage, conflicts)
            server = ScreeningServer(
                session, page_of(session, begin_session.words_of(root, session))
            )
            endings.append(server.end)
            address = server.address
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: asked_for.append(asked.url))
        page.goto(address)
        expect(page.locator("#heading")).not_to_be_empty()
        return page

    yield open_page
    for end in endings:
        end()
    assert complaints == []
    assert asked_for
    assert [url for url in asked_for if not url.startswith("http://127.0.0.1:")] == []


def decided(root: Path, screener: str = "kari") -> dict[str, str]:
    return {each.title: each.decision for each in read_decisions(root, screener)}


def title(page: Page, text: str) -> None:
    expect(page.locator("#heading")).to_have_text(text)


def test_the_keyboard_decides_undoes_and_goes_on(root: Path, opened: Open) -> None:
    page = opened()
    title(page, "Rowing and craving")
    assert page.locator("#heading mark").all_inner_texts() == ["craving"]
    assert page.locator("#abstract mark").all_inner_texts() == ["Exercises", "craving"]
    assert page.locator("#heading").get_attribute("lang") == "en"
    page.keyboard.press("i")
    title(page, "Cycling: a trial")
    expect(page.locator("#status")).to_have_text("Inkludert")
    assert page.evaluate("document.activeElement.id") == "heading"
    page.keyboard.press("e")
    page.keyboard.press("u")
    title(page, "Swimming")
    expect(page.locator("#progress")).to_have_text("3 av 5 vurdert")
    assert [*decided(root).values()] == ["include", "exclude", "unsure"]
    page.keyboard.press("z")
    title(page, "Sleep")
    page.keyboard.press("z")
    title(page, "Cycling: a trial")
    expect(page.locator("#progress")).to_have_text("1 av 5 vurdert")
    assert decided(root) == {"Rowing and craving": "include"}
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-decision=include]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("x")
    expect(page.locator("#progress")).to_have_text("0 av 5 vurdert")
    for _ in range(5):
        page.keyboard.press("e")
    expect(page.locator("#empty")).to_be_visible()
    assert page.locator("#empty").inner_text() == "Alle er vurdert."
    assert [*decided(root).values()] == ["exclude"] * 5


def test_the_list_is_searched_and_filtered_and_letters_typed_there_decide_nothing(
    root: Path, opened: Open
) -> None:
    page = opened()
    page.keyboard.press("i")
    title(page, "Cycling: a trial")
    page.keyboard.press("/")
    page.keyboard.type("swimming")
    expect(page.locator("#place")).to_have_text("1 av 1 i listen")
    title(page, "Swimming")
    page.locator("#words").fill("nothing has this")
    expect(page.locator("#empty")).to_have_text("Ingen arbeider å vise.")
    page.locator("#words").fill("")
    page.locator("#show").select_option("include")
    title(page, "Rowing and craving")
    assert decided(root) == {"Rowing and craving": "include"}
    page.locator("summary").click()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("e")
    page.locator("#previous").focus()
    page.keyboard.press("e")
    page.wait_for_timeout(200)
    assert decided(root) == {"Rowing and craving": "include"}


def test_two_windows_lose_no_decision_and_a_stale_one_is_told(root: Path, opened: Open) -> None:
    one = opened()
    two = opened(again=one.url)
    one.keyboard.press("i")
    title(one, "Cycling: a trial")
    two.keyboard.press("e")
    expect(two.locator("#alert")).to_contain_text("Ikke lagret")
    expect(two.locator("[data-decision=include]")).to_have_attribute("aria-pressed", "true")
    two.keyboard.press("ArrowRight")
    two.keyboard.press("e")
    title(two, "Sleep")
    assert decided(root) == {"Rowing and craving": "include", "Cycling: a trial": "exclude"}


def test_a_server_that_is_gone_is_told_and_nothing_is_called_saved(
    root: Path, browser: Browser
) -> None:
    session = begin_session.begin(root, "kari", TITLE_ABSTRACT, False)
    server = ScreeningServer(session, page_of(session, begin_session.words_of(root, session)))
    page = browser.new_page()
    page.goto(server.address)
    title(page, "Rowing and craving")
    server.end()
    page.keyboard.press("i")
    expect(page.locator("#alert")).to_contain_text("Ikke lagret")
    title(page, "Rowing and craving")
    page.close()


def test_reasons_are_digits_and_conflicts_are_settled(root: Path, opened: Open) -> None:
    for who in ("kari", "ola"):
        choose(begin_session.begin(root, who, TITLE_ABSTRACT, False), *["include"] * 3)
    page = opened(FULL_TEXT)
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.dataset.reason") == "small_sample"
    page.keyboard.press("3")
    title(page, "Cycling: a trial")
    page.keyboard.press("n")
    title(page, "Sleep")
    page.keyboard.press("i")
    expect(page.locator("#empty")).to_be_visible()
    rows = [(each.decision, each.reason) for each in read_decisions(root, "kari")]
    assert rows[:3] == [("exclude", "off_topic"), ("include", ""), ("not_retrieved", "")]
    choose(begin_session.begin(root, "ola", FULL_TEXT, False), "include")
    page = opened(FULL_TEXT, conflicts=True)
    title(page, "Rowing and craving")
    assert page.locator("#said li").all_inner_texts() == [
        "Kari Berg: Ekskludert: Lite om russug",
        "Ola Vik: Inkludert",
    ]
    page.keyboard.press("3")
    expect(page.locator("#progress")).to_have_text("1 av 1 vurdert")
    assert decided(root, "agreed") == {"Rowing and craving": "exclude"}


@pytest.mark.parametrize(
    ("scheme", "viewport"), [("light", WIDE), ("dark", WIDE), ("light", PHONE), ("dark", NARROWEST)]
)
def test_axe_finds_no_barrier_and_nothing_is_cut_off(
    root: Path, opened: Open, scheme: str, viewport: dict[str, int]
) -> None:
    for who in ("kari", "ola"):
        choose(begin_session.begin(root, who, TITLE_ABSTRACT, False), *["include"] * 3)
    page = opened(FULL_TEXT, color_scheme=scheme, viewport=viewport)
    page.locator("summary").click()
    page.keyboard.press("1")
    title(page, "Cycling: a trial")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-reason=small_sample]")).to_have_attribute("aria-pressed", "true")
    assert barriers(page) == []
    assert overflow(page) == 0


def test_what_an_export_has_is_text_and_never_runs(root: Path, opened: Open) -> None:
    evil = '<img src=x onerror="document.title=1">&lt;script&gt;document.title=2&lt;/script&gt;'
    (root / "data/exports/medline-4.ris").write_text(records(2, abstract=evil), "utf-8")
    (root / "data/exports/embase-1.ris").unlink()
    page = opened()
    expect(page.locator("#abstract")).to_contain_text("<img src=x")
    assert re.match("Siling", page.title())
    assert page.locator("main img, main script").count() == 0
