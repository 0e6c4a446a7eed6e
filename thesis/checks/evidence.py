"""The evidence: what was checked, what was found and where the numbers come from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from markupsafe import Markup
from msgspec import structs

from thesis.checks import coverage
from thesis.checks.held import SentenceHeld
from thesis.diagnostics import findings, rules
from thesis.diagnostics.files import Config
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document import ledger
from thesis.document.thesis import Thesis
from thesis.document.word_count import Tally
from thesis.formats.figures import build_graph, origins, thumbnails
from thesis.formats.figures.searches import SearchPictures
from thesis.formats.figures.thumbnails import PageLines, Position
from thesis.formats.provenance import Provenance
from thesis.language import norwegian
from thesis.model import arithmetic, display
from thesis.model import flow as flows
from thesis.model.formulas import Formula
from thesis.model.records import Screening, plain
from thesis.model.references import cited
from thesis.model.register import Number, Register, is_typed
from thesis.searches.intervals import intervals

OF_CHAPTER = ("heading", "file", "words", "lix", "sentences", "sentence_length")
"""What is told of each chapter: its length, and how hard its prose is."""

ORDER = {"+": 0, norwegian.MINUS: 1, "": 2}
"""Sums, differences, counts: the order in which the evidence lists them."""

HELD_BACK = ("operation", "terms")  # What the evidence tells of a number in its arithmetic alone


def catalogue() -> list[rules.Rule]:
    """Every rule, by its id: what is about one thing stands together."""
    return sorted(rules.catalogue().values(), key=lambda rule: rule.id)


def verdicts(
    each: Iterable[rules.Rule],
    found: Sequence[Finding],
    settings: Config,
    counts: Mapping[str, int],
) -> list[dict[str, Any]]:
    """Each rule: what it sees and looked at, what it found, and how config turned it down."""
    return [
        {
            "id": rule.id,
            "looked_at": rule.looks_at,
            "count": counts.get(rule.looks_at, 0),
            "severity": settings.get(rule.id, {}).get("severity", rule.severity),
            "reason": settings.get(rule.id, {}).get("reason", ""),
            "turned_down": rule.id in settings,
            "target": rule.target,
            "findings": sum(finding.rule == rule.id for finding in found),
            "sees": rule.sees,
            "misses": rule.misses,
            "example": rule.example,
        }
        for rule in each
    ]


def entry(number: Number, teller: Provenance) -> dict[str, Any]:
    """A number of the register as the table prints it."""
    told = {name: value for name, value in asdict(number).items() if name not in HELD_BACK}
    told |= in_words(number.formula, teller)
    return {**told, "written": display.written(number), **places(number.rows)}


def in_words(formula: Formula | None, teller: Provenance) -> dict[str, str]:
    """A formula as a reader is told it, "" for none; its language where that is another one."""
    words, language = teller.formula(formula) if formula else ("", "")
    return {"formula": words, "formula_language": language}


def places(rows: Sequence[Place]) -> dict[str, Any]:
    """The rows as the page lists them, and how many there are."""
    return {"rows": display.runs(rows), "row_count": len(rows)}


def boxes(register: Register) -> list[dict[str, Any]]:
    """The boxes of figure 1: whether each is counted or typed, and the works behind it."""
    records = register.records
    screening = records.screening or Screening()
    # With the fields that have their usual value, too: the page asks for each.
    works = {work.name: structs.asdict(work) for work in screening.works}
    exports = {each.at: structs.asdict(each) for each in records.exports}
    found = []
    for row in (each for _, box in flows.boxes(records.flow) for each in (box, *box.made_of)):
        if number := register.numbers.get(row.key):
            at = [*map(str, number.rows)]
            named = dict.fromkeys(screening.rows[each] for each in at if each in screening.rows)
            behind = named if number.operation == "count" else ()
            found.append(
                {
                    "label": row.label,
                    "key": row.key,
                    "written": display.written(number),
                    "typed": is_typed(number),
                    "exports": [exports[each] for each in at if each in exports],
                    "works": [works[name] for name in behind if name in works],
                    **places(number.rows),
                }
            )
    return found


def relations(register: Register) -> list[dict[str, Any]]:
    """What the study records say of their own figures, with the arithmetic and whether it holds."""
    return [
        {"study": study.key, "slip": None, "reason": "", **plain(relation)}
        for study in register.records.studies
        for relation in study.relations
    ]


def equations(
    book: Sequence[ledger.Entry], register: Register, teller: Provenance
) -> list[dict[str, Any]]:
    """The arithmetic of every computed number and share, as the page shows it."""
    done = sorted(
        arithmetic.every(register), key=lambda one: (ORDER[one.sign], display.in_order(one.key))
    )
    done += arithmetic.shares({entry.keys for entry in book if entry.is_share}, register)
    return [
        {
            "key": one.key,
            **in_words(one.formula, teller),
            "sign": one.sign,
            "terms": [term._asdict() for term in one.addends],
            "zeros": len(one.terms) - len(one.addends),
            "written": one.written,
            "holds": one.holds,
            **places(one.rows),
        }
        for one in done
    ]


def length(tally: Tally) -> dict[str, Any]:
    """The word count, of each chapter without its sections."""
    told = plain(tally)
    chapters = [{name: each[name] for name in OF_CHAPTER} for each in told["chapters"]]
    kept = {name: value for name, value in told.items() if name not in {"left", "chapters"}}
    return {**kept, "chapters": chapters}


def gather(
    thesis: Thesis, found: Sequence[Finding], claims: Sequence[SentenceHeld]
) -> dict[str, Any]:
    """Everything that the evidence shows; :func:`thesis.model.records.plain` makes its file.

    Args:
        found: the findings.
        claims: the sentences with a claim.
    """
    register, records = thesis.register, thesis.register.records
    book = ledger.entries(thesis)
    keys = {key for each in book for key in each.keys if key in register}
    wrong = findings.errors(found)
    counts = coverage.count(thesis, book)
    teller = Provenance(register, thesis.labels, {})
    return {
        "title": records.thesis.title,
        "works": {key: cited(work) for key, work in records.references.items()},
        "edition": records.thesis.edition,
        "gate": "shut" if wrong else "open",
        "errors": len(wrong),
        "warnings": len(found) - len(wrong),
        "words": length(thesis.tally),
        "programme": thesis.config.get("programme"),
        "numbers_in_text": {"spans": counts["keyed"], "keys": len(keys)},
        "findings": [{"place": str(finding.place), **finding.row} for finding in found],
        "rules": verdicts(catalogue(), found, thesis.config.get("rules", {}), counts),
        "searches": intervals(register, thesis.labels["evidence"]["search_proof"]),
        "arithmetic": equations(book, register, teller),
        "ledger": book,
        "claims": claims,
        "unverified": {
            "works": [
                {**plain(row), "cited": cited(records.references.get(row.work, {}))}
                for row in records.unverified
            ],
            "facts": [entry(each, teller) for each in register.numbers.values() if each.unverified],
        },
        "boxes": boxes(register),
        "relations": relations(register),
        "numbers": [entry(register[key], teller) for key in sorted(keys, key=display.in_order)],
        "corrections": records.corrections,
        "appraisals": list(_appraisals(register, thesis.labels["appraisal"]["verdicts"])),
    }


def _appraisals(register: Register, words: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Each appraisal of an included study: what was asked, what was answered, and why."""
    tools = {tool.id: tool for tool in register.records.tools}
    for study in register.records.studies:
        for made in study.appraised if study.status == "included" else ():
            tool = tools[made.tool]
            yield {
                "cited": cited(register.records.references.get(study.key, {})),
                "name": tool.name,
                "made_from": made.made_from,
                "items": [
                    {
                        **structs.asdict(each),
                        "asks": tool.questions.get(each.item, ""),
                        "answer": words.get(each.answer, each.answer),
                        "second": words.get(each.second, each.second),
                        "place": str(Place(study.file, each.line)),
                    }
                    for each in made.items
                ],
            }


