"""The small thesis that the rules on the whole document look at."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.unit.thesis.checks import whole
from thesis.document.thesis import Thesis


@pytest.fixture
def small(tmp_path: Path, script: Callable[[str], ModuleType]) -> whole.Make:
    """Makes the small thesis, with what a test wants other than usual."""

    def make(*, content: Any = None, records: Any = None, config: Any = None) -> Thesis:
        return whole.make(tmp_path, script, content, records, config)

    return make
