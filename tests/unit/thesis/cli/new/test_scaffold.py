"""The folder of a new thesis: all of it or nothing, and its own data without a mistake."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from thesis.checks.data import inputs
from thesis.cli.new import answers, scaffold
from thesis.cli.new.answers import AnswerError, Answers
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place

HOSTILE = 'Hva sier «studiene»? \\ "nei": {{ n("x") }} <<title>> # ø\u2028'


def of(title: str = "Musikk og angst", databases: str = "PubMed", language: str = "nb") -> Answers:
    said = {q.option: None for q in answers.QUESTIONS}
    said |= {"title": title, "databases": databases, "language": language}
    return answers.read(answers.asked(said, None), date(2026, 9, 1))


@pytest.mark.parametrize("title", ["Musikk og angst", HOSTILE, "null", "2026", "a: b"])
@pytest.mark.parametrize("databases", ["PubMed", "PubMed, Web of Science, null"])
def test_its_data_have_nothing_wrong_but_what_is_to_fill(
    tmp_path: Path, title: str, databases: str
) -> None:
    scaffold.write(tmp_path / "ny", of(title, databases))
    _, found = inputs.problems(tmp_path / "ny")
    assert {(each.rule, each.file) for each in found} == {
        ("study.to-fill", "data/studies/eksempel2024.yaml")
    }


@pytest.mark.parametrize("language", answers.LANGUAGES)
def test_each_language_has_every_file_and_its_own_words(tmp_path: Path, language: str) -> None:
    files = scaffold.write(tmp_path / "ny", of(language=language))
    assert len(files) == len(scaffold.write(tmp_path / "nb", of()))
    settings = yaml.safe_load((tmp_path / "ny/config/config.yaml").read_text("utf-8"))
    title = yaml.safe_load((tmp_path / "ny/data/thesis.yaml").read_text("utf-8"))
    assert settings["labels"] == title["language"][:2] == language
    assert [*title["keywords"]] == [language]
    named = [file for part in settings["content"].values() for file in part]
    assert named == sorted(p.as_posix() for p in files if p.parts[0] == "content")
    assert {each.rule for each in inputs.problems(tmp_path / "ny")[1]} == {"study.to-fill"}


def test_the_limit_of_a_programme_is_not_said_again(tmp_path: Path) -> None:
    said = {q.option: None for q in answers.QUESTIONS} | {"title": "T", "programme": "uio-jus2211"}
    scaffold.write(tmp_path / "ny", answers.read(answers.asked(said, None), date(2026, 9, 1)))
    settings = yaml.safe_load((tmp_path / "ny/config/config.yaml").read_text("utf-8"))
    assert settings["programme"] == "uio-jus2211"
    assert settings["words"] == {"leave_out": ["matrix", "long-description"]}


def test_what_is_in_the_way_stays(tmp_path: Path) -> None:
    (tmp_path / "min").mkdir()
    (tmp_path / "min/notat.txt").write_text("viktig", "utf-8")
    (tmp_path / "fil").write_text("viktig", "utf-8")
    for folder in (tmp_path / "min", tmp_path / "fil", tmp_path / "fil/ny", scaffold.HOUSE / "ny"):
        with pytest.raises(AnswerError):
            scaffold.write(folder, of())
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["fil", "min", "notat.txt"]
    assert not (scaffold.HOUSE / "ny").exists()


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "ny").mkdir()
    assert Path("Snakefile") in scaffold.write(tmp_path / "ny", of())
    assert [path.name for path in tmp_path.iterdir()] == ["ny"]


def test_its_editor_finds_the_place_of_a_finding(tmp_path: Path) -> None:
    scaffold.write(tmp_path / "ny", of())
    text = (tmp_path / "ny/.vscode/tasks.json").read_text("utf-8")
    tasks = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))["tasks"]
    first, second = tasks[0]["problemMatcher"]["pattern"]
    finding = Finding(Place("content/04-diskusjon.md", 12), "number.typed", "«80», typed", "", "")
    head, body = str(finding).splitlines()[:2]
    assert re.match(first["regexp"], head)[first["line"]] == "12"  # type: ignore[index]
    assert re.match(second["regexp"], body)[second["message"]] == "«80», typed"  # type: ignore[index]
