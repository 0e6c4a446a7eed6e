"""Surroundings of a sentence: what it rests on without a number or a citation of it.

«Medline ble søkt først» rests on when each database was searched; «den våren oppgaven ble skrevet»
on the term of the edition. When the one is searched again, or the other is of another term, the
sentence is likely untrue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from thesis.model.register import Register

ORDER = re.compile(
    r"\b(?:først|sist|siste|deretter|tidligst|mot slutten|til slutt|"
    r"first|last|finally|afterwards)\b",
    re.IGNORECASE,
)
"""Words that tell an order."""

TIME = re.compile(
    r"\b(?:våren|høsten|sommeren|vinteren|i år|i fjor|dette semesteret|hittil|til nå|"
    r"spring|autumn|summer|winter|this year|last year|so far|to date)\b",
    re.IGNORECASE,
)
"""Words that tell a time by when the thesis was written."""


def of(text: str, keys: Sequence[str], register: Register) -> dict[str, list[str]]:
    """What a sentence rests on, in words for each, with what it is now.

    Args:
        text: the sentence.
        keys: the keys of its numbers.
    """
    records = register.records
    sessions: dict[str, list[str]] = {}
    heads: dict[str, str] = {}
    for base in records.databases:
        sessions.setdefault(base.name, []).append(base.id)
        heads[base.id] = base.name
    named = {name for name in sessions if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)}
    named |= {heads[head] for key in keys if (head := key.partition(".")[0]) in heads}
    found = {f"searches in {name}": sessions[name] for name in sorted(named)}
    if named and ORDER.search(text):
        found["order of the searches"] = [base.id for base in records.databases]
    if TIME.search(text):
        found["term of the thesis"] = [f"{records.thesis.term} {records.thesis.year or ''}".strip()]
    return found


def differences(text: str, keys: Sequence[str], old: Register, new: Register) -> list[str]:
    """How what a sentence rests on is not what it was, in words; none of what is new in it."""
    was, now = of(text, keys, old), of(text, keys, new)
    return [
        f"{what}: {', '.join(was[what])} → {', '.join(now[what])}"
        for what in now
        if what in was and was[what] != now[what]
    ]