def drawn(
    thesis: Thesis,
    pages: Sequence[PageLines],
    positions: Mapping[str, Position],
    needs: build_graph.Needs,
) -> dict[str, dict[str, str]]:
    """The pictures, each with the sentences that stand for it, by their names.

    Args:
        pages: those of the PDF.
        positions: where its numbers and its entries of the reference list stand, by their labels.
        needs: what each step of the build needs.
    """
    register, words, language = thesis.register, thesis.labels, thesis.labels["language"]
    searches = SearchPictures(register, words, language)
    made = {
        name: (searches.svg(name), " ".join(searches.alternative(name))) for name in searches.names
    }
    chapters, said = origins.chapters(thesis, ledger.entries(thesis)), words["evidence"]["origins"]
    if any(chapter.numbers for chapter in chapters):
        shown = (chapters, said, language)
        made["numbers"] = (origins.numbers_picture(*shown), origins.numbers_told(*shown))
    if any(chapter.studies for chapter in chapters):
        cites = (chapters, register.records, said)
        made["citations"] = (origins.citations_picture(*cites), origins.citations_told(*cites))
    marks = thumbnails.marked(pages, positions, [*_unverified(thesis)])
    told = thumbnails.told(pages, marks, words["evidence"]["pages"], language)
    made["pages"] = (thumbnails.picture(pages, marks), told)
    steps = words["evidence"]["build"]
    made["build"] = (build_graph.picture(needs, steps), build_graph.told(needs, steps))
    return {name: {"svg": Markup(svg), "says": says} for name, (svg, says) in made.items()}


def _unverified(thesis: Thesis) -> Iterator[str]:
    """The labels of numbers that nobody verified, and of works of which something is unverified."""
    facts = {key for key, number in thesis.register.numbers.items() if number.unverified}
    for entry in ledger.entries(thesis):
        if entry.id and facts.intersection(entry.keys):
            yield entry.id
    for work in dict.fromkeys(row.work for row in thesis.register.records.unverified):
        yield f"ref-{work}"


def for_page(evidence: Mapping[str, Any]) -> dict[str, Any]:
    """The evidence as the page shows it, and what it asks of each entry of the ledger."""
    by_key = {number["key"]: number for number in evidence["numbers"]}
    book: Sequence[ledger.Entry] = evidence["ledger"]
    claims: Sequence[SentenceHeld] = evidence["claims"]
    subjects = groupby(evidence["rules"], lambda rule: str(rule["id"]).split(".")[0])
    return {
        **evidence,
        "behind": lambda entry: [by_key[key] for key in entry.keys if key in by_key],
        "sortable": sortable,
        "chapters": [*dict.fromkeys(name for each in book for name in each.headings[:1] if name)],
        "claims": [(file, [*told]) for file, told in groupby(claims, lambda each: each.chapter)],
        "unseen": [(subject, list(told)) for subject, told in subjects],
    }


def sortable(behind: Sequence[Mapping[str, Any]]) -> str:
    """What an entry is sorted by as a number: the first value behind it, or its low end."""
    value = behind[0]["value"] if behind else None
    return "" if value is None else str(value[0] if isinstance(value, list) else value)
