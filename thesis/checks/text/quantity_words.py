"""Rules on quantity words beside the studies that are bound to nothing."""

from collections.abc import Iterator

from thesis.checks.text.group_statements import language
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare
from thesis.document.passages import Passage, Zone, texts
from thesis.document.thesis import Thesis
from thesis.document.typed_numbers import author_names, kinds
from thesis.language import quantities, quantity_words
from thesis.language.quantity_words import COUNT, MASK
from thesis.model.groups import EXAMPLE

BOUND = frozenset({"group", "typed", "title", "verbatim", "missing-number", "unresolved"})
"""Classes of the spans that are bound or declared, or hold no words of the author's."""


GROUP_UNBOUND = declare(
    "group.unbound",
    looks_at="texts",
    sees="a plain quantity word beside a noun of the studies: «de fleste artiklene», «no study»",
    misses="a quantity without such a noun beside it («ingen av dem»), and «hver»",
    example="Alle artiklene var fagfellevurdert.",
)


@GROUP_UNBOUND.check
def unbound_words(thesis: Thesis) -> Iterator[Finding]:
    """Every passage in a language that has a table."""
    for passage in texts(thesis):
        for start, end in sorted(_unbound(passage)):
            words = passage.text[start:end]
            yield GROUP_UNBOUND.at(
                passage.place(start),
                found=f"«{words}», which nothing checks",
                expected=f"a group statement, such as {EXAMPLE}",
                fix=f'write [{words}]{{.group of="..." where="..."}}; in a label or caption, '
                "where no brackets go, say it without the quantity; of other studies than the "
                "records: "
                f'[{words}]{{.typed why="..."}}',
                evidence=_around(passage.text, start, end),
            )


def _unbound(passage: Passage) -> Iterator[tuple[int, int]]:
    """Where unbound words are; what is in another language is read as that language."""
    foreign = [zone for zone in passage.zones if "lang" in zone.attributes]
    for lang, inside in [(passage.language, None), *((language(z), z) for z in foreign)]:
        if lang in quantities.LANGUAGES:
            yield from quantity_words.find(_masked(passage, lang, inside), lang)


def _masked(passage: Passage, lang: str, inside: Zone | None) -> str:
    """The text, letter for letter, with MASK for what is no matter and COUNT for keyed numbers."""
    out = list(passage.text)

    def mask(start: int, end: int, sign: str) -> None:
        for i in range(start, end):
            if out[i] != MASK and not out[i].isspace():
                out[i] = sign

    if inside:
        mask(0, inside.start, MASK)
        mask(inside.end, len(out), MASK)
    for zone in passage.zones:
        if _no_matter(zone) or zone.language(lang) != lang:
            mask(zone.start, zone.end, MASK)
        elif "n" in zone.classes:
            mask(zone.start, zone.end, COUNT)
    levels = (found.span() for found in kinds.kinds()["levels"].pattern.finditer(passage.text))
    for start, end in (*author_names.other_names(passage), *levels):  # «phase 3 trials»
        mask(start, end, MASK)
    return "".join(out)


def _no_matter(zone: Zone) -> bool:
    if zone.kind == "Link":
        return str(zone.element["c"][2][0]).startswith("#")  # a cross-reference
    return zone.kind in {"Cite", "Code", "Math", "RawInline"} or bool(BOUND & set(zone.classes))


def _around(text: str, start: int, end: int, width: int = 60) -> str:
    """The words with some of what is around them, from word to word."""
    before = text[max(start - width, 0) : start]
    after = text[end : end + width]
    if start > width:
        before = "… " + before.partition(" ")[2]
    if end + width < len(text):
        after = after.rpartition(" ")[0] + " …"
    return f"{before}{text[start:end]}{after}".strip()
