"""Later search sessions against the earlier ones that they update."""

from __future__ import annotations

from collections.abc import Iterator

from thesis.checks import complete
from thesis.data import Data, get
from thesis.findings import Finding, suggestion
from thesis.rules import declare
from thesis.sources import Source
from thesis.validation import is_date

declare(
    "search.updates",
    sees="a search session that updates none that stands above it, one in another database, or a "
    "later one",
    misses="a session that updates an earlier one and does not say so",
    example="updates: medlin",
)
declare(
    "edition.gap",
    sees="a session that begins after the day of the one it updates: the days between were not "
    "searched",
    misses="a gap after a session whose day is not known",
    example="covers_from: 2020-06-01 where Medline was searched on 2020-04-16",
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    above: dict[str, int] = {}
    for i, database, source in data.items("databases"):
        earlier = get(source, str, i, "updates")
        if earlier is not None and earlier not in above and not complete.ids(data, "databases"):
            continue
        if earlier is not None and earlier not in above:
            yield Finding(
                source.file,
                source.line(i, "updates"),
                "search.updates",
                f"updates: {earlier}",
                f"the id of an item above it: {', '.join(above) or 'there is none'}",
                suggestion(earlier, above, "put the later session below the earlier one"),
            )
        elif earlier is not None:
            yield from _updates(source, i, above[earlier])
        above.setdefault(str(database.get("id")), i)


def _updates(source: Source, i: int, j: int) -> Iterator[Finding]:
    """A session, item `i`, against the one that it updates, item `j`."""
    earlier = get(source, str, j, "id")
    name, was = get(source, str, i, "name"), get(source, str, j, "name")
    if name and was and name != was:
        yield Finding(
            source.file,
            source.line(i, "updates"),
            "search.updates",
            f"{name} updates {earlier}, which is {was}",
            "a later session in the same database, with the same name",
            f"write name: {was}; or remove updates, for a database that was not searched before",
            evidence=source.place(j, "name"),
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
        yield Finding(
            source.file,
            source.line(i, "searched_on"),
            "search.updates",
            f"searched_on: {searched}, before {earlier}, which it updates: {before}",
            "a later session updates an earlier one",
            "mend the day that is wrong, or exchange the two",
            evidence=source.place(j, "searched_on"),
        )
    if covers and before and covers > before:
        yield Finding(
            source.file,
            source.line(i, "covers_from"),
            "edition.gap",
            f"covers_from: {covers}, and {earlier} was searched on {before}",
            f"{before} or earlier: no day between the two searches is left out",
            "search the days between, too; or mend the day that is wrong",
            evidence=source.place(j, "searched_on"),
        )
