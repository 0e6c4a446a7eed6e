"""The rules, by what they are about; importing this package fills the catalogue."""

from thesis.checks import (
    content,
    facts,
    finished,
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
    "content",
    "facts",
    "finished",
    "groups",
    "input",
    "keyed",
    "numbers",
    "settings",
    "steps",
    "unbound",
    "words",
]
