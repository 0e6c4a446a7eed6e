"""Dependencies of a sentence that a person wrote: numbers, works, studies, group statements.

A person wrote what stands in content/ and in the texts of the studies' records; what templates
print is none of it. A sentence is known by its words: what its author typed, each number told by
its key, each citation by its work. So it is the same sentence when only a value in it is another.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from thesis.diagnostics.files import Config
from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.document.pandoc import Element, Tree
from thesis.document.passages import Passage, Zone, language, of_blocks, texts
from thesis.document.thesis import Thesis
from thesis.editions import belonging, claims, diff, store, surroundings
from thesis.editions.belonging import NOTHING, NamedWorks, ToldStudies
from thesis.editions.reviewed import DIGITS
from thesis.language import sentences
from thesis.model import groups, relations
from thesis.model.conditions import ABSENT, PredicateError, lookup
from thesis.model.records import Plain, Study, Work
from thesis.model.register import Register

CONTENT = "content/"

WORK = ("author", "title", "issued")
"""The fields of a reference that a sentence may depend on: by another author it is another work."""

ASIDE = {"decisions", "key", "place", "searched_on", "unverified", "to_fill"}
"""Fields of a study that say nothing of it: its place in a list, what was seen of it by whom."""

TEXTS = ("texts.", "corrections")
"""What is prose in a record: it depends on the study, not the other way round."""

OWN = re.compile(r"[^\0]+")
LETTER = re.compile(r"[^\W\d_]")
"""What an author typed, where what is printed for them is taken out, and a letter in it."""

NOTES = ".note"
VALUE = ".value"
"""Ends the name of a figure that has a unit or a note; it is the figure all the same."""

FIGURES = "figures."


@dataclass(frozen=True)
class Sentence:
    """A sentence that a person wrote."""

    place: Place  # where it is written
    text: str  # what its reader reads
    words: str  # what its author typed, with keys in place of numbers and citations
    numbers: tuple[str, ...]  # the keys of the numbers in it, in order
    counted: int  # how many numbers stand in it: by key, typed with a reason, in a group statement
    # the works that it cites, and the studies that it has a number or the title of
    works: tuple[str, ...]
    own: str  # the study in whose record it stands, or ""
    # the group statements in it: `of`, `where` and their words
    groups: tuple[tuple[str, str, str], ...]
    # the studies that it tells of without naming them, here or in the previous edition
    told: ToldStudies = NOTHING
    central: bool = False  # whether it claims something of the whole, and is bound to no question

    @property
    def about(self) -> tuple[str, ...]:
        """The works that it depends on, its own study first."""
        return tuple(dict.fromkeys([self.own, *self.works] if self.own else self.works))

    @property
    def is_unbound(self) -> bool:
        """Whether what it says of the studies together is neither counted nor asked of them."""
        return not (self.groups or self.counted or self.central)


@dataclass(frozen=True)
class Baseline:
    """What a thesis is compared with."""

    register: Register  # the old numbers and records
    # those of every sentence of the old document, each with what it tells of
    words: Mapping[str, ToldStudies]

    @classmethod
    def of(cls, register: Register, tree: Tree) -> Baseline:
        """That of a register and a document."""
        passages = (
            passage
            for file, _, blocks in pandoc.files(dict(tree))
            for passage in of_blocks(blocks, file, language(tree))
        )
        words: dict[str, ToldStudies] = {}
        for passage, start, end, told in _told(passages, frozenset(register.records.by_key)):
            said = _words(passage, start, end)
            words[said] = words.get(said, NOTHING) | told
        return cls(register, words)


@lru_cache(maxsize=2)  # two rules ask for it, and a plan
def previous(thesis: Thesis) -> Baseline | None:
    """The edition before this one; None where config names none."""
    before = store.previous(thesis.config, thesis.root)
    return Baseline.of(before.register, before.document) if before else None


@lru_cache(maxsize=2)
def written(thesis: Thesis) -> list[Sentence]:
    """Every sentence that a person wrote, in reading order."""
    records = {study.file: study.key for study in thesis.register.records.studies}
    before = previous(thesis)
    earlier = before.words if before else {}
    whole = claims.of_the_whole(texts(thesis), thesis)
    found = []
    for passage, start, end, told in _told(texts(thesis), frozenset(records.values())):
        if sentence := _sentence(passage, start, end, records):
            told |= earlier.get(sentence.words, NOTHING)
            central = id(passage) in whole and not (sentence.groups or sentence.about)
            found.append(replace(sentence, told=told, central=central))
    return found


def fingerprint(sentence: Sentence, register: Register, config: Config) -> str:
    """A hash of a sentence's words and of every value that it depends on."""
    studies, works = register.records.by_key, register.records.references
    values = register.numbers
    content: list[Any] = [
        sentence.words,
        [(key, values[key].value if key in values else None) for key in sentence.numbers],
        [(key, facts(studies.get(key)), work(works.get(key))) for key in sentence.about],
        [asked(of, where, register, config) for of, where, _ in sentence.groups],
    ]
    if told := sorted(sentence.told.surely | sentence.told.likely):
        content.append([(key, facts(studies.get(key))) for key in told])
    if around := surroundings.of(sentence.text, sentence.numbers, register, sentence.is_unbound):
        content.append(around)
    if sentence.central:
        content.append(claims.outcomes(register))
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def fingerprints(thesis: Thesis) -> set[str]:
    """The hashes of all sentences that a person wrote."""
    return {fingerprint(one, thesis.register, thesis.config) for one in written(thesis)}


