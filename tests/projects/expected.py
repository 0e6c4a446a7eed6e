"""What a project is expected to give, held against what it gave.

``python -m tests.projects.expected BUILT... FOLDER`` writes what was built there.
"""

import difflib
import json
import sys
from pathlib import Path
from typing import Any

import pytest


def compare(expected: Path, given: Path) -> None:
    """Fail with the lines that differ, when two files do."""
    difference = "\n".join(
        difflib.unified_diff(
            text(expected).splitlines(),
            text(given).splitlines(),
            f"expected/{expected.name}",
            f"given/{given.name}",
            lineterm="",
        )
    )
    if difference:
        pytest.fail(f"{difference}\n\nIf this is as it should be: README.md says how to renew it.")


def text(path: Path) -> str:
    """The text of a file; of JSON with a line for each number, record and box, in its order."""
    content = path.read_text("utf-8")
    return f"{_lines(json.loads(content))}\n" if path.suffix == ".json" else content


def _lines(value: Any) -> str:
    if _height(value) < 3:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[\n{}\n]".format(",\n".join(map(_lines, value)))
    named = (f"{json.dumps(key, ensure_ascii=False)}: {_lines(value[key])}" for key in value)
    return "{{\n{}\n}}".format(",\n".join(named))


def _height(value: Any) -> int:
    """How many containers are inside one another."""
    if not isinstance(value, dict | list):
        return 0
    inner = value.values() if isinstance(value, dict) else value
    return 1 + max(map(_height, inner), default=0)


if __name__ == "__main__":
    *built, folder = map(Path, sys.argv[1:])
    for each in built:
        (folder / each.name).write_text(text(each), "utf-8")
