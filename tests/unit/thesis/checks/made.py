"""A small thesis made of a text, as the steps make it, for the rules to look at."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.a_register import a_register
from tests.records import search, study, work
from thesis.diagnostics.place import Place
from thesis.document import marks, pandoc
from thesis.document.assembly import conversion, number_spans
from thesis.document.render import Renderer
from thesis.document.thesis import Thesis
from thesis.document.typed_numbers import kinds
from thesis.document.word_count import Tally
from thesis.model.register import Number

CONTENT = "content/03-metode.md"
RECORD = "data/studies/wang2017.yaml"
CROSSREF = Path(__file__).parents[4] / "templates" / "filters" / "crossref.lua"

NUMBERS = [
    Number("wang2017.weeks", 12, rows=[Place(RECORD, 4)]),
    Number("wang2017.groups", 2, rows=[Place(RECORD, 5)]),
    Number("wang2017.session_minutes", 30, unit="minutes", rows=[Place(RECORD, 6)]),
    Number("wang2017.age_min", 18, unit="years", rows=[Place(RECORD, 7)]),
    Number("wang2017.age_max", 40, unit="years", rows=[Place(RECORD, 8)]),
    Number("wang2017.interval", 3, unit="weeks", rows=[Place(RECORD, 9)]),
    Number("studies.read", 10, kind="derived"),
    Number("studies.included", 5, kind="derived"),
    Number("searches.articles", 10, kind="derived"),
    Number("medline.hits", 8799640, kind="derived"),
    Number("fhi2019.men", 8, "percent", "cited", citation="fhi2019",
           rows=[Place("data/literature.yaml", 3)]),
    Number("sellman2010.problems", [74, 90], "percent", "cited", citation="sellman2010",
           rows=[Place("data/literature.yaml", 9)]),
    Number("method.hits_limit", 50, rows=[Place("data/method.yaml", 2)]),
]  # fmt: skip


RECORDS: dict[str, Any] = {
    "databases": [{"id": "medline", "name": "Medline"}],
    "searches": [search("medline", 6, "5 not 4")],
    "pico": [{"search_words": ["Craving"]}],
    "studies": [study("wang2017", appraisal={"rob2": {"D1": "some_concerns", "overall": "low"}})],
    "tools": [{"id": "rob2", "name": "RoB 2", "domains": {"D1": "Randomisering"},
               "verdicts": ["low", "some_concerns", "high"]}],
    "outcomes": [
        {"place": f"data/outcomes.yaml:{line}", "id": id, "label": label, "measure": "SMD",
         "better": "lower", "start": start, "certainty": certainty, "steps": []}
        for line, id, label, start, certainty in (
            (1, "insomnia", "Søvnløshet", "high", "moderate"),
            (2, "mood", "Humør", "high", "low"),
            (3, "pain", "Smerte", "low", "very_low"),
            (4, "recovered", "Friske", "", ""),
        )
    ],
    "references": {
        "wang2017": work("Ten weeks: A study of 30 men", "Wang", year=2017, id="wang2017",
                         language="en"),
        "wang2019": work("To uker", "Wang", id="wang2019"),
    },
}  # fmt: skip


def made(root: Path, text: str, names: tuple[str, ...] = (), accept: bool = True) -> Thesis:
    """The thesis whose only content file says `text`, with the numbers and records above.

    Args:
        names: technical names with digits in them.
        accept: whether the kinds of numbers that are on as a rule are on here.
    """
    path = root / CONTENT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    register = a_register(NUMBERS, RECORDS)
    rendered = Renderer(register, {}, []).render(marks.lines(text, CONTENT), CONTENT)
    fence = ":" * 40
    tree = conversion.convert(
        f'{fence} {{.file src="{CONTENT}" part="main"}}\n\n{rendered}\n\n{fence}\n',
        ["--metadata=lang:nb-NO", f"--lua-filter={CROSSREF}", "--quiet"],
    )
    number_spans.add(tree)
    tree["meta"]["lang"] = pandoc.meta_string("nb-NO")
    accepted = {} if accept else dict.fromkeys(kinds.kinds(), False)
    config = {"labels": "nb", "numbers": {"names": list(names), "accept": accepted}}
    return Thesis(register, tree, Tally(), config, {}, root)


def changed(thesis: Thesis, old: str, new: str) -> Thesis:
    """The thesis with one word of its document changed, as if by hand."""
    for element in pandoc.walk(thesis.document["blocks"], words=True):
        if element["t"] == "Str" and element["c"] == old:
            element["c"] = new
            return replace(thesis)
    raise AssertionError(f"«{old}» is not in the document")
