"""Forms of a line a field, of EndNote, RefWorks, Web of Science and Cochrane, read as RIS."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from thesis.exports.export import Export
from thesis.exports.readers import ris
from thesis.exports.readers.kinds import kind_of
from thesis.exports.readers.tagged import TaggedFields


@dataclass(frozen=True)
class LineForm:
    """How a program writes records, a line a field."""

    begins: re.Pattern[str]  # a line on which a record begins
    field: re.Pattern[str]  # a line with a field, and its tag and value
    # its tags, and those of RIS that they stand for; others are passed over
    tags: Mapping[str, str]
    # a line behind the last field of a record, or of the file
    ends: re.Pattern[str] = re.compile(r"(?!)")
    # tags whose folded lines are a value each, as of Web of Science's authors
    lists: frozenset[str] = frozenset()
    head: re.Pattern[str] = re.compile(r"(?!)")  # how the lines in front of the first record begin

    def begins_record(self, line: str) -> bool:
        """Whether a record begins on a line."""
        return self.begins.match(line) is not None

    def records(self, text: str, export: Export) -> list[tuple[int, TaggedFields]]:
        """Each record's line and fields, under the tags that they have in the file.

        How many begin is announced by the export, and lines in none of them are noted.
        """
        found: list[tuple[int, TaggedFields]] = []
        outside: list[int] = []
        values: list[str] | None = None
        tag = ""
        for number, line in enumerate(text.split("\n"), 1):
            if self.begins_record(line):
                export.announced += 1
                found.append((number, TaggedFields()))
                values = None
            if self.ends.fullmatch(line):
                values, tag = None, ""
            elif told := self.field.match(line):
                if not found:
                    if not self.head.match(line):
                        outside.append(number)
                    continue
                tag, value = told[1], (told[2] or "").strip()
                values = found[-1][1].setdefault(tag, [])
                values.append(value)
            elif line.strip() and values is not None:
                if tag in self.lists:
                    values.append(line.strip())
                else:
                    values[-1] = f"{values[-1]} {line.strip()}".strip()
            elif line.strip() and not found and not self.head.match(line):
                outside.append(number)
        if outside:
            export.note(min(outside), f"lines in no record, passed over: {len(outside)}")
        return found

    def as_ris(self, raw: TaggedFields) -> TaggedFields:
        """Fields under the tags of RIS."""
        made = TaggedFields()
        for tag, values in raw.items():
            if tag in self.tags and (told := [value for value in values if value]):
                made.setdefault(self.tags[tag], []).extend(told)
        return made


ENDNOTE = LineForm(
    begins=re.compile("%0 "),
    field=re.compile(r"%(\S)(?: (.*)|$)"),
    tags={
        "A": "AU", "B": "T2", "C": "CY", "D": "PY", "E": "ED", "G": "LA", "I": "PB", "J": "JF",
        "M": "AN", "N": "IS", "P": "SP", "R": "DO", "T": "TI", "U": "UR", "V": "VL", "Z": "N1",
        "0": "TY", "2": "C2", "7": "ET", "8": "DA", "9": "M3", "@": "SN", "]": "C7", "[": "Y2",
        "~": "DB", "W": "DP", "X": "AB", "K": "KW",
    },
)  # fmt: skip
REFWORKS = LineForm(
    begins=re.compile("RT "),
    field=re.compile(
        r"(RT|SR|ID|A[1-6]|AB|AD|AN|AV|CL|CN|C[1-9]|DB|DO|DS|ED|FD|IS|J[FO]|K1|L[AK]|NO|O[LP]|P[BP]"
        r"|PMID|PMCID|RD|S[FNPR]|ST|T[1-3]|U[0-9]|UL|UR|VO|vo|WT|YR)(?: (.*)|$)"
    ),
    tags={
        "RT": "TY", "A1": "AU", "A2": "ED", "T1": "TI", "T2": "T2", "JF": "JF", "JO": "JO",
        "YR": "PY", "FD": "DA", "VO": "VL", "vo": "VL", "IS": "IS", "SP": "SP", "OP": "EP",
        "PB": "PB", "PP": "CY", "SN": "SN", "DO": "DO", "UL": "UR", "LK": "UR", "UR": "UR",
        "LA": "LA", "ED": "ET", "AN": "AN", "DB": "DB", "DS": "DP", "NO": "N1", "PMID": "PM",
        "PMCID": "C2", "RD": "Y2", "AB": "AB", "K1": "KW",
    },
)  # fmt: skip
WEB_OF_SCIENCE = LineForm(
    begins=re.compile("PT [A-Z]$"),
    field=re.compile(r"([A-Z][A-Z0-9])(?: (.*)|$)"),
    ends=re.compile(r"E[RF]\s*"),
    lists=frozenset({"AU", "AF", "BA", "BF", "CA", "GP", "BE", "ED"}),
    head=re.compile(r"(FN|VR) "),
    tags={
        "TI": "TI", "SO": "JF", "SE": "T3", "LA": "LA", "PY": "PY", "VL": "VL", "IS": "IS",
        "BP": "SP", "PS": "SP", "EP": "EP", "AR": "C7", "DI": "DO", "D2": "DO", "PM": "PM",
        "SN": "SN", "EI": "SN", "BN": "SN", "PU": "PB", "PI": "CY", "BE": "ED", "ED": "ED",
        "AB": "AB", "DE": "KW", "ID": "KW",
    },
)  # fmt: skip
COCHRANE = LineForm(
    begins=re.compile(r"Record #\d+ of \d+"),
    field=re.compile(r"([A-Z]{2,3}): (.*)"),
    tags={
        "AU": "AU", "TI": "TI", "SO": "JF", "YR": "PY", "VL": "VL", "NO": "IS", "PG": "SP",
        "PM": "C3", "XR": "C3", "DOI": "DO", "DO": "DO", "US": "UR", "SN": "SN", "PB": "PB",
        "LA": "LA", "AB": "AB", "KY": "KW",
    },
)  # fmt: skip


Reader = Callable[[str], Export]


def _reader(form: LineForm, mend: Callable[[TaggedFields, TaggedFields], None]) -> Reader:
    """A reader of a form.

    Args:
        mend: puts right what no tag of RIS has, with the fields as they are in the file.
    """

    def read(text: str) -> Export:
        export = Export()
        for line, raw in form.records(text, export):
            made = form.as_ris(raw)
            mend(made, raw)
            ris.take(made, line, export)
        return export

    return read


def _endnote(made: TaggedFields, raw: TaggedFields) -> None:
    made["TY"] = [kind_of(raw.get("0", []), "JOUR" if "J" in raw else "GEN")]
    if made["TY"] == ["JOUR"] and "JF" not in made and "T2" in made:
        made["JF"] = made["T2"]
    whole_dates(made)


def _refworks(made: TaggedFields, raw: TaggedFields) -> None:
    made["TY"] = [kind_of(raw.get("RT", []), "JOUR" if {"JF", "JO"} & {*raw} else "GEN")]
    if "SP" not in made and "EP" in made:
        made["SP"] = made.pop("EP")
    whole_dates(made)


def web_of_science_fields(raw: TaggedFields) -> TaggedFields:
    """Fields of Web of Science, under the tags of RIS."""
    made = WEB_OF_SCIENCE.as_ris(raw)
    _web_of_science(made, raw)
    return made


def _web_of_science(made: TaggedFields, raw: TaggedFields) -> None:
    letter, told = raw.one("PT"), kind_of(raw.all_of("DT"))
    if letter == "J":
        made["TY"] = ["JOUR"]
    elif letter == "P":
        made["TY"] = ["PAT"]
    else:  # a book, a series or proceedings, or a part of one
        made["TY"] = [told if told in {"BOOK", "CONF"} else "CHAP" if "BP" in raw else "BOOK"]
    full, short = raw.all_of("AF", "BF"), raw.all_of("AU", "BA")
    made["AU"] = (full if len(full) >= len(short) else short) + raw.all_of("CA")
    if "PY" not in made:
        made["PY"] = raw.all_of("EY", "EA")
    made["DA"] = raw.all_of("PD")
    whole_dates(made)


def _cochrane(made: TaggedFields, raw: TaggedFields) -> None:
    made["TY"] = [kind_of(raw.get("PT", []), "JOUR")]


def whole_dates(made: TaggedFields) -> None:
    """Give a day without a year («MAR 5») the year that stands elsewhere."""
    year = made.one("PY")[:4]
    made["DA"] = [
        day if re.search("[0-9]{4}", day) else f"{year} {day}" for day in made.get("DA", [])
    ]


endnote = _reader(ENDNOTE, _endnote)
refworks = _reader(REFWORKS, _refworks)
web_of_science = _reader(WEB_OF_SCIENCE, _web_of_science)
cochrane = _reader(COCHRANE, _cochrane)
