"""The numbers of exports and decisions: records by database, works by stage, and agreement."""

from collections.abc import Iterator, Mapping

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get
from thesis.input.sources import Fields, Source
from thesis.model.formulas import Formula
from thesis.model.records import ScreenedWork, Screener, Screening
from thesis.model.register import Number, Value, counted, total
from thesis.screening.account import Account, made_works
from thesis.screening.agreement import Agreement, agreements
from thesis.screening.decisions import FULL_TEXT, TITLE_ABSTRACT, file_of
from thesis.screening.outcomes import Outcome
from thesis.searches.registered import FIRST, firsts

SCREENING_TYPED = declare(
    "screening.typed",
    looks_at="stages",
    sees="a stage of figure 1 whose count was typed, and is another one than the exports and "
    "decisions give",
    misses="a typed count of what nobody screened record by record",
    example="count: searches.articles, with 11 articles, and 12 works that were read in full",
)

TYPED = {"searches.abstracts": "screened", "searches.articles": "assessed"}
"""Counts that are typed in data/searches/, and the stage of the records that is the same."""

IN_EXPORTS = {"records": "records", "duplicates": "", "screened": "first"}
"""The numbers of a database, and the count of data/exports.yaml that each adds up."""

STAGES = ("sought", "not_retrieved", "assessed", "excluded", "included")


def countable(data: Data) -> set[str]:
    """The keys that can stand at a stage of the ladder."""
    keys = set()
    if data.documents.get("exports"):
        keys |= {f"records.{name}" for name in ("identified", "duplicates", "screened")}
    if data.screening:
        keys |= {f"records.{name}" for name in STAGES}
    return keys


def screened_numbers(data: Data) -> list[Number]:
    """Every number that exports and decisions give; none without them."""
    return [*_exported(data), *_staged(data), *_agreed(data)]


def _exported(data: Data) -> Iterator[Number]:
    """Records, duplicates and works of each database, and over all."""
    exports = [(each, source.place(i)) for i, each, source in data.items("exports")]
    if not exports:
        return
    databases = [each for _, each, _ in data.items("databases")]
    of_database = firsts(databases)
    updated = {first for session, first in of_database.items() if session != first}
    for name, column in IN_EXPORTS.items():
        each: list[Number] = []
        for session in of_database:
            of = [(row, place) for row, place in exports if row["database"] == session]
            head = f"{session}.{FIRST}" if session in updated else session
            if of:
                value = sum(_count(row, column) for row, _ in of)
                formula = Formula(f"{name}_in_exports", {"database": session})
                places = [place for _, place in of]
                each.append(Number(f"{head}.{name}", value, "records", "derived", formula, places))
        yield from each
        for first in updated:
            parts = [
                number for number in each if of_database[number.key.partition(".")[0]] == first
            ]
            if parts:
                formula = Formula(f"{name}_in_exports", {"database": first})
                yield total(f"{first}.{name}", parts, "records", formula)
        whole = "identified" if name == "records" else name
        yield total(f"records.{whole}", each, "records", Formula(f"{name}_in_all_exports"))


def _count(row: Fields, column: str) -> int:
    return int(row[column] if column else row["within"] + row["across"])


def _staged(data: Data) -> Iterator[Number]:
    """How many works came to each stage, each by the first decision that it rests on."""
    if not data.screening:
        return
    account = Account.of(data)
    for name in STAGES:
        works: Mapping[str, Outcome] = getattr(account, name)
        rows = [outcome.by[0].place for outcome in works.values()]
        yield counted(f"records.{name}", Formula(f"works_{name}"), rows, "records")


def _agreed(data: Data) -> Iterator[Number]:
    """How many screened, what two of them agreed on at each stage, and kappa."""
    if who := data.documents.get("screening"):
        rows = [who.place("screeners", i) for i in range(len(get(who, list, "screeners") or []))]
        yield counted("screening.screeners", Formula("screeners"), rows, "people")
    account = Account.of(data)
    for stage in (TITLE_ABSTRACT, FULL_TEXT) if data.screening else ():
        pairs = agreements(
            (each for each in account.decisions if each.stage == stage), account.names
        )
        for pair in pairs:
            head = f"screening.{stage}" + (f".{'_'.join(pair.screeners)}" if len(pairs) > 1 else "")
            yield from _of_pair(head, pair, stage)


