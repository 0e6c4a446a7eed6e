"""The small thesis that the rules on the whole document look at."""

from pathlib import Path
from typing import Any

import pytest

from tests.unit.thesis.checks import whole
from thesis.document.thesis import Thesis


@pytest.fixture
def small(tmp_path: Path) -> whole.Make:
    """Makes the small thesis, with what a test wants other than usual."""

    def make(*, content: Any = None, records: Any = None, config: Any = None) -> Thesis:
        return whole.make(tmp_path, content, records, config)

    return make
