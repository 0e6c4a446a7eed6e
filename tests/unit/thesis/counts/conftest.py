"""The register of the small project, and figure 1 of a flow, drawn as the rule does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.unit.thesis.counts.made import Built, project, read
from thesis.counts.build import build
from thesis.diagnostics.findings import Finding
from thesis.formats.flowchart.draw import picture
from thesis.model.records import Flow


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The register and the flow of the small project, in which nothing is wrong."""
    found: list[Finding] = []
    register = build(read(project(tmp_path_factory.mktemp("project"))), found)
    assert found == []
    return register, register.records.flow


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[[Any], Path]:
    """Draws a flow as the rule does."""

    def draw(flow: Flow) -> Path:
        path = tmp_path / "flowchart.svg"
        path.write_text(picture(flow, "Flyt")[1], "utf-8")
        return path

    return draw
