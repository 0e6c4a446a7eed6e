"""The web page as its readers meet it: by mouse, touch, keyboard and ear, on phone and paper."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests import printed
from tests.barriers import barriers
from tests.whole.project import Project
from thesis.returned import comments, page_comments, paragraphs

NBSP = "\u00a0"
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROWEST = {"width": 320, "height": 640}  # what WCAG 1.4.10 asks for

AS_SET = "/* nothing */"
SPACED_OUT = "* { line-height: 1.5 !important; letter-spacing: .12em; word-spacing: .16em; }"
"""What WCAG 1.4.12 lets a reader do to any text."""

Opened = Callable[..., Any]


@pytest.fixture(scope="module")
def thesis(built: Project) -> str:
    """The address of the page that is handed in."""
    return (built.root / "results/thesis.html").as_uri()


@pytest.fixture
def opened(browser: Browser, thesis: str) -> Opened:
    """Opens the page in a window of its own, such as a phone's, and closes it."""

    @contextmanager
    def open_page(**how: Any) -> Iterator[Page]:
        context = browser.new_context(**{"viewport": WIDE, **how})
        page = context.new_page()
        page.goto(thesis)
        yield page
        context.close()

    return open_page


def number(page: Page, text: str = f"30{NBSP}799{NBSP}618") -> Any:
    return page.locator("main a.n", has_text=text).first


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.outerHTML"))


CLEAR = """() => document.querySelector('.skip').getBoundingClientRect().top
    >= document.querySelector('nav').getBoundingClientRect().bottom"""


@pytest.mark.parametrize(
    ("scheme", "viewport"), [("light", WIDE), ("dark", WIDE), ("light", PHONE)]
)
def test_axe_finds_no_barrier(opened: Opened, scheme: str, viewport: dict[str, int]) -> None:
    with opened(color_scheme=scheme, viewport=viewport) as page:
        page.keyboard.press("Tab")
        assert viewport is WIDE or page.evaluate(CLEAR), "the link past the contents covers them"
        number(page).focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert page.locator(".card").is_visible()
        if viewport is not WIDE:
            page.evaluate("document.querySelector('nav details').open = true")
        assert barriers(page) == []


def test_axe_would_find_a_barrier(opened: Opened) -> None:
    with opened(color_scheme="dark") as page:
        page.evaluate("document.querySelector('h1').style.color = '#333'")
        assert [found.split(":")[0] for found in barriers(page, "header")] == ["color-contrast"]


