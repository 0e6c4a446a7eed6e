"""Blocks of two versions as one row: which block is which, and what changed inside it."""

import copy
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from thesis.document import pandoc
from thesis.document.pandoc import Element
from thesis.editions.redline import revision_marks, words
from thesis.language.alignment import align

T = TypeVar("T")
Blocks = list[Element]
TableRow = list[Any]  # A row of a table: its attributes and its cells

ALIKE = 0.4
"""The share of their words that two blocks must have in common to be one that was changed."""
PARAGRAPHS = {"Para", "Plain"}
NAMED = {"Div", "Table", "Figure", "CodeBlock"}
"""Blocks whose id somebody gave them; that of a heading is made of its words."""


def merge(old: Blocks, new: Blocks) -> Blocks:
    """The blocks of both editions in one row, in which all that came and left is marked."""
    out: Blocks = []
    for was, now in paired(old, new, alike, _text):
        if was is not None and now is not None:
            out += both(was, now)
        elif was is not None:
            out += mark([was], revision_marks.DELETION)
        elif now is not None:
            out += mark([now], revision_marks.INSERTION)
    return out


# ---- which is which ------------------------------------------------------------------------------


def paired(
    old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float], text: Callable[[T], str]
) -> Iterator[tuple[T | None, T | None]]:
    """Each thing of the old row with what it is in the new one; None where it has none.

    Args:
        likeness: how much of two things is the same, 0 to 1; below ALIKE they are two.
        text: what two things that are the same have in common, word for word.
    """
    where = align([text(one) for one in old], [text(one) for one in new])
    for i, j in enumerate(where):
        if j is not None and likeness(old[i], new[j]) < ALIKE:  # the same words in another kind
            where[i] = None
    fixed = [(i, j) for i, j in enumerate(where) if j is not None]
    ends = [(-1, -1), *fixed, (len(old), len(new))]
    for (i, j), (i_end, j_end) in pairwise(ends):
        if i >= 0:
            yield old[i], new[j]
        yield from _closest(old[i + 1 : i_end], new[j + 1 : j_end], likeness)


