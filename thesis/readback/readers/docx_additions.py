"""Additions to a DOCX: parts, fields and marks that no thesis has; and what its styles hide."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FLOATING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
RELATIONS = "word/_rels/document.xml.rels"
STYLES = "word/styles.xml"

KNOWN = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|custom)\.xml"
    r"|word/(document|comments|fontTable|footer|footnotes|numbering|settings|styles|webSettings)\.xml"
    r"|word/_rels/(document|footnotes)\.xml\.rels|word/theme/theme1\.xml|word/media/\w+\.\w+"
)
"""The parts that a thesis has."""

FIELDS = {"TOC", "PAGE", "PAGEREF", "REF", "SEQ"}
"""Fields of which a word processor makes a number or a list of what is in the document."""

MARKS = {
    f"{W}comment": "a comment",
    f"{W}ins": "a tracked change",
    f"{W}del": "a tracked change",
    f"{W}moveFrom": "a tracked change",
    f"{W}moveTo": "a tracked change",
    f"{W}altChunk": "a part of another file",
    f"{W}object": "an object of another program",
    FLOATING: "a drawing that lies over the text or below it",
}

OFF = {"0", "false", "off"}
TINY = 8
"""Half points that letters may be high, so that nobody reads them."""
FAINT = 0xD8  # Of 255, how light each part of a colour is that nobody sees on paper
WHITE = {"background1", "light1", "bg1"}


def additions(parts: Mapping[str, ET.Element], names: list[str]) -> Iterator[str]:
    """What no thesis has, each in a phrase.

    Args:
        parts: those that are XML, by name.
        names: of all the parts, as often as they are there.
    """
    for name in sorted({*names}):
        if not KNOWN.fullmatch(name):
            yield f"a part «{name}»"
        if names.count(name) > 1:
            yield f"the part «{name}» twice"
    for name, root in parts.items():
        told = {said: None for element in root.iter() if (said := MARKS.get(element.tag))}
        yield from (f"{said} in «{name}»" for said in told)
        yield from (f"a field {kind} in «{name}»" for kind in _fields(root) if kind not in FIELDS)
        if name.endswith(".rels"):
            for relation in root:
                link = relation.get("Type", "").endswith("/hyperlink")
                if relation.get("TargetMode") == "External" and not link:
                    yield f"something that is fetched from {relation.get('Target')}"
        if "footer" in name or "header" in name:
            said = "".join(text.text or "" for text in root.iter(f"{W}t")).strip()
            if said and not said.isdigit():
                yield f"«{said}» in «{name}»"


def _fields(root: ET.Element) -> Iterator[str]:
    """The first word of each field."""
    for element in root.iter():
        said = element.text if element.tag == f"{W}instrText" else element.get(f"{W}instr")
        if said is not None:
            yield (said.split() or [""])[0].upper()


def addresses(relations: ET.Element | None) -> dict[str, str]:
    """Where the links of the document lead to, by their ids."""
    return {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in (() if relations is None else relations)
        if relation.get("TargetMode") == "External"
    }


def hiding(styles: ET.Element | None) -> dict[str, str]:
    """Why nobody sees what has a style, by its name; those that are seen are left out."""
    based, own = {}, {}
    for style in () if styles is None else styles.iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        base = style.find(f"{W}basedOn")
        based[name] = "" if base is None else base.get(f"{W}val", "")
        own[name] = unseen(style.find(f"{W}rPr"))
    out = {}
    for name in own:
        seen: list[str] = []
        while name in own and name not in seen:  # a style may be based on itself
            seen.append(name)
            name = based[name]
        if why := next((own[each] for each in seen if own[each]), ""):
            out[seen[0]] = why
    return out


def unseen(properties: ET.Element | None) -> str:
    """Why nobody sees the letters with some properties, in a phrase; "" where they are seen."""
    for each in () if properties is None else properties:
        value = each.get(f"{W}val", "")
        if each.tag in {f"{W}vanish", f"{W}specVanish"} and value not in OFF:
            return "hidden"
        if each.tag == f"{W}sz" and value.isdigit() and int(value) < TINY:
            return "too small to be read"
        if each.tag == f"{W}color" and (_is_light(value) or each.get(f"{W}themeColor") in WHITE):
            return "in the colour of the paper"
    return ""


def _is_light(colour: str) -> bool:
    parts = re.findall(r"[0-9a-fA-F]{2}", colour)
    return len(parts) == 3 and all(int(part, 16) >= FAINT for part in parts)
