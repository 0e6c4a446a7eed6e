"""Word count by the rule of a thesis or of its programme, as its front page means it.

Words are what white space separates. A number with hard spaces is one word; a sign alone (&, –) is
one word, as in a word processor; the bullet of a list is none, and the alternative text of a
picture is not printed. Which parts count, and in what, is the rule's to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from pathlib import Path
from typing import Any, Literal

import msgspec

from thesis.document import pandoc
from thesis.document.pandoc import Element

Unit = Literal["words", "characters", "characters_without_blanks", "pages"]

PARTS: Mapping[str, bool] = {
    "abstracts": False, "preface": False, "headings": True, "tables": True, "captions": True,
    "footnotes": True, "citations": True, "quotations": True, "reference_list": False,
    "appendices": False,
}  # fmt: skip
"""What a rule may count or not, and whether one that says nothing of it does. ``preface`` is what
stands before the contents and is no abstract, ``captions`` are those of figures."""

ELEMENTS = {
    "Header": "headings", "Table": "tables", "Figure": "captions", "Note": "footnotes",
    "Cite": "citations", "BlockQuote": "quotations",
}  # fmt: skip


class Bounds(msgspec.Struct, frozen=True):
    """How much there must be and may be, before the tolerance; None: as little or much as it is."""

    minimum: int | None = None
    limit: int | None = None

    def within(self, tolerance: int) -> Bounds:
        """The least and the most, with a tolerance in per cent."""
        low, high = self.minimum, self.limit
        return Bounds(
            None if low is None else ceil(Fraction(low * (100 - tolerance), 100)),
            None if high is None else floor(Fraction(high * (100 + tolerance), 100)),
        )


class CountingRule(Bounds, frozen=True, kw_only=True):
    """What counts as the length of a thesis, and how long it may be: ``words`` of the settings.

    Attributes:
        minimum, limit: in units.
        tolerance: by how many per cent both may be passed.
        page: characters without blanks of a page, where the unit is pages.
        counted: which of PARTS count.
        leave_out: classes of the divisions that do not.
        chapters: the bounds of a chapter, by its heading.
    """

    unit: Unit = "words"
    tolerance: int = 0
    page: int = 2300
    counted: dict[str, bool] = msgspec.field(default_factory=dict)
    leave_out: list[str] = msgspec.field(default_factory=list)
    chapters: dict[str, Bounds] = msgspec.field(default_factory=dict)

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> CountingRule:
        """The rule of the settings."""
        return msgspec.convert(config.get("words", {}), cls)

    def counts(self, part: str) -> bool:
        """Whether a part counts, one of PARTS."""
        return self.counted.get(part, PARTS[part])

    def in_units(self, counted: int) -> int | float:
        """What was counted, in units: of pages a tenth, begun, is whole."""
        return ceil(10 * Fraction(counted, self.page)) / 10 if self.unit == "pages" else counted


class SentenceLength(msgspec.Struct, frozen=True):
    """How long sentences are, in words."""

    mean: float
    median: float
    longest: int
    longest_at: str  # the place (``file:line``) of the first of the longest ones


class CountedSection(msgspec.Struct, frozen=True, kw_only=True):
    """The length under a heading, and how hard it reads; None where there is no running prose."""

    heading: str
    words: int | float  # in the unit of the rule
    lix: int | None = None  # rounded to a whole number
    sentences: int = 0
    sentence_length: SentenceLength | None = None


class CountedChapter(msgspec.Struct, frozen=True, kw_only=True):
    """A chapter, with what is above its first heading under the heading ""."""

    file: str = ""
    heading: str
    words: int | float
    lix: int | None = None
    sentences: int = 0
    sentence_length: SentenceLength | None = None
    sections: list[CountedSection] = msgspec.field(default_factory=list)


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """The word count of a thesis, as build/wordcount.json has it."""

    words: int | float = 0  # the length, in units
    unit: Unit = "words"  # what it is measured in
    # minimum, limit: what the rule asks for, with its tolerance; None where it asks for nothing
    minimum: int | None = None
    limit: int | None = None
    left: int | float | None = None  # how much more the limit allows
    page: int | None = None  # characters without blanks of a page, where pages are the unit
    # counted, left_out: the parts that count, and those that do not
    counted: list[str] = msgspec.field(default_factory=list)
    left_out: list[str] = msgspec.field(default_factory=list)
    without: list[str] = msgspec.field(default_factory=list)  # the classes of divisions that do not
    lix: int | None = None
    sentences: int = 0
    sentence_length: SentenceLength | None = None
    chapters: list[CountedChapter] = msgspec.field(default_factory=list)

    @classmethod
    def read(cls, path: str | Path) -> Tally:
        """The word count of a file, of this edition or an earlier one."""
        return msgspec.json.decode(Path(path).read_bytes(), type=cls)


def count(blocks: Any, rule: CountingRule) -> int:
    """What a rule counts in some blocks: words, or characters (also where it is pages)."""

    def keep(element: Element) -> bool:
        kind = element["t"]
        if kind in pandoc.WORDS:
            return True
        if kind == "Image" or (kind in ELEMENTS and not rule.counts(ELEMENTS[kind])):
            return False
        return not set(pandoc.classes(element)) & set(rule.leave_out)

    lines = (list(split(line)) for line in pandoc.text(blocks, keep).split("\n"))
    if rule.unit == "words":
        return sum(map(len, lines))
    blanks = rule.unit == "characters"
    return sum(len((" " if blanks else "").join(words)) for words in lines)


def split(line: str) -> Iterator[str]:
    """The words of a line; str.split() would split at a hard space."""
    return filter(None, line.replace("\t", " ").split(" "))


def sections(blocks: list[Element], level: int) -> Iterator[list[Element]]:
    """Each heading of `level` with what is under it."""
    for start, end in pairwise([*_starts(blocks, level), len(blocks)]):
        yield blocks[start:end]


def above(blocks: list[Element], level: int) -> list[Element]:
    """The blocks above the first heading of `level`."""
    return blocks[: next(_starts(blocks, level), len(blocks))]


def _starts(blocks: list[Element], level: int) -> Iterator[int]:
    return (i for i, one in enumerate(blocks) if one["t"] == "Header" and one["c"][0] == level)