def _closest(
    old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float]
) -> Iterator[tuple[T | None, T | None]]:
    """The pairs, in order, that are most alike in all."""
    like = [[likeness(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            together = best[i + 1][j + 1] + like[i][j] if like[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    i = j = 0
    while i < len(old) or j < len(new):
        more = i < len(old) and j < len(new) and like[i][j] >= ALIKE
        if more and best[i][j] == best[i + 1][j + 1] + like[i][j]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or best[i + 1][j] >= best[i][j + 1]):
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1


def alike(old: Element, new: Element) -> float:
    """How much two blocks are the same: by their id where they have one, else by their words."""
    if _kind(old) != _kind(new):
        return 0.0
    names = _name(old), _name(new)
    if all(names):
        return float(names[0] == names[1])
    return _overlap(_text(old), _text(new))


def _kind(block: Element) -> tuple[Any, ...]:
    kind = block["t"]
    if kind == "Header":
        return kind, block["c"][0]
    if kind == "Div":
        return kind, *pandoc.classes(block)
    return ("paragraph",) if kind in PARAGRAPHS else (kind,)


def _name(block: Element) -> str:
    """What a block is called, whatever is in it: its id, its file, or the id of its table."""
    if block["t"] not in NAMED:
        return ""
    if name := pandoc.identifier(block) or pandoc.attributes(block).get("src", ""):
        return str(name)
    inner = (_name(each) for each in block["c"][1]) if block["t"] == "Div" else iter(())
    return next(filter(None, inner), "")


def _text(node: Any) -> str:
    return pandoc.text(node if isinstance(node, list) else [node])


def _overlap(one: str, other: str) -> float:
    """The share of their words that two texts have in common; 1 for two without any."""
    mine, theirs = Counter(one.split()), Counter(other.split())
    total = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / total if total else 1.0


# ---- one that came or left -----------------------------------------------------------------------


def mark(blocks: Blocks, kind: str) -> Blocks:
    """Blocks that came or left as a whole, all that is in them marked."""
    own = _anonymous(blocks) if kind == revision_marks.DELETION else copy.deepcopy(blocks)
    return [_marked(block, kind) for block in own]


def _marked(block: Element, kind: str) -> Element:
    name, content = block["t"], block.get("c")
    if content is None or name == "RawBlock":
        return block
    if name in PARAGRAPHS:
        return {"t": name, "c": _line(content, kind)}
    if name == "Header":
        return {"t": name, "c": [*content[:2], _line(content[2], kind)]}
    if name == "CodeBlock":  # no mark can stand in it
        code = {"t": "Code", "c": [["", [], []], content[1]]}
        return {"t": "Para", "c": _line([code], kind)}
    if name == "LineBlock":
        return {"t": name, "c": [_words(line, kind) for line in content]}
    if name == "DefinitionList":
        items = [
            [_words(term, kind), [[_marked(b, kind) for b in each] for each in definitions]]
            for term, definitions in content
        ]
        return {"t": name, "c": items}
    if name == "Table":
        return _table(block, lambda row: _row(row, kind), kind)
    return {"t": name, "c": _inside(content, kind)}


def _inside(node: Any, kind: str) -> Any:
    """Whatever holds blocks (a list, a division, a figure), with the blocks in it marked."""
    if isinstance(node, dict):
        return _marked(node, kind) if "t" in node and "c" in node else node
    return [_inside(child, kind) for child in node] if isinstance(node, list) else node


def _words(inlines: list[Element], kind: str) -> list[Element]:
    return words.mark(inlines, kind, NOTES)


def _line(inlines: list[Element], kind: str) -> list[Element]:
    """A paragraph that came or left as a whole, its end too."""
    return [*_words(inlines, kind), revision_marks.span(revision_marks.WHOLE[kind], [])]


def _row(row: TableRow, kind: str) -> TableRow:
    attributes, cells = row
    out = []
    for *how, blocks in cells:
        inner = [_marked(block, kind) for block in blocks or [{"t": "Plain", "c": []}]]
        out.append([*how, inner])
    return [attributes, out]


def _table(table: Element, each: Callable[[TableRow], TableRow], kind: str) -> Element:
    attributes, (short, caption), columns, head, bodies, foot = table["c"]

    def rows(group: list[TableRow]) -> list[TableRow]:
        return [each(row) for row in group]

    return {
        "t": "Table",
        "c": [
            attributes,
            [short, [_marked(block, kind) for block in caption]],
            columns,
            [head[0], rows(head[1])],
            [[*body[:2], rows(body[2]), rows(body[3])] for body in bodies],
            [foot[0], rows(foot[1])],
        ],
    }


# ---- one that is in both -------------------------------------------------------------------------


def both(old: Element, new: Element) -> Blocks:
    """A block of both editions, with what changed in it marked."""
    if old == new:
        return [new]
    kind, was, now = new["t"], old["c"], new["c"]
    if kind in PARAGRAPHS:
        return [{"t": kind, "c": words.merge(was, now, NOTES)}]
    if kind == "Header":
        return [{"t": kind, "c": [*now[:2], words.merge(was[2], now[2], NOTES)]}]
    if kind == "BlockQuote":
        return [{"t": kind, "c": merge(was, now)}]
    if kind == "BulletList":
        return [{"t": kind, "c": _items(was, now)}]
    if kind == "OrderedList":
        return [{"t": kind, "c": [now[0], _items(was[1], now[1])]}]
    if kind == "Div":
        return [{"t": kind, "c": [now[0], merge(was[1], now[1])]}]
    if kind == "Figure":
        caption = [now[1][0], merge(was[1][1], now[1][1])]
        return [{"t": kind, "c": [now[0], caption, merge(was[2], now[2])]}]
    if kind == "Table" and _same_form(was, now):
        return [_tables(was, now)]
    if _text(old) == _text(new):
        return [new]
    return [*mark([old], revision_marks.DELETION), *mark([new], revision_marks.INSERTION)]


def _items(old: list[Blocks], new: list[Blocks]) -> list[Blocks]:
    out: list[Blocks] = []
    for was, now in paired(old, new, lambda a, b: _overlap(_text(a), _text(b)), _text):
        if was is not None and now is not None:
            out.append(merge(was, now))
        elif was is not None:
            out.append(mark(was, revision_marks.DELETION))
        elif now is not None:
            out.append(mark(now, revision_marks.INSERTION))
    return out


def _same_form(old: TableRow, new: TableRow) -> bool:
    """Whether two tables have as many columns and parts, and no cell over several of them."""
    return (
        len(old[2]) == len(new[2])
        and len(old[4]) == len(new[4])
        and all(
            cell[2] == cell[3] == 1
            for table in (old, new)
            for _, cells in pandoc.raw_rows({"t": "Table", "c": table})
            for cell in cells
        )
    )


def _tables(old: TableRow, new: TableRow) -> Element:
    bodies = [
        [*now[:2], _merged_rows(was[2], now[2]), _merged_rows(was[3], now[3])]
        for was, now in zip(old[4], new[4], strict=True)
    ]
    return {
        "t": "Table",
        "c": [
            new[0],
            [new[1][0], merge(old[1][1], new[1][1])],
            new[2],
            [new[3][0], _merged_rows(old[3][1], new[3][1])],
            bodies,
            [new[5][0], _merged_rows(old[5][1], new[5][1])],
        ],
    }


def _merged_rows(old: list[TableRow], new: list[TableRow]) -> list[TableRow]:
    out: list[TableRow] = []
    for was, now in paired(old, new, lambda a, b: _overlap(_text(a[1]), _text(b[1])), _row_text):
        if was is not None and now is not None:
            cells = [
                [*new_cell[:4], _cell(old_cell[4], new_cell[4])]
                for old_cell, new_cell in zip(was[1], now[1], strict=True)
            ]
            out.append([now[0], cells])
        elif was is not None:
            out.append(_row(_anonymous(was), revision_marks.DELETION))
        elif now is not None:
            out.append(_row(copy.deepcopy(now), revision_marks.INSERTION))
    return out


def _cell(old: Blocks, new: Blocks) -> Blocks:
    """A cell of one line is that line, however little of it is left."""
    if len(old) == len(new) == 1 and _kind(old[0]) == _kind(new[0]):
        return both(old[0], new[0])
    return merge(old, new)


def _row_text(row: TableRow) -> str:
    return _text(row[1])


def _anonymous(node: T) -> T:
    """A copy of what left, without ids: they are those of the new edition."""
    out = copy.deepcopy(node)
    for element in pandoc.walk(out):
        if attributes := pandoc.attributes_of(element):
            attributes[0] = ""
    return out


NOTES = words.Notes(merge, mark)  # A footnote is a row of blocks like any other
