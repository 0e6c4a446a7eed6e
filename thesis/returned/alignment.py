"""Alignment of a returned file with the document: which paragraph is which, and how surely.

A paragraph is known by its bookmark, which bears the number that it had in the document. Where a
program has lost the bookmarks, and where the document is another one since, it is known by its
words.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property

from thesis.diagnostics.place import Place
from thesis.document import marks, pandoc, passages
from thesis.document.pandoc import Tree
from thesis.document.passages import Passage
from thesis.formats import docx
from thesis.language.alignment import align
from thesis.returned.package import Package
from thesis.returned.paragraphs import (
    LISTED,
    MARGIN,
    NOTE,
    OBJECT,
    PARAGRAPH,
    TEXT,
    Paragraph,
    ReturnedTexts,
    Spot,
)
from thesis.returned.words import mapped, plain, similar

BOOKMARK = "p-"
LIKE = 0.5  # How much of its words a paragraph must have kept to be known by them
MOSTLY = 0.9
"""How much of the document a file that does not say what it is of must have, to be of it."""
SURE = 1.0
HEADING_NUMBER = re.compile(r"\d+(?:\.\d+)*\s*")


@dataclass(eq=False)
class DocumentBlock:
    """A paragraph, heading, cell or caption of the document."""

    id: str  # the name of its bookmark; "" for one that has none
    passage: Passage  # what it says, and where that stands in the sources
    number: int  # its place in the document

    @cached_property
    def text(self) -> str:
        """What it says, with OBJECT for each note and picture in it."""
        text, last = "", 0
        for at in self.passage.aside:
            text += self.passage.text[last:at] + OBJECT
            last = at
        return text + self.passage.text[last:]

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return bool(self.passage.within[-1]["t"] == "Header")

    @property
    def is_note(self) -> bool:
        """Whether it stands in a note."""
        return any(block["t"] == "Note" for block in self.passage.within)

    def place(self, at: int) -> Place:
        """The place in the sources of a character of its text."""
        return self.passage.place(max(0, at - self.text.count(OBJECT, 0, at)))


class BaseDocument:
    """The document that a returned file is compared with.

    Args:
        placed: the document with the places of what is in it (build/placed.json).
    """

    def __init__(self, placed: Tree) -> None:
        self.known: Collection[str] | None = None
        """The paragraphs of the delivered file that no block is; None until they are read."""
        tree = deepcopy(placed)
        docx.name_paragraphs(tree)
        self.blocks = [
            DocumentBlock(_bookmark(passage), passage, number)
            for number, passage in enumerate(passages.passages(tree, references=True))
            if passage.picture is None and not passage.is_description
        ]
        self.by_id = {block.id: block for block in self.blocks if block.id}
        bare = deepcopy(placed)
        marks.take_out(bare)
        self.digest = pandoc.digest(bare)


def _bookmark(passage: Passage) -> str:
    first = pandoc.identifier(passage.zones[0].element) if passage.zones else ""
    return first if first.startswith(BOOKMARK) else ""


def made_of(package: Package) -> str:
    """The hash of the document that a file was made of; "" where it does not say."""
    root = package.parts.get(docx.PROPERTIES)
    for one in () if root is None else root:
        if one.get("name") == docx.MADE_OF:
            return "".join(one.itertext()).strip()
    return ""


@dataclass(eq=False)
class ParagraphGroup:
    """Paragraphs of the file that belong together, and the blocks that they were."""

    first: int  # the place in the file of its first paragraph
    paragraphs: list[Paragraph]  # those that were one, are one, or came behind one
    # what they were in the document; none of what is new
    blocks: list[DocumentBlock] = field(default_factory=list)
    certainty: float = SURE  # from 0 to 1, how surely they were that
    ahead: int = 0  # how many of its paragraphs are new ones in front of the first block

    @cached_property
    def old(self) -> str:
        """Its text when all tracked changes are rejected."""
        said = "".join(one.old + PARAGRAPH * (one.comes is None) for one in self.paragraphs)
        return said.removesuffix(PARAGRAPH)

    @cached_property
    def base(self) -> str:
        """What it was in the document."""
        return PARAGRAPH.join(block.text for block in self.blocks)

    def offset(self, spot: Spot) -> int:
        """Where in the old text a spot stands."""
        before = self.paragraphs[: spot.paragraph - self.first]
        return sum(len(one.old) + (one.comes is None) for one in before) + spot.old

    def block(self, at: int) -> tuple[DocumentBlock, int]:
        """The block in which a character of the base stands, and where in it."""
        for block in self.blocks:
            if at <= len(block.text):
                return block, at
            at -= len(block.text) + len(PARAGRAPH)
        return self.blocks[-1], len(self.blocks[-1].text)

    def place(self, spot: Spot) -> Place:
        """The place in the sources of a spot."""
        at = mapped(self.old, self.base, self.offset(spot))
        block, within = self.block(at)
        return block.place(within)


@dataclass
class Aligned:
    """A returned file against the document."""

    texts: ReturnedTexts  # what the file says
    base: BaseDocument  # the document
    same: bool  # whether the file was made of this document
    is_sure: bool  # whether it says so; else it has nearly all the paragraphs of it
    groups: list[ParagraphGroup]  # its paragraphs, in order
    lost: list[DocumentBlock]  # the blocks that no paragraph is
    # paragraphs that the file had when it was delivered and that no block is
    known: Collection[str] = ()

    @property
    def share(self) -> float:
        """How much of the document the file has as it is."""
        kept = [b for one in self.groups if plain(one.old) == plain(one.base) for b in one.blocks]
        return len(kept) / max(len(self.base.blocks), 1)

    @property
    def elsewhere(self) -> list[DocumentBlock]:
        """The blocks that stand in another order in the file."""
        blocks = [block for one in self.groups for block in one.blocks if not block.is_note]
        order = sorted(block.number for block in blocks)
        there = align([str(block.number) for block in blocks], list(map(str, order)))
        return [block for block, at in zip(blocks, there, strict=True) if at is None]

    def place(self, spot: Spot | None) -> tuple[Place, float]:
        """The place in the sources of a spot, and how sure it is; of none, that of no file.

        Of a paragraph that is none of the document's, it is that of the one like it, or before it.
        """
        if spot is None or not self.groups:
            return Place(""), 0.0
        starts = [group.first for group in self.groups]
        at = max(bisect_right(starts, spot.paragraph) - 1, 0)
        group = self.groups[at]
        if group.blocks:
            return group.place(spot), group.certainty
        said = self.texts.paragraphs[spot.paragraph].old
        likely = max(self.base.blocks, key=lambda block: similar(block.text, said), default=None)
        if likely and (certainty := similar(likely.text, said)) >= LIKE:
            return likely.place(0), certainty
        return self.near(group), 0.0

    def is_furniture(self, paragraph: Paragraph) -> bool:
        """Whether no author wrote a paragraph."""
        return is_furniture(paragraph, self.known)

    def near(self, group: ParagraphGroup) -> Place:
        """The place of the last block before a group; that of no file where there is none."""
        above = [one for one in self.groups[: self.groups.index(group)] if one.blocks]
        return above[-1].blocks[-1].place(len(above[-1].base)) if above else Place("")


def aligned(texts: ReturnedTexts, package: Package, base: BaseDocument) -> Aligned:
    """The paragraphs of a file with the blocks that they were."""
    known = base.known or ()
    hash = made_of(package)
    same = hash == base.digest
    claims = [_claimed(one, base, same) for one in texts.paragraphs]
    taken = {block.id for blocks in claims for block in blocks}
    left = [block for block in base.blocks if block.id not in taken]
    likeness: dict[int, tuple[DocumentBlock, float]] = {}
    for is_note in (False, True):  # which stand behind all else in the file
        asked = [one if (one.stream == NOTE) == is_note else None for one in texts.paragraphs]
        likeness |= _by_words(asked, claims, [b for b in left if b.is_note == is_note])
    for i, (block, _) in likeness.items():
        claims[i] = [block]
    groups: list[ParagraphGroup] = []
    for i, paragraph in enumerate(texts.paragraphs):
        if groups and _goes_on(texts.paragraphs[i - 1], paragraph, claims[i], known):
            groups[-1].paragraphs.append(paragraph)
            groups[-1].blocks += claims[i]
        else:
            groups.append(ParagraphGroup(i, [paragraph], list(claims[i])))
        if i in likeness:
            groups[-1].certainty = min(groups[-1].certainty, likeness[i][1])
    groups = _taken_on(groups, known)
    for group in groups:
        _unnumbered(group)
        if group.blocks and not same:
            group.certainty = min(group.certainty, similar(group.old, group.base))
    found = {id(block) for group in groups for block in group.blocks}
    lost = [block for block in base.blocks if id(block) not in found]
    whole = Aligned(texts, base, same, same, groups, lost, known)
    whole.same = same or (not hash and whole.share >= MOSTLY)
    return whole


def _taken_on(groups: Sequence[ParagraphGroup], known: Collection[str]) -> list[ParagraphGroup]:
    """The groups, each that is new and follows no text as the beginning of the next one."""
    found: list[ParagraphGroup] = []
    for group in reversed(groups):
        first, after = group.paragraphs[0], found[-1].paragraphs[0] if found else None
        is_new = not (group.blocks or first.stream != TEXT or any(first.row))
        goes_on = is_new and after and found[-1].blocks and after.region == first.region
        if goes_on and not any(is_furniture(one, known) for one in group.paragraphs):
            found[-1].paragraphs[:0] = group.paragraphs
            found[-1].first = group.first
            found[-1].ahead += len(group.paragraphs)
            continue
        found.append(group)
    return found[::-1]


def _claimed(paragraph: Paragraph, base: BaseDocument, same: bool) -> list[DocumentBlock]:
    """The blocks whose bookmarks begin in a paragraph; of another document, if the words agree."""
    named = [base.by_id[name] for name in paragraph.bookmarks if name in base.by_id]
    if same or paragraph.stream == LISTED:
        return named
    said = paragraph.old + " " + paragraph.new
    return [one for one in named if _share(one.text, said) >= LIKE]


def _unnumbered(group: ParagraphGroup) -> None:
    """Take the number off a heading where a program has made plain text of it."""
    first = group.paragraphs[group.ahead]
    pieces, found = first.pieces, HEADING_NUMBER.match(first.old)
    is_heading = group.blocks and group.blocks[0].is_heading
    if not found or not is_heading or group.base.startswith(found[0]):
        return
    left = found.end()
    for i, piece in enumerate(pieces):
        gone = 0 if piece.changes else min(left, len(piece.text))
        pieces[i] = piece._replace(text=piece.text[gone:])
        left -= gone


def _share(text: str, said: str) -> float:
    """How much of a text's words another has."""
    words, others = Counter(plain(text).split()), Counter(plain(said).split())
    return (words & others).total() / max(words.total(), 1)


