"""Changed sentences, which a person has to read again: each as it was and as it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from thesis.document import pandoc
from thesis.editions.redline import revision_marks
from thesis.language import sentences

Piece = tuple[str, bool]  # A stretch of text, and whether it is marked as changed

LEAVES = {"Para", "Plain", "Header"}
HOLD = {"Div": 1, "OrderedList": 1, "BulletList": None, "BlockQuote": None}
"""Blocks that hold blocks, and where in them."""
CELLS = " · "  # What stands between the cells of a row


@dataclass(frozen=True)
class ChangedSentence:
    """One or some sentences that changed together."""

    chapter: str  # the heading of its chapter
    section: str  # the heading that it stands under, "" where that is the chapter's
    file: str  # its content file
    language: str  # the language that it is in, "" where that is the thesis' own
    kind: str  # ``text``, ``heading``, ``table`` or ``note``
    old: tuple[Piece, ...]  # the sentences as they were, what left marked; empty where they are new
    new: tuple[Piece, ...]  # the sentences as they are, what came marked; empty where they are gone


def touched(tree: pandoc.Tree) -> list[ChangedSentence]:
    """The sentences that changed, in the order of the text, from the document of both editions."""
    out: list[ChangedSentence] = []
    for file, _, blocks in pandoc.files(tree):
        chapter = section = ""
        for language, kind, node in _leaves(blocks):
            if kind == "heading":
                level, _, inlines = node["c"]
                name = " ".join(pandoc.text(revision_marks.accepted(inlines) or inlines).split())
                chapter, section = (name, "") if level == 1 else (chapter, name)
            for old, new in compare(list(_segments(node))):
                told = ChangedSentence(
                    chapter, section, file, language, kind, tuple(old), tuple(new)
                )
                out.append(told)
    return out


def _leaves(node: Any, language: str = "") -> Iterator[tuple[str, str, Any]]:
    """Each paragraph and heading, each row of a table, and the notes below them.

    Left out are the long descriptions of figures: they are no text on a page.
    """
    if isinstance(node, list):
        for child in node:
            yield from _leaves(child, language)
    if not isinstance(node, dict) or "long-description" in pandoc.classes(node):
        return
    kind: str = node["t"]
    content: Any = node.get("c")
    language = pandoc.attributes(node).get("lang", language)
    if kind == "Table":
        yield from _leaves(content[1][1], language)
        yield from ((language, "table", row) for row in pandoc.rows(node))
    elif kind in LEAVES:
        yield language, "heading" if kind == "Header" else "text", node
        for note in (each for each in pandoc.walk(content) if each["t"] == "Note"):
            yield from (
                (tongue, "note", inner) for tongue, _, inner in _leaves(note["c"], language)
            )
    elif kind == "Figure":
        yield from _leaves([content[1][1], content[2]], language)
    elif kind in HOLD:
        yield from _leaves(content[HOLD[kind]] if HOLD[kind] is not None else content, language)


# ---- one paragraph -------------------------------------------------------------------------------


def _segments(node: Any) -> Iterator[tuple[str, str]]:
    """The text of a paragraph or a row with the mark of each stretch of it."""
    if isinstance(node, dict):
        yield from _run(node["c"], "")
        return
    cells = [cell for cell in (list(_run(cell, "")) for cell in node) if cell]
    marks = {mark for cell in cells for text, mark in cell if text.strip()}
    for i, cell in enumerate(cells):
        if i:
            yield CELLS, marks.copy().pop() if len(marks) == 1 else ""
        yield from cell


def _run(node: Any, mark: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, list):
        for child in node:
            yield from _run(child, mark)
        return
    if not isinstance(node, dict) or "t" not in node:
        return
    kind: str = node["t"]
    content: Any = node.get("c")
    own = revision_marks.kind(node)
    if kind in {"Note", "Image"} or own in revision_marks.WHOLE.values():
        return
    if kind == "Str":
        yield content, mark
    elif kind in {"Space", "SoftBreak", "LineBreak"}:
        yield " ", mark
    elif kind in {"Code", "Math"}:
        yield content[1], mark
    elif kind in {"Span", "Cite", "Link", "Quoted"}:
        yield from _run(content[1], own or mark)
    elif isinstance(content, list):
        yield from _run(content, mark)


def compare(segments: Sequence[tuple[str, str]]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """The sentences of a paragraph that changed: as they were, and as they are.

    Sentences that share words are told together: one may have become two. So are those on end that
    came or left as a whole.
    """
    if not any(mark for _, mark in segments):
        return
    old, new = _Side(), _Side()
    shared: list[tuple[int, int, int]] = []
    for text, mark in segments:
        if not mark and any(sign.isalnum() for sign in text):
            shared.append((len(old.text), len(new.text), len(text)))
        if mark != revision_marks.INSERTION:
            old.add(text, bool(mark))
        if mark != revision_marks.DELETION:
            new.add(text, bool(mark))
    out: list[tuple[list[Piece], list[Piece]]] = []
    for was, now in _together(old, new, shared):
        whole = bool(was), bool(now)
        before = out[-1] if out else ([], [])
        if not all(whole) and whole == (bool(before[0]), bool(before[1])):
            out[-1] = _joined(before[0] + was), _joined(before[1] + now)
        else:
            out.append((was, now))
    yield from (pair for pair in out if any(changed for _, changed in [*pair[0], *pair[1]]))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Stretches that follow on one another as one, where both are marked or neither is."""
    return [
        ("".join(text for text, _ in run), changed)
        for changed, run in groupby(pieces, lambda piece: piece[1])
    ]


