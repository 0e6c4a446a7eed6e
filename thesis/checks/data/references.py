"""Rules on the references: among themselves, and against the facts taken from them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from thesis.checks.data import complete
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data
from thesis.input.sources import Steps

TAG = r"</?(?:[ibpu]|br|em|strong|bold|italic|jats:\w+|scp?|small|span|su[bp]|title)\b[^<>]*>"
MARKUP = re.compile(
    rf"[{{}}]|\\(?:[A-Za-z]+|.)|(?i:{TAG})|&(?:[A-Za-z][a-z]+[0-9]?|#x?[0-9A-Fa-f]+);"
)
READ = re.compile(r"</?(?:[ib]|sc|su[bp])>|<span class=[^<>]*>|</span>")
"""The tags that a citation style reads."""

ABOUT = frozenset({"notes", "corrections", "retracted", "uncited", "unverified"})
"""What is told about a reference, and is not printed."""

RESERVED = frozenset({"searches", "studies", "databases", "method", "flow", "edition"})
"""What keys of the register begin with."""

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
    sees="two references with the same DOI, or with the same title and year",
    misses="one work with two spellings of its title and no DOI",
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
    first: dict[tuple[str, ...], str] = {}
    for i, work, source in data.items("references"):
        key, title, issued = str(work.get("id")), work.get("title"), work.get("issued")
        marks: dict[tuple[str, ...], str] = {}
        if isinstance(work.get("DOI"), str):
            marks["DOI", work["DOI"].lower()] = f"the DOI {work['DOI']}"
        if isinstance(title, str):
            marks["title", normalised(title), str(issued)[:4]] = "the same title and year"
        for mark, what in marks.items():
            if first.setdefault(mark, key) == key:
                continue
            yield REFERENCE_SAME_WORK.at(
                source.place(i, mark[0]),
                found=f"{key} has {what} as {first[mark]}"
                if mark[0] == "title"
                else f"{key} has {what}, as {first[mark]} has",
                expected="each work once",
                fix=f"keep one of {first[mark]} and {key}, and cite that one",
            )
            break


def _markup(data: Data) -> Iterator[Finding]:
    for i, work, source in data.items("references"):
        for name, value in work.items():
            if name in ABOUT:
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


def normalised(title: str) -> str:
    """A title by its letters and digits alone."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    return re.sub(r"[\W_]", "", "".join(c for c in plain if not unicodedata.combining(c)))


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
