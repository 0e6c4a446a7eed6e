"""Rules on what a thesis says of itself: what it is, what it asks, by which frame, who did it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements.statement import Statement, prose
from thesis.document.thesis import Thesis
from thesis.language import lexicon
from thesis.language.letters import akin
from thesis.model.records import Element

TEXT_KIND = declare(
    "text.kind",
    looks_at="texts",
    sees="a sentence that calls the thesis another kind of study than the other sentences do that "
    "call it one, those of the abstracts among them",
    misses="a kind that one sentence alone tells, and kinds that the list does not have",
    example="Oppgaven er en intervjustudie.",
    severity=WARNING,
)
CALLS = re.compile(
    r"(?<!\w)(?:oppgaven|oppgåva|bacheloroppgaven|bacheloroppgåva|masteroppgaven|masteroppgåva"
    r"|metoden|thesis|^it|this study)\s(?:er|var|is|was)\s(?:\w+\s){0,2}?"
    r"(?:(?:en|ein|ei|et|eit|an?)\s)?(?:[\w-]+\s)?$",
    re.IGNORECASE,
)  # «Denne oppgaven er derfor en kvalitativ …», right before what it is called


class Called(NamedTuple):
    """What a sentence calls the thesis, and where."""

    statement: Statement
    at: int
    word: str
    meanings: frozenset[str]


@TEXT_KIND.check
def kinds(thesis: Thesis) -> Iterator[Finding]:
    """Every «oppgaven er en …» against the others."""
    called = [each for one in prose(thesis) for each in _called(one)]
    for one in called:
        others = [each for each in called if each is not one]
        unlike = [each for each in others if not _alike(one, each)]
        for each in others[:1]:
            TEXT_KIND.held(one.statement.passage, one.at, f"«{each.word}» elsewhere")
        if unlike and 2 * len(unlike) >= len(others):
            other = unlike[0]
            place = other.statement.passage.place(other.at)
            yield one.statement.passage.finding(
                TEXT_KIND,
                one.at,
                found=f"«{one.word}»",
                expected=f"«{other.word}», as {place} says",
                fix="call the thesis one thing in all chapters and in both abstracts",
                evidence=str(place),
            )


def _called(statement: Statement) -> Iterator[Called]:
    topic = lexicon.topic("themselves", statement.language)
    for each in topic.find(statement.text):
        if CALLS.search(statement.text[: each.start]):
            yield Called(statement, statement.start + each.start, each.word, each.meanings)
            return


def _alike(one: Called, other: Called) -> bool:
    topic = lexicon.topic("themselves", one.statement.language)
    return any({meaning, *topic.also.get(meaning, ())} & other.meanings for meaning in one.meanings)


PICO_PURPOSE = declare(
    "pico.purpose",
    looks_at="texts",
    sees="a sentence on the purpose of the thesis without a word of the intervention, or of the "
    "outcome, of data/pico.yaml, where the title or the keywords have one",
    misses="a purpose that is told in several sentences, or in words that the frame does not have",
    example="Hensikten med oppgaven var å undersøke hvordan trening virker på abstinens.",
    severity=WARNING,
)
PURPOSE = re.compile(
    r"(?<!\w)(?:(?:hensikt\w*|føremål\w*|formål\w*|mål\w*) (?:med|for) (?:\w+ )?"
    r"(?:oppgaven|oppgåva|bacheloroppgaven|bacheloroppgåva|litteraturstudien)"
    r"|(?:purpose|aim|objective) of (?:this|the) (?:bachelor |master )?(?:thesis|study|review))"
    r"(?!\w)",
    re.IGNORECASE,
)
ASKED = ("intervention", "outcome")


@PICO_PURPOSE.check
def purposes(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence on the purpose against the elements of the research question."""
    records = thesis.register.records
    elements = {row.id: row for row in records.pico}
    own = records.thesis.language[:2] or "nb"
    for statement in prose(thesis):
        if statement.works or not PURPOSE.search(statement.text):
            continue
        told = _words(statement.text)
        title = records.thesis.title if statement.language == own else ""
        keywords = " ".join(records.thesis.keywords.get(statement.language, ()))
        for name in ASKED:
            element = elements.get(name)
            if element is None or not told:
                continue
            asked = _words(" ".join([element.text, *element.search_words]))
            PICO_PURPOSE.held(statement.passage, statement.start, f"{name}: {element.text}")
            if akin(asked, _words(f"{title} {keywords}")) and not akin(asked, told):
                yield statement.passage.finding(
                    PICO_PURPOSE,
                    statement.start,
                    found=f"«{statement.text.strip()}»",
                    expected=f"a word of the {name}: {element.text}",
                    fix="ask what the title and data/pico.yaml ask, or mend them",
                )


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{4,}", text.lower()))


PICO_FRAME = declare(
    "pico.frame",
    looks_at="texts",
    sees="a research question that is said to be put by another frame than the letters of "
    "data/pico.yaml make, and «tiltaket» or «utfallet» said of another element's words",
    misses="a frame that is told of and not used, and an element in words of its own",
    example="Problemstillingen ble prøvd mot SPIDER.",
    severity=WARNING,
)


