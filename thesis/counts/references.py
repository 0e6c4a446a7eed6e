"""The references as CSL-JSON, the form that pandoc's citation engine reads."""

from operator import itemgetter
from typing import Any

import msgspec

from thesis.input.sources import Source
from thesis.language import typography
from thesis.model.records import Work
from thesis.model.references import OWN_KEYS

ADDRESSES = {"id", "DOI", "URL"}


def csl_items(references: Source) -> list[Work]:
    """The references as CSL-JSON by their keys, without our own fields and with dates in parts."""
    items = []
    for reference in sorted(references.value, key=itemgetter("id")):
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
    return msgspec.convert(items, list[Work])


def printed(value: Any) -> Any:
    """A field of a reference with typographic apostrophes: databases export a typewriter's."""
    if isinstance(value, dict):
        return {name: printed(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [printed(inner) for inner in value]
    return typography.with_apostrophes(value) if isinstance(value, str) else value
