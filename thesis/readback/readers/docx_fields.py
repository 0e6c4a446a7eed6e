"""Fields of a DOCX: what they show, and what a word processor would make of the document."""

import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from thesis.readback.blocks import FileField
from thesis.readback.readers.docx_additions import W

OWN_COUNT = {"\\r", "\\c", "\\h"}  # Switches of SEQ that do other than count on


@dataclass
class _Field:
    paragraph: int
    code: str = ""
    result: str = ""


def fields(root: ET.Element) -> Iterator[FileField]:
    """The fields that count, and those that show a bookmark or its page."""
    found: list[_Field] = []
    opened: list[_Field] = []
    names: dict[str | None, str] = {}  # of the bookmarks that are open, by their ids
    marked: defaultdict[str, str] = defaultdict(str)
    beside: defaultdict[int, list[str]] = defaultdict(list)
    within: dict[str, int] = {}
    texts = [""]
    for element in root.iter():
        kind = element.get(f"{W}fldCharType") if element.tag == f"{W}fldChar" else None
        said = element.text or "" if element.tag == f"{W}t" else ""
        if element.tag == f"{W}p":
            texts.append("")
        elif element.tag == f"{W}bookmarkStart":
            name = names[element.get(f"{W}id")] = element.get(f"{W}name", "")
            marked[name] += ""
            within[name] = len(texts) - 1
            beside[len(texts) - 1].append(name)
        elif element.tag == f"{W}bookmarkEnd":
            names.pop(element.get(f"{W}id"), None)
        elif kind == "begin":
            opened.append(_Field(len(texts) - 1))
        elif kind == "end" and opened:
            found.append(opened.pop())
        elif element.tag == f"{W}instrText" and opened:
            opened[-1].code += element.text or ""
        texts[-1] += " " if element.tag == f"{W}tab" else said
        for name in names.values():
            marked[name] += said
        if opened:
            opened[-1].result += said
    counts: Counter[str] = Counter()
    for each in found:
        kind, of, *switches = [*each.code.split(), "", ""]
        text = texts[each.paragraph]
        if kind == "SEQ" and not OWN_COUNT & {*switches}:
            counts[of] += 1
            yield FileField(kind, each.result, text, str(counts[of]))
        elif kind in {"REF", "PAGEREF"}:
            yield FileField(
                kind, each.result, text, marked.get(of), tuple(beside[within.get(of, 0)])
            )
