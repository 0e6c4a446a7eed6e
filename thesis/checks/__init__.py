"""The rules, by what they are about; importing this package fills the catalogue."""

from thesis.checks import (
    citations,
    closure,
    content,
    facts,
    flow,
    groups,
    input,
    keyed,
    mentions,
    numbers,
    printed,
    settings,
    steps,
    unbound,
    words,
)

__all__ = [
    "citations",
    "closure",
    "content",
    "facts",
    "flow",
    "groups",
    "input",
    "keyed",
    "mentions",
    "numbers",
    "printed",
    "settings",
    "steps",
    "unbound",
    "words",
]