def test_the_page_asks_for_nothing_else_and_its_script_runs_without_a_complaint(
    browser: Browser, thesis: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(thesis)
    page.wait_for_load_state("networkidle")
    assert asked == [thesis]
    assert complaints == []
    assert page.locator("#toggle").is_visible()
    blocked = page.evaluate("fetch('https://example.org').then(() => 'let in', () => 'blocked')")
    assert blocked == "blocked"
    context.close()


# ---- numbers ---------------------------------------------------------------------------------


def test_the_keyboard_skips_the_contents_and_shows_and_follows_a_source(opened: Opened) -> None:
    with opened() as page:
        page.keyboard.press("Tab")
        assert 'href="#text"' in focused(page)
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")
        while 'class="n"' not in focused(page):
            page.keyboard.press("Tab")
        card = page.locator(".card")
        assert card.is_visible()
        described = page.evaluate(
            "document.getElementById(document.activeElement.getAttribute('aria-describedby')).innerText"
        )
        assert described.strip() == card.locator(".said").inner_text().strip()
        page.keyboard.press("Escape")
        assert card.count() == 0
        target = page.evaluate("document.activeElement.hash")
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == target
        assert page.locator(f"[id='{target[1:]}']").is_visible()
        page.keyboard.press("Tab")  # from here on, what comes next is in the source
        assert page.evaluate(
            "id => document.getElementById(id).contains(document.activeElement)", target[1:]
        )


def test_a_button_takes_the_numbers_out_of_the_keyboards_way_and_back(opened: Opened) -> None:
    with opened() as page:
        total = page.locator("main a.n").count()
        assert total > 50
        assert page.locator("main a.n[href]").count() == total
        text = page.locator("#metode").inner_text()
        toggle = page.locator("#toggle")
        toggle.focus()
        page.keyboard.press("Space")
        assert toggle.get_attribute("aria-pressed") == "false"
        assert page.locator("main a.n[href], main a.n[aria-describedby]").count() == 0
        number(page).hover()
        page.wait_for_timeout(300)
        assert page.locator(".card").count() == 0
        assert page.locator("#metode").inner_text() == text
        page.keyboard.press("Space")
        assert page.locator("main a.n[href][aria-describedby]").count() == total


def test_a_button_marks_the_claims_and_back_returns_to_the_mark(opened: Opened) -> None:
    with opened(color_scheme="dark") as page:
        assert page.locator("a.mark").count() == 0
        page.locator("#toggle-claims").focus()
        page.keyboard.press("Space")
        assert page.locator("a.mark").count() == page.locator("#claims .source").count() > 100
        page.locator("a.mark").nth(8).focus()
        page.keyboard.press("Tab")
        while 'class="mark' not in focused(page):
            page.keyboard.press("Tab")
        assert page.locator(".card").is_visible()
        left = page.evaluate("document.activeElement.id")
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == left.replace("m-", "#c-")
        page.go_back()
        page.wait_for_function("id => document.activeElement.id === id", arg=left)
        assert barriers(page, "#claims") == []


def test_the_mouse_shows_a_source_that_stays_while_it_is_read(opened: Opened) -> None:
    with opened() as page:
        number(page).hover()
        card = page.locator(".card")
        card.wait_for()
        told = card.inner_text()
        assert f"30{NBSP}799{NBSP}618" in told
        assert "52 rader" in told
        card.hover()
        page.wait_for_timeout(500)
        assert card.is_visible()
        page.mouse.move(1, 1)
        card.wait_for(state="detached")
        number(page).click()
        rows = page.locator("[id='k-searches.hits'] .rows li")
        assert rows.count() == 52
        assert rows.first.is_visible()
        rows.first.locator("a").click()
        assert page.evaluate("document.querySelector(':target').localName") == "tr"


def test_a_tap_shows_a_source_and_the_next_follows_it(opened: Opened) -> None:
    with opened(viewport=PHONE, has_touch=True) as page:
        number(page).tap()
        card = page.locator(".card")
        card.wait_for()
        box = card.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        assert page.evaluate("location.hash") == ""
        number(page).tap()
        assert page.evaluate("location.hash") == "#k-searches.hits"
        assert card.count() == 0


def test_comments_are_written_by_keyboard_and_saved_for_the_authors(
    opened: Opened, tmp_path: Path
) -> None:
    select = """(paragraph) => {
        const words = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
        getSelection().setBaseAndExtent(words, 3, words, 9);
    }"""
    path = tmp_path / "kommentarer.json"
    with opened(accept_downloads=True) as page:
        first, second = (page.locator('main p > [id^="p-"]').nth(at) for at in (4, 9))
        button = page.locator("#comment")
        button.press("Enter")
        second.press("Enter")
        page.keyboard.type("Hele avsnittet.")
        page.locator("#panel-name").fill("Kari")
        page.locator("#panel-add").press("Enter")
        assert "panel-save" in focused(page)
        page.keyboard.press("Escape")
        first.evaluate(select)
        button.press("Enter")
        page.keyboard.type("Bare ordet.")
        page.locator("#panel-add").press("Enter")
        assert barriers(page) == []
        with page.expect_download() as saved:
            page.locator("#panel-save").press("Enter")
        saved.value.save_as(path)
        assert saved.value.suggested_filename == "kommentarer.json"
        ids = [each.get_attribute("id") for each in (first, second)]
        texts = [each.inner_text() for each in (first, second)]
    package = page_comments.read(path)
    texts_read = paragraphs.read(package)
    threads = comments.read(package, texts_read)
    assert [*texts_read.paragraphs[0].bookmarks, *texts_read.paragraphs[1].bookmarks] == ids
    assert [(one.author, one.text, one.quoted) for one in threads] == [
        ("Kari", "Bare ordet.", texts[0][3:9].strip()),
        ("Kari", "Hele avsnittet.", texts[1].strip()),
    ]


def test_the_boxes_of_the_flowchart_lead_to_the_rows_behind_them(opened: Opened) -> None:
    with opened() as page:
        boxes = page.locator(".drawing a")
        assert boxes.count() == 9
        for box in boxes.all():
            box.focus()
            page.keyboard.press("Enter")
            source = page.locator(":target")
            assert source.is_visible()
            assert source.locator("a[href^='#row-'], .rows a").count() > 0
            page.go_back()


# ---- contents, tables ------------------------------------------------------------------------


def test_the_contents_follow(opened: Opened) -> None:
    with opened() as page:
        for entry in ("Litteratursøk", "Litteraturliste", "Metode"):
            page.locator("nav a", has_text=entry).first.click()
            page.wait_for_function(
                "name => document.querySelector('nav [aria-current]')?.innerText.includes(name)",
                arg=entry,
            )
            assert page.locator("nav [aria-current]").count() == 1
            assert page.locator("nav").bounding_box()["y"] == 0


def test_a_heading_that_a_link_leads_to_is_not_under_the_bar_of_a_phone(opened: Opened) -> None:
    with opened(viewport=PHONE) as page:
        page.locator("nav summary").click()
        page.locator("nav a", has_text="Litteratursøk").first.click()
        assert not page.locator("nav details").evaluate("details => details.open")
        bar = page.locator("nav").bounding_box()
        heading = page.get_by_role("heading", name="Litteratursøk").first.bounding_box()
        assert bar["y"] == 0
        assert bar["height"] <= heading["y"] < 200


def test_a_table_is_sorted_by_a_column_as_numbers_and_its_total_stays(opened: Opened) -> None:
    with opened() as page:
        table = page.locator("[id='tbl:searches-embase']")
        head = table.locator("th", has_text="Antall treff")

        def column() -> list[int]:
            cells = table.locator("tbody tr td:nth-child(3)").all_inner_texts()
            return [int(cell.replace(NBSP, "")) for cell in cells]

        as_given = column()
        head.locator("button").focus()
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "ascending"
        assert column() == sorted(as_given) != as_given
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "descending"
        assert column() == sorted(as_given, reverse=True)
        table.locator("th button").first.click()
        assert column() == as_given
        assert table.locator("[aria-sort]").count() == 1
        assert table.locator("tr").last.inner_text().split("\t")[1] == "Totalt"


@pytest.mark.parametrize("viewport", [WIDE, PHONE])
def test_the_head_of_a_long_table_stays_in_sight(opened: Opened, viewport: dict[str, int]) -> None:
    with opened(viewport=viewport) as page:
        page.locator("[id='row-embase.20']").scroll_into_view_if_needed()
        page.locator("[id='row-embase.25']").scroll_into_view_if_needed()
        head = page.locator("[id='tbl:searches-embase'] thead th").first.bounding_box()
        assert head["y"] >= 0
        row = page.locator("[id='row-embase.20']").bounding_box()
        assert head["y"] + head["height"] <= row["y"] + row["height"] + viewport["height"]
        assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('th') !== null",
                             [head["x"] + 20, head["y"] + head["height"] - 4])  # fmt: skip


