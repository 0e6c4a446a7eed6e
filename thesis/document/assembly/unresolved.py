"""What of the document leads nowhere: divisions without an end, citations, cross-references."""

import re
from pathlib import Path

from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.place import Place
from thesis.document import content, pandoc, passages
from thesis.document.content import TEXT_DIVISION
from thesis.document.passages import Passage, Zone
from thesis.document.render import CITATION_UNRESOLVED, REFERENCE_UNRESOLVED


def divisions(tree: pandoc.Tree) -> list[Finding]:
    """Files whose ::: do not pair: pandoc would take what follows for part of another file."""
    wrong: dict[str, str] = {}
    file = ""
    for block in tree["blocks"]:
        if "file" in pandoc.classes(block):
            file = pandoc.attributes(block)["src"]
            if any("file" in pandoc.classes(inner) for inner in pandoc.walk(block["c"])):
                wrong.setdefault(file, "opened and not closed")
        elif pandoc.identifier(block) != "refs":  # citeproc puts a list without a place last
            wrong.setdefault(file, "closed and was not opened")
    return [
        TEXT_DIVISION.at(
            Place(file, next(iter(content.unpaired(content.lines(Path(file)))), 0)),
            found=f"a division (:::) that is {what}",
            expected="a line ::: for each line ::: {.class}",
            fix="add or remove a :::; no words of what follows are counted in their chapter",
        )
        for file, what in wrong.items()
    ]


def citations_and_references(tree: pandoc.Tree, known: set[str]) -> list[Finding]:
    """Citations without a reference and cross-references without a target, where they stand."""
    aims = targets(tree)
    found = []
    for file, _, blocks in pandoc.files(tree):
        lines = content.lines(Path(file))
        for passage in passages.of_blocks(blocks, file, passages.language(tree)):
            for zone in passage.zones:
                for key in _cited(zone):
                    if key not in known:
                        found.append(
                            CITATION_UNRESOLVED.at(
                                _place(passage, zone, key, lines),
                                found=f"@{key}",
                                expected="a key of data/references.yaml",
                                fix=suggestion(key, known, "add the work to data/references.yaml"),
                            )
                        )
                if "unresolved" in zone.classes and "ref" in zone.attributes:
                    key = zone.attributes["ref"]
                    found.append(
                        REFERENCE_UNRESOLVED.at(
                            _place(passage, zone, key, lines),
                            found=f"@{key}",
                            expected="the id of a figure, table or appendix",
                            fix=suggestion(key, aims, "give the figure or table that id"),
                        )
                    )
    return found


def _cited(zone: Zone) -> list[str]:
    if zone.kind != "Cite":
        return []
    return [citation["citationId"] for citation in zone.element["c"][0]]


def _place(passage: Passage, zone: Zone, key: str, lines: list[str]) -> Place:
    """Where a key is called: a citation of several works may go on below the line it begins on."""
    place = passage.place(zone.start)
    if place.file != passage.file:
        return place
    above = max(place.line - 1, 0)
    below = line_of(f"@{key}", lines[above:])
    return Place(place.file, above + below) if below else place


def targets(tree: pandoc.Tree) -> list[str]:
    """Every id that a cross-reference can point to."""
    ids = {pandoc.identifier(element) for element in pandoc.walk(tree["blocks"])}
    return sorted(i for i in ids if i.startswith(("fig:", "tbl:", "app:")))


def line_of(needle: str, lines: list[str]) -> int:
    """The first line (from 1) that holds the needle as a whole key, or 0."""
    pattern = re.compile(re.escape(needle) + r"(?![\w:-])")
    return next((i for i, line in enumerate(lines, 1) if pattern.search(line)), 0)
