"""Read everything in data/ and write the register: every number, with its formula and its rows."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from thesis.checklists import items as checklists
from thesis.checks.consistency import prisma_mapping
from thesis.checks.data import inputs
from thesis.checks.data.ladder import LADDER_REASONS_SUM, LADDER_RISING
from thesis.checks.editions import totals
from thesis.counts import prisma_flow, revised_flow
from thesis.counts.revised_flow import Revision
from thesis.counts.subtotals import Shares
from thesis.diagnostics import findings
from thesis.diagnostics.findings import Finding, stop
from thesis.editions import previous_numbers, store
from thesis.editions.store import Edition
from thesis.input import labels, todo, validation
from thesis.input.folder import DECISIONS, Data, decision
from thesis.input.sources import Source
from thesis.input.validation import typed
from thesis.language import typography
from thesis.model import relations
from thesis.model.formulas import Formula
from thesis.model.references import authors
from thesis.model.register import Number, Register

COUNTS = {"hits": "hits", "abstracts_read": "abstracts", "articles_read": "articles"}
"""The columns of a search table that count, and what the register calls them."""

ADDRESSES = {"id", "DOI", "URL"}
OWN_KEYS = {"uncited", "unverified", "notes", "corrections"}
"""Keys of a reference that are ours, not CSL's."""


def search_table(data: Data) -> pd.DataFrame:
    """All searches as one table, in the order of the databases and then by number."""
    rules = validation.schemas()["searches"]
    tables = [
        pd.DataFrame(
            [
                {**typed(row, rules), "database": database, "place": f"{sheet.file}:{row.line}"}
                for row in sheet.rows
            ]
        )
        for database, sheet in data.sheets.items()
    ]
    order = {database["id"]: i for i, database in enumerate(data.documents["databases"].value)}
    return pd.concat(tables, ignore_index=True).sort_values(
        ["database", "number"],
        key=lambda column: column.map(order) if column.name == "database" else column,
        kind="stable",
    )


def search_numbers(searches: pd.DataFrame, databases: Source) -> list[Number]:
    """Every count of every search, the totals per database, and those over all searches."""
    numbers = []
    for row in searches.itertuples():
        for column, name in COUNTS.items():
            key = f"{row.database}.{row.number}.{name}"
            numbers.append(Number(key, int(getattr(row, column)), name, rows=[str(row.place)]))

    def total(key: str, column: str, of: pd.DataFrame, formula: Formula) -> Number:
        unit = COUNTS.get(column, column)
        terms = [f"{row.database}.{row.number}.{unit}" for row in of.itertuples()]
        value = int(of[column].sum())
        return Number(
            key,
            value,
            unit,
            "derived",
            formula,
            list(of["place"]),
            operation="sum",
            terms=terms,
        )

    for database, rows in searches.groupby("database", sort=False):
        for column, name in COUNTS.items():
            formula = Formula("sum_in_database", {"count": column, "database": str(database)})
            numbers.append(total(f"{database}.{name}", column, rows, formula))
        formula = Formula("searches_in_database", {"database": str(database)})
        numbers.append(_count(f"{database}.searches", rows, formula))
    for column, name in COUNTS.items():
        formula = Formula("sum", {"count": column})
        numbers.append(total(f"searches.{name}", column, searches, formula))
    read = searches[searches["abstracts_read"] > 0]
    of_read = Formula("sum_read", {"count": "hits"})
    numbers += [
        _count("searches.count", searches, Formula("searches")),
        _count("searches.with_abstracts", read, Formula("searches_read")),
        total("searches.hits_with_abstracts", "hits", read, of_read),
        counted(
            "databases.count",
            Formula("databases"),
            [
                str(databases.place(i))
                for i, each in enumerate(databases.value)
                if "updates" not in each
            ],
            "databases",
        ),
    ]
    return numbers


def _count(key: str, rows: pd.DataFrame, formula: Formula) -> Number:
    return counted(key, formula, list(rows["place"]), "searches")