# ---- What the records say ------------------------------------------------------------------------


def facts(study: Study | None) -> Plain:
    """The fields of a study that a sentence may depend on, by dotted names; none that is blank."""
    return {
        name.removesuffix(VALUE): value
        for name, value in (diff.flat(study) if study else ())
        if value is not None
        and name not in ASIDE
        and not name.startswith(TEXTS)
        and not name.endswith(NOTES)
    }


def work(reference: Work | None) -> Plain:
    """The fields of a reference that a sentence may depend on."""
    given: Plain = reference or {}
    return {name: given[name] for name in WORK if name in given}


def asked(of: str, where: str, register: Register, config: Config) -> dict[str, Plain] | None:
    """The studies of a group, each with the fields that the statement asks; None if it cannot."""
    try:
        predicate, answers = groups.ask(of, where, register.records.studies, config)
    except PredicateError:
        return None
    return {
        record["key"]: {
            path: None if (value := lookup(record, path)) is ABSENT else value
            for path in predicate.fields
        }
        for record, _ in answers
    }


# ---- What it tells of without naming it ----------------------------------------------------------


def _told(
    passages: Iterable[Passage], studies: frozenset[str]
) -> Iterator[tuple[Passage, int, int, ToldStudies]]:
    """Each sentence of some passages, and what it tells of without naming it."""
    whole = [(passage, list(_spans(passage))) for passage in passages]
    named = [[names(passage, *span, studies) for span in spans] for passage, spans in whole]
    levels = [_level(passage) for passage, _ in whole]
    for i, (passage, spans) in enumerate(whole):
        told = belonging.tells(named[i])
        if levels[i] > 1:
            below = range(i + 1, _end(levels, i))
            told = [belonging.theme([one.known for at in below for one in named[at]])] * len(spans)
        for (start, end), each in zip(spans, told, strict=True):
            yield passage, start, end, each


def _level(passage: Passage) -> int:
    """The level of a heading, 0 of another text."""
    block = passage.within[-1]
    return int(block["c"][0]) if block["t"] == "Header" else 0


def _end(levels: list[int], heading: int) -> int:
    """Where the section of a heading ends."""
    after = range(heading + 1, len(levels))
    return next((i for i in after if 0 < levels[i] <= levels[heading]), len(levels))


def names(passage: Passage, start: int, end: int, studies: frozenset[str]) -> NamedWorks:
    """What a sentence names."""
    inside = [zone for zone in passage.zones if start <= zone.start and zone.end <= end]
    works = frozenset(_named(inside, studies))
    of_all = any(not studies & set(heads(zone)) for zone in inside if "n" in zone.classes)
    return NamedWorks(
        works & studies,
        bool(works - studies) or of_all,
        any({"group", claims.MARK} & set(zone.classes) for zone in inside),
        belonging.marked(passage, start, end) & studies,
    )


# ---- One sentence --------------------------------------------------------------------------------


def _spans(passage: Passage) -> Iterator[tuple[int, int]]:
    """The sentences of a text; a group statement or a title with a full stop in it ends none."""
    start = None
    for first, end in sentences.spans(passage.text):
        start = first if start is None else start
        if not any(zone.start < end < zone.end for zone in passage.zones if _is_one(zone)):
            yield start, end
            start = None


def _is_one(zone: Zone) -> bool:
    return zone.kind == "Cite" or bool(
        {"n", "title", "group", "compare", "typed"} & set(zone.classes)
    )


