"""The register of all of data/: every number, with its formula and rows, and the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec.structs import replace

from thesis.counts import audit, prisma_flow, references, screened, studies
from thesis.counts.flow import flow, revised
from thesis.counts.revised_flow import Revision
from thesis.counts.searches import duplicate_numbers, search_numbers, search_records, search_table
from thesis.counts.subtotals import Shares
from thesis.counts.tables import own_tables
from thesis.counts.weighed import appraisal, effects
from thesis.diagnostics.findings import Finding
from thesis.document.passages import short
from thesis.editions.store import Edition
from thesis.input import todo, wording
from thesis.input.folder import Data
from thesis.input.labels import Labels
from thesis.input.sources import Source
from thesis.model.records import Database, Element, ExportedRecords, Limit, Records, Rung, TitlePage
from thesis.model.register import Number, Register

if TYPE_CHECKING:
    from pandas import DataFrame

T = TypeVar("T")


def build(
    data: Data,
    findings: list[Finding],
    words: Labels | None = None,
    edition: tuple[Edition, Labels] | None = None,
) -> Register:
    """The register.

    Args:
        data: all of data/, in which :mod:`thesis.checks.data.inputs` has found nothing wrong, or
            only what is BUILDABLE.
        findings: where what only the sums show is noted.
        words: those of PRISMA 2020, when figure 1 has its form.
        edition: the one before this one, and the labels of a revised one in the form of the house.
    """
    documents = data.documents
    counted = {key: study for key, study in data.studies.items() if not todo.uncounted(study)}
    searches, (tables, cells) = search_table(data), own_tables(data)
    numbers = [*_numbers(data, counted, searches), *cells, *screened.screened_numbers(data)]
    known = {number.key: number for number in numbers}
    findings += screened.contradicted(documents["ladder"], known)
    ladder, derived = flow(
        documents["ladder"], counted, known, findings, edition[1]["withdrawn"] if edition else ""
    )
    shares = Shares(data, {number.key: number for number in numbers + derived})
    revision = Revision(edition[0], data, counted) if edition else None
    counts = revision.numbers(shares) if revision else {}
    # An edition without a search of its own is no updated review: its way from hits to studies is
    # the whole ladder, as before.
    if edition and revision and revision.sessions:
        ladder = revised(revision, counts, shares, findings, words, edition[1], ladder)
    elif words:
        ladder = prisma_flow.drawn(prisma_flow.Form(data, shares, words), findings)
    items = references.csl_items(documents["references"])
    title = msgspec.convert(documents["thesis"].value, TitlePage)
    language = short(title.language or "nb")
    if language != ladder.language:
        ladder = replace(ladder, language=language)
    told = studies.study_records(counted, items)
    works = {item["id"]: item for item in items}
    outcomes, of_effects = effects.syntheses(documents.get("outcomes"), told, works, language)
    derived += [*shares.derived.values(), *of_effects]
    derived += appraisal.numbers(told, {key: each.value for key, each in counted.items()}, language)
    records = replace(
        _records(data, counted, searches),
        thesis=title,
        studies=told,
        references=works,
        flow=ladder,
        outcomes=outcomes,
        tables=tables,
        tools=appraisal.used(told, language),
    )
    return Register(numbers + derived, records)


def _numbers(data: Data, counted: dict[str, Source], searches: DataFrame) -> list[Number]:
    """The numbers of searches, studies, cited works and the author's own choices."""
    documents, databases = data.documents, data.documents["databases"]
    own = studies.own_numbers(documents["method"]) if "method" in documents else []
    most_hits = next((one.value for one in own if one.key == "method.hits_limit"), None)
    limit = most_hits if isinstance(most_hits, int | float) else None
    numbers = search_numbers(searches, databases, limit) + studies.study_numbers(counted)
    numbers += duplicate_numbers(documents["ladder"], {each.key: each for each in numbers})
    if "literature" in documents:
        numbers += studies.cited_numbers(documents["literature"])
    return numbers + own


def _records(data: Data, counted: dict[str, Source], searches: DataFrame) -> Records:
    """What data tell that is no number; studies, works and figure 1 apart."""
    documents = data.documents
    sheets = (data.sheets, data.tables, data.screening)
    exports = [{**each, "place": str(source.place(i))} for i, each, source in data.items("exports")]
    return Records(
        databases=msgspec.convert(documents["databases"].value, list[Database]),
        searches=search_records(searches),
        limits=_listed(documents.get("limits"), Limit),
        exceptions=audit.exceptions(documents.get("exceptions")),
        exports=msgspec.convert(exports, list[ExportedRecords]),
        pico=_listed(documents.get("pico"), Element),
        checklists=audit.answers(documents.get("checklists")),
        uncited={
            work["id"]: work["uncited"]
            for work in documents["references"].value
            if work.get("uncited")
        },
        ladder=[
            Rung(label=stage["label"], at=str(documents["ladder"].place("stages", i)))
            for i, stage in enumerate(documents["ladder"].value["stages"])
        ],
        corrections=audit.corrections(documents),
        unverified=audit.unverified(documents["references"], counted),
        words=audit.listed(documents["words"]) if "words" in documents else [],
        lexicon=wording.own_words(data),
        files=sorted(
            [file for source in documents.values() for file in source.files]
            + [sheet.file for some in sheets for sheet in some.values()]
        ),
        screening=screened.screening_record(data),
    )


def _listed(source: Source | None, record: type[T]) -> list[T]:
    """The items of a file that is a list, as records; none when there is no such file."""
    return msgspec.convert(source.value if source else [], list[record])  # type: ignore[valid-type]
