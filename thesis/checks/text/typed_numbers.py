"""Rules on numbers: the number contract, checked on the document and not on its sources."""

import re
from collections.abc import Iterator
from itertools import pairwise

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare
from thesis.document import pandoc
from thesis.document.passages import Passage, texts
from thesis.document.render import GRAMMARS, grammar
from thesis.document.thesis import Thesis
from thesis.document.typed_numbers import context, contract, key_suggestions
from thesis.document.typed_numbers.accepted import Accepting
from thesis.document.typed_numbers.context import Part
from thesis.document.typed_numbers.contract import Vouched
from thesis.document.typed_numbers.key_suggestions import Beside
from thesis.language.norwegian import Found
from thesis.model.register import Register

CALL = "{{{{ {} }}}}"
DECLARE = '[{}]{{.typed why="..."}}'
LIST = "add {} to numbers: names: in config/config.yaml"
ACCEPT = "or accept all such: numbers: accept: {{{}: true}} in config/config.yaml"
CITE = "or cite the work that says so in the same sentence"
JOINTS = {" av ": "share", " of ": "share", "–": "span", "-": "span", " til ": "span"}
"""What stands between two numbers that one call writes."""
SEARCHED = re.compile(r"(?<!\w)(?:søk|search)", re.IGNORECASE)

NUMBER_TYPED_WHY_MISSING = declare(
    "number.typed-why-missing",
    looks_at="typed",
    sees="a number declared as typed without a reason",
    misses="a reason that is no good one",
    example="[to]{.typed}",
)
NUMBER_UNLISTED_NAME = declare(
    "number.unlisted-name",
    looks_at="texts",
    sees="a word of digits and letters that config does not list as a name, and that has no letter "
    "before its digits",
    misses="a name in a place where it is a quantity",
    example="1RM without 1RM under numbers: names: in config",
)


NUMBER_TYPED = declare(
    "number.typed",
    looks_at="texts",
    sees="a number in digits or words, a share, a multiple or an ordinal from the third up, "
    "typed in the text and not taken from the register",
    misses="a quantity without a number word (mange, flere), the articles en, ei, et, most of "
    "første and andre, what an author writes inside a citation's brackets, and the title page",
    example="Til slutt ble fem artikler inkludert.",
)


MOST = 30  # Numbers of one text that are told one by one


@NUMBER_TYPED.check
def contracted(thesis: Thesis) -> Iterator[Finding]:
    """Every number of the document; yields what the rules on typed numbers and names see, too."""
    vouched = Vouched.of(thesis)
    for passage in texts(thesis):
        yield from _declared(passage)
        if passage.picture is None:  # a picture's text has a rule of its own
            found = list(contract.unvouched(passage, vouched))
            yield from _typed(passage, found, thesis, vouched.accepting)


def _declared(passage: Passage) -> Iterator[Finding]:
    for zone in passage.of_class("typed"):
        if not zone.attributes.get("why", "").strip():
            text = passage.text[zone.start : zone.end]
            yield passage.finding(
                NUMBER_TYPED_WHY_MISSING,
                zone.start,
                found=f"«{text}» declared as typed, without a reason",
                expected="a reason",
                fix=f"say why no fact stands behind it: {DECLARE.format(text)}",
            )


def _typed(
    passage: Passage, found: list[Found], thesis: Thesis, accepting: Accepting
) -> Iterator[Finding]:
    others = [*accepting.uses(passage, others=True)] if found else []
    works = thesis.register.records.references
    groups = list(_joined(found, passage.text))
    for group in groups[MOST:]:
        yield passage.finding(
            NUMBER_TYPED,
            group[0].start,
            found=f"{len(groups) - MOST} more numbers, typed in the same text",
            expected="numbers from the register, or declared as typed",
            fix="put them in a table of data/, or see to the ones above first",
        )
        break
    for group in groups[:MOST]:
        first, last = group[0], group[-1]
        text = passage.text[first.start : last.end]
        start, _ = passage.sentence(first.start)
        part = context.part(passage.text, first.start, last.end, start, works)
        if first.kind == "mixed" and part is None:
            yield passage.finding(
                NUMBER_UNLISTED_NAME,
                first.start,
                found=f"«{text}»",
                expected="a name that config lists, or a number with a key",
                fix=f"if it is a name, {LIST.format(text)}; "
                'if it is a quantity, write it as a number with a key: {{ n("...") }}',
            )
            continue
        fix = (
            _part_fix(part, passage, text, thesis)
            if part
            else _number_fix(passage, group, thesis.register)
        )
        kind = next((use.kind for use in others if use.start <= first.start < use.end), "")
        cite = not part and "sources" in accepting.on and accepting.may_cite(passage, first.start)
        yield passage.finding(
            NUMBER_TYPED,
            first.start,
            found=f"«{text}», typed",
            expected="a number from the register, or one declared as typed",
            fix=f"{fix}; {ACCEPT.format(kind)}" if kind else f"{fix}; {CITE}" if cite else fix,
        )


