"""Accepted numbers: those that ordinary prose has and that are no results.

Each kind is switched on or off by its name, ``numbers: accept`` of the settings, and each use is
listed in the evidence. A kind is as narrow as its words: of «PHQ-9 sank med 4 poeng» it takes
«PHQ-9» alone. What a sentence says of a study that was read is a result, whatever it looks like, so
there most kinds accept nothing, and some accept nothing where it tells of this thesis' searches and
studies; a year, an age or what another source says is accepted only where an author asks for it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from thesis.document import content, pandoc
from thesis.document.passages import Passage
from thesis.document.thesis import Thesis
from thesis.document.typed_numbers import context, phrases
from thesis.document.typed_numbers.key_suggestions import STOPS, is_counted, named
from thesis.document.typed_numbers.kinds import ASKED_FOR, AcceptedKind, kinds, own
from thesis.language import lexicon

BEHIND = re.compile(r"(?:[\s\u00a0]+[^\s.;:()]+){1,4}")  # Words that may say what is counted
RELATIVE = {"som", "that", "med", "with"}  # «av dem som får det»: any people
THEM = re.compile(r"(?:av|of)\s(?:dem|dei|disse|desse|them|these)(?:\s(\w+)|\W|$)")
IN_A_MONTH = re.compile(r"[^\W\d]+\s[0-9]{1,2}\s\w")  # «In May 12 patients» has no date


@dataclass(frozen=True)
class AcceptedUse:
    """A place where a number is accepted."""

    # start, end: the characters of the text
    start: int
    end: int
    kind: str  # the name of the kind, or of the author's own pattern


class Accepting:
    """What the settings of a thesis accept, and where.

    Attributes:
        on: the kinds that are, by their names, and the author's own patterns by theirs.
        off: the kinds that are not.
        reasons: why the author's own patterns are no results.
    """

    def __init__(self, thesis: Thesis) -> None:
        self.thesis = thesis
        settings = thesis.config.get("numbers", {})
        said = settings.get("accept", {})
        self.on = {
            name: kind for name, kind in kinds().items() if said.get(name, name not in ASKED_FOR)
        }
        self.off = {name: kind for name, kind in kinds().items() if name not in self.on}
        patterns = settings.get("patterns", ())
        self.on |= {each["name"]: own(each["pattern"]) for each in patterns}
        self.reasons = {each["name"]: f"{each['name']}: {each['why']}" for each in patterns}

    def uses(self, passage: Passage, others: bool = False) -> Iterator[AcceptedUse]:
        """Where a text has an accepted number, in no order.

        Args:
            others: the kinds that are not on, in their place.
        """
        kinds = self.off if others else self.on
        for name, kind in kinds.items():
            for found in kind.pattern.finditer(passage.text):
                if found.group().strip() and self._holds(name, kind, passage, found):
                    yield AcceptedUse(*found.span(), name)
        if "sources" in kinds and any(zone.kind == "Cite" for zone in passage.zones):
            for number in phrases.numbers(passage.text, passage.language):
                if self._has_source(passage, number.start, number.end):
                    yield AcceptedUse(number.start, number.end, "sources")

    def _has_source(self, passage: Passage, first: int, last: int) -> bool:
        """Whether a number is what a work says that is none of the studies, and that data has no
        numbers of: not a count of studies, and in no sentence on those of the thesis.
        """
        start, end = passage.sentence(first)
        cited = {
            one["citationId"]
            for zone in passage.zones
            if zone.kind == "Cite" and start <= zone.start < end
            for one in zone.element["c"][0]
        }
        counted = lexicon.pattern(lexicon.words("ours", passage.language)["counted"])
        behind = BEHIND.match(passage.text[last:end])
        them = THEM.search(behind[0]) if behind else None
        return (
            bool(cited)
            and not cited & (self.studies | self.keyed)
            and self.may_cite(passage, first)
            and not (behind and counted.search(behind[0]))
            and not (them and (them[1] or "er").lower() in STOPS - RELATIVE)
        )

    def may_cite(self, passage: Passage, at: int) -> bool:
        """Whether a number would be accepted beside its source, as far as its sentence says."""
        ours = (self._is_ours, self.is_on_a_study)
        return not any(of(passage, *passage.sentence(at)) for of in ours)

    def _is_ours(self, passage: Passage, start: int, end: int) -> bool:
        """Whether a sentence tells of the searches, studies or findings of this thesis, by its
        words, the databases that it names, or the numbers of its own that are in it.
        """
        said = passage.text[start:end]
        ours = lexicon.words("ours", passage.language)["ours"]
        return (
            bool(lexicon.pattern(ours).search(said))
            or any(lexicon.topic("databases", passage.language).find(said))
            or any(named(self.thesis.register, said))
            or any("key" in zone.attributes for zone in passage.zones if start <= zone.start < end)
        )

    def _holds(self, name: str, kind: AcceptedKind, passage: Passage, found: re.Match[str]) -> bool:
        start, end = passage.sentence(found.start())
        said = passage.text[start:end]
        if kind.within and not kind.within.search(said):
            return False
        if kind.never and kind.never.search(said):
            return False
        if not kind.of_ours and self._is_ours(passage, start, end):
            return False
        if name == "names" and is_counted(passage.text[found.end() : end]):
            return False
        if name == "chapters":
            return found.group().split()[-1] in self.chapters
        if name == "dates" and IN_A_MONTH.match(passage.text, found.start()):
            return False
        if name == "dates" and any(named(self.thesis.register, said)):
            return False
        return kind.of_studies or not self.is_on_a_study(passage, start, end)

    def is_on_a_study(self, passage: Passage, start: int, end: int) -> bool:
        """Whether a stretch of a text, or what stands before it there, is on a study that was read:
        cites one, has a number of one, names its author, or stands in its record.
        """
        if passage.place(start).file.startswith("data/studies/"):
            return True
        if any(
            re.search(rf"(?<!\w){re.escape(name)}(?!\w)", passage.text[:end])
            for name in self.authors
        ):
            return True
        for zone in passage.zones:
            if zone.start < end:
                named = (
                    [one["citationId"] for one in zone.element["c"][0]]
                    if zone.kind == "Cite"
                    else [key.split(".")[0] for key in zone.attributes.get("key", "").split()]
                )
                if self.studies & {*named}:
                    return True
        return False

    @cached_property
    def studies(self) -> set[str]:
        """The keys of the studies that were read."""
        return {study.key for study in self.thesis.register.records.studies}

    @cached_property
    def keyed(self) -> set[str]:
        """The keys of the works that data has numbers of."""
        return {number.citation for number in self.thesis.register.numbers.values()}

    @cached_property
    def authors(self) -> list[str]:
        """The family names of who wrote them."""
        works = self.thesis.register.records.references
        first = (context.families(works[key])[:1] for key in self.studies if key in works)
        return sorted({name for names in first for name in names if len(name) > 2})

    @cached_property
    def chapters(self) -> set[str]:
        """The numbers of the chapters and sections that are there."""
        counts: list[int] = []
        numbers = set()
        for heading in content.headings(self.thesis.document):
            if not {"unnumbered", "appendix"} & {*pandoc.classes(heading.header)}:
                level = heading.level
                counts = [*counts, *[0] * level][:level]
                counts[-1] += 1
                numbers.add(".".join(map(str, counts)))
        return numbers
