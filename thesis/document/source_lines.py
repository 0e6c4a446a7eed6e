"""Where a piece of the document's text stands in the sources: the line a finding must name.

A reader's sentence and its source differ in markup, and wherever a call or a citation stands. So
only letters and digits are compared, and a call in the source may have become anything. The content
file is searched first, then data/, the labels and the templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from thesis.diagnostics.place import Place
from thesis.document.thesis import Thesis
from thesis.input import sources
from thesis.language import sentences

TEMPLATES = Path(__file__).parents[2] / "templates"
GAP = "\0"
"""Stands in a source line where a call, a citation or a placeholder stood."""

SHORTEST = 6
"""A shorter piece of a line could be part of any sentence: it must be the whole text."""

WIDEST = 600
"""Letters that a call between two pieces of a line may print."""

WIDEST = 600
"""Letters that a call between two pieces of a line may print."""

BESIDE = 40
"""Characters from the place looked for at which a line still says more than a number nearby."""

NO_LETTERS = re.compile(r"[\W_]+")
JINJA = re.compile(r"\{##.*?##\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
ALT = re.compile(r"""\{[^{}]*\balt=("[^"]*"|'[^']*')[^{}]*\}""")
ATTRIBUTES = re.compile(r"""\{(?:[^{}"']|"[^"]*"|'[^']*')*\}""")
TARGET = re.compile(r"\]\([^()\n]*\)")
CITATION = re.compile(
    r"\[[^\[\]]*@[^\[\]]*\](?![({])"  # [jf. @wang2017, s. 3]
    r"|-?@[\w:.-]*\w(?:[ ]\[[^\[\]]*\])?"  # @wang2017 [s. 3]
    r"|\[\^\w+\]:?"  # a note's sign
)
MARKER = re.compile(r"^\s*(?:(?:[-*+]|[0-9]+[.)]|#+|>|:)\s+)*")
DIVISION = re.compile(r"^\s*:{3,}.*$", re.MULTILINE)
YAML_KEY = re.compile(r"^\s*(?:-\s+)*(?:[\w.-]+:(?=\s|$)\s*)?")
COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
UNPRINTED = re.compile(
    r"^(?:corrections|figures|relations|unverified):.*\n(?:[ \t].*\n|\n)*", re.MULTILINE
)
"""The parts of a record that no page shows: what looks like the text in them is not its source."""


UNREAD = {"checklists.yaml", "corrections.yaml", "words.yaml"}
"""Files of data/ that no page of the thesis shows."""


@dataclass(frozen=True)
class Chunk:
    """What a line of a source prints: its letters, in pieces where calls stand between them."""

    line: int
    pieces: tuple[str, ...]

    @cached_property
    def longest(self) -> str:
        """The longest piece."""
        return max(self.pieces, key=len)

    @cached_property
    def size(self) -> int:
        """How many letters the line gives itself."""
        return sum(map(len, self.pieces))

    def found(self, text: Letters) -> Iterator[list[tuple[int, int]]]:
        """Where in the letters of a text the line stands: start and end of each of its pieces.

        The longest piece says least often what it does not mean, so it is looked for first; the
        others are the nearest ones around it. The whole has to begin and to end with a word.
        """
        middle = self.pieces.index(self.longest)
        at = text.letters.find(self.longest)
        while at >= 0:
            spans = [(at, at + len(self.longest))]
            if (
                self._before(text, middle, spans)
                and self._after(text, middle, spans)
                and text.starts_word(spans[0][0])
                and text.ends_word(spans[-1][1] - 1)
            ):
                yield spans
            at = text.letters.find(self.longest, at + 1)

    def _before(self, text: Letters, middle: int, spans: list[tuple[int, int]]) -> bool:
        """Put the pieces before the one in the middle in front of it; whether they are there."""
        for i in range(middle - 1, -1, -1):
            piece, limit = self.pieces[i], spans[0][0]
            lowest = max(0, limit - WIDEST - len(piece))
            at = text.letters.rfind(piece, lowest, limit)
            while i == 0 and at >= 0 and not text.starts_word(at):
                at = text.letters.rfind(piece, lowest, at + len(piece) - 1)
            if at < 0:
                return False
            spans.insert(0, (at, at + len(piece)))
        return True

    def _after(self, text: Letters, middle: int, spans: list[tuple[int, int]]) -> bool:
        """Put the pieces after the one in the middle behind it; whether they are there."""
        for i in range(middle + 1, len(self.pieces)):
            piece, start = self.pieces[i], spans[-1][1]
            highest = start + WIDEST + len(piece)
            at = text.letters.find(piece, start, highest)
            while i + 1 == len(self.pieces) and at >= 0 and not text.ends_word(at + len(piece) - 1):
                at = text.letters.find(piece, at + 1, highest)
            if at < 0:
                return False
            spans.append((at, at + len(piece)))
        return True


