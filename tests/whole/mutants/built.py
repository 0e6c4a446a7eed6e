"""Errors in the document and in the register that no text and no record can have."""

# ruff: noqa: E501  (an error, a line)

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from thesis.document import pandoc
from thesis.document.pandoc import Element

Tree = dict[str, Any]

SUMMARY = "content/00-sammendrag.md"
THEORY = "content/02-teori.md"
METHOD = "content/03-metode.md"
DISCUSSION = "content/05-diskusjon.md"
REFERENCES = "data/references.yaml"
SEARCHES = "templates/tables/search_tables.md.jinja"
FLOWCHART = f'{METHOD}#figure("flowchart")'


def study(key: str) -> str:
    """The file of a study's record."""
    return f"data/studies/{key}.yaml"


@dataclass(frozen=True)
class Changed:
    """An error in something that was read from a built file.

    Attributes:
        what: the error in a few words.
        rule: the rule that has to find it.
        change: makes the error.
        at: where the finding must be, as in :class:`tests.cases.Case`.
        also: other places at which the same error is told.
    """

    what: str
    rule: str
    change: Callable[[Tree], None]
    at: str
    also: tuple[str, ...] = ()


# ---- the document --------------------------------------------------------------------------------


def _first(tree: Tree, wanted: Callable[[Element], bool], nth: int = 0) -> Element:
    return [one for one in pandoc.walk(tree["blocks"], words=True) if wanted(one)][nth]


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
            tree, lambda e: inside in (pandoc.identifier(e), pandoc.attributes(e).get("key"))
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
        for text in pandoc.walk(image["c"][1], words=True):
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
    return f"{REFERENCES}#- id: {key}"


