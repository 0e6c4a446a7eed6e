"""Suggestions of the key that was probably meant by a number that someone typed.

A key of the same value is not enough: whoever pasted it would bind the sentence to something else.
It has to count what the number counts, by the words beside it; and a measure, such as weeks, which
many things have, has to be of something that the sentence or the text before it names.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from thesis.model.register import Number, Register

Amount = int | float | Decimal

COUNTED: tuple[tuple[str, str], ...] = (
    # a word beside the number -> what the key, or its unit, says
    (r"minutt|minute", "minute"),
    (r"\buker?\b|\buken|\buka|ukers|\bveke\b|\bveker|\bveka|weeks?\b|weekly", "week"),
    (r"\bdag(?:[ea]r|en|leg|lig)?\b|\bdays?\b|\bdaily", "day daily"),
    (r"måned|månad|month", "month"),
    (r"\bår(?:ene?|s)?\b|alder|årig|years?\b|\bage\b|\baged", "year age"),
    (r"prosent|%|percent|per cent", "percent share"),
    (r"treff(?:ene?|et|a)?\b|\bhits?\b|\brecords?\b", "hits"),
    (r"sammendrag|samandrag|abstract", "abstracts"),
    (
        r"artik(?:kel|ler|lene|lar|lane)|articles?\b|papers?\b",
        "articles studies read included excluded",
    ),
    (r"studi(?:e|en|er|ene|ar|ane)\b|stud(?:y|ies)\b|trials?\b", "studies read included excluded"),
    (r"inkluder|include", "included"),
    (r"ekskluder|utelat|utelet|exclude", "excluded"),
    (r"database", "databases"),
    (r"\bsøk|search", "searches"),
    (r"økt(?:er|en|ene|a)?\b|\bganger?\b|\bgong(?:er)?\b|session|times\b", "sessions times"),
    (r"person|deltak[ea]r|bruk[ea]r|kvinne|menn|pasient|people|participant|women|men\b", "people"),
    (
        r"deltak[ea]r|person|pasient|participant|people",
        "participants analysed group completed sample",
    ),
    (r"grupp|groups?\b|\barms?\b", "groups group"),
    (r"brukere?\b|brukar(?:ar)?\b|users?\b", "users"),
    (r"ansatt|staff", "staff"),
    (r"kvinne|women", "women"),
    (r"menn\b|\bmen\b", "men"),
    (r"kontroll|control", "control"),
    (r"trening|exercise", "exercise"),
    (r"falt fra|frafall|dropp|drop", "dropout"),
    (r"kriteri|criteri", "criteria"),
)

MEASURES = {
    # what a key or its unit says -> the word that has to stand beside the number
    "percent": r"%|prosent|percent|per cent",
    "minute": r"minutt|minute",
    "hour": r"\btimer?\b|\btimene?\b|hour",
    "day": r"\bdag(?:[ea]r|en|[ea]ne)?\b|dagers|\bdays?\b",
    "week": r"\buk(?:er?|en|a|ene)\b|ukers|ukentlig|\bvek(?:er?|a|ene)\b|vekers|weeks?\b",
    "month": r"måned|månad|month",
    "year": r"\bår(?:et|ene?|a|s)?\b|årig|alder|gam(?:mel|le|al)|years?\b|\bage\b|\baged\b|\bold\b",
    "kcal": r"kcal|kalori|calori",
    "p": r"\bp\b",
    **dict.fromkeys(("points", "score"), r"\bpoeng|\bpoints?\b|\bskår|\bscores?\b"),
    "mmHg": r"\bmm ?hg\b",
    "bpm": r"\bbpm\b|\bslag\b|\bbeats\b",
    "kg": r"\bkg\b|\bkilo",
    "mg": r"\bmg\b|\bmilligram",
    "cm": r"\bcm\b|\bcentimet",
}  # What many different things are measured in


@dataclass(frozen=True)
class Beside:
    """The words beside a number."""

    counted: str  # those that say what it counts: «artikler», «% av pasientene»
    around: str  # all that stands near it in its sentence
    sources: Collection[str] = ()  # the studies, works and databases that the sentence names
    # those that the text before it names, too
    before: Collection[str] = field(default_factory=frozenset)


def probable(register: Register, values: Sequence[Amount], beside: Beside) -> list[str]:
    """The keys with this value (or these two, low and high) that count what the words beside say.

    Returns:
        At most three keys, the best first; none where no key agrees with the words.
    """
    same = [
        number
        for number in register.numbers.values()
        if _is(number, values) and _agrees(number, beside)
    ]
    ranked = sorted(same, key=lambda number: (-_fit(number, beside), len(number.key)))
    if len(ranked) > 1:
        best = _fit(ranked[0], beside)
        ranked = [number for number in ranked if _fit(number, beside) > best - 4]
    return [number.key for number in ranked[:3]]


def _is(number: Number, values: Sequence[Amount]) -> bool:
    value = number.value
    if isinstance(value, list):
        return len(values) == 2 and all(map(_same, value, values))
    return len(values) == 1 and value is not None and _same(value, values[0])


def _same(one: Amount, other: Amount) -> bool:
    return Decimal(str(one)) == Decimal(str(other))


def _agrees(number: Number, beside: Beside) -> bool:
    """Whether a key counts what the words beside a number say that it counts."""
    named = _is_named(number, beside)
    if number.unit == "year":
        return named or _says(number, beside.around)
    parts = _parts(number)
    if measure := _measure(number):
        others = {part for part in parts if not _told(measure, {part})}
        return bool(re.search(MEASURES[measure], beside.counted, re.IGNORECASE)) and (
            named or _counts(others, beside.around) or _says(number, beside.around)
        )
    if any(re.search(word, beside.counted, re.IGNORECASE) for word in MEASURES.values()):
        return False
    # What one study has, such as sessions, others have too.
    own = named or number.kind == "derived" or number.key.startswith("method.")
    agreed = _counts(parts, beside.counted) + _says(number, beside.counted)
    return agreed >= (1 if own else 2)


def _is_named(number: Number, beside: Beside) -> bool:
    first = number.key.split(".")[0]
    return bool({first, number.citation} & {*beside.sources, *beside.before})


def _measure(number: Number) -> str | None:
    """Which of MEASURES a number is in, by its unit, or by its name where it has none."""
    *before, last = re.split(r"[._]", number.key)
    told = number.unit or ("" if before[-1:] == ["per"] else last)
    return next((name for name in MEASURES if told and _told(name, {told})), None)


def _parts(number: Number) -> set[str]:
    return {part for part in (*re.split(r"[._]", number.key), number.unit) if part}


def _counts(parts: set[str], words: str) -> bool:
    return any(_told(meant, parts) for meant in _meant(words))


def _says(number: Number, words: str) -> bool:
    """Whether what data says of a number has one of the words in it, however it is bent."""
    return bool({word[:6] for word in _words(number.says)} & {word[:6] for word in _words(words)})


def _meant(words: str) -> list[str]:
    return [meant for pattern, meant in COUNTED if re.search(pattern, words, re.IGNORECASE)]


def _fit(number: Number, beside: Beside) -> float:
    first, *rest = number.key.split(".")
    parts = _parts(number)
    fit = 6.0 if first in beside.sources or number.citation in beside.sources else 0.0
    fit += sum(3 for meant in _meant(beside.around) if _told(meant, parts))
    fit += sum(1 for word in _words(number.says) & _words(beside.around))
    fit -= 2 * (len(rest) - 1) if rest else 0  # a sum rather than one row of it
    return fit - (2 if first == "flow" else 0)


def _told(meant: str, parts: set[str]) -> bool:
    return any(part.rstrip("s") == word.rstrip("s") for word in meant.split() for part in parts)


def _words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"\w{5,}", text)}


def named(register: Register, sentence: str) -> Iterator[str]:
    """The databases that a sentence names."""
    for database in register.records.databases:
        if database.name.lower() in sentence.lower():
            yield database.id


# ---- What a number counts --------------------------------------------------------------------

STOPS = frozenset(
    "i på fra hos om med for til ved som og eller men var er ble blir har hadde ga gir at enn "
    "etter før under over mot uten mellom innen ikke også så da når der det den dette denne vi jeg "
    "man de seg kan kunne må skal skulle ville vil ligger lå går gikk bli vært minst høyst nesten "
    "omtrent rundt ca cirka bare kun lik the in on from with for to by as and or but was were is "
    "are has have had that than after before under over against without between within not also so "
    "when there it this we i one at least most about around only can could may must should will "
    "would equal frå ikkje vart blei gav ein utan dei vere gjekk".split()
)  # Words that end a noun and what stands with it

OF = re.compile(
    r"[\s\u00a0]*(?:(?:av|of)\s+(?:(?:alle|dei?|disse|desse|våre|all|the|these|those|our)\s+)*)?"
)
PLURAL = re.compile(r"(?:er|ene|erne|ar|ane|[^s’']s)$")
THEM = re.compile(r"[\s\u00a0]+(?:av|of)\s+(?:dem|them)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_][\w’'-]*|%|[^\w\s]|\d+")


def counted(text: str, start: int, end: int, sentence: tuple[int, int]) -> str:
    """The words that say what the number in text[start:end] counts; "" where none do.

    They stand behind it («fem inkluderte artikler», «80 % av pasientene»), or else before it
    («Alder: 18–40»).
    """
    behind = text[end : sentence[1]]
    found: list[str] = []
    at = 0
    if percent := re.match(r"[\s\u00a0]*(?:%|prosent|percent|per cent)", behind):
        found, at = [percent.group().strip()], percent.end()
    if THEM.match(behind):
        nouns = [word for word in WORD.findall(text[sentence[0] : start]) if _meant(word)]
        return " ".join([*nouns[-1:], *WORD.findall(behind)[2:6]])
    found += _phrase(behind[OF.match(behind, at).end() :])  # type: ignore[union-attr]
    if found:
        return " ".join(found)
    words = WORD.findall(text[sentence[0] : start])
    while words and (words[-1].lower() in STOPS or not words[-1].isalpha()):
        words.pop()
    return " ".join(reversed(_phrase(" ".join(reversed(words)))))


def is_counted(behind: str) -> bool:
    """Whether the words behind a number, up to a verb or the like, are of a thing that is counted
    or measured: « studier», « små kommuner», « poeng».
    """
    said = " ".join(_phrase(behind))
    measured = any(re.search(word, said, re.IGNORECASE) for word in MEASURES.values())
    return measured or bool(_meant(said) or re.search(r"(?:er|ene|ar|ane)$", said))


def _phrase(text: str) -> list[str]:
    found: list[str] = []
    for word in WORD.findall(text):
        if word == "-" and not found:
            continue  # «30-minutters»
        if word.lower() in STOPS or not (word[0].isalpha() or word == "%") or len(found) == 4:
            break
        found.append(word)
        if PLURAL.search(word) and not _meant(word):
            break  # a noun of something else: «fem studenter leste artiklene»
    return found
