"""What each sentence with a claim was held against: for the evidence, nothing where it was nothing.

The rules note what they compare words with, found wrong or not (``Rule.held``).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thesis.diagnostics.place import Place, place_of
from thesis.diagnostics.rules import Held
from thesis.document.passages import texts
from thesis.document.statements import directions
from thesis.document.statements.statement import Statement, statements
from thesis.document.thesis import Thesis
from thesis.language import lexicon

LONGEST = 200  # Characters of what a sentence was held against that the page prints

NAME = re.compile(r"\w[\w-]*(?:\.\w[\w-]*)*")  # A word, or a key: «wang2017.weeks»


@dataclass(frozen=True)
class SentenceHeld:
    """A sentence of the running text that claims something."""

    place: str  # its file and line
    chapter: str  # the content file that it stands in
    passage: int  # its paragraph, counted in the order of the document
    end: int  # where in its paragraph it ends
    language: str  # that of its words
    sentence: str  # its words
    # the id of each rule that held it against something, what that was, and its places in data/
    against: Sequence[Mapping[str, Any]]


def claims(thesis: Thesis, compared: Iterable[Held]) -> list[SentenceHeld]:
    """Every sentence that counts, cites, compares or names an outcome, in reading order.

    Args:
        compared: what the rules held words of this thesis against.
    """
    by_passage: dict[int, list[Held]] = defaultdict(list)
    for one in compared:
        by_passage[id(one.text.zones)].append(one)
    outcomes = {
        name: None
        for study in thesis.register.records.studies
        for name in study.fields.get("outcomes") or {}
    }
    # A statement may be of a passage with names hidden; its zones are those of the passage.
    order = {id(passage.zones): i for i, passage in enumerate(texts(thesis))}
    found = []
    for statement in statements(thesis):
        against = list(_against(statement, by_passage[id(statement.passage.zones)], thesis))
        inside = [block["t"] for block in statement.passage.within]
        if statement.record or "Table" in inside or "Figure" in inside:
            continue
        if against or _claims(statement, outcomes):
            words = statement.passage.printed or statement.passage.text
            found.append(
                SentenceHeld(
                    str(statement.passage.place(statement.start)),
                    statement.passage.file,
                    order[id(statement.passage.zones)],
                    statement.end,
                    statement.language,
                    " ".join(words[statement.start : statement.end].split()),
                    against,
                )
            )
    return found


def _against(
    statement: Statement, gathered: Sequence[Held], thesis: Thesis
) -> Iterator[dict[str, Any]]:
    """What the rules held a sentence against, each once."""
    told = {
        (one.rule, one.against): None
        for one in gathered
        if statement.start <= one.at < statement.end
    }
    for rule, against in told:
        short = against if len(against) <= LONGEST else f"{against[:LONGEST]}…"
        yield {"rule": rule, "against": short, "places": [*_places(against, thesis)]}


def _places(against: str, thesis: Thesis) -> dict[str, None]:
    """Where in data/ the numbers and the fields stand that a text of a rule names, each once."""
    register, names = thesis.register, dict.fromkeys(NAME.findall(against))
    studies, works = register.records.by_key, register.records.references
    found: list[Place | None] = []
    about: list[Place | None] = []  # the record of a work, where no field of it is named
    for name in names:
        if name in register:
            rows = register[name].rows
            found += rows if len(rows) == 1 else []  # of more, the number tells itself
        elif name in studies or name in works:
            lines = studies[name].lines if name in studies else {}
            fields = {field.removeprefix("outcomes."): line for field, line in lines.items()}
            found += [Place(studies[name].file, fields[each]) for each in fields if each in names]
            work = works.get(name, {})
            found += [place_of(value) for field, value in work.items() if field in names]
            about += [place_of(work.get("id"))]
    return {str(place): None for place in found or about if place}


def _claims(statement: Statement, outcomes: Mapping[str, None]) -> bool:
    """Whether a sentence claims what a record, a number or a work can bear out."""
    if statement.cites or statement.printed or statement.groups:
        return True
    known = lexicon.words("effects", statement.language)
    ways = tuple(word for name in ("up", "down", "better", "worse", "same") for word in known[name])
    named = any(directions.names(statement.text, statement.language, name) for name in outcomes)
    return named and bool(lexicon.pattern(ways).search(statement.text))
