"""Rules on numbers: the number contract, checked on the document and not on its sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare, rule
from thesis.document import key_suggestions, number_contract
from thesis.document.number_contract import Vouched
from thesis.document.passages import Passage, finding, texts
from thesis.document.thesis import Thesis
from thesis.language.norwegian import Found
from thesis.model.register import Register

CALL = "{{{{ {} }}}}"
DECLARE = '[{}]{{.typed why="..."}}'
JOINTS = {" av ": "share", " of ": "share", "–": "span", "-": "span", " til ": "span"}
"""What stands between two numbers that one call writes."""

declare(
    "number.typed-why-missing",
    sees="a number declared as typed without a reason",
    misses="a reason that is no good one",
    example='[to]{.typed} or [to]{.typed why=""}',
)
declare(
    "number.unlisted-name",
    sees="a word of letters and digits that config does not list as a name",
    misses="a listed name in a place where it is a quantity",
    example="GPT4 without GPT4 under numbers: names: in config",
)


@rule(
    "number.typed",
    sees="a number in digits or words, a share, a multiple or an ordinal from the third up, "
    "typed in the text and not taken from the register",
    misses="a quantity without a number word (mange, flere), the articles en, ei, et, most of "
    "første and andre, what an author writes inside a citation's brackets, and the title page",
    example="Til slutt ble fem artikler inkludert.",
)
def contracted(thesis: Thesis) -> Iterator[Finding]:
    """Every number of the document; yields what the rules on typed numbers and names see, too."""
    vouched = Vouched.of(thesis)
    for passage in texts(thesis):
        yield from _declared(passage)
        if passage.picture is None:  # a picture's text has a rule of its own
            found = list(number_contract.unvouched(passage, vouched))
            yield from _typed(passage, found, thesis.register)


def _declared(passage: Passage) -> Iterator[Finding]:
    for zone in passage.of_class("typed"):
        if not zone.attributes.get("why", "").strip():
            text = passage.text[zone.start : zone.end]
            yield finding(
                passage,
                zone.start,
                "number.typed-why-missing",
                f"«{text}» declared as typed, without a reason",
                "a reason",
                f"say why no fact stands behind it: {DECLARE.format(text)}",
            )


def _typed(passage: Passage, found: list[Found], register: Register) -> Iterator[Finding]:
    for group in _joined(found, passage.text):
        first, last = group[0], group[-1]
        text = passage.text[first.start : last.end]
        if first.kind == "mixed":
            yield finding(
                passage,
                first.start,
                "number.unlisted-name",
                f"«{text}»",
                "a name that config lists, or a number with a key",
                f"if it is a name, add {text} to numbers: names: in config/config.yaml; "
                'if it is a quantity, write it as a number with a key: {{ n("...") }}',
            )
            continue
        yield finding(
            passage,
            first.start,
            "number.typed",
            f"«{text}», typed",
            "a number from the register, or one declared as typed",
            _mend(passage, group, register),
        )


def _joined(found: list[Found], text: str) -> Iterator[list[Found]]:
    """The numbers, the two of «fem av ti» and «18–40» together."""
    group: list[Found] = []
    for number in found:
        if len(group) == 1 and _joint([group[0], number], text):
            group.append(number)
            continue
        if group:
            yield group
        group = [number]
    if group:
        yield group


def _joint(group: list[Found], text: str) -> str:
    """The call that writes two numbers as one, "" where there is none."""
    return next(
        (
            JOINTS.get(text[one.end : other.start].replace("\u00a0", " "), "")
            for one, other in pairwise(group)
            if one.value is not None and other.value is not None
        ),
        "",
    )


def _mend(passage: Passage, group: list[Found], register: Register) -> str:
    """Which call to write instead, or how to declare that the number is typed."""
    text = passage.text[group[0].start : group[-1].end]
    declared = f"or declare it: {DECLARE.format(text)}"
    sources = _sources(passage, group[0].start, register)
    start, end = passage.sentence(group[0].start)
    before = passage.text[max(start, group[0].start - 40) : group[0].start]
    beside = before + passage.text[group[-1].end : min(end, group[-1].end + 40)]
    values = [number.value for number in group if number.value is not None]
    own = _own(passage, group[0].start)
    joint = _joint(group, passage.text)
    if joint:
        whole = key_suggestions.probable(register, values, beside, sources)
        if whole:
            return f"write {_calls(whole, '', own)}; {declared}"
        parts = [
            key_suggestions.probable(register, [value], beside, sources)[:1] for value in values
        ]
        if all(parts):
            named = ", ".join(f'"{_short(part[0], own)}"' for part in parts)
            return f"write {CALL.format(f'{joint}({named})')}; {declared}"
    found = group[0]
    likely = key_suggestions.probable(register, values[:1], beside, sources) if values else []
    if not likely:
        return (
            'add the fact to data/ and write its key, {{ n("...") }}, '
            f"or say it without a number; {declared}"
        )
    if found.kind == "compound":
        return f"write the number as a word of its own, {_calls(likely, '', own)}; {declared}"
    after = passage.text[group[-1].end :].lstrip(" \u00a0")
    return f"write {_calls(likely, _form(found, after, passage), own)}; {declared}"


def _form(found: Found, after: str, passage: Passage) -> str:
    if passage.language == "en":
        return ', lang="en"'
    if found.kind == "ordinal":
        return ', form="ordinal"'
    if found.text.lower() == "begge":
        return ', form="both"'
    if after.startswith("%"):
        return ', form="percent"'
    return ', form="percent_words"' if after.startswith("prosent") else ""


def _calls(likely: list[str], form: str, own: str) -> str:
    return " or ".join(CALL.format(f'n("{_short(key, own)}"{form})') for key in likely)


def _short(key: str, own: str) -> str:
    return key.removeprefix(f"{own}.") if own else key


def _own(passage: Passage, at: int) -> str:
    """The study in whose record the text stands, where a figure goes by its bare name."""
    folder, _, name = passage.place(at).file.rpartition("/")
    return name.removesuffix(".yaml") if folder == "data/studies" else ""


def _sources(passage: Passage, at: int, register: Register) -> set[str]:
    """The studies, works and databases that the sentence around a character names."""
    start, end = passage.sentence(at)
    found = set(key_suggestions.named(register, passage.text[start:end]))
    for zone in passage.zones:
        if start <= zone.start <= end:
            if zone.kind == "Cite":
                found |= {citation["citationId"] for citation in zone.element["c"][0]}
            elif key := zone.attributes.get("key"):
                found |= {one.split(".")[0] for one in key.split()}
    if own := _own(passage, at):
        found.add(own)
    return found - {"searches", "studies", "flow"}
