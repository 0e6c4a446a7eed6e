"""Ratios: what «flere enn», «dobbelt så mange» or «minst tre ganger så mange» say of a and b."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from thesis.language import english, norwegian

NEARLY = Fraction(1, 10)  # How far «omtrent dobbelt så mange» may be from it


@dataclass(frozen=True)
class Ratio:
    """What a wording says of two amounts: «mer enn dobbelt så mange» is a > 2 · b."""

    sign: str  # ``>``, ``<``, ``>=``, ``<=``, ``==`` or ``~`` (about)
    times: Fraction = Fraction(1)  # how many times b

    def holds(self, a: Fraction, b: Fraction) -> bool:
        """Whether it is true of two amounts."""
        other = self.times * b
        if self.sign == "~":
            return abs(a - other) <= NEARLY * abs(other)
        return {
            ">": a > other,
            "<": a < other,
            ">=": a >= other,
            "<=": a <= other,
            "==": a == other,
        }[self.sign]

    @property
    def says(self) -> str:
        """It as a formula: «a > 2 · b»."""
        times = "" if self.times == 1 else f"{self.times} · "
        return f"a {'≈' if self.sign == '~' else self.sign} {times}b"


@dataclass(frozen=True)
class _Words:
    more: str
    less: str
    than: str
    least: str
    most: str
    about: str
    same: str
    twice: str
    half: str
    times: str
    ended: str
    number: str


_NB = _Words(
    more=r"mer|flere|større|lenger|lengre|høyere|eldre|oftere|sterkere|lengst",
    less=r"mindre|færre|kortere|lavere|yngre|sjeldnere|svakere",
    than=r"enn",
    least=r"minst",
    most=r"høyst|maksimalt",
    about=r"omtrent|rundt|nesten|drøyt|knapt|om lag|cirka|ca\.",
    same=r"(?:akkurat |nøyaktig )?(?:like|samme|den samme|det samme|de samme)(?: \w+)?(?: som)?",
    twice=r"det dobbelte|dobbelt så \w+",
    half=r"halvparten(?: så \w+)?",
    times=r"ganger så \w+",
    ended=r"slutt|over|ferdig|avsluttet",
    number="|".join(norwegian.CARDINALS),
)
_NN = replace(
    _NB,
    more=r"meir|fleire|større|lenger|lengre|høgare|eldre|oftare|sterkare|lengst",
    less=r"mindre|færre|kortare|lågare|lavare|yngre|sjeldnare|svakare",
    most=r"høgst|maksimalt",
    about=r"omtrent|rundt|nesten|drygt|knapt|om lag|cirka|ca\.",
    same=r"(?:akkurat |nøyaktig )?(?:like|same|den same|det same|dei same)(?: \w+)?(?: som)?",
    times=r"gonger så \w+",
    ended=r"slutt|over|ferdig|avslutta",
)
_EN = _Words(
    more=r"more|larger|longer|higher|older|greater|stronger",
    less=r"fewer|less|smaller|shorter|lower|younger|weaker",
    than=r"than",
    least=r"at least",
    most=r"at most",
    about=r"about|roughly|nearly|almost|approximately",
    same=r"(?:exactly )?(?:the same|equally|as)(?: \w+)?(?: as)?",
    twice=r"twice as \w+|double",
    half=r"half(?: as \w+)?",
    times=r"times as \w+",
    ended=r"over|finished|at an end",
    number="two|three|four|five|six|seven|eight|nine|ten",
)

WORDINGS: Mapping[str, _Words] = {"nb": _NB, "nn": _NN, "en": _EN}  # The words of each language


def read(text: str, lang: str) -> Ratio | None:
    """What a wording says of a and b; None where it is none of those that are known.

    «flere enn» is a > b; «mer enn dobbelt så mange» a > 2 b; «halvparten så mange» 2 a = b;
    «omtrent tre ganger så mange» allows a tenth; «slutt», of a time and a day, is a ≤ b.
    """
    if (words := WORDINGS.get(lang)) is None:
        return None
    plain = " ".join(text.lower().split())
    than = words.than
    openings = {
        ">": rf"(?:{words.more}|over) (?:{than} )?",
        "<": rf"(?:{words.less}|under) (?:{than} )?",
        ">=": f"(?:{words.least}) ",
        "<=": f"(?:{words.most}) ",
        "~": f"(?:{words.about}) ",
        "==": "",
    }
    for sign, opening in openings.items():
        found = re.match(opening, plain)
        times = _times(plain[found.end() :], words) if found else None
        if times is not None:
            return Ratio(sign, times)
    for way, compared in ((">", words.more), ("<", words.less)):
        if re.fullmatch(
            rf"(?:langt |mye |mykje |litt |noe |noko )?(?:{compared})(?: \w+)?(?: {than})?", plain
        ):
            return Ratio(way)
    if re.fullmatch(words.ended, plain):
        return Ratio("<=")
    return Ratio("==") if re.fullmatch(words.same, plain) else None


def _times(rest: str, words: _Words) -> Fraction | None:
    if re.fullmatch(words.twice, rest):
        return Fraction(2)
    if re.fullmatch(words.half, rest):
        return Fraction(1, 2)
    found = re.fullmatch(rf"(?P<n>\d+|{words.number}) {words.times}", rest)
    if found is None:
        return None
    if found["n"].isdigit():
        return Fraction(int(found["n"]))
    return Fraction(norwegian.CARDINALS.get(found["n"]) or english.CARDINALS[found["n"]])
