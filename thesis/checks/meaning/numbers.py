"""Rules on what a number is said of: the work, the database, the thing counted, the group."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements import numbers_said, works_named
from thesis.document.statements.numbers_said import unit_of
from thesis.document.statements.statement import KeyedNumber, Statement, statements
from thesis.document.statements.works_named import Names
from thesis.document.thesis import Thesis
from thesis.model.register import Number

NUMBER_OTHER_WORK = declare(
    "number.other-work",
    looks_at="keyed",
    sees="a number of one work in a sentence, or a paragraph, that cites others and not this one",
    misses="a wrong key of a work that is cited there too, and a paragraph that cites nothing",
    example='@brellenthin2019 gikk over {{ n("wang2017.weeks") }} uker.',
)


@NUMBER_OTHER_WORK.check
def other_works(thesis: Thesis) -> Iterator[Finding]:
    """Every number of a work against the works of its sentence and of its paragraph."""
    records = thesis.register.records
    works = records.by_key.keys() | records.references.keys()
    names = works_named.names(records.references)
    for statement in statements(thesis):
        for printed in statement.printed:
            owner = printed.owner
            if owner not in works or owner == statement.record:
                continue
            where, about = _about(statement, printed, names)
            if where != "clause" and owner in records.uncited:
                continue
            if about and owner not in about:
                yield _of_another(statement, printed, where, sorted(about))


def _about(statement: Statement, printed: KeyedNumber, names: Names) -> tuple[str, frozenset[str]]:
    """The works that a number can be of: those its clause names, or its sentence, or paragraph."""
    start, end = statement.clause(printed.start, printed.end)
    named = works_named.find(statement.passage.text[start:end], names) | {
        cite.key for cite in statement.cites if cite.narrative and start <= cite.at < end
    }
    if named:
        return "clause", named
    named = statement.works | works_named.find(statement.text, names)
    return ("sentence", named) if named else ("paragraph", statement.near)


def _of_another(
    statement: Statement, printed: KeyedNumber, where: str, cited: list[str]
) -> Finding:
    return statement.passage.finding(
        NUMBER_OTHER_WORK,
        printed.start,
        found=f"«{_written(statement, printed)}», {' and '.join(printed.keys)}, in a {where} that "
        f"names {', '.join(cited)}",
        expected=f"a number of {' or '.join(cited)}, or {printed.owner} cited beside its number",
        fix=f"take the number of the work that the {where} is about; or cite [@{printed.owner}]",
    )


NUMBER_OTHER_DATABASE = declare(
    "number.other-database",
    looks_at="keyed",
    sees="a number of one database in a clause that names only others",
    misses="two databases that are exchanged both in words and in keys",
    example='Medline ga {{ n("embase.hits") }} treff.',
)


@NUMBER_OTHER_DATABASE.check
def other_databases(thesis: Thesis) -> Iterator[Finding]:
    """Every number of a database against the databases that its clause, or its sentence, names."""
    bases = thesis.register.records.databases
    first = {base.id: base.updates or base.id for base in bases}
    names = {base.name or base.id: first[base.id] for base in bases}
    for statement in statements(thesis):
        if statement.record:
            continue
        for printed in statement.printed:
            if printed.owner not in first:
                continue
            for span in (
                statement.clause(printed.start, printed.end),
                (statement.start, statement.end),
            ):
                words = statement.passage.text[slice(*span)]
                named = {names[name] for name in names if re.search(_whole(name), words)}
                if not named:
                    continue
                if first[printed.owner] not in named:
                    yield statement.passage.finding(
                        NUMBER_OTHER_DATABASE,
                        printed.start,
                        found=f"«{_written(statement, printed)}», {printed.keys[0]}, beside "
                        f"{', '.join(sorted(named))}",
                        expected=f"a number of {' or '.join(sorted(named))}",
                        fix=f"take the key of that database, or name {printed.owner}",
                    )
                break


def _whole(name: str) -> str:
    return rf"(?<!\w){re.escape(name)}(?!\w)"


NUMBER_UNIT = declare(
    "number.unit",
    looks_at="keyed",
    sees="a number whose key counts something else than the word beside it says: minutes before "
    "«økter», abstracts before «treff», anything but a p-value behind «p =»",
    misses="a word that the list of units does not have, and two keys of one unit",
    example='{{ n("wang2017.session_minutes") }} økter i uken',
)


@NUMBER_UNIT.check
def units(thesis: Thesis) -> Iterator[Finding]:
    """Every number against the first noun behind it that is a unit, and the sign before it."""
    for statement in statements(thesis):
        for printed in statement.printed:
            unit = unit_of(printed.number)
            told = numbers_said.unit_beside(statement, printed)
            daily = told and told.unit == "days" and "_per_week" in printed.keys[0]
            if unit and told and not daily and not numbers_said.alike(unit, told.unit):
                yield statement.passage.finding(
                    NUMBER_UNIT,
                    printed.start,
                    found=f"«{told.words}», and {printed.keys[0]} counts {unit}",
                    expected=f"a number of {told.unit}",
                    fix="take the key that counts what the sentence says, or say what it counts",
                )


NUMBER_SIBLING = declare(
    "number.sibling",
    looks_at="keyed",
    sees="a number in a clause that speaks of what another number of the same work counts: the "
    "share of men before «av kvinnene», the control group's before «i treningsgruppen»",
    misses="a clause that says none of the words by which the two differ",
    example='{{ n("fhi2019.alcohol_women", form="percent") }} av mennene',
    severity=WARNING,
)


@NUMBER_SIBLING.check
def siblings(thesis: Thesis) -> Iterator[Finding]:
    """Every number against the words of its clause, by what sets it apart from its siblings."""
    family = numbers_said.families(thesis.register)
    for statement in statements(thesis):
        for printed in statement.printed:
            if len(printed.keys) > 1:
                continue
            better = numbers_said.better(statement, printed, family.get(printed.owner, []))
            if better:
                yield statement.passage.finding(
                    NUMBER_SIBLING,
                    printed.start,
                    found=f"«{_written(statement, printed)}», {printed.keys[0]}, beside "
                    f"«{better.word}»",
                    expected=f"what the words say: {better.key} = {_value(better.number)}",
                    fix=f"take {better.key}, if it is meant; or say what {printed.keys[0]} counts",
                )


NUMBER_SHARE = declare(
    "number.share",
    looks_at="keyed",
    sees="a share whose two numbers are of two works, or of different groups of counts",
    misses="a part and a whole of one work that are not part and whole of one another",
    example='Av dem ble {{ share("studies.included", "searches.abstracts") }} tatt med.',
)


@NUMBER_SHARE.check
def shares(thesis: Thesis) -> Iterator[Finding]:
    """The two numbers of every share."""
    for statement in statements(thesis):
        for printed in statement.printed:
            owners = {key.partition(".")[0] for key in printed.keys}
            if printed.form.startswith("share") and len(owners) > 1:
                yield statement.passage.finding(
                    NUMBER_SHARE,
                    printed.start,
                    found=f"«{_written(statement, printed)}», {printed.keys[0]} of "
                    f"{printed.keys[1]}",
                    expected=f"a part of {printed.keys[1]}, or {printed.keys[0]} of its whole",
                    fix="take the whole that the part is of; or print the two numbers apart",
                )


def _value(number: Number) -> str:
    return str(number.value)


def _written(statement: Statement, printed: KeyedNumber) -> str:
    return statement.passage.text[printed.start : printed.end]
