"""A returned file may be any file: what is not safe is refused, and says why."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from thesis.formats.docx import Parts, W, zipped
from thesis.returned import package, paragraphs
from thesis.returned.package import RefusedFileError

RELATION = (
    '<Relationships xmlns="x"><Relationship Id="a" TargetMode="External" '
    'Type="http://x/relationships/{}" Target="{}"/></Relationships>'
)
ENTITY = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'

PARTS: dict[str, tuple[str, bytes, str]] = {
    "an entity that names a file": ("word/document.xml", ENTITY.encode(), "declares an entity"),
    "entities of entities": ("word/comments.xml", LAUGHS.encode(), "declares an entity"),
    "an entity in UTF-16": ("word/document.xml", ENTITY.encode("utf-16"), "not in UTF-8"),
    "an entity in UTF-16 without its mark": (
        "word/document.xml", ENTITY.encode("utf-16-le"), "not in UTF-8",
    ),
    "an entity in another encoding": (
        "word/document.xml", b'<?xml version="1.0" encoding="cp037"?>' + ENTITY.encode("cp037"),
        "not in UTF-8",
    ),
    "a template from elsewhere": (
        "word/_rels/settings.xml.rels", RELATION.format("attachedTemplate", "http://x/").encode(),
        "fetches 'http://x/'",
    ),
    "a picture from elsewhere": (
        "word/_rels/document.xml.rels", RELATION.format("image", "//x/a.png").encode(), "fetches",
    ),
    "a frame from elsewhere": (
        "word/_rels/a.xml.rels", RELATION.format("frame", "file:///x").encode(), "fetches",
    ),
    "macros": ("word/vbaProject.bin", b"\0", "macros"),
    "the list of macros": ("word/vbaData.xml", b"<a/>", "macros"),
    "macros by their type": (
        "[Content_Types].xml", b'<Types ContentType="a/x.macroEnabled.main+xml"/>', "macros",
    ),
    "no XML": ("word/document.xml", b"<w:document", "is no XML"),
    "elements in elements": ("word/comments.xml", b"<a>" * 5000 + b"</a>" * 5000, "nested"),
    "bytes that are no letters": ("word/document.xml", b"<a>\xff</a>", "is no XML"),
}  # fmt: skip


SMALL: Parts = {
    "[Content_Types].xml": b"<Types/>",
    "word/document.xml": (
        f'<w:document xmlns:w="{W[1:-1]}"><w:body>{"<w:p/>" * 60}</w:body></w:document>'.encode()
    ),
    "word/comments.xml": b"<a/>",
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_is_not_safe_is_refused(tmp_path: Path, name: str) -> None:
    part, content, says = PARTS[name]
    path = tmp_path / "a.docx"
    path.write_bytes(zipped({**SMALL, part: content}, "2026-01-01"))
    with pytest.raises(RefusedFileError, match=says):
        paragraphs.read(package.read(path))


PARAGRAPHS = f'<w:body xmlns:w="{W[1:-1]}">{"<w:p/>" * 40_000}</w:body>'


def bomb(parts: Parts) -> bytes:
    """Little that becomes 70 MB."""
    return zipped(
        {**parts, "word/comments.xml": b"<a>" + b" " * 70_000_000 + b"</a>"}, "2026-01-01"
    )


def false_size(parts: Parts) -> bytes:
    """A part that says it is small."""
    whole = bytearray(bomb(parts))
    size = (70_000_007).to_bytes(4, "little")
    return bytes(whole).replace(size, (100).to_bytes(4, "little"))


def twice(parts: Parts) -> bytes:
    """The document twice, of which programs see another one each."""
    out = io.BytesIO(zipped(parts, "2026-01-01"))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<a/>")
    return out.getvalue()


def locked(parts: Parts) -> bytes:
    """One part with a password."""
    whole = bytearray(zipped(parts, "2026-01-01"))
    at = whole.index(b"PK\1\2")
    whole[at + 8] |= 1
    return bytes(whole)


def spoilt(parts: Parts) -> bytes:
    """A byte in the middle of the document that is another."""
    whole = zipped({"word/document.xml": parts["word/document.xml"]}, "2026-01-01")
    half = len(whole) // 2
    return whole[:half] + bytes([whole[half] ^ 255]) * 40 + whole[half + 40 :]


WHOLE: dict[str, tuple[Callable[[Parts], bytes], str]] = {
    "a bomb": (bomb, "larger than a thesis"),
    "a bomb that says it is none": (false_size, "larger than a thesis|no Word file"),
    "a part twice": (twice, "2 times"),
    "a password": (locked, "password"),
    "a spoilt file": (spoilt, "no Word file|no XML"),
    "a file of Word 97": (lambda parts: package.OLE + bytes(600), "password, or a file of Word 97"),
    "no zip": (lambda parts: b"Hei", "no Word file"),
    "an empty zip": (lambda parts: zipped({}, "2026-01-01"), "no document"),
    "many paragraphs": (
        lambda parts: zipped(
            {"word/document.xml": PARAGRAPHS.encode()}, "2026-01-01"
        ), "more paragraphs",
    ),
    "many parts": (
        lambda parts: zipped({f"a{i}.bin": b"" for i in range(1500)}, "2026-01-01"), "1500 parts",
    ),
    "a large file": (lambda parts: b"PK" + bytes(100_000_000), "64 MB"),
    "a book of Excel": (lambda parts: zipped({"xl/a.xml": b"<a/>"}, "2026-01-01"), "no document"),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_is_not_safe_is_refused(tmp_path: Path, name: str) -> None:
    make, says = WHOLE[name]
    path = tmp_path / "a.docx"
    path.write_bytes(make(SMALL))
    with pytest.raises(RefusedFileError, match=says):
        paragraphs.read(package.read(path))


def test_a_link_of_a_comment_is_no_danger(tmp_path: Path) -> None:
    link = RELATION.format("hyperlink", "https://example.org/").encode()
    path = tmp_path / "a.docx"
    path.write_bytes(zipped({**SMALL, "word/_rels/comments.xml.rels": link}, "2026-01-01"))
    assert len(paragraphs.read(package.read(path)).paragraphs) == 60


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RefusedFileError, match="there is no such file"):
        package.read(tmp_path / "a.docx")
