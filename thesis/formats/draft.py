"""A draft with its findings: each after the block that prints the line it names, all in a list."""

import copy
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.messages import language_of
from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.document.pandoc import Element, Tree
from thesis.input.labels import Labels
from thesis.model.register import Register

LONG = re.compile(r"\S{40}(?=\S)")  # As much of a word as stands on a line for certain

WHOLE = {"matrix", "long-description"}
"""Divisions that nothing is put into: what is about them comes after them."""


@dataclass
class Block:
    """A block that a finding can come after."""

    siblings: list[Element]  # the list it stands in
    position: int  # its place there
    file: str  # the content file it belongs to
    # every line, in content/, data/ or the labels, that it prints
    places: set[Place] = field(default_factory=set)

    @property
    def is_table(self) -> bool:
        """Whether it is a table, which a content file as a rule only calls."""
        return any(e["t"] == "Table" for e in pandoc.walk(self.siblings[self.position]))

    @property
    def lines(self) -> list[int]:
        """The lines of its own content file that it prints, in order; none for a table, whose
        cells may say the same as a line elsewhere.
        """
        own = () if self.is_table else self.places
        return sorted(line for file, line in own if file == self.file)


def blocks(tree: Tree, register: Register) -> list[Block]:
    """Every block of the document that a finding can come after, in reading order."""
    found = []
    for file, _, content in pandoc.files(dict(tree)):
        for siblings, position in flat(content, WHOLE):
            places = _places(siblings[position], register)
            found.append(Block(siblings, position, file, places))
    return found


def flat(content: list[Element], whole: Set[str]) -> Iterator[tuple[list[Element], int]]:
    """Each block with the list it stands in; divisions that only mark their content are entered.

    Args:
        whole: the classes of divisions that are not.
    """
    for i, block in enumerate(content):
        is_whole = pandoc.identifier(block) == "refs" or whole & {*pandoc.classes(block)}
        if block["t"] == "Div" and not is_whole:
            yield from flat(block["c"][1], whole)
        else:
            yield content, i


def _places(block: Element, register: Register) -> set[Place]:
    """The lines that a block's sentences and numbers come from."""
    found = set()
    for element in pandoc.walk(block, words=True):
        attributes = pandoc.attributes(element)
        if "at" in element:
            found.add(Place.read(element["at"]))
        if pandoc.is_number(element):
            found.add(Place.read(attributes.get("src", "")))
            for key in attributes["key"].split():
                # The rows behind a sum are many, and each is printed elsewhere.
                if key in register and register[key].kind != "derived":
                    found |= {*register[key].rows}
    return {each for each in found if each.line}


def where(finding: Finding, among: Sequence[Block]) -> Block | None:
    """The block that a finding comes after, or None: no page prints the line it names.

    A line of content/ that prints nothing itself, such as a table's call, counts to the block it
    brings in; a content file as a whole is met at its first block.
    """
    if finding.line:
        printing = [b for b in among if Place(finding.file, finding.line) in b.places]
        if printing:
            return min(printing, key=lambda b: b.file == finding.file and b.is_table)
    own = [block for block in among if block.file == finding.file]
    if not own or not finding.line:
        return own[0] if own else None
    before = [i for i, block in enumerate(own) if block.lines and block.lines[0] <= finding.line]
    at = before[-1] if before else 0
    if before and own[at].lines[-1] < finding.line:
        while at + 1 < len(own) and not own[at + 1].lines:
            at += 1
    return own[at]


