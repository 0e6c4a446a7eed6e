"""A rule on the closed classes of words for how a study was made, against all of its record."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements.statement import Statement, clauses, prose
from thesis.document.thesis import Thesis
from thesis.effects import LEVEL
from thesis.input import wording
from thesis.language import lexicon
from thesis.language.lexicon import Mention
from thesis.model.records import Study

STUDY_OTHER_CLASS = declare(
    "study.other-class",
    looks_at="studies",
    sees="a sentence on one study that names another apparatus, imaging, test, intensity, sample "
    "of the body, way to ask, program, treatment of the controls, recruitment, allocation, "
    "consent, age or size of sample than its record tells of, or one that the record denies — «på "
    "tredemølle» where the record has a bicycle, «matchet på alder» where it says that they were "
    "not",
    misses="a class of which the record names no member, and words that the lists do not have",
    example="Deltakerne hos @dacosta2017 trente på romaskin.",
    severity=WARNING,
)
BESIDE = {
    "amount": re.compile(r"utvalg|utval(?:et)?(?!\w)|sample", re.IGNORECASE),
    "controls": re.compile(r"kontroll(?!ert)|control (?:group|condition)|controls", re.IGNORECASE),
    "dropouts": re.compile(
        r"(?<!som )(?:falt fra|fell frå)|frafall|fråfall|fullfør|complet|(?<!who )drop",
        re.IGNORECASE,
    ),
    "asked": re.compile(
        r"(?<!\w)(?:intervju(?:et|a)|spurt(?:e)?|spurde|svarte|svara|besvarte|interviewed|asked)(?!\w)",
        re.IGNORECASE,
    ),
}  # What a sentence must have as well, for a word of the class to be one

SUPPOSED = re.compile(
    r"^\s*(?:om|whether)(?!\w)|(?<!\w)(?:bør|burde|kunne|kan|ville|skulle|hvis|dersom|enn|nesten|omtrent"
    r"|andre|tidligere|kanskje|trengs|nødvendig|should|could|can|would|if|than|almost|other"
    r"|previous|nearly|needed)(?!\w)",
    re.IGNORECASE,
)  # What makes a clause no plain statement on the study

MIGHT = re.compile(r"(?<!\w)(?:kunne|would|could)(?!\w)")  # What behind a word makes it one, too

SEVERAL = re.compile(
    r"(?<!\w)(?:kontrollgruppe(?:ne|r)|studi(?:ene|ane|er)|artikl(?:ene|ane)|forsøk(?:ene|a)"
    r"|undersøk(?:elsene|ingane)|control groups|studies|articles|trials)(?!\w)",
    re.IGNORECASE,
)  # What a sentence that cites no study is hardly on one by

ONLY = re.compile(r"(?<!\w)(?:bare|berre|kun|only)(?!\w)", re.IGNORECASE)
DENIED = re.compile(r"(?<!\w)(?:ikkj?e|not)(?!\w)", re.IGNORECASE)
PEOPLE = {
    "healthy": re.compile(r"(?<!\w)(?:friske|kontroll\w*|healthy|controls)(?!\w)", re.IGNORECASE),
    "ill": re.compile(
        r"(?<!\w)(?:\w*lidelser?|\w*lidingar?|pasient\w*|bruker\w*|patients|\w*disorders?)(?!\w)",
        re.IGNORECASE,
    ),
}
MASKED = re.compile(f"{wording.MASK}+")
LONG = re.compile(r"[^\W\d_]{5,}")
YOUNG, ADULT, OLD = (10, 30), (18, 120), (60, 120)
AROUND = 8  # Years about a mean or a median that many of the people are within
FEW, MANY = 50, 100
"""The people of a sample that nobody calls large, and of one that nobody calls small."""


@dataclass
class Described:
    """What a record says of the classes.

    Attributes:
        named: the members that it tells of, each with where and in what words.
        denied: those that it says were not.
        only: whom alone it says that something is of, and the words.
    """

    named: dict[str, str] = field(default_factory=dict)
    denied: dict[str, str] = field(default_factory=dict)
    only: list[tuple[str, str, str]] = field(default_factory=list)


@STUDY_OTHER_CLASS.check
def classes(thesis: Thesis) -> Iterator[Finding]:
    """Every clause on one study against the classes that its record tells of."""
    studies = thesis.register.records.by_key
    language = thesis.register.records.thesis.language[:2] or "nb"
    known: dict[str, Described] = {}
    for statement in prose(thesis):
        cited_others = statement.works and not statement.works <= studies.keys()
        if statement.groups or cited_others:
            continue
        topic = lexicon.topic("classes", statement.language)
        for start, clause in clauses(statement):
            study = studies.get(statement.study_of(start, start + len(clause)))
            mentions = list(topic.find(clause)) if study else []
            if study is None or not (mentions or ONLY.search(clause)):
                continue
            if not statement.works and SEVERAL.search(statement.text):
                continue
            if study.key not in known:
                known[study.key] = _described(study, language)
            yield from _against(statement, start, clause, mentions, study, known[study.key])


def _against(
    statement: Statement,
    start: int,
    clause: str,
    mentions: list[Mention],
    study: Study,
    record: Described,
) -> Iterator[Finding]:
    for mention, kind in ((one, kind) for one in mentions for kind in _classes(one)):
        if kind in BESIDE and not BESIDE[kind].search(statement.text):
            continue
        told, denied = _members(kind, record.named), _members(kind, record.denied)
        denied = {name: denied[name] for name in mention.meanings & denied.keys()}
        fits = mention.meanings & told.keys()
        if told or denied:
            STUDY_OTHER_CLASS.held(
                statement.passage, start + mention.start, _first({**told, **denied})
            )
        if _doubted(statement, start, clause, mention) or fits or not (told or denied):
            continue
        yield _finding(statement, start + mention.start, mention.word, study, denied or told)
    if (found := ONLY.search(clause)) and BESIDE["asked"].search(clause):
        asked = _members("asked", record.named)
        alone = {m for one in mentions for m in one.meanings if one.start > found.start()}
        if alone & asked.keys() and asked.keys() - alone and not DENIED.search(clause):
            yield _finding(statement, start + found.start(), clause.strip(), study, asked)
        whom = {name for name, people in PEOPLE.items() if people.search(clause, found.end())}
        for name, words, said in record.only:
            if len(whom) == 1 and name not in whom and _share(clause, words):
                told = {name: said}
                yield _finding(statement, start + found.start(), clause.strip(), study, told)


def _finding(
    statement: Statement, at: int, word: str, study: Study, told: Mapping[str, str]
) -> Finding:
    members = ", ".join(sorted(name.rpartition(".")[2] for name in told))
    return statement.passage.finding(
        STUDY_OTHER_CLASS,
        at,
        found=f"«{word}», of {study.key}",
        expected=f"{members}, as {study.key} has it",
        fix="say what the record says, cite the study that is meant, or mend the record",
        evidence=_first(told),
    )


def _first(told: Mapping[str, str]) -> str:
    return next(iter(told.values()))


def _members(kind: str, said: Mapping[str, str]) -> dict[str, str]:
    return {name: words for name, words in said.items() if name.startswith(f"{kind}.")}


def _classes(mention: Mention) -> list[str]:
    return sorted({meaning.partition(".")[0] for meaning in mention.meanings})


def _doubted(statement: Statement, start: int, clause: str, mention: Mention) -> bool:
    """Whether the clause denies, supposes or compares, outside of the word itself."""
    _, last = statement.clause(start + mention.start, start + mention.end)
    before, after = clause[: mention.start], clause[mention.end : last - start]
    denials = lexicon.denials(statement.language, without=True)
    return any(each.search(before) for each in (denials, SUPPOSED)) or any(
        each.search(after) for each in (denials, MIGHT)
    )


def _share(one: str, other: str) -> bool:
    """Whether a long word of one text is of a word of the other."""
    words = [word.casefold() for word in LONG.findall(other)]
    return any(
        each.casefold() in word or word in each.casefold()
        for each in LONG.findall(one)
        for word in words
    )


def _described(study: Study, language: str) -> Described:
    topic = lexicon.topic("classes", language)
    found = Described()
    for name, where, line in _implied(study):
        for member in topic.also.get(name, ()) if "." not in name else (name,):
            found.named.setdefault(member, f"{where}: {line}")
    for where, line in lines(study):
        said = f"{where}: «{line}»"
        for mention in topic.find(line):
            before = re.split(r"[,;:]", line[: mention.start])[-1]
            denied = lexicon.denials(language, without=True).search(before)
            for member in mention.meanings:
                if member.startswith("asked.") and not BESIDE["asked"].search(line):
                    continue
                (found.denied if denied else found.named).setdefault(member, said)
                for other in topic.also.get(member, ()):
                    found.named.setdefault(other, said)
        if only := ONLY.search(line):
            for name, people in PEOPLE.items():
                if people.search(line, only.end()):
                    found.only.append((name, line, said))
    return found


def lines(study: Study) -> Iterator[tuple[str, str]]:
    """Every sentence of a record, with its file and line: of its texts, notes and appraisals."""
    for text in study.texts.values():
        for number, line in enumerate(text.text.splitlines(), text.line + 1):
            yield f"{study.file}:{number}", MASKED.sub("…", wording.hidden(line)).strip()
    for name, figure in study.figures.items():
        if isinstance(figure, Mapping) and figure.get("note"):
            yield str(study.at(f"figures.{name}")), str(figure["note"])
    for appraised in study.appraised:
        for item in appraised.items:
            if item.note:
                yield f"{study.file}:{item.line}", item.note


def _implied(study: Study) -> Iterator[tuple[str, str, str]]:
    """What fields and figures imply: a value or a member, where it stands, and what it is."""
    for name in ("design", "intervention", "measures"):
        value = study.fields.get(name)
        for each in value if isinstance(value, list) else [value] if value else []:
            yield str(each), str(study.at(name)), f"{name}: {each}"
    where = str(study.at("sample"))
    sample = study.fields.get("sample")  # the people of all its figures
    total = sample if isinstance(sample, int) else 0
    if 0 < total < FEW:
        yield from ((f"{kind}.small", where, f"{total:g} in all") for kind in ("size", "amount"))
    elif total >= MANY:
        yield from ((f"{kind}.large", where, f"{total:g} in all") for kind in ("size", "amount"))
    for name, figure in study.figures.items():
        low, high = _ends(figure)
        said = f"{name}: {low:g}" + (f"–{high:g}" if high != low else "")
        for member in _of_figure({*name.split("_")}, figure, low, high):
            yield member, str(study.at(f"figures.{name}")), said


def _of_figure(parts: set[str], figure: object, low: float, high: float) -> Iterator[str]:
    unit = figure.get("unit") if isinstance(figure, Mapping) else ""
    if "dropouts" in parts and high:
        yield "dropouts.some"
    if "follow" in parts:
        yield "later.followed"
    if "age" in parts and unit == "p":
        yield "ages.unlike" if high < LEVEL else "ages.alike"
    if "age" in parts and unit == "years":
        about = AROUND if low == high else 0
        for member, (least, most) in (("young", YOUNG), ("adult", ADULT), ("old", OLD)):
            if low - about <= most and high + about >= least:
                yield f"age.{member}"


def _ends(figure: object) -> tuple[float, float]:
    """The lowest and the highest that a figure says: twice its value, where it has one."""
    if not isinstance(figure, Mapping):
        return (figure, figure) if isinstance(figure, int | float) else (0, 0)
    value = figure.get("value")
    ends = (figure.get("low", value), figure.get("high", value))
    low, high = (each if isinstance(each, int | float) else 0 for each in ends)
    return low, high
