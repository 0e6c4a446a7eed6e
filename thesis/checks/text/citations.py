"""Rules on what is cited, listed and quoted: the works of the text against the reference list."""

import re
from collections.abc import Iterator, Mapping

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place, place_of
from thesis.diagnostics.rules import declare
from thesis.document import content, pandoc
from thesis.document.assembly import citation_style
from thesis.document.assembly.citation_style import CitationStyle, Form
from thesis.document.author_text import QUOTATION
from thesis.document.pandoc import Element
from thesis.document.passages import Passage, Zone, texts
from thesis.document.thesis import Thesis
from thesis.document.typed_numbers import contract
from thesis.model import flow, references
from thesis.model.identity import normalised
from thesis.model.records import Work

FILE = "data/references.yaml"

CITATION_NEEDLESS_MARK = declare(
    "citation.needless-mark",
    looks_at="citations",
    sees="a work that data/references.yaml says is not cited, and that is",
    misses="a reason for not citing a work that does not hold",
    example="uncited: on a work that the text cites",
)


# ---- Cited, listed, used -----------------------------------------------------------------------


CITATION_UNLISTED = declare(
    "citation.unlisted",
    looks_at="works",
    sees="a cited work that the reference list lacks, a listed one that nothing cites, and a list "
    "without a place",
    misses="a work that should have been cited",
    example="[@hagstromer2008] and no entry for it under Litteraturliste",
)


@CITATION_UNLISTED.check
def listed(thesis: Thesis) -> Iterator[Finding]:
    """Every citation against the entries of the reference list, and the other way."""
    entries, cited = set(_entries(thesis)), _cited(thesis)
    inside = any(file and pandoc.identifier(one) == "refs" for file, one in thesis.elements)
    if entries and not inside:
        file = list(thesis.config["content"]["back"] or thesis.config["content"]["main"])[-1]
        yield CITATION_UNLISTED.at(
            Place(file, 0),
            found="a reference list that no chapter has a place for",
            expected="a division {#refs} where the list is to stand",
            fix="write ::: {#refs} and ::: below the heading of the list",
        )
    for key, file in cited.items():
        if key not in entries and key in _works(thesis):
            yield CITATION_UNLISTED.at(
                Place(file, _line_of(rf"@{re.escape(key)}(?![\w:-])", thesis, file)),
                found=f"@{key}, which the reference list does not have",
                expected="an entry for each cited work",
                fix="let pandoc make the list of what is cited",
            )
    for key in entries - cited.keys():
        yield CITATION_UNLISTED.at(
            _record(thesis, key),
            found=f"an entry for {key}, which nothing cites",
            expected="what is cited, and no more",
            fix=f"cite it: @{key}; or take it out of the list",
        )


CITATION_UNUSED = declare(
    "citation.unused",
    looks_at="works",
    sees="a work of data/references.yaml that nothing cites, that is no study of a table, and that "
    "is not marked uncited",
    misses="a work that is cited once where it should have been cited twice",
    example="id: aas2001, cited nowhere",
)


@CITATION_UNUSED.check
def unused(thesis: Thesis) -> Iterator[Finding]:
    """Every work of the data against the citations and titles; the marks against them, too."""
    cited = _cited(thesis)
    titles = {
        pandoc.attributes(one).get("key", "")
        for _, one in thesis.elements
        if "title" in pandoc.classes(one)
    }
    marked = thesis.register.records.uncited
    for key in _works(thesis):
        if key in marked and key in cited:
            yield CITATION_NEEDLESS_MARK.at(
                _record(thesis, key),
                found=f"{key} marked uncited, and cited in {cited[key]}",
                expected="uncited only on a work that the text names and does not cite",
                fix="remove uncited",
            )
        elif key not in cited and key not in titles and key not in marked:
            yield CITATION_UNUSED.at(
                _record(thesis, key),
                found=f"{key}, which nothing cites",
                expected="each work in the text",
                fix=f"cite it: @{key}; remove it; or, where the text names it and another work is "
                "the source, say so: uncited: why",
            )


