"""Rules on the length of the text."""

import re
from collections.abc import Iterator
from pathlib import Path

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document import content
from thesis.document.thesis import Thesis
from thesis.input import look
from thesis.language import norwegian

WORDS_LIMIT = declare(
    "words.limit",
    looks_at="words",
    sees="a main text with more words than the limit in config, and where they are",
    misses="words in parts that the counting rule leaves out",
    example="words: limit: 6000 in config/config.yaml, and more words than that",
)


@WORDS_LIMIT.check
def limit(thesis: Thesis) -> Iterator[Finding]:
    """The whole main part against the limit."""
    tally = thesis.tally
    if tally.words <= tally.limit:
        return
    longest = max(tally.chapters, key=lambda chapter: chapter.words)
    chapters = ", ".join(
        f"{chapter.heading} {norwegian.digits(chapter.words)} ({chapter.file})"
        for chapter in tally.chapters
    )
    yield WORDS_LIMIT.at(
        Place(longest.file, 0),
        found=f"{norwegian.digits(tally.words)} words: {chapters}",
        expected=f"at most {norwegian.digits(tally.limit)}",
        fix=f"cut {norwegian.digits(tally.words - tally.limit)} words",
    )


WORDS_BUDGET = declare(
    "words.budget",
    looks_at="words",
    sees="a chapter with more words than config gives it",
    misses="a chapter that config has no budget for",
    example="budgets: {Innledning: 300} in config/config.yaml, and more words in it",
)


@WORDS_BUDGET.check
def budget(thesis: Thesis) -> Iterator[Finding]:
    """Each chapter against its own budget."""
    budgets = thesis.config["words"].get("budgets", {})
    for chapter in thesis.tally.chapters:
        most = budgets.get(chapter.heading)
        if most is not None and chapter.words > most:
            yield WORDS_BUDGET.at(
                Place(chapter.file, 0),
                found=f"{chapter.heading}: {norwegian.digits(chapter.words)} words",
                expected=f"at most {norwegian.digits(most)}",
                fix=f"cut {norwegian.digits(chapter.words - most)} words, or give it more in "
                "config",
            )


WORDS_LEFT_OUT = declare(
    "words.left-out",
    looks_at="content_files",
    sees="prose in a division or span of a class that the tables bring along and that the word "
    "count leaves out",
    misses="a class that config leaves out and that no template has: config says so openly",
    example="::: {.matrix} around a paragraph of content/05-diskusjon.md",
)
TEMPLATES = Path(__file__).parents[3] / look.FOLDER


@WORDS_LEFT_OUT.check
def left_out(thesis: Thesis) -> Iterator[Finding]:
    """Each line of prose that gives itself the class of a table."""
    of_templates = {
        name
        for folder in (TEMPLATES, thesis.root / look.FOLDER)
        for path in folder.rglob("*.md.jinja")
        for name in content.classes(path)
    }
    names = sorted(of_templates & {*thesis.config.get("words", {}).get("leave_out", [])})
    if not names:
        return
    given = re.compile(
        rf"\{{[^}}]*\.({'|'.join(map(re.escape, names))})(?![\w-])|:::+\s*({'|'.join(names)})\s*$"
    )
    for file in content.files(thesis.root):
        for number, line in enumerate(content.lines(thesis.root / file), 1):
            if found := given.search(line):
                yield WORDS_LEFT_OUT.at(
                    Place(file, number),
                    found=f"prose of the class .{found[1] or found[2]}, which is not counted",
                    expected="that class on a table of templates/tables/ alone",
                    fix="remove the class",
                )
