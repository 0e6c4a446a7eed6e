"""Rules on typography in the author's own text: signs, and words that stand twice."""

import re
from collections.abc import Iterator
from typing import Any

from thesis.checks.text.spelling import texts
from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.place import Place, place_of
from thesis.diagnostics.rules import Rule, declare
from thesis.document import passages
from thesis.document.author_text import author_spelt
from thesis.document.passages import Passage
from thesis.document.thesis import Thesis
from thesis.document.typed_numbers import contract
from thesis.document.typed_numbers.contract import Vouched
from thesis.language import typography
from thesis.language.typography import Slip

REFERENCES = "data/references.yaml"
PRINTED = {
    "title", "container-title", "collection-title", "genre", "publisher", "publisher-place",
    "author", "editor", "translator",
}  # fmt: skip
"""The fields of a reference that are printed as words."""

PROSE = ("content/", "data/studies/")  # Where an author may leave a note to themselves

COMMENT = re.compile(r"<!--|-->|\{#+(?=\s)|(?<=\s)#+\}")
"""The signs of a comment elsewhere: of HTML, and of other Jinja templates."""

TEXT_DOUBLED_WORD = declare(
    "text.doubled-word",
    looks_at="texts",
    sees="a word that stands twice on end: «på på»",
    misses="words that may stand twice in Norwegian (det det), and a name",
    example="Trening virker på på russuget.",
    severity=WARNING,
)


TEXT_TYPOGRAPHY = declare(
    "text.typography",
    looks_at="texts",
    sees="straight quotation marks, a space inside «…» or before a sign, a hyphen between numbers, "
    "and, but in English, a number with no space before its %",
    misses="an English “…”, and what pandoc mends (two spaces)",
    example='Dette kalles "russug" på norsk.',
    severity=WARNING,
)


@TEXT_TYPOGRAPHY.check
def slips(thesis: Thesis) -> Iterator[Finding]:
    """Every text in the language of the thesis; yields what the rule on doubled words sees, too."""
    language = passages.language(thesis.document)
    for passage in texts(thesis):
        text = author_spelt(passage, language, ())
        yield from _signs(passage, text, language)
        yield from _doubled(passage, text)


def _signs(passage: Passage, text: str, language: str) -> Iterator[Finding]:
    for slip in typography.slips(text, language):
        yield passage.finding(
            TEXT_TYPOGRAPHY,
            slip.start,
            found="«" + slip.found.replace("\u00a0", " ") + "»",
            expected=slip.expected,
            fix="write it so; what was typed in a search or a program goes in `code`",
        )


def _doubled(passage: Passage, text: str) -> Iterator[Finding]:
    for slip in typography.doubled(text):
        yield passage.finding(
            TEXT_DOUBLED_WORD,
            slip.start,
            found=f"«{slip.found}»",
            expected=f"«{slip.expected}» once",
            fix="remove one of the two",
        )


TEXT_COMMENT = declare(
    "text.comment",
    looks_at="texts",
    sees="the signs of a comment that is none here, and is printed: <!-- … --> and {# … #}",
    misses="a remark with no sign at all; a title, label or query, which is printed as it is typed",
    example="Slik var det. <!-- finn kilde -->",
)


@TEXT_COMMENT.check
def comments(thesis: Thesis) -> Iterator[Finding]:
    """Every text in any language; one finding a text, for a comment has two ends."""
    fix = "write a note to yourself so: {## … ##}; or remove it"
    yield from _shown(thesis, TEXT_COMMENT, COMMENT, fix)


TEXT_FORMULA = declare(
    "text.formula",
    looks_at="texts",
    sees="a formula of TeX in dollars, which is no formula here, and is printed: $I^2$",
    misses="a formula without the signs of one: $n$",
    example="Spredningen var høy ($I^2$).",
)


@TEXT_FORMULA.check
def formulas(thesis: Thesis) -> Iterator[Finding]:
    """Every text in any language; one finding a text."""
    fix = "write it in text: *I*^2^, CO~2~, p < 0,05"
    yield from _shown(thesis, TEXT_FORMULA, contract.FORMULA, fix)


def _shown(thesis: Thesis, rule: Rule, signs: re.Pattern[str], fix: str) -> Iterator[Finding]:
    """The first of some signs in each text of an author, which are printed as they are typed."""
    for passage in passages.texts(thesis):
        found = signs.search(author_spelt(passage, None, ()))
        if found and passage.place(found.start()).file.startswith(PROSE):
            yield passage.finding(
                rule,
                found.start(),
                found=f"«{found.group()}», which the reader would see",
                expected="text for the reader",
                fix=fix,
            )


TEXT_APOSTROPHE = declare(
    "text.apostrophe",
    looks_at="texts",
    sees="the apostrophe of a typewriter in the text, in any language, and its quotation marks in "
    "passages in another language and in the records of references",
    misses="an apostrophe that is typographic and wrong, and those of code, keys and searches",
    example="[One's craving]{lang=en}",
    severity=WARNING,
)


@TEXT_APOSTROPHE.check
def apostrophes(thesis: Thesis) -> Iterator[Finding]:
    """Every text of the thesis, and what the reference list prints."""
    searched = {word for text in Vouched.of(thesis).typed for word in re.findall(r"\w+", text)}
    language = passages.language(thesis.document)
    own = list(texts(thesis))
    others = [each for each in passages.texts(thesis) if each.language != language]
    for passage in [*own, *others]:
        for slip in _typewritten(passage, language, searched):
            mend = "write it so; what was typed in a search or a program goes in `code`"
            found = f"«{slip.found}» in «{_around(passage.text, slip.start)}»"
            yield passage.finding(
                TEXT_APOSTROPHE, slip.start, found=found, expected=slip.expected, fix=mend
            )
    yield from _in_references(thesis)


def _typewritten(passage: Passage, language: str, searched: set[str]) -> Iterator[Slip]:
    text = author_spelt(passage, None, searched)
    yield from typography.apostrophes(text)
    for slip in typography.quotes(text):  # those in the thesis' own language are text.typography's
        languages = [passage.language]
        languages += [
            zone.language(languages[-1])
            for zone in passage.zones
            if zone.start <= slip.start < zone.end
        ]
        if languages[-1] != language:
            yield slip


def _in_references(thesis: Thesis) -> Iterator[Finding]:
    for work in thesis.register.records.references.values():
        for text in _texts([value for name, value in work.items() if name in PRINTED]):
            for slip in typography.quotes(text):
                yield TEXT_APOSTROPHE.at(
                    place_of(text) or Place(REFERENCES),
                    found=f"«{slip.found}» in «{_around(text, slip.start)}»",
                    expected=slip.expected,
                    fix="write it so; it is printed as it stands here",
                )


def _texts(node: Any) -> Iterator[str]:
    """Every text in a field of a reference, such as the names of its authors."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list | dict):
        for each in node if isinstance(node, list) else node.values():
            yield from _texts(each)


def _around(text: str, at: int) -> str:
    """The word that a sign stands in."""
    start, end = text.rfind(" ", 0, at) + 1, text.find(" ", at)
    return text[start : end if end >= 0 else None]
