"""What a sentence says that its numbers count, and what their keys count."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from thesis.document.statements.statement import KeyedNumber, Statement
from thesis.document.typed_numbers.key_suggestions import STOPS
from thesis.language import lexicon
from thesis.model.register import Number, Register

ALIKE = (
    {"articles", "studies"},
    {"hits", "records"},
    {"week", "weeks", "every week"},
    {"year", "years"},
    {"sessions", "times", "measurements"},
    {"people", "questionnaires"},
    {"points", "score"},
)  # Units that one word may count

UNKNOWN = frozenset({"", "count"})

NAMED = {
    "minutes": "minutes",
    "hours": "hours",
    "days": "days",
    "weeks": "weeks",
    "months": "months",
    "years": "years",
    "sessions": "sessions",
    "groups": "groups",
    **dict.fromkeys(
        "participants group controls users staff patients women men dropouts incomplete analysed "
        "completed randomised invited answered".split(),
        "people",
    ),
}  # The unit of a figure that names none, by a word of its key

WEEK = "a week by its number"  # What «uke 6» gives, which is no six weeks
EVERY = "a time between two"  # What «hver tredje uke» gives, which is no week by its number

BEFORE = (
    (re.compile(r"(?<!\w)[Pp]\s*[=<>≤]\s*$"), "p"),
    (re.compile(r"(?<!\w)(?:[Uu]ke|[Vv]eke|[Ww]eek)\s$"), WEEK),
    (re.compile(r"(?<!\w)n\s*=\s*$"), "people"),
    (re.compile(r"(?<!\w)(?:[Hh]vert?|[Kk]vart?|[Ee]very)\s$"), EVERY),
)  # What stands before a number, and the unit that it has then

JOINT = re.compile(r"\s(?:og|eller|til|and|or|to)\s")
"""Between two numbers that one noun stands behind: «seks og tolv uker»."""

WORD = re.compile(r"[\s\u00a0]*([^\W\d_][\w’'-]*)")
FURTHEST = 3
"""Words behind a number among which its noun is looked for: «to ukentlige, harde økter»."""


def unit_of(number: Number) -> str:
    """What a key counts, as its unit or its name tells; "" where neither does."""
    if number.unit:
        return "" if number.unit in UNKNOWN else number.unit
    name = number.key.rpartition(".")[2].split("_per_")[0]
    return next((NAMED[word] for word in reversed(name.split("_")) if word in NAMED), "")


def alike(one: str, other: str) -> bool:
    """Whether two units may be those of one number."""
    if WEEK in {one, other}:
        return "week" in {one, other}
    return one == other or any({one, other} <= units for units in ALIKE)


# ---- The word beside a number --------------------------------------------------------------------


@dataclass(frozen=True)
class UnitSaid:
    """A unit that a sentence gives a number, and the words that do it."""

    unit: str
    words: str


def unit_beside(statement: Statement, printed: KeyedNumber) -> UnitSaid | None:
    """The unit that the words beside a number give it; None where they give none."""
    text, end = statement.passage.text, statement.end
    if text[printed.end - 1] == "%" or "percent" in printed.form:
        return None  # «80 % av pasientene» counts no patients
    before = text[statement.start : printed.start]
    for pattern, unit in BEFORE:
        if unit == EVERY and unit_of(printed.number) != "week":
            continue  # the noun behind it tells the unit
        if found := pattern.search(before):
            return UnitSaid(unit, before[found.start() :] + text[printed.start : printed.end])
    names = _names(statement.language)
    later = next(_later(statement, printed), None)
    if later and JOINT.fullmatch(text[printed.end : later.start]):
        return unit_beside(statement, later)
    at = printed.end
    for _ in range(FURTHEST):
        word = WORD.match(text, at, end)
        if word is None or any(other.start < word.end() for other in _later(statement, printed)):
            return _same_noun(statement, printed)
        if unit := names.get(word[1].lower(), ""):
            return UnitSaid(unit, text[printed.start : word.end()])
        if word[1].lower() in STOPS:
            return _same_noun(statement, printed)
        at = word.end()
    return None


ELLIPSIS = re.compile(
    r"(?P<between>[^.;:]*?(?:,\s(?:mens|medan|mot|while|against)\s|\s(?:og|and)\s)[^,.;:]*?)"
)


def _same_noun(statement: Statement, printed: KeyedNumber) -> UnitSaid | None:
    """«seks søk i A og seks i B», «24 deltakere, mens B hadde 21.»: the noun of the one before."""
    text = statement.passage.text
    earlier = [one for one in statement.printed if one.end <= printed.start]
    if not earlier or not re.match(r"[.,;]?\s*$|\si\s[A-ZÆØÅ]", text[printed.end : statement.end]):
        return None
    between = text[earlier[-1].end : printed.start]
    if JOINT.fullmatch(between) or not ELLIPSIS.fullmatch(between):
        return None
    said = unit_beside(statement, earlier[-1])
    return said and UnitSaid(said.unit, said.words)


def _later(statement: Statement, printed: KeyedNumber) -> Iterator[KeyedNumber]:
    return (other for other in statement.printed if other.start > printed.start)


def _names(language: str) -> dict[str, str]:
    units = lexicon.words("units", language)
    return {word: unit for unit, words in units.items() for word in words}


# ---- Numbers that are taken for one another ------------------------------------------------------


@dataclass(frozen=True)
class Better:
    """Another number of the same work, and the word of the sentence that is about it."""

    number: Number
    word: str

    @property
    def key(self) -> str:
        """Its key."""
        return self.number.key


def families(register: Register) -> dict[str, list[Number]]:
    """The numbers of each study, work, database and group of counts, but for those of a row."""
    found: dict[str, list[Number]] = defaultdict(list)
    for key, number in register.numbers.items():
        owner, *rest = key.split(".")
        if not any(part.isdigit() for part in rest):
            found[owner].append(number)
    return found


def better(statement: Statement, printed: KeyedNumber, family: Sequence[Number]) -> Better | None:
    """The number of the same work that the words around a number are about, and not this one."""
    if printed.number not in family:
        return None
    window = _window(statement, printed).lower()
    sentence = f" {statement.text.lower()} "
    printed_keys = {key for each in statement.printed for key in each.keys}
    found = []
    for other in family:
        if other.key == printed.keys[0] or not _comparable(printed.number, other):
            continue
        own, theirs = _apart(printed.number, other, statement.language)
        if (
            ((word := _first(theirs, window)) and not _first(own, window))
            or (
                printed.number.says
                and own
                and other.key not in printed_keys
                and not _first(own, sentence)
                and (word := _first(theirs, sentence))
            )
            or (word := _noted(other, printed.number, window))
        ):
            found.append(Better(other, word))
    if found:
        return min(found, key=lambda one: _unsaid(one.number, sentence, statement.language))
    return _beside_its_pair(statement, printed, family)


def _comparable(one: Number, other: Number) -> bool:
    """Whether two numbers of one work count the same kind of thing."""
    units = unit_of(one), unit_of(other)
    if not all(units):
        return bool(one.unit == other.unit == "count" and one.says and other.says)
    pairs = ({"articles", "studies"}, {"people", "questionnaires"})
    return units[0] == units[1] or any(set(units) <= pair for pair in pairs)


def _unsaid(number: Number, words: str, language: str) -> int:
    """How many words of a key a clause ought to say, and does not."""
    known = lexicon.words("keys", language)
    return sum(not _first(known[token], words) for token in _tokens(number) if token in known)


def _window(statement: Statement, printed: KeyedNumber) -> str:
    """The clause of a number, no further than the numbers beside it."""
    start, end = statement.clause(printed.start, printed.end)
    for other in statement.printed:
        if start < other.end <= printed.start:
            start = other.end
        if printed.end <= other.start < end:
            end = other.start
    text = statement.passage.text
    behind = text[printed.end : end]
    if behind.lstrip(" \u00a0").startswith(("av ", "of ")) and printed.number.unit != "percent":
        behind = ""  # «61 av familiene som svarte» tells of the whole
    return f"{text[start : printed.start]} ■ {behind} "


def _apart(one: Number, other: Number, language: str) -> tuple[list[str], list[str]]:
    """The beginnings of the words that only the one number is told by, and only the other."""
    mine, theirs = _tokens(one), _tokens(other)
    return (
        [*_stems(mine - theirs, language), *_said(one, other)],
        [*_stems(theirs - mine, language), *_said(other, one)],
    )


def _tokens(number: Number) -> set[str]:
    return set(number.key.partition(".")[2].split("_"))


def _stems(tokens: Iterable[str], language: str) -> Iterator[str]:
    known = lexicon.words("keys", language)
    for token in sorted(tokens):
        yield from known.get(token, () if token.isalpha() else (token,))


def _said(one: Number, other: Number) -> list[str]:
    """The words of what data says of a number that it does not say of another, cut to a stem."""
    mine, theirs = (_long(number.says) for number in (one, other))
    return [f"{stem}*" for stem in sorted(mine - theirs)] if theirs else []


def _noted(other: Number, number: Number, words: str) -> str:
    """Two words that the note of another week has, where the week's own has none of them."""
    if number.unit != "week":
        return ""
    mine, theirs = (_long(each.note) for each in (number, other))
    own = _first([f"{stem}*" for stem in sorted(mine)], words)
    hits = [word for stem in sorted(theirs - mine) if (word := _first([f"{stem}*"], words))]
    return "» and «".join(hits[:2]) if mine and not own and len(hits) > 1 else ""


