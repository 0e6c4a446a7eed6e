"""Rules on a figure against the words about it: its note, the corrections, the noun behind it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from thesis.checks.records.figures import figures, single, unit
from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input import wording
from thesis.input.folder import Data, get
from thesis.input.sources import Source
from thesis.model.display import numbers_of

FIGURE_NOTE = declare(
    "figure.note",
    looks_at="reported",
    sees="a figure that its own note tells otherwise: a sum with another total, an equation that "
    "does not hold, another number alone",
    misses="a note in other words, and one that tells of another number and of the figure's own",
    example="analysed: 51, of which the note says «25 + 25»",
    severity=WARNING,
)
FIGURE_TOLD = declare(
    "figure.told",
    looks_at="reported",
    sees="a figure of which a note or a correction of the record tells another: its digits in "
    "another order, or one digit another, where no figure has that number; and a correction of a "
    "figure that tells a number which is not the figure",
    misses="a figure that no words repeat",
    example="valid: 456, and «analysen bygger på 465»",
    severity=WARNING,
)
FIGURE_NOUN = declare(
    "figure.noun",
    looks_at="reported",
    sees="a figure whose text has the noun in the wrong number, «to økt», «én økter», "
    "or which it calls both and which is not two",
    misses="a noun that is the same in both, or that the lexicon does not have",
    example='rest_sessions_per_week: 2, and «{{ n("rest_sessions_per_week") }} økt»',
)

YEAR = range(1900, 2101)

EQUATION = re.compile(r"(\d+(?:\s*[+−–-]\s*\d+)+)\s*=\s*(\d+)")
SUM = re.compile(r"\d+(?:[^+\d=]{0,40}\+\s*\d+)+")
CALL = re.compile(
    r"\{\{\s*n\(\s*[\"']([a-z0-9_]+)[\"']((?:\s*,[^)]*)?)\)\s*\}\}\s+(\w+)(?:\s+(\w+))?"
)
ADJECTIVE = re.compile(r"(?i)\w{3,}(?:e|ige|iske)$")
EVERY = re.compile(r"(?i)(?:hvert?|every)\s+$")
"""In front of an ordinal that counts: «hver tredje uke»."""

ALONE = re.compile(
    r"(?i)(?<!\w)(?:hvert? (?:andre|annen|annet|[a-zæøå]+(?:de|te))|enkelt|single)(?!\w)"
)  # Words that tell one number, and that it is this one

OTHER = re.compile(r"(?:[A-ZÆØÅ]\w+ et al\.|@\w+)[^.;]*")  # What a correction says of another study


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    lang = wording.language(data)
    for study in data.studies.values():
        for name in figures(study):
            yield from _note(study, name, lang)
        yield from _told(study, lang)
        yield from _nouns(study, data)


@lru_cache(4096)  # several rules look at each text
def numbers(text: str, lang: str) -> tuple[Decimal, ...]:
    """The numbers of a text, in digits and in words, no years; «én gang» is 1, «en» an article."""
    found = [
        Decimal(str(each.value))
        for each in numbers_of(lang).find_numbers(text)
        if each.value is not None
        and ("ordinal" not in each.kind or EVERY.search(text[: each.start]))
    ]
    if lang != "en":
        found += [Decimal(1) for _ in re.finditer(r"(?<!\w)(?:[Éé]n|[Éé]tt?)(?!\w)", text)]
    return tuple(value for value in dict.fromkeys(found) if value not in YEAR)


def _note(study: Source, name: str, lang: str) -> Iterator[Finding]:
    note, value = get(study, str, "figures", name, "note"), single(study, name)
    if note is None or value is None or unit(study, name) in {"year", "percent"}:
        return
    wrong = ""
    for equation in EQUATION.finditer(note):
        if _sum(equation[1]) != int(equation[2]):
            wrong = f"«{equation[0]}»"
    plain = EQUATION.sub(" ", note)
    if (total := SUM.search(plain)) and "=" not in note:
        parts = [int(part) for part in re.findall(r"(?:^|\+\s*)(\d+)", total[0])]
        if sum(parts) != value:
            wrong = f"«{total[0]}», which is {sum(parts)}"
    elif not EQUATION.search(note) and (named := numbers(note, lang)) and value not in named:
        others = {single(study, each) for each in figures(study) if each != name}
        # «hver tredje uke» is of this figure, whatever else is three.
        if ALONE.search(note) or not set(named) & others:
            wrong = f"«{note}»"
    if wrong:
        yield FIGURE_NOTE.at(
            study.place("figures", name),
            found=f"{name}: {value}, and its note says {wrong}",
            expected="the number that the note tells",
            fix="mend the figure, or the note",
        )


def _sum(text: str) -> int:
    terms = re.findall(r"([+−–-]?)\s*(\d+)", text)
    return sum(int(number) * (-1 if sign in {"−", "–", "-"} else 1) for sign, number in terms)


def _told(study: Source, lang: str) -> Iterator[Finding]:
    values = {name: value for name in figures(study) if (value := single(study, name)) is not None}
    for i in range(len(get(study, list, "corrections") or [])):
        yield from _corrected(study, i, values, lang)
    found: set[str] = set()
    for text, place, of_texts in _words(study):
        for number in numbers(EQUATION.sub(_terms, OTHER.sub(" ", text)), lang):
            if number in values.values():
                continue
            for name, value in values.items():
                if name in found or not _slip(value, number, 1 if of_texts else 2):
                    continue
                found.add(name)
                yield FIGURE_TOLD.at(
                    study.place("figures", name),
                    found=f"{name}: {value}, where the record says {number} elsewhere",
                    expected="one number for one figure",
                    fix="mend the figure, or the words",
                    evidence=f"{place}: «{text.strip()}»",
                )


def _terms(equation: re.Match[str]) -> str:
    """The terms of an equation without its result, which is no figure."""
    return equation[1]


def _words(study: Source) -> Iterator[tuple[str, Place, bool]]:
    """The words of a record that repeat its figures, and whether they correct one of its texts."""
    for name in figures(study):
        if note := get(study, str, "figures", name, "note"):
            yield note, study.place("figures", name), False
    for i in range(len(get(study, list, "corrections") or [])):
        for part in ("used", "reason", "source"):
            text = get(study, str, "corrections", i, part)
            if text and (part != "source" or not _is_figure(study, i)):
                yield text, study.place("corrections", i, part), not _is_figure(study, i)


def _is_figure(study: Source, i: int) -> bool:
    return (get(study, str, "corrections", i, "field") or "").startswith("figures.")


def _slip(value: Decimal, told: Decimal, least: int) -> bool:
    """Whether two numbers are alike but for the order of their digits, or for one of more digits
    than `least`.
    """
    one, other = (str(each).lstrip("0.") for each in (value, told))
    if one == other or len(one) != len(other) or len(one) < 2:
        return False
    if str(value).find(".") != str(told).find("."):
        return False
    if sorted(one) == sorted(other):
        return True
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1 and len(one) > least


def _corrected(study: Source, i: int, values: dict[str, Decimal], lang: str) -> Iterator[Finding]:
    """A correction of a figure: what is used is the figure."""
    name = (get(study, str, "corrections", i, "field") or "").removeprefix("figures.")
    used = get(study, object, "corrections", i, "used")
    if name not in values or not _is_figure(study, i) or used is None:
        return
    if (told := numbers(str(used), lang)) and values[name] not in told:
        yield FIGURE_TOLD.at(
            study.place("figures", name),
            found=f"{name}: {values[name]}, but the correction of it uses «{used}»",
            expected=" or ".join(map(str, told)),
            fix="mend the figure, or what the correction uses",
            evidence=str(study.place("corrections", i, "used")),
        )


def _nouns(study: Source, data: Data) -> Iterator[Finding]:
    topic = wording.topic("singulars", data)
    for sentence in wording.sentences(study):
        for call in CALL.finditer(sentence.raw):
            name, value = call[1], single(study, call[1])
            if value is None or "ordinal" in call[2] or value != int(value):
                continue
            if "both" in call[2] and value != 2:
                yield FIGURE_NOUN.at(
                    study.place("figures", name),
                    found=f"{name}: {value}, but the text has both of them",
                    expected="2, of which «begge» is said",
                    fix="mend the figure, or the call",
                    evidence=str(sentence.place),
                )
            noun = call[4] if call[4] and ADJECTIVE.match(call[3]) else call[3]
            number = next(
                (each.meanings for each in topic.find(noun) if each.word == noun), frozenset()
            )
            wrong = number == {"singular"} if value >= 2 else value == 1 and number == {"plural"}
            if wrong:
                yield FIGURE_NOUN.at(
                    study.place("figures", name),
                    found=f"{name}: {value}, but the text has «{noun}» behind it",
                    expected="a noun in the number that the figure has",
                    fix="mend the figure, or the noun",
                    evidence=str(sentence.place),
                )
