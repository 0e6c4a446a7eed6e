"""What all tests share: the repository's root, and the scripts of the rules as modules."""

import gc
import importlib.util
import json
import os
import re
import runpy
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import psutil
import pypandoc
import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests import warm
from thesis.language.spelling import Hunspell, UnavailableError

ROOT = Path(__file__).parents[1]

# Tests convert some thousand texts, and pypandoc starts pandoc twice for its formats before each.
pypandoc.get_pandoc_formats = cache(pypandoc.get_pandoc_formats)
re._MAXCACHE = 100_000  # type: ignore[attr-defined]  # and ask for the same patterns, thousands
warm.parse_once()
settings.register_profile(
    "usual", max_examples=25, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.register_profile("night", settings.get_profile("usual"), max_examples=2000)
settings.load_profile("usual")

Script = Callable[[str], ModuleType]
Job = Callable[..., None]


def pytest_xdist_auto_num_workers() -> int | None:
    """One worker more than there are processors: now and then one waits for a program."""
    told = "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ
    return None if told else (os.cpu_count() or 1) + 1


LONG = [
    *(f"tests/{name}.py" for name in ("whole/test_incremental", "projects/test_revised")),
    "tests/unit/thesis/cli/returned/",
    *(f"tests/{name}/" for name in ("whole", "projects", "editions", "hostile", "static")),
    "tests/unit/checks/",
]
"""Where a test may take seconds, the longest first: each worker takes the next file in order."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files of long tests, so that no worker ends alone with one."""

    def place(item: pytest.Item) -> int:
        named = [i for i, part in enumerate(LONG) if item.nodeid.startswith(part)]
        return min(named, default=len(LONG))

    if os.environ.get("PYTEST_XDIST_WORKER"):
        items.sort(key=place)


# ---- planted errors ------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Tell pytest of the marker of the tests that plant an error, and workers of one server."""
    config.addinivalue_line("markers", "mutant(rule): plants an error that the rule has to find")
    if "TMPDIR" not in os.environ and has_room(MEMORY):
        os.environ["TMPDIR"] = tempfile.tempdir = MEMORY
    if config.getoption("numprocesses", None):
        os.environ[warm.SOCKET] = warm.server()


MEMORY = "/dev/shm"
"""A folder in memory: tests copy the project, some 700 files, again and again."""


def has_room(folder: str) -> bool:
    """Whether all that the tests write fits into a folder, and programs may be run from it."""
    try:
        there = os.statvfs(folder)
    except OSError:
        return False
    free = min(there.f_bavail * there.f_frsize, psutil.virtual_memory().available)
    return os.access(folder, os.W_OK) and not there.f_flag & os.ST_NOEXEC and free > 6e9


def pytest_collection_finish() -> None:
    """Leave the tests, thousands of them, out of what is looked through for what is not used."""
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Put the rule that has to find a planted error down with the test's result."""
    item.user_properties += [("mutant", mark.args[0]) for mark in item.iter_markers("mutant")]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print of how many planted errors each rule told, as ``pytest -m mutant`` does alone."""
    rates: dict[str, dict[str, Counter[str]]] = {}
    for outcome in ("passed", "failed", "error"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, rule in getattr(report, "user_properties", []):
                if name == "mutant":
                    subject, _, what = rule.partition(".")
                    rates.setdefault(subject, {}).setdefault(what, Counter())[outcome] += 1
    total = sum((each for rules in rates.values() for each in rules.values()), Counter[str]())
    if total:
        number = sum(map(len, rates.values()))
        terminalreporter.section(
            f"{total['passed']} of {total.total()} planted errors found, by {number} rules"
        )
    for subject, rules in sorted(rates.items()):
        told = (f"{what} {each['passed']}/{each.total()}" for what, each in sorted(rules.items()))
        terminalreporter.line(f"{subject}: {', '.join(told)}")


# ---- fixtures ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def house() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def needs() -> Callable[[str, str], None]:
    """Skip a test where a program is missing; in CI, which installs it, the test fails instead."""

    def need(program: str, package: str) -> None:
        if shutil.which(program) is None:
            missing(f"needs {program} (Debian: apt-get install {package})")

    return need


def missing(reason: str) -> None:
    """Skip a test for want of a program; in CI, which installs it, fail."""
    pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


@pytest.fixture(scope="session")
def speller() -> Hunspell:
    """The program hunspell with its dictionary of bokmål."""
    hunspell = Hunspell("nb_NO")
    try:
        hunspell.lacks(["hus"])
    except UnavailableError as error:
        missing(str(error))
    return hunspell


@pytest.fixture(scope="session")
def browser(needs: Callable[[str, str], None]) -> Iterator[Browser]:
    """Chromium, without a window: the one that never has any takes a third of the time."""
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if program is None:
        needs("chromium", "chromium-headless-shell")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def script() -> Script:
    """A rule's script as a module, by its path without ending: ``script("text/document")``."""

    def load(name: str) -> ModuleType:
        path = ROOT / "scripts" / f"{name}.py"
        spec = importlib.util.spec_from_file_location("script_" + name.replace("/", "_"), path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture
def config(tmp_path: Path) -> Callable[[Mapping[str, Any]], str]:
    """Writes settings as the Snakefile hands them to the jobs, and gives the file's path."""

    def write(settings: Mapping[str, Any]) -> str:
        path = tmp_path / "config.json"
        path.write_text(json.dumps(settings), "utf-8")
        return str(path)

    return write


@pytest.fixture(scope="session")
def job() -> Job:
    """Run the main block of a rule's script as Snakemake does, with its inputs and outputs."""

    def run(name: str, **parts: dict[str, Any]) -> None:
        snakemake = SimpleNamespace(
            **{part: SimpleNamespace(**values) for part, values in parts.items()}
        )
        path = ROOT / "scripts" / f"{name}.py"
        runpy.run_path(str(path), init_globals={"snakemake": snakemake}, run_name="__main__")

    return run
