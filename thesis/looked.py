"""What each rule looks at, and how many of it the thesis has: «texts: 412».

That a rule holds says little where it had nothing to look at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from thesis import document
from thesis.document import Element
from thesis.ledger import Entry
from thesis.prose import texts
from thesis.rules import Thesis

BY_RULE: Mapping[str, str] = {
    "checklist": "answers",
    "citation": "citations",
    "citation.entry": "works",
    "citation.unlisted": "works",
    "citation.unused": "works",
    "closure": "studies",
    "config": "settings",
    "correction": "corrections",
    "data": "data_files",
    "data.columns": "searches",
    "data.count": "searches",
    "edition": "editions",
    "edition.gap": "searches",
    "edition.moved": "studies",
    "edition.total": "studies",
    "fact": "reported",
    "figure": "reported",
    "finished": "documents",
    "flow": "stages",
    "flowchart": "stages",
    "group": "groups",
    "group.unbound": "texts",
    "input": "data_files",
    "ladder": "stages",
    "literature": "cited",
    "number": "keyed",
    "number.alt": "pictured",
    "number.typed": "texts",
    "number.typed-why-missing": "typed",
    "number.unlisted-name": "texts",
    "pdf": "documents",
    "record": "reported",
    "reference": "works",
    "reference.unresolved": "crossrefs",
    "register": "computed",
    "search": "searches",
    "spelling": "texts",
    "study": "studies",
    "text": "content_files",
    "text.apostrophe": "texts",
    "text.date": "texts",
    "text.doubled-word": "texts",
    "text.empty-heading": "headings",
    "text.heading-level": "headings",
    "text.missing-picture": "pictures",
    "text.picture-untold": "pictures",
    "text.repeated-heading": "headings",
    "text.title": "texts",
    "text.typography": "texts",
    "thesis": "documents",
    "words": "words",
}
"""What a rule looks at, by its id, or else by what stands before the point in it."""


RECORDS: Mapping[str, str] = {
    "corrections": "corrections",
    "data_files": "files",
    "searches": "searches",
    "studies": "studies",
    "works": "references",
}
"""Things that the register has records of."""


def thing(rule_id: str) -> str:
    """What a rule looks at, as the labels name it; "" where nobody has said."""
    return BY_RULE.get(rule_id) or BY_RULE.get(rule_id.split(".")[0], "")


def count(thesis: Thesis, ledger: Sequence[Entry], flow: Mapping[str, Any]) -> dict[str, int]:
    """How many there are of each thing that a rule looks at.

    Args:
        ledger: the numbers of the thesis.
        flow: the stages of figure 1.
    """
    register, config = thesis.register, thesis.config
    elements = Counter(element["t"] for element in document.walk(thesis.document["blocks"]))
    links = Counter(name for link in _all(thesis, "Link") for name in document.classes(link))
    content = [file for files in config.get("content", {}).values() for file in files]
    numbers = list(register.numbers.values())
    return {
        **{thing: len(register.records.get(name, ())) for thing, name in RECORDS.items()},
        "answers": sum(
            len(each["answers"])
            for name, each in register.records.get("checklists", {}).items()
            if name != "about"
        ),
        "cited": sum(number.kind == "cited" for number in numbers),
        "citations": sum(len(cite["c"][0]) for cite in _all(thesis, "Cite")),
        "computed": sum(bool(number.operation) for number in numbers),
        "content_files": len(content),
        "crossrefs": links["crossref"],
        "documents": 1,
        "editions": int(bool(config.get("previous"))),
        "groups": sum(entry.kind == "group" for entry in ledger),
        "headings": elements["Header"],
        "keyed": sum(bool(entry.id) for entry in ledger),
        "pictured": sum(entry.where == "alternative" for entry in ledger),
        "pictures": elements["Image"],
        "reported": sum(number.kind != "derived" for number in numbers),
        "settings": len(content)
        + len(config.get("tables", ()))
        + len(config.get("rules", ()))
        + len(config.get("words", {}).get("leave_out", ())),
        "stages": len(flow["stages"]),
        "texts": len(texts(thesis)),
        "typed": sum(entry.kind == "typed" for entry in ledger),
        "words": int(thesis.tally.get("words", 0)),
    }


def _all(thesis: Thesis, kind: str) -> Iterator[Element]:
    return (element for element in document.walk(thesis.document["blocks"]) if element["t"] == kind)
