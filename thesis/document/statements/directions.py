"""Directions: which way a clause says that an outcome went, and which way records have it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from thesis.document.typed_numbers.key_suggestions import STOPS
from thesis.language import lexicon
from thesis.model.records import Outcome

UP, DOWN, SAME, ALIKE = "up", "down", "same", "alike"

RECORDED = {"reduced": DOWN, "increased": UP, "unchanged": SAME, "no_difference": ALIKE}
"""What a record says of an outcome, as a direction; better and worse depend on the outcome."""

CHANGES = ("reported", "acute", "over_time")
VALUES = (*CHANGES, "against_controls")

APART = 6
"""Words that may stand between an outcome and what happened to it: «suget var likevel noe»."""

HEAD = 5  # Words in which a clause that names nothing says which way it went

CLOSE = 3
"""Words that may stand between a verb and the outcome behind it: «økte det opplevde stresset»."""


@dataclass(frozen=True)
class OutcomeClaim:
    """What a clause says of an outcome."""

    outcome: str  # its name in the records
    way: str  # UP, DOWN, SAME (it did not change) or ALIKE (the groups did not differ)
    at: int  # where in the text the word stands
    words: str  # the noun and the word
    against: bool = False  # it is said in comparison with those who were compared with
    denied: bool = False  # it is said that it did not go that way
    elsewhere: bool = False  # it is said of those who were compared with


def recorded(outcome: str, values: Outcome, names: Sequence[str] = VALUES) -> set[str]:
    """The directions that a record has for an outcome: at once, over time, against controls."""
    given = {str(value) for name in names if (value := values.get(name)) is not None}
    ways = {RECORDED[value] for value in given if value in RECORDED}
    for value, way in (("improved", better(outcome)), ("impaired", worse(outcome))):
        if value in given:
            ways |= {way} if way else {UP, DOWN}
    return ways | {ALIKE} if SAME in ways else ways


def better(outcome: str) -> str:
    """The direction that is an improvement, or "" where that is not known."""
    if outcome in lexicon.words("outcomes", "nb")["less_is_better"]:
        return DOWN
    return UP if outcome in lexicon.words("outcomes", "nb")["more_is_better"] else ""


def worse(outcome: str) -> str:
    """The direction that is a decline, or "" where that is not known."""
    return {UP: DOWN, DOWN: UP}.get(better(outcome), "")


def direct_claims(clause: str, language: str, outcomes: Iterable[str]) -> Iterator[OutcomeClaim]:
    """What a clause says of the outcomes; nothing where it asks or supposes."""
    if (manner := _manner(clause, language)) is None:
        return
    found = (
        manner.of(each)
        for outcome in outcomes
        for noun, turned in nouns(outcome, language)
        for match in noun.finditer(clause)
        for each in _beside(clause, language, outcome, match.span(), turned)
    )
    for each in dict.fromkeys((*found, *_more(clause, language, outcomes, manner))):
        if manner.against or not _superlatives(language).search(each.words):
            yield each


@lexicon.kept
def _superlatives(language: str) -> lexicon.Words:
    known = lexicon.words("effects", language)
    return lexicon.pattern(tuple(word for name in MOST for word in known[name]))


MOST = {"most_up": UP, "most_down": DOWN, "most_better": "better", "most_worse": "worse"}


def claims(
    clause: str, language: str, outcomes: Collection[str], before: str = ""
) -> list[OutcomeClaim]:
    """What a clause says of the outcomes; «Det var lavere» goes on from the one before."""
    found = list(direct_claims(clause, language, outcomes))
    named = [name for name in outcomes if names(clause, language, name)] or [before]
    if named[0] in outcomes and len(named) == 1 and not found:
        found += performance_claims(clause, language, named[0])
    if not found and before in outcomes and PRONOUN.search(clause):
        found = list(continued_claims(clause, language, before))
    return found


PRONOUN = re.compile(
    r"^\s*(?:(?:men|og|mens|medan|but|and) )?(?:[Dd]et|[Dd]en|Dei?|[Ii]t|They)(?!\w)"
    r"(?: (?:også|òg|then|d[aå]))?"
    r"|(?<!\w)(?:[Vv]erdi[ae]ne|[Nn]ivået|[Ss]kår[ae]ne?|[Vv]alues|[Ll]evels)(?!\w)"
    r"|^\s*(?:Fallet|Nedgangen|Reduksjonen|Økningen|Auk(?:en|inga)|Oppgangen|B(?:edringen|etringa)"
    r"|Forverring(?:en|a)|Framgangen"
    r"|Fremgangen|The (?:increase|decrease|reduction|rise|fall|improvement))(?!\w)"
)  # What stands for the outcome of the sentence before, or for what happened to it


def contradicted(
    told: Sequence[OutcomeClaim], having: Mapping[str, Sequence[Outcome]]
) -> Iterator[OutcomeClaim]:
    """What is said and no record bears out; of one noun for two outcomes, none of the two.

    Args:
        having: what the records have for each outcome.
    """
    for each in told:
        one_noun = [other for other in told if (other.at, other.words) == (each.at, each.words)]
        if all(_denied_by(other, having.get(other.outcome, ())) for other in one_noun):
            yield each


def _denied_by(said: OutcomeClaim, records: Sequence[Outcome]) -> bool:
    """Whether what records have for an outcome leaves no room for what is said."""

    def ways(names: Sequence[str] = VALUES) -> set[str]:
        return {way for each in records for way in recorded(said.outcome, each, names)}

    if said.elsewhere:  # Where the groups do not differ, the controls went the way of the others
        theirs = ways(("reported",)) if ways(("against_controls",)) == {ALIKE} else set()
        wrong = theirs == {said.way} if said.denied else said.way not in theirs
        return bool(theirs) and said.way in {UP, DOWN} and wrong
    names = ("against_controls",) if said.against else CHANGES
    known = (set() if said.way == ALIKE else ways(names)) or ways()
    return known == {said.way} if said.denied else bool(known) and said.way not in known


def continued_claims(clause: str, language: str, outcome: str) -> Iterator[OutcomeClaim]:
    """What a clause that names no outcome says of the one before: «Det var høyere»."""
    if (manner := _manner(clause, language)) is None:
        return
    head = " ".join(clause.split()[:HEAD])
    still = [match.span() for match in _still(language).finditer(" ".join(clause.split()))]
    for word, way, verb in words(outcome, language):
        found = word.search(head)
        if not found or (verb and _has_object(head[found.end() :])):
            continue
        if not manner.against and _superlatives(language).fullmatch(found[0]):
            continue  # «lavest når belastningen var høy» tells of two times, and of neither group
        if not _part_of(found.span(), still) and not _degree(head, found.start(), language):
            yield manner.of(OutcomeClaim(outcome, way, clause.index(found[0]), found[0]))


def performance_claims(clause: str, language: str, outcome: str) -> Iterator[OutcomeClaim]:
    """«gjorde det bedre på testene av …», «skåret lavere enn …»: of the outcome that is tested."""
    manner = _manner(clause, language)
    known = lexicon.words("effects", language)
    if manner is None:
        return
    for found in PERFORMED.finditer(clause):
        for name, way in {
            "up": UP,
            "down": DOWN,
            "better": better(outcome),
            "worse": worse(outcome),
        }.items():
            if way and found["word"].lower() in known[name]:
                yield manner.of(OutcomeClaim(outcome, way, found.start(), found[0]))


PERFORMED = re.compile(
    r"(?<!\w)(?:(?:gjorde|gjør|gjer) (?:\w+ ){0,2}det|skår(?:et|te|er|ar|a)|presterte"
    r"|performed|scored|did)\s"
    r"(?:(?:signifikant|klart|markert|betydelig|mye|mykje|litt|også|significantly|much)\s)*(?P<word>\w+)",
    re.IGNORECASE,
)


def _has_object(behind: str) -> bool:
    """Whether a verb has an object: «Det svekker troen», not «Det falt fra uke 6»."""
    word = re.match(
        r"\s+(?:(?:også|òg|altså|dermed|d[aå]|rett|like|litt|noe|noko|markert|tydelig|tydeleg|klart"
        r"|also|thus|right) )*([^\W\d_]+)",
        behind,
    )
    return word is not None and word[1].lower() not in STOPS


class Manner(NamedTuple):
    """How a clause tells of an outcome: as :class:`OutcomeClaim` has it."""

    against: bool = False
    denied: bool = False
    elsewhere: bool = False
    turned: bool = False  # it is said of those who were compared with, against the others

    def of(self, said: OutcomeClaim) -> OutcomeClaim:
        """What is said, in this manner."""
        way = {UP: DOWN, DOWN: UP}.get(said.way, said.way) if self.turned else said.way
        return replace(
            said, way=way, against=self.against, denied=self.denied, elsewhere=self.elsewhere
        )


def _manner(clause: str, language: str) -> Manner | None:
    """Whether a clause compares with controls, denies, or is of them; None where it tells nothing.

    It tells nothing when it supposes or asks, or compares with anything but them and the time
    before.
    """
    known = lexicon.words("effects", language)
    if not known["elsewhere"]:  # the lexicon has nothing of this language
        return None
    rest = lexicon.pattern((*known["same"], *known["alike"])).sub(" ", clause)
    if THAN.search(rest):
        rest = WITHOUT.sub(f"enn {known['elsewhere'][0]}", rest)
    if _find(known["perhaps"], rest) or SUPPOSED.search(rest) or LEFT_OUT.search(rest):
        return None
    parts = re.split(r"(?<!\w)(?:at|that)(?!\w)", rest)
    denial = lexicon.denials(language, without=True)
    if not (denies := bool(denial.search(parts[-1]))) and any(map(denial.search, parts)):
        return None  # «ingen har vist at …»
    than = THAN.search(rest)
    elsewhere = known["elsewhere"]
    if than is None:
        if not denies and _superlatives(language).search(rest):
            if _find(elsewhere, rest):
                return Manner(against=True, turned=True)
            if _find(known["treated"], rest):
                return Manner(against=True)
        if _find(elsewhere, rest):
            if BOTH.search(rest) or (denies and (SIGNIFICANT.search(rest) or NO_MORE.search(rest))):
                return None
            return Manner(elsewhere=True, denied=denies)
        return None if denies and SIGNIFICANT.search(rest) else Manner(denied=denies)
    behind = rest[than.start() :]
    if _find(elsewhere, rest[: than.start()]):
        other = not denies and _find(known["treated"], behind) and not _find(elsewhere, behind)
        return Manner(against=True, turned=True) if other else None
    against = _find(elsewhere, behind)
    if denies:
        return Manner(against=True, denied=True) if against else None
    told = against or _find(known["before"], behind)
    return Manner(against=against) if told else None


def _more(
    clause: str, language: str, outcomes: Iterable[str], manner: Manner
) -> Iterator[OutcomeClaim]:
    """«mer urolige», «roligere»: phrases that say which way an outcome went."""
    any_of_them, phrases = _phrases(language)
    if any_of_them.search(clause):
        for outcome in outcomes:
            for pattern, way in phrases.get(outcome, ()):
                for match in pattern.finditer(clause):
                    yield manner.of(OutcomeClaim(outcome, way, match.start(), match[0]))


@lexicon.kept
def _phrases(language: str) -> tuple[lexicon.Words, dict[str, list[tuple[lexicon.Words, str]]]]:
    topic = lexicon.words("outcomes", language)
    every: list[str] = []
    phrases: dict[str, list[tuple[lexicon.Words, str]]] = {}
    for name, words in topic.items():
        kind, _, outcome = name.partition("_")
        if kind in {"more", "less"} and not name.endswith("_is_better"):
            every += words
            way = UP if kind == "more" else DOWN
            phrases.setdefault(outcome, []).append((lexicon.pattern(words), way))
    return lexicon.pattern(tuple(every)), phrases


THAN = re.compile(r"(?<!\w)(?:enn|than)(?!\w)")
LEFT_OUT = re.compile(
    r"(?<!\w)(?:ikkj?e var det|var det ikkj?e|var ikkj?e det|was not|were not)\W*(?:$|\()",
    re.IGNORECASE,
)  # «mens økningen ikke var det» denies what the clause before says, and no direction

WITHOUT = re.compile(r"(?:enn|than)\s(?:\w+\s){1,2}(?:uten|utan|without)(?!\w)", re.IGNORECASE)
"""«enn familier uten», who are compared with where nobody was treated."""

BOTH = re.compile(r"(?<!\w)(?:både|begge|båe|both|lite aktive|inaktive|inactive)(?!\w)")
"""What tells of more than the controls, or of a part of the people."""

NO_MORE = re.compile(
    r"(?<!\w)(?:ikkj?e|not)\s(?:\w+ )?"
    r"(?:mer|meir|mindre|like|så|bare|berre|lenger|more|less|only|as)(?!\w)",
    re.IGNORECASE,
)  # «falt ikke mindre», which denies how much and not which way

SIGNIFICANT = re.compile(r"(?<!\w)(?:statistisk )?(?:signifi[ck]ant)\w*")


def _beside(
    clause: str, language: str, outcome: str, noun: tuple[int, int], turned: bool
) -> Iterator[OutcomeClaim]:
    """The words of direction right before a noun, «mindre russug», or a little behind it."""
    still = [match.span() for match in _still(language).finditer(clause)]
    for word, way, verb in words(outcome, language):
        for found in word.finditer(clause):
            if not _belongs(clause, found.span(), noun, language, verb):
                continue
            if _part_of(found.span(), still) or _degree(clause, found.start(), language):
                continue
            first, last = min(found.start(), noun[0]), max(found.end(), noun[1])
            less = verb and LESS.match(clause, found.end()) and " enn " in clause[found.end() :]
            told = {UP: DOWN, DOWN: UP}.get(way, way) if turned is not bool(less) else way
            yield OutcomeClaim(outcome, told, first, clause[first:last])


LESS = re.compile(r"\s(?:[^\W\d]+ )?mindre(?!\w)", re.IGNORECASE)
"""What turns a verb in a comparison: «falt mindre enn»."""


def _part_of(word: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a word is part of a longer one: «høyere» of «verken høyere eller lavere»."""
    return any(a <= word[0] and word[1] <= b and (a, b) != word for a, b in spans)


