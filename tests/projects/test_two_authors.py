"""Two authors, a branch each: what both add to a thesis, git merges without a question."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.projects.test_revised import LEFT_OUT, PROJECT, ROOT
from thesis import __main__
from thesis.checks.data import inputs
from thesis.counts.build import build

BY = {
    "kari": ("Aas", "Humming in the morning", "nattbasen2025", "3,Choir and rest,9,3,1,"),
    "ola": ("Aasen", "Singing after the shift", "dagbasen", "2,Choir and hospital,7,2,1,"),
}
"""What each adds: the first author of a study, its title, the table of a search, and its row."""


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


Merge = Callable[..., Path]


@pytest.fixture
def merged(tmp_path: Path) -> Merge:
    def merge(**others: tuple[str, str]) -> Path:
        """The thesis after both branches are merged.

        Args:
            others: the table and the row of an author, where they are not those above.
        """
        root = tmp_path / "thesis"
        shutil.copytree(PROJECT, root, ignore=LEFT_OUT)
        shutil.copytree(PROJECT / "editions", root / "editions")
        shutil.copyfile(ROOT / ".gitattributes", root / ".gitattributes")
        git(root, "init", "-b", "main")
        git(root, "add", ".")
        git(root, "commit", "-m", "Begin")
        for name, (author, title, *usual) in BY.items():
            table, row = others.get(name, usual)
            git(root, "checkout", "-b", name, "main")
            with (root / f"data/searches/{table}.csv").open("a", encoding="utf-8") as rows:
                rows.write(f"{row}\n")
            export = tmp_path / f"{name}.ris"
            export.write_text(
                f"TY  - JOUR\nAU  - {author}, A\nPY  - 2024\nTI  - {title}\n"
                "T2  - Journal of Imaginary Sleep\nVL  - 3\nSP  - 1\nEP  - 9\nLA  - en\nER  - \n"
            )
            found_by = f"{table}:{row.partition(',')[0]}"
            words = ["add", str(export), "--search", found_by, "--included"]
            assert __main__.main([*words, "--directory", str(root)]) == 0
            git(root, "add", ".")
            git(root, "commit", "-m", f"Add the study of {name}")
        git(root, "checkout", "main")
        for name in BY:
            git(root, "merge", "--no-edit", name)
        return root

    return merge


def test_a_study_and_a_search_of_each_are_merged_without_a_question(merged: Merge) -> None:
    root = merged()
    data, found = inputs.problems(root)
    assert {each.rule for each in found} == {"study.to-fill"}
    assert {"aas2024", "aasen2024"} <= data.studies.keys()
    # Both came last; the thesis numbers them in the order of their keys.
    assert [data.studies[key].value["place"] for key in ("aas2024", "aasen2024")] == [4, 4]
    included = [
        (study.place, study.key)
        for study in build(data, []).records.studies
        if study.status == "included"
    ]
    assert included[-2:] == [(4, "aas2024"), (5, "aasen2024")]


def test_two_searches_with_one_number_are_both_kept_and_told(merged: Merge) -> None:
    table, row = "nattbasen2025", "3,Choir and hospital,7,2,1,"
    root = merged(ola=(table, row))
    rows = (root / f"data/searches/{table}.csv").read_text("utf-8").splitlines()
    assert rows[-2:] == [BY["kari"][3], row]
    data, found = inputs.problems(root)
    assert data.studies.keys() >= {"aas2024", "aasen2024"}
    (told,) = [each for each in found if each.rule == "search.repeated-number"]
    assert (told.file, told.line) == (f"data/searches/{table}.csv", len(rows))
