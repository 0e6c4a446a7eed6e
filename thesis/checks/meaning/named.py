"""Rules on what the text says that data has: the question, the search words, themes, databases."""

import difflib
import re
from collections.abc import Iterator, Sequence

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.content import Heading
from thesis.document.passages import Passage, texts
from thesis.document.statements.statement import prose
from thesis.document.thesis import Thesis
from thesis.language import lexicon

QUOTED = re.compile(r"[«“]([^«»“”]+)[»”]")

TEXT_QUESTION = declare(
    "text.question",
    looks_at="texts",
    sees="a question in quotation marks that is nearly the title of the thesis, and is not",
    misses="a question that is asked in other words altogether",
    example="«Hvordan virker trening på abstinens hos mennesker i behandling for en ruslidelse?»",
)
NEARLY = 0.75  # How like two questions are, from 0 to 1, that are meant for one


@TEXT_QUESTION.check
def question(thesis: Thesis) -> Iterator[Finding]:
    """Every quoted question against the title."""
    title = thesis.register.records.thesis.title
    if not title.endswith("?"):
        return
    for passage in texts(thesis):
        for found in QUOTED.finditer(passage.text):
            asked = " ".join(found[1].split())
            if asked == title or not asked.endswith("?"):
                continue
            if difflib.SequenceMatcher(None, asked, title).ratio() >= NEARLY:
                yield passage.finding(
                    TEXT_QUESTION,
                    found.start(),
                    found=f"«{asked}»",
                    expected=f"«{title}», the title of the thesis",
                    fix="ask the question of the title, or mend it in data/thesis.yaml",
                )


PICO_WORDS = declare(
    "pico.words",
    looks_at="texts",
    sees="a list of search words behind a letter of PICO that is not the list of data/pico.yaml",
    misses="search words that the text tells in a sentence",
    example="O: «Desire»",
)
LETTER = re.compile(r"([A-Z]): *((?:[«“][^«»“”]+[»”](?:, | og | and )?)+)\.?")


@PICO_WORDS.check
def search_words(thesis: Thesis) -> Iterator[Finding]:
    """Every «O: «…», «…»» of a list against the element of that letter."""
    words = {each.letter: each.search_words for each in thesis.register.records.pico}
    for passage in texts(thesis):
        if (found := LETTER.fullmatch(passage.text.strip())) is None or found[1] not in words:
            continue
        given = QUOTED.findall(found[2])
        if given != words[found[1]]:
            yield passage.finding(
                PICO_WORDS,
                0,
                found=f"«{passage.text.strip()}»",
                expected=f"{', '.join(words[found[1]])}, the search words of {found[1]}",
                fix="mend the list, or data/pico.yaml",
            )


TEXT_THEMES = declare(
    "text.themes",
    looks_at="headings",
    sees="a list that names the sections of a chapter, all but one",
    misses="a list of which less than all but one are headings, and themes told in a sentence",
    example="«de sosiale faktorene» in the list of themes, where a heading says Psykologiske",
    severity=WARNING,
)
LEAST = 3  # Items of a list that can be one of sections
SMALL = frozenset("de den det en et og i på for av om til the a an and of in".split())


@TEXT_THEMES.check
def themes(thesis: Thesis) -> Iterator[Finding]:
    """Every list against the sections under one heading."""
    sections = list(_sections(thesis.headings))
    for items in _lists(texts(thesis)):
        for section in sections:
            if len(items) < LEAST or len(items) != len(section):
                continue
            wanted = [_stems(heading.text) for heading in section]
            strange = [item for item in items if _stems(item.text) not in wanted]
            given = [_stems(item.text) for item in items]
            missing = [each for each in section if _stems(each.text) not in given]
            if len(strange) == len(missing) == 1:
                yield strange[0].finding(
                    TEXT_THEMES,
                    0,
                    found=f"«{strange[0].text.strip()}» in a list of sections",
                    expected=f"«{missing[0].text}» ({missing[0].file}:{missing[0].line})",
                    fix="name the section as its heading does, or rename the heading",
                )


def _sections(headings: Sequence[Heading]) -> Iterator[list[Heading]]:
    """The headings right under each heading."""
    for at, above in enumerate(headings):
        below = []
        for heading in headings[at + 1 :]:
            if heading.level <= above.level:
                break
            if heading.level == above.level + 1:
                below.append(heading)
        if below:
            yield below


