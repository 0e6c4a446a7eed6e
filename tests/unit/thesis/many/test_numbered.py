"""A thesis by its number in the list, as an engine that counts asks for it."""

from pathlib import Path

import pytest

from thesis.many import numbered, outcome, theses
from thesis.many.bounded import JobBounds
from thesis.many.outcome import ThesisOutcome
from thesis.many.theses import ListedThesis


@pytest.fixture
def built(here: Path, monkeypatch: pytest.MonkeyPatch) -> list[JobBounds]:
    """The bounds of what was built, of a list of two theses; nothing is."""
    given: list[JobBounds] = []

    def of(listed: ListedThesis, folder: Path, bounds: JobBounds) -> ThesisOutcome:
        given.append(bounds)
        return ThesisOutcome(id=listed.id, source=str(folder), state="delivered")

    for name in ("a", "b"):
        (here / name).mkdir()
    (here / "list.tsv").write_text("id\tsource\na\ta\nb\tb\n", "utf-8")
    monkeypatch.setattr(outcome, "of", of)
    monkeypatch.setattr(theses, "_digest", None)  # no Pod reads the folders of all others
    monkeypatch.delenv(numbered.INDEX, raising=False)
    return given


def test_the_number_is_said_or_that_of_the_pod(
    built: list[JobBounds], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert numbered.main(["list.tsv", "0", "--minutes", "1", "--memory-mb", "5"]) == 0
    monkeypatch.setenv(numbered.INDEX, "1")
    assert numbered.main(["list.tsv"]) == 0
    assert [(each.seconds, each.memory_mb) for each in built] == [(60, 5), (600, 2000)]
    made = {name: outcome.read(f"build/many/{name}.json") for name in ("a", "b")}
    assert {name: Path(each.source).as_posix() for name, each in made.items()} == {
        "a": "build/many/a", "b": "build/many/b",
    }  # fmt: skip


@pytest.mark.parametrize("number", [["2"], ["-1"], []])
def test_a_number_that_no_row_has_is_told(
    built: list[JobBounds], number: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert numbered.main(["list.tsv", "--", *number]) == 2
    assert "list.tsv has the rows 0 to 1, not " in capsys.readouterr().err
    assert built == []
