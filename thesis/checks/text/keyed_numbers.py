"""Rules on numbers that have a key: their text, and those of pictures, which can have none."""

from collections.abc import Iterator
from typing import TypeGuard

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare
from thesis.document import ledger, pandoc, render
from thesis.document.passages import Passage, Zone, texts
from thesis.document.thesis import Thesis
from thesis.document.typed_numbers import contract
from thesis.document.typed_numbers.contract import Vouched
from thesis.language import norwegian
from thesis.language.norwegian import Found
from thesis.model import display
from thesis.model.register import Register

NUMBER_CHANGED = declare(
    "number.changed",
    looks_at="keyed",
    sees="a number whose text is not what the register gives for its key and form",
    misses="a number with the wrong key",
    example="«sju» in the span of fhi2019.regional_studies, which is 2",
)


@NUMBER_CHANGED.check
def changed(thesis: Thesis) -> Iterator[Finding]:
    """Every number with a key, written anew."""
    for passage in texts(thesis):
        yield from _keyed(passage, thesis.register)


def _keyed(passage: Passage, register: Register) -> Iterator[Finding]:
    for zone in passage.of_class("n"):
        text = passage.text[zone.start : zone.end]
        expected, why = _expected(zone, register)
        if text in {expected, norwegian.capitalise(expected)} and expected:
            continue
        yield passage.finding(
            NUMBER_CHANGED,
            zone.start,
            found=f"«{text}»",
            expected=f"«{expected}»" if expected else "a number of the register",
            fix="take it from the register by a call, and leave the span to the call",
            evidence=why,
        )


def _expected(zone: Zone, register: Register) -> tuple[str, str]:
    """What the register gives for a span's keys and form, and how; "" where it gives nothing."""
    how = zone.attributes
    if not (named := how.get("key", "").split()) or not all(key in register for key in named):
        return "", f"the register has no key «{how.get('key', '')}»"
    values = [register[key].value for key in named]
    kind, _, form = how.get("form", "auto").rpartition("-")
    why = " and ".join(f"{key} = {value}" for key, value in zip(named, values, strict=True))
    try:
        gender, lang = (how.get(name, usual) for name, usual in render.USUAL.items())
        if kind == "share":
            return render.write_share(values[0], values[1], form, gender, lang), why
        value = list(values) if kind == "span" else values[0]
        return render.write(value, form, gender, lang), why  # type: ignore[arg-type]
    except (ValueError, TypeError, IndexError) as error:
        return "", f"{why}: {error}"


NUMBER_ALT = declare(
    "number.alt",
    looks_at="pictured",
    sees="a number in the alternative text of a figure that is not called there, and that its long "
    "description does not give",
    misses="the right number beside the wrong words, and a number that is left out",
    example="«i 7 trinn» in the alternative text of figure 1",
)


@NUMBER_ALT.check
def alternative_texts(thesis: Thesis) -> Iterator[Finding]:
    """The numbers of every alternative text against the keys of the figure's long description."""
    vouched = Vouched.of(thesis)
    for passage in texts(thesis):
        if passage.picture is not None:
            yield from _in_picture(passage, list(contract.unvouched(passage, vouched)), thesis)


def _in_picture(passage: Passage, found: list[Found], thesis: Thesis) -> Iterator[Finding]:
    """The numbers of an alternative text against the keys of the figure's long description."""
    figure = next((pandoc.identifier(one) for one in passage.within if one["t"] == "Figure"), "")
    given = sorted(ledger.described(thesis.document, figure, thesis.register))
    values = {thesis.register[key].value for key in given}
    written = {display.digits(value, passage.language) for value in values if _is_one(value)}
    for number in found:
        signed = passage.text[: number.start].endswith("−") * "−" + number.text
        if (number.value is not None and number.value in values) or signed in written:
            continue
        start, end = max(0, number.start - 50), number.end + 10
        yield passage.finding(
            NUMBER_ALT,
            number.start,
            found=f"«{number.text}» in the alternative text of {figure or 'a picture'}",
            expected="one of the numbers that are called there: " + _listed(thesis, given)
            if given
            else "a number that is called there, or none",
            fix='write it by its key, alt="… {{ n("...") }} …", or leave it out',
            evidence=f"… {passage.text[start:end]} …",
        )


def _is_one(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float)


def _listed(thesis: Thesis, given: list[str]) -> str:
    return ", ".join(f"{key} = {_plain(thesis.register[key].value)}" for key in given)


def _plain(value: object) -> str:
    return norwegian.digits(value) if isinstance(value, int | float) else str(value)