def _degree(clause: str, at: int, language: str) -> bool:
    """Whether a word only says how much: «mer» behind «falt signifikant»."""
    verb = re.search(r"([^\W\d]+)\s(?:[^\W\d]+\s){0,2}$", clause[:at])
    much = re.match(r"(?:mei?r|mindre|more|less)(?!\w)", clause[at:], re.IGNORECASE)
    return bool(much and verb and _moves(language).search(verb[0]))


@lexicon.kept
def _moves(language: str) -> lexicon.Words:
    known = lexicon.words("effects", language)
    return lexicon.pattern(tuple(w for name in MOVES for w in known[name] if " " not in w))


@lexicon.kept
def moves(language: str) -> lexicon.Words:
    """Finds a word by which something goes up or down, or becomes better or worse."""
    known = lexicon.words("effects", language)
    names = (UP, DOWN, "better", "worse", *MOVES)
    return lexicon.pattern(tuple(word for name in names for word in known[name]))


MOVES = ("up_verbs", "down_verbs", "better_verbs", "worse_verbs")


@lexicon.kept
def _still(language: str) -> lexicon.Words:
    known = lexicon.words("effects", language)
    return lexicon.pattern((*known[SAME], *known[ALIKE], *known["session"]))


SKIPPED = frozenset(
    "enn med av mot uten utan etter før hos som at for men om fra frå than with of against "
    "without after "
    "before that for from but".split()
)  # Words behind which a verb's object is not looked for


