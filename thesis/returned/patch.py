"""Patch of the sources: each edit of the text as an edit of the line that prints it.

A call stays a call: an edit of what it prints is told, one beside it goes through. What is put in
is escaped, so that it is text and nothing else, and a sentence stands on a line of its own.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from pathlib import Path

from thesis.diagnostics import messages
from thesis.diagnostics.files import to_csv
from thesis.document import pandoc
from thesis.document.pandoc import Element
from thesis.document.passages import Zone
from thesis.input import limits, sources
from thesis.language import sentences
from thesis.returned.alignment import DocumentBlock
from thesis.returned.edits import GroupEdits, TextEdit
from thesis.returned.paragraphs import HEADS, MOVE, OBJECT, PARAGRAPH, PLAIN_TEXT, UNSIGNED
from thesis.returned.runs import CALLED, Run, runs, together
from thesis.returned.source import (
    BEGINS,
    CALL,
    CLOSES,
    ENDS,
    LETTER,
    MARKUP,
    OPENS,
    Slot,
    UnlikeError,
    calls,
)
from thesis.returned.words import plain

GENERATED = "it is generated; what prints it is no text that an edit can go to"
PICTURED = "a note or a picture is put in by hand"
STRANGE = "it has characters that do something and are not seen"
TWICE = "another edit is of the same words"
BLOCKS = "it is about where paragraphs, cells or lists begin and end: do it by hand"
PART_OF_CALL = "it is printed by a call"
REFERENCE = "it is an entry of the list of references: change the fields of the work there"
NO_BLOCK = "it is a paragraph of its own that stands beside no text of the document"

AFTER_NUMBER = re.compile(
    r"\s?(?:[\d%‰½¼¾]|[.,:/–-]\d|(?:prosent|promille|hundre|tusen|million|milliard|komma|per cent|"
    r"percent|hundred|thousand|billion)\w*)|\w",
    re.IGNORECASE,
)
"""What behind a number makes it another one."""
BEFORE_NUMBER = re.compile(r"(?:\d\s?|\d[.,:/–-]|[-−–+±<>≤≥~]\s?|\w|\bminus )$", re.IGNORECASE)
"""What makes it another in front of it."""
NEAR = 12  # Letters beside a number that are looked at

ALWAYS = set("\\`*_[]{}@^~")  # The signs that are markup nearly anywhere
MARKUP_AT = re.compile(r"[-+#>:|~=%]|\d+(?=[.)]\s)|[A-Za-z](?=[.)]\s)")
"""What is markup at the beginning of a line."""

FORMAT_BY_HAND = "the signs of its format cannot stand there: do it by hand"
MOVED = "where it is moved to, it cannot be put in: move it by hand"
ROWS = "a row goes below one of a table with bars in content/, or of one of data/tables/"
RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")  # What stands below the head of a table
NUMERIC = re.compile(r"[-−]?\d{1,15}(?:\.\d{1,9})?")

CELLS = re.compile(r"(?<!\\)\|")  # What divides the cells of a row

Rows = Callable[[DocumentBlock], Iterator[tuple[str, int, Callable[[Sequence[str]], list[str]]]]]
"""The file, the line and what names the numbers of a new row, of the row of data/tables/ that a
block is printed by.
"""

Why = Callable[[Zone], str]  # Says where what a call prints comes from


@dataclass(frozen=True)
class SourceEdit:
    """A stretch of a file, and what it becomes."""

    file: str  # which
    # start, end: in it
    start: int
    end: int
    text: str  # what stands there then
    # the paragraphs that are printed then, with CALLED for what each call prints
    says: tuple[str, ...]
    is_part: bool  # whether they are a part of a block, the rest of which another file prints
    group: GroupEdits = field(repr=False)  # the edits that it is made of


@dataclass(eq=False)
class _Part:
    """The edits of one run, those of its format apart, and its source."""

    group: GroupEdits
    run: Run
    whole: str
    slots: Sequence[Slot]
    edits: list[TextEdit]
    formats: list[TextEdit] = field(default_factory=list)


class Patch:
    """The edits of the sources that some edits of the text are.

    Args:
        root: the folder of the thesis.
        why: says where what a call prints comes from.
        rows: says which row of data/tables/ prints a block.
    """

    def __init__(self, root: Path, why: Why, rows: Rows = lambda block: iter(())) -> None:
        self.root, self.why, self.rows = root, why, rows
        self.parts: list[_Part] = []

    def made(self, groups: Iterable[GroupEdits]) -> list[SourceEdit]:
        """The edits of the sources; each edit that is none of them says why."""
        given = list(groups)
        found = [*self._rows(given), *self._new_rows(given)]
        rows = [edit for one in found for edit in one.group.edits]
        for group in given:
            is_row = group.row or (group.edits and all(edit in rows for edit in group.edits))
            if not is_row:
                self._place(group)
        _stays(edit for group in given for edit in group.edits)
        carried = dict(self._carried())
        for part in self.parts:
            going = [edit for edit in part.edits if not edit.told]
            going = [edit for edit in going if edit.text or edit.end > edit.start]
            formats = [edit for edit in part.formats if not edit.told]
            if not going and not formats:
                continue
            made = _Writer(part, going, carried, formats).edit()
            going += formats
            if any(
                one.file == made.file and one.start < made.end and made.start < one.end
                for one in found
            ):
                _tell(going, messages.said(TWICE))
            else:
                found.append(made)
        return found

    def _rows(self, groups: Iterable[GroupEdits]) -> Iterator[SourceEdit]:
        """The rows of tables in content/, each on a line of its own, all of whose cells go out."""
        gone: dict[tuple[str, int], list[GroupEdits]] = {}
        for group in groups:
            whole = [edit for edit in group.edits if not edit.text and edit.old == group.text]
            if len(group.blocks) == len(group.edits) == len(whole) == 1 and not whole[0].told:
                own = runs(group.blocks[0])
                if len(own) == 1 and own[0].is_prose:
                    gone.setdefault((own[0].file, own[0].line), []).append(group)
        for (file, number), cells in gone.items():
            text = sources.read_text(self.root / file, file)
            lines = text.splitlines(keepends=True)
            line = lines[number - 1] if number <= len(lines) else ""
            is_row = line.startswith("|") and number > 2 and "|" in lines[number - 2]
            filled = [cell for cell in CELLS.split(line)[1:-1] if cell.strip()]
            if not is_row or len(filled) != len(cells):
                continue
            start = sum(map(len, lines[: number - 1]))
            row = GroupEdits(
                [block for cell in cells for block in cell.blocks],
                " ".join(cell.text for cell in cells),
                [edit for cell in cells for edit in cell.edits],
            )
            for cell in cells:
                for zone in calls(cell.blocks[0].passage.zones).values():
                    _goes_out(cell.edits[0], zone, self.why)
            yield SourceEdit(file, start, start + len(line), "", (), False, row)

    def _new_rows(self, groups: Iterable[GroupEdits]) -> Iterator[SourceEdit]:
        """The rows put in below one of a table in content/, or of a CSV of data/tables/."""
        for group in (group for group in groups if group.row):
            edit = group.edits[0]
            if edit.told or not group.blocks:
                edit.told = edit.told or messages.said(NO_BLOCK)
                continue
            places = {(run.file, run.line) for block in group.blocks for run in runs(block)}
            own = next((p for block in group.blocks for p in self.rows(block)), None)
            strange = limits.STRANGE.search("".join(group.row)) or OBJECT in "".join(group.row)
            made = None
            if (
                not strange
                and len(places) == 1
                and (place := next(iter(places)))[0].startswith("content/")
            ):
                made = self._piped(group, *place)
            elif not strange and own:
                made = self._of_file(group, *own)
            if made:
                yield made
            else:
                edit.told = messages.said(ROWS)

    def _piped(self, group: GroupEdits, file: str, number: int) -> SourceEdit | None:
        """A row below a line of a table; None where that is no such line, or one of a loop."""
        lines = sources.read_text(self.root / file, file).splitlines(keepends=True)
        first = last = number - 1
        while first > 0 and lines[first - 1].startswith(("|", "{%")):
            first -= 1
        while last + 1 < len(lines) and lines[last + 1].startswith(("|", "{%")):
            last += 1
        table = lines[first : last + 1]
        is_plain = number > first and all(line.startswith("|") for line in table)
        rule = first + 1
        if not is_plain or len(table) < 2 or not RULE.fullmatch(lines[rule].strip()):
            return None
        if len(CELLS.split(lines[number - 1].strip())[1:-1]) != len(group.row):
            return None
        at = max(number, rule + 1)
        row = "".join(f" {_cell(text)} |" for text in group.row)
        start = sum(map(len, lines[:at]))
        ends = "" if lines[at - 1].endswith("\n") else "\n"
        says = tuple(text for text in group.row if text)
        return SourceEdit(file, start, start, f"{ends}|{row}\n", says, False, group)

    def _of_file(
        self, group: GroupEdits, file: str, number: int, keys: Callable[[Sequence[str]], list[str]]
    ) -> SourceEdit | None:
        """A row below a line of a CSV; a number is written as data write it."""
        text = sources.read_text(self.root / file, file)
        lines = text.splitlines(keepends=True)
        sign = max(",;", key=lines[0].count)
        if lines[0].count(sign) + 1 != len(group.row):
            return None
        cells = [group.row[0], *(_number(cell) for cell in group.row[1:])]
        group.edits[0].come = tuple(keys(cells))
        start = sum(map(len, lines[:number]))
        ends = "" if lines[number - 1].endswith("\n") else "\n"
        return SourceEdit(
            file,
            start,
            start,
            ends + to_csv([cells], sign),
            tuple(filter(None, group.row)),
            False,
            group,
        )

    def _place(self, group: GroupEdits) -> None:
        """Find the runs that the edits of a group are of, and tell of those that are of none."""
        _overlaps(group.edits)
        going = [edit for edit in group.edits if not edit.told]
        for edit in going:
            if limits.STRANGE.search(edit.text.translate(UNSIGNED)):
                edit.told = messages.said(STRANGE)
            elif OBJECT in edit.text:
                edit.told = messages.said(PICTURED)
            elif not group.blocks:
                edit.told = messages.said(NO_BLOCK)
            elif any(block.passage.is_reference for block in group.blocks):
                edit.told = messages.said(REFERENCE)
            elif not edit.text and len(edit.old) == len(group.text) and not _is_prose(group):
                edit.told = messages.said(BLOCKS)
        going = [edit for edit in going if not edit.told]
        if not going:
            return
        if len(group.blocks) > 1:
            whole = together(group.blocks)
            if whole is None:
                _tell(going, messages.said(BLOCKS))
            else:
                self._align(group, whole, going)
            return
        own = runs(group.blocks[0])
        for run in sorted(own, key=lambda run: not run.is_written):
            inside = [edit for edit in going if run.start <= edit.start and edit.end <= run.end]
            going = [edit for edit in going if edit not in inside]
            if run.is_written:
                self._align(group, run, inside)
                continue
            for edit in inside:
                called = [
                    zone
                    for zone in run.zones
                    if zone.start + run.start <= edit.end
                    and edit.start <= zone.end + run.start
                    and zone.classes
                ]
                where = (
                    f"{messages.said(GENERATED)}: {run.file}:{run.line}"
                    if run.file
                    else messages.said(GENERATED)
                )
                edit.told = self.why(called[-1]) if called else where
        _tell(going, messages.said(GENERATED))

    def _align(self, group: GroupEdits, run: Run, edits: list[TextEdit]) -> None:
        if not edits:
            return
        try:
            whole, slots = run.aligned(self.root)
        except UnlikeError as error:
            why = messages.said("its source is not plain enough to edit: do it by hand")
            _tell(edits, f"{why}{_because(error)}")
            return
        shifted = [_behind(_shifted(edit, run.start), run.text) for edit in edits]
        formats = [edit for edit in shifted if edit.format]
        for edit in formats:
            edit.told = (
                "" if run.is_prose and _can_format(edit, slots) else messages.said(FORMAT_BY_HAND)
            )
        shifted = [edit for edit in shifted if not edit.format]
        settled: list[TextEdit] = []
        for edit in shifted:
            settled += _settled(edit, slots, run.text, self.why)
        if not _is_prose(group):
            _tell((edit for edit in settled if _divides(edit, group)), messages.said(BLOCKS))
        for edit in settled:
            if edit not in group.edits:
                group.edits.append(edit)
        self.parts.append(_Part(group, run, whole, slots, settled, formats))

    def _carried(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """Each stretch with a call that is taken out, which may be put in elsewhere: what it says,
        its source, and what it says beside its calls.
        """
        for part in self.parts:
            for edit in part.edits:
                inside = [s for s in part.slots if edit.start <= s.at and s.to <= edit.end]
                inside = [slot for slot in inside if slot.kind != MARKUP]
                if edit.told or not any(slot.kind == CALL for slot in inside):
                    continue
                source = part.whole[inside[0].start : inside[-1].end]
                said = plain(part.run.text[edit.start : edit.end]).strip()
                text = part.run.text
                shown = "".join(CALLED if s.zone else text[s.at : s.to] for s in inside)
                if len(said.split()) > 2 and PARAGRAPH not in said:
                    yield said, (source.strip(), shown.strip())


def _cell(text: str) -> str:
    """A text as the cell of a table in Markdown prints it."""
    escaped = re.sub(r"([\\`*_\[\]{}@^~|<>#$])", r"\\\1", text)
    return re.sub(r"&(?=[a-zA-Z#])", r"\\&", escaped)


def _number(text: str) -> str:
    """A number as data write it: with a point and without spaces; another text as it is."""
    bare = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)", "", text).replace(",", ".")
    return bare.replace("−", "-") if NUMERIC.fullmatch(bare) else text


def called(element: Element) -> list[str]:
    """What a number, a citation or a cross-reference names: keys, works, ids."""
    if element["t"] == "Cite":
        return [f"@{one['citationId']}" for one in element["c"][0]]
    return pandoc.keys(element) if pandoc.is_number(element) else []


def _stays(edits: Iterable[TextEdit]) -> None:
    """Take nothing out that is moved to where it cannot be put in."""
    moved = [edit for edit in edits if any(change.kind == MOVE for change in edit.changes)]
    lost = {plain(edit.text).strip() for edit in moved if edit.told} - {""}
    _tell((edit for edit in moved if plain(edit.old).strip() in lost), messages.said(MOVED))


def _can_format(edit: TextEdit, slots: Sequence[Slot]) -> bool:
    """Whether signs go around the words of an edit, or those around them go out; see where."""
    said = edit.text
    if not said.strip():
        return False
    edit.start += len(said) - len(said.lstrip())
    edit.end -= len(said) - len(said.rstrip())
    pairs: dict[int, list[Slot]] = {}
    for slot in slots:
        if slot.pair:
            pairs.setdefault(slot.pair, []).append(slot)
    sides = [(pair[0].at, pair[-1].at) for pair in pairs.values()]
    printed = [slot for slot in slots if slot.kind != MARKUP]
    starts, ends = {slot.at for slot in printed}, {slot.to for slot in printed}
    if not (edit.start in starts and edit.end in ends):  # a part of what a call prints
        return False
    if edit.format.startswith("-"):
        return (edit.start, edit.end) in sides
    crossing = any(
        one < edit.start < to < edit.end or edit.start < one < edit.end < to for one, to in sides
    )
    nested = any(one <= edit.start and edit.end <= to for one, to in sides)
    is_raised = edit.format[1:] in {"^", "~"}
    return not (
        crossing or nested or PARAGRAPH in said or (is_raised and " " in plain(said.strip()))
    )


def _goes_out(edit: TextEdit, zone: Zone, why: Why) -> None:
    """Note that what a call prints goes out with an edit."""
    edit.noted = f"{messages.said('a call goes out with it')}: {why(zone)}"
    edit.gone += tuple(called(zone.element))


def _because(error: UnlikeError) -> str:
    return f" ({error})" if str(error) else ""


def _tell(edits: Iterable[TextEdit], why: str) -> None:
    for edit in edits:
        edit.told = edit.told or why


def _behind(edit: TextEdit, text: str) -> TextEdit:
    """A paragraph that is put in front of another as one that is put in behind the one before."""
    is_alone = edit.start == edit.end and edit.text.endswith(PARAGRAPH)
    if is_alone and text[max(edit.start - 1, 0) : edit.start] == PARAGRAPH:
        edit.start = edit.end = edit.start - 1
        edit.text = PARAGRAPH + edit.text.removesuffix(PARAGRAPH)
    return edit


def _divides(edit: TextEdit, group: GroupEdits) -> bool:
    """Whether an edit divides or joins what cannot be; behind a heading a paragraph may begin."""
    ends = {len(text) for text in accumulate((b.text for b in group.blocks), _then)}
    is_new = _is_prose(group, {"Header"}) and edit.start == edit.end
    behind = edit.start in ends and edit.text.startswith(PARAGRAPH)
    before = not edit.start and group.blocks[0].is_heading and edit.text.endswith(PARAGRAPH)
    return PARAGRAPH in edit.text + edit.old and not (is_new and (behind or before))


def _then(text: str, more: str) -> str:
    return f"{text}{PARAGRAPH}{more}"


def _is_prose(group: GroupEdits, others: Set[str] = frozenset()) -> bool:
    """Whether the blocks are paragraphs or list items, which can be divided, or of other kinds."""
    kinds = {block.passage.within[-1]["t"] for block in group.blocks}
    around = {outer["t"] for block in group.blocks for outer in block.passage.within}
    return kinds - others <= {"Para", "Plain"} and not around & {"Table", "Note", "Figure"}


def _overlaps(edits: list[TextEdit]) -> None:
    """Tell of an edit that is of words which another has taken out or put something in."""
    edits.sort(key=lambda edit: (edit.start, edit.end))
    last = -1
    same: dict[tuple[int, int, str], TextEdit] = {}
    for edit in [one for one in edits if not one.told and not one.format]:
        known = same.setdefault((edit.start, edit.end, edit.text), edit)
        if known is not edit:  # two files have it
            known.changes += edit.changes
            edits.remove(edit)
        elif edit.start < last:
            edit.told = messages.said(TWICE)
        last = max(last, edit.end)
    taken = [one for one in edits if not one.told and not one.format]
    signs: list[TextEdit] = []
    for edit in [one for one in edits if one.format and not one.told]:
        if twin := next(
            (o for o in signs if (o.start, o.end, o.format) == (edit.start, edit.end, edit.format)),
            None,
        ):
            twin.changes += edit.changes
            edits.remove(edit)
        elif any(one.start < edit.end and edit.start < one.end for one in [*taken, *signs]):
            edit.told = messages.said(TWICE)
        signs.append(edit)


def _shifted(edit: TextEdit, by: int) -> TextEdit:
    """An edit counted in its run."""
    edit.start -= by
    edit.end -= by
    return edit


def _settled(edit: TextEdit, slots: Sequence[Slot], text: str, why: Why) -> list[TextEdit]:
    """An edit as those beside the calls that it would touch; told, where it is of a call itself."""
    for slot in slots:
        if slot.kind != CALL:
            continue
        touched = slot.at < edit.end and edit.start < slot.to
        if touched:
            said = plain(text[slot.at : slot.to]).casefold()
            inside = plain(edit.text).casefold()
            covered = edit.start <= slot.at and slot.to <= edit.end
            is_number = slot.zone is not None and bool({"n", "typed"} & {*slot.zone.classes})
            is_alone = len(edit.old.strip()) <= len(said)
            if covered and not edit.text.strip() and not (is_number and is_alone):
                if slot.zone is not None:
                    _goes_out(edit, slot.zone, why)
                continue
            if covered and said and inside.count(said) == 1:
                at = inside.index(said)
                before = replace(
                    edit, end=slot.at, text=edit.text[:at], old=text[edit.start : slot.at]
                )
                after = replace(
                    edit,
                    start=slot.to,
                    text=edit.text[at + len(said) :],
                    old=text[slot.to : edit.end],
                )
                halves = [half for half in (before, after) if half.text or half.old]
                if not halves:  # a capital alone, which the call writes itself
                    edit.start, edit.text = edit.end, ""
                    return [edit]
                edit.start, edit.end, edit.text, edit.old = (
                    halves[0].start, halves[0].end, halves[0].text, halves[0].old,
                )  # fmt: skip
                return [
                    *_settled(edit, slots, text, why),
                    *(each for half in halves[1:] for each in _settled(half, slots, text, why)),
                ]
            edit.told = why(slot.zone) if slot.zone else messages.said(PICTURED)
            first, last = min(slot.at, edit.start), max(slot.to, edit.end)
            edit.text = text[first : edit.start] + edit.text + text[edit.end : last]
            edit.old = text[first:last]  # all that the call prints
            return [edit]
        if slot.zone is not None and "n" in slot.zone.classes and _spoils(edit, slot, text):
            edit.told = f"{messages.said('it would make another number of one')}: {why(slot.zone)}"
            return [edit]
    return [edit]


def _spoils(edit: TextEdit, slot: Slot, text: str) -> bool:
    """Whether an edit beside a number makes it another: «12» and «%», «1 » and «200»."""
    behind, ahead = text[slot.to : edit.start], text[edit.end : slot.at]
    if slot.to <= edit.start and len(behind) <= 1 and not behind.strip():
        after = plain(behind + edit.text + text[edit.end : edit.end + NEAR])
        was = plain(text[slot.to : slot.to + NEAR])
        return bool(AFTER_NUMBER.match(after)) and not AFTER_NUMBER.match(was)
    if edit.end <= slot.at and len(ahead) <= 1 and not ahead.strip():
        before = plain(text[max(0, edit.start - NEAR) : edit.start] + edit.text + ahead)
        was = plain(text[max(0, slot.at - NEAR) : slot.at])
        return bool(BEFORE_NUMBER.search(before)) and not BEFORE_NUMBER.search(was)
    return False


@dataclass
class _Bit:
    """A bit of what is written."""

    source: str  # what stands in the file
    says: str  # what it prints
    at: int = -1  # where that stood in the text; -1 of what is new
    kind: str = LETTER  # as of a slot
    does: str = ""  # as of a slot
    shown: str = ""  # what it prints, with CALLED for what a call does; "" where that is the same


class _Writer:
    """What writes a run anew.

    Args:
        part: the run.
        edits: those that go through.
        carried: stretches that were taken out elsewhere, by what they say.
        formats: the edits of the format that go through.
    """

    def __init__(
        self,
        part: _Part,
        edits: Sequence[TextEdit],
        carried: Mapping[str, tuple[str, str]],
        formats: Sequence[TextEdit] = (),
    ) -> None:
        self.part, self.edits, self.carried, self.formats = part, edits, carried, formats
        self.run, self.whole, self.slots = part.run, part.whole, part.slots
        first = self.slots[0].start
        line = self.whole.rfind("\n", 0, first) + 1
        self.in_cell = self.whole[line:].lstrip().startswith("|") and self.run.is_prose
        self.is_heading = part.group.blocks[0].is_heading
        is_text = _is_prose(part.group, {"Header"})
        self.flat = not self.run.is_prose or self.in_cell or not is_text
        begins = next((s for s in self.slots if s.does == BEGINS), None)
        sign = self.whole[first : begins.end] if begins and begins.at == 0 else ""
        sign = "" if self.is_heading else sign
        self.sign = sign if re.search(r"\S", sign.replace(">", "")) else ""  # The sign of a list
        quoted = re.sub(r"[^>\s]", " ", sign)
        self.indent = self.whole[line:first] + quoted if self.run.is_prose else ""

    def edit(self) -> SourceEdit:
        """The stretch of the file, and what it becomes."""
        bits = self._lines(list(self._bits()))
        blocks: list[tuple[list[_Bit], list[_Bit]]] = [([], [])]
        for bit in bits:
            if bit.says == PARAGRAPH:
                blocks.append(([bit], []))
            elif bit.does == BEGINS and len(blocks) > 1 and not blocks[-1][1]:
                blocks[-1][0].append(bit)
            else:
                blocks[-1][1].append(bit)
        out = ""
        says: list[str] = []
        for between, body in blocks:
            said = "".join(bit.says for bit in body)
            if not said.strip():
                continue
            text = self._tidy("".join(bit.source for bit in body))
            kept = (bit.source for bit in between if says or bit.does == BEGINS)
            out += "".join(kept) + text
            says.append("".join(bit.shown or bit.says for bit in body))
        start, end = self.slots[0].start, self.slots[-1].end
        if not says:
            start = self.whole.rfind("\n", 0, start) + 1
            rest = re.match(r"[^\n]*(?:\n|$)", self.whole[end:])
            end += rest.end() if rest else 0
            if (
                self.whole[end : end + 1] == "\n"
                and self.whole[max(0, start - 2) : start] == "\n\n"
            ):
                end += 1
        is_part = len(self.run.text) < len(self.part.group.text)
        return SourceEdit(self.run.file, start, end, out, tuple(says), is_part, self.part.group)

    def _tidy(self, source: str) -> str:
        """A block without the blank lines and spaces that words which are gone have left."""
        lines = [line for line in source.split("\n") if line.strip(" >")]
        if self.run.is_prose and not self.indent:
            lines = [line.lstrip(" ") for line in lines]
        return "\n".join(
            line if line.endswith("  ") and i < len(lines) - 1 else line.rstrip(" ")
            for i, line in enumerate(lines)
        )

    # ---- which bits --------------------------------------------------------------------------

    def _bits(self) -> Iterator[_Bit]:
        dead = self._dead()
        waiting: list[Slot] = []
        done: set[int] = set()
        for slot in [*self.slots, None]:
            if slot is not None and slot.kind == MARKUP:
                waiting.append(slot)
                continue
            here = slot.at if slot else len(self.run.text)
            for one in self.formats:
                if one.format.startswith("+") and one.end == here:
                    yield _Bit(one.format[1:], "", here, MARKUP, CLOSES)
            yield from self._between(waiting, here, dead, done)
            waiting = []
            for one in self.formats:
                if one.format.startswith("+") and one.start == here and slot is not None:
                    yield _Bit(one.format[1:], "", here, MARKUP, OPENS)
            if slot is not None and id(slot) not in dead:
                source = self.whole[slot.start : slot.end]
                shown = CALLED if slot.zone else ""
                yield _Bit(source, self.run.text[slot.at : slot.to], here, slot.kind, "", shown)

    def _dead(self) -> set[int]:
        """The slots that are taken out: letters, calls, and the markup around nothing else."""
        dead = {
            id(slot)
            for slot in self.slots
            if slot.kind != MARKUP
            and any(edit.start <= slot.at and slot.to <= edit.end for edit in self.edits)
        }
        pairs: dict[int, list[int]] = {}
        for i, slot in enumerate(self.slots):
            if slot.pair:
                pairs.setdefault(slot.pair, []).append(i)
        for first, last in (pair for pair in pairs.values() if len(pair) == 2):
            inside = [slot for slot in self.slots[first:last] if slot.kind != MARKUP]
            at, to = self.slots[first].at, self.slots[last].at
            anew = any(edit.text and at <= edit.start < to for edit in self.edits)
            is_off = any(
                edit.format == f"-{self.whole[self.slots[first].start : self.slots[first].end]}"
                and (edit.start, edit.end) == (at, to)
                for edit in self.formats
            )
            gone = inside and not anew and all(id(slot) in dead for slot in inside)
            if gone or is_off:
                dead |= {id(self.slots[first]), id(self.slots[last])}
        return dead

    def _between(
        self, markup: Sequence[Slot], at: int, dead: set[int], done: set[int]
    ) -> Iterator[_Bit]:
        """The markup between two letters, and what is put in there."""
        new = [edit for edit in self.edits if edit.start == at and id(edit) not in done]
        done |= {id(edit) for edit in new}
        text = "".join(edit.text for edit in new)
        replaces = any(edit.end > edit.start for edit in new)
        split = self._split(markup, at, text, replaces) if text else 0
        for i in range(len(markup) + 1):
            if i == split and text:
                yield from self._put_in(text)
            if i < len(markup) and id(markup[i]) not in dead:
                one = markup[i]
                yield _Bit(self.whole[one.start : one.end], "", at, MARKUP, one.does)

    def _split(self, markup: Sequence[Slot], at: int, text: str, replaces: bool) -> int:
        """Before how much of the markup a text goes: behind what closes, before what opens."""
        low = max((i + 1 for i, one in enumerate(markup) if one.does == BEGINS), default=0)
        high = next((i for i, one in enumerate(markup) if one.does == ENDS), len(markup))
        before, after = self.run.text[at - 1 : at], self.run.text[at : at + 1]
        if text.startswith(PARAGRAPH):
            return len(markup)
        if self.is_heading and not at and text.endswith(PARAGRAPH):
            return 0
        if text[0].isalnum() and before.isalnum() and not replaces:
            return low
        if replaces or (text[-1].isalnum() and after.isalnum()):
            return high
        opens = next((i for i, one in enumerate(markup) if i >= low and one.does == OPENS), high)
        closes = [i + 1 for i, one in enumerate(markup) if one.does == CLOSES]
        return max(low, min(high, max([*closes, 0]) if opens == high else opens))

    def _put_in(self, text: str) -> Iterator[_Bit]:
        """What is put in, escaped; a stretch that was taken out elsewhere as its source."""
        if carried := self.carried.get(plain(text).strip()):
            lead = text[: len(text) - len(text.lstrip())]
            tail = text[len(text.rstrip()) :]
            yield from (_Bit(sign, sign) for sign in lead)
            yield _Bit(carried[0], text.strip(), kind=CALL, shown=carried[1])
            yield from (_Bit(sign, sign) for sign in tail)
            return
        for i, sign in enumerate(text):
            if sign == PARAGRAPH:
                is_other = text[i + 1 : i + 2] in {*HEADS, PLAIN_TEXT}
                ends = f"\n\n{'' if is_other else self.indent}"
                yield _Bit(f"\n{self.sign}" if self.sign and not is_other else ends, sign)
            elif sign in {*HEADS, PLAIN_TEXT}:
                yield _Bit(f"{'#' * HEADS[sign]} " if sign in HEADS else "", "", kind=MARKUP)
            else:
                yield _Bit(self._escaped(text, i), sign)

    def _escaped(self, text: str, i: int) -> str:
        """A letter as Markdown that prints it."""
        sign, after = text[i], text[i + 1 : i + 2]
        if sign == "_" and i and text[i - 1].isalnum() and after.isalnum():
            return sign
        if sign in ALWAYS or (sign == "|" and self.in_cell):
            return f"\\{sign}"
        if sign in "#%" and i and text[i - 1] in "{#":
            return f"\\{sign}"
        if sign in "<&" and (after.isalpha() or after in {"/", "!", "#"}):
            return f"\\{sign}"
        return sign

    # ---- lines -------------------------------------------------------------------------------

    def _lines(self, bits: list[_Bit]) -> list[_Bit]:
        """Each sentence on a line of its own, where an edit made it one or made two of it one."""
        if self.flat:
            return bits
        whole = "".join(bit.says for bit in bits)
        now = _gaps(whole) - {*_of_headings(bits)}
        was = _gaps(self.run.text)
        at = 0
        starts_line = False
        for i, bit in enumerate(bits):
            if bit.says and not bit.says.isspace():
                if starts_line and bit.at < 0:
                    _escape_line(bits, i)
                starts_line = False
            if len(bit.says) == 1 and bit.says.isspace() and bit.says != PARAGRAPH:
                if at in now and "\n" not in bit.source and (bit.at < 0 or bit.at not in was):
                    bit.source = f"\n{self.indent}"
                    starts_line = True
                elif at not in now and "\n" in bit.source and bit.at in was:
                    ends = whole[:at].rstrip("»”\"')").endswith((".", "!", "?"))
                    bit.source = bit.source if ends else " "
            elif bit.says == PARAGRAPH and bit.at < 0:
                starts_line = True
            at += len(bit.says)
        return bits


def _of_headings(bits: Iterable[_Bit]) -> Iterator[int]:
    """The places of what headings say, which have one line however many sentences they are."""
    at, is_heading = 0, False
    for bit in bits:
        is_heading = bit.says != PARAGRAPH and (is_heading or bit.source.startswith("#"))
        if is_heading:
            yield from range(at, at + len(bit.says))
        at += len(bit.says)


def _gaps(text: str) -> set[int]:
    """Where the spaces between two sentences of a paragraph stand."""
    found: set[int] = set()
    start = 0
    for paragraph in text.split(PARAGRAPH):
        for (_, end), (begin, _) in pairwise(sentences.spans(paragraph)):
            found |= set(range(start + end, start + begin))
        start += len(paragraph) + len(PARAGRAPH)
    return found


def _escape_line(bits: list[_Bit], i: int) -> None:
    """Keep what is put in at the beginning of a line from being the sign of a list or the like."""
    ahead = "".join(bit.says for bit in bits[i : i + 8])
    if (found := MARKUP_AT.match(ahead)) and not bits[i].source.startswith("\\"):
        last = i + len(found[0]) - (0 if found[0][0].isalnum() else 1)
        if last < len(bits) and bits[last].at < 0:
            bits[last].source = f"\\{bits[last].source}"


def patched(root: Path, made: Iterable[SourceEdit]) -> dict[str, str]:
    """The whole texts of the files with their edits."""
    files: dict[str, list[SourceEdit]] = {}
    for edit in made:
        files.setdefault(edit.file, []).append(edit)
    out = {}
    for file, edits in files.items():
        text = (root / file).read_text("utf-8-sig")
        edits.sort(key=lambda edit: edit.start)
        for edit in edits[::-1]:  # of two at one place the first stands first
            text = text[: edit.start] + edit.text + text[edit.end :]
        out[file] = re.sub(r"\n{2,}\Z", "\n", text)
    return out