class Letters:
    """The letters and digits of a text, and where in the text each of them stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = [i for i, character in enumerate(text) if character.isalnum()]
        self.letters = letters(text)

    def starts_word(self, i: int) -> bool:
        """Whether the letter with this number is the first of its word."""
        return i == 0 or self.at[i - 1] + 1 != self.at[i]

    def in_sentence(self, one: int, other: int) -> bool:
        """Whether two characters of the text are in one sentence."""
        return any(start <= min(one, other) and max(one, other) < end for start, end in self._ends)

    @cached_property
    def _ends(self) -> list[tuple[int, int]]:
        return list(sentences.spans(self.text))

    def ends_word(self, i: int) -> bool:
        """Whether the letter with this number is the last of its word."""
        return i + 1 == len(self.at) or self.at[i] + 1 != self.at[i + 1]


def letters(text: str) -> str:
    """The letters and digits of a text in lower case, as many as there are: offsets must hold."""
    alone = NO_LETTERS.sub("", text)
    lower = alone.lower()
    if len(lower) == len(alone) and "\u03a3" not in alone:
        return lower
    # A rare letter grows in lower case; and a capital sigma has two small ones.
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in alone)


class Lines:
    """The lines of one source or more, indexed by how their longest piece begins."""

    def __init__(self, files: Iterable[tuple[str, Iterable[Chunk]]]) -> None:
        self.index: dict[str, list[tuple[str, Chunk]]] = {}
        self.short: dict[str, list[tuple[str, Chunk]]] = {}
        self.order: dict[str, int] = {}
        for name, chunks in files:
            self.order.setdefault(name, len(self.order))
            for chunk in chunks:
                longest = chunk.longest
                if len(longest) < SHORTEST:
                    self.short.setdefault(longest, []).append((name, chunk))
                else:
                    self.index.setdefault(longest[:SHORTEST], []).append((name, chunk))

    def matches(self, text: Letters, at: int | None) -> list[Match]:
        """The lines that are in the text; those that give the character `at`, if it is given.

        They come in the order of the sources and of their lines.
        """
        whole = text.letters
        grams = {whole[i : i + SHORTEST] for i in range(len(whole))}
        likely = [line for gram in grams & self.index.keys() for line in self.index[gram]]
        for piece, lines in self.short.items():
            if piece in whole:
                likely += lines
        found = [
            match
            for name, chunk in likely
            if chunk.longest in whole
            for match in self._matches(name, chunk, text, at)
        ]
        return sorted(found, key=lambda match: (self.order[match.file], match.chunk.line))

    def _matches(self, name: str, chunk: Chunk, text: Letters, at: int | None) -> Iterator[Match]:
        if chunk.size < SHORTEST and chunk.size * 2 < len(text.letters):
            return
        for spans in chunk.found(text):
            if at is None:
                yield Match(name, chunk, 0)
                continue
            away, first = min((_distance(text, span, at), text.at[span[0]]) for span in spans)
            yield Match(name, chunk, away, not text.in_sentence(first, at))


@dataclass(frozen=True)
class Match:
    """A line that is in a text.

    Attributes:
        away: how many characters it is from the place looked for.
        beyond: whether that is in another sentence: a sentence is a line of its own.
    """

    file: str
    chunk: Chunk
    away: int
    beyond: bool = False

    @property
    def place(self) -> Place:
        """Where the line is."""
        return Place(self.file, self.chunk.line)


def _distance(text: Letters, span: tuple[int, int], at: int) -> int:
    first, last = text.at[span[0]], text.at[span[1] - 1]
    return max(first - at, at - last, 0)


class Locator:
    """Finds the file and the line of a text of the document.

    Args:
        root: the project's folder, with content/ and data/.
        labels: the labels file in templates/labels/, without ending.
        templates: the folder of the templates.
    """

    def __init__(self, root: Path, labels: str = "nb", templates: Path = TEMPLATES) -> None:
        self.root = root
        self.labels = labels
        self.templates = templates
        self._content: dict[str, Lines] = {}

    @classmethod
    @lru_cache(maxsize=1)  # the rules ask for it one after the other
    def of(cls, thesis: Thesis) -> Locator:
        """The locator of a thesis."""
        return cls(thesis.root, str(thesis.config.get("labels", "nb")))

    def find(
        self,
        text: str,
        file: str,
        at: int | None = None,
        *,
        after: int = 0,
        near: Sequence[str] = (),
    ) -> Place:
        """The place of a text that a reader sees.

        Args:
            text: a sentence, or a whole paragraph, cell, caption, heading or alternative text.
            file: the content file that the text belongs to.
            at: the character of `text` that is meant; None for the text as a whole.
            after: the line in that file above which the text cannot stand, where known; of two
                lines that say the same, the first one from there is meant.
            near: places (``file:line``) of numbers in the text, the nearest first: the lines to
                choose among, and the place that is given when no source has the text.

        Returns:
            The place; without line, the content file, when there is nothing better.
        """
        wanted = Letters(text)
        beside = [Place.read(src) for src in near]
        inside = sorted(
            self._in_content(file).matches(wanted, at),
            key=lambda match: (
                match.away > 0 and match.beyond,
                match.away,
                match.chunk.line < after,
                match.place not in beside,
                -match.chunk.size,
                match.chunk.line,
            ),
        )
        if inside and inside[0].away == 0:
            return inside[0].place
        files = {one.file for one in beside}
        outside = sorted(
            self._others.matches(wanted, at),
            key=lambda match: (
                match.away > 0 and match.beyond,
                match.away,
                match.file not in files,
                -match.chunk.size,
            ),
        )
        # What a call prints stands in no source; the line around it does.
        for matches in (inside, outside):
            if matches and matches[0].away <= (BESIDE if near else len(text)):
                return matches[0].place
        return Place.read(near[0]) if near else Place(file, 0)

    def _in_content(self, file: str) -> Lines:
        if file not in self._content:
            text = sources.text_or_nothing(self.root / file)
            self._content[file] = Lines([(file, markdown(text))])
        return self._content[file]

    @cached_property
    def _others(self) -> Lines:
        return Lines(self._other_files())

    def _other_files(self) -> Iterator[tuple[str, Iterable[Chunk]]]:
        """data/, then the labels, then the templates."""
        for path in sorted((self.root / "data").rglob("*")):
            name = path.relative_to(self.root).as_posix()
            if path.suffix == ".yaml" and path.name not in UNREAD:
                yield name, _worded(yaml(sources.text_or_nothing(path)))
            elif path.suffix == ".csv":
                yield name, _worded(sheet(sources.text_or_nothing(path)))
        labels = self.templates / "labels" / f"{self.labels}.yaml"
        yield self._name(labels), _worded(yaml(sources.text_or_nothing(labels), True))
        for path in sorted(self.templates.rglob("*.md.jinja")):
            yield self._name(path), markdown(sources.text_or_nothing(path))

    def _name(self, path: Path) -> str:
        return f"templates/{path.relative_to(self.templates).as_posix()}"


def markdown(text: str) -> Iterator[Chunk]:
    """What the lines of a Markdown file or template print."""
    text = _without(JINJA, text, GAP)
    for found in ALT.finditer(text):
        yield from _chunks(text.count("\n", 0, found.start()) + 1, found[1])
    for pattern in (DIVISION, ATTRIBUTES, TARGET):
        text = _without(pattern, text, "")
    text = _without(CITATION, text, GAP)
    for number, line in enumerate(text.split("\n"), 1):
        cells = line.split("|") if line.lstrip().startswith("|") else [MARKER.sub("", line)]
        for cell in cells:
            yield from _chunks(number, cell)


def yaml(text: str, placeholders: bool = False) -> Iterator[Chunk]:
    """What the lines of a YAML file print, its keys left out.

    Args:
        placeholders: whether ``{count}`` stands for something that is filled in.
    """
    text = _without(UNPRINTED, _without(COMMENT, text, ""), "")
    text = _without(JINJA, text, GAP)
    text = _without(ATTRIBUTES, text, GAP if placeholders else "")
    text = _without(CITATION, text, GAP)
    for number, line in enumerate(text.split("\n"), 1):
        yield from _chunks(number, YAML_KEY.sub("", line))


def sheet(text: str) -> Iterator[Chunk]:
    """What the cells of a CSV file say, one below the other."""
    for number, line in enumerate(text.split("\n"), 1):
        for cell in re.split("[,;]", line):
            yield from _chunks(number, cell)


def _worded(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """Those with a word in them: data has any number somewhere."""
    return (chunk for chunk in chunks if not "".join(chunk.pieces).isdigit())


def _without(pattern: re.Pattern[str], text: str, instead: str) -> str:
    """The text with every match replaced, on as many lines as before."""
    return pattern.sub(lambda found: instead + "\n" * found[0].count("\n"), text)


def _chunks(line: int, printed: str) -> Iterator[Chunk]:
    pieces = tuple(found for piece in printed.split(GAP) if (found := letters(piece)))
    if pieces:
        yield Chunk(line, pieces)
