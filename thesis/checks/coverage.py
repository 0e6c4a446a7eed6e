"""Rule coverage: how many of what a rule looks at the thesis has, «texts: 412».

That a rule holds says little where it had nothing to look at.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from thesis.document import pandoc
from thesis.document.ledger import Entry
from thesis.document.pandoc import Element
from thesis.document.passages import texts
from thesis.document.thesis import Thesis

RECORDS: Mapping[str, str] = {
    "corrections": "corrections",
    "data_files": "files",
    "searches": "searches",
    "studies": "studies",
    "works": "references",
}  # Things that the register has records of


def count(thesis: Thesis, ledger: Sequence[Entry]) -> dict[str, int]:
    """How many there are of each thing that a rule looks at.

    Args:
        ledger: the numbers of the thesis.
    """
    register, config = thesis.register, thesis.config
    elements = Counter(element["t"] for _, element in thesis.elements)
    links = Counter(name for link in _all(thesis, "Link") for name in pandoc.classes(link))
    content = [file for files in config.get("content", {}).values() for file in files]
    numbers = list(register.numbers.values())
    return {
        **{thing: len(getattr(register.records, name)) for thing, name in RECORDS.items()},
        "answers": sum(len(each.answers) for each in register.records.checklists.lists.values()),
        "cited": sum(number.kind == "cited" for number in numbers),
        "citations": sum(len(cite["c"][0]) for cite in _all(thesis, "Cite")),
        "computed": sum(bool(number.operation) for number in numbers),
        "content_files": len(content),
        "crossrefs": links["crossref"],
        "decisions": screening.decisions if (screening := register.records.screening) else 0,
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
        "stages": len(register.records.flow.stages),
        "texts": len(texts(thesis)),
        "typed": sum(entry.kind == "typed" for entry in ledger),
        "words": round(thesis.tally.words),
    }


def _all(thesis: Thesis, kind: str) -> Iterator[Element]:
    return (element for _, element in thesis.elements if element["t"] == kind)
