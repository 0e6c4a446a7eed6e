"""Read everything in data/ and write the register: every number, with its formula and its rows."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from thesis import sources
from thesis.findings import Finding, stop
from thesis.register import Number, Register
from thesis.sources import Source, UnreadableError

COLUMNS = ("number", "query", "hits", "abstracts_read", "articles_read", "limits")
"""Columns of a search table."""

COUNTS = {"hits": "hits", "abstracts_read": "abstracts", "articles_read": "articles"}
"""Those that count, and what the register calls them."""

OWN_KEYS = {"unverified", "notes", "corrections"}
"""Keys of a reference that are ours, not CSL's."""


def read_all(root: Path, findings: list[Finding]) -> tuple[dict[str, Source], pd.DataFrame]:
    """Read every YAML file of data/ by its path without ending, and all searches as one table."""
    documents: dict[str, Source] = {}
    for path in sorted((root / "data").rglob("*.yaml")):
        file = path.relative_to(root).as_posix()
        try:
            documents[file.removeprefix("data/").removesuffix(".yaml")] = sources.read_yaml(
                path, file
            )
        except UnreadableError as unreadable:
            findings.append(unreadable.finding)
    tables = []
    for path in sorted((root / "data" / "searches").glob("*.csv")):
        file = path.relative_to(root).as_posix()
        try:
            sheet = sources.read_csv(path, file)
        except UnreadableError as unreadable:
            findings.append(unreadable.finding)
            continue
        lacking = [column for column in COLUMNS if column not in sheet.columns]
        if lacking:
            findings.append(
                Finding(
                    file,
                    1,
                    "data.columns",
                    f"no column {', '.join(lacking)} among {', '.join(sheet.columns)}",
                    f"the columns {', '.join(COLUMNS)}",
                    "restore the header row",
                )
            )
            continue
        table = pd.DataFrame([row.cells for row in sheet.rows], columns=sheet.columns)
        tables.append(
            table.assign(database=path.stem, place=[f"{file}:{row.line}" for row in sheet.rows])
        )
    return documents, pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def count_columns(searches: pd.DataFrame, findings: list[Finding]) -> pd.DataFrame:
    """The same table with its counts as whole numbers; what is no such number is a finding."""
    counted = searches.copy()
    for column in ("number", *COUNTS):
        numbers = pd.to_numeric(searches[column].where(searches[column].str.fullmatch(r"\d+")))
        for place, text in searches.loc[numbers.isna(), ["place", column]].itertuples(index=False):
            file, line = place.rsplit(":", 1)
            findings.append(
                Finding(
                    file,
                    int(line),
                    "data.count",
                    f"{column} is «{text}»" if text else f"{column} is blank",
                    "a whole number, 0 or more, without spaces or points",
                    "type the digits alone",
                )
            )
        counted[column] = numbers.fillna(0).astype(int)
    return counted


def repeated(searches: pd.DataFrame, findings: list[Finding]) -> None:
    """Note each search that bears the number of an earlier one in the same database."""
    again = searches.duplicated(["database", "number"]) & (searches["number"] > 0)
    for row in searches[again].itertuples():
        file, line = str(row.place).rsplit(":", 1)
        findings.append(
            Finding(
                file,
                int(line),
                "data.repeated-number",
                f"search number {row.number} a second time",
                "a number of its own for each search in a database",
                "renumber one of the two",
            )
        )


