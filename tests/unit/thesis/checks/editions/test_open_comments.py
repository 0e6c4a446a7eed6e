"""Comments of a supervisor that wait for an answer, and a file of them that is none."""

from pathlib import Path

import pytest

from tests.unit.thesis.checks.made import made
from thesis.checks.editions import open_comments
from thesis.input.folder import COMMENTS

WHOLE = "- {comment: 0f3a9c2b7d41, author: Kari, place: a.md:2, about: to søk, says: Hvorfor?}\n"
SAID = "a comment of Kari about «to søk»: Hvorfor? | said of a.md:2"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (WHOLE, [("comment.open", 1, SAID)]),
        (WHOLE.replace("}", ", answer: ' '}"), [("comment.open", 1, SAID)]),
        (WHOLE.replace("}", ", answer: Fordi.}"), []),
        ("- {comment: 0f3a9c2b7d42, says: Hvem?}\n",
         [("comment.open", 1, "a comment of somebody: Hvem? | ")]),
        ("- {comment: 0f3a9c2b7d42}\n", [("input.missing-key", 1, "")]),
        ("- [\n", [("input.yaml", 2, "")]),
    ],
)  # fmt: skip
def test_a_comment_without_an_answer_is_told(
    tmp_path: Path, text: str, found: list[tuple[str, int, str]]
) -> None:
    thesis = made(tmp_path, "# A\n")
    if text:
        (tmp_path / COMMENTS).parent.mkdir(exist_ok=True)
        (tmp_path / COMMENTS).write_text(text, "utf-8")
    told = list(open_comments.comments(thesis))
    assert [(one.rule, one.line) for one in told] == [(rule, line) for rule, line, _ in found]
    for one, (_, _, said) in zip(told, found, strict=True):
        assert not said or f"{one.found} | {one.evidence}" == said
        assert one.file == COMMENTS
