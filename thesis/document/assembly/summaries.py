"""Summaries of the thesis, and the keywords that stand below each in its language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesis.document import pandoc, passages
from thesis.document.pandoc import Element, Tree

ROLE = "summary"
"""The class by which a heading says that a summary stands below it, whatever it is called."""

NAMES: Mapping[str, str] = {
    "sammendrag": "nb",
    "samandrag": "nn",
    **dict.fromkeys(("abstract", "summary"), "en"),
}  # What a summary is called, and its language as data/thesis.yaml names that of keywords


@dataclass(frozen=True)
class Summary:
    """A summary: its language, whether its heading has the role, and where the next line goes."""

    language: str
    declared: bool
    blocks: list[Element]  # the row of blocks that it stands in
    # start, end: the places in them of its heading, and behind it
    start: int
    end: int


def find(tree: Tree) -> Iterator[Summary]:
    """Every summary before the main part, in reading order."""
    for _, part, blocks in pandoc.files(dict(tree)):
        if part == "front":
            yield from of_blocks(blocks, passages.language(tree))


def of_blocks(blocks: list[Element], language: str) -> Iterator[Summary]:
    """Every summary in some blocks that are in a language."""
    for i, block in enumerate(blocks):
        if block["t"] == "Div":
            inner = passages.short(pandoc.attributes(block).get("lang", language))
            yield from of_blocks(block["c"][1], inner)
        elif block["t"] == "Header":
            declared = ROLE in pandoc.classes(block)
            name = NAMES.get(" ".join(pandoc.text(block).lower().split()))
            if declared or name:
                yield Summary(
                    language if declared else str(name), declared, blocks, i, _end(blocks, i)
                )


def _end(blocks: Sequence[Element], start: int) -> int:
    """The place of the next heading that is no part of what is below the one at `start`."""
    level = blocks[start]["c"][0]
    for i in range(start + 1, len(blocks)):
        headers = (each for each in pandoc.walk(blocks[i]) if each["t"] == "Header")
        if any(header["c"][0] <= level for header in headers):
            return i
    return len(blocks)


def homeless(tree: Tree, keywords: Mapping[str, Sequence[str]]) -> list[str]:
    """The languages that keywords are given in and no summary is."""
    there = {summary.language for summary in find(tree)}
    return [language for language, words in keywords.items() if words and language not in there]


def called(language: str) -> str:
    """What a summary in a language may be called: «Abstract» or «Summary»."""
    return " or ".join(f"«{name.capitalize()}»" for name, of in NAMES.items() if of == language)


def texts(tree: Tree, keywords: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The words of the first summary in each language, without the keywords below it."""
    said: dict[str, str] = {}
    for summary in find(tree):
        below = summary.blocks[summary.start + 1 : summary.end]
        listed = ", ".join(keywords.get(summary.language, ()))
        paragraphs = (" ".join(pandoc.text(block).split()) for block in below)
        kept = (one for one in paragraphs if not (listed and one.endswith(f": {listed}")))
        said.setdefault(summary.language, "\n".join(kept))
    return said


def add_keywords(
    tree: Tree, keywords: Mapping[str, Sequence[str]], labels: Mapping[str, str]
) -> None:
    """Put the keywords of each language below the first summary in it; a declared one comes first.

    Args:
        tree: the document; it is changed.
        keywords: the keywords by language.
        labels: what stands before them, by language.
    """
    for language, words in keywords.items():
        here = [summary for summary in find(tree) if summary.language == language]
        if here and words:
            place = min(here, key=lambda summary: not summary.declared)
            place.blocks.insert(place.end, _line(labels[language], words))


def _line(label: str, keywords: Sequence[str]) -> Element:
    """«**Nøkkelord:** trening, russug»."""
    last = pandoc.inlines(label)[-1]
    last["c"] += ":"
    listed = [pandoc.inlines(word) for word in keywords]
    for inlines in listed[:-1]:
        inlines[-1]["c"] += ","
        inlines.append({"t": "Space"})
    return {
        "t": "Para",
        "c": [
            {"t": "Strong", "c": [*pandoc.inlines(label)[:-1], last]},
            {"t": "Space"},
            *(inline for inlines in listed for inline in inlines),
        ],
    }
