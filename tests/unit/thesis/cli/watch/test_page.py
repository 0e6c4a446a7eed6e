"""What is marked on the page as changed, and how it is served."""

import json
import re

import pypandoc
import pytest

from thesis.cli.watch import page
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.formats import html_page

START = """::: {.file src="content/a.md" part="main"}

# Én

Første.

Andre [3]{#n-0001 .n key="a.b" src="content/a.md:5"}.

::: {.finding .error}
Funn 1, feil: content/a.md:5

noe
:::

:::

::: {.file src="build/findings.json" part="back"}

# Funn

Funn 1

:::
"""


def document(text: str) -> pandoc.Element:
    tree: pandoc.Element = json.loads(pypandoc.convert_text(text, "json", format=pandoc.READER))
    return tree


def marked(old: str, new: str) -> tuple[list[str], list[str]]:
    """What is marked in the new text, and the ids of the marks."""
    tree = document(new)
    page.mark(tree, page.signs(document(old)))
    divisions = [e for e in pandoc.walk(tree) if "changed" in pandoc.classes(e)]
    return (
        [pandoc.text(e["c"][1]).strip() for e in divisions],
        [name for e in divisions if (name := pandoc.identifier(e))],
    )


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Første.", "Første, og mer.", ["Første, og mer."]),
        ("Første.", "Første.\n\nNy.", ["Ny."]),
        ("Første.\n\n", "", ["Andre 3."]),  # taken away: what stands behind it
        ("Første.", "*Første.*", ["Første."]),
        ("# Én", "# Én\n\n- punkt", ["punkt"]),
        ("[3]", "[4]", ["Andre 4."]),
    ],
)
def test_what_is_other_than_before_is_marked(old: str, new: str, found: list[str]) -> None:
    texts, ids = marked(START, START.replace(old, new, 1))
    assert texts == found
    assert ids == ["changed"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#n-0001", "#n-0007"),  # a number before it
        ("content/a.md:5", "content/a.md:8"),  # a line before it
        ("Funn 1, feil", "Funn 2, feil"),
        ("# Funn", "# Flere funn"),  # the list of findings at the end
    ],
)
def test_what_only_moved_is_not(old: str, new: str) -> None:
    assert marked(START, START.replace(old, new)) == ([], [])


def test_a_new_finding_is_marked() -> None:
    texts, _ = marked(START, START.replace("noe", "noe annet"))
    assert len(texts) == 1
    assert "noe annet" in texts[0]


def test_the_page_that_is_served_runs_its_own_scripts_and_asks_nobody_else() -> None:
    whole = page.served(page.empty("<x>", "nb"), 7)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', whole)
    script = re.search(r"<script>(.*)</script>", whole, re.DOTALL)
    assert policy
    assert script
    assert html_page.digest(script[1]) in policy[1]
    assert "connect-src 'self'" in policy[1]
    assert "const mine = 7;" in script[1]
    assert "&lt;x&gt;" in whole


def test_a_page_of_another_form_is_refused_and_not_served_without_its_script() -> None:
    with pytest.raises(ValueError, match="has no"):
        page.served("<html></html>", 1)


def test_why_there_is_no_newer_page_stands_above_the_last_one() -> None:
    finding = Finding(Place("data/<a>.yaml", 3), "input.yaml", "<b>", "YAML", "mend it")
    shown = page.stopped([finding], "", page.empty("x", "nb"))
    assert shown.index('id="stopped"') < shown.index("</body>")
    assert "data/&lt;a&gt;.yaml:3: error [input.yaml]" in shown
    assert "<b>" not in shown
