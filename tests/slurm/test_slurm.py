"""Many theses on a real Slurm of one node: the bytes of a local build, and nothing is lost."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.slurm import one_node

ROOT = Path(__file__).parents[2]
SNAKEMAKE = [sys.executable, "-m", "snakemake", "--snakefile", str(ROOT / "many/Snakefile")]
SNAKEMAKE += ["--config", "theses=list.tsv", "memory_mb=1500"]
# Without accounting there is no sacct to ask, and no account to name.
ONE_NODE = ["--slurm-no-account", "--slurm-status-command", "squeue"]
ONE_NODE += ["--slurm-init-seconds-before-status-checks", "3", "--group-components", "theses=2"]

pytestmark = pytest.mark.slurm


def pdfs(folder: Path) -> dict[str, str]:
    """The hash of the PDF of each thesis."""
    made = [json.loads(path.read_text("utf-8")) for path in folder.glob("build/many/*.json")]
    return {each["id"]: each["pdf"] for each in made}


def test_a_cancelled_job_a_drained_node_and_a_new_controller_lose_nothing(tmp_path: Path) -> None:
    if reason := one_node.lacking():
        pytest.skip(reason)
    rows = ["id\tsource", *(f"t{i}\tthesis" for i in range(6))]
    for name in ("local", "slurm"):
        (tmp_path / name).mkdir()
        shutil.copytree(ROOT / "tests/projects/minimal", tmp_path / name / "thesis")
        (tmp_path / name / "list.tsv").write_text("\n".join(rows[: 2 if name == "local" else 7]))
    subprocess.run([*SNAKEMAKE, "--cores", "2"], cwd=tmp_path / "local", check=True)
    with one_node.running(tmp_path) as node:
        command = [*SNAKEMAKE, "--profile", str(ROOT / "profiles/slurm"), *ONE_NODE]
        with (tmp_path / "log").open("w") as log:
            build = subprocess.Popen(command, cwd=tmp_path / "slurm", stdout=log, stderr=log)
        try:
            while not node.jobs():
                time.sleep(0.2)
            subprocess.run(["scancel", node.jobs()[0]], check=True)
            while not node.jobs():
                time.sleep(0.2)
            node.update("drain")
            node.wait_until("draining", "drained")
            node.update("resume")
            node.end("slurmctld")
            subprocess.run(["slurmctld"], check=True)
            assert build.wait(timeout=400) == 0, (tmp_path / "log").read_text()
        finally:
            build.kill()
    local, there = pdfs(tmp_path / "local"), pdfs(tmp_path / "slurm")
    assert len(there) == 6
    assert set(there.values()) == set(local.values())
    assert "" not in there.values()
    assert (tmp_path / "slurm/results/theses.parquet").is_file()
