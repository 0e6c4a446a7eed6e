"""Phrases of bokmål and nynorsk that look like numbers and are none, and words that are.

What is not in these tables is declared where it stands: ``[to]{.typed why="..."}``.
"""

import re

from thesis.language import english, norwegian
from thesis.language.norwegian import Found
from thesis.model.display import LANGUAGES

NO_NUMBERS: tuple[tuple[str, str], ...] = (
    # pattern, why it counts nothing
    (r"\bett og samme\b|\bén og samme\b|\bei og samme\b", "says that it is the same"),
    (r"\b(?:alt|sett|tatt|samlet) (?:i|under) ett\b|\bunder ett\b", "says that it is a whole"),
    (r"\bmed ett\b|\bpå én gang\b", "says that it is sudden, or at the same time"),
    (r"\bett eller annet\b|\bén eller annen\b", "says that it is not known which"),
    (r"\ben eller to\b(?= ganger| steder)", "says that it is not counted"),
    (r"\bto sider av samme sak\b", "says that they belong together"),
    (r"\b(?:eitt|éin|ei) og same\b", "says that it is the same"),
    (r"\b(?:alt|sett|teke|samla) (?:i|under) eitt\b|\bunder eitt\b", "says that it is a whole"),
    (r"\bmed eitt\b|\bpå éin gong\b", "says that it is sudden, or at the same time"),
    (r"(?<!\be[nt] )(?<!\bei[nt] )(?<!\btre )\bkvart\b(?= [^\W\d_])(?! (?:over|på|av)\b)", "every"),
    (r"\beitt eller anna\b|\béin eller annan\b", "says that it is not known which"),
    (r"\bein eller to\b(?= gonger| stader)", "says that it is not counted"),
    (r"\bto sider av same sak\b", "says that they belong together"),
    (r"\bi første omgang\b|\bi andre rekke\b", "says what comes before what"),
    (r"\bfor det (?:tredje|fjerde|femte|sjette)\b", "says which argument comes"),
    (r"\b(?:to|tre|fire)delt\b(?=[.,:;)]|$)", "says how an aim or a task is divided"),
)  # Fixed phrases in which a number word counts nothing. «Hundre prosent» is none: it is a claim

NUMBERS: tuple[tuple[str, str], ...] = (
    (r"\b(?:første|fyrste|andre|annen|annet)(?= av (?:dei?|disse|desse|dem)\b)",
     "«den andre av de fem» counts the five"),
    ((r"(?<=\bhver )(?:andre|annen)\b|(?<=\bhvert )(?:andre|annet)\b"
      r"|(?<=\bkvar )(?:andre|annan)\b|(?<=\bkvart )(?:andre|anna)\b"), "«hver andre dag» is two"),
    ((r"\b(?:første|fyrste|andre|annen) (?:uken?|uka|vek[ea]|måneden?|månaden?|måling(?:en|a)?"
      r"|økten?|økta)\b"), "«den andre uka» is week 2"),
    (r"\bannenhver\b|\bannethvert\b|\bannankvar\b|\bannakvart\b", "«annenhver dag» is two"),
)  # fmt: skip
"""Where «første» and «andre» count: elsewhere they mostly order, or mean «other»."""

LONGEST = 60  # Characters of a phrase, and more

_SILENT = re.compile("|".join(f"(?:{pattern})" for pattern, _ in NO_NUMBERS), re.IGNORECASE)
_COUNTING = re.compile("|".join(f"(?:{pattern})" for pattern, _ in NUMBERS), re.IGNORECASE)


def numbers(text: str, language: str) -> list[Found]:
    """The numbers of a language, without phrases that count nothing; of another one its digits."""
    known = LANGUAGES.get(language, english)
    found = [number for number in known.find_numbers(text) if number.kind != "ordinal?"]
    if language not in LANGUAGES:
        found = [number for number in found if number.kind in {"digits", "mixed"}]
    if known is norwegian:
        found = [number for number in found if not is_silent(text, number.start)]
        found += [
            Found(match.start(), match.end(), match.group(), None, "ordinal")
            for match in counting(text)
        ]
    return sorted(found, key=lambda number: number.start)


def has_number(text: str, language: str) -> bool:
    """Whether a text has what may be a number of a language."""
    known = LANGUAGES.get(language, english)
    return bool(known.find_numbers(text)) or (known is norwegian and bool(counting(text)))


def is_silent(text: str, at: int) -> bool:
    """Whether the character `at` is in a phrase that counts nothing."""
    near = _SILENT.finditer(text, max(0, at - LONGEST), at + LONGEST)
    return any(found.start() <= at < found.end() for found in near)


def counting(text: str) -> list[re.Match[str]]:
    """Where «første», «andre» and «annenhver» count."""
    return list(_COUNTING.finditer(text))
