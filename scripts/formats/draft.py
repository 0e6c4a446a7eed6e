"""Typeset a draft: every page marked, each finding where it belongs and all of them in a list."""

import copy
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from thesis.diagnostics import findings
from thesis.diagnostics.files import read_json
from thesis.diagnostics.findings import Finding
from thesis.document import pandoc
from thesis.document.pandoc import Element
from thesis.document.source_lines import Locator
from thesis.formats import draft, typst
from thesis.input import labels
from thesis.language import norwegian
from thesis.model.register import Register

LONG = re.compile(r"\S{40}(?=\S)")
"""As much of a word as stands on a line for certain."""


def annotate(
    tree: Mapping[str, Any],
    noted: Sequence[Finding],
    words: Mapping[str, Any],
    register: Register,
    locator: Locator,
) -> dict[str, Any]:
    """The document with each finding after the block it is about, and all in a list at the end."""
    annotated = copy.deepcopy(dict(tree))
    if not noted:
        return annotated
    blocks = draft.blocks(annotated, register, locator)
    placed: dict[tuple[int, int], list[Element]] = {}
    entries = []
    for number, finding in enumerate(noted, 1):
        block = draft.where(finding, blocks)
        entries.append(entry(number, finding, words, linked=block is not None))
        if block:
            after = placed.setdefault((id(block.siblings), block.position), [])
            after.append(warning(number, finding, words))
    # From the end, so that what is put in moves nothing that comes before it.
    for block in reversed(blocks):
        after = placed.get((id(block.siblings), block.position), [])
        block.siblings[block.position + 1 : block.position + 1] = after
    annotated["blocks"].append(listed(entries, words))
    return annotated


def listed(entries: list[Element], words: Mapping[str, Any]) -> Element:
    """The list of all findings, as the last part of the document."""
    heading = {
        "t": "Header",
        "c": [1, ["", ["unnumbered"], []], pandoc.inlines(words["findings"])],
    }
    intro = {"t": "Para", "c": pandoc.inlines(words["draft_findings"]["intro"])}
    file = [["src", "build/findings.json"], ["part", "back"]]
    return {"t": "Div", "c": [["", ["file"], file], [heading, intro, *entries]]}


def warning(number: int, finding: Finding, words: Mapping[str, Any]) -> Element:
    """A finding at its place: short, and linked to its entry in the list."""
    said = [*english(finding.found), {"t": "LineBreak"}, *mend(finding, words["draft_findings"])]
    return frame(f"finding-{number}", finding, [head(number, finding, words, True), said])


def entry(number: int, finding: Finding, words: Mapping[str, Any], linked: bool) -> Element:
    """A finding in the list, with all that it says, linked to its place where it has one."""
    label = words["draft_findings"]
    said = [
        *english(finding.found),
        {"t": "LineBreak"},
        *named(label["expected"], finding.expected),
    ]
    if finding.evidence:
        said += [{"t": "LineBreak"}, *english(finding.evidence)]
    said += [{"t": "LineBreak"}, *mend(finding, label)]
    lines = [head(number, finding, words, linked, to="finding"), said]
    return frame(f"listed-finding-{number}", finding, lines)


def frame(name: str, finding: Finding, paragraphs: list[list[Element]]) -> Element:
    """A block that the templates frame."""
    content = [{"t": "Para", "c": inlines} for inlines in paragraphs]
    return {"t": "Div", "c": [[name, ["finding", finding.severity], []], content]}


def head(
    number: int,
    finding: Finding,
    words: Mapping[str, Any],
    linked: bool,
    to: str = "listed-finding",
) -> list[Element]:
    """«Funn 3, feil: content/03-metode.md:41 [number.typed]»."""
    label = words["draft_findings"]
    name = pandoc.inlines(f"{label['number']}\u00a0{number}")
    if linked:
        name = [{"t": "Link", "c": [["", [], []], name, [f"#{to}-{number}", ""]]}]
    title = [*name, *pandoc.inlines(f", {label[finding.severity]}: {finding.place}")]
    return [{"t": "Strong", "c": title}, {"t": "Space"}, *pandoc.inlines(f"[{finding.rule}]")]


def mend(finding: Finding, label: Mapping[str, str]) -> list[Element]:
    """What the author can do about it."""
    return named(f"→ {label['mend']}", finding.fix)


def named(name: str, text: str) -> list[Element]:
    """A text with its name in front."""
    return [*pandoc.inlines(f"{name}:"), {"t": "Space"}, *english(text)]


def english(text: str) -> list[Element]:
    """What a finding says, line by line, marked as English."""
    return [{"t": "Span", "c": [["", [], [["lang", "en"]]], list(lines(text))]}]


def lines(text: str) -> Iterator[Element]:
    """Plain text as inlines, its line breaks kept; a word wider than a line may be broken."""
    breakable = LONG.sub(lambda word: f"{word[0]}\u200b", text)
    for i, line in enumerate(breakable.split("\n")):
        if i:
            yield {"t": "LineBreak"}
        yield from pandoc.inlines(line)


if __name__ == "__main__":
    count = read_json(snakemake.input.word_count)["words"]
    register = Register.read(snakemake.input.register)
    vocabulary = Path(snakemake.input.labels)
    noted = findings.read(snakemake.input.findings)
    findings.tell(noted)
    tree = annotate(
        pandoc.read(snakemake.input.document),
        noted,
        labels.read(vocabulary),
        register,
        Locator(Path.cwd(), vocabulary.stem, vocabulary.parents[1]),
    )
    source = typst.to_typst(
        json.dumps(tree),
        snakemake.input.template,
        [snakemake.input.filter],
        {"words": norwegian.digits(count), "draft": "true"},
    )
    Path(snakemake.output.typst).write_text(source, "utf-8")
    typst.to_pdf(snakemake.output.typst, snakemake.output.pdf, register.records.thesis)
    print(f"\n{snakemake.output.pdf} · a draft, not for hand-in\n", file=sys.stderr)