def _long(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[^\W\d_]\w{3,}", text.lower())} - COMMON


COMMON = frozenset("løpet måned siste rundt minst lavere andel person".split())
"""Beginnings of words that data says of a number and any sentence may say."""


def _first(stems: Iterable[str], words: str) -> str:
    found = lexicon.pattern(tuple(stems)).search(words)
    return found[0] if found else ""


def _beside_its_pair(
    statement: Statement, printed: KeyedNumber, family: Sequence[Number]
) -> Better | None:
    """«32 i treningsgruppen og 25 i kontrollgruppen» of exercise_group and control_analysed."""
    mine = _tokens(printed.number)
    at = statement.printed.index(printed)
    for other in (*statement.printed[max(0, at - 1) : at], *statement.printed[at + 1 : at + 2]):
        theirs = _tokens(other.number)
        if other.owner != printed.owner or other.keys == printed.keys:
            continue
        for side, opposite in _opposites():
            if side in mine and opposite in theirs and mine - {side} != theirs - {opposite}:
                wanted = theirs - {opposite} | {side}
                for number in family:
                    if _tokens(number) == wanted:
                        return Better(number, other.keys[0])
    return None


SIDES = frozenset({"exercise", "intervention", "control", "controls"})
MUST_BE_SAID = SIDES | {"dropouts", "interval", "rest", "discarded", "stopped", "analysed"}
"""Words of keys without which a number is of the whole: a clause that prints it has to say them."""

THE = re.compile(r"(?<!\w)(?:[Dd]e|[Tt]he)\s$")
"""In front of a number that is all of a group: «De 10 i kontrollgruppen»."""

WHOLE = ("participants", "analysed")  # The figures that a group's is taken for


def unsaid(
    statement: Statement, before: str, printed: KeyedNumber, family: Sequence[Number]
) -> Better | None:
    """The number of the whole, where nothing around a number says that it is of a part.

    Args:
        before: the sentence before it, which may have said so.
    """
    known = lexicon.words("keys", statement.language)
    words = f" {before} {statement.text} ".lower()
    mine = _tokens(printed.number)
    lacking = {
        token
        for token in mine & MUST_BE_SAID
        if known.get(token)
        and not _first(known[token], words)
        and (token != "dropouts" or THE.search(statement.passage.text[: printed.start]))
    }
    if not lacking or printed.number not in family or _paired(statement, lacking):
        return None
    rest = mine - lacking
    for number in family:
        theirs = _tokens(number)
        if number.key == printed.keys[0] or not alike(unit_of(number), unit_of(printed.number)):
            continue
        part = rest <= {"group"} and number.key.endswith(tuple(f".{one}" for one in WHOLE))
        same = _plain(theirs) - SIDES == rest - SIDES and bool(rest) and theirs != mine
        if (
            part
            or same
            or (theirs < mine and not theirs & lacking)
            or _plain(theirs) - {"group"} == rest
        ):
            return Better(number, " ".join(sorted(lacking)))
    return None


def _plain(tokens: set[str]) -> set[str]:
    return {"control" if token == "controls" else token for token in tokens}


def _paired(statement: Statement, lacking: set[str]) -> bool:
    """Whether the numbers of both sides stand in the sentence: «gruppene var små, 11 og 10»."""
    told = [one.number for one in statement.printed]
    sides = {token for number in told for token in _plain(_tokens(number)) & SIDES}
    return bool(lacking & SIDES) and len(sides) > 1


def twice(statement: Statement, printed: KeyedNumber, family: Sequence[Number]) -> Better | None:
    """The number of the same kind that a sentence does not print, where it prints one twice."""
    at = statement.printed.index(printed)
    keys = [one.keys for one in statement.printed]
    if printed.keys not in keys[:at] or len(printed.keys) > 1:
        return None
    mine = _tokens(printed.number)
    for number in family:
        shared = _tokens(number) & mine
        if (
            shared
            and (number.key,) not in keys
            and number.unit == printed.number.unit
            and alike(unit_of(number), unit_of(printed.number))
        ):
            return Better(number, "twice in one sentence")
    return None


def turned(statement: Statement, printed: KeyedNumber, family: Sequence[Number]) -> Better | None:
    """«11 og 10 …, henholdsvis 1 og 4» where the second pair has the groups the other way round."""
    at = statement.printed.index(printed)
    four = statement.printed[at - 2 : at + 2]
    between = statement.passage.text[four[0].end : printed.start] if at >= 2 else ""
    if len(four) != 4 or not RESPECTIVELY.search(between):
        return None
    one, other, mine, next_to = (_plain(_tokens(each.number)) & SIDES for each in four)
    if one and other and one != other and (mine, next_to) == (other, one):
        return Better(four[3].number, "henholdsvis")
    return None


RESPECTIVELY = re.compile(r"(?<!\w)(?:henholdsvis|respectively)(?!\w)", re.IGNORECASE)


def _opposites() -> list[tuple[str, str]]:
    sides = lexicon.topic("sides", "nb")
    return [
        pair
        for side, others in sides.also.items()
        for other in others
        for pair in product(sides.words[side], sides.words[other])
    ]
