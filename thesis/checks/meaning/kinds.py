"""Rules on what a sentence calls a study: its country, design, setting, people and methods."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, groupby

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements import directions
from thesis.document.statements.statement import Statement, clauses, prose
from thesis.document.thesis import Thesis
from thesis.language import lexicon
from thesis.model.records import Study

STUDY_OTHER_KIND = declare(
    "study.other-kind",
    looks_at="studies",
    sees="a sentence on one study that gives it another country, design, setting, sex or "
    "substance than its record, a programme to one that had none, or a method or an outcome that "
    "another study has and it has not",
    misses="what the record leaves blank, and words that the lists do not have",
    example="Spørreundersøkelsen peker samme vei [@brellenthin2019].",
    severity=WARNING,
)
FIELDS = {
    "countries": "country",
    "designs": "design",
    "settings": "setting",
    "substances": "substances",
    "interventions": "intervention",
}  # The topics of the lexicon, and the field that each is about

ONLY = re.compile(r"(?<!\w)(?:alle|bare|berre|kun|utelukk[ae]nde|all|only)(?!\w)", re.IGNORECASE)
AND = re.compile(r"\s(?:og|eller|and|or)\s")
OF_OTHERS = re.compile(
    r"(?<!\w)(?:enn|til forskjell|til skilnad|i motset[nj]ing|than|unlike|norsk\w*|Norge|Noreg"
    r"|Norway|Norwegian)(?!\w)",
    re.IGNORECASE,
)  # What tells that a kind, but for an outcome, is of something else than the study


@STUDY_OTHER_KIND.check
def kinds(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence that cites one study and nothing else against the study's record."""
    studies = thesis.register.records.by_key
    for statement in prose(thesis):
        if statement.works and not statement.works <= studies.keys():
            continue
        for start, clause in clauses(statement):
            study = studies.get(statement.study_of(start, start + len(clause)))
            if study is not None:
                yield from _called(statement, start, clause, study, studies)
        for start, words, keys in _cited_together(statement):
            found = [list(_called(statement, start, words, studies[key], studies)) for key in keys]
            if all(found) or not AND.search(words):  # «menn i Kina og kvinner i USA» is of either
                yield from chain.from_iterable(found)


def _cited_together(statement: Statement) -> Iterator[tuple[int, str, list[str]]]:
    """The words before each citation of several studies in one bracket, and those studies."""
    first = statement.start
    for at, group in groupby(statement.cites, lambda cite: cite.at):
        cites = list(group)
        if len(cites) > 1 and not any(cite.narrative for cite in cites):
            yield first, statement.passage.text[first:at], [cite.key for cite in cites]
        first = at


def _called(
    statement: Statement, start: int, clause: str, study: Study, studies: Mapping[str, Study]
) -> Iterator[Finding]:
    for word, at, field in _wrong(statement, clause, study, studies):
        first, last = statement.clause(start + at, start + at + len(word))
        words = statement.passage.text[first:last]
        denied = lexicon.denials(statement.language, without=True).search(words)
        of_others = field != "outcomes" and OF_OTHERS.search(words)
        if field != "control group" and (denied or of_others):
            continue
        yield statement.passage.finding(
            STUDY_OTHER_KIND,
            start + at,
            found=f"«{word}», of {study.key}",
            expected=f"{field}: {_plain(study.fields.get(field) or study.fields.get('design'))}",
            fix="cite the study that is meant, or mend the sentence or the record",
        )


CONTROLLED = re.compile(
    r"(?<!\w)(?:ingen|inga|uten|utan|no|without)\s(?:kontroll(?:gruppe|er|ar)?|control group"
    r"|controls)(?!\w)"
)
CONTROLS = frozenset({"controls", "control_group", "control_analysed", "control_dropouts"})


def _wrong(
    statement: Statement, clause: str, study: Study, studies: Mapping[str, Study]
) -> Iterator[tuple[str, int, str]]:
    """The words of a clause that a study cannot be called by, where, and the field they are of."""
    near = [studies[key] for key in sorted(statement.studies - {study.key})]
    for name, field in FIELDS.items():
        topic = lexicon.topic(name, statement.language)
        given = [value for value in _values(study, field) if value in topic.words]
        for mention in topic.find(clause):
            fits = any(topic.fits(value, mention) for value in given)
            if given:
                against = f"{study.key} {field}: {', '.join(given)}"
                STUDY_OTHER_KIND.held(statement.passage, statement.start, against)
            of_others = any(topic.fits(v, mention) for one in near for v in _values(one, field))
            if (given and not fits) or (not given and field == "substances" and of_others):
                yield mention.word, mention.start, field
    for mention in lexicon.topic("sexes", statement.language).find(clause):
        sex = study.fields.get("sex")
        alone = sex == "all" and ONLY.search(clause, 0, mention.start)
        if (sex in {"women", "men"} and sex not in mention.meanings) or alone:
            yield mention.word, mention.start, "sex"
    measured = set(_values(study, "measures"))
    every = {value for one in studies.values() for value in _values(one, "measures")}
    for mention in lexicon.topic("methods", statement.language).find(clause):
        if measured and not mention.meanings & measured and mention.meanings & every:
            yield mention.word, mention.start, "measures"
    yield from _unmeasured(statement, clause, study, studies)
    if (found := CONTROLLED.search(clause)) and CONTROLS & study.figures.keys():
        yield found[0], found.start(), "control group"


def _unmeasured(
    statement: Statement, clause: str, study: Study, studies: Mapping[str, Study]
) -> Iterator[tuple[str, int, str]]:
    """The outcomes of a clause that the record of a study has not, and that of another has."""
    own = {*study.outcomes, *_values(study, "measures")}
    if not study.outcomes or study.key not in statement.works:
        return
    everyday = lexicon.words("outcomes", "nb")["everyday"]
    others = {name for one in studies.values() for name in one.outcomes} - own - {*everyday}
    mine = [noun for name in own for noun, _ in directions.nouns(name, statement.language)]
    for name in sorted(others):
        for noun, turned in directions.nouns(name, statement.language):
            found = None if turned else noun.search(clause)
            if found and BODY.match(found[0]) and not BRAIN.search(clause):
                continue  # «moderat aktivitet» is no activity of the brain
            if found and not any(each.match(clause, found.start()) for each in mine):
                yield found[0], found.start(), "outcomes"


BODY = re.compile(r"aktivitet|activity", re.IGNORECASE)
BRAIN = re.compile(r"elektrisk|hjern|nerve|EEG|electric|brain|neural", re.IGNORECASE)


def _values(study: Study, field: str) -> list[str]:
    value = study.fields.get(field)
    return (
        [str(each) for each in value] if isinstance(value, list) else [str(value)] if value else []
    )


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | dict) else str(value)
