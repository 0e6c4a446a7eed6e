"""The rules, by what they are about; importing this package fills the catalogue."""

from thesis.checks import (
    content,
    facts,
    groups,
    input,
    keyed,
    numbers,
    settings,
    spelling,
    steps,
    typography,
    unbound,
    words,
)

__all__ = [
    "content",
    "facts",
    "groups",
    "input",
    "keyed",
    "numbers",
    "settings",
    "spelling",
    "steps",
    "typography",
    "unbound",
    "words",
]
