"""A page in a browser as everybody meets it: wide and narrow, light and dark, by the keyboard."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

ALIKE = """() => {
  const names = (one) => [one.localName, ...one.classList, one.getAttribute('style')].join('.');
  const seen = {};
  document.querySelectorAll('p, li, tr, details, figure').forEach((one) => {
    const kind = new Set([...one.querySelectorAll('*')].map(names));
    const way = [];
    for (let at = one; at; at = at.parentElement) way.push(names(at));
    const key = [...way, '|', ...[...kind].sort()].join(' ');
    seen[key] = (seen[key] || 0) + 1;
    const first = !one.previousElementSibling || one.contains(document.activeElement);
    if (seen[key] > 2 && !first) one.remove();
  });
}"""
"""Takes out of a page what is of one kind with two others: the same elements, classes and styles.

What axe-core finds in the third row of a table it finds in the first, and each costs the same.
"""

EVERY_RULE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

Test = TypeVar("Test", bound=Callable[..., None])


def for_everyone(test: Test) -> Test:
    """Runs a test with each width and colour scheme, `width` and `scheme`."""
    widths = pytest.mark.parametrize("width", [1280, 390])
    schemes: Any = pytest.mark.parametrize("scheme", ["light", "dark"])
    both: Test = widths(schemes(test))
    return both


def barriers(page: Page, within: str | None = None) -> list[str]:
    """What axe-core finds, with the first element of each; the page is cut short by it."""
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len({*ids}), "an id stands twice"
    page.evaluate(ALIKE)
    found = Axe().run(page, context=within, options=EVERY_RULE).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found]


def nothing_bars(browser: Browser, address: str, width: int, scheme: Any) -> str:
    """Assert that axe-core finds no barrier and that nothing scrolls sideways, all unfolded.

    Returns:
        The text of what the tabulator reaches first.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.keyboard.press("Tab")
    focused = str(page.evaluate("document.activeElement.textContent"))
    found = barriers(page)
    context.close()
    assert found == []
    assert not wide, "the page scrolls sideways"
    return focused