def annotate(tree: Tree, noted: Sequence[Finding], words: Labels, register: Register) -> Tree:
    """The document with each finding after the block it is about, and all in a list at the end."""
    annotated = copy.deepcopy(dict(tree))
    if not noted:
        return annotated
    noted = [finding.spoken(language_of(words["language"])) for finding in noted]
    among = blocks(annotated, register)
    placed: dict[tuple[int, int], list[Element]] = {}
    entries = []
    for number, finding in enumerate(noted, 1):
        block = where(finding, among)
        entries.append(entry(number, finding, words, linked=block is not None))
        if block:
            after = placed.setdefault((id(block.siblings), block.position), [])
            after.append(warning(number, finding, words))
    # From the end, so that what is put in moves nothing that comes before it.
    for block in reversed(among):
        after = placed.get((id(block.siblings), block.position), [])
        block.siblings[block.position + 1 : block.position + 1] = after
    annotated["blocks"].append(listed(entries, words))
    return annotated


def listed(entries: list[Element], words: Labels) -> Element:
    """The list of all findings, as the last part of the document."""
    heading = {"t": "Header", "c": [1, ["", ["unnumbered"], []], pandoc.inlines(words["findings"])]}
    intro = {"t": "Para", "c": pandoc.inlines(words["draft_findings"]["intro"])}
    file = [["src", "build/findings.json"], ["part", "back"]]
    return {"t": "Div", "c": [["", ["file"], file], [heading, intro, *entries]]}


def warning(number: int, finding: Finding, words: Labels) -> Element:
    """A finding at its place: short, and linked to its entry in the list."""
    said = [*message(finding.found, words), {"t": "LineBreak"}, *mend(finding, words)]
    return frame(f"finding-{number}", finding, [head(number, finding, words, True), said])


def entry(number: int, finding: Finding, words: Labels, linked: bool) -> Element:
    """A finding in the list, with all that it says, linked to its place where it has one."""
    said = [
        *message(finding.found, words),
        {"t": "LineBreak"},
        *named(words["draft_findings"]["expected"], finding.expected, words),
    ]
    if finding.evidence:
        said += [{"t": "LineBreak"}, *message(finding.evidence, words)]
    said += [{"t": "LineBreak"}, *mend(finding, words)]
    lines = [head(number, finding, words, linked, to="finding"), said]
    return frame(f"listed-finding-{number}", finding, lines)


def frame(name: str, finding: Finding, paragraphs: list[list[Element]]) -> Element:
    """A block that the templates frame."""
    content = [{"t": "Para", "c": inlines} for inlines in paragraphs]
    return {"t": "Div", "c": [[name, ["finding", finding.severity], []], content]}


def head(
    number: int, finding: Finding, words: Labels, linked: bool, to: str = "listed-finding"
) -> list[Element]:
    """«Funn 3, feil: content/03-metode.md:41 [number.typed]»."""
    label = words["draft_findings"]
    name = pandoc.inlines(f"{label['number']}\u00a0{number}")
    if linked:
        name = [{"t": "Link", "c": [["", [], []], name, [f"#{to}-{number}", ""]]}]
    title = [*name, *pandoc.inlines(f", {label[finding.severity]}: {finding.place}")]
    return [{"t": "Strong", "c": title}, {"t": "Space"}, *pandoc.inlines(f"[{finding.rule}]")]


def mend(finding: Finding, words: Labels) -> list[Element]:
    """What the author can do about it."""
    return named(f"→ {words['draft_findings']['mend']}", finding.fix, words)


def named(name: str, text: str, words: Labels) -> list[Element]:
    """A text with its name in front."""
    return [*pandoc.inlines(f"{name}:"), {"t": "Space"}, *message(text, words)]


def message(text: str, words: Labels) -> list[Element]:
    """What a finding says, line by line, marked with its language."""
    language = language_of(words["language"])
    return [{"t": "Span", "c": [["", [], [["lang", language]]], list(lines(text))]}]


def lines(text: str) -> Iterator[Element]:
    """Plain text as inlines, its line breaks kept; a word wider than a line may be broken."""
    breakable = LONG.sub(lambda word: f"{word[0]}\u200b", text)
    for i, line in enumerate(breakable.split("\n")):
        if i:
            yield {"t": "LineBreak"}
        yield from pandoc.inlines(line)
