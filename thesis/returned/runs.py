"""Runs of a block: stretches of its text that one file prints, with the source of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from thesis.document.passages import Zone
from thesis.input import sources
from thesis.input.sources import UnreadableSourceError
from thesis.returned import source
from thesis.returned.alignment import DocumentBlock
from thesis.returned.paragraphs import PARAGRAPH
from thesis.returned.source import Slot, UnlikeError

CONTENT, DATA = "content/", "data/"


@dataclass(frozen=True)
class Run:
    """A stretch of a text that one file prints."""

    # file, line: where it begins; no file of what no source has, such as «Vedlegg 1: »
    file: str
    line: int
    # start, end: in the text of its block, or of the blocks that belong together
    start: int
    end: int
    text: str  # what it says
    # what stands in it, by its own characters
    zones: Sequence[Zone] = field(repr=False, default=())
    blocks: int = 1  # how many blocks it is of

    @property
    def is_prose(self) -> bool:
        """Whether it stands in content/."""
        return self.file.startswith(CONTENT)

    @property
    def is_written(self) -> bool:
        """Whether a person wrote it, in content/ or a record, where it can be edited."""
        return self.file.startswith(CONTENT) or (
            self.file.startswith(DATA) and self.file.endswith(".yaml")
        )

    def aligned(self, root: Path) -> tuple[str, list[Slot]]:
        """The whole source, and the slots of the run in it.

        Raises:
            UnlikeError: its source does not print it in a way that is understood.
        """
        try:
            whole = sources.read_text(root / self.file, self.file)
        except UnreadableSourceError as error:
            raise UnlikeError(str(error)) from None
        lines = whole.split("\n")  # U+2028 is a letter of one
        if not 0 < self.line <= len(lines):
            raise UnlikeError
        first = sum(len(line) + 1 for line in lines[: self.line - 1])
        line = lines[self.line - 1]
        found = []
        for start in source.starts(line, not self.is_prose):
            try:
                slots = source.slots(whole, first + start, self.text, self.zones)
            except UnlikeError:
                continue
            if _ends(whole, slots[-1].end, line, self.is_prose):
                found.append(slots)
        if len(found) != 1:
            raise UnlikeError("two cells of the row say the same" if found else "")
        return whole, found[0]


def _ends(whole: str, end: int, line: str, is_prose: bool) -> bool:
    """Whether a text ends where its block, its cell or its value may end."""
    rest = whole[end:].split("\n", 1)[0].strip()
    if not is_prose:
        return rest in {"", '"', "'"}
    return not rest or (line.lstrip().startswith("|") and rest.startswith("|"))


def runs(block: DocumentBlock) -> list[Run]:
    """The runs of a block, in order."""
    passage = block.passage
    first = passage.stops[0][0] if passage.stops else 0
    edges = sorted({0, first, *(at for at, _ in passage.stops), len(passage.text)})
    found: list[Run] = []
    for start, end in pairwise(edges):
        place = passage.call(start) if start >= first else None
        if place and not place.file.startswith((CONTENT, DATA)):
            own = passage.place(start)  # the text of a record that a template prints
            place = own if own.file.startswith(DATA) else place
        file, line = (place.file, place.line) if place else ("", 0)
        if found and found[-1].file == file:
            found[-1] = replace(found[-1], end=end)
        else:
            found.append(Run(file, line, start, end, ""))
    return [_whole(block, run) for run in found]


def _whole(block: DocumentBlock, run: Run) -> Run:
    """A run with its text and its zones, its ends counted with the things that are no letters."""
    aside = block.passage.aside

    def shifted(at: int, *, behind: bool) -> int:
        return at + sum(one < at or (behind and one == at) for one in aside)

    is_last = run.end == len(block.passage.text)
    start = shifted(run.start, behind=False)
    end = shifted(run.end, behind=is_last)
    zones = [
        replace(
            zone,
            start=shifted(zone.start, behind=True) - start,
            end=shifted(zone.end, behind=False) - start,
        )
        for zone in block.passage.zones
        if run.start <= zone.start and zone.end <= run.end
    ]
    return replace(run, start=start, end=end, text=block.text[start:end], zones=zones)


CALLED = "\ufffb"  # What stands for what a call prints, where only the words beside it are compared


def beside_calls(block: DocumentBlock) -> str:
    """The text of a block with CALLED for what each call in it prints."""
    text = block.text
    out, last = "", 0
    for run in runs(block):
        for start, zone in sorted(source.calls(run.zones).items()):
            is_own = zone.call is None or zone.call.file == run.file
            if is_own and run.start + start >= last:
                out += text[last : run.start + start] + CALLED
                last = run.start + zone.end
    return out + text[last:]


def together(blocks: Sequence[DocumentBlock]) -> Run | None:
    """Blocks as one run: they must follow one another in one content file, each wholly of it."""
    found: Run | None = None
    for block in blocks:
        own = runs(block)
        if len(own) != 1 or not own[0].is_prose:
            return None
        (run,) = own
        if found is None:
            found = run
            continue
        if run.file != found.file or run.line <= found.line:
            return None
        shift = len(found.text) + len(PARAGRAPH)
        moved = [replace(z, start=z.start + shift, end=z.end + shift) for z in run.zones]
        text = found.text + PARAGRAPH + run.text
        found = replace(
            found, text=text, end=len(text), zones=[*found.zones, *moved], blocks=found.blocks + 1
        )
    return found
