"""English numbers, both ways: words up to twelve, commas between thousands; and back again."""

import re
from decimal import Decimal

from thesis.language import norwegian
from thesis.language.norwegian import EN_DASH, MINUS, Found

POINT, BETWEEN = ".", ", "  # In front of decimals, and between two numbers that have them
WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve".split()
)  # APA would stop at nine; twelve keeps the abstract in step with the Norwegian summary

CARDINALS: dict[str, int] = {word: value for value, word in enumerate(WORDS)} | {
    word: value
    for value, word in enumerate(
        "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), start=13
    )
}
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
CARDINALS |= {word: 10 * value for value, word in enumerate(TENS, start=2)}
FIRST = ("first", "second")
MONTHS = (
    "January February March April May June July August September October November December".split()
)
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
ORDINALS = {
    word: value
    for value, word in enumerate(
        "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=3
    )
}
FRACTIONS: dict[str, Decimal | None] = {
    **dict.fromkeys(("half", "halves", "halved"), Decimal("0.5")),
    **dict.fromkeys(("quarter", "quarters"), Decimal("0.25")),
    **dict.fromkeys(("twice", "double", "doubled", "both"), Decimal(2)),
    **{"dozen": Decimal(12), "couple": None, "thirds": None, "fifths": None},
}
PARTS = {"third": 3, "quarter": 4, "fifth": 5}

NO_NUMBER = re.compile(
    r"\bno one\b|\bone another\b|\bone's\b|\bone’s\b|\bthe one\b|\bthis one\b"
    r"|\bone (?:can|cannot|may|must|should|could|might|will|would|has|is|needs)\b"
    r"|\bboth(?! (?:of|the|these|those|studies|articles|groups|arms|trials)\b)",
    re.IGNORECASE,
)  # Where a number word counts nothing: «losing one's health», «both body and mind»


def _any(words: object) -> str:
    return "|".join(map(str, words))  # type: ignore[call-overload]


_FIND = re.compile(
    rf"""(?<!\w)(?:
      (?P<mixed>[^\W\d]+-?[0-9]\w*(?:-\w+)*|[0-9]+(?!(?:st|nd|rd|th)\b)[^\W\d]\w*)
    | (?P<digits>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)
        (?:(?:st|nd|rd|th)\b|[\s-](?P<scale>{_any(SCALES)})(?!\w))?
    | (?P<parts>(?:{_any(CARDINALS)})[\s-](?:{_any(PARTS)})s|one[\s-](?:{_any(PARTS)})
        |(?:{_any(CARDINALS)})\sand\sa\shalf)(?!\w)
    | (?P<ordinal>{_any(ORDINALS)})(?!\w)
    | (?P<fraction>{_any(FRACTIONS)})(?!\w)
    | (?P<words>(?:{_any([*CARDINALS, *SCALES])})(?:[\s-](?:{_any([*CARDINALS, *SCALES])}))*)(?!\w)
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def prose(value: int | float) -> str:
    """A number in English running text: 5 -> «five», 1536 -> «1,536», 0.9 -> «0.9»."""
    if isinstance(value, int) and 0 <= value < len(WORDS):
        return WORDS[value]
    return digits(value)


def digits(value: int | float) -> str:
    """A number in English digits: 30799618 -> «30,799,618»; with a real minus sign."""
    return f"{value:,}".replace("-", MINUS)


def words(value: int) -> str:
    """A whole number in words, below a thousand milliards: 21 -> «twenty-one».

    Raises:
        ValueError: it is no whole number, or too large.
    """
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > norwegian.LARGEST:
        raise ValueError(f"not a whole number that has words: {value!r}")
    if value < 0:
        return f"minus {words(-value)}"
    for word, scale in reversed(SCALES.items()):
        if value >= scale:
            count, rest = divmod(value, scale)
            link = " and " if rest and rest < 100 else " "
            return f"{words(count)} {word}" + (f"{link}{words(rest)}" if rest else "")
    if value < 20:
        return next(word for word, one in CARDINALS.items() if one == value)
    ten, unit = divmod(value, 10)
    return TENS[ten - 2] + (f"-{WORDS[unit]}" if unit else "")


def ordinal(value: int) -> str:
    """An ordinal: in words up to twelve, and then in digits: «third», «21st».

    Raises:
        ValueError: it is not 1 or more.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"no ordinal: {value!r}")
    if value < len(WORDS):
        return [*FIRST, *ORDINALS][value - 1]
    tail = (
        "th" if value % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    )
    return f"{digits(value)}{tail}"


