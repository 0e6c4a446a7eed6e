"""Errors in what was built: the document, the register, the drawing, the finished files."""

# ruff: noqa: E501  (an error, a line)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.whole.mutants.mutant import Mutant
from tests.whole.mutants.text import DISCUSSION, METHOD, REFERENCES, SEARCHES, SUMMARY, study
from thesis.document import pandoc
from thesis.document.pandoc import Element

Tree = dict[str, Any]

THEORY = "content/02-teori.md"
CONCLUSION = "content/06-konklusjon.md"
FLOWCHART = f'@{METHOD}#figure("flowchart")'


@dataclass(frozen=True)
class Changed:
    """An error in something that was read from a built file.

    Attributes:
        what: the error in a few words.
        rule: the rule that has to find it.
        change: makes the error.
        at: where the finding must be, as in :class:`Mutant`.
        also: other places at which the same error is told.
    """

    what: str
    rule: str
    change: Callable[[Tree], None]
    at: str
    also: tuple[str, ...] = ()


# ---- the document --------------------------------------------------------------------------------


def _first(tree: Tree, wanted: Callable[[Element], bool], nth: int = 0) -> Element:
    return [one for one in pandoc.walk(tree["blocks"]) if wanted(one)][nth]


def number(key: str, text: str, nth: int = 0) -> Callable[[Tree], None]:
    """Another text in the span of a number."""

    def change(tree: Tree) -> None:
        span = _first(
            tree, lambda e: pandoc.is_number(e) and pandoc.attributes(e)["key"] == key, nth
        )
        assert pandoc.text(span) != text
        span["c"][1] = pandoc.inlines(text)

    return change


def keyed(key: str, other: str) -> Callable[[Tree], None]:
    """Another key, or none, for a number."""

    def change(tree: Tree) -> None:
        span = _first(tree, lambda e: pandoc.is_number(e) and pandoc.attributes(e)["key"] == key)
        attr = span["c"][0]
        if other:
            attr[2] = [[name, other if name == "key" else value] for name, value in attr[2]]
        else:
            attr[1], attr[2] = [], []

    return change


def word(inside: str, old: str, new: str) -> Callable[[Tree], None]:
    """Another word in the element with an id, or with an attribute ``key``."""

    def change(tree: Tree) -> None:
        around = _first(
            tree,
            lambda e: inside in (pandoc.identifier(e), pandoc.attributes(e).get("key")),
        )
        found = _first({"blocks": [around]}, lambda e: e["t"] == "Str" and old in e["c"])
        found["c"] = found["c"].replace(old, new, 1)

    return change


def renamed(old: str, new: str) -> Callable[[Tree], None]:
    """Another id for an element."""

    def change(tree: Tree) -> None:
        element = _first(tree, lambda e: pandoc.identifier(e) == old)
        pandoc.attributes_of(element)[0] = new  # type: ignore[index]

    return change


def without_row(table: str, title: str) -> Callable[[Tree], None]:
    """A table without the row that has a text."""

    def change(tree: Tree) -> None:
        body = _first(tree, lambda e: pandoc.identifier(e) == table)["c"][4][0]
        kept = [row for row in body[3] if title not in pandoc.text(row[1])]
        assert len(kept) == len(body[3]) - 1
        body[3] = kept

    return change


def titled(table: str, old: str, new: str) -> Callable[[Tree], None]:
    """The row of one study in a table, as that of another."""

    def change(tree: Tree) -> None:
        around = _first(tree, lambda e: pandoc.identifier(e) == table)
        span = _first({"blocks": [around]}, lambda e: pandoc.attributes(e).get("key") == old)
        span["c"][0][2] = [
            [name, new if name == "key" else value] for name, value in span["c"][0][2]
        ]

    return change


def swapped(tree: Tree) -> None:
    """The long description with two of its numbers exchanged."""
    around = _first(tree, lambda e: pandoc.attributes(e).get("for") == "fig:flowchart")
    numbers = [e for e in pandoc.walk(around) if pandoc.is_number(e)]
    numbers[0]["c"], numbers[2]["c"] = numbers[2]["c"], numbers[0]["c"]