def study_numbers(studies: dict[str, Source]) -> list[Number]:
    """Every figure of every study, and how many were read, included and excluded."""
    numbers = []
    for key, study in studies.items():
        for name, figure in study.value.get("figures", {}).items():
            numbers.append(_figure(f"{key}.{name}", figure, str(study.place("figures", name))))
    place = {key: str(study.place("status")) for key, study in studies.items()}
    for status in DECISIONS:
        rows = [place[key] for key, study in studies.items() if decision(study) == status]
        formula = Formula("studies_by_status", {"status": status})
        if rows or status != "withdrawn":
            numbers.append(counted(f"studies.{status}", formula, rows))
    return [*numbers, counted("studies.read", Formula("studies"), list(place.values()))]


def counted(key: str, formula: Formula, rows: list[str], unit: str = "studies") -> Number:
    """A count, each of what is counted being one row."""
    return Number(key, len(rows), unit, "derived", formula, rows, operation="count")


def _figure(key: str, figure: Any, place: str, citation: str = "") -> Number:
    if not isinstance(figure, dict):
        figure = {"value": figure}
    value = figure.get("value")
    if "low" in figure:
        value = [figure["low"], figure["high"]]
    return Number(
        key,
        value,
        figure.get("unit") or "",
        "cited" if citation else "reported",
        rows=[place],
        citation=citation,
        page=str(figure.get("page") or ""),
        says=figure.get("says") or "",
        note=figure.get("note") or "",
        unverified=bool(figure.get("unverified")),
    )


def cited_numbers(literature: Source) -> list[Number]:
    """The facts from cited works."""
    return [
        _figure(f"{citation}.{name}", fact, str(literature.place(citation, name)), citation)
        for citation, facts in literature.value.items()
        for name, fact in facts.items()
    ]


def own_numbers(method: Source) -> list[Number]:
    """The author's own choices."""
    return [
        _figure(f"method.{name}", fact, str(method.place(name)))
        for name, fact in method.value.items()
    ]


def flow(
    ladder: Source,
    studies: dict[str, Source],
    numbers: dict[str, Number],
    findings: list[Finding],
    withdrawn: str = "",
) -> tuple[dict[str, Any], list[Number]]:
    """The stage ladder with its counts, what left at each stage, and the reasons at full text.

    Args:
        withdrawn: what the figure calls the studies that are withdrawn, beside the reasons; a first
            edition has none.
    """
    stages = []
    derived = []
    declared = ladder.value["stages"]
    for i, stage in enumerate(declared):
        here = numbers[stage["count"]]
        row = {
            "id": stage["id"],
            "label": stage["label"],
            "key": stage["count"],
            "value": here.value,
        }
        if i + 1 < len(declared):
            after = numbers[declared[i + 1]["count"]]
            assert isinstance(here.value, int)
            assert isinstance(after.value, int)
            if after.value > here.value:
                findings.append(rising(ladder, i + 1, here, after))
            key = f"flow.{stage['id']}.left"
            formula = Formula("difference", {"start": here.key, "end": after.key})
            rows = sorted({*here.rows, *after.rows})
            number = Number(
                key,
                here.value - after.value,
                here.unit,
                "derived",
                formula,
                rows,
                operation="difference",
                terms=[here.key, after.key],
            )
            derived.append(number)
            row["left"] = {"label": stage["left"], "key": key, "value": number.value}
            if stage.get("reasons"):
                reasons = reason_numbers(ladder, studies)
                derived += reasons
                away = [known for known in (numbers.get("studies.withdrawn"),) if known]
                if after.value <= here.value and added(reasons + away) != number.value:
                    findings.append(unaccounted(ladder, i, number, reasons + away))
                names = ladder.value["reasons"]
                row["left"]["reasons"] = [
                    {"id": reason, "label": names[reason], "key": n.key, "value": n.value}
                    for reason, n in zip(names, reasons, strict=True)
                ] + [revised_flow.row(withdrawn, number) for number in away if withdrawn]
        stages.append(row)
    return {"stages": stages}, derived


