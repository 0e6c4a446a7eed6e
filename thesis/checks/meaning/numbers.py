"""Rules on what a number is said of: the work, the database, the thing counted, the group."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements import numbers_said, works_named
from thesis.document.statements.numbers_said import Better, unit_of
from thesis.document.statements.statement import KeyedNumber, Statement, prose, statements
from thesis.document.statements.works_named import Names
from thesis.document.thesis import Thesis
from thesis.document.typed_numbers.context import families
from thesis.language import lexicon
from thesis.model.records import Work
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
    last: Statement | None = None
    for statement in statements(thesis):
        goes_on = _goes_on(statement, last)
        last = statement
        for printed in statement.printed:
            owner = printed.owner
            if owner not in works or owner == statement.record:
                continue
            if strange := _other_author(statement, printed, names, records.references[owner]):
                yield _of_another(statement, printed, "clause", [strange])
                continue
            where, about = _about(statement, printed, names)
            if not statement.works and goes_on and owner not in goes_on:
                where, about = "paragraph", goes_on
            if about:
                against = f"{_keyed(printed)}; the {where} names {', '.join(sorted(about))}"
                NUMBER_OTHER_WORK.held(statement.passage, printed.start, against)
            if where != "clause" and owner in records.uncited:
                continue
            if about and owner not in about:
                yield _of_another(statement, printed, where, sorted(about))


IT = re.compile(r"(?:\w+ \w+ \w+ )?(?:\w+ )?(?:den|it)(?!\w)", re.IGNORECASE)


def _goes_on(statement: Statement, last: Statement | None) -> frozenset[str]:
    """The one work that the sentence before names by its authors, where «den» goes on from it."""
    if last is None or last.passage is not statement.passage or not IT.search(statement.text[:60]):
        return frozenset()
    told = frozenset(cite.key for cite in last.cites)
    return told if len(told) == 1 and all(cite.narrative for cite in last.cites) else frozenset()


NAMES = r"[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?"
FROM = re.compile(rf"(?P<names>{NAMES}(?:(?:, | og | and | & ){NAMES})*)\s(?:fra|from|\(|in|i)\s?$")


def _other_author(statement: Statement, printed: KeyedNumber, names: Names, work: Work) -> str:
    """«Taylor og Fox fra 2005»: a name before the year of a work that did not write it; or ""."""
    if printed.number.unit != "year" or "published" not in printed.keys[0]:
        return ""
    found = FROM.search(statement.passage.text[statement.start : printed.start])
    if found is None:
        return ""
    named = works_named.find(found["names"], names)
    if named - {printed.owner}:
        return ""  # it names another work, which is told as such
    own = {word for name in families(work) for word in name.split()}
    told = re.split(r", | og | and | & ", found["names"])
    strange = [name for name in told if not own & set(name.split())]
    return strange[0] if strange and (len(told) > 1 or not named) else ""


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
    for statement in prose(thesis):
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
                against = f"{_keyed(printed)}; beside {', '.join(sorted(named))}"
                NUMBER_OTHER_DATABASE.held(statement.passage, printed.start, against)
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
            if unit and told:
                against = f"{_keyed(printed)} counts {unit}; «{told.words}»"
                NUMBER_UNIT.held(statement.passage, printed.start, against)
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
    "share of men before «av kvinnene», the control group's before «i treningsgruppen»; one of a "
    "part of the people where no word tells the part, one that stands twice in a sentence, and one "
    "search's among the totals of its database",
    misses="a clause that says none of the words by which the two differ",
    example='{{ n("fhi2019.alcohol_women", form="percent") }} av mennene',
    severity=WARNING,
)


@NUMBER_SIBLING.check
def siblings(thesis: Thesis) -> Iterator[Finding]:
    """Every number against the words of its clause, by what sets it apart from its siblings."""
    family = numbers_said.families(thesis.register)
    last: Statement | None = None
    for statement in statements(thesis):
        before = last.text if last and last.passage is statement.passage else ""
        last = statement
        for printed in statement.printed:
            if len(printed.keys) > 1:
                continue
            siblings = family.get(printed.owner, [])
            if len(siblings) > 1:
                against = f"{_keyed(printed)}; {len(siblings) - 1} other numbers of {printed.owner}"
                NUMBER_SIBLING.held(statement.passage, printed.start, against)
            better = (
                numbers_said.better(statement, printed, siblings)
                or numbers_said.turned(statement, printed, siblings)
                or numbers_said.twice(statement, printed, siblings)
                or numbers_said.unsaid(statement, before, printed, siblings)
                or _total(statement, printed, thesis)
            )
            if better:
                yield statement.passage.finding(
                    NUMBER_SIBLING,
                    printed.start,
                    found=f"«{_written(statement, printed)}», {printed.keys[0]}, beside "
                    f"«{better.word}»",
                    expected=f"what the words say: {better.key} = {_value(better.number)}",
                    fix=f"take {better.key}, if it is meant; or say what {printed.keys[0]} counts",
                )


ROW = re.compile(r"(?P<base>[^.]+)\.\d+\.(?P<counts>\w+)")


def _total(statement: Statement, printed: KeyedNumber, thesis: Thesis) -> Better | None:
    """The total of a database, for the count of one row that stands among its totals."""
    row = ROW.fullmatch(printed.keys[0])
    beside = [one.keys[0] for one in statement.printed if one.owner == printed.owner]
    if row is None or not any(key.count(".") == 1 for key in beside):
        return None
    total = f"{row['base']}.{row['counts']}"
    found = total in thesis.register and total not in beside
    return Better(thesis.register[total], beside[-1]) if found else None


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


NUMBER_DIRECTION = declare(
    "number.direction",
    looks_at="keyed",
    sees="a number that data calls lower, rarest, the least, at least or a little over in a "
    "sentence that says higher, commonest, the most, at most or nearly, one that data has of a "
    "week in one that says a day or a month, and nothing of what data says; «jo høyere …, desto "
    "lengre» and «positiv sammenheng» of a correlation below 0",
    misses="a direction told in other words than the list has, or in another sentence",
    example="økt dødelighet, of mortality_cut",
    severity=WARNING,
)
TURNED = (
    ("lower", "higher"), ("rarest", "commonest"), ("least", "largest"), ("at_least", "at_most"),
    ("a_little_over", "a_little_under"), ("per_day", "per_week", "per_month", "per_year", "ever"),
)  # fmt: skip
"""Words of which a number is one and no other, by their names in the lexicon."""


@NUMBER_DIRECTION.check
def told_ways(thesis: Thesis) -> Iterator[Finding]:
    """Every number whose own words in data tell a direction against those of its sentence."""
    for statement in statements(thesis):
        for printed in statement.printed:
            told = printed.number.says or printed.number.note
            if told:
                against = f"{_keyed(printed)}: «{told}»"
                NUMBER_DIRECTION.held(statement.passage, printed.start, against)
            for word, opposite in _turned(statement, printed, told):
                yield statement.passage.finding(
                    NUMBER_DIRECTION,
                    printed.start,
                    found=f"«{word}», of {printed.keys[0]}",
                    expected=f"«{opposite}», as data says of it: «{told}»",
                    fix="say what data says; or, if data is wrong, mend its words",
                )
            yield from _of_correlation(statement, printed)


THE_MORE = re.compile(
    r"(?<!\w)(?:jo|dess|the) (?P<one>\w+)[^.;:]*?(?<!\w)(?:desto|dess|jo|the) (?P<other>\w+)",
    re.IGNORECASE,
)
SIGNED = re.compile(
    r"(?<!\w)(?:(?P<above>positiv)|negativ|omvendt|invers)\w* "
    r"(?:sammenheng|samanheng|korrelasjon|correlation|association)",
    re.IGNORECASE,
)


def _of_correlation(statement: Statement, printed: KeyedNumber) -> Iterator[Finding]:
    """What a sentence says of two measures against the sign of their r, whose key ends with it."""
    value = printed.number.value
    if not printed.keys[0].endswith("_r") or not isinstance(value, int | float | Decimal):
        return
    known = lexicon.words("effects", statement.language)
    signs = dict.fromkeys((*known["up"], *known["longer"]), 1)
    signs |= dict.fromkeys((*known["down"], *known["shorter"]), -1)
    before = statement.passage.text[statement.start : printed.start]
    told = {
        found: signs.get(found["one"].lower(), 0) * signs.get(found["other"].lower(), 0)
        for found in THE_MORE.finditer(before)
    }
    told |= {found: 1 if found["above"] else -1 for found in SIGNED.finditer(before)}
    for found, sign in told.items():
        if sign * value < 0:
            yield statement.passage.finding(
                NUMBER_DIRECTION,
                printed.start,
                found=f"«{found[0]}», of {printed.keys[0]}",
                expected=f"a correlation {'below' if value < 0 else 'above'} 0: {value}",
                fix="say what the correlation says; or, if it is wrong, mend it",
            )


OR = re.compile(
    r"(?:eller|or)\s(?:mer|flere|fleire|færre|mindre|lenger|more|fewer|less|longer)(?!\w)"
)  # «treff eller flere», which parts no clause


def _turned(statement: Statement, printed: KeyedNumber, told: str) -> Iterator[tuple[str, str]]:
    start, end = statement.clause(printed.start, printed.end)
    if len(statement.printed) == 1:
        start, end = statement.start, statement.end
    elif bound := OR.match(statement.passage.text, end, statement.end):
        end = bound.end()
    known = lexicon.words("ways", statement.language)
    for mine, theirs, data in _one_way(told):
        if lexicon.pattern(known[mine]).search(statement.text):
            continue
        if found := lexicon.pattern(known[theirs]).search(statement.passage.text, start, end):
            yield found[0], data


@lexicon.kept
def _one_way(told: str) -> Sequence[tuple[str, str, str]]:
    """Pairs of TURNED of which some words of data have the one and not the other, and its word."""
    known = lexicon.words("ways", "nb")
    return [
        (mine, theirs, data[0])
        for mine, theirs in (pair for names in TURNED for pair in permutations(names, 2))
        if (data := lexicon.pattern(known[mine]).search(told))
        and not lexicon.pattern(known[theirs]).search(told)
    ]


def _keyed(printed: KeyedNumber) -> str:
    """The key of a number with its value, as evidence tells it."""
    return f"{' and '.join(printed.keys)} = {printed.number.value}"


def _value(number: Number) -> str:
    return str(number.value)


def _written(statement: Statement, printed: KeyedNumber) -> str:
    return statement.passage.text[printed.start : printed.end]