def _cited(thesis: Thesis) -> dict[str, str]:
    """Every work that is cited, with the first file that does it."""
    found: dict[str, str] = {}
    for file, element in thesis.elements:
        if file and element["t"] == "Cite":
            for citation in element["c"][0]:
                found.setdefault(str(citation["citationId"]), file)
    return found


def _entries(thesis: Thesis) -> dict[str, Element]:
    """The entries of the reference list by the key of their work."""
    return {
        pandoc.identifier(entry).removeprefix("ref-"): entry
        for _, block in thesis.elements
        if pandoc.identifier(block) == "refs"
        for entry in block["c"][1]
        if pandoc.identifier(entry).startswith("ref-")
    }


def _works(thesis: Thesis) -> Mapping[str, Work]:
    return thesis.register.records.references


def _record(thesis: Thesis, key: str) -> Place:
    return place_of(_works(thesis).get(key, {}).get("id", "")) or Place(FILE)


def _line_of(pattern: str, thesis: Thesis, file: str) -> int:
    lines = content.lines(thesis.root / file)
    return next((i for i, line in enumerate(lines, 1) if re.search(pattern, line)), 0)


BY_ENTRY: dict[Form, str] = {"numeric": "number", "label": "label"}
"""Where the text names the entry of the list, and not the work: by what."""

MOST_IN_A_RANGE = 1000


# ---- Entries -----------------------------------------------------------------------------------


CITATION_ENTRY = declare(
    "citation.entry",
    looks_at="works",
    sees="an entry of the reference list that does not begin with the work's first author, or "
    "lacks its year or its title; a citation in the text without what its style puts there: that "
    "author and year, or the number or label of its entry",
    misses="the other authors, the journal and the pages, what is wrong in data/references.yaml "
    "itself, and the notes of a style that cites in notes",
    example="Sellman, D. (2011). where data/references.yaml has 2010",
)


LACKING = {
    "first": "first of all «{}»",
    "author": "first author «{}»",
    "year": "year «{}»",
    "title": "title «{}»",
}  # What an entry or a citation does not say


@CITATION_ENTRY.check
def agreeing(thesis: Thesis) -> Iterator[Finding]:
    """Every entry and citation against its reference, by letters, whatever the style puts in."""
    style = citation_style.of(thesis.config, thesis.root)
    by_author = style.form not in BY_ENTRY  # else a number is first, or the author's initials
    entries = _entries(thesis)
    for key, entry in entries.items():
        if (work := _works(thesis).get(key)) is None:
            continue
        printed = " ".join(pandoc.text(entry).split())
        letters = normalised(printed)
        wrong = [
            LACKING[what].format(text)
            for what, text in _expected(work)
            if (what == "first" and by_author and not letters.startswith(normalised(text)))
            or normalised(text) not in letters
        ]
        if wrong:
            yield CITATION_ENTRY.at(
                _record(thesis, key),
                found=f"«{printed}»",
                expected=f"an entry with {', '.join(wrong)}",
                fix="let pandoc make the entry from the reference, by a style that prints all of "
                "it",
            )
    if style.form == "note":
        return
    labels = {} if by_author else {key: _label(entry) for key, entry in entries.items()}
    for passage in texts(thesis):
        for zone in passage.zones:
            if zone.kind == "Cite":
                yield from _printed(passage, zone, _works(thesis), style, labels)


def _printed(
    passage: Passage,
    cite: Zone,
    works: Mapping[str, Work],
    style: CitationStyle,
    labels: Mapping[str, str],
) -> Iterator[Finding]:
    """A citation in the text against the works that it cites, or against their entries."""
    printed = passage.text[cite.start : cite.end]
    letters = normalised(printed)
    for citation in cite.element["c"][0]:
        key = str(citation["citationId"])
        if (work := works.get(key)) is None or not (work.get("author") or work.get("editor")):
            continue  # without an author the style prints what it has of the title
        if style.form in BY_ENTRY:
            label = labels.get(key)
            right = not label or label in _numbered(printed)
            lacking = [] if right else [f"the {BY_ENTRY[style.form]} {label}"]
        else:
            whole = citation["citationMode"]["t"] != "SuppressAuthor"
            wanted = {"first": whole, "year": style.form != "author"}
            lacking = [
                LACKING["author" if what == "first" else what].format(text)
                for what, text in _expected(work)
                if wanted.get(what) and normalised(text) not in letters
            ]
        for each in lacking:
            yield passage.finding(
                CITATION_ENTRY,
                cite.start,
                found=f"«{printed}» for {key}",
                expected=f"a citation with {each}",
                fix="let pandoc make the citation from the reference",
            )