def in_alternative_text(old: str, new: str) -> Callable[[Tree], None]:
    """Another word in the alternative text of figure 1."""

    def change(tree: Tree) -> None:
        figure = _first(tree, lambda e: pandoc.identifier(e) == "fig:flowchart")
        image = _first({"blocks": [figure]}, lambda e: e["t"] == "Image")
        attributes = dict(image["c"][0][2])
        assert old in attributes["alt"] if "alt" in attributes else old in pandoc.text(image)
        for name, pair in enumerate(image["c"][0][2]):
            image["c"][0][2][name] = [pair[0], pair[1].replace(old, new)]
        for text in pandoc.walk(image["c"][1]):
            if text["t"] == "Str":
                text["c"] = text["c"].replace(old, new)

    return change


def asked(where: str, other: str) -> Callable[[Tree], None]:
    """A group statement that is bound to another question."""

    def change(tree: Tree) -> None:
        span = _first(tree, lambda e: pandoc.attributes(e).get("where") == where)
        attr = span["c"][0]
        attr[2] = [[name, other if name == "where" else value] for name, value in attr[2]]

    return change


def unlinked(target: str) -> Callable[[Tree], None]:
    """A cross-reference as plain words."""

    def change(tree: Tree) -> None:
        links = [
            one
            for one in pandoc.walk(tree["blocks"])
            if one["t"] == "Link" and one["c"][2][0] == f"#{target}"
        ]
        for link in links:
            link["t"], link["c"] = "Span", [["", [], []], link["c"][1]]

    return change


def cited(key: str, old: str, new: str) -> Callable[[Tree], None]:
    """Another word in the first citation of a work."""

    def change(tree: Tree) -> None:
        cite = _first(tree, lambda e: e["t"] == "Cite" and e["c"][0][0]["citationId"] == key)
        text = _first({"blocks": cite["c"][1]}, lambda e: e["t"] == "Str" and old in e["c"])
        text["c"] = text["c"].replace(old, new, 1)

    return change


def entry(key: str) -> str:
    """Where a work stands in the references."""
    return f"@{REFERENCES}#- id: {key}"


