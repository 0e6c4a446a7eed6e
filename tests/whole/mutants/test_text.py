"""Errors planted in the text, the records, the templates and the settings of the whole thesis.

Each is planted beside many others in one build, and has to be found at its own place.
"""

import inspect
import json
import re
import sys

import pytest

from tests.cases import THESIS, Case, fails, params, passes
from tests.whole.conftest import Make
from tests.whole.project import Project
from thesis.diagnostics import findings
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import Rule, catalogue
from thesis.language.spelling import Hunspell

SPELLING = re.compile(
    r"^(\S+?):(\d+): error \[(spelling\.[a-z-]+)\]\n +found: +(.*)$", re.MULTILINE
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>\n'
TOLD = "build/told.txt"
"""What the target `spelling` prints."""

EVERY = fails(THESIS)
SPELT = [case for case in EVERY if catalogue()[case.rule].target == "spelling"]
"""What the target `spelling` finds, and the build does not."""
BUILT = [case for case in EVERY if case not in SPELT]


@pytest.fixture(scope="module")
def planted(shared: Make) -> Project:
    """The thesis with all errors in it at once, built as far as the findings and the spelling."""

    def build(project: Project) -> None:
        (project.root / "content/uten-tekst.svg").write_text(SVG, "utf-8")
        for case in [*passes(THESIS), *EVERY]:
            case.plant(project.root)
        run = project.build("build/findings.json", "build/findings/finished.json")
        assert run.returncode == 0, run.stdout + run.stderr
        run = project.build("spelling")
        (project.root / TOLD).write_text(run.stdout + run.stderr, "utf-8")

    return shared("planted", build)


@pytest.fixture(scope="module")
def found(planted: Project) -> list[Finding]:
    """What the build found."""
    files = ("findings.json", "findings/finished.json")
    return findings.read(*(planted.root / "build" / file for file in files))


@pytest.mark.parametrize("case", params(BUILT))
def test_what_is_planted_is_found_at_its_place(
    planted: Project, found: list[Finding], case: Case
) -> None:
    case.assert_found(planted.root, found)


def test_what_words_are_held_against_is_noted(planted: Project) -> None:
    claims = json.loads((planted.root / "build/claims.json").read_text("utf-8"))
    noted = {each["rule"] for claim in claims for each in claim["against"]}
    noting = {
        rule.id
        for name, module in list(sys.modules.items())
        if name.startswith("thesis.checks.")
        for variable, rule in vars(module).items()
        if isinstance(rule, Rule) and f"{variable}.held(" in inspect.getsource(module)
    }
    # The errors take one of the two abstracts away, and the thesis has neither outcomes nor risks.
    unsaid = {"abstract.direction", "abstract.numbers", "appraisal.said", "outcome.certainty"}
    assert noting - noted == unsaid


def test_nothing_is_found_but_at_the_planted_errors(planted: Project, found: list[Finding]) -> None:
    places = {place for case in EVERY for place in case.places(planted.root)}
    assert [str(one) for one in found if str(one.place) not in places] == []


@pytest.mark.parametrize("case", params(SPELT))
def test_a_slip_of_spelling_is_found_at_its_place(
    planted: Project, speller: Hunspell, case: Case
) -> None:
    told = SPELLING.findall((planted.root / TOLD).read_text("utf-8"))
    case.assert_found(
        planted.root,
        [Finding(Place(file, int(line)), rule, words, "", "") for file, line, rule, words in told],
    )


def test_the_clean_thesis_gives_no_finding(built: Project) -> None:
    assert findings.read(built.root / "build/findings.json") == []
