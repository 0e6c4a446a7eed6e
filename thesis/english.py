"""Numbers in the English abstract: words up to twelve, commas between thousands."""

from __future__ import annotations

WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve".split()
)  # APA would stop at nine; twelve keeps the abstract in step with the Norwegian summary


def prose(value: int | float) -> str:
    """A number in English running text: 5 -> «five», 1536 -> «1,536», 0.9 -> «0.9»."""
    if isinstance(value, int) and 0 <= value < len(WORDS):
        return WORDS[value]
    return digits(value)


def digits(value: int | float) -> str:
    """A number in English digits: 30799618 -> «30,799,618»."""
    return f"{value:,}"
