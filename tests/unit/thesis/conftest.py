"""The small thesis before and after an edit."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.unit.thesis import edited


@pytest.fixture
def edit(
    tmp_path: Path, script: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> edited.Make:
    """Makes the small thesis, with a text, numbers or records other than usual."""
    return edited.maker(tmp_path, script, monkeypatch)
