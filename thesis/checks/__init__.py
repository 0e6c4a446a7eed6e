"""The rules, by what they are about; importing this package fills the catalogue."""

from thesis.checks import (
    content,
    facts,
    groups,
    histories,
    input,
    keyed,
    numbers,
    settings,
    steps,
    unbound,
    words,
)

__all__ = [
    "content",
    "facts",
    "groups",
    "histories",
    "input",
    "keyed",
    "numbers",
    "settings",
    "steps",
    "unbound",
    "words",
]
