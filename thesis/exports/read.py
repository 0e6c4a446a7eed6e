"""Reader of exports: bytes to text, text to its format, and the guard that no record is lost."""

import codecs
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from thesis.exports import capitals, fields
from thesis.exports.export import Export, Note, guarded, told_often
from thesis.exports.readers import bibtex, csl_json, line_forms, nbib, ovid, ris, tables, xml
from thesis.input import limits


@dataclass(frozen=True)
class ExportFormat:
    """A format of exports. Either a line tells that a text is in it, or only the whole text."""

    name: str  # what those call it who export
    read: Callable[[str], Export]
    begins: Callable[[str], bool] | None = None  # whether a record begins on a line
    # whether a text is in it; such a one may have many records on a line, or all that a work cites
    is_of: Callable[[str], bool] | None = None


FORMATS = (
    ExportFormat("RIS", ris.read, ris.begins_record),
    ExportFormat("PubMed (.nbib)", nbib.read, nbib.begins_record),
    ExportFormat("PubMed XML", xml.read_pubmed, is_of=xml.is_pubmed),
    ExportFormat("BibTeX", bibtex.read, bibtex.begins_record),
    ExportFormat("CSL-JSON", csl_json.read, is_of=csl_json.is_json),
    ExportFormat("EndNote (.enw)", line_forms.endnote, line_forms.ENDNOTE.begins_record),
    ExportFormat("EndNote XML", xml.read_endnote, is_of=xml.is_endnote),
    ExportFormat("RefWorks", line_forms.refworks, line_forms.REFWORKS.begins_record),
    ExportFormat(
        "Web of Science (.ciw)", line_forms.web_of_science, line_forms.WEB_OF_SCIENCE.begins_record
    ),
    ExportFormat("Ovid (.cgi)", ovid.read, ovid.begins_record),
    ExportFormat("Cochrane (.txt)", line_forms.cochrane, line_forms.COCHRANE.begins_record),
    ExportFormat("a table (.csv)", tables.read, is_of=tables.is_table),
)

FOREIGN = {
    r"%PDF": ("a PDF", ""),
    r"PK\x03\x04.*xl/": ("an Excel file", "save it as CSV, or export"),
    r"PK\x03\x04": ("a Word, Excel or zip file", "save a table as CSV, or export"),
    r"\s*<(!DOCTYPE html|html)": ("a web page", ""),
    r"\s*<(?:.*<)?rdf:RDF": ("Zotero's RDF", "in Zotero, choose CSL JSON or RIS: export"),
    r"\s*<(?:.*<)?mods(?:Collection)?\b": ("MODS XML", ""),
    r"\s*<": ("XML of another program", ""),
    r"\s*[0-9]{5,8}\s*\n\s*[0-9]{5,8}\s": (
        "a list of numbers",
        "in PubMed, choose the format PubMed: export",
    ),
    r"\s*(PMID|Title|Authors?|Abstract)\b.*[,;\t]": (
        "a table whose columns are not known",
        "name them Title, Authors, Year, Journal and DOI, or export",
    ),
    r"\s*1[.:] .*\bdoi:": (
        "a list of references as text",
        "in PubMed, choose the format PubMed: export",
    ),
}
"""How files begin that people take for an export, what they are, and what to do instead."""

MOST_BYTES = 64 * 1024**2
MOST_IN_LINE = 20_000  # An abstract has two thousand letters

HALF = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
"""Half a letter, spelt out in JSON: nothing can write it."""

BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class UnknownFormatError(Exception):
    """The file is no export that can be read."""


def read(content: bytes, sentence_case: bool = False) -> Export:
    """The records of an export, and all that is to be said of it.

    As many records come out as the file says that it has, or each that does not is told of.

    Args:
        sentence_case: whether capitals that a database writes everywhere are put right.

    Raises:
        UnknownFormatError: the file is empty, or in no format that can be read.
    """
    if len(content) > MOST_BYTES:
        raise UnknownFormatError(f"it has more than {MOST_BYTES // 1024**2} MB: divide it")
    text, guessed = decode(content)
    given = format_of(text)
    text, strange = limits.STRANGE.subn("", HALF.sub("", text))
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MOST_IN_LINE and not given.is_of:
            raise UnknownFormatError(
                f"line {number} has {len(line)} characters: no record has that"
            )
    export = guarded(given.read(text))
    capitals.settle(export, sentence_case)
    told_often(export)
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


def format_of(text: str) -> ExportFormat:
    """The format of an export, by what stands in it and not by its name.

    Raises:
        UnknownFormatError: it is empty, or none that can be read.
    """
    if not text.strip():
        raise UnknownFormatError("the file is empty")
    for each in FORMATS:
        if each.is_of and each.is_of(text):
            return each
    lines = text.split("\n")
    for each in FORMATS:
        if each.begins and any(map(each.begins, lines)):
            return each
    told, instead = next(
        (what for how, what in FOREIGN.items() if re.match(how, text[:2000], re.DOTALL)),
        ("no export", ""),
    )
    *others, last = (each.name for each in FORMATS)
    instead = instead or "export"
    raise UnknownFormatError(
        f"this is {told}: {instead} the records as {', '.join(others)} or {last}"
    )


def _is_long(value: object) -> bool:
    words = fields.words_of(value)
    return len(words) > limits.MOST_IN_LINE or bool(limits.LONG_WORD.search(words))


def _doubt(item: Mapping[str, object], unverified: list[str]) -> None:
    """Fields with letters that a guessed encoding may have spoilt are to be looked up."""
    for name, value in item.items():
        if not fields.words_of(value).isascii() and name not in unverified:
            unverified.append(name)
