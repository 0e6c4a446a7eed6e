"""The command new, as it is typed; what it makes is built in tests/projects/test_new.py."""

from pathlib import Path

import pytest

from thesis import __main__


def test_it_says_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["new", str(tmp_path / "ny"), "--title", "Musikk og angst"]) == 0
    out = capsys.readouterr().out
    assert f'  cd "{tmp_path / "ny"}"' in out.splitlines()
    assert "snakemake --cores 4 draft" in out


def test_it_writes_nothing_without_a_title(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert __main__.main(["new", str(tmp_path / "ny")]) == 2
    assert "Nothing is written: --title" in capsys.readouterr().err
    assert not (tmp_path / "ny").exists()
