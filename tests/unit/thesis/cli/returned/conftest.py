"""What the tests of returned files share: the thesis that they are held against."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder for each set of files that is built, whoever asks for the same ones again."""
    folders: dict[frozenset[tuple[str, bytes]], Path] = {}
    whole = build.built

    @contextmanager
    def kept(files: Mapping[str, bytes]) -> Iterator[Path]:
        known = frozenset(files.items())
        if known not in folders:
            with whole(files) as folder:
                folders[known] = tmp_path_factory.mktemp("built") / "thesis"
                shutil.copytree(folder, folders[known])
        yield folders[known]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(build, "built", kept)
        yield


@pytest.fixture(autouse=True)
def _shared(made_once: None) -> None:
    """Every test of this folder builds the same files once."""
