"""Rules on comparisons that their author binds: ``[dobbelt så mange]{.compare a= b=}``."""

import re
from collections.abc import Iterator
from fractions import Fraction

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.passages import Passage, Zone, short, texts
from thesis.document.statements.numbers_said import alike, unit_of
from thesis.document.statements.statement import Statement, statements
from thesis.document.thesis import Thesis
from thesis.language import ratios
from thesis.language.ratios import Ratio
from thesis.model import relations
from thesis.model.conditions import PredicateError
from thesis.model.register import Register

COMPARISON_WORDING = declare(
    "comparison.wording",
    looks_at="texts",
    sees="a bound comparison whose words are not known, or whose a or b is no sum of keys",
    misses="words that are known and mean something else in their sentence",
    example='[ganske mange]{.compare a="wang2019.valid" b="wang2017.participants"}',
)
COMPARISON_BOUND = declare(
    "comparison.bound",
    looks_at="texts",
    sees="a bound comparison («flere enn», «dobbelt så mange») that the numbers deny",
    misses="what the sentence says beyond the two numbers that it is bound to",
    example='[færre enn]{.compare a="wang2019.valid" b="wang2017.analysed"}',
)


@COMPARISON_BOUND.check
def compared(thesis: Thesis) -> Iterator[Finding]:
    """Every bound comparison; yields what the rule on their wording sees, too."""
    for passage in texts(thesis):
        for zone in passage.of_class("compare"):
            yield from _compared(passage, zone, thesis.register)


def _compared(passage: Passage, zone: Zone, register: Register) -> Iterator[Finding]:
    words = passage.text[zone.start : zone.end]
    ratio = ratios.read(words, short(zone.attributes.get("lang", passage.language)))
    if ratio is None:
        yield passage.finding(
            COMPARISON_WORDING,
            zone.start,
            found=f"«{words}»",
            expected="a comparison such as flere enn, like mange som, minst dobbelt så mange, "
            "halvparten så mange, omtrent tre ganger så mange",
            fix="let the brackets hold the comparison alone, in one of these wordings",
        )
        return
    sums = []
    for name in "ab":
        try:
            sums.append(amount(zone.attributes.get(name, ""), register))
        except PredicateError as error:
            yield passage.finding(
                COMPARISON_WORDING,
                zone.start,
                found=f'{name}="{zone.attributes.get(name, "")}"',
                expected="a key, or a sum of keys, such as wang2017.weeks * 3",
                fix=error.fix,
            )
            return
    told = (f"{zone.attributes[n]} = {_plain(each)}" for n, each in zip("ab", sums, strict=True))
    COMPARISON_BOUND.held(passage, zone.start, "; ".join(told))
    if not ratio.holds(*sums):
        yield _untrue(passage, zone, ratio, sums, register)


def _rows(source: str, register: Register) -> list[str]:
    """Where the numbers of a sum of keys stand in data/."""
    return list(
        dict.fromkeys(str(row) for key in relations.keys(source) for row in register[key].rows)
    )


def _untrue(
    passage: Passage, zone: Zone, ratio: Ratio, sums: list[Fraction], register: Register
) -> Finding:
    a, b = (_plain(each) for each in sums)
    return passage.finding(
        COMPARISON_BOUND,
        zone.start,
        found=f"«{passage.text[zone.start : zone.end]}» ({ratio.says}), where a = {a} and b = {b}",
        expected=f"words that are true of {a} and {b}",
        fix="mend the words, or the number that is wrong",
        evidence="; ".join(
            f"{name}: {zone.attributes[name]} ({', '.join(_rows(zone.attributes[name], register))})"
            for name in "ab"
        ),
    )


def amount(source: str, register: Register) -> Fraction:
    """What a sum of keys comes to.

    Raises:
        PredicateError: it is none, or names a key that is not there or is no single number.
    """
    figures = {}
    for at, key in enumerate(relations.keys(source)):
        if key not in register:
            raise PredicateError(f"«{key}»", "a key of the register", f"there is no {key}")
        figures[f"k{at}"] = register[key].value
        source = re.sub(rf"(?<![\w.]){re.escape(key)}(?![\w.])", f"k{at}", source)
    return Fraction(relations.amount(source, figures))


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.2f}"


# ---- Comparisons that nobody bound ---------------------------------------------------------------

COMPARISON_UNBOUND = declare(
    "comparison.unbound",
    looks_at="texts",
    sees="«dobbelt så mange», «tre ganger så mange», «halvparten så mange» in a sentence with two "
    "numbers of one kind, bound to neither",
    misses="a comparison in a sentence without its numbers",
    example="a ratio beside two numbers",
    severity=WARNING,
)
RATIO = re.compile(
    r"(?<!\w)(?:(?:dobbelt|halvparten|\w+ g[ao]nge?r) så \w+|(?:twice|half|\w+ times) as \w+)",
    re.IGNORECASE,
)


@COMPARISON_UNBOUND.check
def unbound(thesis: Thesis) -> Iterator[Finding]:
    """Every ratio in words beside two keyed numbers of one unit."""
    for statement in statements(thesis):
        spans = [(zone.start, zone.end) for zone in statement.passage.of_class("compare")]
        for found in RATIO.finditer(statement.text):
            at = statement.start + found.start()
            pair = _pair(statement)
            if pair and not any(start <= at < end for start, end in spans):
                yield statement.passage.finding(
                    COMPARISON_UNBOUND,
                    at,
                    found=f"«{found[0]}», bound to no number",
                    expected="a comparison that its two numbers bear out",
                    fix=f'[{found[0]}]{{.compare a="{pair[0]}" b="{pair[1]}"}}, or say no ratio',
                )


def _pair(statement: Statement) -> tuple[str, str] | None:
    for at, one in enumerate(statement.printed):
        for other in statement.printed[at + 1 :]:
            if (unit := unit_of(one.number)) and alike(unit, unit_of(other.number)):
                return one.keys[0], other.keys[0]
    return None
