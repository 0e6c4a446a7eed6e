"""Pictures of the searches of a register, and what they say to those who do not see them."""

from collections.abc import Sequence
from functools import cached_property

from thesis.diagnostics.place import PlacedText, place_of
from thesis.formats.figures import blocks, hits, overlap
from thesis.formats.figures.outline import OutlineLine, outline
from thesis.formats.figures.overlap import Overlap
from thesis.input.labels import Labels
from thesis.model import display
from thesis.model.register import Register
from thesis.searches.history import Interval
from thesis.searches.meaning import Search
from thesis.searches.registered import examined

OVERLAP = "overlap"
SEARCHES, STRATEGY = "searches", "strategy"
"""What there is of each database: ``searches_medline``, ``strategy_medline``."""


class SearchPictures:
    """Draws the pictures of the searches of a register.

    Args:
        language: that of the numbers.
    """

    def __init__(self, register: Register, words: Labels, language: str) -> None:
        self.register, self.language = register, language
        self.words, self.quoted = words["search_figures"], str(words["quoted"])

    @cached_property
    def names(self) -> list[str]:
        """Those that have something to show, by the kind of picture and the id of the database."""
        bases = [base.id for base in self.register.records.databases]
        made = [f"{SEARCHES}_{base}" for base in bases]
        made += [f"{STRATEGY}_{base}" for base in bases if self.lines(base)]
        return [*made, *([OVERLAP] if self.overlaps else [])]

    def svg(self, name: str) -> str:
        """A picture, as SVG."""
        kind, _, base = name.partition("_")
        if kind == SEARCHES:
            return hits.picture(self.rows[base], self.words, self.language)
        if kind == STRATEGY:
            return blocks.picture(self.lines(base), self.words, self.language)
        return overlap.picture(self.overlaps, self.words, self.language)

    def alternative(self, name: str) -> list[str]:
        """The sentences that stand for a picture."""
        kind, _, base = name.partition("_")
        if kind == OVERLAP:
            return [self.words["overlap_alt"]]
        if kind == STRATEGY:
            return [self._told("blocks_alt", database=self.title(base))]
        rows = self.rows[base]
        counts = sorted(row.search.hits for row in rows)
        fewest, most = (display.digits(each, self.language) for each in (counts[0], counts[-1]))
        told = self._told("hits_alt", database=self.title(base), fewest=fewest, most=most)
        against = [row.search.query for row in rows if hits.kind(row) == "outside"]
        if not against:
            return [told, self.words["hits_agree"]]
        named = ", ".join(self.quoted.format(text=query) for query in against)
        return [told, self._told("hits_against", queries=named)]

    def title(self, database: str) -> str:
        """What a database, or a session in it, is called."""
        bases = self.register.records.databases
        return display.session(next(base for base in bases if base.id == database))

    @cached_property
    def rows(self) -> dict[str, Sequence[Interval]]:
        """The searches of each database with what the others allow, by its id."""
        return {each.database.id: each.history.intervals for each in examined(self.register)}

    def lines(self, database: str) -> list[OutlineLine]:
        """What the searches of a database are put together of."""
        records = self.register.records
        dialect = next(base.dialect for base in records.databases if base.id == database)
        rows = [row for row in records.searches if row.database == database]
        return outline([Search(row.number, row.query, row.hits) for row in rows], dialect)

    @cached_property
    def overlaps(self) -> list[Overlap]:
        """What each database shares with the others."""
        return overlap.overlaps(self.register.records.databases, self.register.records.exports)

    def _told(self, label: str, **values: str) -> str:
        """A sentence of the labels with its ``{names}`` filled in, which knows its place."""
        sentence = self.words[label]
        return PlacedText(sentence.format(**values), place_of(sentence))