DOCUMENT = [
    Changed("a number in words is another", "number.changed", number("fhi2019.regional_studies", "sju"), f"@{THEORY}#fhi2019.regional_studies"),
    Changed("a number in digits is another", "number.changed", number("embase.2.hits", "14\u00a0455\u00a0857", 0), f"@{METHOD}#embase.2.hits"),
    Changed("a number in appendix 1 is another", "number.changed", number("sportdiscus.1.hits", "54"), f"@{SEARCHES}#row.limits"),
    Changed("a total in appendix 1 is another", "number.changed", number("psycinfo.hits", "1\u00a0537", 1), f"@{SEARCHES}#label.total"),
    Changed("a number in a matrix is another", "number.changed", number("more2018.therapists", "tre"), f"@{study('more2018')}#n(\"therapists\")"),
    Changed("a share is another", "number.changed", number("slordal2018.criteria_met slordal2018.criteria", "fire av seks"), f"@{THEORY}#slordal2018.criteria_met"),
    Changed("a number in the abstract is another", "number.changed", number("searches.abstracts", "28", 1), f'@{SUMMARY}#n("searches.abstracts", lang="en")'),
    Changed("a number in the figure's description is another", "flowchart.told", number("flow.titles.left", "260"), "@templates/flowchart.md.jinja#stage.left.key"),
    Changed("a key that the register does not have", "number.changed", keyed("fhi2019.cannabis_ages", "fhi2019.cannabis_aegs"), f"@{THEORY}#fhi2019.cannabis_ages", ("@data/literature.yaml",)),
    Changed("a number loses its key", "number.typed", keyed("jansson2008.strength_days", ""), f"@{THEORY}#jansson2008.strength_days", ("@data/literature.yaml",)),
    Changed("a count in the alternative text is another", "number.alt", in_alternative_text("799\u00a0618)", "799\u00a0619)"), "@data/ladder.yaml#label: Treff i databasene", (FLOWCHART, "@build/figures/flowchart.md")),
    Changed("an entry of the list has another year", "citation.entry", word("ref-sellman2010", "(2010)", "(2011)"), entry("sellman2010")),
    Changed("an entry of the list has another author", "citation.entry", word("ref-sayette2000", "Sayette", "Sayete"), entry("sayette2000")),
    Changed("an entry of the list has another title", "citation.entry", word("ref-laerum2008", "helse", "uhelse"), entry("laerum2008")),
    Changed("an entry is lost, another comes in", "citation.unlisted", renamed("ref-hagstromer2008", "ref-zschucke2012"), f"@{THEORY}#@hagstromer2008", (entry("zschucke2012"),)),
    Changed("a citation has another year", "citation.entry", cited("warburton2006", "2006", "2007"), f"@{THEORY}#beinskjørhet"),
    Changed("a citation has another author", "citation.entry", cited("drummond2001", "Drummond", "Drumond"), f"@{THEORY}#@drummond2001 [s. 35]"),
    Changed("a title in the text is another", "text.title", word("more2018", "counselling", "consulting"), f'@{METHOD}#title("more2018")'),
    Changed("an included study has the row of another", "closure.misplaced", titled("tbl:included", "more2018", "colledge2018"), f"@{study('colledge2018')}#status: excluded", (f"@{study('more2018')}#status: included", f"@{REFERENCES}#counselling session")),
    Changed("the row of an included study is dropped", "closure.missing", without_row("tbl:included", "Brellenthin"), f"@{study('brellenthin2019')}#status: included"),
    Changed("the row of an excluded study is dropped", "closure.missing", without_row("tbl:excluded", "Ellingsen"), f"@{study('ellingsen2018')}#status: excluded", (entry("ellingsen2018"),)),
    Changed("a matrix is lost", "closure.missing", renamed("tbl:matrix-wang2019", "tbl:matrix"), f"@{study('wang2019')}#status: included"),
    Changed("an entry of an included study is lost", "closure.missing", renamed("ref-dacosta2017", "ref-dacosta"), f"@{study('dacosta2017')}#status: included", (f"@{METHOD}#title(\"dacosta2017\")", f"@{REFERENCES}")),
    Changed("a year in a row is another", "closure.row", word("tbl:excluded", "2016", "2015"), f"@{study('delagarza2016')}#status: excluded"),
    Changed("a row is dropped from appendix 1", "flow.total", without_row("tbl:searches-psycinfo", "1\u00a0202"), f"@{SEARCHES}#label.total"),
    Changed("the description tells the steps in another order", "flow.description", swapped, FLOWCHART, ("@templates/flowchart.md.jinja#n(stage.key)",)),
    Changed("a table is no longer mentioned", "text.unmentioned", unlinked("tbl:pico"), f'@{METHOD}#table("pico")', (f"@{METHOD}#@tbl:pico",)),
    Changed("a statement on the studies asks something else", "group.untrue", asked("country in scandinavia", "language == en"), f"@{DISCUSSION}#[Ingen av de inkluderte artiklene]"),
    Changed("a date in a row is another", "text.date", word("tbl:included", "16.04.20", "17.04.20"), "@templates/tables/included_studies.md.jinja#study.searched_on"),
    Changed("a date in a caption is another", "text.date", word("tbl:searches-medline", "16.04.20", "15.04.20"), f"@{SEARCHES}#database.searched_on"),
]  # fmt: skip
"""Planted in one document at once."""


# ---- the register --------------------------------------------------------------------------------


def value(key: str, by: int) -> Callable[[Tree], None]:
    """A number that is more or less than it was."""

    def change(register: Tree) -> None:
        register["numbers"][key]["value"] += by

    return change


def moved(register: Tree) -> None:
    """A study found by a search in which nothing was read."""
    one = next(one for one in register["records"]["studies"] if one["key"] == "wang2017")
    one["search"] = {"database": "medline", "number": 1}


def idle(register: Tree) -> None:
    """An exception that excepts nothing."""
    exceptions = register["records"]["exceptions"]
    exceptions.append({**exceptions[0], "number": 18, "hits": 47})


def queried(register: Tree) -> None:
    """A search that is made of one below it."""
    searches = register["records"]["searches"]
    next(one for one in searches if one["query"] == "5 not 4")["query"] = "5 not 7"


def ranged(register: Tree) -> None:
    """A search that names its rows in a form that is not read."""
    searches = register["records"]["searches"]
    next(one for one in searches if one["query"] == "5 not 4")["query"] = "or/4-5"


def unshown(register: Tree) -> None:
    """A figure 1 without a stage that the ladder has."""
    stages = register["records"]["flow"]["stages"]
    stages.remove(next(stage for stage in stages if stage["id"] == "abstracts"))