def _belongs(
    clause: str, word: tuple[int, int], noun: tuple[int, int], language: str, verb: bool
) -> bool:
    """Whether a word of direction is said of a noun."""
    if word[0] <= noun[0] and noun[1] <= word[1]:
        return True  # «gikk suget ned»
    if word[1] <= noun[0]:
        between = (
            clause[word[1] : noun[0]]
            .lower()
            .replace("i seg selv", "")
            .replace("i seg sjølv", "")
            .split()
        )
        if verb:
            return len(between) <= CLOSE and not SKIPPED & set(between)
        return not between or (len(between) == 1 and between[0] in LINKS)
    if word[0] >= noun[1] and A_CHANGE.match(clause, word[0]) and AN.search(clause[: word[0]]):
        return True  # «målte suget før og etter økter og fant en økning»
    if word[0] < noun[1] or len(clause[noun[1] : word[0]].split()) > APART:
        return False
    if moves(language).search(clause, noun[1], word[0]):
        return False
    if not verb and clause[noun[1] : word[0]].strip().lower() in JOINED:
        return False  # «lengre søvn og mindre bruk»
    behind = re.match(r"\W*([\w-]+)", clause[word[1] :])
    return behind is None or behind[1].lower() not in _all_nouns(language)


A_CHANGE = re.compile(
    r"(?:økning|auk(?:e|ing)|oppgang|nedgang|reduksjon|fall|b[ei]e?dring|betring|forverring|increase|decrease|reduction|rise)"
    r"(?=\s*(?:[,.;:]|$|\s(?:over|i|etter|rett|in|after|over)\s))"
)
AN = re.compile(
    r"(?:fant|fann|så|såg|viste|målte|meldte om|found|saw|showed|reported) (?:ei?[nt]?|an"
    r"|a) (?:\w+ )?$"
)  # «fant en økning», which is of the outcome that the clause names, however far before

