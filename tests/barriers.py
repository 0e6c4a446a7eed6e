"""A page in a browser as everybody meets it: wide and narrow, light and dark, by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

Test = TypeVar("Test", bound=Callable[..., None])


def for_everyone(test: Test) -> Test:
    """Runs a test with each width and colour scheme, `width` and `scheme`."""
    widths = pytest.mark.parametrize("width", [1280, 390])
    schemes: Any = pytest.mark.parametrize("scheme", ["light", "dark"])
    both: Test = widths(schemes(test))
    return both


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
    violations = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.keyboard.press("Tab")
    focused = str(page.evaluate("document.activeElement.textContent"))
    context.close()
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations] == []
    assert not wide, "the page scrolls sideways"
    return focused
