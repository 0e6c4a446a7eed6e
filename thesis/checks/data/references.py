"""Rules on the references: among themselves, and against the facts taken from them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from thesis.checks.data import complete
from thesis.diagnostics.findings import WARNING, Finding, suggestion
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get
from thesis.input.sources import Steps
from thesis.language import capitals
from thesis.model.identity import Mark, marks
from thesis.model.references import OWN_KEYS

TAG = r"</?(?:[ibpu]|br|em|strong|bold|italic|jats:\w+|scp?|small|span|su[bp]|title)\b[^<>]*>"
MARKUP = re.compile(
    rf"[{{}}]|\\(?:[A-Za-z]+|.)|(?i:{TAG})|&(?:[A-Za-z][a-z]+[0-9]?|#x?[0-9A-Fa-f]+);"
)
READ = re.compile(r"</?(?:[ib]|sc|su[bp])>|<span class=[^<>]*>|</span>")
"""The tags that a citation style reads."""

RESERVED = frozenset(
    {"searches", "studies", "databases", "method", "flow", "edition", "records", "screening"}
)  # What keys of the register begin with

REFERENCE_REPEATED_ID = declare(
    "reference.repeated-id",
    looks_at="works",
    sees="a citation key that stands twice in data/references.yaml",
    misses="one work under two keys, with another DOI and title",
    example="two items with id: bahr2008",
)
REFERENCE_SAME_WORK = declare(
    "reference.same-work",
    looks_at="works",
    sees="two references with the same DOI or PMID, or with the same title and year; parts of one "
    "book may share its DOI, and works with a title of three words or fewer that title",
    misses="one work with two spellings of its title and no DOI, and what `distinct_from` names",
    example="buchowski2011 and dacosta2017 with DOI: 10.1371/journal.pone.0017465",
)
REFERENCE_RESERVED_KEY = declare(
    "reference.reserved-key",
    looks_at="works",
    sees="a citation key that is also the name of a database, or of a group of numbers",
    misses="a key that is hard to tell from another",
    example="id: embase",
)
REFERENCE_MARKUP = declare(
    "reference.markup",
    looks_at="works",
    sees="what an export leaves in a reference and the list would print: a brace, LaTeX, an entity "
    "or a tag of HTML that no citation style reads",
    misses="words that an export lost or put in the wrong field",
    example='DOI: "10.1371/journal.pone.0188030}"',
)
REFERENCE_SPOILT = declare(
    "reference.spoilt",
    looks_at="works",
    sees="several people in one name: in a suffix, or between «and», «;» or commas; names of one "
    "letter each, or one that is «et al.»; an address for a journal; and the word that a program "
    "writes for nothing, such as nan or None",
    misses="several people without a sign between them, and an institution that is a person",
    example="suffix: Lien KM Aas-Berg J",
)
REFERENCE_CAPITALS = declare(
    "reference.capitals",
    looks_at="works",
    sees="a title, a journal or a family name in capitals of five letters and more",
    misses="a capital in each word, and shorter ones, which may be abbreviations",
    example="container-title: JOURNAL OF WARD MUSIC",
    severity=WARNING,
)
LITERATURE_NO_REFERENCE = declare(
    "literature.no-reference",
    looks_at="cited",
    sees="facts under a citation key that data/references.yaml does not have",
    misses="facts under the key of another work",
    example="fhi2091: in data/literature.yaml",
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    yield from _ids(data)
    yield from _same(data)
    yield from _markup(data)
    yield from _spoilt(data)
    yield from _capitals(data)
    yield from _facts(data)


def _ids(data: Data) -> Iterator[Finding]:
    first: dict[str, int] = {}
    databases = {str(each.get("id")) for _, each, _ in data.items("databases")}
    for name, items in (("databases", RESERVED), ("references", RESERVED | databases)):
        for i, item, source in data.items(name):
            if isinstance(item.get("id"), str) and item["id"] in items:
                yield REFERENCE_RESERVED_KEY.at(
                    source.place(i, "id"),
                    found=f"id: {item['id']}",
                    expected="a name that no other number of the text begins with",
                    fix="choose another",
                )
    for i, work, source in data.items("references"):
        key = work.get("id")
        if not isinstance(key, str):
            continue
        if key in first:
            yield REFERENCE_REPEATED_ID.at(
                source.place(i, "id"),
                found=f"id: {key} a second time (first on line {first[key]})",
                expected="each work once, under a key of its own",
                fix=f"remove one of the two, or call one {key}b",
            )
        first.setdefault(key, source.line(i, "id"))


def _same(data: Data) -> Iterator[Finding]:
    first: dict[Mark, str] = {}
    for i, work, source in data.items("references"):
        key, others = str(work.get("id")), get(source, list, i, "distinct_from") or []
        for mark, what in marks(work).items():
            known = first.setdefault(mark, key)
            if known == key or known in others:
                continue
            yield REFERENCE_SAME_WORK.at(
                source.place(i, mark[0]),
                found=f"{key} has {what} as {known}"
                if mark[0] == "title"
                else f"{key} has {what}, as {known} has",
                expected="each work once",
                fix=f"keep one of {known} and {key}, and cite that one; of works that are two, "
                f"write distinct_from: [{known}]",
            )
            break


def _markup(data: Data) -> Iterator[Finding]:
    for i, work, source in data.items("references"):
        for name, value in work.items():
            if name in OWN_KEYS:
                continue
            for steps, text in _texts(value, (i, name)):
                if left := MARKUP.search(READ.sub("", text)):
                    yield REFERENCE_MARKUP.at(
                        source.place(*steps),
                        found=f"«{left[0]}» in {name} of {work.get('id')}: «{text}»",
                        expected="the words as they are to be printed, without braces, LaTeX or "
                        "HTML",
                        fix="remove it, and look the work up",
                    )


PEOPLE = ("author", "editor", "translator")

SUFFIX = re.compile(r"(?:Jr|Sr|[IVX]{1,4}|[1-9](?:st|nd|rd|th)|[Dd]\.? ?[yY]\.?)\.?")
BETWEEN = re.compile(r",\s*|\s(?:and|&|og)\s")
SHORT = re.compile(r"(?:[^\W\d_][\w'’-]+ )?(?:[A-ZÆØÅ]\.?[ -]?){1,3}")
"""Initials, with a family name in front or without: «Lien KM», «K.»."""

PAIRS = re.compile(r"[^,]+, [^,]+ (?:and|&|og) [^,]+, [^,]+")  # «Nordby, Astrid and Lien, Knut»

ET_AL = re.compile(r"(?i)(?:and )?(?:et\.? ?al\.?|others|m\.? ?fl\.?)")
NOTHING = frozenset({"none", "nan", "null", "n/a", "undefined"})


def _spoilt(data: Data) -> Iterator[Finding]:
    for i, work, source in data.items("references"):
        for steps, found, expected in _wrong(work):
            yield REFERENCE_SPOILT.at(
                source.place(i, *steps),
                found=f"{found}, in {work.get('id')}",
                expected=expected,
                fix="look the work up, and write what stands there",
            )


def _wrong(work: Mapping[str, Any]) -> Iterator[tuple[Steps, str, str]]:
    """Where a reference is spoilt, what stands there, and what should."""
    for name in PEOPLE:
        people = work.get(name)
        everyone = people if isinstance(people, list) else []
        for j, person in enumerate(everyone):
            if isinstance(person, dict) and (why := _no_person(person)):
                yield (name, j), f"{name}: {why}", "each person by family and given name"
        letters = [j for j, one in enumerate(everyone) if _is_letter(one)]
        if len(letters) > 2:
            yield (name, letters[0]), f"{name} of {len(letters)} names of one letter", "names"
    if re.match("https?://", journal := str(work.get("container-title") or "")):
        yield ("container-title",), f"container-title: {journal}", "a name; the address is the URL"
    for name, value in work.items():
        if name not in OWN_KEYS and isinstance(value, str) and value.lower() in NOTHING:
            yield (name,), f"{name}: {value}", "the value, or no such line"


def _no_person(person: Mapping[str, Any]) -> str:
    """Why a person is none, or several; "" for one."""
    family, given, suffix, whole = (
        str(person.get(part) or "") for part in ("family", "given", "suffix", "literal")
    )
    if suffix and not SUFFIX.fullmatch(suffix):
        return f"with the suffix «{suffix}»"
    if ET_AL.fullmatch(family or whole):
        return f"«{family or whole}»"
    short = [part for part in BETWEEN.split(whole) if SHORT.fullmatch(part.strip())]
    several = ";" in family + given + whole or len(short) > 1 or PAIRS.fullmatch(whole)
    if several or re.search(r",.*,|\band\b", family):
        return f"«{family or whole}{f', {given}' if given else ''}», which names several"
    return ""


def _is_letter(person: object) -> bool:
    """Whether a name is one letter: some exports write a list of names a letter each."""
    return isinstance(person, dict) and len("".join(map(str, person.values()))) == 1


def _capitals(data: Data) -> Iterator[Finding]:
    for i, work, source in data.items("references"):
        texts: list[tuple[Steps, object]] = [
            ((name,), work.get(name)) for name in ("title", "container-title")
        ]
        for name in PEOPLE:
            people = work.get(name)
            texts += [
                ((name, j), person.get("family"))
                for j, person in enumerate(people if isinstance(people, list) else [])
                if isinstance(person, dict)
            ]
        for steps, text in texts:
            if isinstance(text, str) and capitals.shouted(text):
                yield REFERENCE_CAPITALS.at(
                    source.place(i, *steps),
                    found=f"«{text}» in {steps[0]} of {work.get('id')}",
                    expected=f"capitals where the work has them: «{capitals.cased(text)}»"
                    if steps[0] != "title"
                    else "a title in sentence case",
                    fix="look it up on the work: a database wrote it so",
                )


def _texts(value: object, steps: Steps) -> Iterator[tuple[Steps, str]]:
    """The texts in a value, each with the way to it."""
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _texts(part, (*steps, name))
    elif isinstance(value, list):
        for i, part in enumerate(value):
            yield from _texts(part, (*steps, i))


def _facts(data: Data) -> Iterator[Finding]:
    facts = data.documents.get("literature")
    if not facts or not isinstance(facts.value, dict) or "references" not in data.documents:
        return
    if not complete.ids(data, "references"):
        return
    known = {str(work.get("id")) for _, work, _ in data.items("references")}
    for key in facts.value:
        if key not in known:
            yield LITERATURE_NO_REFERENCE.at(
                facts.place(key),
                found=f"facts from «{key}»",
                expected="an id of data/references.yaml",
                fix=suggestion(key, known, "add the work to data/references.yaml"),
            )
