"""Package of a returned file: its parts as XML, opened so that a hostile file does nothing.

Nothing in it is run, fetched or written to disk. What no word processor writes of a thesis is
refused before it is parsed: entities, macros, anything that is fetched, more than a thesis has.
"""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml

from thesis.input import limits

MOST_BYTES = 64 * 1024**2  # Of the file; and of the parts of it that are read, unpacked
MOST_PARTS = 1000
MOST_DEEP = 200  # Elements of XML inside one another
MOST_ELEMENTS = 3_000_000

CONTENT_TYPES = "[Content_Types].xml"
OLE = b"\xd0\xcf\x11\xe0"  # How a file of Word 97 begins, and a DOCX that is locked with a password
OPEN_DOCUMENT = "content.xml"  # The part that a file of LibreOffice's own form has
MACROS = re.compile(r"vbaproject|vbadata|(?:^|/)Basic/|(?:^|/)Scripts/", re.IGNORECASE)
MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
UTF8 = {b"utf-8", b"utf8", b"us-ascii"}
XML = (".xml", ".rels")


class RefusedFileError(Exception):
    """The file is not read; the message says why, and what to do."""


@dataclass(frozen=True)
class Package:
    """What is read of a file."""

    path: Path  # where it lies
    parts: Mapping[str, Xml.Element]  # each part that is XML, parsed, by its name
    threads_by_words: bool = False  # whether replies may be known by their words alone
    only_comments: bool = False  # whether it has no text but that of its comments


def content(path: Path) -> bytes:
    """The bytes of a file that is not too large.

    Raises:
        RefusedFileError: it is, or it cannot be read.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RefusedFileError(f"it has more than {MOST_BYTES // 1024**2} MB, and is not read")
        return path.read_bytes()
    except FileNotFoundError:
        raise RefusedFileError("there is no such file") from None
    except OSError as error:
        raise RefusedFileError(f"it cannot be read: {error.strerror}") from None


def read(path: Path) -> Package:
    """The parts of a returned file.

    Raises:
        RefusedFileError: it is no such file, or one that is not safe to read.
    """
    whole = content(path)
    if whole.startswith(OLE):
        raise RefusedFileError(
            "it is locked with a password, or a file of Word 97: save it as .docx without one"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            parts = dict(_parts(archive))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError) as error:
        raise RefusedFileError(f"it is no Word file: {error}") from None
    for name, root in parts.items():
        if name.endswith(".rels"):
            _not_fetching(name, root)
    return Package(path, parts)


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, Xml.Element]]:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise RefusedFileError(f"it has {len(parts)} parts, more than a thesis has")
    for name, times in Counter(part.filename for part in parts).items():
        if times > 1:
            raise RefusedFileError(f"it has the part {name!r} {times} times")
        if MACROS.search(name):
            raise RefusedFileError(f"it has macros ({name!r}): save it without them")
    left = MOST_BYTES
    for part in parts:
        if part.flag_bits & 1:
            raise RefusedFileError("it is locked with a password: save it without one")
        if not part.filename.endswith(XML):
            continue
        with archive.open(part) as opened:
            content = opened.read(left + 1)  # what its header says of its size may be false
        left -= len(content)
        if left < 0:
            raise RefusedFileError("it is larger than a thesis is when it is unpacked")
        if part.filename == CONTENT_TYPES and MACRO_TYPE.search(content):
            raise RefusedFileError("it has macros: save it without them")
        yield part.filename, parsed(content, part.filename)


def parsed(content: bytes, name: str) -> Xml.Element:
    """XML as a tree, of a bounded depth and without a declared entity.

    Raises:
        RefusedFileError: it is none, or has what no word processor writes.
    """
    said = ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    if (
        b"\0" in content[:4]
        or content[:2] in {b"\xff\xfe", b"\xfe\xff"}
        or (said and said[1].lower() not in UTF8)
    ):
        raise RefusedFileError(f"its part {name!r} is not in UTF-8")
    if limits.ENTITY.search(content):
        raise RefusedFileError(f"its part {name!r} declares an entity")
    deep = count = 0
    try:
        events = Xml.iterparse(io.BytesIO(content), ("start", "end"))
        for event, _ in events:
            deep += 1 if event == "start" else -1
            count += 1
            if deep > MOST_DEEP or count > 2 * MOST_ELEMENTS:
                raise RefusedFileError(f"its part {name!r} is nested or longer than a thesis is")
    except Xml.ParseError as error:
        raise RefusedFileError(f"its part {name!r} is no XML: {error}") from None
    root: Xml.Element = events.root  # type: ignore[attr-defined]
    return root


def _not_fetching(name: str, root: Xml.Element) -> None:
    """See that no relation but a link leads out of the file."""
    for relation in root:
        is_link = relation.get("Type", "").endswith("/hyperlink")
        if relation.get("TargetMode", "").lower() == "external" and not is_link:
            raise RefusedFileError(
                f"its part {name!r} fetches {relation.get('Target', '')!r}: "
                "take that out, or save a copy with it inside"
            )
