"""The ledger: every number of the thesis in reading order, with its sentence and what backs it.

Its entries are the numbers from the register, those in the picture of the flowchart and in
alternative texts, those that their author typed and gave a reason for, those that the settings
accept, and the statements about the studies as a group. What a title, a citation or a search has in
it is no number of the thesis.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from thesis.document import pandoc
from thesis.document.pandoc import Element, Tree
from thesis.document.passages import Passage, texts
from thesis.document.thesis import Thesis
from thesis.document.typed_numbers import contract
from thesis.document.typed_numbers.accepted import AcceptedUse
from thesis.document.typed_numbers.contract import Vouched
from thesis.language import norwegian as numbers
from thesis.model import flow as flows
from thesis.model.records import Flow
from thesis.model.register import Register

FLOWCHART = "build/figures/flowchart.svg"
"""The picture whose boxes print the counts of build/flow.json."""

MISSING = "\0"  # What no text has in it
CELLS = " · "  # What stands between the cells of a row that is told as a sentence


@dataclass(frozen=True)
class Entry:
    """A number where it stands."""

    position: int  # its place in the reading order, from 1
    id: str  # the id of its span in every format; "" for a number that has no span of its own
    # ``keyed`` (from the register), ``typed`` (with a reason), ``accepted`` (of a kind that the
    # settings accept), or ``group`` (a statement about the studies)
    kind: str
    # ``heading``, ``text``, ``abstract``, ``table``, ``caption``, ``note``, ``figure``,
    # ``alternative`` (a figure's alternative text) or ``description`` (its long one)
    where: str
    part: str  # the part of the thesis: ``front``, ``main`` or ``back``
    file: str  # the content file that it belongs to
    place: str  # where it is written, as ``file:line``
    # the headings it stands under, the chapter first; then the caption of its table
    headings: tuple[str, ...]
    before: str  # its sentence up to the number; the row, where a table's cell is the number alone
    written: str  # the number as it is printed
    after: str  # the rest of the sentence
    keys: tuple[str, ...] = ()  # the keys it is taken from; a share or a span has two
    form: str = ""  # how it is written, as its span says: ``words``, ``share-auto``; "" as usual
    # the reason of a typed number; the kind of an accepted one, or of its own pattern the reason
    why: str = ""
    of: str = ""  # the group that a group statement is about
    condition: str = ""  # what it says of them, as a condition on their records

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return f"{self.before}{self.written}{self.after}"

    @property
    def is_share(self) -> bool:
        """Whether it is one count out of another."""
        return self.form.startswith("share-")


@lru_cache(maxsize=1)
def entries(thesis: Thesis) -> Sequence[Entry]:
    """Every number of the thesis, in reading order; found once for a thesis, as its texts are."""
    return [replace(one, position=i) for i, one in enumerate(_Walk(thesis).numbers(), 1)]


class _Walk:
    """A walk through the passages of a thesis that knows which headings it is under."""

    def __init__(self, thesis: Thesis) -> None:
        self.thesis = thesis
        self.flow = thesis.register.records.flow
        self.vouched = Vouched.of(thesis)
        self.parts = {file: part for file, part, _ in pandoc.files(thesis.document)}
        self.headings: list[tuple[int, str]] = []
        self.table: Element = {}
        self.cells: dict[int, tuple[list[str], int]] = {}
        self.caption = ""

    def numbers(self) -> Iterator[Entry]:
        for passage in texts(self.thesis):
            block = passage.within[-1]
            if block["t"] == "Header":
                level = block["c"][0]
                self.headings = [each for each in self.headings if each[0] < level]
                self.headings.append((level, _plain(passage.text)))
            if passage.picture is None:
                yield from self._in_text(passage)
            else:
                yield from self._in_picture(passage, passage.picture)

    def _in_text(self, passage: Passage) -> Iterator[Entry]:
        uses = contract.accepted(passage, self.vouched)
        for zone in sorted(passage.zones, key=lambda zone: (zone.start, -zone.end)):
            classes, said = set(zone.classes), zone.attributes
            while uses and uses[0].start < zone.start:
                yield self._accepted(passage, uses.pop(0))
            if "n" in classes:
                yield replace(
                    self._entry(passage, zone.start, zone.end, "keyed"),
                    id=pandoc.identifier(zone.element),
                    keys=tuple(said.get("key", "").split()),
                    form=said.get("form", ""),
                )
            elif "typed" in classes:
                entry = self._entry(passage, zone.start, zone.end, "typed")
                yield replace(entry, why=said.get("why", ""))
            elif "group" in classes:
                entry = self._entry(passage, zone.start, zone.end, "group")
                yield replace(entry, of=said.get("of", ""), condition=said.get("where", ""))
        for use in uses:
            yield self._accepted(passage, use)

    def _accepted(self, passage: Passage, use: AcceptedUse) -> Entry:
        entry = self._entry(passage, use.start, use.end, "accepted")
        return replace(entry, why=self.vouched.accepting.reasons.get(use.kind, use.kind))

    def _in_picture(self, passage: Passage, picture: Element) -> Iterator[Entry]:
        """The numbers of an alternative text, and before them those that the picture prints."""
        figure = next(
            (pandoc.identifier(one) for one in passage.within if one["t"] == "Figure"), ""
        )
        keys = described(self.thesis.document, figure, self.thesis.register)
        labels = {key: label for label, key, _ in boxes(self.flow)}
        alternative = []
        for number in contract.unvouched(passage, self.vouched):
            same = [key for key in keys if self.thesis.register[key].value == number.value]
            if number.value is not None:
                entry = self._entry(passage, number.start, number.end, "keyed", "alternative")
                # Of two counts that are the same, the one whose label stands nearest before it.
                before = passage.text[: number.start]
                best = sorted(same, key=lambda key: -before.rfind(labels.get(key, MISSING)))[:1]
                alternative.append(replace(entry, keys=tuple(best)))
        if picture["c"][2][0] == FLOWCHART:
            for label, key, value in boxes(self.flow):
                entry = self._entry(passage, 0, 0, "keyed", "figure")
                written = numbers.digits(value)
                entry = replace(entry, before=f"{label}: ", written=written, after="")
                yield replace(entry, place=FLOWCHART, keys=(key,))
        yield from alternative

    def _entry(self, passage: Passage, start: int, end: int, kind: str, where: str = "") -> Entry:
        where = where or self._where(passage)
        first, last = passage.sentence(start)
        last = max(last, end)
        before, after = passage.text[first:start].lstrip(), passage.text[end:last].rstrip()
        under = [words for _, words in self.headings]
        if where in {"table", "caption"}:
            before, after = self._row(passage, before, after)
            if where == "table" and self.caption:
                under.append(self.caption)
        return Entry(
            position=0,
            id="",
            kind=kind,
            where=where,
            part=self.parts[passage.file],
            file=passage.file,
            place=str(passage.place(start)),
            headings=tuple(under),
            before=before,
            written=passage.text[start:end],
            after=after,
        )

    def _where(self, passage: Passage) -> str:
        for block in reversed(passage.within):
            if block["t"] == "Header":
                return "heading"
            if block["t"] == "Note":
                return "note"
            if block["t"] == "Table":
                self._enter(block)
                return "table" if id(passage.within[-1]) in self.cells else "caption"
            if block["t"] == "Figure":
                return "caption"
            if "long-description" in pandoc.classes(block):
                return "description"
        return "abstract" if self.parts[passage.file] == "front" else "text"

    def _enter(self, table: Element) -> None:
        """Remember each cell of a table, by the blocks in it: its row, and its place in that."""
        if table is self.table:
            return
        self.table, self.cells = table, {}
        self.caption = _plain(pandoc.text(table["c"][1]))
        for row in pandoc.rows(table):
            texts = [_plain(pandoc.text(blocks)) for blocks in row]
            for i, blocks in enumerate(row):
                self.cells.update({id(block): (texts, i) for block in blocks})

    def _row(self, passage: Passage, before: str, after: str) -> tuple[str, str]:
        """What stands around a number in a table: the rest of its row, if it is a cell alone."""
        if id(passage.within[-1]) not in self.cells or before.strip() or after.strip():
            return before, after
        texts, at = self.cells[id(passage.within[-1])]
        return (
            "".join(f"{text}{CELLS}" for text in texts[:at] if text),
            "".join(f"{CELLS}{text}" for text in texts[at + 1 :] if text),
        )


def _plain(text: str) -> str:
    return " ".join(text.split())


def described(tree: Tree, figure: str, register: Register) -> list[str]:
    """The keys in the descriptions of a figure, long and short, in reading order, each once."""
    spans = pandoc.description(tree, figure)
    found = dict.fromkeys(key for one in spans for key in pandoc.keys(one))
    for one in pandoc.walk(tree["blocks"]):
        if one["t"] == "Figure" and pandoc.identifier(one) == figure:
            for image in pandoc.walk(one):
                found |= dict.fromkeys(pandoc.attributes(image).get("keys", "").split())
    return [key for key in found if key in register and not isinstance(register[key].value, list)]


def boxes(flow: Flow) -> Iterator[tuple[str, str, int]]:
    """The label, key and value of every count that the flowchart prints, from the top."""
    for row in flows.rows(flow):
        yield row.label, row.key, row.value
