"""Surroundings of a sentence: what it rests on without a number or a citation of it.

«Medline ble søkt først» rests on when each database was searched, «den våren oppgaven ble skrevet»
on the term of the edition, and «artiklene er ikke enige» on which ones are included. When the
first is searched again, the second is another term, or a study came or left, the sentence is likely
untrue.
"""

import re
from collections.abc import Iterator, Sequence

from thesis.editions import claims
from thesis.language import lexicon
from thesis.model.display import LANGUAGES
from thesis.model.register import Register

TOPIC = "surroundings"  # The words, by what they tell, in the lexicon


TOGETHER = "included studies, of which it speaks together"


def of(
    text: str, keys: Sequence[str], register: Register, together: bool = True
) -> dict[str, list[str]]:
    """What a sentence rests on, in words for each, with what it is now.

    Args:
        text: the sentence.
        keys: the keys of its numbers.
        together: whether it may speak of the studies together; no when what it says of them is
            bound or counted.
    """
    records = register.records
    sessions: dict[str, list[str]] = {}
    heads: dict[str, str] = {}
    for base in records.databases:
        sessions.setdefault(base.name, []).append(base.id)
        heads[base.id] = base.name
    named = {name for name in sessions if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)}
    named |= {heads[head] for key in keys if (head := key.partition(".")[0]) in heads}
    told = set(_told(text))
    found = {f"searches in {name}": sessions[name] for name in sorted(named)}
    if named and "order" in told:
        found["order of the searches"] = [base.id for base in records.databases]
    if "term" in told:
        found["term of the thesis"] = [f"{records.thesis.term} {records.thesis.year or ''}".strip()]
    if together and "together" in told:
        found[TOGETHER] = list(claims.outcomes(register))
    return found


def _told(text: str) -> Iterator[str]:
    """What the words of a sentence tell: ``order``, ``term``, ``together``."""
    for language in LANGUAGES:
        for mention in lexicon.topic(TOPIC, language).find(text):
            yield from mention.meanings


def differences(
    text: str, keys: Sequence[str], old: Register, new: Register, together: bool = True
) -> list[str]:
    """How what a sentence rests on is not what it was, in words; none of what is new in it."""
    was, now = (of(text, keys, register, together) for register in (old, new))
    return [
        f"{what}: {_change(what, was[what], now[what])}"
        for what in now
        if what in was and was[what] != now[what]
    ]


def _change(what: str, was: list[str], now: list[str]) -> str:
    if what != TOGETHER:
        return f"{', '.join(was)} → {', '.join(now)}"
    came = [f"{key} came" for key in now if key not in was]
    return "; ".join([*came, *(f"{key} left" for key in was if key not in now)])