REGISTER = [
    Changed("a sum is one too many", "register.arithmetic", value("embase.hits", 1), "@build/register.json"),
    Changed("a sum over all searches is one too few", "register.arithmetic", value("searches.hits", -1), "@build/register.json"),
    Changed("what left at a step is one too many", "register.arithmetic", value("flow.abstracts.left", 1), "@build/register.json"),
    Changed("a count of records is one too few", "register.arithmetic", value("studies.read", -1), "@build/register.json"),
    Changed("a total of a database is one too many", "search.totals", value("medline.hits", 1), "@data/searches/medline.csv#1,Exercise drug treatment"),
    Changed("a total of abstracts is one too few", "search.totals", value("psycinfo.abstracts", -1), "@data/searches/psycinfo.csv#1,Exercise and drug and treatment,1202"),
    Changed("a study is moved to a search in which nothing was read", "search.included", moved, "@data/searches/medline.csv#1,Exercise drug treatment"),
    Changed("an exception that excepts nothing", "search.exception", idle, "@data/exceptions.yaml#database: embase"),
    Changed("a search is made of one below it", "search.reference", queried, "@data/searches/medline.csv#5 not 4"),
    Changed("a search names its rows as Ovid does", "search.unread", ranged, "@data/searches/medline.csv#5 not 4"),
    Changed("figure 1 leaves out a stage of the ladder", "flow.stage", unshown, "@data/ladder.yaml#- id: abstracts", (FLOWCHART,)),
]  # fmt: skip
"""Each planted alone."""

LADDER = [
    Mutant("a step counts more than the one before it", "ladder.rising", "data/ladder.yaml", "count: searches.abstracts", "count: medline.hits"),
    Mutant("reasons that do not add up to what left", "ladder.reasons-sum", "data/ladder.yaml", "count: searches.articles", "count: medline.abstracts", "    reasons: true"),
]  # fmt: skip
"""Errors in data that only the sums show."""

SETTINGS = [
    Mutant("a content file is misspelt", "config.missing-file", "config/config.yaml", "content/03-metode.md", "content/03-metod.md"),
    Mutant("a table is misspelt", "config.missing-file", "config/config.yaml", "tables: [pico,", "tables: [pcio,"),
    Mutant("a language without labels", "config.missing-file", "config/config.yaml", "labels: nb\n", "labels: nn\n"),
    Mutant("a content file twice", "config.repeated-file", "config/config.yaml", "content/06-konklusjon.md", "content/03-metode.md  # 06"),
    Mutant("a class to leave out is misspelt", "config.unknown-class", "config/config.yaml", "leave_out: [matrix,", "leave_out: [matrise,"),
    Mutant("a rule that does not exist", "config.unknown-rule", "config/config.yaml", "rules: {}", "rules: {words.limt: {severity: warning, reason: x}}"),
]  # fmt: skip
"""Each planted alone."""


# ---- the drawing ---------------------------------------------------------------------------------

SVG = "build/figures/flowchart.svg"

DRAWING = [
    Mutant("a count is one too many", "flowchart.number", SVG, "n = 27<", "n = 28<", "<title>stage2</title>"),
    Mutant("what left is one too many", "flowchart.sum", SVG, "n = 259", "n = 260", "<title>left1</title>"),
    Mutant("a reason is one too few", "flowchart.sum", SVG, "(n = 3)", "(n = 2)", "<title>left3</title>"),
    Mutant("a label is another", "flowchart.text", SVG, ">Leste artikler<", ">Leste titler<", "<title>stage3</title>"),
    Mutant("a label of what left is another", "flowchart.text", SVG, "Lagt bort etter tittel", "Lagt bort etter titler", "<title>left1</title>"),
    Mutant("a box is called otherwise", "flowchart.text", SVG, "<title>stage4</title>", "<title>stage9</title>"),
    Mutant("a label is too long for its box", "flowchart.box", SVG, ">Leste sammendrag<", ">Leste sammendrag, og flere til, og enda flere enn det<", "<title>stage2</title>"),
    Mutant("the letters are too large for their boxes", "flowchart.box", SVG, 'font-size="11.00"', 'font-size="33.00"', "<title>stage0</title>"),
]  # fmt: skip
"""Each planted alone."""


# ---- the finished files --------------------------------------------------------------------------

WEB = "build/thesis.html"

