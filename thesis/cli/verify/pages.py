"""Pages of a PDF, their words against what the data inside say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from thesis.cli.verify.rebuild import Rebuilt
from thesis.cli.verify.verdict import PAGES, Verdict, of
from thesis.document import pandoc, passages
from thesis.document.ledger import FLOWCHART
from thesis.model import display
from thesis.readback import additions, expected, flowchart, svg
from thesis.readback.additions import Allowed
from thesis.readback.blocks import SOURCES, File, UnreadableFileError
from thesis.readback.compare import (
    FINISHED_NUMBER,
    FINISHED_UNREADABLE,
    RULES,
    Comparison,
    compare,
    differences,
)
from thesis.readback.expected import REFERENCE, ExpectedText

OWN = ("content/", "data/")  # Where a text stands that no other code words otherwise
NUMBER = FINISHED_NUMBER.id  # The rule of what is told number by number
LOOK = ("templates/html/thesis.css", "templates/html/thesis.js")
"""The style sheet and the script of the web page."""
OF_CODE = {additions.FINISHED_LEVEL.id, additions.FINISHED_ORDER.id}
"""What another version of the code may do otherwise."""
MOST = 20  # Texts that are named; of other code, there can be many


@dataclass(frozen=True)
class Page:
    """All that the pages must say."""

    tree: pandoc.Tree  # the document that the data give
    texts: Sequence[ExpectedText]  # its texts, and those in the flowchart
    title: Sequence[str]  # the lines of the title page, and what stands above the contents


def recomputed(made: Rebuilt) -> Page | None:
    """What the data inside a PDF give for its pages; None where they give no document."""
    tree = made.json("placed.json") or made.json("thesis.json")  # of older code in the PDF
    if tree is None:
        return None
    count = made.json("wordcount.json")
    language = passages.language(tree)
    words = [display.digits(count["words"], language)] if count else []
    title = [*expected.title_page(tree), *words]
    if contents := tree["meta"].get("label-contents"):
        title.append(pandoc.text(contents))
    return Page(tree, [*expected.expected_texts(tree), *_in_figure(made, tree)], title)


def _in_figure(made: Rebuilt, tree: pandoc.Tree) -> Iterator[ExpectedText]:
    try:
        chart = replace(svg.read(made.folder / FLOWCHART), name=FLOWCHART)
    except (UnreadableFileError, OSError):
        return
    if flowchart.is_placed(chart, tree):
        yield from expected.in_picture(chart)


def compared(page: Page, file: File) -> list[Comparison]:
    """The texts and the file in each stream that either of them has."""
    known = {SOURCES, *(each.stream for each in page.texts)}
    others = dict.fromkeys(block.stream for block in file.blocks if block.stream not in known)
    return [*compare(page.texts, file), *(Comparison([], file, stream) for stream in others)]


def beside(
    page: Page, comparisons: Sequence[Comparison], file: File, made: Rebuilt, other_code: bool
) -> Iterator[Verdict]:
    """What a file hides, what it has beside its text, and where it leads to."""
    programs = [path for name in LOOK if (path := made.house / name).is_file()]
    known = Allowed.of(page.tree, programs, made.folder)
    for finding in additions.findings(file, comparisons, known):
        program = file.programs and finding.rule == additions.FINISHED_ADDED.id
        of_code = other_code and (finding.rule in OF_CODE or program)
        place = str(finding.place) if finding.file != file.name else "the file"
        yield Verdict(PAGES, place, None if of_code else False, finding.found, finding.expected)


def words(page: Page, comparisons: Sequence[Comparison], file: File) -> Iterator[Verdict]:
    """The words of the pages that are others than the data give, by code that did not build them.

    What stands in content/ and data/ is printed as it is, by whatever code. A label, a citation,
    or a text that only the pages have may be the code's.
    """
    said = [*_otherwise(comparisons, file), *_besides(page, comparisons)]
    yield from said[:MOST]
    if len(said) > MOST:
        more = said[MOST:]
        agrees = False if any(each.agrees is False for each in more) else None
        yield Verdict(PAGES, "the PDF", agrees, f"{len(more)} more texts that read otherwise")


def _otherwise(comparisons: Sequence[Comparison], file: File) -> Iterator[Verdict]:
    for finding in differences([each for each in comparisons if each.expected], file):
        if finding.rule != NUMBER:
            own = finding.file.startswith(OWN) and finding.rule != RULES[REFERENCE].id
            agrees = False if own or finding.rule == FINISHED_UNREADABLE.id else None
            yield Verdict(PAGES, str(finding.place), agrees, finding.found, finding.expected)


def _besides(page: Page, comparisons: Sequence[Comparison]) -> Iterator[Verdict]:
    """Texts of the pages of which the document has no word."""
    for comparison in comparisons:
        theirs, back = comparison.theirs, comparison.back
        for at, group in groupby(enumerate(theirs), lambda each: each[1].text):
            inside = list(group)
            block = comparison.file.blocks[at]
            shown = " ".join(block.text.split())
            letters = any(placed.word.word.isalpha() for _, placed in inside)
            known = shown in page.title or any(there in back for there, _ in inside)
            if letters and not known:
                yield Verdict(PAGES, of(block.page(0)), None, f"«{shown[:80]}»", "no such text")
