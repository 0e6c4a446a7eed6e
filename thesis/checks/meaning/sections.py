"""Rules on the order of sections told in words, and on the words beside a cross-reference."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document import pandoc
from thesis.document.content import Heading
from thesis.document.passages import Passage
from thesis.document.statements import comparisons
from thesis.document.statements.statement import Statement, prose
from thesis.document.thesis import Thesis
from thesis.language import lexicon

TEXT_SECTIONS = declare(
    "text.sections",
    looks_at="headings",
    sees="«Kapittelet begynner med A, går videre til B og ender med C» where the headings below "
    "have another order",
    misses="sections told in other words than their headings have",
    example="Kapittelet begynner med rusbehandlingen og ender hos lidelsen.",
    severity=WARNING,
)
LONG = 6
"""Letters that a word shares with a heading that it names: behandlingstilbudet, Rusbehandling."""


@dataclass(frozen=True)
class Turn:
    """A part of a sentence that gives a section a place: first, next or last."""

    at: int  # where in the sentence
    turn: str  # ``begins``, ``goes_on`` or ``ends``
    section: int  # its number among the sections


@TEXT_SECTIONS.check
def sections(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence that goes through sections, where it stands above them."""
    headings = thesis.headings
    for statement in prose(thesis):
        known = lexicon.words("outlines", statement.language)
        if not known or not _speaks_of_order(statement, known["speaks"]):
            continue
        below = _below(statement.passage, headings)
        told = list(_told(statement, below)) if len(below) > 1 else []
        if (wrong := _wrong(told, len(below))) is not None:
            yield statement.passage.finding(
                TEXT_SECTIONS,
                statement.start + wrong.at,
                found=f"«{below[wrong.section].text}» told in this place",
                expected=f"the sections in their order: {', '.join(one.text for one in below)}",
                fix="tell the sections in the order in which they stand",
            )


def _speaks_of_order(statement: Statement, words: tuple[str, ...]) -> bool:
    return bool(comparisons.find(statement.text, words))


def _below(passage: Passage, headings: Sequence[Heading]) -> list[Heading]:
    """The headings right below the one that a text stands under, where it stands above them."""
    place = passage.place(0)
    mine = [one for one in headings if one.file == place.file and 0 < one.line <= place.line]
    if not mine:
        return []
    after = headings[headings.index(mine[-1]) + 1 :]
    found = []
    for heading in after:
        if heading.level <= mine[-1].level or heading.file != place.file:
            break
        if heading.level == mine[-1].level + 1:
            found.append(heading)
    return found


