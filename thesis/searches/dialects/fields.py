"""Fields of a record, by the short names of databases: which lies within which.

The names are those of the databases in lower case. Two databases may mean other things by one
name; searches are only ever held against others of the same database.
"""

from functools import lru_cache

PARTS = {
    "tw": "ti ab tiab",
    "tiab": "ti ab",
    "mp": "ti ab tw ot nm hw kf kw sh",
    "ts": "ti ab ak",
    "noft": "ti ab su",
}
"""The fields that a field holds; those of which that is documented, and no more."""

EVERY = {"", "af", "all"}  # Names for the whole record


@lru_cache(maxsize=1 << 12)
def within(narrow: str, wide: str) -> bool:
    """Whether the fields `narrow`, with commas between, are all among `wide`."""
    return wide in EVERY or (narrow not in EVERY and _parts(narrow) <= _parts(wide))


def _parts(names: str) -> frozenset[str]:
    found, left = set[str](), names.split(",")
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += PARTS.get(name, "").split()
    return frozenset(found)


def joined(names: str) -> str:
    """Several fields in one order of their own: «ab,ti»."""
    each = sorted({name.strip().casefold() for name in names.split(",") if name.strip()})
    return "" if EVERY & {*each} else ",".join(each)
