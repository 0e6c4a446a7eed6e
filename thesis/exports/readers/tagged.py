"""Tagged formats, RIS and MEDLINE: lines of a tag and a value, a record at a time."""

from collections.abc import Callable

from thesis.exports.export import Export, Record, first

TaggedLine = tuple[int, str, str]  # Line number, tag and value


class TaggedFields(dict[str, list[str]]):
    """Every value of every tag of a record."""

    def all_of(self, *tags: str) -> list[str]:
        """The values of some tags that say something, in the order of the tags."""
        return [value for tag in tags for value in self.get(tag, []) if value]

    def one(self, *tags: str) -> str:
        """The first of them, or ""."""
        return str(first(self.all_of(*tags)))


Make = Callable[[TaggedFields, int, Export], Record]


def take(lines: list[TaggedLine], export: Export, make: Make) -> None:
    """Read the lines of a record into an export; what cannot be read is noted.

    Args:
        lines: those of one record; the first has the tag that begins it.
        make: makes the record of its fields and of the line that it begins on.
    """
    at, fields = lines[0][0], TaggedFields()
    for _, tag, value in lines:
        fields.setdefault(tag, []).append(value)
    if "ER" in fields:
        export.note(at, "an ER with words behind it inside the record: it is not read", lost=1)
    elif len(lines) == 1:
        export.note(at, "a record with nothing in it: it is not read", lost=1)
    else:
        export.take(make(fields, at, export))


def take_fields(raw: TaggedFields, begins: str, line: int, export: Export, make: Make) -> None:
    """Read the fields of a record into an export; one that has none is noted.

    Args:
        begins: the tag that every record has, and that says nothing alone.
    """
    if any(raw.all_of(tag) for tag in raw if tag != begins):
        export.take(make(raw, line, export))
    else:
        export.note(line, "a record with nothing in it: it is not read", lost=1)