def revised(
    revision: Revision,
    counts: Mapping[str, Number],
    shares: Shares,
    findings: list[Finding],
    official: Mapping[str, Any] | None,
    house: Mapping[str, Any],
) -> dict[str, Any]:
    """The flow of a revised edition: the previous one, the new searches, and both in all."""
    words = official["revised"] if official else house
    ladder = revision.data.documents["ladder"].value
    if official:
        form = prisma_flow.Form(revision.data, shares, official, revision.sessions)
        flow = prisma_mapping.drawn(form, findings)
    else:
        flow = revised_flow.house(ladder, shares, revision.sessions, words)
    phase = {"phase": "included"} if official else {}
    return revised_flow.joined(flow, counts, words, phase, ladder["stages"][-1]["label"])


def rising(ladder: Source, i: int, here: Number, after: Number) -> Finding:
    """A stage that counts more than the one before it: fewer than none would have left."""
    return LADDER_RISING.at(
        ladder.place("stages", i, "count"),
        found=f"{after.key} is {after.value}, but {here.key}, the stage before it, is {here.value}",
        expected="no more at a stage than at the one before it",
        fix="mend the count that is wrong, or the order of the stages",
        evidence=", ".join(sorted({*here.rows, *after.rows})[:10]),
    )


def unaccounted(ladder: Source, i: int, left: Number, reasons: list[Number]) -> Finding:
    """A stage whose reasons do not add up to what left there."""
    told = ", ".join(f"{reason.key} = {reason.value}" for reason in reasons)
    return LADDER_REASONS_SUM.at(
        ladder.place("stages", i, "reasons"),
        found=f"{added(reasons)} with a reason, but {left.value} left",
        expected="a reason for each that left at this stage, and for no other",
        fix="mend the status or the reason_category of a study, or the count of the stage",
        evidence=f"{left.key} = {left.formula} = {left.value}; {told}",
    )


def added(numbers: list[Number]) -> int:
    """The sum of counts."""
    return sum(number.value for number in numbers if isinstance(number.value, int))


def reason_numbers(ladder: Source, studies: dict[str, Source]) -> list[Number]:
    """How many studies were excluded for each declared reason, in the declared order."""
    numbers = []
    for reason in ladder.value["reasons"]:
        rows = [
            str(study.place("reason_category"))
            for study in studies.values()
            if study.value.get("reason_category") == reason
        ]
        formula = Formula("studies_by_reason", {"reason": reason})
        numbers.append(counted(f"flow.reasons.{reason}", formula, rows))
    return numbers


def study_records(
    studies: dict[str, Source], items: Iterable[Mapping[str, Any]] = ()
) -> list[dict[str, Any]]:
    """The records in the order of their places, each text with the line it stands below.

    Args:
        items: the references, which know what language each article is written in.
    """
    languages = {item["id"]: item.get("language") for item in items}
    records = []
    for key, study in studies.items():
        record = {name: value for name, value in study.value.items() if name != "corrections"}
        record["status"] = decision(study)
        if study.to_fill:
            record["to_fill"] = [".".join(map(str, steps)) for steps in study.to_fill]
        if "sample" in record:
            record["sample"] = sample(study.value)
        record["language"] = languages.get(key)
        if "relations" in record:
            record["relations"] = reckoned(study)
        record["file"] = study.file
        record["lines"] = field_lines(study)
        record["texts"] = {
            name: {"text": text, "line": study.texts["texts", name]}
            for name, text in study.value.get("texts", {}).items()
        }
        if withdrawn := study.value.get("withdrawn"):
            # Its reason is printed like the other texts of the record.
            record["withdrawn"] = {"edition": withdrawn["edition"]}
            line = study.texts["withdrawn", "reason"]
            record["texts"]["withdrawn"] = {"text": withdrawn["reason"], "line": line}
        records.append({**record, "key": key})
    return sorted(records, key=lambda one: (DECISIONS.index(one["status"]), one["place"]))


def sample(study: Mapping[str, Any]) -> int | None:
    """How many people a study had: the sum of the figures that its `sample` names.

    None where it names none, or one that is not there.
    """
    names = study["sample"] or []
    figures = [(study.get("figures") or {}).get(name) for name in names]
    values = [figure.get("value") if isinstance(figure, dict) else figure for figure in figures]
    counts = [value for value in values if isinstance(value, int)]
    return sum(counts) if counts and len(counts) == len(names) else None