PAGE = [
    Mutant("a digit is another", "finished.number", WEB, ">30\u00a0799\u00a0618</a> treff", ">30\u00a0799\u00a0619</a> treff", f"@{METHOD}#Til sammen utgjør dette"),
    Mutant("a cell is another number", "finished.number", WEB, ">14\u00a0455\u00a0856</span></td>", ">14\u00a0455\u00a0855</span></td>", f"@{SEARCHES}#row.limits"),
    Mutant("a heading is another", "finished.heading", WEB, "Litteratursøk</h3>", "Litteraturleting</h3>", f"@{METHOD}### Litteratursøk"),
    Mutant("a caption is another", "finished.caption", WEB, "Flytskjema over utvelgelsen</figcaption>", "Flytskisse over utvelgelsen</figcaption>", "@templates/labels/nb.yaml#caption: Flytskjema over utvelgelsen"),
    Mutant("a citation is of another year", "finished.reference", WEB, "Thidemann, 2015</a>)</span>. Teorikapittelet", "Thidemann, 2016</a>)</span>. Teorikapittelet", "@content/01-innledning.md#@thidemann2015"),
    Mutant("an entry is of another volume", "finished.reference", WEB, "</em>, <em>12</em>(11), e0188030", "</em>, <em>13</em>(11), e0188030", entry("dacosta2017")),
    Mutant("a cross-reference leads elsewhere", "finished.reference", WEB, 'class="crossref">tabell\u00a01<', 'class="crossref">tabell\u00a02<', f"@{METHOD}#@tbl:pico"),
    Mutant("a word is lost", "finished.text", WEB, "Trening har en positiv effekt", "Trening har en effekt", f"@{SUMMARY}#positiv effekt"),
    Mutant("the words of an alternative text are others", "finished.text", WEB, "Piler mot høyre viser", "Piler mot venstre viser", "@templates/labels/nb.yaml#Piler mot høyre"),
    Mutant("the title page counts other words", "finished.title", WEB, "<p>Antall ord: ", "<p>Antall ord: 1", "@data/thesis.yaml"),
    Mutant("something had no value", "finished.forbidden", WEB, "Jeg mener likevel", "Jeg mener undefined likevel", f"@{CONCLUSION}#Jeg mener likevel"),
]  # fmt: skip
"""Planted in the web page at once."""

XML = "word/document.xml"

WORD = [
    Mutant("a digit is another", "finished.number", XML, ">30\u00a0799\u00a0618</w:t>", ">30\u00a0799\u00a0619</w:t>", f"@{METHOD}#Til sammen utgjør dette"),
    Mutant("a number is gone", "finished.number", XML, ">8\u00a0799\u00a0640</w:t>", "></w:t>", f"@{METHOD}#medline.hits"),
    Mutant("a heading is another", "finished.heading", XML, ">3.2 Databaser</w:t>", ">3.2 Data</w:t>", f"@{METHOD}### Databaser"),
    Mutant("a caption is another", "finished.caption", XML, ">Flytskjema over utvelgelsen</w:t>", ">Flytskisse over utvelgelsen</w:t>", "@templates/labels/nb.yaml#caption: Flytskjema over utvelgelsen"),
    Mutant("a citation is of another year", "finished.reference", XML, ">Thidemann, 2015</w:t>", ">Thidemann, 2016</w:t>", "@content/01-innledning.md#@thidemann2015"),
    Mutant("a cross-reference leads elsewhere", "finished.reference", XML, ">tabell\u00a01</w:t>", ">tabell\u00a02</w:t>", f"@{METHOD}#@tbl:pico"),
    Mutant("a word is lost", "finished.text", XML, "Trening har en positiv effekt", "Trening har en effekt", f"@{SUMMARY}#positiv effekt"),
    Mutant("a cell has other words", "finished.text", XML, ">Patient/Problem<", ">Pasient/Problem<", "@data/pico.yaml#Patient/Problem"),
    Mutant("the title page says another word", "finished.title", XML, ">Antall ord</w:t>", ">Antall tegn</w:t>", "@data/thesis.yaml"),
    Mutant("something had no value", "finished.forbidden", XML, "Jeg mener likevel", "Jeg mener None likevel", f"@{CONCLUSION}#Jeg mener likevel"),
]  # fmt: skip
"""Planted in the DOCX at once."""

BROKEN = [
    Mutant(f"a {ending} file is cut off", "finished.unreadable", f"build/thesis.{ending}", "", "", f"@build/thesis.{ending}")
    for ending in ("pdf", "docx")
]  # fmt: skip
"""Files that were cut off while they were written."""
