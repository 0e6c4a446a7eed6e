"""What a table prints of a reference, where no citation engine is at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any


def initials(given: str) -> str:
    """«Yu-Kai» -> «Y.-K.», «Kell Grandjean» -> «K. G.»; initials stay as they are."""
    apart = re.sub(r"\.(?=\w)", ". ", given.strip())  # «K.G.» is two
    names = re.split(r"([\s-]+)", apart)
    return "".join(
        (f"{part[0]}." if i % 2 == 0 else "-" if "-" in part else "\u00a0")
        for i, part in enumerate(names)
        if part
    )


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