def _sentence(
    passage: Passage, start: int, end: int, records: Mapping[str, str]
) -> Sentence | None:
    if (at := _own_letter(passage, start, end)) is None:
        return None
    inside = [zone for zone in passage.zones if start <= zone.start and zone.end <= end]
    called = [zone.start for zone in inside if "n" in zone.classes]
    place = passage.place(called[0] if called else at)
    in_content = place.file.startswith(CONTENT) and place.line > 0
    if not in_content and place.file not in records:
        return None
    keys = [key for zone in inside if "n" in zone.classes for key in _keys(zone)]
    keys += [key for zone in inside if "compare" in zone.classes for key in _compared(zone)]
    known = set(records.values())
    works = _named(inside, known)
    works += [head for key in keys if (head := key.partition(".")[0]) in known]
    statements = [zone for zone in inside if "group" in zone.classes]
    statements += [
        each for each in passage.of_class(claims.MARK) if each.start < end and start < each.end
    ]
    return Sentence(
        place,
        passage.text[start:end].strip(),
        _words(passage, start, end),
        tuple(dict.fromkeys(keys)),
        sum(bool({"n", "typed", "group"} & set(zone.classes)) for zone in inside),
        tuple(dict.fromkeys(works)),
        records.get(place.file, ""),
        tuple(
            (
                zone.attributes.get("of", ""),
                zone.attributes.get("where", "") or zone.attributes.get(claims.SOME, ""),
                passage.text[zone.start : zone.end],
            )
            for zone in statements
        ),
    )


def _compared(zone: Zone) -> list[str]:
    """The keys that a comparison is bound to."""
    return [key for name in "ab" for key in relations.keys(zone.attributes.get(name, ""))]


def _own_letter(passage: Passage, start: int, end: int) -> int | None:
    """A character in the longest piece that the author typed; None where all is printed."""
    made = [zone for zone in passage.zones if _replaced(zone) or "src" in zone.attributes]
    own = list(passage.text[start:end])
    for zone in made:
        own[max(zone.start - start, 0) : max(zone.end - start, 0)] = "\0" * (
            min(zone.end, end) - max(zone.start, start)
        )
    pieces = [found for found in OWN.finditer("".join(own)) if LETTER.search(found[0])]
    if not pieces:
        return None
    longest = max(pieces, key=lambda found: len(found[0]))
    middle = len(longest[0]) // 2  # its first word may be a line of its own elsewhere
    letters = (found.start() for found in LETTER.finditer(longest[0]))
    return start + longest.start() + min(letters, key=lambda at: abs(at - middle))


def _words(passage: Passage, start: int, end: int) -> str:
    """The words of a sentence, with keys in place of what follows from data."""
    out, at = [], start
    for zone in sorted(passage.zones, key=lambda zone: (zone.start, -zone.end)):
        if zone.start < at or zone.end > end:
            continue
        if {"group", claims.MARK} & set(
            zone.classes
        ):  # its words count, and what they are bound to
            said = zone.attributes
            bound = f"{{{said.get('of', '')}|{said.get('where', '') or said.get(claims.SOME, '')}}}"
            out += [passage.text[at : zone.start], bound]
            at = zone.start
        elif instead := _replaced(zone):
            out += [passage.text[at : zone.start], instead]
            at = zone.end
    return " ".join("".join([*out, passage.text[at:end]]).split())


def _replaced(zone: Zone) -> str:
    """What stands for an element whose words follow from data; "" for any other."""
    if "n" in zone.classes:
        how = (f"{name}={value}" for name, value in zone.attributes.items() if name != "src")
        return f"{{{' '.join(how)}}}"
    if zone.kind == "Cite":
        return "".join(map(_citation, zone.element["c"][0]))
    if "title" in zone.classes:
        return f"{{title {zone.attributes.get('key', '')}}}"
    if "crossref" in zone.classes and zone.kind == "Link":
        return f"{{{zone.element['c'][2][0]}}}"
    return ""


def _citation(citation: Element) -> str:
    before, after = (pandoc.text(citation[name]) for name in ("citationPrefix", "citationSuffix"))
    return f"[{before} @{citation['citationId']} {after}]"


def _keys(zone: Zone) -> list[str]:
    return zone.attributes.get("key", "").split()


def _named(zones: Collection[Zone], studies: Collection[str]) -> list[str]:
    """The works that a stretch of text cites, and the studies that it has a number or title of."""
    works = [key for zone in zones for key in _works(zone)]
    named = [head for zone in zones if "n" in zone.classes for head in heads(zone)]
    return works + [head for head in named if head in studies]


def heads(number: Zone) -> list[str]:
    """What the keys of a number begin with: the study that it is of, or what was counted."""
    return [key.partition(".")[0] for key in _keys(number)]


def _works(zone: Zone) -> list[str]:
    if zone.kind == "Cite":
        return [str(citation["citationId"]) for citation in zone.element["c"][0]]
    return [zone.attributes["key"]] if "title" in zone.classes else []
