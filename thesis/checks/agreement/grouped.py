"""Rules on what a sentence calls a group of studies: the words behind the brackets, in or out."""

import re
from collections.abc import Iterator, Sequence

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document import pandoc
from thesis.document.passages import Zone, texts
from thesis.document.statements.statement import Statement, prose, statements
from thesis.document.thesis import Thesis
from thesis.language import lexicon
from thesis.language.lexicon import Topic
from thesis.model import groups
from thesis.model.records import Study

GROUP_OTHER_WORDS = declare(
    "group.other-words",
    looks_at="groups",
    sees="a statement on studies whose words behind the brackets name a design, intervention, "
    "country, setting, substance, language or method that none of the studies has of which it is "
    "true, and «ikke fagfellevurdert» of those for which the field says that they are",
    misses="words that the lists do not have, and what is said of the rest in another clause",
    example='[Samtlige artikler]{.group of="included" where="language == en"} er på norsk.',
    severity=WARNING,
)
FIELDS = {
    "designs": "design", "interventions": "intervention", "countries": "country",
    "settings": "setting", "substances": "substances", "languages": "language",
    "methods": "measures",
}  # fmt: skip
TOLD = ("peer_reviewed", "physical_measures")
"""Fields that a question asks for by their name alone, with words in the lexicon."""
CLAUSE = re.compile(r"[.;:?!](?:\s|$)|,\s(?:men|mens|medan|og|but|while|and)\s|\smens\s")
WRITTEN = re.compile(r"(?<!\w)(?:på|in)\s$")


@GROUP_OTHER_WORDS.check
def behind(thesis: Thesis) -> Iterator[Finding]:
    """Every statement on a group against the fields of the studies of which it is true."""
    studies = thesis.register.records.studies
    for statement in statements(thesis):
        for at, group in enumerate(statement.groups):
            answered = groups.answers(group.attributes, studies, thesis.config)
            true = [one for one in studies if answered.get(one.key)]
            text = statement.passage.text[group.start : group.end]
            if not true or lexicon.denials(statement.language).search(text):
                continue
            ends = statement.groups[at + 1].start if statement.groups[at + 1 :] else statement.end
            clause = CLAUSE.split(statement.passage.text[group.end : ends], maxsplit=1)[0]
            against = f"{', '.join(one.key for one in true)}: what their fields say"
            GROUP_OTHER_WORDS.held(statement.passage, group.start, against)
            for word, start, field, has in _strange(clause, statement, true, studies):
                yield statement.passage.finding(
                    GROUP_OTHER_WORDS,
                    group.end + start,
                    found=f"«{word}» of «{text}»",
                    expected=f"{field}: {', '.join(sorted(has))}, as those have of which it is "
                    f"true: {', '.join(one.key for one in true)}",
                    fix="say what their records say; or mend where, or the records",
                )
            yield from _denied(clause, statement, group)


def _strange(
    clause: str, statement: Statement, true: Sequence[Study], studies: Sequence[Study]
) -> Iterator[tuple[str, int, str, set[str]]]:
    """The words of a clause that fit no study of which it is true, each with its field."""
    for name, field in FIELDS.items():
        topic = lexicon.topic(name, statement.language)
        has = {value for one in true for value in values(one, field)}
        every = {value for one in studies for value in values(one, field)}
        if not has or not has <= topic.words.keys():
            continue  # a value that the lexicon has no words for
        for each in topic.find(clause):
            if lexicon.denials(statement.language, without=True).search(clause[: each.start]):
                continue
            written = WRITTEN.search(clause[: each.start]) is not None
            if written != (field == "language") and field in {"language", "country"}:
                continue  # «på norsk»
            if field == "measures" and not each.meanings & every:
                continue
            if not _fits(topic, has, each.meanings):
                yield each.word, each.start, field, has


def _fits(topic: Topic, has: set[str], meanings: frozenset[str]) -> bool:
    return any({one, *topic.also.get(one, ())} & meanings for one in has)


def values(study: Study, field: str) -> list[str]:
    """The values of a field of a study, as a list."""
    value = study.language if field == "language" else study.fields.get(field)
    return [str(v) for v in value] if isinstance(value, list) else [str(value)] if value else []


def _denied(clause: str, statement: Statement, group: Zone) -> Iterator[Finding]:
    """«ikke fagfellevurdert» and «psykiske», where the question asks for the field by its name."""
    where = group.attributes.get("where", "")
    known = lexicon.words("fields", statement.language)
    for field in TOLD:
        asked = re.search(rf"(?<![\w.]){field}(?!\w)", where)
        if not asked or re.search(r"\bnot\b|[=<>]|false|null", where):
            continue
        found = lexicon.pattern(known[field]).search(clause)
        wrong = lexicon.pattern(known.get(f"not_{field}", ())).search(clause)
        denied = found and lexicon.denials(statement.language).search(clause, 0, found.start())
        if at := denied or (None if found else wrong):
            yield statement.passage.finding(
                GROUP_OTHER_WORDS,
                group.end + at.start(),
                found=f"«{clause[at.start() : (found or at).end()]}», where {field}",
                expected=f"words that say what where asks: {where}",
                fix="mend the words, or where",
            )


