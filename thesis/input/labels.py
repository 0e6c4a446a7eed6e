"""Labels: the words that templates print, in the language of the thesis."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from thesis.input import sources


def read(path: str | Path) -> dict[str, Any]:
    """Read a labels file, such as ``templates/labels/nb.yaml``."""
    labels: dict[str, Any] = sources.read_yaml(Path(path), str(path)).value
    return labels
