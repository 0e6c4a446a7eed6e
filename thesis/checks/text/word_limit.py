"""Rules on the length of the text."""

import re
from collections.abc import Iterator

from thesis.checks.text import demands
from thesis.diagnostics.files import HOUSE
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document import content
from thesis.document.thesis import Thesis
from thesis.document.word_count import CountingRule, Tally
from thesis.input import look
from thesis.language import norwegian

WORDS_LIMIT = declare(
    "words.limit",
    looks_at="words",
    sees="a text that is longer than the limit of config or of its programme, and where it is",
    misses="what the counting rule leaves out",
    example="words: limit: 6000 in config/config.yaml, and more words than that",
)


@WORDS_LIMIT.check
def limit(thesis: Thesis) -> Iterator[Finding]:
    """All that counts, against the limit."""
    tally = thesis.tally
    if tally.limit is None or tally.words <= tally.limit or not tally.chapters:
        return
    longest = max(tally.chapters, key=lambda chapter: chapter.words)
    chapters = ", ".join(
        f"{chapter.heading} {norwegian.digits(chapter.words)} ({chapter.file})"
        for chapter in tally.chapters
    )
    yield WORDS_LIMIT.at(
        Place(longest.file, 0),
        found=f"{_length(tally.words, tally)}: {chapters}",
        expected=f"at most {_length(tally.limit, tally)}{_said(thesis, 'limit')}",
        fix=f"cut {_length(tally.words - tally.limit, tally)}",
    )


WORDS_MINIMUM = declare(
    "words.minimum",
    looks_at="words",
    sees="a text that is shorter than config or its programme wants it",
    misses="what the counting rule leaves out",
    example="words: minimum: 65000 in config/config.yaml, and fewer words than that",
)


@WORDS_MINIMUM.check
def minimum(thesis: Thesis) -> Iterator[Finding]:
    """All that counts, against the minimum."""
    tally = thesis.tally
    if tally.minimum is None or tally.words >= tally.minimum:
        return
    yield WORDS_MINIMUM.at(
        content.setting(thesis.root, "words", "minimum"),
        found=f"{_length(tally.words, tally)}",
        expected=f"at least {_length(tally.minimum, tally)}{_said(thesis, 'minimum')}",
        fix=f"write {_length(tally.minimum - tally.words, tally)} more",
    )


WORDS_CHAPTER = declare(
    "words.chapter",
    looks_at="words",
    sees="a chapter that is longer or shorter than config or the programme wants it, and a heading "
    "there that no counted chapter has",
    misses="a chapter that nothing is said of",
    example="chapters: {Innledning: {limit: 300}} in config/config.yaml, and more words in it",
)


@WORDS_CHAPTER.check
def chapters(thesis: Thesis) -> Iterator[Finding]:
    """Each chapter against bounds of its own."""
    tally, rule = thesis.tally, CountingRule.of(thesis.config)
    there = {chapter.heading: chapter for chapter in tally.chapters}
    for heading, given in rule.chapters.items():
        if heading not in there:
            yield WORDS_CHAPTER.at(
                content.setting(thesis.root, "words", "chapters", heading),
                found=f"«{heading}» in words: chapters, and no counted chapter of that name",
                expected=f"one of {', '.join(filter(None, there))}",
                fix=suggestion(heading, [*filter(None, there)], "remove it"),
            )
            continue
        chapter, bounds = there[heading], given.within(rule.tolerance)
        least, most = bounds.minimum, bounds.limit
        too_long = most is not None and chapter.words > most
        if too_long or (least is not None and chapter.words < least):
            bound = most if too_long else least
            yield WORDS_CHAPTER.at(
                Place(chapter.file, 0),
                found=f"{heading}: {_length(chapter.words, tally)}",
                expected=f"at {'most' if too_long else 'least'} {_length(bound or 0, tally)}"
                f"{_said(thesis, 'chapters')}",
                fix=f"{'cut' if too_long else 'write'} "
                f"{_length(abs(chapter.words - (bound or 0)), tally)}, or change words: chapters",
            )


LENGTHS = {
    "words": "{} words",
    "characters": "{} characters",
    "characters_without_blanks": "{} characters without blanks",
    "pages": "{} pages",
}  # How a length is told, by its unit


def _length(value: int | float, tally: Tally) -> str:
    """«6 519 words»."""
    return LENGTHS[tally.unit].format(norwegian.digits(round(value, 1)))


def _said(thesis: Thesis, field: str) -> str:
    """Which programme says so, where the thesis does not say otherwise; else ""."""
    programme = thesis.config.get("programme", {})
    own = thesis.config.get("words", {}).get(field)
    same = field in programme.get("words", {}) and programme["words"][field] == own
    return demands.said_by(programme) if same else ""


WORDS_LEFT_OUT = declare(
    "words.left-out",
    looks_at="content_files",
    sees="prose in a division or span of a class that the tables bring along and that the word "
    "count leaves out",
    misses="a class that config leaves out and that no template has: config says so openly",
    example="::: {.matrix} around a paragraph of content/05-diskusjon.md",
)
TEMPLATES = HOUSE / look.FOLDER


@WORDS_LEFT_OUT.check
def left_out(thesis: Thesis) -> Iterator[Finding]:
    """Each line of prose that gives itself the class of a table."""
    of_templates = {
        name
        for folder in (TEMPLATES, thesis.root / look.FOLDER)
        for path in folder.rglob("*.md.jinja")
        for name in content.classes(path)
    }
    names = sorted(of_templates & {*CountingRule.of(thesis.config).leave_out})
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
