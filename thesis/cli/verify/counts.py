"""Counts of a PDF's register against the same counts made anew from the PDF's data."""

from collections.abc import Iterator, Mapping
from typing import Any

from thesis.cli.verify.verdict import COUNTS, Verdict
from thesis.model import formulas
from thesis.model.register import Register

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
        said = "no count can be recomputed: the data inside cannot be used"
        yield Verdict(COUNTS, REGISTER, False, said, "data that give the register")
        return
    try:
        if attached.get("version") != recomputed.get("version"):  # one of before
            attached = Register.of(attached).json
        numbers, records = attached["numbers"], attached["records"]
        values = {key: number["value"] for key, number in numbers.items()}
        names = {*records.keys()}
    except (TypeError, KeyError, AttributeError, ValueError):
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
        inside, given = records.get(name), recomputed["records"].get(name)
        if inside != given:
            said = "the register has other records than the data"
            agrees = False if same_code or _contradict(inside, given) else None
            yield Verdict(COUNTS, f"records: {name}", agrees, said, "those of the data")


def _contradict(one: Any, other: Any) -> bool:
    """Whether two records have different counts in one place; what only one has is the code's."""
    if isinstance(one, dict) and isinstance(other, dict):
        return any(_contradict(one[name], other[name]) for name in one.keys() & other.keys())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and any(map(_contradict, one, other))
    return isinstance(one, int) and isinstance(other, int) and one != other


def _or_unknown(same_code: bool) -> bool | None:
    return False if same_code else None


def _told(number: Mapping[str, Any]) -> str:
    """«35, sum of hits over all searches (data/searches/medline.csv:2, ...)»."""
    rows = number.get("rows", [])
    places = ", ".join(rows[:3]) + (f" and {len(rows) - 3} more" if len(rows) > 3 else "")
    formula = f", {told}" if (told := formulas.read(number.get("formula"))) else ""
    return f"{number['value']}{formula}" + (f" ({places})" if places else "")