def search_numbers(searches: pd.DataFrame, databases: Source) -> list[Number]:
    """Every count of every search, the totals per database, and those over all searches."""
    numbers = []
    for row in searches.itertuples():
        for column, name in COUNTS.items():
            key = f"{row.database}.{row.number}.{name}"
            numbers.append(Number(key, int(getattr(row, column)), name, rows=[str(row.place)]))

    def total(key: str, column: str, of: pd.DataFrame, formula: str) -> Number:
        unit = COUNTS.get(column, column)
        return Number(key, int(of[column].sum()), unit, "derived", formula, list(of["place"]))

    for database, rows in searches.groupby("database", sort=False):
        for column, name in COUNTS.items():
            formula = f"sum of {column} over the searches in {database}"
            numbers.append(total(f"{database}.{name}", column, rows, formula))
        numbers.append(_count(f"{database}.searches", rows, f"number of searches in {database}"))
    for column, name in COUNTS.items():
        formula = f"sum of {column} over all searches"
        numbers.append(total(f"searches.{name}", column, searches, formula))
    read = searches[searches["abstracts_read"] > 0]
    where = "searches in which abstracts were read"
    numbers += [
        _count("searches.count", searches, "number of searches"),
        _count("searches.with_abstracts", read, f"number of {where}"),
        total("searches.hits_with_abstracts", "hits", read, f"sum of hits over the {where}"),
        Number(
            "databases.count",
            len(databases.value),
            "databases",
            "derived",
            "number of databases",
            [databases.place(i) for i in range(len(databases.value))],
        ),
    ]
    return numbers


def _count(key: str, rows: pd.DataFrame, formula: str) -> Number:
    return Number(key, len(rows), "searches", "derived", formula, list(rows["place"]))


def study_numbers(studies: dict[str, Source]) -> list[Number]:
    """Every figure of every study, and how many were read, included and excluded."""
    numbers = []
    for key, study in studies.items():
        for name, figure in study.value.get("figures", {}).items():
            numbers.append(_figure(f"{key}.{name}", figure, study.place("figures", name)))
    place = {key: study.place("status") for key, study in studies.items()}
    for status in ("included", "excluded"):
        rows = [place[key] for key, study in studies.items() if study.value["status"] == status]
        formula = f"number of studies with status {status}"
        numbers.append(Number(f"studies.{status}", len(rows), "studies", "derived", formula, rows))
    rows = list(place.values())
    numbers.append(
        Number("studies.read", len(rows), "studies", "derived", "number of study records", rows)
    )
    return numbers


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
        _figure(f"{citation}.{name}", fact, literature.place(citation, name), citation)
        for citation, facts in literature.value.items()
        for name, fact in facts.items()
    ]


def own_numbers(method: Source) -> list[Number]:
    """The author's own choices."""
    return [
        _figure(f"method.{name}", fact, method.place(name)) for name, fact in method.value.items()
    ]


def flow(
    ladder: Source, studies: dict[str, Source], numbers: dict[str, Number], findings: list[Finding]
) -> tuple[dict[str, Any], list[Number]]:
    """The stage ladder with its counts, what left at each stage, and the reasons at full text."""
    stages = []
    derived = []
    declared = ladder.value["stages"]
    for i, stage in enumerate(declared):
        if stage["count"] not in numbers:
            findings.append(
                Finding(
                    ladder.file,
                    ladder.line("stages", i, "count"),
                    "ladder.unknown-key",
                    f"count: {stage['count']}",
                    "a key of the register",
                    "the keys are in build/register.json",
                )
            )
            return {"stages": []}, []
        here = numbers[stage["count"]]
        row = {
            "id": stage["id"],
            "label": stage["label"],
            "key": stage["count"],
            "value": here.value,
        }
        if i + 1 < len(declared) and declared[i + 1]["count"] in numbers:
            after = numbers[declared[i + 1]["count"]]
            assert isinstance(here.value, int)
            assert isinstance(after.value, int)
            key = f"flow.{stage['id']}.left"
            formula = f"{here.key} - {after.key}"
            rows = sorted({*here.rows, *after.rows})
            number = Number(key, here.value - after.value, here.unit, "derived", formula, rows)
            derived.append(number)
            row["left"] = {"label": stage["left"], "key": key, "value": number.value}
            if stage.get("reasons"):
                reasons = reason_numbers(ladder, studies)
                derived += reasons
                names = ladder.value["reasons"]
                row["left"]["reasons"] = [
                    {"id": reason, "label": names[reason], "key": n.key, "value": n.value}
                    for reason, n in zip(names, reasons, strict=True)
                ]
        stages.append(row)
    return {"stages": stages}, derived


