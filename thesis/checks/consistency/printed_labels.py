"""Rules on the labels of tables and of the figure: against their own keys and each other."""

import re
from collections.abc import Iterator, Mapping

from thesis.diagnostics.files import HOUSE
from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.place import Place, place_of
from thesis.diagnostics.rules import declare
from thesis.document.passages import short
from thesis.document.thesis import Thesis
from thesis.input import look, sources
from thesis.language import lexicon

LABEL_REPEATED = declare(
    "label.repeated",
    looks_at="documents",
    sees="two columns, rows or sentences of one table or figure with one label",
    misses="two labels that mean the same",
    example="findings: Metode, which is the label of method",
)
LABEL_KEY = declare(
    "label.key",
    looks_at="documents",
    sees="a label of a column or row that has the words of another one of its table and none of "
    "its own",
    misses="a label in words that the lexicon does not have",
    example="abstracts: Antall leste artikler",
    severity=WARNING,
)
LABEL_DENIES = declare(
    "label.denies",
    looks_at="documents",
    sees="a sentence with a number that says there is none, or that all are",
    misses="a sentence that is wrong in another way",
    example="«Herfra går ingen ut til høyre, …, av {count}.»",
)

SECTIONS = ("pico", "search_tables", "literature_matrices", "studies", "flowchart")
"""The labels whose words tell columns, rows or boxes apart."""

NONE = {
    "nb": r"ingen|null|alle|samtlige",
    "nn": r"ingen|inga|ikkje|null|alle|samtlege",
    "en": r"none|no one|nobody|nothing|zero|all",
}  # What a sentence with a count does not say of it


@LABEL_REPEATED.check
def repeated(thesis: Thesis) -> Iterator[Finding]:
    """The labels of each table, held against each other."""
    for section, words in _sections(thesis):
        first: dict[str, str] = {}
        for key, label in words.items():
            other = first.setdefault(" ".join(label.lower().split()), key)
            if other == key:
                continue
            for one, twin in ((key, other), (other, key)):
                yield LABEL_REPEATED.at(
                    _place(thesis, words[one]),
                    found=f"{section}.{one}: {label}, as {twin} has it",
                    expected="a label of its own for each column, row and sentence",
                    fix="mend one of the two",
                    evidence=str(_place(thesis, words[twin])),
                )


@LABEL_KEY.check
def keys(thesis: Thesis) -> Iterator[Finding]:
    """The words of each label against those of its key and of its neighbours' keys."""
    lang = _lang(thesis)
    topic = lexicon.topic("headers", lang)
    for section, words in _sections(thesis):
        for key, label in words.items():
            if key not in topic.words:
                continue
            told = {meaning for each in topic.find(label) for meaning in each.meanings}
            if (others := sorted(told & set(words))) and key not in told:
                yield LABEL_KEY.at(
                    _place(thesis, label),
                    found=f"{section}.{key}: {label}",
                    expected=f"a word for {key}, and none for {' and '.join(others)}",
                    fix="mend the label; two may be exchanged",
                )


@LABEL_DENIES.check
def denials(thesis: Thesis) -> Iterator[Finding]:
    """The sentences of the figure that have a count in them."""
    pattern = re.compile(rf"(?i)(?<!\w)(?:{NONE.get(_lang(thesis), '(?!)')})(?!\w)")
    for _, words in _sections(thesis):
        for label in words.values():
            if (denied := pattern.search(label)) and "{count}" in label:
                yield LABEL_DENIES.at(
                    _place(thesis, label),
                    found=f"«{denied[0]}» in a sentence with {{count}}: «{label}»",
                    expected="a sentence that is true of any number",
                    fix="let {count} say how many",
                )


def _lang(thesis: Thesis) -> str:
    return short(str(thesis.labels.get("language", "nb")))


def _sections(thesis: Thesis) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each section of the labels: its name, and its labels on one level."""
    for section in SECTIONS:
        given = thesis.labels.get(section)
        if isinstance(given, Mapping):
            yield section, {k: v for k, v in given.items() if isinstance(v, str)}


def _place(thesis: Thesis, label: str) -> Place:
    return place_of(label) or Place(f"templates/labels/{thesis.config.get('labels', 'nb')}.yaml")


def header_place(template: str, line: int) -> Place:
    """The line of a template that has the header of the table a line of it is in."""
    path = look.chosen(HOUSE / template)
    above = sources.text_or_nothing(path).splitlines()[:line]
    for i in range(len(above) - 1, 0, -1):
        if re.fullmatch(r"\|[\s:|-]+\|\s*", re.sub("{%.*?%}", "", above[i])):
            return Place(template, i)
    return Place(template, line)
