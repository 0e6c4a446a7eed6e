"""Figure 1 of a flow, drawn as the rule does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from thesis.formats.flowchart.draw import picture


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[[Any], Path]:
    """Draws a flow as the rule does."""

    def draw(flow: dict[str, Any]) -> Path:
        path = tmp_path / "flowchart.svg"
        path.write_text(picture(flow, "Flyt")[1], "utf-8")
        return path

    return draw
