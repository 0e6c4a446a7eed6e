"""Many theses in one command: each built and verified apart, and one page and table of them all."""

import importlib.util
import json
import os
import shutil
from pathlib import Path

import pandas as pd

from tests import warm
from tests.conftest import missing

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "tests/projects/minimal"


def test_each_thesis_is_built_apart_and_a_hostile_one_stops_only_itself(tmp_path: Path) -> None:
    if not importlib.util.find_spec("pyarrow"):
        missing("needs pyarrow: pip install -r many/requirements.txt")
    for name in ("good", "wrong", "unread"):
        shutil.copytree(MINIMAL, tmp_path / name)
    # It would be imported in place of Snakemake, and the profile taken, if the folder were trusted.
    (tmp_path / "wrong/snakemake.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')")
    (tmp_path / "wrong/profiles/default").mkdir(parents=True)
    (tmp_path / "wrong/profiles/default/config.yaml").write_text("dry-run: true")
    (tmp_path / "unread/data/ladder.yaml").write_text("a: [")
    with (tmp_path / "unread/config/config.yaml").open("a") as settings:
        settings.write("messages: nb\n")
    chapter = next((tmp_path / "wrong/content").glob("*.md"))
    chapter.write_text(f"{chapter.read_text('utf-8')}\nVi leste 77 artikler.\n", "utf-8")
    rows = (
        "id\tsource",
        "good\tgood",
        "wrong\twrong",
        "unread\tunread",
        "gone\tfile:///nowhere/gone.git",
    )
    (tmp_path / "list.tsv").write_text("\n".join(rows), "utf-8")
    snakemake = ["snakemake", "--snakefile", str(ROOT / "many/Snakefile")]
    command = [*snakemake, "--cores", "2", "--config", "theses=list.tsv"]  # each is built cold
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = warm.run(*command, cwd=tmp_path, environment=environment)
    assert run.returncode == 0, run.stderr
    outcomes = {
        path.stem: json.loads(path.read_text("utf-8"))
        for path in tmp_path.glob("build/many/*.json")
    }
    states = {name: (each["state"], each["verified"]) for name, each in outcomes.items()}
    assert states == {
        "good": ("delivered", True),
        "wrong": ("stopped", None),
        "unread": ("stopped", None),
        "gone": ("absent", None),
    }
    assert set(outcomes["wrong"]["errors"]) == {"group.unbound", "number.typed"}
    assert set(outcomes["unread"]["errors"]) == {"input.yaml"}
    assert not (tmp_path / "run").exists()
    frame = pd.read_parquet(tmp_path / "results/theses.parquet")
    assert list(frame["state"]) == ["delivered", "stopped", "stopped", "absent"]
    assert frame["pdf"].str.len().tolist() == [64, 0, 0, 0]
    assert (tmp_path / "results/theses.html").read_text("utf-8").count('data-chapter="') == 4
