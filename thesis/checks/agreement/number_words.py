"""A rule on a number that data has of another place, people or study than its sentence."""

import re
from collections import defaultdict
from collections.abc import Iterator

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements.statement import KeyedNumber, Statement, statements
from thesis.document.thesis import Thesis
from thesis.language import lexicon

NUMBER_OTHER_WORDS = declare(
    "number.other-words",
    looks_at="keyed",
    sees="a number that data has of one place, profession, country, substance or kind of study, or "
    "of those with something, in a sentence that has it of another, or of those without; a share "
    "of more than half behind «et mindretall», and a year called «den nyeste» that is not",
    misses="what data says of it in words that the lists do not have, and a sentence that names "
    "both",
    example='{{ n("fellesorganisasjonen.social_educators", form="percent") }} av sykepleierne',
    severity=WARNING,
)
TOPICS = ("programmes", "substances", "countries", "settings")
PLACE = re.compile(r"(?<!\w)(?i:i|fra|frå|in|from)\s((?:[A-ZÆØÅ]\w+)(?:\sog\s[A-ZÆØÅ]\w+)?)")
STUDY = re.compile(
    r"(?<!\w)(\w+?)s?(?:studi|undersøkelse|undersøking)(?:e|en|er|ene|n|a|ar|ane)?\b"
)
WITH = re.compile(r"(?<!\w)(?:med|with)\s(?:(?:en|ei|et|a|an)\s)?(\w{6,})", re.IGNORECASE)
WITHOUT = re.compile(
    r"(?<!\w)(?:uten|utan|without)\s(?:(?:en|ei|et|a|an)\s)?(\w{6,})", re.IGNORECASE
)
STEM = 6


@NUMBER_OTHER_WORDS.check
def words(thesis: Thesis) -> Iterator[Finding]:
    """Every cited number and choice of the author against the words that data has of it."""
    language = thesis.register.records.thesis.language[:2] or "nb"
    last: Statement | None = None
    years = _published(thesis)
    for statement in statements(thesis):
        before = last.text if last and last.passage is statement.passage else ""
        last = statement
        for printed in statement.printed:
            told = printed.number.says
            if told:
                against = f"{' and '.join(printed.keys)}: «{told}»"
                NUMBER_OTHER_WORDS.held(statement.passage, printed.start, against)
            for word, expected in (
                *_otherwise(statement, printed, told, language),
                *_of_most(statement, printed, before),
                *_of_all(statement, printed, years[statement.passage.file]),
            ):
                yield statement.passage.finding(
                    NUMBER_OTHER_WORDS,
                    printed.start,
                    found=f"«{word}», of {printed.keys[0]}",
                    expected=f"«{expected}», as data says of it: «{told}»",
                    fix="say what data says; or, if data is wrong, mend its words",
                )


def _published(thesis: Thesis) -> dict[str, list[int]]:
    """The years of publication that each file prints."""
    found: dict[str, list[int]] = defaultdict(list)
    for statement in statements(thesis):
        for one in statement.printed:
            if one.keys[0].endswith(".published") and isinstance(one.number.value, int):
                found[statement.passage.file].append(one.number.value)
    return found


def _of_all(
    statement: Statement, printed: KeyedNumber, years: list[int]
) -> Iterator[tuple[str, str]]:
    """«den nyeste av dem er fra 2012»: a year of publication that is not the last one printed."""
    if not printed.keys[0].endswith(".published") or len(set(years)) < 2:
        return
    start, _ = statement.clause(printed.start, printed.end)
    for name, extreme in (("youngest", max(years)), ("oldest", min(years))):
        known = lexicon.words("comparisons", statement.language)[name]
        found = lexicon.pattern(known).search(statement.passage.text, start, printed.start)
        if found and printed.number.value != extreme:
            yield found[0], str(extreme)


def _of_most(statement: Statement, printed: KeyedNumber, before: str) -> Iterator[tuple[str, str]]:
    """«Et mindretall …», and of more than half of them the number is."""
    low = printed.number.value
    goes_on = GOES_ON.match(statement.text)
    text = f"{before} {statement.text}" if goes_on else statement.text
    if printed.number.unit != "percent" or len(statement.printed) > 1 or not text or low is None:
        return
    share = min(low) if isinstance(low, tuple | list) else low
    for pattern, wrong, meant in (
        (FEW, share > 50, "de fleste"),
        (MANY, share < 50, "de færreste"),
    ):
        if wrong and (found := pattern.search(text)) and goes_on:
            yield found[0], meant


GOES_ON = re.compile(r"(?:Det|Dette) (?:gjelder|gjeld) |(?:This|It) (?:applies to|is true of) ")
FEW = re.compile(
    r"(?<!\w)(?:et mindretall|eit mindretal|de færreste|dei færraste|a minority)(?!\w)", re.I
)
MANY = re.compile(
    r"(?<!\w)(?:de fleste|dei fleste|et flertall|eit fleirtal|a majority)(?!\w)", re.I
)


def _otherwise(
    statement: Statement, printed: KeyedNumber, told: str, language: str
) -> Iterator[tuple[str, str]]:
    """The words of a sentence that a number is not of, each with the words of data."""
    start, end = statement.clause(printed.start, printed.end)
    if len(statement.printed) == 1:
        start, end = statement.start, statement.end
    clause = statement.passage.text[start:end]
    for name in TOPICS:
        data = list(lexicon.topic(name, language).find(told))
        topic = lexicon.topic(name, statement.language)
        meanings = {meaning for each in data for meaning in each.meanings}
        meant = meanings | {also for one in meanings for also in topic.also.get(one, ())}
        whole = {meaning for each in topic.find(statement.text) for meaning in each.meanings}
        if meanings and not meant & whole:
            yield from ((each.word, data[0].word) for each in topic.find(clause))
    if language != statement.language:
        return
    for pattern in (PLACE, STUDY):
        data_words = [found[1] for found in pattern.finditer(told)]
        given = list(pattern.finditer(clause))
        if data_words and given and not any(_told(one, statement.text) for one in data_words):
            yield given[0][0], data_words[0]
    for found in WITHOUT.finditer(clause):
        having = [one[0] for one in WITH.finditer(told) if _alike(one[1], found[1])]
        if having and WITHOUT.search(told) is None:
            yield found[0], having[0]


def _told(word: str, text: str) -> bool:
    return word[:STEM].lower() in text.lower()


def _alike(one: str, other: str) -> bool:
    return one[:STEM].lower() == other[:STEM].lower()
