"""Rules on what the flowchart and the search tables tell, against the ladder and the searches."""

import re
from collections.abc import Iterator

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document import content, pandoc
from thesis.document.pandoc import Element
from thesis.document.passages import Passage, texts
from thesis.document.thesis import Thesis
from thesis.language import norwegian
from thesis.model import display, flow
from thesis.model.records import FlowStage
from thesis.searches.registered import FIRST, firsts

FIGURE = "fig:flowchart"  # The id that the template of the flowchart gives the figure

COUNT = re.compile(r"[0-9]+(?:[ \u00a0,][0-9]{3})*")
ROW = re.compile(r"(.+)\.[0-9]+\.(hits|abstracts|articles)")


FLOW_ALT = declare(
    "flow.alt",
    looks_at="stages",
    sees="an alternative text of the flowchart that does not tell every stage, in order, each with "
    "its own count",
    misses="a stage that is told rightly and drawn wrongly",
    example="«Leste artikler» without (n = 10) in the alternative text of figure 1",
)


@FLOW_ALT.check
def alternative_text(thesis: Thesis) -> Iterator[Finding]:
    """The labels and counts of the ladder, looked for one after the other."""
    for passage in _pictures(thesis):
        at = 0
        for stage in _stages(thesis):
            label, wanted = " ".join(stage.label.split()), _digits(stage.value, thesis)
            start = passage.text.find(label, at)
            count = COUNT.search(passage.text, start + len(label)) if start >= 0 else None
            if count and count[0].replace(" ", norwegian.NBSP) == wanted:
                at = count.end()
                continue
            yield FLOW_ALT.at(
                _call(thesis),
                found=f"«{label}» with {count[0]} in the alternative text of {FIGURE}"
                if count
                else f"no «{label}» where it should come in the alternative text of {FIGURE}",
                expected=f"«{label}» with {wanted}: {stage.key}",
                fix="let the template of the flowchart write every stage, in the ladder's order",
                evidence=passage.text,
            )
            return  # of what comes after it, nothing can be said


def _digits(value: int, thesis: Thesis) -> str:
    return display.digits(value, thesis.register.records.flow.language)


def _pictures(thesis: Thesis) -> Iterator[Passage]:
    for passage in texts(thesis):
        figures = [pandoc.identifier(one) for one in passage.within if one["t"] == "Figure"]
        if passage.picture is not None and FIGURE in figures:
            yield passage


def _stages(thesis: Thesis) -> list[FlowStage]:
    return flow.stages(thesis.register.records.flow)


FLOW_STAGE = declare(
    "flow.stage",
    looks_at="stages",
    sees="a stage of the ladder that figure 1 does not show: no box of it has its label or stands "
    "for it",
    misses="a stage that the ladder itself leaves out",
    example="no «Leste sammendrag» in figure 1, which data/ladder.yaml has",
)


@FLOW_STAGE.check
def every_stage(thesis: Thesis) -> Iterator[Finding]:
    """The labels of data/ladder.yaml against the boxes, where the thesis has the figure."""
    shown = _stages(thesis)
    names = {name for stage in shown for name in (stage.label, *stage.names)}
    ladder = thesis.register.records.ladder
    for i, rung in enumerate(ladder if _call(thesis).file else []):
        ends = i == len(ladder) - 1 and shown and shown[-1].id == "edition.total"
        if rung.label in names or ends:
            continue
        yield FLOW_STAGE.at(
            rung.place,
            found=f"no «{rung.label}» in {FIGURE}",
            expected="every stage of the ladder in the figure: by its label, or named in a box of "
            "PRISMA 2020; in an updated review the last one as the total of both editions",
            fix="build it anew; if it is found again, revised_flow.py or prisma_flow.py, in "
            "counts, leaves it out",
            evidence=", ".join(f"«{each.label}»" for each in shown),
        )


FLOW_DESCRIPTION = declare(
    "flow.description",
    looks_at="stages",
    sees="a long description of the flowchart that leaves out a stage, what left there or a "
    "reason, or tells them in another order",
    misses="the right number in a wrong sentence",
    example="no flow.reasons.protocol in the long description",
)


@FLOW_DESCRIPTION.check
def description(thesis: Thesis) -> Iterator[Finding]:
    """The keys of the ladder against those in the long description."""
    wanted = list(_keys(thesis))
    if not wanted or not any(pandoc.identifier(block) == FIGURE for _, block in thesis.elements):
        return
    spans = pandoc.description(thesis.document, FIGURE)
    told = [key for span in spans for key in pandoc.keys(span)]
    missing = [key for key in wanted if key not in told]
    if told != wanted:
        yield FLOW_DESCRIPTION.at(
            _call(thesis),
            found=f"no {', '.join(missing)} in the long description of {FIGURE}"
            if missing
            else f"the long description of {FIGURE} tells {', '.join(told)}",
            expected="every number of the ladder, in its order, and no other: " + ", ".join(wanted),
            fix="let the template of the flowchart tell the whole ladder",
        )


def _call(thesis: Thesis) -> Place:
    """Where the flowchart is placed."""
    for file, element in thesis.elements:
        if file and pandoc.identifier(element) == FIGURE:
            call = f'figure("{FIGURE.removeprefix("fig:")}")'
            return content.place_with(call, file, thesis.root)
    return Place("", 0)


def _keys(thesis: Thesis) -> Iterator[str]:
    for row in flow.rows(thesis.register.records.flow):
        yield row.key


FLOW_TOTAL = declare(
    "flow.total",
    looks_at="stages",
    sees="a total in a search table that does not print every search it is the sum of",
    misses="a search that data/searches/ does not have",
    example="the total of Medline below seven of its eight searches",
)


@FLOW_TOTAL.check
def totals(thesis: Thesis) -> Iterator[Finding]:
    """The keys of each table: whoever prints a database's total prints all its searches."""
    parts: dict[str, list[str]] = {}
    bases = thesis.register.records.databases
    first = firsts({"id": each.id, "updates": each.updates} for each in bases)
    updated = {each.updates for each in bases}
    for key in thesis.register.numbers:
        if found := ROW.fullmatch(key):
            session, count = found[1], found[2]
            totals = {f"{session}.{FIRST}" if session in updated else session}
            for total in {*totals, first.get(session, session)}:
                parts.setdefault(f"{total}.{count}", []).append(key)
    for file, table in thesis.elements:
        if file and table["t"] == "Table":
            yield from _table(table, file, parts)


def _table(table: Element, file: str, parts: dict[str, list[str]]) -> Iterator[Finding]:
    spans = {
        pandoc.attributes(span).get("key", ""): pandoc.attributes(span).get("src", "")
        for span in pandoc.walk(table)
        if pandoc.is_number(span)
    }
    for total in spans.keys() & parts.keys():
        lacking = [key for key in parts[total] if key not in spans]
        # A table of totals alone, one row a database, adds up nothing that it shows.
        if lacking and len(lacking) < len(parts[total]):
            place, _, line = spans[total].rpartition(":")
            yield FLOW_TOTAL.at(
                Place(place or file, int(line) if line.isdecimal() else 0),
                found=f"{total} below a table without {', '.join(sorted(lacking))}",
                expected="every search that the total counts, in the table above it",
                fix="let the template print every search of the database",
            )
