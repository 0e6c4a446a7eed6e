"""The register of the small project."""

import pytest

from tests.unit.thesis.counts.made import Built, project, read
from thesis.counts.build import build
from thesis.diagnostics.findings import Finding


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The register, the flow and the references of the small project, in which nothing is wrong."""
    found: list[Finding] = []
    made = build(read(project(tmp_path_factory.mktemp("project"))), found)
    assert found == []
    return made