def _lists(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """The items of each list."""
    found: dict[int, list[Passage]] = {}
    for passage in passages:
        around = [block for block in passage.within if block["t"] in {"BulletList", "OrderedList"}]
        if around:
            found.setdefault(id(around[-1]), []).append(passage)
    yield from found.values()


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return frozenset(word[:6].rstrip("e") for word in words if word not in SMALL)


DATABASE_UNSEARCHED = declare(
    "database.unsearched",
    looks_at="texts",
    sees="a database that was not searched in a row with one that was",
    misses="a database that is named alone, and one that the list of databases does not have",
    example="Medline, Cochrane og PsycINFO ble brukt.",
    severity=WARNING,
)
BETWEEN = r"(?:/[\w]+)?(?:, (?:og |and )?| og | and | eller | or )"


@DATABASE_UNSEARCHED.check
def databases(thesis: Thesis) -> Iterator[Finding]:
    """Every row of databases in the running text against data/databases.yaml."""
    own = {base.name for base in thesis.register.records.databases if base.name}
    if not own:
        return
    known = {name for names in lexicon.words("databases", "nb").values() for name in names}
    folded = " ".join(own).casefold()
    strange = "|".join(re.escape(n) for n in sorted(known) if n.casefold() not in folded)
    ours = "|".join(re.escape(name) for name in sorted(own, key=len, reverse=True))
    row = re.compile(
        rf"(?<!\w)(?:(?:{ours}){BETWEEN}(?P<behind>{strange})|(?P<before>{strange}){BETWEEN}(?:{ours}))(?!\w)"
    )
    first = re.compile(rf"({ours}|{strange})(?!\w)")
    for items in _lists(texts(thesis)):
        yield from _listed([(item, first.match(item.text)) for item in items], own)
    for statement in prose(thesis):
        if lexicon.denials(statement.language).search(statement.text):
            continue
        for found in row.finditer(statement.text):
            name = found["behind"] or found["before"]
            yield statement.passage.finding(
                DATABASE_UNSEARCHED,
                statement.start + found.start(found.lastgroup or 0),
                found=f"«{found[0]}»",
                expected=f"the databases that were searched: {', '.join(sorted(own))}",
                fix=f"name the one that is meant, or add {name} to data/databases.yaml",
            )


def _listed(
    items: Sequence[tuple[Passage, re.Match[str] | None]], own: set[str]
) -> Iterator[Finding]:
    """A list whose items begin with databases, one of which was not searched."""
    begun = [(item, found) for item, found in items if found]
    searched = [found for _, found in begun if found[1] in own]
    for item, found in begun:
        if found[1] not in own and len(searched) > 1 and len(begun) == len(items):
            yield item.finding(
                DATABASE_UNSEARCHED,
                0,
                found=f"«{found[1]}» in a list of the databases",
                expected=f"the databases that were searched: {', '.join(sorted(own))}",
                fix=f"name the one that is meant, or add {found[1]} to data/databases.yaml",
            )


TEXT_PROGRAMME = declare(
    "text.programme",
    looks_at="texts",
    sees="an education of their own that the authors tell of, «sykepleierutdanningen», and another "
    "programme on the title page",
    misses="an education that is not told in the first person, and one that the list does not have",
    example="Før jeg begynte på sykepleierutdanningen, for a thesis in Vernepleie",
    severity=WARNING,
)
OWN = re.compile(r"(?<!\w)(?:jeg|eg|vi|min|mitt|mine|vår|vårt|I|we|my|our)(?!\w)", re.IGNORECASE)


@TEXT_PROGRAMME.check
def programme(thesis: Thesis) -> Iterator[Finding]:
    """Every «…utdanningen» of a sentence in the first person against the title page."""
    given = thesis.register.records.thesis.programme
    for statement in prose(thesis):
        topic = lexicon.topic("programmes", statement.language)
        own = {meaning for each in topic.find(given) for meaning in each.meanings}
        if not own or not OWN.search(statement.text):
            continue
        for each in topic.find(statement.text):
            begun = BEGUN.search(statement.text, 0, each.start)
            if not each.meanings & own and each.word.lower().endswith(STUDIES) and begun:
                yield statement.passage.finding(
                    TEXT_PROGRAMME,
                    statement.start + each.start,
                    found=f"«{each.word}»",
                    expected=f"{given}, the programme of the title page",
                    fix="name the programme, or mend it in data/thesis.yaml",
                )


STUDIES = ("utdanning", "utdanningen", "utdanninga", "studiet", "education")
BEGUN = re.compile(
    r"(?<!\w)(?:begynte|begynt|byrja|startet|starta|tar|tek|går|tok|gått|studerer|studert|began|started)(?!\w)"
)
