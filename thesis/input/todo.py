"""TODO in a study record: the word, alone or first, in place of a value still to fill in.

A half-filled record is no mistake to be stopped by. What is to fill is set aside when the record is
read, as if nobody had written it, and told by a finding of its own, which keeps the gate shut; a
draft is built all the same, with a mark where the text would be.
"""

import re
from collections.abc import Iterator
from typing import Any

from thesis.input.sources import Source, Steps

MARK = "TODO"

NAMED = frozenset({"texts", "figures", "outcomes"})
"""Keys with values by name: one of the values can be to fill."""

COUNTED = ("status", "place", "search", "withdrawn")
"""What must be known of a study before it can be counted and printed."""


def set_aside(source: Source) -> None:
    """Take what is to fill out of a record, and keep its steps in `source.to_fill`."""
    if not isinstance(source.value, dict):
        return
    for steps in sorted(set(_marked(source.value, ()))):
        *above, last = steps
        holder = source.value
        for step in above:
            holder = holder[step]
        if not isinstance(holder, dict):
            continue  # a list in place of named values, which its schema tells
        del holder[last]
        source.to_fill.append(steps)


def _marked(value: Any, steps: Steps) -> Iterator[Steps]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _marked(inner, (*steps, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _marked(inner, steps)
    elif steps and isinstance(value, str) and re.match(rf"\s*{MARK}\b", value):
        yield steps[: 2 if steps[0] in NAMED else 1]


def waits(source: Source, *steps: str | int) -> bool:
    """Whether a value, or the whole that it stands in, is still to fill."""
    return any(steps[: len(each)] == each for each in source.to_fill)


def uncounted(study: Source) -> bool:
    """Whether a study cannot be counted and printed yet."""
    return any(waits(study, key) for key in COUNTED)