@PICO_FRAME.check
def frames(thesis: Thesis) -> Iterator[Finding]:
    """Every frame, and every element that is named as such, against data/pico.yaml."""
    elements = {row.id: row for row in thesis.register.records.pico}
    frame = "".join(row.letter for row in elements.values())
    for statement in prose(thesis):
        known = lexicon.words("elements", statement.language)
        denied = lexicon.denials(statement.language, without=True).search(statement.text)
        if not elements or denied:
            continue
        named = [(found[0], found.start()) for found in _frames(known, statement.text)]
        if named and all(name.upper() not in {frame, *_like(frame)} for name, _ in named):
            yield statement.passage.finding(
                PICO_FRAME,
                statement.start + named[0][1],
                found=f"«{named[0][0]}»",
                expected=f"{frame}, which the letters of data/pico.yaml make",
                fix="name the frame that was used, or mend data/pico.yaml",
            )
        yield from _exchanged(statement, elements, known)


def _frames(known: Mapping[str, tuple[str, ...]], text: str) -> Iterator[re.Match[str]]:
    return lexicon.pattern(known["frames"]).finditer(text)


def _like(frame: str) -> tuple[str, ...]:
    """Frames with a letter more or less, which are called one by the other: PICOT, PICO."""
    return (frame[:-1], *(frame + letter for letter in "TSC"))


def _exchanged(
    statement: Statement, elements: Mapping[str, Element], known: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    """«utfallet fysisk trening»: an element that has the words of another and none of its own."""
    text = statement.text
    roles = sorted(
        (found.start(), found.end(), name)
        for name in elements
        if name in known
        for found in lexicon.pattern(known[name]).finditer(text)
    )
    if len(roles) < 2:
        return
    for start, end, name in roles:
        first, last = statement.clause(statement.start + start, statement.start + end)
        words = _words(statement.passage.text[first:last])
        beside = {one for at, _, one in roles if first <= statement.start + at < last}
        others = [one for one in elements if one != name and akin(_asked(elements[one]), words)]
        if beside == {name} and others and not akin(_asked(elements[name]), words):
            yield statement.passage.finding(
                PICO_FRAME,
                statement.start + start,
                found=f"«{text[start:end]}» of «{elements[others[0]].text}»",
                expected=f"{elements[name].text}, the {name}",
                fix="name the element that is meant, or mend data/pico.yaml",
            )


def _asked(element: Element) -> frozenset[str]:
    return _words(element.text)


TEXT_PERSON = declare(
    "text.person",
    looks_at="texts",
    sees="«vi søkte», «vi var to som leste» in a thesis that says «jeg» of the same work "
    "everywhere else, and «jeg» in one that says «vi»",
    misses="a sentence in the passive, and who is meant by «vi» otherwise",
    example="Vi var to som leste sammendragene.",
    severity=WARNING,
)
DID = (
    r"(?:\w+ )?(?:søkte|søkt|leste|lest|valgte|valgt|vurderte|vurdert|ekskluderte|inkluderte"
    r"|gjennomgikk|var to|leitte|valde|searched|read|chose|screened|assessed|excluded|included"
    r"|were two)(?!\w)"
)
WHO = {
    "one": re.compile(rf"(?<!\w)(?:jeg|eg|I) {DID}|(?<!\w)alene(?!\w)", re.IGNORECASE),
    "several": re.compile(rf"(?<!\w)(?:vi|we) {DID}", re.IGNORECASE),
}
SPEAKS = {
    "one": re.compile(r"(?<!\w)(?:jeg|eg|min|mitt|mine|I|my)(?!\w)"),
    "several": re.compile(r"(?<!\w)(?:vår|vårt|våre|our)(?!\w)"),
}
OFTEN = 5  # Sentences in which a thesis speaks of its author before it is sure how many there are


@TEXT_PERSON.check
def persons(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence in the first person on what was done against the other ones."""
    own = list(prose(thesis))
    count = Counter(name for one in own for name in WHO if _speaks(one, name))
    main, other = ("one", "several") if count["one"] >= count["several"] else ("several", "one")
    authors = thesis.register.records.thesis.authors or []
    if count[main] < OFTEN or count[main] < OFTEN * count[other]:
        return
    if authors and (len(authors) == 1) != (main == "one"):
        return
    for statement in own:
        found = WHO[other].search(statement.text)
        if found and not WHO[main].search(statement.text):
            yield statement.passage.finding(
                TEXT_PERSON,
                statement.start + found.start(),
                found=f"«{found[0]}»",
                expected=f"{main} who did the work, as {count[main]} sentences say",
                fix="say in all places how many did it",
            )


def _speaks(statement: Statement, name: str) -> bool:
    return bool(SPEAKS[name].search(statement.text) or WHO[name].search(statement.text))
