"""Reader of exports: bytes to text, text to its format, and the guard that no record is lost."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping

from thesis.cli.add import fields
from thesis.cli.add.export import Export, Note, guarded
from thesis.cli.add.readers import bibtex, csl_json, nbib, ris
from thesis.input import limits

READERS: Mapping[str, Callable[[str], Export]] = {
    "RIS": ris.read,
    "PubMed (.nbib)": nbib.read,
    "BibTeX": bibtex.read,
    "CSL-JSON": csl_json.read,
}

BEGINS: Mapping[str, Callable[[str], bool]] = {
    "RIS": ris.begins_record,
    "PubMed (.nbib)": nbib.begins_record,
    "BibTeX": bibtex.begins_record,
}
"""Whether a record begins on a line, in formats that a line tells; JSON's first letter tells it."""

FOREIGN = {
    r"%PDF": "a PDF",
    r"PK\x03\x04": "a Word, Excel or zip file",
    r"\s*<(!DOCTYPE html|html)": "a web page",
    r"\s*<": "XML",
    r"\s*%0 ": "EndNote's own format",
    r"\s*FN (Clarivate|Thomson|ISI)": "Web of Science's own format",
}
"""How files begin that people take for an export, and what they are."""

MOST_BYTES = 64 * 1024**2
MOST_IN_LINE = 20_000
"""An abstract has two thousand letters."""

HALF = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
"""Half a letter, spelt out in JSON: nothing can write it."""

BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class UnknownFormatError(Exception):
    """The file is no export that can be read."""


def read(content: bytes) -> Export:
    """The records of an export, and all that is to be said of it.

    As many records come out as the file says that it has, or each that does not is told of.

    Raises:
        UnknownFormatError: the file is empty, or in no format that can be read.
    """
    if len(content) > MOST_BYTES:
        raise UnknownFormatError(f"it has more than {MOST_BYTES // 1024**2} MB: divide it")
    text, guessed = decode(content)
    name = format_of(text)
    text, strange = limits.STRANGE.subn("", HALF.sub("", text))
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MOST_IN_LINE and name != "CSL-JSON":
            raise UnknownFormatError(
                f"line {number} has {len(line)} characters: no record has that"
            )
    export = guarded(READERS[name](text))
    if strange:
        export.notes.append(Note(0, f"{strange} characters that say nothing are left out"))
    for record in export.records:
        if long := next((key for key, value in record.item.items() if _is_long(value)), ""):
            raise UnknownFormatError(f"line {record.line}: {long} is longer than any record has it")
    if guessed:
        export.notes.append(Note(0, f"the file is not UTF-8: it is read as {guessed}"))
        for record in export.records:
            _doubt(record.item, record.unverified)
    return export


def decode(content: bytes) -> tuple[str, str]:
    """The text of an export with plain line ends, and the encoding that was guessed, or "".

    Without a mark of its encoding, what is not UTF-8 is taken for the one of Windows.
    """
    encoding = next((name for bom, name in BOMS.items() if content.startswith(bom)), "")
    guessed = ""
    if not encoding and b"\x00" in content[:2]:
        encoding = "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"
        guessed = "UTF-16"
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        guessed = "Windows-1252 (Latin-1)"
        text = content.decode("cp1252", "replace")
    text = text.replace("\ufeff", "")  # files that were put together have one in the middle, too
    return re.sub(r"\r\n?|\u2028|\u0085", "\n", text), guessed


def format_of(text: str) -> str:
    """The format of an export, by what stands in it and not by its name.

    Raises:
        UnknownFormatError: it is empty, or none that can be read.
    """
    if not text.strip():
        raise UnknownFormatError("the file is empty")
    if text.lstrip()[0] in "[{":
        return "CSL-JSON"
    lines = text.split("\n")
    for name, begins in BEGINS.items():
        if any(map(begins, lines)):
            return name
    told = next((what for how, what in FOREIGN.items() if re.match(how, text)), "no export")
    *others, last = READERS
    raise UnknownFormatError(f"this is {told}: export the records as {', '.join(others)} or {last}")


def _is_long(value: object) -> bool:
    words = fields.words_of(value)
    return len(words) > limits.MOST_IN_LINE or bool(limits.LONG_WORD.search(words))


def _doubt(item: Mapping[str, object], unverified: list[str]) -> None:
    """Fields with letters that a guessed encoding may have spoilt are to be looked up."""
    for name, value in item.items():
        if not fields.words_of(value).isascii() and name not in unverified:
            unverified.append(name)