def _goes_on(
    before: Paragraph, paragraph: Paragraph, blocks: Sequence[DocumentBlock], known: Collection[str]
) -> bool:
    """Whether a paragraph belongs to the one before it."""
    if (before.region, before.stream) != (paragraph.region, paragraph.stream):
        return False
    joins = before.goes and before.new.strip()  # one that is gone as a whole joins nothing
    if before.comes or joins or any(n.startswith(BOOKMARK) for n in paragraph.within):
        return True
    return not blocks and not is_furniture(paragraph, known)


def is_furniture(paragraph: Paragraph, known: Collection[str]) -> bool:
    """Whether no author wrote a paragraph: it is blank, a picture, or of the delivered file."""
    said = plain(paragraph.old).replace(OBJECT, "").strip()
    if any(piece.changes for piece in paragraph.pieces):
        return False
    return not said or said in known or paragraph.stream in {LISTED, MARGIN}


def _by_words(
    paragraphs: Sequence[Paragraph | None],
    claims: Sequence[Sequence[DocumentBlock]],
    left: Sequence[DocumentBlock],
) -> dict[int, tuple[DocumentBlock, float]]:
    """The paragraphs without a bookmark that are blocks of the document by their words.

    First those with the same words, in the order of both; then those between them that are like.
    """
    said = {
        i: one.old
        for i, one in enumerate(paragraphs)
        if one and not claims[i] and one.stream not in {LISTED, MARGIN} and plain(one.old).strip()
    }
    bare = list(said)
    if not bare or not left:
        return {}
    ours = [_token(said[i]) for i in bare]
    found: dict[int, tuple[DocumentBlock, float]] = {}
    gap: list[int] = []
    start = 0
    for i, there in [
        *zip(bare, align(ours, [_token(b.text) for b in left]), strict=True),
        (-1, len(left)),
    ]:
        if there is None:
            gap.append(i)
            continue
        found |= _alike(said, gap, left[start:there])
        gap, start = [], there + 1
        if i >= 0:
            found[i] = left[there], SURE
    return found


def _token(text: str) -> str:
    """A word that stands for a text, the same for the same words."""
    return str(abs(hash(" ".join(plain(text).split()))))


def _alike(
    said: Mapping[int, str], gap: Sequence[int], left: Sequence[DocumentBlock]
) -> Iterator[tuple[int, tuple[DocumentBlock, float]]]:
    """Pairs of paragraphs and blocks between two that are sure, each block once, in order."""
    start = 0
    for i in gap:
        likes = [similar(block.text, said[i]) for block in left[start:]]
        best = max(range(len(likes)), key=likes.__getitem__, default=None)
        if best is not None and likes[best] >= LIKE:
            yield i, (left[start + best], likes[best])
            start += best + 1
