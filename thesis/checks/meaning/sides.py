"""Rules on the groups of one study, and on two sides of one work: equal, more, fewest."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements import comparisons, measured
from thesis.document.statements.comparisons import MORE, MOST, OF_ALL, OF_TWO
from thesis.document.statements.numbers_said import alike, unit_of
from thesis.document.statements.statement import KeyedNumber, Statement, prose, statements
from thesis.document.thesis import Thesis
from thesis.language import lexicon
from thesis.language.lexicon import Topic
from thesis.model.records import Study
from thesis.model.register import Register

COMPARISON_GROUPS = declare(
    "comparison.groups",
    looks_at="studies",
    sees="groups that are called equal in size and are not",
    misses="groups whose figures are not named as a pair, such as exercise_group and controls",
    example="Gruppene hos @brellenthin2019 var like store.",
    severity=WARNING,
)


@COMPARISON_GROUPS.check
def groups(thesis: Thesis) -> Iterator[Finding]:
    """Every «like store» of a sentence on one study against the sizes of its two groups."""
    studies = thesis.register.records.by_key
    for statement in statements(thesis):
        study = studies.get(statement.study)
        known = lexicon.words("comparisons", statement.language)
        if study is None or not known or not re.search(r"(?i)grupp|group", statement.text):
            continue
        for start, end in comparisons.find(statement.text, known["alike"]):
            before = statement.text[:start]
            pair = measured.pair(study)
            sizes = [measured.of_study(name, study, thesis.register) for name in pair]
            if (
                None not in sizes
                and len(set(sizes)) > 1
                and not lexicon.denials(statement.language).search(before)
            ):
                yield statement.passage.finding(
                    COMPARISON_GROUPS,
                    statement.start + start,
                    found=f"«{statement.text[start:end]}», of {study.key}",
                    expected=f"{' and '.join(pair)}: {' and '.join(map(str, sizes))}",
                    fix="mend the sentence, or the figure that is wrong",
                )


# ---- One side against the other ------------------------------------------------------------------

COMPARISON_SIDES = declare(
    "comparison.sides",
    looks_at="keyed",
    sees="two groups of one study, or two sides of one work whose numbers were printed just "
    "before, of which a sentence says that one has more, and the numbers fewer",
    misses="groups compared in anything but their size, age and dropouts, and sides that no word "
    "of a key names",
    example="Frafallet hos @brellenthin2019 var størst i kontrollgruppen.",
    severity=WARNING,
)
BACK = 8  # Sentences before this one whose numbers it may compare
SIZE = re.compile(
    r".*?\w+gruppe?[na] (?:hos .+ )?(?:var|er) (?:\w+ )?"
    r"(?:størst|minst|større|mindre)(?: enn \w+gruppe?[na])?",
    re.IGNORECASE,
)  # A clause that compares the size of two groups
SHARE = re.compile(
    r"(?<!\w)(?:andel\w*|forekomst\w*|prosent\w*|share|prevalence|proportion)(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True)
class Side:
    """A noun for one of two groups, or the name of a place, where a sentence has it."""

    start: int
    end: int
    name: str

    def in_key(self, words: frozenset[str]) -> bool:
        """Whether some words of a key stand for it."""
        return bool(words & {*_of_keys().words.get(self.name, (self.name,))})


def _of_keys() -> Topic:
    """The words of keys that stand for each side, and the other side of each."""
    return lexicon.topic("sides", "nb")


@COMPARISON_SIDES.check
def sides(thesis: Thesis) -> Iterator[Finding]:
    """Every «flere i A enn i B» and «størst i A» against the figures of the two."""
    studies = thesis.register.records.by_key
    earlier: list[Statement] = []
    for statement in prose(thesis):
        if earlier and earlier[-1].passage.file != statement.passage.file:
            earlier.clear()
        earlier.append(statement)
        del earlier[: -BACK - 1]
        study = studies.get(statement.study)
        for one, other, way, at in _said(statement):
            if study is not None:
                found = _of_study(statement, study, (one, other), at[0], thesis.register)
            else:
                found = _of_work(statement, (one, other), at, earlier, frozenset(studies))
            if found and _denied(way, *(value for _, value in found)):
                yield statement.passage.finding(
                    COMPARISON_SIDES,
                    at[0],
                    found=f"«{statement.passage.text[slice(*at)]}», of {one.name}",
                    expected=" and ".join(f"{key} = {value:g}" for key, value in found),
                    fix="mend the comparison, or the number that is wrong",
                )


def _said(statement: Statement) -> Iterator[tuple[Side, Side, str, tuple[int, int]]]:
    """One side, the other, whether the one has more, and where the word stands that says it."""
    if not (known := lexicon.words("comparisons", statement.language)):
        return
    text = statement.passage.text
    two = {**OF_TWO, "commoner": (MORE, "often")}
    told = list(comparisons.comparatives(statement, (*two, *OF_ALL)))
    places = list(_sides(statement)) if told else []
    for name, start, end in told:
        way, _ = two.get(name) or OF_ALL[name]
        first, last = statement.clause(start, end)
        than = comparisons.THAN.search(text, end, statement.end)
        if any(comparisons.find(text, known["not"], first, last)):
            continue
        if name in OF_ALL:
            inside = [side for side in places if first <= side.start < last]
            inside = [side for side in inside if side.name in _of_keys().also]
            if len({side.name for side in inside}) == 1:
                other = Side(start, start, *_of_keys().also[inside[0].name])
                yield inside[0], other, way, (start, end)
        elif than is not None:
            before = [side for side in places if first <= side.start < than.start()]
            behind = [side for side in places if side.start >= than.end()]
            if before and behind and len(text[than.end() : behind[0].start].split()) <= 2:
                for side in reversed(before):
                    yield side, behind[0], way, (start, end)


def _sides(statement: Statement) -> Iterator[Side]:
    """The groups that a sentence names, and its words with a capital, in order."""
    text = statement.passage.text
    found = [
        Side(start, end, name)
        for name, words in lexicon.words("groups", statement.language).items()
        for start, end in comparisons.find(text, words, statement.start, statement.end)
    ]
    for word in re.compile(r"(?<!\w)[A-ZÆØÅ]\w{3,}").finditer(text, statement.start, statement.end):
        found.append(Side(word.start(), word.end(), word[0].lower()))
    yield from sorted(found, key=lambda side: side.start)


def _of_study(
    statement: Statement, study: Study, pair: tuple[Side, Side], at: int, register: Register
) -> list[tuple[str, float]]:
    """The keys and figures of the two groups, in what the clause compares them; [] for none."""
    first, last = statement.clause(at, at)
    clause = statement.passage.text[first:last]
    known = lexicon.words("comparisons", statement.language)
    if any(comparisons.find(clause, known["dropouts"])):
        names = [name for name in study.figures if "dropouts" in name.split("_")]
    elif any(comparisons.find(clause, (*known["oldest"], *known["older"], *known["younger"]))):
        names = [name for name in study.figures if {"mean", "median"} & {*name.split("_")}]
        names = [name for name in names if "age" in name.split("_")]
    elif SIZE.fullmatch(clause.strip(" ,.;")):
        names = list(measured.pair(study))
    else:
        return []
    found = []
    for side in pair:
        mine = [name for name in names if side.in_key(frozenset(name.split("_")))]
        number = register.numbers.get(f"{study.key}.{mine[0]}") if len(mine) == 1 else None
        if number is None or not isinstance(number.value, int | float):
            return []
        found.append((number.key, number.value))
    return found if found[0] != found[1] else []


def _of_work(
    statement: Statement,
    pair: tuple[Side, Side],
    at: tuple[int, int],
    earlier: Sequence[Statement],
    studies: frozenset[str],
) -> list[tuple[str, float]]:
    """The keys and values of the last two numbers printed that only the two sides tell apart."""
    text = statement.passage.text
    first, last = statement.clause(*at)
    known = lexicon.words("comparisons", statement.language)
    common = comparisons.find(text[slice(*at)], (*known["commoner"], *known["rarer"]))
    if not SHARE.search(text, first, last) and not (
        common and comparisons.IS.search(text[first : at[0]])
    ):
        return []
    printed = [
        each
        for said in earlier
        for each in said.printed
        if each.owner not in studies and len(each.keys) == 1
    ]
    for one in reversed(printed):
        for other in reversed(printed):
            if one.owner == other.owner and _apart(one, other, pair):
                return [(each.keys[0], _value(each)) for each in (one, other)]
    return []


def _apart(one: KeyedNumber, other: KeyedNumber, pair: tuple[Side, Side]) -> bool:
    mine, theirs = (frozenset(each.keys[0].split(".")[-1].split("_")) for each in (one, other))
    return (
        len(mine - theirs) == len(theirs - mine) == 1
        and pair[0].in_key(mine - theirs)
        and pair[1].in_key(theirs - mine)
        and alike(unit_of(one.number), unit_of(other.number))
        and all(isinstance(each.number.value, int | float) for each in (one, other))
    )


def _value(printed: KeyedNumber) -> float:
    value = printed.number.value
    assert isinstance(value, int | float)
    return value


def _denied(way: str, one: float, other: float) -> bool:
    return one <= other if way in {MORE, MOST} else one >= other
