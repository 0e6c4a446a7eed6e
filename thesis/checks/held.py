"""What each sentence with a claim was held against: for the evidence, nothing where it was nothing.

The rules note what they compare words with, found wrong or not (``Rule.held``).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesis.diagnostics.rules import Held
from thesis.document.statements import directions
from thesis.document.statements.statement import Statement, statements
from thesis.document.thesis import Thesis
from thesis.language import lexicon

LONGEST = 200  # Characters of what a sentence was held against that the page prints


@dataclass(frozen=True)
class SentenceHeld:
    """A sentence of the running text that claims something."""

    place: str  # its file and line
    chapter: str  # the content file that it stands in
    sentence: str  # its words
    # the id of each rule that held it against something, and what that was
    against: Sequence[Mapping[str, str]]


def claims(thesis: Thesis, compared: Iterable[Held]) -> list[SentenceHeld]:
    """Every sentence that counts, cites, compares or names an outcome, in reading order.

    Args:
        compared: what the rules held words of this thesis against.
    """
    by_passage: dict[int, list[Held]] = defaultdict(list)
    for one in compared:
        by_passage[id(one.text)].append(one)
    outcomes = {
        name: None
        for study in thesis.register.records.studies
        for name in study.fields.get("outcomes") or {}
    }
    found = []
    for statement in statements(thesis):
        against = list(_against(statement, by_passage[id(statement.passage)]))
        inside = [block["t"] for block in statement.passage.within]
        if statement.record or "Table" in inside or "Figure" in inside:
            continue
        if against or _claims(statement, outcomes):
            found.append(
                SentenceHeld(
                    str(statement.passage.place(statement.start)),
                    statement.passage.file,
                    " ".join(statement.text.split()),
                    against,
                )
            )
    return found


def _against(statement: Statement, gathered: Sequence[Held]) -> Iterator[dict[str, str]]:
    """What the rules held a sentence against, each once."""
    told = {
        (one.rule, one.against): None
        for one in gathered
        if statement.start <= one.at < statement.end
    }
    for rule, against in told:
        short = against if len(against) <= LONGEST else f"{against[:LONGEST]}…"
        yield {"rule": rule, "against": short}


def _claims(statement: Statement, outcomes: Mapping[str, None]) -> bool:
    """Whether a sentence claims what a record, a number or a work can bear out."""
    if statement.cites or statement.printed or statement.groups:
        return True
    known = lexicon.words("effects", statement.language)
    ways = tuple(word for name in ("up", "down", "better", "worse", "same") for word in known[name])
    named = any(
        noun.search(statement.text)
        for name in outcomes
        for noun, _ in directions.nouns(name, statement.language)
    )
    return named and bool(lexicon.pattern(ways).search(statement.text))
