"""References as a table prints them, where no citation engine is at hand."""

import re

from thesis.model.records import Person, Work

OWN_KEYS = frozenset(
    {"retracted", "uncited", "unverified", "distinct_from", "notes", "corrections"}
)  # Keys of a reference that are ours, not CSL's

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


def author(person: Person) -> str:
    """One author, family name first: «Wang, D.», «De La Garza, R., II», «Helsedirektoratet»."""
    if "literal" in person:
        return person["literal"]
    names = (
        person.get("dropping-particle"),
        person.get("non-dropping-particle"),
        person.get("family"),
    )
    family = " ".join(name for name in names if name is not None)
    given, suffix = person.get("given"), person.get("suffix")
    return ", ".join([family, *([initials(given)] if given else []), *([suffix] if suffix else [])])


def authors(work: Work) -> str:
    """All authors of a work, with «&» before the last."""
    names = [author(person) for person in work.get("author", [])]
    return " & ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def cited(work: Work) -> str:
    """A work as a text would cite it: «Wang et al., 2017», «Wang & Zhou, 2015», «NTNU, 2020»."""
    names = [family(person) for person in work.get("author", [])]
    first = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    return ", ".join(filter(None, (first or work.get("title", ""), year(work))))


def family(person: Person) -> str:
    """A person without given names: «De La Garza», «Helsedirektoratet»."""
    return author({**person, "given": "", "suffix": ""})


def surname(person: Person) -> str:
    """What a person is called in a citation, without particles; "" of nobody."""
    return person.get("family") or person.get("literal") or ""


def year(work: Work) -> str:
    """The year that a work was published in; "" of an undated one."""
    parts = work["issued"].get("date-parts") if "issued" in work else None
    return str(parts[0][0]) if parts else ""
