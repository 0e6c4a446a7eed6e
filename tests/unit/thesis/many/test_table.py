"""The page and the table of many theses: every thesis, nothing of it as markup."""

from pathlib import Path

import pytest

from thesis.input import labels
from thesis.many import table
from thesis.many.outcome import ThesisFinding, ThesisOutcome

HOUSE = Path(__file__).parents[4]
HOSTILE = "</td><script>alert(1)</script>"

OUTCOMES = [
    ThesisOutcome(
        id="a", source="/a", state="delivered", title="Tittel", words=1500, limit=6000,
        verified=True, alone=True, cpu=7.25, memory=400_000_000,
    ),
    ThesisOutcome(
        id="b", source=HOSTILE, state="stopped", title=HOSTILE,
        errors={"number.typed": 2, "words.limit": 1},
        findings=[ThesisFinding(HOSTILE, "error", "number.typed", HOSTILE)], warnings=3,
    ),
    ThesisOutcome(id="c", source="/c", state="time", said=HOSTILE),
]  # fmt: skip


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_has_a_row_for_each_and_no_markup_of_a_thesis(
    tmp_path: Path, language: str
) -> None:
    words = labels.read(HOUSE / f"templates/labels/{language}.yaml")
    path = tmp_path / "theses.html"
    table.page(OUTCOMES, words, str(HOUSE / "templates/theses.html.jinja"), str(path))
    text = path.read_text("utf-8")
    assert text.count('<tr role="row" data-chapter=') == 3
    assert "<script>alert" not in text
    for state in ("delivered", "stopped", "time"):
        assert words["theses"]["states"][state] in text
    assert "number.<wbr>typed</code> × 2" in text


def test_the_table_tells_what_is_not_known_from_nothing() -> None:
    frame = table.frame(OUTCOMES).set_index("id")
    assert frame.loc["b", "rules"] == ["number.typed", "number.typed", "words.limit"]
    assert list(frame["errors"]) == [0, 3, 0]
    assert frame["words"].isna().tolist() == [False, True, True]
    assert frame["verified"].isna().tolist() == [False, True, True]
