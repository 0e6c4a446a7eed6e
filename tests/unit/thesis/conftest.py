"""The small thesis before and after an edit."""

from pathlib import Path

import pytest

from tests.unit.thesis import edited


@pytest.fixture
def edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> edited.Make:
    """Makes the small thesis, with a text, numbers or records other than usual."""
    return edited.maker(tmp_path, monkeypatch)