def _told(statement: Statement, below: Sequence[Heading]) -> Iterator[Turn]:
    """The parts of a sentence with a turn of their own and words of just one section."""
    known = lexicon.words("outlines", statement.language)
    text = statement.text
    for start, end in _parts(text):
        turns = {
            turn: found[0][0]
            for turn in ("begins", "goes_on", "ends")
            if (found := comparisons.find(text, known[turn], start, end))
        }
        section = _named(text[start:end], below)
        if len(turns) == 1 and section is not None:
            ((turn, at),) = turns.items()
            yield Turn(at, turn, section)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a sentence begin and end, at commas and where «og» goes on."""
    ends = [
        0,
        *(
            found.end()
            for found in re.finditer(r"[,;:]\s|\sog\s(?=ender|til slutt|avslutter)", text)
        ),
    ]
    yield from pairwise([*ends, len(text)])


def _named(words: str, below: Sequence[Heading]) -> int | None:
    """The section with the most letters in common with some words; None where two have as many."""
    shared = [_shared(words, heading.text) for heading in below]
    best = max(shared)
    return shared.index(best) if best >= LONG and shared.count(best) == 1 else None


def _shared(one: str, other: str) -> int:
    """The letters that the long words of two texts share, in stretches of LONG and more."""
    total = 0
    for word in set(re.findall(r"\w{6,}", other.casefold())):
        longest = 0
        for mine in re.findall(r"\w{6,}", one.casefold()):
            for at in range(len(word) - LONG + 1):
                length = LONG
                while at + length <= len(word) and word[at : at + length] in mine:
                    longest = max(longest, length)
                    length += 1
        total += longest
    return total


def _wrong(told: Sequence[Turn], count: int) -> Turn | None:
    """The first part that is told out of its place."""
    for one in told:
        if one.turn == "begins" and one.section != 0 and len(told) > 1:
            return one
        if one.turn == "ends" and one.section != count - 1:
            return one
    for one, other in pairwise(told):
        if other.section <= one.section:
            return other
    return None


# ---- Cross-references ----------------------------------------------------------------------------

TEXT_OTHER_REFERENCE = declare(
    "text.other-reference",
    looks_at="headings",
    sees="a cross-reference beside words that another caption or heading of an appendix has: "
    "«@app:excluded for de inkluderte», «skjemaet står i @app:searches»",
    misses="words that no heading and no caption has, and words that two have",
    example="Oversikten finnes i @app:excluded for de inkluderte artiklene.",
    severity=WARNING,
)


@TEXT_OTHER_REFERENCE.check
def references(thesis: Thesis) -> Iterator[Finding]:
    """Every cross-reference to a table, a figure or an appendix against the words beside it."""
    names = _names(thesis)
    for statement in prose(thesis):
        known = lexicon.words("outlines", statement.language)
        links = [
            zone
            for zone in statement.passage.zones
            if zone.kind == "Link" and statement.start <= zone.start < statement.end
        ]
        for at, link in enumerate(links):
            target = str(link.element["c"][2][0]).removeprefix("#")
            if target not in names or not known:
                continue
            ends = links[at + 1].start if links[at + 1 :] else statement.end
            begins = links[at - 1].end if at else statement.start
            text = statement.passage.text
            other = _for(text[link.end : ends], target, names) or _subject(
                text[begins : link.start], target, names, known
            )
            if other:
                yield statement.passage.finding(
                    TEXT_OTHER_REFERENCE,
                    link.start,
                    found=f"@{target}, «{names[target]}»",
                    expected=f"@{other[0]}, «{names[other[0]]}», as «{other[1]}» says",
                    fix="refer to the one that the words are about, or change the words",
                )


def _names(thesis: Thesis) -> dict[str, str]:
    """The heading of each appendix and the caption of each table and figure, by its id."""
    found = {}
    for _, element in thesis.elements:
        name = pandoc.identifier(element)
        if element["t"] == "Header" and name.startswith("app:"):
            found[name] = " ".join(pandoc.text(element["c"][2]).split())
        elif element["t"] in {"Table", "Figure"} and name.startswith(("tbl:", "fig:")):
            found[name] = " ".join(pandoc.text(element["c"][1]).split())
    return found


def _for(behind: str, target: str, names: dict[str, str]) -> tuple[str, str] | None:
    """«@app:excluded for de inkluderte»: the other of its kind whose heading has the word."""
    found = re.match(r"\s(?:for|over|med|of|for the)\s(?:dei?\s|the\s)?(?P<word>\w{6,})", behind)
    if found is None:
        return None
    kind = target.partition(":")[0]
    peers = {one: name for one, name in names.items() if one.startswith(kind)}
    return _other(found["word"], target, peers)


def _subject(
    before: str, target: str, names: dict[str, str], known: Mapping[str, tuple[str, ...]]
) -> tuple[str, str] | None:
    """«skjemaet står i @app:searches»: what is said to stand there; «tegnet» is of a figure."""
    found = re.search(
        r"(?P<word>\w{6,}(?:et|en|ene|ane|a))\s(?:står|finnes|finst|vises|ligge?r|er vist"
        r"|er gjengitt|er attgjeven)\s"
        r"(?:\w+\s){0,2}(?:i|in)\s$",
        before,
    )
    if found:
        return _other(found["word"], target, names)
    drawn = list(comparisons.find(before, known["drawn"]))
    figures = [one for one in names if one.startswith("fig:")]
    if drawn and not target.startswith("fig:") and figures and len(before[drawn[-1][1] :]) < 10:
        return figures[0], before[slice(*drawn[-1])]
    return None


def _other(word: str, target: str, names: dict[str, str]) -> tuple[str, str] | None:
    """The only other whose name has a word, and the target's name has not."""
    stem = word.casefold()[: max(LONG, len(word) - 3)]
    begins = re.compile(rf"(?<!\w){re.escape(stem)}")
    having = [one for one, name in names.items() if begins.search(name.casefold())]
    return (having[0], word) if len(having) == 1 and having[0] != target else None
