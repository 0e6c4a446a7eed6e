"""Intervals of all searches, as the evidence shows them."""

from collections.abc import Mapping
from typing import Any

from thesis.model import display
from thesis.model.register import Register
from thesis.searches.history import Interval
from thesis.searches.proof import ENGLISH
from thesis.searches.registered import Examined, examined


def intervals(register: Register, words: Mapping[str, str] = ENGLISH) -> list[dict[str, Any]]:
    """Each database with the searches that have an interval, and those that have none and why.

    Args:
        words: those of the proofs.
    """
    return [
        {
            "id": each.database.id,
            "name": display.session(each.database),
            "compared": [_row(each, i) for i in each.history.intervals if not i.none],
            "alone": [_row(each, i) for i in each.history.intervals if i.none],
        }
        for each in examined(register, words)
    ]


def _row(each: Examined, interval: Interval) -> dict[str, Any]:
    search = interval.search
    lines = {i.search.number: i.search.place.rpartition(":") for i in each.history.intervals}
    behind = [lines[number] for number in interval.behind]
    return {
        "number": search.number,
        "query": search.query,
        "limits": search.limits,
        "hits": search.hits,
        "place": search.place,
        "least": interval.least,
        "most": interval.most,
        "holds": interval.holds,
        "kept": kept.reason if (kept := each.kept.get(search.number)) else "",
        "proof": list(interval.proof),
        "behind": f"{behind[0][0]}:{', '.join(line for _, _, line in behind)}" if behind else "",
        "none": interval.none,
    }
