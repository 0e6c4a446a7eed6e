"""Tracked changes in Word that pandoc leaves out: whole paragraphs, rows, and notes."""

from itertools import count
from pathlib import Path
from xml.etree import ElementTree as Xml

from thesis.formats.docx import Parts, W, first, unzipped, zipped

MARKS = {f"{W}ins", f"{W}del"}
TEXTS = ["word/document.xml", "word/footnotes.xml"]
DUBLIN = "{http://purl.org/dc/elements/1.1/}"


def complete_file(path: str | Path, title: str, edition: str) -> None:
    """Complete the tracked changes of a DOCX file, and give it the title that it has now.

    Args:
        title: pandoc's own would have what left in it too.
        edition: the date (ISO) that the files inside bear.
    """
    parts = unzipped(Path(path).read_bytes())
    complete(parts)
    core = Xml.fromstring(parts["docProps/core.xml"])
    for element in core.iter(f"{DUBLIN}title"):
        element.text = title
    parts["docProps/core.xml"] = Xml.tostring(core, "UTF-8", xml_declaration=True)
    Path(path).write_bytes(zipped(parts, edition))


def complete(parts: Parts) -> None:
    """Complete the tracked changes of a DOCX.

    A paragraph that came or left as a whole has a run at its end without text, whose properties
    say so (templates/filters/docx.lua writes it): its place is the paragraph's own properties. A
    row all of whose paragraphs came or left did so itself.
    """
    numbers = count(1)
    for name in TEXTS:
        if name not in parts:
            continue
        root = Xml.fromstring(parts[name])
        for paragraph in root.iter(f"{W}p"):
            _end(paragraph)
        for row in root.iter(f"{W}tr"):
            _row(row)
        _notes(root)
        for deleted in root.iter(f"{W}del"):
            for field in deleted.iter(f"{W}instrText"):
                field.tag = f"{W}delInstrText"
        for mark in (each for each in root.iter() if each.tag in MARKS):
            mark.set(f"{W}id", str(next(numbers)))
        parts[name] = Xml.tostring(root, "UTF-8", xml_declaration=True)


def _end(paragraph: Xml.Element) -> None:
    """Move the mark of the whole paragraph from the run at its end to the paragraph."""
    for parent in list(paragraph.iter()):
        for run in [each for each in parent if each.tag == f"{W}r" and len(each) == 1]:
            mark = next((m for m in run.findall(f"{W}rPr/*") if m.tag in MARKS), None)
            if mark is None:
                continue
            parent.remove(run)
            properties = first(paragraph, "pPr")
            place = Xml.Element(f"{W}rPr")
            place.append(mark)
            # Word wants them last, before the section that ends there.
            section = properties.find(f"{W}sectPr")
            at = len(properties) if section is None else list(properties).index(section)
            properties.insert(at, place)


def _row(row: Xml.Element) -> None:
    ends = [paragraph.find(f"{W}pPr/{W}rPr") for paragraph in row.iter(f"{W}p")]
    marks = [
        None if end is None else next((m for m in end if m.tag in MARKS), None) for end in ends
    ]
    tags = {None if mark is None else mark.tag for mark in marks}
    if len(tags) == 1 and None not in tags and marks[0] is not None:
        properties = first(row, "trPr")
        properties.append(Xml.Element(marks[0].tag, dict(marks[0].attrib)))


def _notes(root: Xml.Element) -> None:
    """Make text that is marked as deleted, and stands in no deletion, text again.

    pandoc marks all that is in the note of a deleted reference, its first space too.
    """
    deleted = {id(text) for each in root.iter(f"{W}del") for text in each.iter(f"{W}delText")}
    for text in root.iter(f"{W}delText"):
        if id(text) not in deleted:
            text.tag = f"{W}t"
