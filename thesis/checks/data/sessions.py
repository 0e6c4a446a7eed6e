"""Rules on later search sessions, against the earlier ones that they update."""

from collections.abc import Iterator

from thesis.checks.data import complete
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get
from thesis.input.sources import Source
from thesis.input.validation import is_date

SEARCH_UPDATES = declare(
    "search.updates",
    looks_at="searches",
    sees="a search session that updates none that stands above it, one in another database, or a "
    "later one",
    misses="a session that updates an earlier one and does not say so",
    example="updates: medlin",
)
EDITION_GAP = declare(
    "edition.gap",
    looks_at="searches",
    sees="a session that begins after the day of the one it updates: the days between were not "
    "searched",
    misses="a gap after a session whose day is not known",
    example="covers_from: 2020-04-17 where Medline was searched on 2020-04-16",
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    above: dict[str, int] = {}
    for i, database, source in data.items("databases"):
        earlier = get(source, str, i, "updates")
        if earlier is not None and earlier not in above and not complete.ids(data, "databases"):
            continue
        if earlier is not None and earlier not in above:
            yield SEARCH_UPDATES.at(
                source.place(i, "updates"),
                found=f"updates: {earlier}",
                expected=f"the id of an item above it: {', '.join(above) or 'there is none'}",
                fix=suggestion(earlier, above, "put the later session below the earlier one"),
            )
        elif earlier is not None:
            yield from _updates(source, i, above[earlier])
        above.setdefault(str(database.get("id")), i)


def _updates(source: Source, i: int, j: int) -> Iterator[Finding]:
    """A session, item `i`, against the one that it updates, item `j`."""
    earlier = get(source, str, j, "id")
    name, was = get(source, str, i, "name"), get(source, str, j, "name")
    if name and was and name != was:
        yield SEARCH_UPDATES.at(
            source.place(i, "updates"),
            found=f"{name} updates {earlier}, which is {was}",
            expected="a later session in the same database, with the same name",
            fix=f"write name: {was}; or remove updates, for a database that was not searched "
            "before",
            evidence=str(source.place(j, "name")),
        )
    searched, covers, before = (
        day if day and is_date(day) else ""
        for day in (
            get(source, str, i, "searched_on"),
            get(source, str, i, "covers_from"),
            get(source, str, j, "searched_on"),
        )
    )
    if searched and before and searched < before:
        yield SEARCH_UPDATES.at(
            source.place(i, "searched_on"),
            found=f"searched_on: {searched}, before {earlier}, which it updates: {before}",
            expected="a later session updates an earlier one",
            fix="mend the day that is wrong, or exchange the two",
            evidence=str(source.place(j, "searched_on")),
        )
    if covers and before and covers > before:
        yield EDITION_GAP.at(
            source.place(i, "covers_from"),
            found=f"covers_from: {covers}, and {earlier} was searched on {before}",
            expected=f"{before} or earlier: no day between the two searches is left out",
            fix="search the days between, too; or mend the day that is wrong",
            evidence=str(source.place(j, "searched_on")),
        )
