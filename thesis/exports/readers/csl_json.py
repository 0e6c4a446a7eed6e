"""CSL-JSON, as Zotero and most others write it, read an item at a time."""

import json
import re
from collections.abc import Mapping
from typing import Any

from thesis.exports import fields
from thesis.exports.export import Export, Record
from thesis.input.validation import schemas
from thesis.model.references import OWN_KEYS

NAMES = ("author", "editor", "translator")
DATES = ("issued", "accessed")
OTHER = {
    "article": "manuscript", "journal-article": "article-journal", "book-chapter": "chapter",
    "dissertation": "thesis", "monograph": "book", "entry": "entry-encyclopedia",
    "review": "article-journal", "review-book": "article-journal",
    "proceedings-article": "paper-conference", "posted-content": "manuscript",
}  # fmt: skip
"""Types that data/references.yaml does not have, Crossref's too, and what they are taken as."""


NUMBER = re.compile(r"[A-Za-z]{0,4}[0-9]{2,8}")


def is_json(text: str) -> bool:
    """Whether a text may be JSON."""
    return text.lstrip()[:1] in {"[", "{"}


def read(text: str) -> Export:
    """The records of a text, and what is to be said of it.

    Each item is read by itself, so that one that is broken does not take those before it along.
    """
    export = Export()
    decoder = json.JSONDecoder(object_pairs_hook=_pairs)
    at = _begin(text)
    listed = text[at : at + 1] == "["
    at += listed
    while True:
        at = _space(text, at)
        line = text.count("\n", 0, at) + 1
        if listed and text[at : at + 1] == "]":
            if (rest := text[at + 1 :].strip(" \n\t};,")) and not rest.startswith('"'):
                export.note(line, "something stands behind the list: it is passed over")
            break
        if at >= len(text):
            if listed:
                export.note(line, "the list is not closed: the file may be cut off")
            break
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            _broken_off(text, at, error, export)
            break
        export.announced += 1
        if isinstance(value, dict):
            _take(value, line, export)
        else:
            export.note(line, f"«{str(value)[:40]}» is no record", lost=1)
        at = _space(text, end)
        if listed and text[at : at + 1] == ",":
            at += 1
        elif listed and text[at : at + 1] == "{":
            export.note(text.count("\n", 0, at) + 1, "no comma between two records: both are read")
        elif not listed:
            if text[at:].strip():
                listed = text[at : at + 1] == "{"  # one object a line, as some write it
                if listed:
                    text += "]"
                    continue
                export.note(line, "something stands behind the record: it is passed over")
            break
    return export


def _broken_off(text: str, at: int, error: ValueError | RecursionError, export: Export) -> None:
    """Tell that the item that begins at a place cannot be read, and what is lost from there on."""
    # A ValueError of another kind: Python reads no number of thousands of digits.
    where, why = at, "too deep" if isinstance(error, RecursionError) else "a huge number"
    if isinstance(error, json.JSONDecodeError):
        where, why = error.pos, error.msg
    left = max(len(re.findall(r'"title"\s*:', text[at:])), 1)
    export.announced += left
    where = text.count("\n", 0, where) + 1
    export.note(where, f"JSON breaks off here ({why}): {left} not read", lost=left)


def _begin(text: str) -> int:
    """Where the list or the first item begins; some wrap the list: {"items": [...]}."""
    at = _space(text, 0)
    if wrapped := re.compile(r'\{\s*"(items|references)"\s*:\s*(?=\[)').match(text, at):
        return wrapped.end()
    return at


def _space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of a key that is there twice, the first value, and the key under «»."""
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            made.setdefault("", []).append(key)
        made.setdefault(key, value)
    return made


def _take(raw: Mapping[str, Any], line: int, export: Export) -> None:
    for key in raw.get("", []):
        export.note(line, f"{key} twice in one record: the first is taken")
    record = Record(line, abstract=_text(raw.get("abstract")))
    record.keywords = [words] if (words := _text(raw.get("keyword"))) else []
    item = record.item
    known = schemas()["references"]["items"]["properties"]
    own = {"id", *OWN_KEYS}
    for name, value in raw.items():
        if name in NAMES:
            item[name] = people(value, name, record, export)
        elif name in DATES:
            item[name] = date(value)
        elif name == "title":
            item[name] = str(next(iter(value), "") if isinstance(value, list) else value or "")
        elif name in known and name not in own:
            item[name] = _text(value)
    kind = str(item.get("type") or "")
    if kind not in known["type"]["enum"]:
        item["type"] = OTHER.get(kind, "document")
        export.note(line, f"the type «{kind}» is taken as {item['type']}: look it up")
    item["language"] = export.language(str(item.get("language") or ""), line)
    note = _text(raw.get("note"))
    item["DOI"] = fields.doi([_text(raw.get(name)) for name in ("DOI", "URL")])
    item["PMID"] = item.get("PMID") or fields.pmid([note])
    item["PMCID"] = fields.pmcid([str(item.get("PMCID") or ""), note])
    item["ISSN"] = fields.issn([item.get("ISSN", "")])
    item["ISBN"] = fields.isbn([item.get("ISBN", "")])
    item["page"] = fields.pages(item.get("page", ""))
    if item["type"].startswith("article"):
        if not item["page"] and NUMBER.fullmatch(str(item.get("number") or "")):
            item["page"] = item.pop("number")  # of an article, not of an issue
        for name in ("URL", "accessed", "publisher", "publisher-place"):
            item.pop(name, None)
    elif item["DOI"]:
        item.pop("URL", None)
    export.take(record)


def _text(value: Any) -> str:
    """A value as words; of a list, the first, as Crossref has titles."""
    if isinstance(value, list):
        value = next(iter(value), "")
    return "" if isinstance(value, dict) or value is None else fields.plain(str(value))


def people(value: Any, name: str, record: Record, export: Export) -> list[dict[str, str]]:
    """People, with the parts of a name that data/references.yaml has."""
    parts = schemas()["references"]["$defs"]["person"]["properties"]
    found = []
    for each in value if isinstance(value, list) else []:
        if isinstance(each, str):
            found += export.people(record, name, [each])
            continue
        if not isinstance(each, dict):
            continue
        person = {part: _text(each[part]) for part in parts if _text(each.get(part))}
        if "family" not in person:
            whole = person.get("literal") or _text(each.get("name")) or person.get("given", "")
            person = {"literal": whole} if whole else {}
        else:
            person.pop("literal", None)
        found.append(person)
    return [person for person in found if person]


def date(value: Any) -> str | int | None:
    """A date of CSL: its parts, or as somebody wrote it."""
    if not isinstance(value, dict):
        return fields.issued(_text(value))
    parts = value.get("date-parts")
    start = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(start, list) and start and start[0] not in (None, ""):
        return fields.issued("-".join(str(part) for part in start[:3]))
    return fields.issued(_text(value.get("raw")) or _text(value.get("literal")))
