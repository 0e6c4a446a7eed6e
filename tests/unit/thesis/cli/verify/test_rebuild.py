"""What is unpacked for a build, and whose code it is."""

from pathlib import Path

import pytest

from thesis.cli.verify import rebuild
from thesis.diagnostics.files import HOUSE

FILES = {
    "data/x.yaml": b"x", "content/a.md": b"x", "config/config.yaml": b"x",
    "config/schema.json": b"x", "Snakefile": b"x", "reviewed.txt": b"x",
    "build/register.json": b"x", "templates/thesis.typ": b"x",
}  # fmt: skip


STRANGE = (
    ".git/hooks/post-checkout", ".venv/bin/snakemake", ".snakemake/iocache/latest.pkl", "x.py",
    "data/.git/config", "sitecustomize.py", "profiles/.x/config.yaml", "content/.envrc", "Makefile",
    "thesis/x.so", ".github/workflows/x.yaml", "templates/.hidden/x.lua",
)  # fmt: skip
"""What no thesis has; the system, git or Snakemake may run it."""


@pytest.mark.parametrize("name", STRANGE)
def test_what_no_thesis_has_is_never_written(name: str) -> None:
    assert not rebuild.is_data(name)
    assert not rebuild.is_code(name)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_data_or_code_or_made(name: str) -> None:
    data = name.startswith(("data/", "content/")) or name in {"config/config.yaml", "reviewed.txt"}
    made = name.startswith("build/")
    assert (rebuild.is_data(name), rebuild.is_code(name)) == (data, not data and not made)


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], bool]]:
    """What was unpacked for each build, and whether its own code was to build it."""
    seen: list[tuple[list[str], bool]] = []

    def build(folder: Path, house: Path, form: str) -> str:
        names = [p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()]
        seen.append((sorted(names), house == folder))
        return ""

    monkeypatch.setattr(rebuild, "_build", build)
    return seen


def test_only_data_text_and_settings_are_unpacked(builds: list[tuple[list[str], bool]]) -> None:
    with rebuild.rebuilt(FILES, own_code=False) as made:
        folder = made.folder
        assert made.said == ""
        assert made.house == HOUSE
    assert builds == [
        (["config/config.yaml", "content/a.md", "data/x.yaml", "reviewed.txt"], False)
    ]
    assert not folder.exists()


def test_all_but_what_is_made_is_unpacked_when_its_code_is_to_run(
    builds: list[tuple[list[str], bool]],
) -> None:
    with rebuild.rebuilt(FILES, own_code=True):
        pass
    assert builds == [(sorted(set(FILES) - {"build/register.json"}), True)]


def test_files_that_cannot_stand_side_by_side_are_told(
    builds: list[tuple[list[str], bool]],
) -> None:
    with rebuild.rebuilt({"data/x": b"", "data/x/y": b""}, own_code=False) as made:
        assert made.said.startswith("data/x/y cannot be unpacked: ")
    assert builds == []


def test_what_was_not_made_is_none_and_the_code_is_told_all_the_same(tmp_path: Path) -> None:
    made = rebuild.Rebuilt(tmp_path, HOUSE, "stopped")
    assert made.json("register.json") is None
    assert "Snakefile" in made.manifest["sha256"]
    assert set(made.manifest["versions"]) == {"pandoc", "typst"}


def test_a_build_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "LONGEST", 0.01)
    assert "took longer than" in rebuild._build(tmp_path, HOUSE, "pdf")


def test_templates_of_a_thesis_go_back_to_its_folder_and_the_code_beside_it(
    builds: list[tuple[list[str], bool]],
) -> None:
    own = {"own/templates/labels/nb.yaml": b"x", "own/templates/thesis.typ": b"x"}
    data = {name for name in FILES if rebuild.is_data(name)}
    for own_code in (False, True):
        with rebuild.rebuilt(FILES | own, own_code):
            pass
    (without, _), (whole, _) = builds
    # A program of Typst's is run only where the code in the PDF is.
    assert without == sorted(data | {"templates/labels/nb.yaml"})
    code = {f"code/{name}" for name in FILES if rebuild.is_code(name)}
    assert whole == sorted(data | code | {"templates/labels/nb.yaml", "templates/thesis.typ"})
