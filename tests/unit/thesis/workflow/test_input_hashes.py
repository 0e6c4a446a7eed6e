"""What the rules are made from, by its content."""

import os
import time
from pathlib import Path

import pytest

from thesis.diagnostics.files import HOUSE
from thesis.workflow import input_hashes


@pytest.fixture(autouse=True)
def folder(here: Path) -> Path:
    """A working folder with a source."""
    Path("a b.csv").write_text("1\n", "utf-8")
    return here


def test_the_file_of_hashes_is_written_when_a_content_is_another_and_only_then() -> None:
    seen = Path(input_hashes.hashes("x", ["a b.csv"]))
    os.utime(seen, (1, 1))
    Path("a b.csv").touch()
    input_hashes.hashes("x", ["a b.csv"])
    assert seen.stat().st_mtime == 1
    Path("a b.csv").write_text("2\n", "utf-8")
    os.utime("a b.csv", (0, 0))
    input_hashes.hashes("x", ["a b.csv"])
    assert seen.stat().st_mtime > 1


def test_a_file_that_is_new_renamed_or_gone_is_another_content() -> None:
    texts = [Path(input_hashes.hashes("x", ["a b.csv"])).read_text("utf-8")]
    Path("c.csv").write_text("1\n", "utf-8")
    for paths in (["a b.csv", "c.csv"], ["c.csv"], []):
        texts.append(Path(input_hashes.hashes("x", paths)).read_text("utf-8"))
    Path("c.csv").unlink()
    texts.append(Path(input_hashes.hashes("x", ["c.csv"])).read_text("utf-8"))
    assert len(set(texts)) == 5


def test_the_paths_are_listed_again() -> None:
    Path("æ.csv").touch()
    assert input_hashes.listed(input_hashes.hashes("x", ["æ.csv", "a b.csv"])) == [
        "a b.csv",
        "æ.csv",
    ]


def test_a_rule_has_its_sources_its_script_and_their_hashes() -> None:
    Path("build").mkdir()
    Path("build/made.svg").touch()
    given = input_hashes.by_content("pdf", one="a b.csv", several=["build/made.svg", "a b.csv"])
    assert given["one"] == "a b.csv"
    assert given["several"] == ["build/made.svg", "a b.csv"]
    names = [Path(path).name for path in input_hashes.listed(given["seen"])]
    assert sorted(names) == ["a b.csv", "pdf.py"]


def test_what_was_made_in_the_future_is_set_back_in_its_order() -> None:
    now = time.time()
    for name, ahead in {"build/a": 100.0, "build/b": 3600.0, "results/c": -50.0}.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).touch()
        os.utime(name, (now + ahead, now + ahead))
    input_hashes.out_of_the_future()
    times = [Path(name).stat().st_mtime for name in ("results/c", "build/a", "build/b")]
    assert times == sorted(times)
    assert now - 5 < times[-1] <= time.time()
    input_hashes.out_of_the_future()
    assert times == [Path(name).stat().st_mtime for name in ("results/c", "build/a", "build/b")]


def test_what_a_thesis_has_of_its_own_counts_with_the_template(folder: Path) -> None:
    template = HOUSE / "templates/thesis.typ"
    before = Path(input_hashes.by_content("pdf", template=template)["seen"]).read_text("utf-8")
    (folder / "templates").mkdir()
    (folder / "templates/thesis.typ").write_text("#set text(size: 11pt)\n", "utf-8")
    given = input_hashes.by_content("pdf", template=template)
    assert given["template"] == template
    assert "templates/thesis.typ" in input_hashes.listed(given["seen"])
    assert Path(given["seen"]).read_text("utf-8") != before
