"""Comments that nobody wrote by hand: each is told once, and is kept so that it can be read."""

from html import escape
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from tests.returned import COMMENTS, DOCUMENT, EXTENDED, W14, W15
from thesis.cli.returned import listing
from thesis.cli.returned.listing import ToldComment
from thesis.diagnostics.place import Place
from thesis.formats.docx import W
from thesis.input import folder, sources, validation
from thesis.returned import comments, paragraphs
from thesis.returned.comments import MOST_COMMENTS, Comment
from thesis.returned.package import Package, RefusedFileError

SPACES = f'xmlns:w="{W[1:-1]}" xmlns:w14="{W14[1:-1]}" xmlns:w15="{W15[1:-1]}"'
ALL = range(MOST_COMMENTS)


def one(id: object = 0, text: str = "Hei.", author: str = "Kari", date: str = "2026-05-01") -> str:
    """A comment; its paragraph has its number."""
    mark = f"{id:08X}" if isinstance(id, int) else "x"
    said = f'<w:p w14:paraId="{mark}"><w:r><w:t>{escape(text)}</w:t></w:r></w:p>'
    named = f'w:id="{id}" w:author="{escape(author)}" w:date="{date}"'
    return f"<w:comment {named}>{said}</w:comment>"


def reply(id: int, to: int) -> str:
    return f'<w15:commentEx w15:paraId="{id:08X}" w15:paraIdParent="{to:08X}"/>'


def read(path: Path, given: str, extended: str = "", around: str = "") -> list[Comment]:
    """The threads of a file, whose one paragraph all ranges are around."""
    ranges = [f'<w:commentRange{end} w:id="0"/>' for end in ("Start", "End")]
    body = f"<w:p>{ranges[0]}<w:r><w:t>{around}</w:t></w:r>{ranges[1]}</w:p>"
    parts = {DOCUMENT: body, COMMENTS: given, EXTENDED: extended}
    trees = {name: Xml.fromstring(f"<a {SPACES}>{part}</a>") for name, part in parts.items()}
    if not extended:
        del trees[EXTENDED]
    package = Package(path / "a.docx", trees)
    return comments.read(package, paragraphs.read(package))


HOSTILE: dict[str, tuple[str, str]] = {
    "one id for all": (one() * MOST_COMMENTS, ""),
    "ids that are made of others": (one("0") + one("0+1") + one("0") + one("0+1+3"), ""),
    "an answer to the next one, as many as there may be": (
        "".join(map(one, ALL)), "".join(reply(id, id + 1) for id in ALL),
    ),
    "the same, the last first": (
        "".join(map(one, ALL)), "".join(reply(id, id + 1) for id in reversed(ALL)),
    ),
    "answers in a circle": (one(1) + one(2), reply(1, 2) + reply(2, 1)),
    "an answer to itself": (one(1), reply(1, 1)),
    "a book": (one(text="ord " * 400_000), ""),
    "a word without an end": (one(text='"' * 90_000, author="\\" * 9000), ""),
    "an author of several lines": (one(author="Kari&#10;content/a.md:1: Ola"), ""),
    "text turned round": (one(text="a\u202eb", author="Kari\u2066\x9b2J"), ""),
    "YAML": (one(text='"x"\n- comment: "ab"\n  says: [', author="&a *a !!python/x"), ""),
    "commands of a template": (one(text="{{ n('x') }} {% raw %} {## x", author="{{ 1 }}"), ""),
    "a year that is none": (one(date="99999-12-31T00:00:00Z"), ""),
    "a comment in a comment": (f'<w:comment w:id="7">{one(8)}</w:comment>', ""),
    "nothing of it": ("<w:comment/>", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_comment_is_told_once_and_kept_so_that_it_can_be_read(tmp_path: Path, name: str) -> None:
    given, extended = HOSTILE[name]
    threads = read(tmp_path, given, extended, "ord " * 900)
    assert sum(1 + len(each.replies) for each in threads) == given.count("<w:comment")
    (tmp_path / "data").mkdir()
    told = [ToldComment("a.docx", each, Place("content/a.md", 1), 1) for each in threads]
    assert all(len(listing._who(each.comment).splitlines()) == 1 for each in told)
    assert listing.add(tmp_path, told)
    source = sources.read_yaml(tmp_path / folder.COMMENTS, folder.COMMENTS)
    assert validation.check(source, "comments") == []
    assert [each["comment"] for each in source.value] == [*{each.hash: 1 for each in told}]


def test_more_comments_than_anybody_writes_are_not_read(tmp_path: Path) -> None:
    with pytest.raises(RefusedFileError, match=r"a\.docx: it has 3001 comments"):
        read(tmp_path, one() * (MOST_COMMENTS + 1))


def test_comments_that_no_file_of_data_can_hold_are_not_written(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    given = "".join(one(id, f"{id} {'ord ' * 5000}") for id in range(500))
    told = [ToldComment("a.docx", each, Place("", 0), 0) for each in read(tmp_path, given)]
    with pytest.raises(sources.UnreadableSourceError, match="a file of 10 MB"):
        listing.add(tmp_path, told)
    assert not (tmp_path / folder.COMMENTS).exists()
