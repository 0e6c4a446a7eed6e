"""Edits of a returned file: what each changed group of paragraphs does to the text of the document.

An edit is counted in the text as it is now. Of a file that was made of this document, all that is
other in it is an edit, tracked or not. Of another, only what is tracked is known to be one: what is
not tracked may be the author's own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from thesis.diagnostics import messages
from thesis.diagnostics.place import Place
from thesis.returned.alignment import (
    BOOKMARK,
    LIKE,
    Aligned,
    BaseDocument,
    DocumentBlock,
    ParagraphGroup,
)
from thesis.returned.paragraphs import (
    HEADS,
    LISTED,
    MARGIN,
    PARAGRAPH,
    PLAIN_TEXT,
    Paragraph,
    Spot,
    TextPiece,
    TrackedChange,
)
from thesis.returned.words import Edit, edits, mapping, plain, similar

OTHER_WORDS = "the words around it are others now"
ALREADY = "the text says so already"
ELSEWHERE = "the paragraph stands elsewhere in the file: move it by hand"
CONTENTS = "the list of contents is made anew by the build"
MARGINS = "headers and footers are those of the template"
OTHER_KIND = "an item of a list that is no item's neighbour is put in by hand"
SET = "some of what is put in is bold, in italics or the like: see whether it is so here"
NOT_FOUND = "no paragraph of the file has these words"
NOT_TRACKED = "it is not tracked, and the file was not made of the text as it is now"


@dataclass(eq=False)
class TextEdit:
    """An edit of the text of some blocks."""

    # start, end: what it replaces, in the text of the blocks as they are now
    start: int
    end: int
    text: str  # by what
    old: str  # the words that it takes out
    changes: tuple[TrackedChange, ...] = ()  # those that it is made of; none of what is not tracked
    place: Place = field(default_factory=lambda: Place(""))  # where it is
    told: str = ""  # why it is not in the patch; "" as long as nothing is against it
    noted: str = ""  # what is to be known of it though it is in the patch
    gone: tuple[str, ...] = ()  # the keys of the numbers that it takes out
    come: tuple[str, ...] = ()  # those that it puts in
    format: str = ""  # the sign of the format that its words get, such as **, with + or - before it

    @property
    def author(self) -> str:
        """Who made it, as far as the file says."""
        return ", ".join(dict.fromkeys(one.author for one in self.changes if one.author))


@dataclass(eq=False)
class GroupEdits:
    """The edits of some blocks of the document."""

    blocks: Sequence[DocumentBlock]  # which
    text: str  # what they say now
    edits: list[TextEdit]  # in order
    # the cells of a row that is put in below these blocks; none of other edits
    row: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """The blocks, as two files have them in common, and what is put in below them."""
        return tuple(block.number for block in self.blocks), self.row


def of(aligned: Aligned, before: BaseDocument | None) -> Iterator[GroupEdits]:
    """The edits of a file, by the blocks that they are of; those of no block by themselves.

    Args:
        before: the document that the file was made of, where it is known and is another.
    """
    in_rows: set[int] = set()
    for row in _new_rows(aligned):
        in_rows |= {id(group) for group in row}
        yield _row_edits(row, aligned)
    for group in aligned.groups:
        if id(group) in in_rows:
            continue
        pieces = _pieces(group)
        found = [*_of_group(group, pieces, aligned.same, before), *_formats(group)]
        if not (group.blocks or found or all(map(aligned.is_furniture, group.paragraphs))):
            said = PARAGRAPH.join(one.new for one in group.paragraphs)
            found = [TextEdit(0, 0, said, "")]
        if found or any(piece.changes for piece in pieces):
            for edit in found:
                edit.place = _place(group, edit, aligned)
                edit.told = edit.told or _against(group, edit)
                if edit.text and any(change.is_set for change in edit.changes):
                    edit.noted = messages.said(SET)
            yield GroupEdits(group.blocks, group.base, found)
    if aligned.same:
        for block in aligned.lost:
            gone = TextEdit(0, len(block.text), "", block.text, place=block.place(0))
            gone.told = "" if aligned.is_sure else messages.said(NOT_FOUND)
            yield GroupEdits([block], block.text, [gone])
        for block in aligned.elsewhere:
            moved = TextEdit(
                0, 0, block.text, "", place=block.place(0), told=messages.said(ELSEWHERE)
            )
            yield GroupEdits([], block.text, [moved])
        there = {plain(one.old).strip() for one in aligned.texts.paragraphs}
        for said in sorted({*aligned.known} - there):
            yield GroupEdits([], said, [TextEdit(0, len(said), "", said)])


def _new_rows(aligned: Aligned) -> Iterator[list[ParagraphGroup]]:
    """The paragraphs of each row of a table that is new."""
    rows: dict[tuple[int, int], list[ParagraphGroup]] = {}
    for group in aligned.groups:
        rows.setdefault(group.paragraphs[0].row, []).append(group)
    for (table, _), cells in rows.items():
        said = [one for cell in cells for one in cell.paragraphs if one.new.strip()]
        tracked = any(piece.changes for one in said for piece in one.pieces)
        is_known = all(map(aligned.is_furniture, said)) and not tracked
        is_new = (tracked and not any(one.old.strip() for one in said)) or aligned.same
        no_block = not any(cell.blocks for cell in cells)
        if table and said and not is_known and no_block and is_new:
            yield cells


def _row_edits(cells: Sequence[ParagraphGroup], aligned: Aligned) -> GroupEdits:
    """A new row as an edit of the nearest row above it that the document has."""
    table, row = cells[0].paragraphs[0].row
    above = [
        group
        for group in aligned.groups
        if group.paragraphs[0].row[0] == table and group.paragraphs[0].row[1] < row and group.blocks
    ]
    last = above[-1].paragraphs[0].row if above else (0, 0)
    blocks = [b for one in above if one.paragraphs[0].row == last for b in one.blocks]
    texts: dict[int, list[str]] = {}
    for one in (one for cell in cells for one in cell.paragraphs):
        texts.setdefault(one.region, []).append(one.new)
    paragraphs = [one for cell in cells for one in cell.paragraphs]
    pieces = [piece for one in paragraphs for piece in one.pieces]
    changes = [change for piece in pieces for change in piece.changes]
    changes += [mark for one in paragraphs for mark in (one.comes, one.goes) if mark]
    said = tuple(" ".join(" ".join(text).split(" ")).strip() for text in texts.values())
    edit = TextEdit(0, 0, " | ".join(said), "", tuple(dict.fromkeys(changes)))
    edit.place = blocks[-1].place(0) if blocks else aligned.near(cells[0])
    return GroupEdits(blocks, " ".join(block.text for block in blocks), [edit], said)


def _against(group: ParagraphGroup, edit: TextEdit) -> str:
    """What is against an edit by the paragraphs that it is of; "" where nothing is."""
    first, *more = group.paragraphs
    if not group.blocks:
        return {LISTED: messages.said(CONTENTS), MARGIN: messages.said(MARGINS)}.get(
            first.stream, ""
        )
    new = [one for one in more if not any(name.startswith(BOOKMARK) for name in one.bookmarks)]
    is_other = any(one.listed and not first.listed for one in new)
    return messages.said(OTHER_KIND) if PARAGRAPH in edit.text and is_other else ""


def _place(group: ParagraphGroup, edit: TextEdit, aligned: Aligned) -> Place:
    if not group.blocks:
        return aligned.place(Spot(group.first, 0, 0))[0]
    block, within = group.block(edit.start)
    return block.place(within)


def _pieces(group: ParagraphGroup) -> list[TextPiece]:
    """The text of a group, with what stands between its paragraphs."""
    found: list[TextPiece] = []
    for one in group.paragraphs:
        if sign := _sign(group, one):
            own = (*one.pieces, TextPiece("", False, True))
            changes = next((piece.changes for piece in own if piece.new), ())
            found.append(TextPiece(sign, False, True, changes))
        found += one.pieces
        marks = tuple(mark for mark in (one.comes, one.goes) if mark)
        found.append(TextPiece(PARAGRAPH, one.comes is None, one.goes is None, marks))
    last = found.pop()
    if last.changes:  # an end that nothing follows
        is_gone = not any(piece.new for piece in found)
        found.append(TextPiece("", not is_gone, not is_gone, last.changes))
    return found


def _sign(group: ParagraphGroup, one: Paragraph) -> str:
    """What stands in front of a paragraph that is new and of another kind; "" in front of others.

    Whoever presses Enter in front of a paragraph leaves its bookmark to the new one above it.
    """
    if not group.blocks or not one.new.strip():
        return ""
    own = [name for name in one.bookmarks if name.startswith(BOOKMARK)]
    if own:
        known = [block for block in group.blocks if block.id in own]
        is_known = any(block.is_heading or similar(block.text, one.new) >= LIKE for block in known)
        if is_known or len(group.paragraphs) == 1:
            return ""
    elif one is group.paragraphs[group.ahead]:
        return ""
    if one.level:
        return next(sign for sign, level in HEADS.items() if level == one.level)
    return PLAIN_TEXT if group.paragraphs[group.ahead].listed and not one.listed else ""


def _of_group(
    group: ParagraphGroup, pieces: Sequence[TextPiece], same: bool, before: BaseDocument | None
) -> Iterator[TextEdit]:
    new = "".join(piece.text for piece in pieces if piece.new)
    changes = tuple(dict.fromkeys(change for piece in pieces for change in piece.changes))
    base = group.base
    if not group.blocks or plain(group.old) == plain(base):
        yield from _tracked(pieces, group.old)
    elif same:
        yield from _untracked(base, new, changes)
    elif before and (then := _then(group, before)) is not None:
        old = plain(group.old) == plain(then)
        found = _tracked(pieces, then) if old else _untracked(then, new, changes)
        yield from _moved(found, then, base)
    else:
        yield from _moved(_tracked(pieces, group.old), group.old, base)
        said = f"{group.old} → {base}"
        yield TextEdit(0, 0, "", said, told=messages.said(NOT_TRACKED))


def _formats(group: ParagraphGroup) -> Iterator[TextEdit]:
    """The words that are set otherwise, tracked; what is of one format and side by side is one."""
    found: dict[tuple[str, int], TextEdit] = {}
    where = mapping(group.old, group.base) if group.blocks else []
    for i, one in enumerate(group.paragraphs):
        for start, end, sign, change in one.formats:
            first = group.offset(Spot(group.first + i, start, 0))
            there = where[first : first + end - start]
            at = there[0] if there else None
            if at is None or there != [*range(at, at + end - start)]:
                continue
            edit = found.pop((sign, at), None) or TextEdit(at, at, "", "", format=sign)
            edit.end = at + end - start
            edit.old = edit.text = group.base[edit.start : edit.end]
            edit.changes = tuple(dict.fromkeys((*edit.changes, change)))
            found[sign, edit.end] = edit
    yield from found.values()


def _then(group: ParagraphGroup, before: BaseDocument) -> str | None:
    """What the blocks of a group said in the document that the file was made of."""
    names = [name for one in group.paragraphs for name in one.bookmarks if name in before.by_id]
    return PARAGRAPH.join(before.by_id[name].text for name in names) if names else None


def _tracked(pieces: Iterable[TextPiece], old: str) -> Iterator[TextEdit]:
    """The edits of what is tracked, counted in the old text."""
    at = start = 0
    text = ""
    changes: dict[TrackedChange, None] = {}

    def done() -> Iterator[TextEdit]:
        if at > start or text:
            yield from _small(start, old[start:at], text, tuple(changes))

    for piece in pieces:
        if piece.old and piece.new:
            if piece.text:
                yield from done()
                at += len(piece.text)
                start, text, changes = at, "", {}
            continue
        changes |= dict.fromkeys(piece.changes)
        at += len(piece.text) * piece.old
        text += piece.text * piece.new
    yield from done()


def _small(
    start: int, old: str, new: str, changes: tuple[TrackedChange, ...]
) -> Iterator[TextEdit]:
    """An edit as its least parts: who retypes a sentence leaves most of its words."""
    for part in edits(old, new) if old and new else [Edit(0, len(old), new)]:
        first, last = start + part.start, start + part.end
        yield TextEdit(first, last, part.text, old[part.start : part.end], changes)


def _untracked(base: str, new: str, changes: tuple[TrackedChange, ...]) -> Iterator[TextEdit]:
    for part in edits(base, new):
        yield TextEdit(part.start, part.end, part.text, base[part.start : part.end], changes)


def _moved(found: Iterable[TextEdit], then: str, now: str) -> Iterator[TextEdit]:
    """Edits of a text, counted in what it is now."""
    where = mapping(then, now)
    for edit in found:
        said = plain(edit.text).strip()
        if said and plain(now).count(said) > plain(then).count(said):
            edit.start, edit.end, edit.told = 0, 0, messages.said(ALREADY)
            yield edit
            continue
        there = where[edit.start : edit.end]
        left = where[edit.start - 1] if edit.start else -1
        right = where[edit.end]
        first = there[0] if there else right
        is_whole = first is not None and there == [*range(first, first + len(there))]
        if is_whole and left is not None and left + 1 == first and right is not None:
            assert first is not None
            if right == first + len(there):
                edit.start, edit.end = first, first + len(there)
                yield edit
                continue
        edit.start, edit.end, edit.told = 0, 0, messages.said(OTHER_WORDS)
        yield edit
