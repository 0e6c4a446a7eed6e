"""Rules on the studies that were read in full: each where it must be, and none where it must not.

The tables are known by the ids that their templates give them, and are looked at when config names
the template.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document import content, pandoc
from thesis.document.pandoc import Element
from thesis.document.passages import Passage, Zone, texts
from thesis.document.thesis import Thesis
from thesis.model import references
from thesis.model.records import Study, Work

MARK = "excluded"  # The class of the span that says: this study was left out

MATRICES = "literature_matrices"
WHOLE = {"study_overview": "tbl:overview", "theme_matrix": "tbl:themes"}
"""The templates of a matrix of all studies in one table, and its id."""
TABLES = {
    "included": (("included_studies",), "tbl:included"),
    "excluded": (("excluded_studies", "excluded_with_journals"), "tbl:excluded"),
}  # The templates and the id of the table that lists the studies of a status

LEFT = {"excluded": "excluded", "withdrawn": "excluded"}
"""The table that lists those of a status that are no part of the answer."""

CLOSURE_MISPLACED = declare(
    "closure.misplaced",
    looks_at="studies",
    sees="an included study in the table of the excluded, an excluded or withdrawn one among the "
    "included or with a matrix",
    misses="a study whose status is wrong in its record",
    example="colledge2018, which is excluded, in a row of the included articles",
)
CLOSURE_ROW = declare(
    "closure.row",
    looks_at="studies",
    sees="a row of the table of included or excluded articles whose authors or year are not the "
    "reference's",
    misses="authors and a year that are wrong in data/references.yaml",
    example="«Wang m.fl.» in the row of wang2017",
)
CLOSURE_EXCLUDED_CITED = declare(
    "closure.excluded-cited",
    looks_at="studies",
    sees="a citation of an excluded or withdrawn study that is not marked as such",
    misses="a marked citation that is used as evidence all the same",
    example="Det bekreftes av @buchowski2011.",
)
CLOSURE_CHAPTER = declare(
    "closure.chapter",
    looks_at="studies",
    sees="a chapter under closure: cited_in in config that the thesis does not have",
    misses="a chapter that is not named there",
    example="cited_in: [Diskusjon, Drøfting], and no heading «Drøfting»",
)


@dataclass
class Chapter:
    """A chapter: its heading, and the works that its prose, tables left out, cites."""

    heading: Passage
    cited: set[str] = field(default_factory=set)


CLOSURE_MISSING = declare(
    "closure.missing",
    looks_at="studies",
    sees="an included study without a matrix, a row in its table, an entry in the reference list "
    "or a citation in a chapter of cited_in; an excluded or withdrawn one without a row",
    misses="a study that is cited and said nothing of",
    example="wang2017, which is included, cited nowhere in «Innledning»",
)


@CLOSURE_MISSING.check
def studies(thesis: Thesis) -> Iterator[Finding]:
    """Every study record against the document; yields what the other rules of this file see."""
    status = {study.key: study.status for study in thesis.register.records.studies}
    tables = {
        name: element
        for _, element in thesis.elements
        if element["t"] == "Table" and (name := pandoc.identifier(element))
    }
    yield from _matrices(thesis, status, set(tables))
    for template, name in WHOLE.items():
        if template in thesis.config.get("tables", []):
            yield from _whole_matrix(thesis, status, template, tables.get(name))
    for listed, (templates, name) in TABLES.items():
        if {*templates} & {*thesis.config.get("tables", [])}:
            yield from _table(thesis, status, listed, tables.get(name))
    yield from _listed(thesis, status)
    yield from _cited(thesis, status)


# ---- Matrices, appendices, reference list ------------------------------------------------------


def _matrices(thesis: Thesis, status: Mapping[str, str], tables: set[str]) -> Iterator[Finding]:
    if MATRICES not in thesis.config.get("tables", []):
        return
    for key, one in status.items():
        has = f"tbl:matrix-{key}" in tables
        if one == "included" and not has:
            yield _missing(
                thesis, key, "a literature matrix", f'place {{{{ table("{MATRICES}") }}}}'
            )
        elif one in LEFT and has:
            yield _misplaced(thesis, key, "has a literature matrix")


def _whole_matrix(
    thesis: Thesis, status: Mapping[str, str], template: str, table: Element | None
) -> Iterator[Finding]:
    """A matrix that cites each study in a row of its own."""
    there = {
        str(citation["citationId"])
        for one in pandoc.walk(table or {})
        if one["t"] == "Cite"
        for citation in one["c"][0]
    }
    for key, one in status.items():
        if one == "included" and key not in there:
            call = f'place {{{{ table("{template}") }}}}, or mend its template'
            yield _missing(thesis, key, "a row in the matrix of all studies", call)


def _table(
    thesis: Thesis, status: Mapping[str, str], listed: str, table: Element | None
) -> Iterator[Finding]:
    templates, _ = TABLES[listed]
    template = next(one for one in templates if one in thesis.config["tables"])
    rows = dict(_rows(table)) if table else {}
    for key, one in status.items():
        at = LEFT.get(one, one)
        if at == listed and key not in rows:
            call = f'place {{{{ table("{template}") }}}}, or mend its template'
            yield _missing(thesis, key, f"a row in the table of {listed} articles", call)
        elif at != listed and key in rows:
            yield _misplaced(thesis, key, f"has a row in the table of {listed} articles")
    works = thesis.register.records.references
    for key, cells in rows.items():
        if key in status and key in works:
            yield from _row(thesis, key, cells, works[key])


def _rows(table: Element) -> Iterator[tuple[str, list[str]]]:
    """The rows of a table whose one cell is the title of a work: its key, and all cells' texts."""
    for cells in pandoc.rows(table):
        texts = [" ".join(pandoc.text(cell).split()) for cell in cells]
        for cell, text in zip(cells, texts, strict=True):
            for span in pandoc.walk(cell):
                whole = "title" in pandoc.classes(span)
                if whole and " ".join(pandoc.text(span["c"][1]).split()) == text:
                    yield pandoc.attributes(span).get("key", ""), texts


