"""Which sentences a person has to read again: each that changed, as it was and as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from thesis import document, sentences
from thesis.document import Element
from thesis.redline import marked

Piece = tuple[str, bool]
"""A stretch of text, and whether it is marked as changed."""

LEAVES = {"Para", "Plain", "Header"}
CELLS = " · "
"""What stands between the cells of a row."""


@dataclass(frozen=True)
class Touched:
    """One or some sentences that changed together.

    Attributes:
        chapter: the heading of its chapter.
        section: the heading that it stands under, "" where that is the chapter's.
        file: its content file.
        kind: ``text``, ``heading``, ``table`` or ``note``.
        old: the sentences as they were, what left marked; empty where they are new.
        new: the sentences as they are, what came marked; empty where they are gone.
    """

    chapter: str
    section: str
    file: str
    kind: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


def touched(tree: dict[str, Any]) -> list[Touched]:
    """The sentences that changed, in the order of the text, from the document of both editions."""
    out: list[Touched] = []
    for file, _, blocks in document.files(tree):
        chapter = section = ""
        for kind, node in _leaves(blocks):
            if kind == "heading":
                level, _, inlines = node["c"]
                name = " ".join(document.text(marked.accepted(inlines) or inlines).split())
                chapter, section = (name, "") if level == 1 else (chapter, name)
            for old, new in compare(list(_segments(node))):
                out.append(Touched(chapter, section, file, kind, tuple(old), tuple(new)))
    return out


def _leaves(blocks: Any) -> Iterator[tuple[str, Any]]:
    """Each paragraph and heading, each row of a table, and the notes below them."""
    waiting = [blocks]
    while waiting:
        node = waiting.pop()
        children: list[Any] = []
        if isinstance(node, dict) and "long-description" in document.classes(node):
            continue
        if isinstance(node, dict) and node.get("t") == "Table":
            yield from _leaves(node["c"][1][1])
            yield from (("table", row) for row in document.rows(node))
        elif isinstance(node, dict) and node.get("t") in LEAVES:
            yield ("heading" if node["t"] == "Header" else "text"), node
            for note in (e for e in document.walk(node["c"]) if e["t"] == "Note"):
                yield from (("note", inner) for _, inner in _leaves(note["c"]))
        else:
            children = list(node.values()) if isinstance(node, dict) else list(node)
        waiting += [child for child in reversed(children) if isinstance(child, dict | list)]


# ---- one paragraph -------------------------------------------------------------------------------


def _segments(node: Any) -> Iterator[tuple[str, str]]:
    """The text of a paragraph or a row with the mark of each stretch of it."""
    if isinstance(node, dict):
        yield from _run(node["c"], "")
        return
    cells = [list(_run(cell, "")) for cell in node]
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
    kind, content = node["t"], node.get("c")
    own = marked.kind(node)
    if kind in {"Note", "Image"} or own in marked.WHOLE.values():
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


def compare(
    segments: Sequence[tuple[str, str]],
) -> Iterator[tuple[list[Piece], list[Piece]]]:
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
        if mark != marked.INSERTION:
            old.add(text, bool(mark))
        if mark != marked.DELETION:
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
    """Marked text that follows on marked text as one stretch."""
    text = "".join(text for text, _ in pieces)
    return [(text, True)] if pieces and all(changed for _, changed in pieces) else [*pieces]


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
        return list(zip([0, *starts[1:]], [*starts[1:], len(self.text)], strict=True)) if found else []

    def pieces(self, start: int, end: int) -> list[Piece]:
        """A stretch of the text, divided where it begins or ceases to be changed."""
        out: list[Piece] = []
        for at in range(start, end):
            if out and out[-1][1] == self.changed[at]:
                out[-1] = (out[-1][0] + self.text[at], self.changed[at])
            else:
                out.append((self.text[at], self.changed[at]))
        return out


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
            [piece for start, end in sorted(mine) for piece in old.pieces(start, end)],
            [piece for start, end in sorted(theirs) for piece in new.pieces(start, end)],
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
