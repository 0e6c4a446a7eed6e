"""Rules on what the flowchart and the search tables tell, against the ladder and the searches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thesis import content, document, numbers
from thesis import flow as flows
from thesis.document import Element
from thesis.findings import Finding
from thesis.locate import Place
from thesis.prose import Passage, texts
from thesis.rules import Thesis, rule

FIGURE = "fig:flowchart"
"""The id that the template of the flowchart gives the figure."""

COUNT = re.compile(r"[0-9]+(?:[ \u00a0][0-9]{3})*")
ROW = re.compile(r"(.+)\.[0-9]+\.(hits|abstracts|articles)")


@rule(
    "flow.alt",
    sees="an alternative text of the flowchart that does not tell every stage, in order, each with "
    "its own count",
    misses="a stage that is told rightly and drawn wrongly",
    example="«Leste artikler» (n = 27) where 10 were read",
)
def alternative_text(thesis: Thesis) -> Iterator[Finding]:
    """The labels and counts of the ladder, looked for one after the other."""
    for passage in _pictures(thesis):
        at = 0
        for stage in _stages(thesis):
            label, wanted = " ".join(stage["label"].split()), numbers.digits(stage["value"])
            start = passage.text.find(label, at)
            count = COUNT.search(passage.text, start + len(label)) if start >= 0 else None
            if count and count[0].replace(" ", numbers.NBSP) == wanted:
                at = count.end()
                continue
            yield Finding(
                *_call(thesis),
                "flow.alt",
                f"«{label}» with {count[0]} in the alternative text of {FIGURE}"
                if count
                else f"no «{label}» where it should come in the alternative text of {FIGURE}",
                f"«{label}» with {wanted}: {stage['key']}",
                "let the template of the flowchart write every stage, in the ladder's order",
                evidence=passage.text,
            )
            return  # of what comes after it, nothing can be said


def _pictures(thesis: Thesis) -> Iterator[Passage]:
    for passage in texts(thesis):
        figures = [document.identifier(one) for one in passage.within if one["t"] == "Figure"]
        if passage.picture is not None and FIGURE in figures:
            yield passage


def _stages(thesis: Thesis) -> list[flows.Row]:
    return flows.stages(thesis.register.records.get("flow", {}))


@rule(
    "flow.stage",
    sees="a stage of the ladder that figure 1 does not show: no box of it has its label or stands "
    "for it",
    misses="a stage that the ladder itself leaves out",
    example="no «Leste sammendrag» in figure 1, which data/ladder.yaml has",
)
def every_stage(thesis: Thesis) -> Iterator[Finding]:
    """The labels of data/ladder.yaml against the boxes, where the thesis has the figure."""
    shown = _stages(thesis)
    names = {name for stage in shown for name in (stage["label"], *stage.get("names", []))}
    ladder = thesis.register.records.get("ladder", [])
    for i, stage in enumerate(ladder if _call(thesis).file else []):
        ends = i == len(ladder) - 1 and shown and shown[-1].get("id") == "edition.total"
        if stage["label"] in names or ends:
            continue
        file, _, line = stage["place"].rpartition(":")
        yield Finding(
            file,
            int(line),
            "flow.stage",
            f"no «{stage['label']}» in {FIGURE}",
            "every stage of the ladder in the figure: by its label, or named in a box of PRISMA "
            "2020; in an updated review the last one as the total of both editions",
            "build it anew; if it is found again, thesis/revision.py or thesis/prisma.py leaves it "
            "out",
            evidence=", ".join(f"«{each['label']}»" for each in shown),
        )


@rule(
    "flow.description",
    sees="a long description of the flowchart that leaves out a stage, what left there or a "
    "reason, or tells them in another order",
    misses="the right number in a wrong sentence",
    example="no flow.reasons.protocol in the long description",
)
def description(thesis: Thesis) -> Iterator[Finding]:
    """The keys of the ladder against those in the long description."""
    wanted = list(_keys(thesis))
    blocks = list(document.walk(thesis.document["blocks"]))
    if not wanted or not any(document.identifier(block) == FIGURE for block in blocks):
        return
    described = [
        block
        for block in blocks
        if "long-description" in document.classes(block)
        and document.attributes(block).get("for") == FIGURE
    ]
    told = [
        key
        for block in described
        for span in document.walk(block)
        if document.is_number(span)
        for key in document.attributes(span).get("key", "").split()
    ]
    missing = [key for key in wanted if key not in told]
    if told != wanted:
        yield Finding(
            *_call(thesis),
            "flow.description",
            f"no {', '.join(missing)} in the long description of {FIGURE}"
            if missing
            else f"the long description of {FIGURE} tells {', '.join(told)}",
            "every number of the ladder, in its order, and no other: " + ", ".join(wanted),
            "let the template of the flowchart tell the whole ladder",
        )


def _call(thesis: Thesis) -> Place:
    """Where the flowchart is placed."""
    for file, _, blocks in document.files(thesis.document):
        if any(document.identifier(one) == FIGURE for one in document.walk(blocks)):
            call = f'figure("{FIGURE.removeprefix("fig:")}")'
            return Place(file, content.line_with(call, content.lines(thesis.root / file)))
    return Place("", 0)


def _keys(thesis: Thesis) -> Iterator[str]:
    for row in flows.rows(thesis.register.records.get("flow", {})):
        yield row["key"]


@rule(
    "flow.total",
    sees="a total in a search table that does not print every search it is the sum of",
    misses="a search that data/searches/ does not have",
    example="the total of Medline below seven of its eight searches",
)
def totals(thesis: Thesis) -> Iterator[Finding]:
    """The keys of each table: whoever prints a database's total prints all its searches."""
    parts: dict[str, list[str]] = {}
    for key in thesis.register.numbers:
        if found := ROW.fullmatch(key):
            parts.setdefault(f"{found[1]}.{found[2]}", []).append(key)
    for file, _, blocks in document.files(thesis.document):
        for table in document.walk(blocks):
            if table["t"] == "Table":
                yield from _table(table, file, parts)


def _table(table: Element, file: str, parts: dict[str, list[str]]) -> Iterator[Finding]:
    spans = {
        document.attributes(span).get("key", ""): document.attributes(span).get("src", "")
        for span in document.walk(table)
        if document.is_number(span)
    }
    for total in spans.keys() & parts.keys():
        lacking = [key for key in parts[total] if key not in spans]
        # A table of totals alone, one row a database, adds up nothing that it shows.
        if lacking and len(lacking) < len(parts[total]):
            place, _, line = spans[total].rpartition(":")
            yield Finding(
                place or file,
                int(line) if line.isdigit() else 0,
                "flow.total",
                f"{total} below a table without {', '.join(sorted(lacking))}",
                "every search that the total counts, in the table above it",
                "let the template print every search of the database",
            )