def percent(value: int | float, in_words: bool = False) -> str:
    """A percentage: «9%», or in running text «nine per cent»."""
    return f"{prose(value)}{norwegian.NBSP}per cent" if in_words else f"{digits(value)}%"


def number_range(low: int | float, high: int | float, unit: str = "") -> str:
    """«74–90», «74–90%», «74–90 per cent», «−7.9 to −2.5».

    Raises:
        ValueError: low is not below high.
    """
    if low >= high:
        raise ValueError(f"a range runs upwards, not from {low} to {high}")
    space = norwegian.NBSP if unit.isalpha() or " " in unit else ""
    joint = " to " if low < 0 else EN_DASH
    return f"{digits(low)}{joint}{digits(high)}" + (f"{space}{unit}" if unit else "")


def share(part: int, whole: int, in_words: bool = True) -> str:
    """«five of ten», or «5 of 10» when not in words or when the whole is above twelve.

    Raises:
        ValueError: the values are no counts, or the part is more than the whole.
    """
    for count in (part, whole):
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            raise ValueError(f"no count: {count!r}")
    if whole < part:
        raise ValueError(f"a part of {part} is more than the whole of {whole}")
    write = words if in_words and whole < len(WORDS) else digits
    return f"{write(part)} of {write(whole)}"


def date(iso: str, form: str = "long") -> str:
    """An ISO date as «5 May 2020» (long), or in digits as :func:`thesis.language.norwegian.date`.

    Raises:
        ValueError: there is no such date or form.
    """
    if form != "long":
        return norwegian.date(iso, form)
    day, month, year = norwegian.date(iso, "numeric").split(".")
    return f"{int(day)}{norwegian.NBSP}{MONTHS[int(month) - 1]} {year}"


def find_numbers(text: str) -> list[Found]:
    """Every number in an English text, in order; of the same kinds as in Norwegian.

    «five-week» is the number «five». First and second are left out: they mostly count nothing.
    """
    silent = [found.span() for found in NO_NUMBER.finditer(text)]
    return [
        Found(match.start(), match.end(), match.group(), _value(match), _kind(match))
        for match in _FIND.finditer(text)
        if not any(start <= match.start() < end for start, end in silent)
    ]


def _kind(match: re.Match[str]) -> str:
    kind = str(match.lastgroup)
    return {"scale": "digits", "parts": "fraction"}.get(kind, kind)


def _value(match: re.Match[str]) -> int | Decimal | None:
    plain = match.group().lower()
    if match["digits"]:
        number = match["digits"].replace(",", "")
        if match["scale"]:
            return int(Decimal(number) * SCALES[match["scale"].lower()])
        return Decimal(number) if "." in number else int(number)
    if match["parts"]:
        count, *_, part = re.split(r"[\s-]", plain)
        if part == "half":
            return CARDINALS[count] + Decimal("0.5")
        parts = PARTS[part.removesuffix("s")]
        return None if parts == 3 else Decimal(CARDINALS[count]) / parts
    if match["ordinal"]:
        return ORDINALS[plain]
    if match["fraction"]:
        return FRACTIONS[plain]
    if match["words"]:
        return _cardinal(re.split(r"[\s-]", plain))
    return None


def _cardinal(words: list[str]) -> int:
    """The value of number words one after the other: «thirty thousand», «twenty-one»."""
    total = group = 0
    for word in words:
        if word in CARDINALS:
            group += CARDINALS[word]
        elif word == "hundred":
            group = max(group, 1) * 100
        else:
            total += max(group, 1) * SCALES[word]
            group = 0
    return total + group