JOINED = frozenset({"og", "eller", "and", "or"})
LINKS = frozenset({"det", "the", "i", "in", "på"})
"""Words that may stand between an adjective and its noun: «økning i russuget»."""


@lexicon.kept
def _all_nouns(language: str) -> frozenset[str]:
    topic = lexicon.words("outcomes", language)
    return frozenset(word.lower() for words in topic.values() for word in words)


SUPPOSED = re.compile(
    r"(?<!\w)om (?!(?:mei?r|mindre|lav[ae]re|hø[gy][ae]re|færre|fl?e[ir]+e|økt|auka|redusert"
    r"|demp(?:et|a)|be[dt]re|be[dt]r(?:et|a)|ei?[nt]?"
    r"|at|større|sterk[ae]re|svak[ae]re|dagen|natt[ea]n?|kvelden|morg[eo]nen|lag)(?!\w))",
    re.IGNORECASE,
)  # «om suget falt» asks; «om mindre sug» tells


def _find(phrases: tuple[str, ...], text: str) -> bool:
    return lexicon.pattern(phrases).search(text) is not None


@lexicon.kept
def words(
    outcome: str, language: str
) -> tuple[tuple[re.Pattern[str] | lexicon.Words, str, bool], ...]:
    """What finds the words of direction, the direction of each, and whether it is a verb."""
    known = lexicon.words("effects", language)
    ways = {UP: UP, DOWN: DOWN, "better": better(outcome), "worse": worse(outcome)}
    plain = [
        (lexicon.pattern(known[f"{name}{kind}"]), way, bool(kind))
        for name, way in ways.items()
        for kind in ("", "_verbs")
        if way
    ]
    if outcome in lexicon.words("outcomes", "nb")["lasts"]:
        plain += [(lexicon.pattern(known[n]), w, False) for n, w in LASTING.items()]
    if outcome in lexicon.words("outcomes", "nb")["rates"]:
        plain += [(lexicon.pattern(known[n]), w, False) for n, w in RATES.items()]
    plain += [
        (lexicon.pattern(known[name]), ways[way], False) for name, way in MOST.items() if ways[way]
    ]
    still = [(lexicon.pattern(known[name]), name, False) for name in (SAME, ALIKE)]
    split = [(_split(phrase), _split_way(phrase), True) for phrase in known["split"]]
    return (*plain, *still, *split)


LASTING, RATES = {"longer": UP, "shorter": DOWN}, {"faster": UP, "slower": DOWN}


def _split(phrase: str) -> re.Pattern[str]:
    """Finds «gikk ... ned» with up to four words between."""
    first, last = (re.escape(word) for word in phrase.split(" ... "))
    return re.compile(rf"(?<!\w){first} (?:[\w-]+ ){{1,4}}{last}(?!\w)", re.IGNORECASE)


def _split_way(phrase: str) -> str:
    return UP if phrase.endswith(("opp", "up")) else DOWN


@lexicon.kept
def nouns(outcome: str, language: str) -> tuple[tuple[lexicon.Words, bool], ...]:
    """What finds the nouns of an outcome, as far as it has any, and whether less is more of it."""
    known = lexicon.words("outcomes", language)
    plain = known.get(outcome, ()) or ((outcome.replace("_", " "),) if language == "en" else ())
    turned = known.get(f"turned_{outcome}", ())
    both = ((plain, False), (turned, True))
    return tuple((lexicon.pattern(each), less) for each, less in both if each)


def names(text: str, language: str, outcome: str) -> bool:
    """Whether a text has a noun of an outcome."""
    return any(noun.search(text) for noun, _ in nouns(outcome, language))