def reckoned(study: Source) -> list[dict[str, Any]]:
    """The relations of a record, each with its arithmetic, whether it holds, and its place."""
    return [
        {
            **relation,
            **asdict(relations.read(relation["says"], study.value.get("figures") or {})),
            "place": str(study.place("relations", i)),
        }
        for i, relation in enumerate(study.value["relations"])
        if not any(todo.waits(study, "figures", name) for name in relations.names(relation["says"]))
    ]


def field_lines(study: Source) -> dict[str, int]:
    """The line of each field of a record by its path, such as ``outcomes.craving``."""
    return {
        ".".join(map(str, steps)): line
        for steps, line in study.lines.items()
        if steps
        and steps[0] not in {"texts", "relations", "corrections", "unverified"}
        and all(isinstance(step, str) for step in steps)
    }


def csl_items(references: Source) -> list[dict[str, Any]]:
    """The references as CSL-JSON, without our own keys and with dates in parts."""
    items = []
    for reference in references.value:
        item = {
            name: value
            for name, value in reference.items()
            if name not in OWN_KEYS and value is not None
        }
        for name in ("issued", "accessed"):
            if name in item:
                parts = [int(part) for part in str(item[name]).split("-")]
                item[name] = {"date-parts": [parts]}
        for name, value in item.items():
            if isinstance(value, int | float):
                item[name] = str(value)
            elif name not in ADDRESSES:
                item[name] = printed(value)
        items.append(item)
    return items