# ---- narrow, plain, paper --------------------------------------------------------------------


@pytest.mark.parametrize("spacing", [AS_SET, SPACED_OUT], ids=["as set", "spaced out"])
def test_the_narrowest_window_scrolls_only_down(opened: Opened, spacing: str) -> None:
    with opened(viewport=NARROWEST) as page:
        page.add_style_tag(content=spacing)
        assert overflow(page) <= 0
        page.emulate_media(reduced_motion="reduce", color_scheme="dark")
        assert overflow(page) <= 0


@pytest.mark.parametrize("viewport", [WIDE, PHONE])
def test_without_scripts_all_is_there(opened: Opened, viewport: dict[str, int]) -> None:
    with opened(java_script_enabled=False, viewport=viewport) as page:
        assert not page.locator("#toggle").is_visible()
        if viewport is PHONE:
            page.locator("nav summary").click()
        page.locator("nav a", has_text="Litteratursøk").first.click()
        assert page.url.endswith("#litteraturs%C3%B8k")
        if viewport is PHONE:
            page.locator("nav summary").click()
        number(page).click()
        assert page.url.endswith("#k-searches.hits")
        source = page.locator("[id='k-searches.hits']")
        assert source.is_visible()
        source.locator("summary").click()
        source.locator(".rows a").first.click()
        assert page.url.endswith("#row-medline.1")
        assert page.locator("th button").count() == 0


def test_on_paper_it_is_a4_with_all_chapters_and_without_what_is_for_a_screen(
    opened: Opened,
) -> None:
    with opened() as page:
        pdf = page.pdf(prefer_css_page_size=True)
    text, reader = " ".join(printed.pages(pdf)), PdfReader(io.BytesIO(pdf))
    for heading in ("Sammendrag", "Metode", "Resultat", "Litteraturliste", "Vedlegg 3:"):
        assert heading in text
    assert text.count("Evt. begrensninger") > 4  # a head comes again on each page of its table
    assert "Vis kilder ved tallene" not in text
    assert "Hopp til teksten" not in text
    sides = {tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in reader.pages}
    assert sides <= {(595, 842), (842, 595)}
    assert len(sides) == 2


# ---- the file --------------------------------------------------------------------------------
