"""Results of a study record, every number in place: a name stands for a figure of the record."""

from collections.abc import Iterator, Mapping
from typing import Any

from thesis.effects.sizes import GROUPS, Reported

Steps = tuple[str, ...]

WORDS = frozenset({"of", "page", "note", "p", "unit"})
"""The keys of a result whose texts are no names of figures."""


def results(study: Mapping[str, Any]) -> dict[str, Reported]:
    """The results of a record by outcome; a name that no figure has is left out."""
    given, figures = study.get("results"), study.get("figures")
    if not isinstance(given, Mapping):
        return {}
    known = figures if isinstance(figures, Mapping) else {}
    return {
        name: _in_place(result, known)
        for name, result in given.items()
        if isinstance(result, Mapping)
    }


def names(study: Mapping[str, Any]) -> Iterator[tuple[Steps, str]]:
    """The names of figures that the results of a record have, each with the steps to it."""
    given = study.get("results")
    for outcome, result in given.items() if isinstance(given, Mapping) else ():
        for steps, value in _values(result) if isinstance(result, Mapping) else ():
            if isinstance(value, str) and steps[-1] not in WORDS:
                yield ("results", outcome, *steps), value


def people(reported: Reported) -> int | None:
    """How many were analysed; None where that is not told."""
    if "n" in reported:
        return int(reported["n"])
    told = [(reported.get(group) or {}).get("n") for group in GROUPS]
    return None if None in told else int(sum(told))  # type: ignore[arg-type]


def _in_place(result: Mapping[str, Any], figures: Mapping[str, Any]) -> Reported:
    made: dict[str, Any] = {}
    for name, value in result.items():
        if isinstance(value, Mapping):
            made[name] = _in_place(value, figures)
        elif isinstance(value, str) and name not in WORDS:
            figure = figures.get(value)
            number = figure.get("value") if isinstance(figure, Mapping) else figure
            if isinstance(number, int | float):
                made[name] = number
        elif value is not None:
            made[name] = value
    return made


def _values(result: Mapping[str, Any], *above: str) -> Iterator[tuple[Steps, Any]]:
    for name, value in result.items():
        if isinstance(value, Mapping):
            yield from _values(value, *above, str(name))
        else:
            yield (*above, str(name)), value