def printed(value: Any) -> Any:
    """A field of a reference with typographic apostrophes: databases export a typewriter's."""
    if isinstance(value, dict):
        return {name: printed(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [printed(inner) for inner in value]
    return typography.with_apostrophes(value) if isinstance(value, str) else value


def corrections(documents: dict[str, Source]) -> list[dict[str, Any]]:
    """Every declared correction, wherever it stands in data/, by the number of its slip."""
    found = []

    def take(source: Source, rows: list[Any], where: str, *steps: str | int) -> None:
        for i, row in enumerate(rows):
            place = str(source.place(*steps, i))
            field = row.get("where") or f"{where}: {row.get('field', '')}".rstrip(": ")
            found.append(
                {
                    "slip": row["slip"],
                    "where": field,
                    "source": row["source"],
                    "used": row["used"],
                    "reason": row["reason"],
                    "place": place,
                }
            )

    for name, source in documents.items():
        if name == "corrections":
            take(source, source.value, "")
        elif isinstance(source.value, dict):
            rows = source.value.get("corrections") or []
            take(source, rows, name.split("/")[-1], "corrections")
        elif isinstance(source.value, list):
            for i, item in enumerate(source.value):
                if rows := isinstance(item, dict) and item.get("corrections"):
                    take(source, rows, item["id"], i, "corrections")
    return sorted(found, key=lambda row: (row["slip"], row["place"]))


def placed(source: Source | None) -> list[dict[str, Any]]:
    """The items of a file that is a list, each with its place; none when there is no such file."""
    items = source.value if source else []
    return [{**item, "place": str(source.place(i))} for i, item in enumerate(items) if source]


def unverified(references: Source, studies: dict[str, Source]) -> list[dict[str, str]]:
    """Every field of a reference or a study that was not found in the work or a library record."""
    found = []

    def take(source: Source, record: Any, key: str, *steps: str | int) -> None:
        notes = " ".join(record.get("notes") or [])
        for i, name in enumerate(record.get("unverified") or []):
            row = {
                "work": key,
                "field": name,
                "value": told(record.get(name)),
                "note": notes,
                "place": str(source.place(*steps, name))
                if name in record
                else str(source.place(*steps, "unverified", i)),
            }
            found.append(row)

    for i, reference in enumerate(references.value):
        take(references, reference, reference["id"], i)
    for key, study in studies.items():
        take(study, study.value, key)
    return found


def listed(words: Source) -> list[dict[str, str]]:
    """The word list, each word with its place."""
    return [
        {"word": word, "place": str(words.place(heading, i))}
        for heading, under in words.value.items()
        for i, word in enumerate(under)
    ]


def told(value: Any) -> str:
    """A field's value as a person would say it; "" where there is none."""
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            return authors({"author": value})
        return ", ".join(told(part) for part in value)
    return "" if value is None else str(value)


def build(
    data: Data,
    findings: list[Finding],
    words: Mapping[str, Any] | None = None,
    edition: tuple[Edition, Mapping[str, Any]] | None = None,
) -> tuple[Register, dict[str, Any], list[Any]]:
    """The register, the flow for figure 1, and the references as CSL-JSON.

    Args:
        data: all of data/, in which :mod:`thesis.checks.data.inputs` has found nothing wrong, or
            only what is BUILDABLE.
        findings: where what only the sums show is noted.
        words: those of PRISMA 2020, when figure 1 has its form.
        edition: the one before this one, and the labels of a revised one in the form of the house.
    """
    documents = data.documents
    studies = {key: study for key, study in data.studies.items() if not todo.uncounted(study)}
    databases = documents["databases"]
    searches = search_table(data)
    numbers = search_numbers(searches, databases) + study_numbers(studies)
    if "literature" in documents:
        numbers += cited_numbers(documents["literature"])
    if "method" in documents:
        numbers += own_numbers(documents["method"])
    ladder, derived = flow(
        documents["ladder"],
        studies,
        {number.key: number for number in numbers},
        findings,
        edition[1]["withdrawn"] if edition else "",
    )
    shares = Shares(data, {number.key: number for number in numbers + derived})
    revision = Revision(edition[0], data, studies) if edition else None
    counts = revision.numbers(shares) if revision else {}
    # An edition without a search of its own is no updated review: its way from hits to studies is
    # the whole ladder, as before.
    if edition and revision and revision.sessions:
        ladder = revised(revision, counts, shares, findings, words, edition[1])
    elif words:
        ladder = prisma_mapping.drawn(prisma_flow.Form(data, shares, words), findings)
    derived += shares.derived.values()
    items = csl_items(documents["references"])
    records = {
        "thesis": documents["thesis"].value,
        "databases": databases.value,
        "searches": json.loads(searches.drop(columns=["place"]).to_json(orient="records")),
        "limits": documents["limits"].value if "limits" in documents else [],
        "exceptions": placed(documents.get("exceptions")),
        "studies": study_records(studies, items),
        "pico": documents["pico"].value if "pico" in documents else [],
        "checklists": checklists.answers(documents.get("checklists")),
        "references": {item["id"]: item for item in items},
        "uncited": {
            work["id"]: work["uncited"]
            for work in documents["references"].value
            if work.get("uncited")
        },
        "ladder": [
            {"label": stage["label"], "place": str(documents["ladder"].place("stages", i))}
            for i, stage in enumerate(documents["ladder"].value["stages"])
        ],
        "flow": ladder,
        "corrections": corrections(documents),
        "unverified": unverified(documents["references"], studies),
        "words": listed(documents["words"]) if "words" in documents else [],
        "files": sorted(
            [source.file for source in documents.values()]
            + [sheet.file for sheet in data.sheets.values()]
        ),
    }
    return Register(numbers + derived, records), ladder, items


def dump(content: Any, path: str) -> None:
    """Write JSON that a person can read and that is the same for the same content."""
    Path(path).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    data, problems = inputs.problems(Path.cwd())
    config = json.loads(Path(snakemake.input.config).read_text("utf-8"))
    words = labels.read(snakemake.input.labels)
    before = store.previous(config, Path.cwd())
    official: Mapping[str, Any] = {}
    if inputs.usable(problems):
        problems += totals.check(data, before, Path.cwd())
    if inputs.usable(problems) and config.get("flow") == prisma_flow.FORM:
        official = prisma_mapping.vocabulary(data, words, problems)
        problems += prisma_mapping.check(data)
    if inputs.usable(problems):
        edition = (before, words["flowchart"]["revised"]) if before else None
        register, ladder_with_counts, bibliography = build(data, problems, official, edition)
    if not inputs.usable(problems):
        stop(problems, f"data/ cannot be used: {len(problems)} problem(s).")
    if before:
        previous_numbers.add(register, before, words)
    register.write(snakemake.output.register)
    dump(ladder_with_counts, snakemake.output.flow)
    dump(bibliography, snakemake.output.references)
    findings.write(problems, snakemake.output.findings)
