"""Rules on the shape of the text: its headings, its ids, its pictures, its files."""

from __future__ import annotations

from collections.abc import Iterator

from thesis import content, document, sources, summaries
from thesis.content import Heading
from thesis.findings import WARNING, Finding
from thesis.rules import Thesis, declare, rule

TITLE = "data/thesis.yaml"

declare(
    "text.heading-level",
    sees="a heading more than one level below the heading before it",
    misses="a level that is there and should be another",
    example="# Metode and then ### Databaser",
)
declare(
    "text.empty-heading",
    sees="a heading without words",
    misses="a heading that says nothing",
    example="## {.unnumbered}",
)
declare(
    "text.missing-picture",
    sees="a picture that is not there, or is none",
    misses="a picture of something else",
    example="![Skjema](content/skjma.png)",
)
declare(
    "text.picture-untold",
    sees="a picture with neither caption nor alternative text",
    misses="a text that does not tell what the picture shows",
    example="![](content/skjema.png)",
)
declare(
    "text.attribute",
    sees="an attribute that is not in the list of thesis/attributes.py, or that holds another kind "
    "of value than it takes: a width without a unit, code of a program that typesets",
    misses="an attribute that is right and does nothing where it stands",
    example="![Skjema](content/skjema.png){width=300px}",
)


@rule(
    "text.repeated-heading",
    sees="two headings with the same words under the same heading",
    misses="two headings that say the same in other words",
    example="# Metode twice",
)
def repeated(thesis: Thesis) -> Iterator[Finding]:
    """The headings of the whole thesis, each under those above it."""
    first: dict[tuple[str, ...], Heading] = {}
    above: list[str] = []
    for heading in content.headings(thesis.document, thesis.root):
        above = [*above[: heading.level - 1], heading.text.casefold()]
        before = first.setdefault(tuple(above), heading)
        if before is not heading and heading.text:
            yield Finding(
                heading.file,
                heading.line,
                "text.repeated-heading",
                f"the heading «{heading.text}» a second time",
                "each heading once",
                f"rename one of the two (the first is at {before.file}:{before.line})",
            )


@rule(
    "text.repeated-id",
    sees="two headings, figures, tables or divisions with one id",
    misses="one id in two theses",
    example="{#tbl:pico} twice",
)
def ids(thesis: Thesis) -> Iterator[Finding]:
    """Every id of the document."""
    first: dict[str, str] = {}
    for file, _, blocks in document.files(thesis.document):
        lines = content.lines(thesis.root / file)
        for element in document.walk(blocks):
            name = document.identifier(element)
            if name and name in first:
                there = [i for i, line in enumerate(lines, 1) if f"#{name}" in line]
                yield Finding(
                    file,
                    there[-1] if there else 0,
                    "text.repeated-id",
                    f"the id «{name}» a second time (first in {first[name]})",
                    "an id of its own for each",
                    "rename one of the two, or place the table or figure once",
                )
            elif name:
                first[name] = file


@rule(
    "text.keywords",
    sees="keywords of data/thesis.yaml that are printed nowhere: no summary is in their language",
    misses="keywords below a summary of something else",
    example="keywords: {en: [exercise]}, and no Abstract",
    severity=WARNING,
)
def keywords(thesis: Thesis) -> Iterator[Finding]:
    """The keywords against the summaries before the main part."""
    given = thesis.register.records.get("thesis", {}).get("keywords", {})
    lacking = summaries.homeless(thesis.document, given)
    if not lacking:
        return
    source = sources.read_yaml(thesis.root / TITLE, TITLE)
    for language in lacking:
        yield Finding(
            TITLE,
            source.line("keywords", language),
            "text.keywords",
            f"keywords in {language}, and no summary in that language to print them below",
            f"a heading {summaries.called(language)} in a file under front in config/config.yaml",
            f"write one, give another heading there the class .{summaries.ROLE}, or remove them",
        )


@rule(
    "text.unnamed-file",
    sees="a file in content/ that config does not name, so that nobody reads it",
    misses="a file outside content/",
    example="content/05-diskusjon.md, not under content in config/config.yaml",
)
def unnamed(thesis: Thesis) -> Iterator[Finding]:
    """The files in content/ against config."""
    named = {file for files in thesis.config["content"].values() for file in files}
    for file in content.files(thesis.root):
        if file not in named:
            yield Finding(
                file,
                0,
                "text.unnamed-file",
                "a file that is not part of the thesis",
                "a place under content in config/config.yaml",
                "name it there, or move it out of content/",
            )
