"""Claims on the whole: what abstract, conclusion and the opening of the discussion say of it all.

«Russuget dempes» has no number and cites nobody, and rests on every study that is included. Content
binds it to a question that each of them must answer with yes::

    [Russuget dempes]{.claim of="included" where="outcomes.craving.reported == reduced"}

or, by ``some`` in place of ``where``, to one that at least one of them must. What is not bound is
read again when a study came or left, or one of them reports another outcome.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from thesis.document.passages import Passage
from thesis.document.thesis import Thesis
from thesis.model.register import Register

MARK = "claim"  # The class of a sentence, or of words in it, that is bound to a question
SOME = "some"  # The attribute with a question that one study must answer with yes
OUTCOMES = "outcomes"  # The field of a study that says what it reports


def outcomes(register: Register) -> dict[str, Any]:
    """What each included study reports, by its key."""
    return {
        study.key: study.fields.get(OUTCOMES)
        for study in sorted(register.records.studies, key=lambda each: each.key)
        if study.status == "included"
    }


def differences(old: Register, new: Register) -> Iterator[str]:
    """How what a claim on the whole rests on is not what it was, in words."""
    was, now = outcomes(old), outcomes(new)
    yield from (f"{key} came" for key in now if key not in was)
    yield from (f"{key} left" for key in was if key not in now)
    for key in now:
        if key in was and was[key] != now[key]:
            yield f"{key} reports other outcomes"


def of_the_whole(passages: Sequence[Passage], thesis: Thesis) -> set[int]:
    """The ids of the paragraphs that claim something of the whole.

    Those of the chapters that config names under `claims`, and the first one of each chapter under
    `openings`.
    """
    named = thesis.config.get("claims") or {}
    whole, openings = ({name(each) for each in named.get(key, ())} for key in ("in", "openings"))
    found: set[int] = set()
    chapter, opened = "", True
    for passage in passages:
        block = passage.within[-1]
        if block["t"] == "Header":
            chapter, opened = (
                (name(passage.text), False) if block["c"][0] == 1 else (chapter, opened)
            )
        elif is_prose(passage):
            if chapter in whole or (chapter in openings and not opened):
                found.add(id(passage))
            opened = True
    return found


def is_prose(passage: Passage) -> bool:
    """Whether a text is a paragraph of the running text."""
    blocks = passage.within
    return blocks[-1]["t"] == "Para" and not any(each["t"] in APART for each in blocks)


APART = {"Table", "Figure", "Note"}  # What a paragraph of the running text does not stand in


def name(heading: str) -> str:
    """A heading as it is compared: its words in small letters."""
    return " ".join(heading.split()).casefold()
