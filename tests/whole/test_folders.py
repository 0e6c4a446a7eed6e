"""The folders may have any name: that of the code, with Python in it, and that of the thesis."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.whole.project import SMALL, Project, small

NAME = """min oppgave/o'b "q" $HOME;x&y #1 `æøå` (1) *"""


def python_in(folder: Path) -> Path:
    """A virtual environment in a folder, as README makes it, with the packages that run here."""
    base = Path(sys.base_prefix) / "bin" / f"python{sysconfig.get_python_version()}"
    venv = folder / ".venv"
    subprocess.run([base, "-m", "venv", "--without-pip", venv], check=True)
    version = f"python{sysconfig.get_python_version()}"
    packages = venv / "lib" / version / "site-packages" / "running.pth"
    packages.write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return venv / "bin" / "python3"


def test_the_code_and_its_python_may_lie_in_any_folder(
    small_built: Project, tmp_path: Path
) -> None:
    project = small(tmp_path / NAME)
    run = project.build(python=python_in(project.root))
    assert run.returncode == 0, run.stdout + run.stderr
    pdf = Path("results/thesis.pdf")
    assert (project.root / pdf).read_bytes() == (small_built.root / pdf).read_bytes()


@pytest.mark.parametrize("name", [NAME, "a {b} c"])
def test_another_thesis_may_lie_in_any_folder(
    name: str, small_built: Project, tmp_path: Path
) -> None:
    folder = tmp_path / name
    for part in ("config", "content", "data"):
        shutil.copytree(SMALL / part, folder / part)
    run = small_built.build("--directory", str(folder), "docx")
    assert run.returncode == 0, run.stdout + run.stderr
    docx = Path("build/thesis.docx")
    assert (folder / docx).read_bytes() == (small_built.root / docx).read_bytes()


def test_a_brace_in_the_folder_of_the_code_is_told(tmp_path: Path) -> None:
    run = small(tmp_path / "a{b}c").build()
    assert run.returncode == 1
    assert "Rename the folder" in run.stderr
    assert "Traceback" not in run.stderr
