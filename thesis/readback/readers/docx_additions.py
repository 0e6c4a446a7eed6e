"""Additions to a DOCX: parts, fields and marks that no thesis has; and what its styles hide."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FLOATING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
RELATIONS = "word/_rels/document.xml.rels"
STYLES = "word/styles.xml"

KNOWN = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|custom)\.xml"
    r"|word/(document|comments|fontTable|footer|footnotes|numbering|settings|styles|webSettings)\.xml"
    r"|word/_rels/(document|footnotes)\.xml\.rels|word/theme/theme1\.xml|word/media/\w+\.\w+"
)
"""The parts that a thesis has."""

FIELDS = re.compile(
    r'TOC( \\(o "\d-\d"|[hzu]|c "?[\w ]+"?))*|SEQ \w+ \\\* ARABIC|REF \w+( \\h)?'
    r"|PAGEREF [\w.-]+ \\h"
)
"""Fields of which a word processor makes a number or a list of what is in the document, as the
thesis has them: a switch more makes another number, or another text, of the same."""

MARKS = {
    f"{W}comment": "a comment",
    f"{W}altChunk": "another file",
    f"{W}object": "an object from another program",
    f"{W}sym": "a sign from a symbol font",
    "{urn:schemas-microsoft-com:vml}textpath": "words in a drawing",
    f"{W}framePr": "a frame",
    FLOATING: "a floating drawing",
    DRAWN_TEXT: "words in a drawing",
    ALTERNATE: "a text that depends on the program",
    MATH: "a formula",
    f"{W}bdo": "letters that run the other way",
    f"{W}rtl": "letters that run the other way",
    **dict.fromkeys(
        (
            f"{W}{name}"
            for name in (
                "dayLong",
                "dayShort",
                "monthLong",
                "monthShort",
                "yearLong",
                "yearShort",
                "pgNum",
            )
        ),
        "a number that depends on the day",
    ),
    "{http://schemas.microsoft.com/office/word/2010/wordml}textFill": "letters with another colour",
}
CHANGE = re.compile(
    re.escape(W) + r"(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|\w+Change)"
)
"""What tracks a change, and what a paragraph, a run or a table was before it was changed."""

OFF = {"0", "false", "off"}
TINY = 8  # Half points that letters may be high, so that nobody reads them
FAINT = 0xD8  # Of 255, how light each part of a colour is that nobody sees on paper
WHITE = {"background1", "light1", "bg1"}
DARK = 0x60  # Of 255, how dark each part of a ground is on which nobody reads black letters
DARK_MARKERS = {"black", "darkBlue", "darkRed", "darkMagenta", "darkGreen", "darkCyan"}
SYMBOLS = re.compile(r"(?:Wing|Web)dings|Symbol$|Marlett", re.IGNORECASE)
NARROW = 20  # Percent of their width below which letters are lines
OVER = -40  # Twentieths of a pt by which letters are drawn over one another
AWAY = 24  # Half points by which letters are moved to another line
LOW = 100  # Twentieths of a pt of a line or a row in which no letter has room


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
        told = {said: None for element in root.iter() if (said := _mark(element.tag))}
        yield from (f"{said} in «{name}»" for said in told)
        own = re.compile("PAGE") if "footer" in name or "header" in name else FIELDS
        yield from (
            f"a field {code} in «{name}»" for code in _fields(root) if not own.fullmatch(code)
        )
        if name == STYLES and unseen(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")):
            yield "letters that nobody sees"
        if name.endswith(".rels"):
            for relation in root:
                link = relation.get("Type", "").endswith("/hyperlink")
                if relation.get("TargetMode") == "External" and not link:
                    yield f"something that is fetched from {relation.get('Target')}"
        if "footer" in name or "header" in name:
            said = "".join(text.text or "" for text in root.iter(f"{W}t")).strip()
            if said and not said.isdigit():
                yield f"«{said}» in «{name}»"


def struck(root: ET.Element) -> Iterator[str]:
    """The words of a part that are struck out; of a style that does so, its name."""
    for element in root.iter():
        properties = element.find(f"{W}rPr")
        for each in () if properties is None else properties:
            if each.tag in {f"{W}strike", f"{W}dstrike"} and each.get(f"{W}val", "") not in OFF:
                said = "".join(text.text or "" for text in element.iter(f"{W}t"))
                yield said or element.get(f"{W}styleId", "")


def _mark(tag: str) -> str:
    return MARKS.get(tag) or ("a tracked change" if CHANGE.fullmatch(tag) else "")


def _fields(root: ET.Element) -> Iterator[str]:
    """What each field says; a field that is written in one element has its code as an attribute."""
    for element in root.iter():
        said = element.text if element.tag == f"{W}instrText" else element.get(f"{W}instr")
        if said is not None:
            yield " ".join(said.split())


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
    dark = light = False
    for each in () if properties is None else properties:
        value = each.get(f"{W}val", "")
        if each.tag in {f"{W}vanish", f"{W}specVanish", f"{W}hidden"} and value not in OFF:
            return "hidden"
        if each.tag == f"{W}sz" and _number(value, TINY) < TINY:
            return "too small to be read"
        if each.tag == f"{W}w" and _number(value, NARROW) < NARROW:
            return "too narrow to be read"
        if each.tag == f"{W}spacing" and _number(value, 0) < OVER:
            return "drawn one letter over the other"
        if each.tag == f"{W}position" and abs(_number(value, 0)) > AWAY:
            return "moved to another line"
        if each.tag == f"{W}rFonts" and any(map(SYMBOLS.match, each.attrib.values())):
            return "in a font of symbols"
        if each.tag == f"{W}trHeight" or each.get(f"{W}lineRule") == "exact":
            high = _number(each.get(f"{W}line", value), LOW)
            if "exact" in {each.get(f"{W}hRule"), each.get(f"{W}lineRule")} and high < LOW:
                return "in a line without height"
        if each.tag == f"{W}color":
            light = _is_light(value) or each.get(f"{W}themeColor") in WHITE
        dark |= each.tag == f"{W}highlight" and value in DARK_MARKERS
        dark |= each.tag == f"{W}shd" and _is_dark(each.get(f"{W}fill", ""))
    if light and not dark:
        return "in the colour of the paper"
    return "as dark as what is behind it" if dark and not light else ""


def _number(value: str, otherwise: int) -> int:
    return int(value) if re.fullmatch(r"-?[0-9]{1,9}", value) else otherwise


def _is_light(colour: str) -> bool:
    return _is(colour, FAINT, 0xFF)


def _is_dark(colour: str) -> bool:
    return _is(colour, 0, DARK)


def _is(colour: str, least: int, most: int) -> bool:
    """Whether each part of a colour is between two, of 255."""
    parts = re.findall(r"[0-9a-fA-F]{2}", colour)
    return len(parts) == 3 and all(least <= int(part, 16) <= most for part in parts)