def reason_numbers(ladder: Source, studies: dict[str, Source]) -> list[Number]:
    """How many studies were excluded for each declared reason, in the declared order."""
    numbers = []
    for reason in ladder.value["reasons"]:
        rows = [
            study.place("reason_category")
            for study in studies.values()
            if study.value.get("reason_category") == reason
        ]
        formula = f"number of excluded studies with reason_category {reason}"
        numbers.append(
            Number(f"flow.reasons.{reason}", len(rows), "studies", "derived", formula, rows)
        )
    return numbers


def study_records(studies: dict[str, Source]) -> list[dict[str, Any]]:
    """The records in the order of their places, each text with the line it stands below."""
    records = []
    for key, study in studies.items():
        record = {name: value for name, value in study.value.items() if name != "corrections"}
        record["file"] = study.file
        record["texts"] = {
            name: {"text": text, "line": study.texts["texts", name]}
            for name, text in study.value["texts"].items()
        }
        records.append({**record, "key": key})
    return sorted(records, key=lambda record: (record["status"] != "included", record["place"]))


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
        items.append(item)
    return items


def corrections(documents: dict[str, Source]) -> list[dict[str, Any]]:
    """Every declared correction, wherever it stands in data/, by the number of its slip."""
    found = []

    def take(source: Source, rows: list[Any], where: str, *steps: str | int) -> None:
        for i, row in enumerate(rows):
            place = source.place(*steps, i)
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
                if isinstance(item, dict):
                    take(source, item.get("corrections") or [], item["id"], i, "corrections")
    return sorted(found, key=lambda row: (row["slip"], row["place"]))


def build(root: Path, findings: list[Finding]) -> tuple[Register, dict[str, Any], list[Any]]:
    """The register, the flow for figure 1, and the references as CSL-JSON."""
    documents, table = read_all(root, findings)
    if findings:
        return Register([], {}), {}, []
    searches = count_columns(table, findings)
    repeated(searches, findings)
    studies = {
        name.removeprefix("studies/"): document
        for name, document in documents.items()
        if name.startswith("studies/")
    }
    databases = documents["databases"]
    order = {database["id"]: i for i, database in enumerate(databases.value)}
    searches = searches.sort_values(
        ["database", "number"],
        key=lambda column: column.map(order) if column.name == "database" else column,
        kind="stable",
    )
    numbers = search_numbers(searches, databases) + study_numbers(studies)
    if "literature" in documents:
        numbers += cited_numbers(documents["literature"])
    if "method" in documents:
        numbers += own_numbers(documents["method"])
    ladder, derived = flow(
        documents["ladder"], studies, {number.key: number for number in numbers}, findings
    )
    items = csl_items(documents["references"])
    records = {
        "thesis": documents["thesis"].value,
        "databases": databases.value,
        "searches": json.loads(searches.drop(columns=["place"]).to_json(orient="records")),
        "studies": study_records(studies),
        "pico": documents["pico"].value if "pico" in documents else [],
        "references": {item["id"]: item for item in items},
        "corrections": corrections(documents),
    }
    return Register(numbers + derived, records), ladder, items


def dump(content: Any, path: str) -> None:
    """Write JSON that a person can read and that is the same for the same content."""
    Path(path).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    problems: list[Finding] = []
    register, ladder_with_counts, bibliography = build(Path.cwd(), problems)
    if problems:
        stop(problems, f"data/ cannot be used: {len(problems)} problem(s).")
    register.write(snakemake.output.register)
    dump(ladder_with_counts, snakemake.output.flow)
    dump(bibliography, snakemake.output.references)
