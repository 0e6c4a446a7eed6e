"""Leftovers: what a program prints where it has nothing to print, which no file may say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare
from thesis.document import content, pandoc
from thesis.document.marks import JINJA
from thesis.input import look, sources
from thesis.readback.blocks import File
from thesis.readback.compare import Comparison, expected_at, place
from thesis.readback.expected import REFERENCE, ExpectedText

FINISHED_FORBIDDEN = declare(
    "finished.forbidden",
    looks_at="documents",
    sees="what a program prints where it has nothing to print, and no source says: ??, None, "
    "{{, undefined, a mark",
    misses="a value that is wrong and looks like one",
    example="Jeg mener None likevel",
)


FORBIDDEN = re.compile(
    r"""\?{2,} | \{\{ | \}\} | \{% | %\} | \{\# | \#\}
    | (?<!\w)(?:None|[Uu]ndefined|Traceback|nan|NaN)(?!\w)
    | \[object\ \w*
    | (?<!\w)\?[a-z]\w*(?:[.:][\w-]+)+      # the mark of an unknown key or cross-reference
    | @(?:fig|tbl|app):[\w-]+
    """,
    re.VERBOSE,
)
AROUND = 40  # characters on either side that are shown
BESIDE = re.compile(r"\w+")


CALLING = ("content", "data/studies")
"""Where texts may have calls in them; all else is printed as it was typed."""

TYPED = frozenset({"verbatim", "title", "Cite"})
"""Zones that print a field of data/studies/ as it was typed too."""


@dataclass(frozen=True)
class Sources:
    """What people wrote: as they typed it, and without the calls that are no text yet."""

    typed: list[str]
    called: list[str]


def forbidden(
    file: File, comparisons: Sequence[Comparison], placeholders: set[str], sources: Sources
) -> Iterator[Finding]:
    """The words of a file that nobody wrote.

    Args:
        placeholders: the texts that a step has put into the document, and told of.
        sources: what people wrote.
    """
    for number, block in enumerate(file.blocks):
        for found in FORBIDDEN.finditer(block.text):
            typed = _is_typed(expected_at(comparisons, number, found.start()))
            written = sources.typed if typed else sources.called
            if found[0] in placeholders or _is_written(block.text, found, written):
                continue
            page = block.page(found.start())
            shown = block.text[max(0, found.start() - AROUND) : found.end() + AROUND]
            yield FINISHED_FORBIDDEN.at(
                place(comparisons, file, number, found.start()),
                found=f"«{found[0]}» in «{' '.join(shown.split())}»"
                + (f" on page {page}" if page else "")
                + f" of {file.name}",
                expected="words that somebody wrote",
                fix="look for what the text should say there, and give it a value in its source",
            )


def _is_typed(at: tuple[ExpectedText, int] | None) -> bool:
    """Whether a place shows data/ as it was typed: a search string, a title, a reference."""
    if at is None:
        return True  # the title page
    text, offset = at
    return text.kind == REFERENCE or any(
        zone.start <= offset < zone.end and TYPED & {zone.kind, *zone.classes}
        for zone in text.zones
    )


def _is_written(text: str, found: re.Match[str], written: Sequence[str]) -> bool:
    """Whether a source has the same, with the same word beside it."""
    before = BESIDE.findall(text[: found.start()])[-1:]
    after = BESIDE.findall(text[found.end() :])[:1]
    parts = [re.escape(part) for part in (*before, found[0], *after)]
    pattern = re.compile(r"\W*".join(parts))
    return any(found[0] in source and pattern.search(source) for source in written)


def written(root: Path, labels: Path) -> Sources:
    """What people wrote in content/, data/ and the labels."""
    data = (path for path in sorted((root / "data").rglob("*")) if path.is_file())
    paths = [*(root / name for name in content.files(root)), *data, *look.layers(labels, root)]
    typed = {path: sources.text_or_nothing(path) for path in paths}
    folders = [root / folder for folder in CALLING]
    called = [
        JINJA.sub("", text) if any(path.is_relative_to(folder) for folder in folders) else text
        for path, text in typed.items()
    ]
    return Sources([*typed.values()], called)


def placeholders(tree: pandoc.Tree) -> set[str]:
    """The texts in the document that stand for what is missing; the step that put them has told."""
    return {
        pandoc.text(element)
        for element in pandoc.walk(tree["blocks"])
        if {"missing-number", "unresolved"} & set(pandoc.classes(element))
    }