DOCUMENT = [
    Changed("«sju» in the span of fhi2019.regional_studies, which is 2", "number.changed", number("fhi2019.regional_studies", "sju"), f"{THEORY}#fhi2019.regional_studies"),
    Changed("a number in digits is another", "number.changed", number("embase.2.hits", "14\u00a0455\u00a0857", 0), f"{METHOD}#embase.2.hits"),
    Changed("a number in appendix 1 is another", "number.changed", number("sportdiscus.1.hits", "54"), f"{SEARCHES}#row.limits"),
    Changed("a total in appendix 1 is another", "number.changed", number("psycinfo.hits", "1\u00a0537", 1), f"{SEARCHES}#label.total"),
    Changed("a number in a matrix is another", "number.changed", number("more2018.therapists", "tre"), f"{study('more2018')}#n(\"therapists\")"),
    Changed("a share is another", "number.changed", number("slordal2018.criteria_met slordal2018.criteria", "fire av seks"), f"{THEORY}#slordal2018.criteria_met"),
    Changed("a number in the abstract is another", "number.changed", number("searches.abstracts", "28", 1), f'{SUMMARY}#n("searches.abstracts", lang="en")'),
    Changed("flow.titles.left as «260» in the long description where the flow has 259", "flowchart.told", number("flow.titles.left", "260"), "templates/flowchart.md.jinja#stage.left.key"),
    Changed("a key that the register does not have", "number.changed", keyed("fhi2019.cannabis_ages", "fhi2019.cannabis_aegs"), f"{THEORY}#fhi2019.cannabis_ages", ("data/literature.yaml",)),
    Changed("a number loses its key", "number.typed", keyed("jansson2008.strength_days", ""), f"{THEORY}#jansson2008.strength_days", ("data/literature.yaml",)),
    Changed("a count in the alternative text is another", "number.alt", in_alternative_text("799\u00a0618)", "799\u00a0619)"), "data/ladder.yaml#label: Treff i databasene", (FLOWCHART, "build/figures/flowchart.md")),
    Changed("Sellman, D. (2011). where data/references.yaml has 2010", "citation.entry", word("ref-sellman2010", "(2010)", "(2011)"), entry("sellman2010")),
    Changed("an entry of the list has another author", "citation.entry", word("ref-sayette2000", "Sayette", "Sayete"), entry("sayette2000")),
    Changed("an entry of the list has another title", "citation.entry", word("ref-laerum2008", "helse", "uhelse"), entry("laerum2008")),
    Changed("[@hagstromer2008] and no entry for it under Litteraturliste", "citation.unlisted", renamed("ref-hagstromer2008", "ref-zschucke2012"), f"{THEORY}#@hagstromer2008", (entry("zschucke2012"),)),
    Changed("a citation has another year", "citation.entry", cited("warburton2006", "2006", "2007"), f"{THEORY}#beinskjørhet"),
    Changed("a citation has another author", "citation.entry", cited("drummond2001", "Drummond", "Drumond"), f"{THEORY}#@drummond2001 [s. 35]"),
    Changed("«consulting» for «counselling» in the span of {{ title('more2018') }}", "text.title", word("more2018", "counselling", "consulting"), f'{METHOD}#title("more2018")'),
    Changed("colledge2018, which is excluded, in a row of the included articles", "closure.misplaced", titled("tbl:included", "more2018", "colledge2018"), f"{study('colledge2018')}#status: excluded", (f"{study('more2018')}#status: included", f"{REFERENCES}#counselling session")),
    Changed("the row of an included study is dropped", "closure.missing", without_row("tbl:included", "Brellenthin"), f"{study('brellenthin2019')}#status: included"),
    Changed("the row of an excluded study is dropped", "closure.missing", without_row("tbl:excluded", "Ellingsen"), f"{study('ellingsen2018')}#status: excluded", (entry("ellingsen2018"),)),
    Changed("a matrix is lost", "closure.missing", renamed("tbl:matrix-wang2019", "tbl:matrix"), f"{study('wang2019')}#status: included"),
    Changed("an entry of an included study is lost", "closure.missing", renamed("ref-dacosta2017", "ref-dacosta"), f"{study('dacosta2017')}#status: included", (f"{METHOD}#title(\"dacosta2017\")", f"{REFERENCES}")),
    Changed("a year in a row is another", "closure.row", word("tbl:excluded", "2016", "2015"), f"{study('delagarza2016')}#status: excluded", ("templates/tables/excluded_studies.md.jinja#authors(work)",)),
    Changed("a row is dropped from appendix 1", "flow.total", without_row("tbl:searches-psycinfo", "1\u00a0202"), f"{SEARCHES}#label.total"),
    Changed("the description tells the steps in another order", "flow.description", swapped, FLOWCHART, ("templates/flowchart.md.jinja#n(stage.key)",)),
    Changed("a table is no longer mentioned", "text.unmentioned", unlinked("tbl:pico"), f'{METHOD}#table("pico")', (f"{METHOD}#@tbl:pico",)),
    Changed("a statement on the studies asks something else", "group.untrue", asked("country in scandinavia", "language == en"), f"{DISCUSSION}#[Ingen av de inkluderte artiklene]"),
    Changed("a date in a row is another", "text.date", word("tbl:included", "16.04.20", "17.04.20"), "templates/tables/included_studies.md.jinja#study.searched_on"),
    Changed("a date in a caption is another", "text.date", word("tbl:searches-medline", "16.04.20", "15.04.20"), f"{SEARCHES}#database.searched_on"),
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
    next(one for one in searches if one["query"] == "5 not 4")["query"] = (
        "(craving or urge).ti,ab,zz."
    )


def unshown(register: Tree) -> None:
    """A figure 1 without a stage that the ladder has."""
    stages = register["records"]["flow"]["stages"]
    stages.remove(next(stage for stage in stages if stage["id"] == "abstracts"))


REGISTER = [
    Changed("embase.hits that is one more than the hits of its searches", "register.arithmetic", value("embase.hits", 1), "build/register.json"),
    Changed("a sum over all searches is one too few", "register.arithmetic", value("searches.hits", -1), "build/register.json"),
    Changed("what left at a step is one too many", "register.arithmetic", value("flow.abstracts.left", 1), "build/register.json"),
    Changed("a count of records is one too few", "register.arithmetic", value("studies.read", -1), "build/register.json"),
    Changed("medline.hits that is one more than the hits of Medline's searches", "search.totals", value("medline.hits", 1), "data/searches/medline.csv#1,Exercise drug treatment"),
    Changed("a total of abstracts is one too few", "search.totals", value("psycinfo.abstracts", -1), "data/searches/psycinfo.csv#1,Exercise and drug and treatment,1202"),
    Changed("a record with search: {database: medline, number: 1}, and no article read in it", "search.included", moved, "data/searches/medline.csv#1,Exercise drug treatment"),
    Changed("{database: embase, number: 18, hits: 47}, which no other search contradicts", "search.exception", idle, "data/exceptions.yaml#database: embase"),
    Changed("search 6 with the query «5 not 7»", "search.reference", queried, "data/searches/medline.csv#5 not 4"),
    Changed("«(craving or urge).ti,ab,zz.», which has a field that Ovid does not", "search.unread", ranged, "data/searches/medline.csv#5 not 4"),
    Changed("no «Leste sammendrag» in figure 1, which data/ladder.yaml has", "flow.stage", unshown, "data/ladder.yaml#- id: abstracts", (FLOWCHART,)),
]  # fmt: skip
"""Each planted alone."""
