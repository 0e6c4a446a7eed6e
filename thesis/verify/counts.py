"""Every count that the PDF's register has, against the same count made anew from the PDF's data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from thesis import formulas
from thesis.verify.verdict import COUNTS, Verdict

REGISTER = "build/register.json"


def check(attached: Any, recomputed: Any, same_code: bool) -> Iterator[Verdict]:
    """Both registers, number by number and record by record.

    Args:
        attached: the register in the PDF, as JSON.
        recomputed: the one that this checkout's code makes of the data in the PDF.
        same_code: whether that is the code that built the PDF; with another, a count that only
            one of them has says nothing.
    """
    if recomputed is None:
        yield Verdict(COUNTS, REGISTER, None, "not recomputed: the data could not be read")
        return
    try:
        numbers, records = attached["numbers"], attached["records"]
        values = {key: number["value"] for key, number in numbers.items()}
        names = set(records)
    except (TypeError, KeyError, AttributeError):
        yield Verdict(COUNTS, REGISTER, False, "no register", "numbers and records as JSON")
        return
    made = recomputed["numbers"]
    for key in sorted({*values, *made}):
        if key not in values:
            yield Verdict(
                COUNTS, key, _or_unknown(same_code), "not in the register", _told(made[key])
            )
        elif key not in made:
            said = f"{values[key]} in the register"
            yield Verdict(COUNTS, key, _or_unknown(same_code), said, "nothing: the data give none")
        elif values[key] != made[key]["value"]:
            said = f"{values[key]} in the register"
            yield Verdict(COUNTS, key, False, said, _told(made[key]))
        else:
            yield Verdict(COUNTS, key, True, str(values[key]))
    for name in sorted({*names, *recomputed["records"]}):
        if records.get(name) != recomputed["records"].get(name):
            said = "the register has other records than the data"
            agrees = _or_unknown(same_code)
            yield Verdict(COUNTS, f"records: {name}", agrees, said, "those of the data")


def _or_unknown(same_code: bool) -> bool | None:
    return False if same_code else None


def _told(number: Mapping[str, Any]) -> str:
    """«35, sum of hits over all searches (data/searches/medline.csv:2, ...)»."""
    rows = number.get("rows", [])
    places = ", ".join(rows[:3]) + (f" and {len(rows) - 3} more" if len(rows) > 3 else "")
    formula = f", {told}" if (told := formulas.read(number.get("formula"))) else ""
    return f"{number['value']}{formula}" + (f" ({places})" if places else "")
