"""Attachments read out of a PDF, which may be any file."""

import ctypes
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from thesis.cli.verify import unpacked
from thesis.cli.verify.verdict import FILES, Verdict
from thesis.formats.attachments import MANIFEST, digest, is_part

MOST_FILES = 5000
MOST_BYTES = 64 * 1024**2  # Of one attachment, unpacked; the thesis' own are a hundredth of it
MOST_IN_ALL = 4 * MOST_BYTES

SHA256 = re.compile(r"[0-9a-f]{64}")


class UnverifiableError(Exception):
    """The file is no PDF that carries its data; the message says what it is."""


@dataclass
class PdfContents:
    """What was taken out of a PDF."""

    content: bytes  # the PDF itself, in bytes
    files: dict[str, bytes] = field(default_factory=dict)  # the attachments by name
    # the names that are no path inside a project, or are there twice
    refused: list[Verdict] = field(default_factory=list)
    # of the programs that built it, by the manifest
    versions: Mapping[str, str] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)  # SHA-256 of each file, by the manifest
    problem: str = ""  # what is wrong with the manifest itself, or ""

    def json(self, name: str) -> Any:
        """An attachment as JSON; None where it is missing or is none."""
        try:
            return json.loads(self.files.get(name, b""))
        except (ValueError, RecursionError):
            return None


def read(path: Path) -> PdfContents:
    """Take everything out of a PDF.

    Raises:
        UnverifiableError: no such file, no PDF, one with a password, or one without attachments.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise UnverifiableError("there is no such file") from None
    except OSError as error:
        raise UnverifiableError(f"it cannot be read: {error.strerror}") from None
    carried = PdfContents(content)
    if problem := unpacked.too_much(content, MOST_BYTES, MOST_IN_ALL):
        raise UnverifiableError(f"{problem}: more than a thesis has, and not unpacked")
    try:
        pdf = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise UnverifiableError(f"it cannot be read as a PDF: {_reason(error)}") from None
    try:
        for name, file in _attachments(pdf):
            _take(carried, name, file)
    except pdfium.PdfiumError as error:
        raise UnverifiableError(f"its attachments cannot be read: {_reason(error)}") from None
    finally:
        pdf.close()
    if not carried.files and not carried.refused:
        raise UnverifiableError(
            "it carries no data: it is thesis-archive.pdf, a draft, or a PDF that something else "
            "made or saved anew. Ask for the thesis.pdf that was handed in with it"
        )
    _read_manifest(carried)
    return carried


def _reason(error: pdfium.PdfiumError) -> str:
    said = re.search(r"PDFium: (.+?)\.?\)", str(error))
    return said[1].lower() if said else str(error)


def _attachments(pdf: pdfium.PdfDocument) -> Iterator[tuple[str, bytes]]:
    """Name and content of each; stops at what is too large, so that a small file stays small."""
    count = pdf.count_attachments()
    if count > MOST_FILES:
        raise UnverifiableError(f"it has {count} attachments, more than {MOST_FILES}")
    total = 0
    for i in range(count):
        attachment = pdf.get_attachment(i)
        name = attachment.get_name()
        size = _size(attachment)
        total += size
        if size > MOST_BYTES or total > MOST_IN_ALL:
            raise UnverifiableError(f"its attachments are too large to unpack, from {name!r} on")
        yield name, bytes(attachment.get_data()) if size else b""


def _size(attachment: pdfium.PdfAttachment) -> int:
    """Bytes, unpacked; 0 also where the file is named and is not there."""
    size = ctypes.c_ulong()
    raw.FPDFAttachment_GetFile(attachment, None, 0, size)
    return size.value


def _take(carried: PdfContents, name: str, content: bytes) -> None:
    if not is_inside(name):
        said = "a name that leads out of the project's folder"
        carried.refused.append(Verdict(FILES, repr(name), False, said, "data/..., content/..."))
    elif name in carried.files:
        said = "attached twice"
        carried.refused.append(Verdict(FILES, name, False, said, "each file once"))
    else:
        carried.files[name] = content


def is_inside(name: str) -> bool:
    """Whether a name is a plain path that stays in the folder it is unpacked in."""
    parts = PurePosixPath(name).parts
    return (
        name.isprintable()
        and bool(parts)
        and "/".join(parts) == name
        and not any(sign in name for sign in '\\:*?"<>|')
        and not any(part.strip(". ") == "" for part in parts)
    )


def _read_manifest(carried: PdfContents) -> None:
    manifest = carried.json(MANIFEST)
    if MANIFEST not in carried.files:
        carried.problem = "not among the attachments"
    elif not isinstance(manifest, dict) or not all(
        isinstance(manifest.get(part), dict)
        and all(isinstance(value, str) for value in manifest[part].values())
        for part in ("versions", "sha256")
    ):
        carried.problem = "no manifest: it must be JSON with «versions» and «sha256»"
    else:
        carried.versions = manifest["versions"]
        carried.hashes = manifest["sha256"]


def check(carried: PdfContents) -> Iterator[Verdict]:
    """Every file against the hash that the manifest has of it."""
    yield from carried.refused
    if carried.problem:
        yield Verdict(FILES, MANIFEST, False, carried.problem, "the hash of every attachment")
        return
    for name in sorted({*carried.hashes, *carried.files} - {MANIFEST}):
        stated = carried.hashes.get(name)
        if name not in carried.files:
            said = "not among the attachments, though the manifest names it"
            yield Verdict(FILES, name, False, said, "the file")
        elif stated is None:
            yield Verdict(FILES, name, False, "attached, but not in the manifest", "no such file")
        elif not is_part(name):
            said = "attached, but no part of a thesis or of the code that builds one"
            yield Verdict(FILES, name, False, said, "no such file")
        elif not SHA256.fullmatch(stated):
            said = f"«{stated[:70]}» in the manifest, which is no SHA-256"
            yield Verdict(FILES, name, False, said, digest(carried.files[name]))
        elif digest(carried.files[name]) != stated:
            said = f"changed: its SHA-256 is {digest(carried.files[name])[:12]}…"
            yield Verdict(FILES, name, False, said, f"{stated[:12]}…, as the manifest has it")
        else:
            yield Verdict(FILES, name, True, stated)
