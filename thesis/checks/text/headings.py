"""Rules on the shape of the text: its headings, its ids, its pictures, its files."""

from collections.abc import Iterator

from thesis.diagnostics.files import THESIS_FILE
from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.place import Place, place_of
from thesis.diagnostics.rules import declare
from thesis.document import content, pandoc, passages
from thesis.document.assembly import summaries
from thesis.document.content import Heading
from thesis.document.thesis import Thesis

TEXT_REPEATED_HEADING = declare(
    "text.repeated-heading",
    looks_at="headings",
    sees="two headings with the same words under the same heading",
    misses="two headings that say the same in other words",
    example="## Metodediskusjon twice",
)


@TEXT_REPEATED_HEADING.check
def repeated(thesis: Thesis) -> Iterator[Finding]:
    """The headings of the whole thesis, each under those above it."""
    first: dict[tuple[str, ...], Heading] = {}
    above: list[str] = []
    for heading in thesis.headings:
        above = [*above[: heading.level - 1], heading.text.casefold()]
        if (before := first.setdefault(tuple(above), heading)) is not heading and heading.text:
            yield TEXT_REPEATED_HEADING.at(
                Place(heading.file, heading.line),
                found=f"the heading «{heading.text}» a second time",
                expected="each heading once",
                fix=f"rename one of the two (the first is at {before.file}:{before.line})",
            )


TEXT_REPEATED_ID = declare(
    "text.repeated-id",
    looks_at="content_files",
    sees="two headings, figures, tables or divisions with one id",
    misses="one id in two theses",
    example="{#tbl:pico} twice",
)


@TEXT_REPEATED_ID.check
def ids(thesis: Thesis) -> Iterator[Finding]:
    """Every id of the document."""
    first: dict[str, str] = {}
    for file, element in thesis.elements:
        if (name := pandoc.identifier(element)) and name in first:
            lines = content.lines(thesis.root / file)
            there = [i for i, line in enumerate(lines, 1) if f"#{name}" in line]
            yield TEXT_REPEATED_ID.at(
                Place(file, there[-1] if there else 0),
                found=f"the id «{name}» a second time (first in {first[name]})",
                expected="an id of its own for each",
                fix="rename one of the two, or place the table or figure once",
            )
        elif name and file:
            first[name] = file


TEXT_KEYWORDS = declare(
    "text.keywords",
    looks_at="content_files",
    sees="keywords of data/thesis.yaml that are printed nowhere: no summary is in their language",
    misses="keywords below a summary of something else",
    example="keywords: {en: [exercise]}, and no Abstract",
    severity=WARNING,
)


@TEXT_KEYWORDS.check
def keywords(thesis: Thesis) -> Iterator[Finding]:
    """The keywords against the summaries before the main part."""
    given = thesis.register.records.thesis.keywords
    if not (lacking := summaries.homeless(thesis.document, given)):
        return
    for language in lacking:
        yield TEXT_KEYWORDS.at(
            place_of(given[language][0]) or Place(THESIS_FILE),
            found=f"keywords in {language}, and no summary in that language to print them below",
            expected=f"a heading {summaries.called(language)} in a file under front in "
            "config/config.yaml",
            fix=f"write one, give another heading there the class .{summaries.ROLE}, or remove "
            "them",
        )


TEXT_DECLARATION = declare(
    "text.declaration",
    looks_at="content_files",
    sees="a declaration on artificial intelligence in data/thesis.yaml that is printed nowhere",
    misses="one that is not true",
    example='ai: {used: false}, and no {{ table("ai_declaration") }}',
)


@TEXT_DECLARATION.check
def declaration(thesis: Thesis) -> Iterator[Finding]:
    """The declaration against the text."""
    if (declared := thesis.register.records.thesis.ai) is None:
        return
    words = str(thesis.labels["ai_declaration"]["used" if declared.used else "unused"])
    if not any(words in passage.text for passage in passages.texts(thesis)):
        yield TEXT_DECLARATION.at(
            content.place_with("ai:", THESIS_FILE, thesis.root),
            found="a declaration that no page prints",
            expected=f"«{words}»",
            fix="name ai_declaration under tables in config/config.yaml, and write "
            '{{ table("ai_declaration") }} below a heading in content/',
        )


TEXT_UNNAMED_FILE = declare(
    "text.unnamed-file",
    looks_at="content_files",
    sees="a file in content/ that config does not name, so that nobody reads it",
    misses="a file outside content/",
    example="content/09-glemt.md, not under content in config/config.yaml",
)


@TEXT_UNNAMED_FILE.check
def unnamed(thesis: Thesis) -> Iterator[Finding]:
    """The files in content/ against config."""
    named = {file for files in thesis.config["content"].values() for file in files}
    for file in content.files(thesis.root):
        if file not in named:
            yield TEXT_UNNAMED_FILE.at(
                Place(file, 0),
                found="a file that is not part of the thesis",
                expected="a place under content in config/config.yaml",
                fix="name it there, or move it out of content/",
            )