def _part_fix(part: Part, passage: Passage, text: str, thesis: Thesis) -> str:
    """What to write in place of a number that counts nothing."""
    whole = passage.text[part.start : part.end]
    if part.kind == context.CITATION:
        keys_ = context.cited(part.says, text, thesis.register.records.references)
        named = " or ".join(f"[@{key}]" for key in keys_[:3])
        return (
            f"write the citation: {named}, or @{keys_[0]} in the run of a sentence"
            if named
            else "write the citation, [@key], with the key of the work in data/references.yaml"
        )
    if part.kind == context.LABEL:
        ids = _ids(thesis, part.says, whole)
        named = f", {'one of ' * (len(ids) > 1)}{', '.join(f'@{id}' for id in ids)}"
        named = named if ids else f", @{part.says}:..."
        return f"write the reference, which follows its number{named}"
    if part.kind == context.NAME:
        return f"{LIST.format(_quoted(whole))}, which keeps it as a name"
    if part.kind == context.CHAPTER:
        return (
            "name the chapter or section by its heading, for its number may change; "
            f"or declare it: {DECLARE.format(whole)}"
        )
    if part.kind == context.DATE and (id := _searched_on(whole, passage, part.start, thesis)):
        return f'write the day of the search: {{{{ date("{id}") }}}}'
    why = "a date" if part.kind == context.DATE else "a section of an act"
    return f'no number of the data is meant: declare it, [{whole}]{{.typed why="{why}"}}'


def _searched_on(day: str, passage: Passage, at: int, thesis: Thesis) -> str:
    """The id of the one database that was searched on a day, and that its sentence names, if it
    names any, where it tells of searches; else "".
    """
    start, end = passage.sentence(at)
    said = passage.text[start:end]
    if passage.language not in GRAMMARS:
        return ""
    written, typed = grammar(passage.language).date, day.split()
    known = thesis.register.records.databases
    same = [
        base
        for base in known
        if base.searched_on
        if typed in [written(base.searched_on, form).split() for form in ("long", "short")]
    ]
    if any(base.name in said for base in known):
        return next((base.id for base in same if base.name in said), "")
    return same[0].id if len(same) == 1 and SEARCHED.search(said) else ""


def _quoted(name: str) -> str:
    """A name as it stands in a list of YAML."""
    return f'"{name}"' if " " in name else name


def _ids(thesis: Thesis, kind: str, label: str) -> list[str]:
    """The id of the figure, table or appendix with a label, else those of its kind, in order."""
    every: dict[str, set[str]] = {}
    for _, element in thesis.elements:
        if (found := pandoc.identifier(element)).startswith(f"{kind}:"):
            spans = (span for span in pandoc.walk(element) if "label" in pandoc.classes(span))
            labels = {pandoc.text(span).strip(":").replace("\u00a0", " ").lower() for span in spans}
            every[found] = labels
    wanted = label.replace("\u00a0", " ").lower()
    return [id for id, labels in every.items() if wanted in labels] or [*every]


def _joined(found: list[Found], text: str) -> Iterator[list[Found]]:
    """The numbers, the two of «fem av ti» and «18–40» together, and those of a date."""
    dates = list(context.dates(text))

    def one_date(one: Found, other: Found) -> bool:
        return any(date.start <= one.start and other.end <= date.end for date in dates)

    group: list[Found] = []
    for number in found:
        if group and one_date(group[0], number):
            group.append(number)
            continue
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


def _number_fix(passage: Passage, group: list[Found], register: Register) -> str:
    """Which call to write instead, or how to declare that the number is typed."""
    text = passage.text[group[0].start : group[-1].end]
    declared = f"or declare it: {DECLARE.format(text)}"
    beside = _beside(passage, group, register)
    values = [number.value for number in group if number.value is not None]
    own = _own(passage, group[0].start)
    if joint := _joint(group, passage.text):
        if whole := key_suggestions.probable(register, values, beside):
            return f"write {_calls(whole, '', own)}; {declared}"
        parts = [key_suggestions.probable(register, [value], beside)[:1] for value in values]
        likely = []
        if all(parts):
            named = ", ".join(f'"{_short(part[0], own)}"' for part in parts)
            return f"write {CALL.format(f'{joint}({named})')}; {declared}"
    else:
        likely = key_suggestions.probable(register, values[:1], beside) if values else []
    if not likely:
        return (
            'add the fact to data/ and write its key, {{ n("...") }}, '
            f"or say it without a number; {declared}"
        )
    found = group[0]
    if found.kind == "compound":
        return f"write the number as a word of its own, {_calls(likely, '', own)}; {declared}"
    after = passage.text[group[-1].end :].lstrip(" \u00a0")
    form = _form(found, after)
    if all(register[key].unit == "year" for key in likely):
        form = ', form="year"'
    return f"write {_calls(likely, form, own)}; {declared}"


def _beside(passage: Passage, group: list[Found], register: Register) -> Beside:
    """The words beside a number, and what they name."""
    first, last = group[0].start, group[-1].end
    start, end = passage.sentence(first)
    counted = key_suggestions.counted(passage.text, first, last, (start, end))
    if group[0].kind == "compound":
        counted = f"{group[0].text} {counted}"
    around = passage.text[max(start, first - 40) : first] + passage.text[last : min(end, last + 40)]
    return Beside(counted, around, _sources(passage, first, register), _named(passage, 0, end))


def _form(found: Found, after: str) -> str:
    if found.kind == "ordinal":
        return ', form="ordinal"'
    if found.text.lower() in {"begge", "both"}:
        return ', form="both"'
    if after.startswith("%"):
        return ', form="percent"'
    return ', form="percent_words"' if after.startswith(("prosent", "per cent")) else ""


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
    found = {
        *key_suggestions.named(register, passage.text[start:end]),
        *_named(passage, start, end),
    }
    if own := _own(passage, at):
        found.add(own)
    return found


def _named(passage: Passage, start: int, end: int) -> set[str]:
    """The studies and works that a stretch of a text cites, or has numbers of."""
    found: set[str] = set()
    for zone in passage.zones:
        if start <= zone.start <= end:
            if zone.kind == "Cite":
                found |= {citation["citationId"] for citation in zone.element["c"][0]}
            elif key := zone.attributes.get("key"):
                found |= {one.split(".")[0] for one in key.split()}
    return found - {"searches", "studies", "flow"}
