"""Comments of a returned DOCX: threads, with the words that each is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from thesis.formats.docx import W
from thesis.returned.package import Package, RefusedFileError
from thesis.returned.paragraphs import PARAGRAPH, ReturnedTexts, Spot

COMMENTS, EXTENDED = "word/comments.xml", "word/commentsExtended.xml"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
ON = {"1", "true", "on"}
MOST_COMMENTS = 3000  # Of a file; each may be about all of it


@dataclass
class Comment:
    """What somebody wrote beside the text."""

    id: str  # as the file has it
    # author, date: as the file has them
    author: str
    date: str
    text: str  # its paragraphs, a line each
    # start, end: where the words that it is about begin and end; None where it has no place
    start: Spot | None = None
    end: Spot | None = None
    quoted: str = ""  # those words, as they are now
    # the same by the paragraphs that they stand in
    parts: list[tuple[Spot, str]] = field(default_factory=list)
    resolved: bool = False  # whether somebody marked it as done
    replies: list[Comment] = field(default_factory=list)  # what was answered to it, in order


def read(package: Package, texts: ReturnedTexts) -> list[Comment]:
    """The threads of a file in the order of its text, those without a place last.

    Raises:
        RefusedFileError: it has more comments than anybody writes.
    """
    root = package.parts.get(COMMENTS)
    every = [] if root is None else list(root.iter(f"{W}comment"))
    if len(every) > MOST_COMMENTS:
        raise RefusedFileError(f"{package.path}: it has {len(every)} comments, more than are read")
    found: dict[str, Comment] = {}
    marks: dict[str, str] = {}  # The comment of each paragraph that the extended comments may name
    for element in every:
        paragraphs = list(element.iter(f"{W}p"))
        said = ["".join(text.text or "" for text in one.iter(f"{W}t")) for one in paragraphs]
        id, author, date = (element.get(f"{W}{name}", "") for name in ("id", "author", "date"))
        comment = Comment(id, author, date, "\n".join(said).strip())
        if id in texts.ranges:
            comment.start, comment.end = texts.ranges[id]
            words = _between(texts, comment.start, comment.end)
            comment.quoted = PARAGRAPH.join(said for _, said in words).strip()
            comment.parts = [(spot, said.strip()) for spot, said in words if said.strip()]
        while id in found:  # twice, as nothing should write it
            id += f"+{len(found)}"
        found[id] = comment
        marks |= {mark: id for one in paragraphs if (mark := one.get(f"{W14}paraId"))}
    named = [*_parents(package, found, marks)]
    if package.threads_by_words or EXTENDED not in package.parts:
        named += _same_words(found)
    parents: dict[str, str] = {}
    for id, parent in named:
        if (top := _top(parent, parents)) != id:  # else a circle, which answers itself
            parents[id] = top
    for id in parents:
        found[_top(id, parents)].replies.append(found[id])
    threads = [comment for id, comment in found.items() if id not in parents]
    return sorted(threads, key=lambda one: (one.start is None, one.start or ()))


def _between(texts: ReturnedTexts, start: Spot, end: Spot) -> list[tuple[Spot, str]]:
    """The words between two spots as they are now; as they were, where none is left. Each
    paragraph's with where they begin.
    """
    for which in ("new", "old"):
        whole = [
            getattr(one, which) for one in texts.paragraphs[start.paragraph : end.paragraph + 1]
        ]
        if whole:
            whole[-1] = whole[-1][: getattr(end, which)]
            whole[0] = whole[0][getattr(start, which) :]
        if "".join(whole).strip():
            spots = [Spot(start.paragraph + i, 0, 0) for i in range(1, len(whole))]
            return list(zip([start, *spots], whole, strict=True))
    return []


def _parents(
    package: Package, found: Mapping[str, Comment], marks: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Each reply with the comment that it answers; what is done is marked on the way."""
    root = package.parts.get(EXTENDED)
    for element in () if root is None else root.iter(f"{W15}commentEx"):
        id = marks.get(element.get(f"{W15}paraId", ""))
        if id is None:
            continue
        found[id].resolved = element.get(f"{W15}done", "") in ON
        parent = marks.get(element.get(f"{W15}paraIdParent", ""))
        if parent is not None and parent != id:
            yield id, parent


def _same_words(found: Mapping[str, Comment]) -> Iterator[tuple[str, str]]:
    """The same of a file that does not say it, as of Google Docs: a reply has the same words."""
    first: dict[tuple[Spot, Spot], str] = {}
    for id, comment in sorted(found.items(), key=lambda item: (len(item[0]), item[0])):
        if comment.start is not None and comment.end is not None and comment.start != comment.end:
            parent = first.setdefault((comment.start, comment.end), id)
            if parent != id:
                yield id, parent


def _top(id: str, parents: dict[str, str]) -> str:
    """The comment that begins the thread of another; the way there is cut short for the next."""
    way = []
    while id in parents:
        way.append(id)
        id = parents[id]
    parents.update(dict.fromkeys(way, id))
    return id
