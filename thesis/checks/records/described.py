"""Rules on what a study is: its fields against its own texts and the title of its reference."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import Rule, declare
from thesis.input import wording
from thesis.input.folder import Data, get
from thesis.input.sources import Source
from thesis.input.wording import RecordSentence
from thesis.language import lexicon
from thesis.language.lexicon import Mention, Topic

RECORD_DESIGN = declare(
    "record.design",
    looks_at="studies",
    sees="a design that the texts of the study, or the title of its reference, call something else",
    misses="a design that no text names, and one that the lexicon has no words for",
    example="«Studien er en randomisert kontrollert studie.» of a study with design: survey",
    severity=WARNING,
)
RECORD_COUNTRY = declare(
    "record.country",
    looks_at="studies",
    sees="a country that is not the one the texts of the study, or its title, name",
    misses="a country that no text names, and one of several",
    example="country: KR, and «i behandling i Kina»",
    severity=WARNING,
)
RECORD_SETTING = declare(
    "record.setting",
    looks_at="studies",
    sees="a setting that the texts of the study, or its title, call another",
    misses="a setting that no text names, and one that the lexicon has no words for",
    example="setting: residential, and «i poliklinisk behandling»",
    severity=WARNING,
)
RECORD_SEX = declare(
    "record.sex",
    looks_at="studies",
    sees="a sex that is not that of the people whom the texts of the study, or its title, tell of",
    misses="a study of both, of which one is told",
    example="sex: all, and texts that tell of women alone",
    severity=WARNING,
)
RECORD_SUBSTANCES = declare(
    "record.substances",
    looks_at="studies",
    sees="substances without one that the title or the purpose is about, or others than those that "
    "the texts name",
    misses="a substance that no text names",
    example="substances: [cocaine], and «personer med metamfetaminavhengighet»",
    severity=WARNING,
)

RECORD_INTERVENTION = declare(
    "record.intervention",
    looks_at="studies",
    sees="an intervention that the texts of the study call another: a programme where it is one "
    "session",
    misses="an intervention that the texts tell in other words",
    example="intervention: single_session, and «fullførte et treningsprogram»",
    severity=WARNING,
)

WEAK = frozenset({"quantitative", "observational", "pilot", "feasibility"})
"""Words for many designs, which back none of them."""

WEIGHED = frozenset({"quality", "appendix_reason"})
"""Texts that weigh a study against others, in which a doubt anywhere leaves all in doubt."""

ORIGIN = re.compile(
    r"(?i)innvandr\w*|flyktning\w*|\bfødt\b|opprinne\w*|bakgrunn|asylsøk\w*|immigra\w*|refugee\w*"
    r"|\bborn\b|origin|migrant\w*"
)  # Where people come from is not where they were studied

SHARE = re.compile(
    r"(?i)%|prosent|percent|andel|halv\w*|flest\w*|■|\d|most|majority|half|både|both"
)  # A sex that is a part of the people

USERS = re.compile(r"(?i)avheng|bruk|rus(?:lid|mid)|depend|addict|use|abus")


@dataclass(frozen=True)
class Field:
    """A field of a study that one topic of the lexicon has words for."""

    name: str  # the field
    topic: str  # the topic of the lexicon
    rule: Rule  # what finds a contradiction
    # the texts that tell it of the study itself, in which another word contradicts
    told: tuple[str, ...]


FIELDS = (
    Field(
        "design", "designs", RECORD_DESIGN,
        ("method", "appendix_quality", "appendix_reason", "quality", "reason"),
    ),
    Field(
        "country", "countries", RECORD_COUNTRY,
        ("method", "population", "appendix_quality", "reason", "ethics"),
    ),
    Field(
        "intervention", "interventions", RECORD_INTERVENTION,
        ("purpose", "method", "population", "appendix_quality"),
    ),
    Field(
        "setting", "settings", RECORD_SETTING,
        ("purpose", "method", "population", "appendix_quality", "reason"),
    ),
)  # fmt: skip


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    for key, study in data.studies.items():
        for field in FIELDS:
            yield from _field(field, key, study, data)
        yield from _sex(key, study, data)
        yield from _substances(key, study, data)


@dataclass(frozen=True)
class RecordMention:
    """A word on a study, and the sentence it stands in."""

    sentence: RecordSentence
    mention: Mention


def _all(topic: str, key: str, study: Source, data: Data) -> Iterator[tuple[RecordMention, Topic]]:
    """Every word of a topic in the texts of a study and in the title of its reference."""
    own = wording.topic(topic, data)
    for sentence in wording.sentences(study):
        for mention in own.find(sentence.text):
            yield RecordMention(sentence, mention), own
    if named := wording.title(data, key):
        sentence, lang = named
        words = lexicon.topic(topic, lang)
        for mention in words.find(sentence.text):
            yield RecordMention(sentence, mention), words


def _field(field: Field, key: str, study: Source, data: Data) -> Iterator[Finding]:
    value = get(study, str, field.name)
    known = wording.topic(field.topic, data)
    if value is None or value not in known.words:
        return
    found = list(_all(field.topic, key, study, data))
    backed = [
        told
        for told, topic in found
        if topic.fits(value, told.mention) and (value in WEAK or not told.mention.meanings <= WEAK)
    ]
    against = [
        told
        for told, topic in found
        if not topic.fits(value, told.mention)
        and told.sentence.name in (*field.told, "title")
        and (told.sentence.is_plain(told.mention.start) or _done(field, told))
        and not (told.sentence.name in WEIGHED and wording.DOUBT.search(told.sentence.text))
        and not ORIGIN.search(told.sentence.text)
    ]
    supported = {told.sentence.name for told in backed}
    odd = [told for told in against if told.sentence.name not in supported]
    if against and not backed:
        yield _of_field(field, value, study, against)
        if field.rule is RECORD_INTERVENTION:
            yield _of_text(field, value, study, against[0])
    elsewhere = {told.sentence.name for told in odd}
    if backed or len(elsewhere) == 1:
        for told in _one_a_text(odd):
            yield _of_text(field, value, study, told)


def _done(field: Field, told: RecordMention) -> bool:
    """Whether a programme is told of, whatever its clause denies of something else."""
    near = " ".join(told.sentence.text[: told.mention.start].split()[-2:])
    return field.rule is RECORD_INTERVENTION and not wording.DOUBT.search(near)


def _one_a_text(odd: list[RecordMention]) -> list[RecordMention]:
    first: dict[str, RecordMention] = {}
    for told in odd:
        first.setdefault(told.sentence.name, told)
    return list(first.values())


def _of_field(field: Field, value: str, study: Source, against: list[RecordMention]) -> Finding:
    return field.rule.at(
        study.place(field.name),
        found=f"{field.name}: {value}, but the texts say «{against[0].mention.word}»",
        expected=f"the {field.name} that the texts of the study and its title tell",
        fix=f"mend {field.name}, or the words; {_meant(against[0])}",
        evidence="; ".join(
            f"«{told.mention.word}» in {told.sentence.name} ({told.sentence.place})"
            for told in _one_a_text(against)
        ),
    )


def _of_text(field: Field, value: str, study: Source, told: RecordMention) -> Finding:
    return field.rule.at(
        told.sentence.place,
        found=f"«{told.mention.word}» in {told.sentence.name}, but the study has {field.name}: "
        f"{value}",
        expected=f"one {field.name} of a study, wherever it is told",
        fix=f"mend the words, or {field.name}",
        evidence=str(study.place(field.name)),
    )


def _meant(told: RecordMention) -> str:
    return f"«{told.mention.word}» is {' or '.join(sorted(told.mention.meanings))}"


def _sex(key: str, study: Source, data: Data) -> Iterator[Finding]:
    value = get(study, str, "sex")
    if value not in {"all", "women", "men"}:
        return
    told = [
        one
        for one, _ in _all("sexes", key, study, data)
        if one.sentence.name in {"population", "method", "title", "appendix_quality", "reason"}
        and one.sentence.is_plain(one.mention.start)
    ]
    named = {meaning for one in told for meaning in one.mention.meanings}
    whole = [one for one in told if not SHARE.search(_before(one))]
    certain = [one for one in whole if one.sentence.name in {"title", "population"}]
    wrong = value != "all" and named and value not in named
    if value != "all" and value in named:
        yield from _one_sex(value, study, told)
    if wrong or (value == "all" and len(named) == 1 and certain):
        against = told if wrong else certain
        yield RECORD_SEX.at(
            study.place("sex"),
            found=f"sex: {value}, but the texts tell of «{against[0].mention.word}» alone",
            expected="the sex of those who took part, or all",
            fix="mend sex, or the words",
            evidence="; ".join(
                f"«{one.mention.word}» in {one.sentence.name} ({one.sentence.place})"
                for one in _one_a_text(against)
            ),
        )


def _one_sex(value: str, study: Source, told: list[RecordMention]) -> Iterator[Finding]:
    """Texts that tell of the other sex alone, where another text backs the field."""
    sexes: dict[str, set[str]] = {}
    for one in told:
        sexes.setdefault(one.sentence.name, set()).update(one.mention.meanings)
    for one in _one_a_text(told):
        name = one.sentence.name
        if name in {"population", "method", "title"} and value not in sexes[name]:
            yield RECORD_SEX.at(
                one.sentence.place,
                found=f"«{one.mention.word}» in {name}, of a study with sex: {value}",
                expected="one sex of those who took part, wherever it is told",
                fix="mend the word, or sex",
                evidence=str(study.place("sex")),
            )


def _before(told: RecordMention) -> str:
    """The words in front of a word that could make it a part of the people."""
    words = told.sentence.text[: told.mention.start].split()
    # «{{ n("answered") }} kvinner» counts all of them, «60 % kvinner» does not.
    return " ".join(word for word in words[-3:] if wording.MASK not in word)


def _substances(key: str, study: Source, data: Data) -> Iterator[Finding]:
    given = get(study, list, "substances")
    topic = wording.topic("substances", data)
    if given is None or any(each not in topic.words for each in given):
        return
    told = [
        (one, words)
        for one, words in _all("substances", key, study, data)
        if one.sentence.name in {"title", "purpose", "population", "method", "appendix_reason"}
        and one.sentence.is_plain(one.mention.start)
    ]
    if not told:
        return
    if given:
        lacking = [each for each in given if not any(w.fits(each, o.mention) for o, w in told)]
        other = [o for o, w in told if not any(w.fits(each, o.mention) for each in given)]
        wrong = bool(lacking and other)
        if not lacking:
            yield from _other_users(given, study, told)
    else:
        other = [one for one, _ in told if USERS.match(_after(one)) or USERS.search(_word(one))]
        wrong = bool(other)
    if wrong:
        yield RECORD_SUBSTANCES.at(
            study.place("substances"),
            found=f"substances: [{', '.join(map(str, given))}], but the texts say "
            f"«{other[0].mention.word}»",
            expected="the substances that the study is about",
            fix=f"mend substances, or the words; {_meant(other[0])}",
            evidence="; ".join(
                f"«{one.mention.word}» in {one.sentence.name} ({one.sentence.place})"
                for one in _one_a_text(other)
            ),
        )


def _other_users(
    given: list[str], study: Source, told: list[tuple[RecordMention, Topic]]
) -> Iterator[Finding]:
    """Texts on users of another substance alone, where the rest backs the field."""
    names = {
        one.sentence.name for one, words in told if any(words.fits(g, one.mention) for g in given)
    }
    for one in _one_a_text([one for one, _ in told if one.sentence.name not in names | {"title"}]):
        if USERS.search(_word(one)) or USERS.match(_after(one)) or CRAVED.search(_ahead(one)):
            yield RECORD_SUBSTANCES.at(
                one.sentence.place,
                found=f"«{one.mention.word}» in {one.sentence.name}, of a study with substances: "
                f"[{', '.join(given)}]",
                expected="the substances that the study is about",
                fix="mend the word, or substances",
                evidence=str(study.place("substances")),
            )


def _word(told: RecordMention) -> str:
    """What a compound says behind the substance: «avhengighet»."""
    return told.mention.word[5:]


CRAVED = re.compile(r"(?i)(?:sug|trang|craving)\w* (?:etter|for)\s$")


def _ahead(told: RecordMention) -> str:
    return told.sentence.text[: told.mention.start]


def _after(told: RecordMention) -> str:
    return told.sentence.text[told.mention.end :].lstrip(" -–")
