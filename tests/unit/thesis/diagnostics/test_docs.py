"""The page of all rules: a row for each, below the title of its subject."""

import pytest

from thesis.diagnostics import docs, rules

TEXTS = {"looks_at": "texts", "sees": "this | that", "misses": "those"}


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of two rules."""
    monkeypatch.setattr(rules, "CATALOGUE", {})
    monkeypatch.setattr(docs, "catalogue", lambda: rules.CATALOGUE)
    rules.declare("text.b", **TEXTS, example="`b`", severity="warning", target="spelling")
    rules.declare("search.a", **TEXTS, example="a")


def test_a_rule_stands_below_its_subject_with_all_that_it_says() -> None:
    page = docs.page()
    assert page.index("## Searches") < page.index("| `search.a` |") < page.index("## The text")
    assert r"| `search.a` | texts | this \| that | those | `a` |" in page
    assert "| `text.b` (warning) (`snakemake spelling`) | texts |" in page
    assert "| `` `b` `` |" in page


def test_a_rule_without_a_place_on_the_page_is_told() -> None:
    rules.declare("weather.rain", **TEXTS, example="c")
    with pytest.raises(ValueError, match=r"weather\.rain"):
        docs.page()
