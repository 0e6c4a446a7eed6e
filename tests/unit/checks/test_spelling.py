"""The step that stops when a word is unknown."""

from pathlib import Path
from typing import Any

import pytest

from tests.a_register import a_register
from tests.unit.thesis.checks.made import CONTENT, made
from thesis.document import pandoc
from thesis.language.spelling import Hunspell


def spell(
    job: Any, config: Any, folder: Path, thesis: Any, words: list[str], rules: dict[str, Any]
) -> None:
    listed = [{"word": word, "place": "data/words.yaml:2"} for word in words]
    a_register([], {"words": listed}).write(folder / "register.json")
    pandoc.write(thesis.document, folder / "thesis.json")
    (folder / "count.json").write_text("{}", "utf-8")
    (folder / "nb.yaml").write_text("figure: figur\n", "utf-8")
    job(
        "checks/spelling",
        input={
            "register": folder / "register.json",
            "document": folder / "thesis.json",
            "word_count": folder / "count.json",
            "labels": folder / "nb.yaml",
            "config": config({"labels": "nb", "rules": rules}),
        },
    )


@pytest.fixture
def thesis(here: Path) -> Any:
    return made(here, "# Metode\n\nEn trenign og en oppgave.\nEn qwert.\n")


def test_all_unknown_words_are_told_and_the_step_stops(
    job: Any,
    config: Any,
    tmp_path: Path,
    thesis: Any,
    speller: Hunspell,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as stopped:
        spell(job, config, tmp_path, thesis, ["hus"], {})
    assert stopped.value.code == 1
    told = capsys.readouterr().err
    assert f"{CONTENT}:3: error [spelling.unknown]\n    found:    «trenign»" in told
    assert "did you mean trening" in told
    assert f"{CONTENT}:4: error [spelling.unknown]\n    found:    «qwert»" in told
    assert "data/words.yaml:2: error [spelling.listed]" in told


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        (["trenign", "qwert"], {}),
        ([], {"spelling.unknown": {"severity": "warning", "reason": "Utkast."}}),
    ],
    ids=["words that are listed", "a rule turned down"],
)
def test_it_lets_pass(
    job: Any,
    config: Any,
    tmp_path: Path,
    thesis: Any,
    speller: Hunspell,
    words: list[str],
    rules: dict[str, Any],
) -> None:
    spell(job, config, tmp_path, thesis, words, rules)


def test_without_hunspell_it_says_what_to_install(
    job: Any, config: Any, tmp_path: Path, thesis: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match="apt-get install hunspell, and hunspell-no for Norwegian"):
        spell(job, config, tmp_path, thesis, [], {})
