"""The rules, by what they are about; importing this package fills the catalogue."""

from thesis.checks import (
    arithmetic,
    content,
    facts,
    groups,
    input,
    keyed,
    numbers,
    settings,
    steps,
    unbound,
    words,
)

__all__ = [
    "arithmetic",
    "content",
    "facts",
    "groups",
    "input",
    "keyed",
    "numbers",
    "settings",
    "steps",
    "unbound",
    "words",
]
