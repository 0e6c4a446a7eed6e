"""The previous edition: named in config, read back, and held to its hash."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.a_register import a_register
from thesis.checks.editions import previous
from thesis.editions import store
from thesis.formats import attachments
from thesis.formats.attachments import digest
from thesis.model.register import Number

FOLDER = "editions/2020"


@pytest.fixture
def named(tmp_path: Path) -> dict[str, str]:
    """An edition in a folder of its own, and what config says of it."""
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    register = a_register([Number("studies.included", 5)], {"studies": []})
    register.write(folder / "register.json")
    (folder / "document.json").write_text('{"blocks": [], "meta": {}}', "utf-8")
    for name in ("flow.json", "wordcount.json"):
        (folder / name).write_text("{}", "utf-8")
    (folder / "thesis.pdf").write_bytes(b"%PDF")
    contents = {path.name: path.read_bytes() for path in folder.iterdir()}
    manifest = attachments.manifest(contents, {})
    (folder / "manifest.json").write_bytes(manifest)
    return {"edition": "2020", "sha256": digest(manifest)}


def found(named: dict[str, str], root: Path) -> list[tuple[str, str]]:
    """Rule and finding of whatever is wrong."""
    return [
        (each.rule, each.found) for each in previous.check(named, root, "config/config.yaml", 7)
    ]


def test_an_edition_is_read_back(named: dict[str, str], tmp_path: Path) -> None:
    config = {"previous": named}
    assert found(named, tmp_path) == []
    edition = store.previous(config, tmp_path)
    assert edition is not None
    assert (edition.name, edition.register.value("studies.included")) == ("2020", 5)
    assert edition.document["blocks"] == []
    assert edition.json("flow.json") == {}
    assert store.files(config) == [f"{FOLDER}/{name}" for name in store.READ]
    assert "editions/2020/thesis.pdf" not in store.files(config)


@pytest.mark.parametrize("since", ["2018", 2018])
def test_an_earlier_edition_is_compared_with_where_the_command_line_names_it(
    named: dict[str, str], tmp_path: Path, since: str | int
) -> None:
    config = {"previous": named, "since": since}
    files = [f"editions/2018/{name}" for name in store.READ]
    assert store.compared_files(config) == files
    edition = store.of_files(files)
    assert edition is not None
    assert (edition.name, edition.folder) == ("2018", Path("editions/2018"))
    assert store.compared_files({"previous": named}) == store.files(config)
    assert store.of_files(store.compared_files({})) is None


def test_an_earlier_edition_is_held_to_its_manifest(named: dict[str, str], tmp_path: Path) -> None:
    assert found({"edition": "2020"}, tmp_path) == []
    (tmp_path / FOLDER / "flow.json").write_text("[]", "utf-8")
    assert [rule for rule, _ in found({"edition": "2020"}, tmp_path)] == ["edition.previous"]
    assert [rule for rule, _ in found({"edition": "2018"}, tmp_path)] == ["edition.previous"]


@pytest.mark.parametrize("config", [{}, {"previous": None}])
def test_the_first_edition_has_none_before_it(config: dict[str, Any], tmp_path: Path) -> None:
    assert store.previous(config, tmp_path) is None
    assert store.files(config) == []


def test_its_pdf_may_be_missing(named: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / FOLDER / "thesis.pdf").unlink()
    assert found(named, tmp_path) == []


def changed(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_text('{"other": 1}', "utf-8") and None


def rewritten(folder: Path) -> None:
    content = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**content, "more": 1}), "utf-8")


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda folder: (folder / "manifest.json").unlink(), "and no editions/2020/manifest.json"),
        (changed("manifest.json"), "editions/2020/manifest.json is no manifest"),
        (rewritten, "sha256: "),
        (changed("register.json"), "editions/2020/register.json is not what was archived"),
        (changed("thesis.pdf"), "editions/2020/thesis.pdf is not what was archived"),
        (lambda folder: (folder / "document.json").unlink(), "no editions/2020/document.json"),
    ],
)
@pytest.mark.mutant("edition.previous")
def test_an_edition_that_is_not_what_was_archived_is_told(
    named: dict[str, str], tmp_path: Path, harm: Callable[[Path], None], says: str
) -> None:
    harm(tmp_path / FOLDER)
    ((rule, said),) = found(named, tmp_path)
    assert rule == "edition.previous"
    assert says in said


def test_an_edition_is_frozen_and_left_when_it_is_the_same(tmp_path: Path) -> None:
    for _ in range(2):
        store.freeze({"thesis.pdf": b"one"}, tmp_path / "editions/2020")
    assert (tmp_path / "editions/2020/thesis.pdf").read_bytes() == b"one"
    assert [path.name for path in (tmp_path / "editions").iterdir()] == ["2020"]


@pytest.mark.parametrize("contents", [{"thesis.pdf": b"two"}, {"thesis.pdf": b"one", "b": b""}])
def test_another_edition_is_never_written_over(tmp_path: Path, contents: dict[str, bytes]) -> None:
    store.freeze({"thesis.pdf": b"one"}, tmp_path / "2020")
    with pytest.raises(FileExistsError):
        store.freeze(contents, tmp_path / "2020")
    assert (tmp_path / "2020/thesis.pdf").read_bytes() == b"one"


def test_an_edition_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        store.freeze({"thesis.pdf": b"one", "a/b": b"two"}, tmp_path / "2020")
    assert list(tmp_path.iterdir()) == []
