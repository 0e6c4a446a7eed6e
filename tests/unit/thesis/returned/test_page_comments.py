"""The comments that the web page writes are read as those of a DOCX; another file is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from thesis.cli.returned import given
from thesis.returned import alignment, comments, paragraphs
from thesis.returned.package import RefusedFileError

ITEM = {
    "id": "p-a-0001", "text": "En rød sti er en rød sti.", "start": 17, "quote": "rød",
    "author": "Kari", "date": "2026-05-01T10:00:00Z", "says": "Hvor?\nNår?",
}  # fmt: skip
WHOLE = {"format": "thesis-comments/1", "of": "abc", "comments": [ITEM]}


def item(**more: Any) -> str:
    return json.dumps({**WHOLE, "comments": [{**ITEM, **more}]})


SPOTS: dict[str, tuple[dict[str, Any], str, int]] = {
    "at its letter": ({}, "rød", 17),
    "elsewhere than it says": ({"start": 900}, "rød", 3),
    "the whole paragraph": ({"quote": "", "start": 0}, ITEM["text"], 0),
    "words that are not there": ({"quote": "blå"}, ITEM["text"], 0),
}  # type: ignore[assignment]


@pytest.mark.parametrize("name", SPOTS)
def test_a_comment_is_of_its_words(tmp_path: Path, name: str) -> None:
    more, quoted, start = SPOTS[name]
    path = tmp_path / "kommentarer.json"
    path.write_text(item(**more), "utf-8")
    opened = given.parts(path)
    texts = paragraphs.read(opened)
    (found,) = comments.read(opened, texts)
    assert alignment.made_of(opened) == "abc"
    assert [*texts.paragraphs[0].bookmarks] == ["p-a-0001"]
    assert (found.author, found.date, found.text) == ("Kari", ITEM["date"], "Hvor?\nNår?")
    assert found.start is not None
    assert (found.quoted, found.start.old) == (quoted, start)


def test_words_of_several_paragraphs_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    more = [
        {"id": f"p-a-{i}", "text": f"Sti {i} går.", "start": 0, "quote": f"Sti {i}"} for i in "23"
    ]
    path.write_text(item(start=17, quote="rød sti.", more=more), "utf-8")
    opened = given.parts(path)
    (found,) = comments.read(opened, paragraphs.read(opened))
    assert [(spot.paragraph, said) for spot, said in found.parts] == [
        (0, "rød sti."), (1, "Sti 2 går."), (2, "Sti 3"),
    ]  # fmt: skip


HOSTILE: dict[str, tuple[str, str]] = {
    "no JSON": ("{", "no comments of the page"),
    "lists in lists": ("[" * 200_000, "no comments of the page"),
    "a number of many digits": ("1" * 5000, "no comments of the page"),
    "another thing": ("[]", "format: expected"),
    "another format": (json.dumps({**WHOLE, "format": "thesis-comments/2"}), "save the file anew"),
    "no list": (json.dumps({**WHOLE, "comments": {}}), "comments: expected a list"),
    "many": (json.dumps({**WHOLE, "comments": [1] * 6000}), "a list of at most 3000"),
    "no comment": (json.dumps({**WHOLE, "comments": [1]}), "comment 1, id: expected a text; comm"),
    "no hash": (json.dumps({**WHOLE, "of": 1}), "of: expected a text"),
    "no number": (item(start=True), "comment 1, start: expected a whole number"),
    "a number below": (item(start=-1), "comment 1, start"),
    "two things at once": (item(says=None, author=[]), "author: expected a text; comment 1, says"),
    "no list of more": (item(more=3), "comment 1, more: expected a list"),
    "more without a place": (item(more=[{"id": "p"}]), "comment 1, text: expected a text"),
    "a long text": (item(says="a" * 40_000), "comment 1, says: longer than a paragraph"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_another_file_is_refused_with_all_that_is_wrong(tmp_path: Path, name: str) -> None:
    content, says = HOSTILE[name]
    path = tmp_path / "a.json"
    path.write_text(content, "utf-8")
    with pytest.raises(RefusedFileError, match=says):
        given.parts(path)


def test_what_is_not_seen_is_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(item(says="a\u202eb\x1b[2J\ud800"), "utf-8")
    opened = given.parts(path)
    (found,) = comments.read(opened, paragraphs.read(opened))
    assert found.text == "a\ufffdb\ufffd[2J\ufffd"
