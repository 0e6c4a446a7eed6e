"""Exports are read once, and each by itself."""

from pathlib import Path

import pytest

from tests.unit.thesis.exports.exports import export
from thesis.screening import store


def test_one_export_that_changes_is_read_alone_and_what_was_read_of_it_before_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data/exports"
    folder.mkdir(parents=True)
    for name in ("alpha", "beta"):
        (folder / f"{name}.ris").write_text(export("ris", 3), "utf-8")
    told: list[tuple[int, int]] = []
    databases = ["alpha", "beta"]
    first = list(store.read_exports(tmp_path, databases, lambda *each: told.append(each)))
    size = (folder / "alpha.ris").stat().st_size
    assert told == [(size, 2 * size), (2 * size, 2 * size)]

    read: list[int] = []
    reader = store.read.read
    monkeypatch.setattr(store.read, "read", lambda text: read.append(len(text)) or reader(text))
    (folder / "beta.ris").write_text(export("ris", 4), "utf-8")
    second = list(store.read_exports(tmp_path, databases))
    assert read == [(folder / "beta.ris").stat().st_size]
    assert (second[0], len(second[1].records)) == (first[0], 4)
    assert len(store.read_texts(tmp_path, second[1])) == 4
    assert len(list((tmp_path / store.CACHE).iterdir())) == 4
