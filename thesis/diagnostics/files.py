"""Files that are written: JSON and CSV in one form, and text that is there whole or not at all."""

import csv
import io
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).parents[2]  # The folder of the code

CONFIG_FILE, THESIS_FILE = "config/config.yaml", "data/thesis.yaml"
"""Files of a thesis that findings of many rules name."""

Config = Mapping[str, Any]
"""Settings of config/config.yaml, merged and checked (build/config.json), or a part of them."""


WIDTH = 100  # Letters of a value that stands on one line of a JSON file

_one_line = json.JSONEncoder(ensure_ascii=False).encode


def to_json(content: Any) -> str:
    """JSON that a person can read, a short record a line, the same for the same content."""
    return _to_json(content, "\n") + "\n"


def _to_json(content: Any, new_line: str) -> str:
    """A value on one line, or each of its items on a line of its own."""
    line, deeper = _one_line(content), f"{new_line} "
    if len(line) <= WIDTH or not isinstance(content, Mapping | list | tuple):
        return line
    if isinstance(content, Mapping):
        items = [f"{_one_line(key)}: {_to_json(each, deeper)}" for key, each in content.items()]
        return f"{{{deeper}{f',{deeper}'.join(items)}{new_line}}}"
    return f"[{deeper}{f',{deeper}'.join(_to_json(each, deeper) for each in content)}{new_line}]"


def read_json(path: str | Path) -> Any:
    """What a JSON file holds."""
    return json.loads(Path(path).read_text("utf-8"))


def write_json(content: Any, path: str | Path) -> None:
    """Write a JSON file."""
    Path(path).write_text(to_json(content), "utf-8")


def to_csv(rows: Iterable[Iterable[object]], sign: str = ",") -> str:
    """Rows of cells as CSV, with a sign between the cells."""
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\n").writerows(rows)
    return out.getvalue()


def write_whole(content: str | bytes, path: str | Path) -> None:
    """Write a file so that a reader never sees half of it; what goes wrong leaves the old one."""
    with _whole(path) as partial:
        partial.write_bytes(content.encode() if isinstance(content, str) else content)


def write_all(contents: Mapping[Path, str | bytes]) -> None:
    """Write several files, each whole, and no new one where one of them cannot be written."""
    new = [path for path in contents if not path.exists()]
    try:
        with ExitStack() as stack:
            for path, content in contents.items():
                partial = stack.enter_context(_whole(path))
                partial.write_bytes(content.encode() if isinstance(content, str) else content)
    except BaseException:
        for path in new:
            path.unlink(missing_ok=True)
        raise


def copy_whole(source: str | Path, path: str | Path) -> None:
    """Copy a file in the same way."""
    with _whole(path) as partial:
        shutil.copyfile(source, partial)


@contextmanager
def _whole(path: str | Path) -> Iterator[Path]:
    partial = Path(f"{path}.partial")
    try:
        yield partial
        os.replace(partial, path)
    except OSError as error:
        if error.errno and not error.filename:
            error.filename = str(path)  # A full disk does not say of what
        raise
    finally:
        partial.unlink(missing_ok=True)
