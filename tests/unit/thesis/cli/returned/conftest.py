"""What the tests of returned files share: the thesis that they are held against."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from thesis.cli.plan import build
from thesis.cli.plan.build import Edited
from thesis.cli.returned import given
from thesis.returned.alignment import BaseDocument


@pytest.fixture(scope="session")
def now(delivered: Path) -> Iterator[tuple[Edited, BaseDocument]]:
    """The small thesis as it is edited now, and its document."""
    with build.edited(delivered) as edited:
        yield edited, given.base(edited)
