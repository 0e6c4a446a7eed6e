"""References as a table prints them, where no citation engine is at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

PART = re.compile(r"(-?[^\s.-]+)(\.?)")
"""A part of a given name, with the hyphen before it and the full stop after it."""


def initials(given: str) -> str:
    """«Yu-Kai» -> «Y.-K.», «Diana Gomes da Silva» -> «D. G. da S.»; initials stay as they are.

    The rule is that of pandoc's citation processor, so that a table and the reference list have
    one form of a name.
    """
    parts = filter(None, (_initial(part, bool(stop)) for part, stop in PART.findall(given)))
    return "\u00a0".join(parts).replace("\u00a0-", "-")


def _initial(part: str, abbreviated: bool) -> str:
    """What stands for a part of a given name; "" for a small letter after a hyphen."""
    if abbreviated or len(part) == 1:
        return f"{part}."
    if part[0] == "-":
        return f"-{part[1]}." if part[1].isupper() else ""
    if part[0].isupper():
        return f"{part[0]}."
    return part if part.islower() else f"{part}."  # «da», «d'A.»


def author(person: Mapping[str, Any]) -> str:
    """One author, family name first: «Wang, D.», «De La Garza, R., II», «Helsedirektoratet»."""
    if "literal" in person:
        return str(person["literal"])
    family = " ".join(
        str(person[part])
        for part in ("dropping-particle", "non-dropping-particle", "family")
        if part in person
    )
    parts = [family]
    if person.get("given"):
        parts.append(initials(str(person["given"])))
    if person.get("suffix"):
        parts.append(str(person["suffix"]))
    return ", ".join(parts)


def authors(work: Mapping[str, Any]) -> str:
    """All authors of a work, with «&» before the last."""
    names = [author(person) for person in work.get("author", [])]
    return " & ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def cited(work: Mapping[str, Any]) -> str:
    """A work as a text would cite it: «Wang et al., 2017», «Wang & Zhou, 2015», «NTNU, 2020»."""
    names = [author({**person, "given": "", "suffix": ""}) for person in work.get("author", [])]
    first = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    year = str(work["issued"]["date-parts"][0][0]) if "issued" in work else ""
    return ", ".join(part for part in (first or str(work.get("title", "")), year) if part)