class _Side:
    """One edition of a paragraph: its text, and which of its characters changed."""

    def __init__(self) -> None:
        self.text = ""
        self.changed: list[bool] = []

    def add(self, text: str, changed: bool) -> None:
        self.text += text
        self.changed += [changed] * len(text)

    def spans(self) -> list[tuple[int, int]]:
        """Where its sentences are; the space behind one is part of it."""
        found = list(sentences.spans(self.text))
        starts = [start for start, _ in found]
        return (
            list(zip([0, *starts[1:]], [*starts[1:], len(self.text)], strict=True)) if found else []
        )

    def pieces(self, start: int, end: int) -> list[Piece]:
        """A stretch of the text, divided where it begins or ceases to be changed."""
        return _joined(list(zip(self.text[start:end], self.changed[start:end], strict=True)))


def _together(
    old: _Side, new: _Side, shared: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[list[Piece], list[Piece]]]:
    was, now = old.spans(), new.spans()
    group: dict[tuple[str, int], int] = {}
    nodes = [*(("new", j) for j in range(len(now))), *(("old", i) for i in range(len(was)))]
    for number, node in enumerate(nodes):
        group[node] = number
    for at, place, length in shared:
        for k in range(length):
            i, j = _within(was, at + k), _within(now, place + k)
            one, other = group[("old", i)], group[("new", j)]
            if one != other and new.text[place + k].isalnum():
                group = {node: one if value == other else value for node, value in group.items()}
    for number in sorted(set(group.values()), key=lambda value: _order(value, group, was, now)):
        mine = [was[i] for (side, i), value in group.items() if value == number and side == "old"]
        theirs = [now[j] for (side, j), value in group.items() if value == number and side == "new"]
        yield (
            _joined([piece for span in sorted(mine) for piece in old.pieces(*span)]),
            _joined([piece for span in sorted(theirs) for piece in new.pieces(*span)]),
        )


def _within(spans: Sequence[tuple[int, int]], at: int) -> int:
    return next(i for i, (start, end) in enumerate(spans) if start <= at < end)


def _order(
    number: int, group: dict[tuple[str, int], int], was: Sequence[Any], now: Sequence[Any]
) -> float:
    """Where in the paragraph a group stands, as a share of it."""
    shares = [
        index / len(now if side == "new" else was)
        for (side, index), value in group.items()
        if value == number
    ]
    return min(shares)
