"""Sheets of works to be decided on, and decisions in the tables of other tools.

A table is known by its columns. Its works are found again by DOI, PMID or title and year, so that a
tool may leave out, order or number its rows as it likes.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from thesis.cli.records.field_sheet import shown, typed
from thesis.diagnostics.files import to_csv
from thesis.exports.readers.kinds import letters
from thesis.model.identity import normalised
from thesis.screening.decisions import EXCLUDE, FULL_TEXT, INCLUDE, STAGES, UNSURE, Decision
from thesis.screening.found import found_record
from thesis.screening.texts import RecordTexts, abstract, keywords
from thesis.screening.works import Work, names

COLUMNS: Mapping[str, Sequence[str]] = {
    "sheet": (
        "work", "decision", "reason", "title", "authors", "year", "journal", "doi", "abstract",
    ),
    "asreview": (
        "title", "abstract", "authors", "keywords", "year", "journal", "doi", "record_name",
        "included",
    ),
    "rayyan": (
        "key", "title", "year", "month", "day", "journal", "issn", "volume", "issue", "pages",
        "authors", "url", "language", "publisher", "location", "abstract", "notes", "pubmed_id",
        "pmc_id",
    ),
    "covidence": (
        "Title", "Authors", "Abstract", "Published Year", "Published Month", "Journal", "Volume",
        "Issue", "Pages", "Accession Number", "DOI", "Ref", "Covidence #", "Study", "Notes", "Tags",
    ),
}  # fmt: skip
"""The columns that each tool has and takes."""

SAME = {
    "title": "title", "authors": "authors", "year": "year", "publishedyear": "year",
    "journal": "journal", "doi": "doi", "abstract": "abstract", "volume": "volume",
    "pages": "page", "pubmedid": "pmid", "pmid": "pmid", "keywords": "keywords",
}  # fmt: skip
"""What a column has of a work, by the letters of its name."""

NAMED = ("work", "recordname", "key", "accessionnumber")  # Columns that name a work as we do
LABELS = ("asreviewlabel", "labelincluded", "included")
SAID = {
    "1": INCLUDE, "0": EXCLUDE, "include": INCLUDE, "included": INCLUDE, "yes": INCLUDE,
    "exclude": EXCLUDE, "excluded": EXCLUDE, "no": EXCLUDE, "maybe": UNSURE, "unsure": UNSURE,
    "ja": INCLUDE, "nei": EXCLUDE, "kanskje": UNSURE, "not_retrieved": "not_retrieved",
}  # fmt: skip
"""Decisions by what a tool or a person calls them."""

RAYYAN = re.compile(r"RAYYAN-(?P<what>INCLUSION|EXCLUSION-REASONS): *(?P<says>[^|]*)")
RAYYAN_SAID = re.compile(r'"+(?P<who>[^"]+)"+ *=> *"+(?P<what>\w+)"+')
COVIDENCE = re.compile(r"Exclusion reason: *(?P<reason>[^;\n]+)")


@dataclass
class TakenSheet:
    """What a table says."""

    # those of the screener, on works that there are
    decisions: list[Decision] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)  # what cannot be taken, each with its line
    undecided: int = 0  # how many rows say nothing


def given(
    form: str,
    works: Iterable[Work],
    texts: Mapping[str, RecordTexts],
    decided: Mapping[str, Decision],
) -> str:
    """A table of works to be decided on, as CSV.

    Args:
        form: a key of COLUMNS.
        texts: authors, abstract and keywords, by the id of a record.
        decided: what the screener decided already, by the name of the work.
    """
    rows = [COLUMNS[form]]
    for n, work in enumerate(works, 1):
        told = _told(work, texts)
        known = decided.get(work.name)
        said = known.decision if known else ""
        told |= {
            **dict.fromkeys(NAMED, work.name),
            "decision": said,
            "reason": known.reason if known else "",
            "included": {INCLUDE: "1", UNSURE: "1", EXCLUDE: "0"}.get(said, ""),
            "ref": str(n),
        }
        cells = (told.get(SAME.get(letters(name), letters(name)), "") for name in COLUMNS[form])
        rows.append([*map(shown, cells)])
    return to_csv(rows)


def _told(work: Work, texts: Mapping[str, RecordTexts]) -> dict[str, str]:
    first = work.records[0]
    text = next(
        (texts[each.id] for each in work.records if each.id in texts and texts[each.id].abstract),
        texts.get(first.id, RecordTexts([], "", [], "")),
    )
    return {
        "title": first.title,
        "authors": "; ".join(text.authors),
        "year": str(first.year or ""),
        "journal": first.journal,
        "volume": first.volume,
        "page": first.page,
        "doi": next((each.doi for each in work.records if each.doi), ""),
        "pmid": next((each.pmid for each in work.records if each.pmid), ""),
        "abstract": abstract(text.abstract),
        "keywords": "; ".join(keywords(text.keywords)),
    }


def taken(
    table: str,
    name: str,
    works: Sequence[Work],
    screener: str,
    called: Sequence[str],
    stage: str,
    reasons: Mapping[str, str],
    every: str = "",
) -> TakenSheet:
    """The decisions of a screener in a table.

    Args:
        table: the CSV of a tool.
        name: what it is called in messages.
        works: all that there are.
        called: what the tool may call the screener.
        stage: at which the decisions were taken.
        reasons: of data/ladder.yaml, with what each is called.
        every: what was decided on all of its works, where it does not say.
    """
    made, known = TakenSheet(), _known(works)
    seen: dict[str, int] = {}
    for line, row in _rows(table):
        told = {letters(key): typed(value) for key, value in row.items() if key}
        if (found := _work(told, known)) is None:
            made.wrong.append(f"{name}:{line}: «{told.get('title', '')}» is no work of the exports")
            continue
        said, why = _said(told, {each.casefold() for each in called})
        said = said or every
        if not said:
            made.undecided += 1
            continue
        decision = SAID.get(said.casefold(), "")
        reason = _reason(why, reasons) if decision == EXCLUDE else ""
        if decision not in STAGES[stage]:
            may = ", ".join(STAGES[stage])
            made.wrong.append(f"{name}:{line}: «{said}» at {stage}: write one of {may}")
        elif decision == EXCLUDE and stage == FULL_TEXT and reason not in reasons:
            may = ", ".join(f"{key} ({label})" for key, label in reasons.items())
            made.wrong.append(f"{name}:{line}: the reason «{why}»: write one of {may}")
        elif found.name in seen:
            made.wrong.append(f"{name}:{line}: the work of line {seen[found.name]} again")
        else:
            seen[found.name] = line
            reason = reason if reason in reasons else ""
            title = found.records[0].title
            made.decisions.append(
                Decision(found.name, stage, decision, reason, _day(told), title, screener)
            )
    return made


def _rows(table: str) -> Iterator[tuple[int, dict[str, str]]]:
    text = table.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark, restval="")
    line = 2
    for row in reader:
        yield line, {str(key): str(value) for key, value in row.items() if key is not None}
        line = reader.line_num + 1


def _known(works: Iterable[Work]) -> dict[str, Work]:
    """The works by every name that they have, and by title alone where only one has it."""
    found: dict[str, Work] = {}
    titles: dict[str, list[Work]] = {}
    for work in works:
        found |= dict.fromkeys((work.name, *work.also), work)
        for words in {record.words for record in work.records if record.words}:
            titles.setdefault(words, []).append(work)
    alone = {f"title:{words}": each[0] for words, each in titles.items() if len(each) == 1}
    return alone | found


def _work(told: Mapping[str, str], known: Mapping[str, Work]) -> Work | None:
    """The work that a row is on."""
    of = {what: told[name] for name, what in SAME.items() if told.get(name)}
    doi = re.sub(r"(?i)^(https?://(dx\.)?doi\.org/|doi: *)", "", of.get("doi", ""))
    item = {"title": of.get("title", ""), "DOI": doi, "PMID": of.get("pmid")}
    year = re.match(r"\d{4}", of.get("year", ""))
    named = (told.get(name, "") for name in NAMED)
    title = f"title:{normalised(of.get('title', ''))}"
    every = [*named, *names(found_record("", 0, item | {"issued": year[0] if year else ""})), title]
    return next((known[name] for name in every if name in known), None)


def _said(told: Mapping[str, str], called: set[str]) -> tuple[str, str]:
    """What a row says of the decision and the reason, in the words of the tool."""
    if "decision" in told:
        return told["decision"], told.get("reason", "")
    notes = told.get("notes", "")
    parts = {each["what"]: each["says"].strip() for each in RAYYAN.finditer(notes)}
    said = {who.casefold(): what for who, what in RAYYAN_SAID.findall(parts.get("INCLUSION", ""))}
    if parts:
        what = next((said[who] for who in called if who in said), "")
        return what, parts.get("EXCLUSION-REASONS", "").split(",")[0]
    why = COVIDENCE.search(notes)
    label = next((told[name] for name in LABELS if told.get(name)), "")
    if why or not label:
        return (EXCLUDE if why else ""), why["reason"].strip() if why else ""
    return str(label).removesuffix(".0"), told.get("asreviewnote", "")


def _reason(why: str, reasons: Mapping[str, str]) -> str:
    """The id of a reason that is told by its id or its label; what it says where it is neither."""
    asked = normalised(why)
    alike = (key for key, label in reasons.items() if asked in {normalised(key), normalised(label)})
    return next(alike, why)


def _day(told: Mapping[str, str]) -> str:
    day = re.match(r"\d{4}-\d\d-\d\d", told.get("asreviewtime", "") or told.get("date", ""))
    return day[0] if day else ""
