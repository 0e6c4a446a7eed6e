"""Answers about a thesis that is to be begun: from the command line, or asked for on a terminal."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import yaml

from thesis.diagnostics.files import HOUSE
from thesis.diagnostics.findings import nearest
from thesis.input import limits
from thesis.language.letters import PLAIN
from thesis.model.display import LANGUAGES

FLOWS = ("house", "prisma2020")
SCREENINGS = ("searches", "together", "records")
"""What is counted between hits and included studies: what was read of each search; of all searches
together, without their duplicates; or records and decisions themselves."""
MATRICES = {"study": "literature_matrices", "overview": "study_overview", "theme": "theme_matrix"}
"""The forms of the literature matrix, and the table that prints each."""
TEMPLATES = HOUSE / "templates"
PROGRAMMES = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((TEMPLATES / "programmes").glob("*.yaml"))
}
"""The programmes of study whose rules are known, by the names of their files."""
BY_PROGRAMME = "programme"  # The answer for a limit that the rules of the programme say


class AnswerError(Exception):
    """An answer that no thesis can be begun with; the message says why."""


@dataclass(frozen=True)
class Database:
    """A database that will be searched."""

    id: str  # its file in data/searches/, such as ``web_of_science``
    name: str  # as the thesis prints it, such as «Web of Science»


@dataclass(frozen=True)
class Answers:
    """What the files of the new thesis are filled with."""

    language: str  # of the text, one of LANGUAGES
    title: str
    authors: tuple[str, ...]
    institution: str
    programme: str
    rules: str  # the name of the programme in templates/programmes/ whose rules it has; "" of none
    place: str
    databases: tuple[Database, ...]
    # the most words of the main text; None where the programme says how long it may be
    limit: int | None
    flow: str  # the form of figure 1, one of FLOWS
    screening: str  # what its boxes count, one of SCREENINGS
    matrix: str  # the table that is its literature matrix, one of those of MATRICES
    style: str  # the citation style, by the name that it has in the package of styles
    today: date  # the day it is begun on; searches and edition get it until they have their own


@dataclass(frozen=True)
class Question:
    """A question of ``new``: an option of the command line, and words on a terminal."""

    option: str
    words: str
    default: str  # the answer where none is given; "" when there has to be one
    # the default in another language than bokmål, where it is another
    others: Mapping[str, str] = field(default_factory=dict)
    several: bool = False  # whether the answer is a list, its items parted by commas

    def default_in(self, language: str) -> str:
        """The default of a thesis in a language."""
        return self.others.get(language, self.default)


QUESTIONS = (
    Question("language", "The language of the thesis: nb (bokmål), nn (nynorsk) or en", "nb"),
    Question("title", "The title of the thesis", ""),
    Question(
        "authors",
        "Its authors, parted by commas",
        "Fornavn Etternavn",
        {"nn": "Fornamn Etternamn", "en": "First Last"},
        several=True,
    ),
    Question(
        "programme",
        f"The programme of study, such as Sykepleie, or one with rules: {', '.join(PROGRAMMES)}",
        "Sykepleie",
        {"nn": "Sjukepleie", "en": "Nursing"},
    ),
    Question(
        "institution",
        "The university or college",
        "Høgskolen",
        {"nn": "Høgskulen", "en": "The University College"},
    ),
    Question("place", "Where it is handed in", "Oslo"),
    Question("databases", "The databases, parted by commas", "PubMed, CINAHL", several=True),
    Question("limit", "The most words of the main text", "10000"),
    Question("flow", f"The form of figure 1, {' or '.join(FLOWS)}", FLOWS[0]),
    Question(
        "screening",
        "What was read: of each search, of all searches together (Rayyan, Covidence), or counted "
        f"from records; {', '.join(SCREENINGS)}",
        SCREENINGS[0],
    ),
    Question(
        "matrix",
        "The literature matrix: a table a study, a row a study, or by theme; "
        f"{', '.join(MATRICES)}",
        "study",
    ),
    Question("style", "The citation style, such as vancouver", "norsk-apa-manual", {"en": "apa"}),
)


def asked(given: dict[str, str | None], ask: Callable[[str], str] | None) -> dict[str, str]:
    """Every answer by its option: as given, asked for, or by default.

    Args:
        given: what stood on the command line; None for what did not.
        ask: puts a question and returns the answer; None where nobody sits at a terminal.
    """
    answers: dict[str, str] = {}
    for question in QUESTIONS:
        answer = given.get(question.option)
        default = question.default_in(answers.get("language", ""))
        default = _of_programme(answers.get("programme", "")).get(question.option, default)
        if answer is None and ask:
            shown = f" [{default}]" if default else ""
            answer = ask(f"{_asked_in(answers.get('language', ''), question)}{shown}: ").strip()
        answers[question.option] = answer or default
    return answers


def _asked_in(language: str, question: Question) -> str:
    """A question in the language of the thesis, as soon as that is known."""
    if language not in LANGUAGES:
        return question.words
    told = yaml.safe_load((TEMPLATES / f"new/{language}/words.yaml").read_text(encoding="utf-8"))
    words = told.get("questions", {}).get(question.option, question.words)
    return str(words).format(programmes=", ".join(PROGRAMMES))


def _of_programme(name: str) -> dict[str, str]:
    """The defaults of a programme with rules, by option; nothing of any other."""
    told = PROGRAMMES.get(name, {})
    styles = told.get("demands", {}).get("styles")
    return {
        **({"institution": told["institution"]} if told else {}),
        **({"limit": BY_PROGRAMME} if told.get("words", {}).get("limit") else {}),
        **({"style": styles[0]} if styles else {}),
    }


def read(answers: dict[str, str], today: date) -> Answers:
    """The answers, each with its type.

    Raises:
        AnswerError: one cannot be used.
    """
    answers = {option: " ".join(answer.split()) for option, answer in answers.items()}
    for option, answer in answers.items():
        if beyond := limits.text(answer, ""):
            raise AnswerError(f"--{option}: {beyond.found}; expected {beyond.expected}")
    several = {q.option: _items(answers[q.option]) for q in QUESTIONS if q.several}
    for question in QUESTIONS:
        if not answers[question.option] or several.get(question.option) == ():
            raise AnswerError(f"--{question.option}: {question.words.lower()}, and it is missing")
    closed = {
        "language": LANGUAGES,
        "flow": FLOWS,
        "screening": SCREENINGS,
        "matrix": tuple(MATRICES),
    }
    for option, known in closed.items():
        if answers[option] not in known:
            raise AnswerError(f"--{option}: «{answers[option]}» is none of {', '.join(known)}")
    limit, programme = answers["limit"].replace(" ", ""), answers["programme"]
    mistyped = programme not in PROGRAMMES and re.fullmatch("[a-z0-9]+(-[a-z0-9]+)+", programme)
    if mistyped and (near := nearest(programme, PROGRAMMES)):
        raise AnswerError(f"--programme: «{programme}», did you mean {' or '.join(near)}?")
    if limit != BY_PROGRAMME and not (re.fullmatch(r"[0-9]{1,7}", limit) and int(limit) > 0):
        raise AnswerError(f"--limit: «{answers['limit']}» is no number of words, such as 10000")
    return Answers(
        language=answers["language"],
        title=answers["title"],
        authors=several["authors"],
        institution=answers["institution"],
        programme=PROGRAMMES.get(programme, {}).get("name", programme),
        rules=programme if programme in PROGRAMMES else "",
        place=answers["place"],
        databases=_databases(several["databases"]),
        limit=None if limit == BY_PROGRAMME else int(limit),
        flow=answers["flow"],
        screening=answers["screening"],
        matrix=MATRICES[answers["matrix"]],
        style=answers["style"].lower(),
        today=today,
    )


def _items(answer: str) -> tuple[str, ...]:
    return tuple(item for part in answer.split(",") if (item := part.strip()))


def _databases(names: tuple[str, ...]) -> tuple[Database, ...]:
    databases = {identifier(name): Database(identifier(name), name) for name in names}
    if "" in databases or len(databases) < len(names):
        raise AnswerError(
            "--databases: each has a name of its own, with a letter in it, such as PubMed, CINAHL"
        )
    return tuple(databases.values())


def identifier(name: str) -> str:
    """A name in small letters a–z, digits and _: «Web of Science» → ``web_of_science``."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(PLAIN))
    kept = re.sub(r"[^a-z0-9]+", "_", plain.encode("ascii", "ignore").decode()).strip("_")
    return kept if re.match(r"[a-z]", kept) else ""
