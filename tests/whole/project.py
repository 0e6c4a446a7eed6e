"""A copy of the project in a folder of its own, built by Snakemake."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests import warm

HOUSE = Path(__file__).parents[2]
PARTS = [
    "LICENSE", "Snakefile", "config", "content", "data", "envs", "profiles", "requirements.txt",
    "rules", "scripts", "templates", "thesis",
]  # fmt: skip


@dataclass(frozen=True)
class Project:
    """A copy of the project, and what can be done with it."""

    root: Path

    def build(
        self,
        *arguments: str,
        cold: bool = False,
        user: int | None = None,
        python: str | Path = sys.executable,
        **environment: str,
    ) -> subprocess.CompletedProcess[str]:
        """Run `snakemake --cores 4`; its output is in `.stdout` and `.stderr`.

        With fewer cores Snakemake spins while a step waits for one, also where there are but two.

        Args:
            cold: start Python anew for the build and for each step, as for a person.
            user: the number of another user to run it as, cold; only root can.
            python: another interpreter, cold.
            environment: variables that are other than here.
        """
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment}
        if not cold and user is None and python == sys.executable:
            words = ("snakemake", "--cores", "4", *arguments)
            return warm.run(*words, cwd=self.root, environment=environment)
        return subprocess.run(
            [str(python), "-m", "snakemake", "--cores", "4", *arguments],
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            user=user,
        )

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace the first `old` in a file; it must be there."""
        path = self.root / file
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    def line(self, file: str, words: str) -> str:
        """The place of the one line that has the words, as ``file:line``."""
        lines = (self.root / file).read_text("utf-8").splitlines()
        (number,) = [i for i, text in enumerate(lines, 1) if words in text]
        return f"{file}:{number}"

    def made(self, *folders: str) -> dict[str, bytes]:
        """Every file made, by its path, with its bytes; logs left out."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for folder in folders or ("build", "results")
            for path in sorted((self.root / folder).rglob("*"))
            if path.is_file() and "logs" not in path.parts
        }

    def handed_in(self) -> dict[str, bytes]:
        """What is in results/ and only changes behind the gate: all but the evidence."""
        return {
            name: content
            for name, content in self.made("results").items()
            if not name.startswith("results/evidence.")
        }


SMALL = HOUSE / "tests" / "projects" / "minimal"
"""A thesis that is built in half the time."""


def small(root: Path) -> Project:
    """A copy of the code with the small thesis in it, without what was built."""
    project = copy(root)
    for part in ("content", "data"):
        shutil.rmtree(root / part)
        shutil.copytree(SMALL / part, root / part)
    shutil.copy2(SMALL / "config/config.yaml", root / "config/config.yaml")
    return project


def copy(root: Path) -> Project:
    """A copy of the project without what was built in it."""
    root.mkdir(parents=True)
    for part in PARTS:
        source = HOUSE / part
        if source.is_dir():
            ignore = shutil.ignore_patterns("build", "results", ".snakemake")
            shutil.copytree(source, root / part, ignore=ignore)
        else:
            shutil.copy2(source, root / part)
    return Project(root)