def _of_pair(head: str, pair: Agreement, stage: str) -> Iterator[Number]:
    kappa = pair.kappa
    values: dict[str, tuple[Value, str]] = {
        "both": (pair.both, "records"),
        "agreed": (pair.agreed, "records"),
        "differed": (pair.both - pair.agreed, "records"),
        "agreement": (round(100 * pair.agreed / pair.both, 1), "percent"),
        "kappa": (round(kappa.value, 2) if kappa else None, ""),
        "kappa_error": (round(kappa.error, 3) if kappa else None, ""),
        "kappa_low": (round(kappa.low, 2) if kappa else None, ""),
        "kappa_high": (round(min(1.0, kappa.high), 2) if kappa else None, ""),
    }
    rows = [Place(file_of(name), 1) for name in pair.screeners]
    table = " ".join(str(count) for row in pair.table for count in row)
    for name, (value, unit) in values.items():
        of = {"stage": stage} | ({"table": table} if name.startswith("kappa") else {})
        yield Number(
            f"{head}.{name}", value, unit, "derived", Formula(f"screening_{name}", of), rows
        )


def contradicted(ladder: Source, numbers: Mapping[str, Number]) -> Iterator[Finding]:
    """Stages whose count was typed, and is another one than that of the records."""
    for i, stage in enumerate(ladder.value["stages"]):
        typed = numbers[stage["count"]]
        known = numbers.get(f"records.{TYPED.get(typed.key, '')}")
        if known and known.value != typed.value and "records.assessed" in numbers:
            yield SCREENING_TYPED.at(
                ladder.place("stages", i, "count"),
                found=f"{typed.key} is {typed.value}",
                expected=f"{known.value}, which the decisions give",
                fix=f"write count: {known.key}, or mend data/searches/",
                evidence=f"{known.key}: {known.formula}",
            )


def screening_record(data: Data) -> Screening | None:
    """What the register has of a screening; None without exports and decisions."""
    if not data.screening and not any(data.items("exports")):
        return None
    account, who = Account.of(data), data.documents.get("screening")
    people = get(who, list, "screeners") or []
    return Screening(
        screeners=[Screener(**each) for each in people if isinstance(each, dict)],
        second=dict(account.second),
        decisions=len(account.decisions),
        works=[
            ScreenedWork(
                name=str(each["work"]),
                title=str(each["title"]),
                records=[*each["records"]],
                outcome=_outcome(str(each["work"]), account),
                reason=_reason(str(each["work"]), account),
                study=account.studies.get(str(each["work"]), ""),
            )
            for _, each in made_works(data)
        ],
        rows={
            str(each.place): account.name(each)
            for works in (account.sought, account.not_retrieved, account.assessed)
            for outcome in works.values()
            for each in outcome.by[:1]
        },
    )


def _outcome(work: str, account: Account) -> str:
    found = account.not_retrieved.get(work) or account.assessed.get(work)
    return found.decision if found else ""


def _reason(work: str, account: Account) -> str:
    return account.excluded[work].reason if work in account.excluded else ""


def homes(data: Data) -> dict[str, str]:
    """The database of each row of exports and decisions, by its place.

    A work is of the database that gave it first.
    """
    found = {
        str(source.place(i)): str(each["database"]) for i, each, source in data.items("exports")
    }
    if data.screening:
        account = Account.of(data)
        files = {
            str(each["file"]).rpartition("/")[2].rpartition(".")[0]: str(each["database"])
            for _, each, _ in data.items("exports")
        }
        for each in account.decisions:
            records = account.works.get(account.name(each), {}).get("records") or [""]
            if base := files.get(str(records[0]).rpartition(":")[0]):
                found[str(each.place)] = base
    return found