def _label(entry: Element) -> str:
    """What an entry of the list is called in the text: «3» of «[3] », or "" when by its author."""
    margin = next((e for e in pandoc.walk(entry) if "csl-left-margin" in pandoc.classes(e)), None)
    return pandoc.text(margin).strip(" .()[]") if margin else ""


def _numbered(printed: str) -> set[str]:
    """The labels in a citation; «3–5» has 4 in it as well."""
    found = {*re.findall(r"\w+", printed), *re.findall(r"\d+", printed)}
    for first, last in re.findall(r"(\d+)\s*[-–]\s*(\d+)", printed):
        if int(first) < int(last) < int(first) + MOST_IN_A_RANGE:
            found |= set(map(str, range(int(first), int(last))))
    return found


def _expected(work: Work) -> Iterator[tuple[str, str]]:
    people = work.get("author") or work.get("editor")
    title = work.get("title", "")
    if people:
        yield "first", references.family(people[0])
    else:
        yield "first", title
    if year := references.year(work):
        yield "year", year
    yield "title", title


# ---- Quotations --------------------------------------------------------------------------------

SHORTEST = 3  # Words from which «…» is taken for a quotation: less is a term

DECLARED = frozenset({"typed", "title", "verbatim", "n"})


CITATION_PAGE = declare(
    "citation.page",
    looks_at="citations",
    sees="a quotation of three words or more without a citation that has a page, in its sentence "
    "or behind it",
    misses="a quotation of one or two words, one that is a question, one without quotation marks, "
    "and a wrong page",
    example="Suget er «en bevisst opplevelse av trang» [@drummond2001].",
)


@CITATION_PAGE.check
def quotations(thesis: Thesis) -> Iterator[Finding]:
    """Everything in «…» and every block quotation, but what data has word for word."""
    own = _own_words(thesis)
    for passage in texts(thesis):
        if passage.picture is None and not passage.is_description:
            yield from _quotations(passage, own)


def _quotations(passage: Passage, own: set[str]) -> Iterator[Finding]:
    block = next((one for one in passage.within if one["t"] == "BlockQuote"), None)
    if block:
        paged = any(map(contract.has_page, pandoc.walk(block)))
        if not paged and not _is_own(passage.text, own):
            yield _pageless(passage, 0, passage.text)
        return
    declared = [zone for zone in passage.zones if DECLARED & {*zone.classes}]
    for found in QUOTATION.finditer(passage.text):
        if (
            len(found[0].split()) >= SHORTEST
            and not _is_own(found[0], own)
            and not any(z.start <= found.start() and found.end() <= z.end for z in declared)
            and not contract.paged(passage, *found.span())
        ):
            yield _pageless(passage, found.start(), found[0])


def _is_own(words: str, own: set[str]) -> bool:
    """Whether words are the thesis' own: of data/, or the research question as it is asked."""
    return words.rstrip("»").endswith("?") or normalised(words) in own


def _pageless(passage: Passage, at: int, words: str) -> Finding:
    return passage.finding(
        CITATION_PAGE,
        at,
        found=f"{words} without a page",
        expected="a citation with the page of the quotation: [@snoek2005, s. 53]",
        fix="add the page; or say it in your own words; or, if it is no quotation, "
        f'[{words}]{{.typed why="..."}}',
    )


def _own_words(thesis: Thesis) -> set[str]:
    """What stands in «…» without being quoted: titles, headings, searches, stages."""
    records = thesis.register.records
    texts = {str(work.get("title", "")) for work in _works(thesis).values()}
    texts.add(records.thesis.title)
    for search in records.searches:
        texts |= {search.query, search.limits}
    for element in records.pico:
        texts |= {element.text, *element.search_words}
    texts |= flow.labels(records.flow)
    texts |= {heading.text for heading in thesis.headings}
    return {normalised(text) for text in texts}
