"""The command new, as it is typed; what it makes is built in tests/projects/test_new.py."""

from pathlib import Path

from tests.unit.thesis.cli.conftest import Told


def test_it_says_what_to_do_next(tmp_path: Path, told: Told) -> None:
    out = told(0, "new", tmp_path / "ny", "--title", "Musikk og angst")
    assert f'  cd "{tmp_path / "ny"}"' in out.splitlines()
    assert "snakemake --cores 4 draft" in out


def test_it_writes_nothing_without_a_title(tmp_path: Path, told: Told) -> None:
    assert "Nothing is written: --title" in told(2, "new", tmp_path / "ny")
    assert not (tmp_path / "ny").exists()
