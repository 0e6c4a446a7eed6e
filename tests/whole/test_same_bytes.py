"""The same inputs give the same bytes: in another folder, time zone, language, by another user."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.whole.project import Project, copy

NOBODY = 65534
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",  # in which a hard space is no character
    "LANG": "ar_EG.UTF-8",
    "USER": "somebody",
    "LOGNAME": "somebody",
    "COLUMNS": "40",
    "SOURCE_DATE_EPOCH": "1",
    "PYTHONHASHSEED": "2",
}


def test_two_builds_that_share_nothing_but_the_inputs_are_equal(
    built: Project, tmp_path: Path
) -> None:
    other = copy(tmp_path / "another folder, with Ærlige signs" / "b")
    away = tmp_path / "home"
    away.mkdir()
    run = other.build(cold=True, user=another_user(tmp_path), HOME=str(away), **ELSEWHERE)
    assert run.returncode == 0, run.stdout + run.stderr
    made, again = made_by(built), made_by(other)
    assert {"results/thesis.pdf", "build/thesis.typ", "build/manifest.json"} <= set(made)
    assert [name for name in made if made[name] != again.get(name)] == []
    assert set(made) == set(again)


def test_each_format_is_built_alone(tmp_path: Path) -> None:
    project = copy(tmp_path / "thesis")
    for target, others in {"docx": {"html"}, "html": {"pdf", "docx"}}.items():
        run = project.build("--dry-run", target)
        rules = set(re.findall(r"\w+", run.stdout + run.stderr))
        assert {"register", "document", target} <= rules
        assert not rules & others


def made_by(project: Project) -> dict[str, bytes]:
    """All but what tells of the machine."""
    made = project.made()
    return {name: content for name, content in made.items() if Path(name).name != "run.json"}


def another_user(root: Path) -> int | None:
    """A user who may write what is below a folder; None where this one cannot become another.

    Only root can, and only where Python lies in a folder that others may read.
    """
    try:
        subprocess.run([sys.executable, "-c", "import snakemake"], user=NOBODY, check=True)
    except (PermissionError, subprocess.CalledProcessError):
        return None
    for folder in (root, *root.rglob("*")):
        shutil.chown(folder, NOBODY)
    for folder in root.parents:
        if folder.stat().st_uid == 0 and folder.is_relative_to(tempfile.gettempdir()):
            folder.chmod(folder.stat().st_mode | 0o011)
    return NOBODY