def _row(thesis: Thesis, key: str, cells: list[str], work: Work) -> Iterator[Finding]:
    authors = " ".join(references.authors(work).split())
    wanted = {"authors": authors, "year": references.year(work)}
    for what, text in wanted.items():
        if text and text not in cells:
            yield CLOSURE_ROW.at(
                _record(thesis, key),
                found=f"no cell with the {what} of {key} in its row: {' | '.join(cells)}",
                expected=f"the {what} of the reference: {text}",
                fix="let the template print it from the reference",
            )


def _listed(thesis: Thesis, status: Mapping[str, str]) -> Iterator[Finding]:
    ids = {pandoc.identifier(one) for _, one in thesis.elements}
    for key, one in status.items():
        if one == "included" and f"ref-{key}" not in ids:
            yield _missing(thesis, key, "an entry in the reference list", f"cite it: @{key}")


def _missing(thesis: Thesis, key: str, what: str, fix: str) -> Finding:
    status = _study(thesis, key).status
    return CLOSURE_MISSING.at(
        _record(thesis, key),
        found=f"{key} ({status}) without {what}",
        expected=f"{what} of {key}",
        fix=f"{fix}; or mend its status",
    )


def _misplaced(thesis: Thesis, key: str, what: str) -> Finding:
    return CLOSURE_MISPLACED.at(
        _record(thesis, key),
        found=f"{key} {what}, which its status denies",
        expected="each study where its status places it",
        fix="mend its status, or the template that prints it",
    )


def _record(thesis: Thesis, key: str) -> Place:
    """Where the status of a study is said."""
    study = _study(thesis, key)
    return study.at("status") if study.file else Place(f"data/studies/{key}.yaml")


def _study(thesis: Thesis, key: str) -> Study:
    return next(study for study in thesis.register.records.studies if study.key == key)


# ---- Citations ---------------------------------------------------------------------------------


def _cited(thesis: Thesis, status: Mapping[str, str]) -> Iterator[Finding]:
    chapters: list[Chapter] = []
    file = ""
    for passage in texts(thesis):
        block = passage.within[-1]
        if passage.file != file or (block["t"] == "Header" and block["c"][0] == 1):
            chapters.append(Chapter(passage))
            file = passage.file
        for zone in passage.zones:
            keys = _keys(zone)
            if not any(one["t"] == "Table" for one in passage.within):
                chapters[-1].cited.update(keys)
            for key in keys:
                if status.get(key) in LEFT and not _marked(passage, zone):
                    start, end = passage.sentence(zone.start)
                    yield CLOSURE_EXCLUDED_CITED.at(
                        passage.place(zone.start),
                        found=f"@{key}, which is {status[key]}",
                        expected="no evidence from a study that was left out",
                        fix=f"cite another work; or, where the text tells that it was left out: "
                        f"[@{key}]{{.{MARK}}}",
                        evidence=f"in «{passage.text[start:end].strip()}»",
                    )
    yield from _chapters(thesis, status, chapters)


def _keys(zone: Zone) -> list[str]:
    if zone.kind != "Cite":
        return []
    return [str(citation["citationId"]) for citation in zone.element["c"][0]]


def _marked(passage: Passage, cite: Zone) -> bool:
    return any(zone.start <= cite.start and cite.end <= zone.end for zone in passage.of_class(MARK))


def _chapters(
    thesis: Thesis, status: Mapping[str, str], chapters: list[Chapter]
) -> Iterator[Finding]:
    named = {" ".join(chapter.heading.text.split()).casefold(): chapter for chapter in chapters}
    for i, wanted in enumerate(thesis.config.get("closure", {}).get("cited_in", [])):
        if (chapter := named.get(wanted.casefold())) is None:
            yield CLOSURE_CHAPTER.at(
                content.setting(thesis.root, "closure", "cited_in", i),
                found=f"the chapter «{wanted}»",
                expected="the heading of a chapter: "
                + ", ".join(f"«{' '.join(one.heading.text.split())}»" for one in chapters),
                fix="mend the name, or take it out until the chapter is written",
            )
            continue
        for key, one in status.items():
            if one == "included" and key not in chapter.cited:
                file, line = chapter.heading.place()
                yield CLOSURE_MISSING.at(
                    Place(file, line),
                    found=f"{key} (included) cited nowhere in «{wanted}»",
                    expected="every included study cited in the text of this chapter",
                    fix=f"cite it, @{key}, where its findings are told; or mend its status",
                )