GROUP_TURNED = declare(
    "group.turned",
    looks_at="studies",
    sees="«ekskludert» beside the number of the included and the other way round, of the articles "
    "of a literature matrix, and below the heading of an appendix that has the other word",
    misses="a sentence that has both words",
    example='{{ n("studies.included") }} av dem ble ekskludert.',
)
SIDES = ("included", "excluded")
MATRIX = re.compile(r"matrise(?:r|ne|n)?(?!\w)|matri(?:x|ces)(?!\w)", re.IGNORECASE)


@GROUP_TURNED.check
def turned(thesis: Thesis) -> Iterator[Finding]:
    """Every word for included and excluded beside a number, a matrix or a heading of the other."""
    headings = _appendices(thesis)
    for statement in prose(thesis):
        heading = headings.get(id(statement.passage), "")
        if side := _side(heading, statement.language):
            yield from _of(statement, side, statement.start, statement.end, f"«{heading}»")
        elif MATRIX.search(statement.text) and not statement.printed:
            yield from _of(statement, "included", statement.start, statement.end, "a matrix")
        for printed in statement.printed:
            side = next((one for one in SIDES if printed.keys[0].endswith(f"studies.{one}")), "")
            if side:
                yield from _of(
                    statement, side, printed.end, _until(statement, printed.end), printed.keys[0]
                )


def _until(statement: Statement, at: int) -> int:
    """Where the clause behind a number ends: at a sign, or at the next number."""
    text = statement.passage.text
    ends = [one.start for one in statement.printed if one.start > at]
    found = re.compile(r"[,;:.]\s").search(text, at, statement.end)
    return min([found.start() if found else statement.end, *ends])


def _of(statement: Statement, side: str, start: int, end: int, what: str) -> Iterator[Finding]:
    known = lexicon.words("keys", statement.language)
    other = next(one for one in SIDES if one != side)
    text = statement.passage.text
    told: dict[str, re.Match[str]] = {}
    for name in SIDES:
        for found in lexicon.pattern(known[name]).finditer(text, start, end):
            before = text[max(start, found.start() - 14) : found.start()]
            denied = bool(lexicon.denials(statement.language).search(before))
            told.setdefault(other_of(name) if denied else name, found)
    if other in told and side not in told:
        found = told[other]
        yield statement.passage.finding(
            GROUP_TURNED,
            found.start(),
            found=f"«{found[0]}», of {what}",
            expected=f"the word for what is {side}",
            fix="mend the word, or print the number that it is of",
        )


def other_of(name: str) -> str:
    """Included for excluded, and the other way round."""
    return next(one for one in SIDES if one != name)


def _side(heading: str, language: str) -> str:
    known = lexicon.words("keys", language)
    sides = [name for name in SIDES if heading and lexicon.pattern(known[name]).search(heading)]
    return sides[0] if len(sides) == 1 else ""


def _appendices(thesis: Thesis) -> dict[int, str]:
    """The heading of the appendix that each text stands right below."""
    found: dict[int, str] = {}
    heading = ""
    for passage in texts(thesis):
        block = passage.within[-1]
        if block["t"] == "Header":
            appendix = "appendix" in pandoc.classes(block) and block["c"][0] == 1
            heading = passage.text if appendix else "" if block["c"][0] == 1 else heading
        elif heading and not any(one["t"] == "Table" for one in passage.within):
            found[id(passage)] = heading
    return found


STUDY_OTHER_REASON = declare(
    "study.other-reason",
    looks_at="studies",
    sees="a sentence on one excluded study that gives another reason for leaving it out than the "
    "words of its reason_category",
    misses="a reason in words that the list does not have",
    example="Feil språk var grunnen til å ekskludere [@ellingsen2018]{.excluded}.",
    severity=WARNING,
)


@STUDY_OTHER_REASON.check
def reasons(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence that excludes a study against the reason in its record."""
    studies = thesis.register.records.by_key
    for statement in prose(thesis):
        cited = sorted({cite.key for cite in statement.cites if cite.key in studies})
        left = [key for key in cited if studies[key].fields.get("reason_category")]
        known = lexicon.words("keys", statement.language)["excluded"]
        excludes = list(lexicon.pattern(known).finditer(statement.text))
        if len(left) != 1 or not excludes:
            continue
        topic = lexicon.topic("reasons", statement.language)
        category = str(studies[left[0]].fields["reason_category"])
        parts = {*category.split("_")} & topic.words.keys()
        first = min(cite.at for cite in statement.cites if cite.key == left[0])
        clause = statement.passage.text[statement.start : first]
        told = list(topic.find(clause))
        if parts and told and not any(topic.fits(part, one) for part in parts for one in told):
            yield statement.passage.finding(
                STUDY_OTHER_REASON,
                statement.start + told[0].start,
                found=f"«{told[0].word}», of {left[0]}",
                expected=f"reason_category: {category}",
                fix="give the reason of its record, or mend the record",
            )
