"""Answers to comments as replies in a DOCX, each thread beside the words that it is about."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as Xml

from thesis.diagnostics.place import Place
from thesis.formats import docx
from thesis.formats.docx import Parts, W, style
from thesis.input import folder, sources, validation
from thesis.returned.alignment import BOOKMARK
from thesis.returned.comments import COMMENTS, EXTENDED, W14, W15
from thesis.returned.package import RefusedFileError
from thesis.returned.paragraphs import DOCUMENT
from thesis.returned.words import plain

EXTENDED_TYPE = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
CONTENT_TYPE = (
    '<Override PartName="/word/commentsExtended.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"/>'
)
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CUT = " …"  # What ends words that were cut short
BEGINNING = 40  # Letters by which words are known that are not in one paragraph

Item = Mapping[str, str | None]  # A comment as data/comments.yaml has it


def carried(document: bytes, path: Path, author: str, day: str) -> tuple[bytes, Sequence[Item]]:
    """A DOCX with the comments of data/comments.yaml in it, and these.

    Args:
        document: as it was built.
        path: data/comments.yaml.
        author: who answers.
        day: when (ISO).

    Raises:
        UnreadableSourceError: data/comments.yaml cannot be read.
        RefusedFileError: it has another shape; the message has the findings.
    """
    source = sources.read_yaml(path, folder.COMMENTS)
    if wrong := validation.check(source, "comments"):
        raise RefusedFileError("\n".join(map(str, wrong)))
    parts = docx.unzipped(document)
    add(parts, source.value, author, day)
    return docx.zipped(parts, day), source.value


def add(parts: Parts, items: Sequence[Item], author: str, day: str) -> None:
    """Put comments with their answers into a DOCX.

    Args:
        parts: the files of the DOCX as it was built; they are changed.
        items: the comments.
        author: who answers.
        day: when (ISO).
    """
    for prefix, uri in (("w14", W14), ("w15", W15), ("mc", COMPATIBLE)):
        Xml.register_namespace(prefix, uri[1:-1])
    root = Xml.fromstring(parts[DOCUMENT])
    comments = Xml.Element(f"{W}comments", {f"{COMPATIBLE}Ignorable": "w14"})
    extended = Xml.Element(f"{W15}commentsEx")
    for item in items:
        first = _comment(
            comments, extended, str(item["says"]), item.get("author"), item.get("date")
        )
        ids = [first]
        if answer := (item.get("answer") or "").strip():
            when = max(f"{day}T00:00:00Z", item.get("date") or "")  # not before the question
            ids.append(_comment(comments, extended, answer, author, when, first))
        _anchor(root, item, ids)
    parts[DOCUMENT] = Xml.tostring(root, "UTF-8", xml_declaration=True)
    parts[COMMENTS] = Xml.tostring(comments, "UTF-8", xml_declaration=True)
    parts[EXTENDED] = Xml.tostring(extended, "UTF-8", xml_declaration=True)
    docx.add(parts, "[Content_Types].xml", CONTENT_TYPE)
    docx.add(
        parts,
        "word/_rels/document.xml.rels",
        f'<Relationship Id="threads" Type="{EXTENDED_TYPE}" Target="commentsExtended.xml"/>',
    )


def _comment(
    comments: Xml.Element,
    extended: Xml.Element,
    text: str,
    author: str | None,
    date: str | None,
    parent: int | None = None,
) -> int:
    """Add a comment, or a reply to one; its number."""
    number = len(comments)
    told = {f"{W}id": str(number), f"{W}author": author or ""}
    comment = Xml.SubElement(comments, f"{W}comment", told | ({f"{W}date": date} if date else {}))
    for i, line in enumerate(lines := text.splitlines() or [""]):
        mark = {f"{W14}paraId": _mark(number)} if i == len(lines) - 1 else {}
        run = Xml.SubElement(Xml.SubElement(comment, f"{W}p", mark), f"{W}r")
        Xml.SubElement(run, f"{W}t").text = line
    known = {f"{W15}paraId": _mark(number), f"{W15}done": "0"}
    if parent is not None:
        known[f"{W15}paraIdParent"] = _mark(parent)
    Xml.SubElement(extended, f"{W15}commentEx", known)
    return number


def _mark(number: int) -> str:
    """What the last paragraph of a comment is known by."""
    return f"{number + 1:08X}"


def _anchor(root: Xml.Element, item: Item, ids: Sequence[int]) -> None:
    """Put the marks of a thread around the words that it is about, else around a paragraph."""
    abouts = (item.get("about") or "").split("\n")
    paragraph, first, last = _words(root, item, abouts[0])
    ends = _words(root, item, abouts[-1]) if abouts[1:] else (paragraph, first, last)
    order = [one for one in root.iter(f"{W}p") if one is paragraph or one is ends[0]]
    outer, _, last = ends if order[0] is paragraph else (paragraph, first, last)
    for id in ids:
        end = list(outer).index(last) + 1
        run = Xml.Element(f"{W}r")
        Xml.SubElement(run, f"{W}commentReference", {f"{W}id": str(id)})
        outer.insert(end, run)
        outer.insert(end, Xml.Element(f"{W}commentRangeEnd", {f"{W}id": str(id)}))
        start = list(paragraph).index(first)
        paragraph.insert(start, Xml.Element(f"{W}commentRangeStart", {f"{W}id": str(id)}))


def _words(
    root: Xml.Element, item: Item, about: str
) -> tuple[Xml.Element, Xml.Element, Xml.Element]:
    """The paragraph with the words of a comment, and the first and last piece that has some.

    Of several it is one of the file that the words stood in; where there is none, the first of
    that file with any words.
    """
    whole = plain(about.removesuffix(CUT))
    stem = PurePosixPath(Place.read(item.get("place") or "").file).stem.lower()
    texts = [one for one in root.iter(f"{W}p") if any(text for _, text in _pieces(one))]
    texts = [one for one in texts if not style(one).startswith("TOC")]
    own = [one for one in texts if stem and _is_of(one, stem)]
    having: list[Xml.Element] = []
    for about in (whole, whole[:BEGINNING]):  # it may go on in another paragraph
        having = [one for one in [*own, *texts] if about and about in plain(_said(one))]
        if having:
            break
    paragraph = [*having, *own, *texts][0]
    start = plain(_said(paragraph)).index(about) if having else 0
    end = start + len(about) if having else len(_said(paragraph))
    touched, at = [], 0
    for piece, text in _pieces(paragraph):
        if text and at < end and start < at + len(text):
            touched.append(piece)
        at += len(text)
    return paragraph, touched[0], touched[-1]


def _is_of(paragraph: Xml.Element, stem: str) -> bool:
    """Whether a paragraph is of a content file."""
    names = (mark.get(f"{W}name", "") for mark in paragraph.iter(f"{W}bookmarkStart"))
    return any(name.startswith(f"{BOOKMARK}{stem}-") for name in names)


def _pieces(paragraph: Xml.Element) -> Iterator[tuple[Xml.Element, str]]:
    """What a paragraph is made of, and what each says."""
    for piece in paragraph:
        yield piece, "".join(text.text or "" for text in piece.iter(f"{W}t"))


def _said(paragraph: Xml.Element) -> str:
    return "".join(text for _, text in _pieces(paragraph))
