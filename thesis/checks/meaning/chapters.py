"""Rules on chapters that the text names by their words: in what order, and where a table stands."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document import pandoc
from thesis.document.passages import Passage, texts
from thesis.document.statements.statement import Statement, prose
from thesis.document.thesis import Thesis

TEXT_OUTLINE = declare(
    "text.outline",
    looks_at="headings",
    sees="a paragraph that goes through the chapters and names one twice, leaves one out, or has "
    "two in the wrong order",
    misses="what it says of each chapter",
    example="Diskusjonskapittelet viser hvordan",
    severity=WARNING,
)
LEAST = 3  # Chapters that a paragraph names that goes through them


@TEXT_OUTLINE.check
def outlines(thesis: Thesis) -> Iterator[Finding]:
    """Every paragraph whose sentences begin with chapters, against the order of the chapters."""
    chapters = _chapters(thesis)
    by_passage: dict[int, list[Statement]] = {}
    for statement in prose(thesis):
        by_passage.setdefault(id(statement.passage), []).append(statement)
    for group in by_passage.values():
        told = [(one, where) for one in group for where in _begins_with(one.text, chapters)]
        if len({where for _, where in told}) < LEAST or not any(
            CALLED.search(one.text) for one, _ in told
        ):
            continue
        for (_, before), (statement, where) in pairwise(told):
            if where != before + 1:
                yield statement.passage.finding(
                    TEXT_OUTLINE,
                    statement.start,
                    found=f"«{chapters[where]}» after «{chapters[before]}»",
                    expected=f"the chapters in their order: {', '.join(chapters)}",
                    fix="name each chapter once, in the order in which they stand",
                )


CALLED = re.compile(r"kapit(?:tel|let)|chapter", re.IGNORECASE)
"""What at least one of them is called, so that it is chapters that are meant."""


def _chapters(thesis: Thesis) -> list[str]:
    """The headings of the numbered chapters."""
    return [
        " ".join(pandoc.text(block["c"][2]).split())
        for _, part, blocks in pandoc.files(thesis.document)
        if part == "main"
        for block in blocks
        if block["t"] == "Header" and block["c"][0] == 1
    ]


def _begins_with(sentence: str, chapters: Sequence[str]) -> Iterator[int]:
    """The chapter that a sentence begins with, and one that it goes on to: «, og konklusjonen»."""
    for opening in re.finditer(
        r"(?:^(?:(?:Deretter|Så|Først|Videre|Then|Next) \w+ )?|[,;] (?:og |mens |and )?)"
        r"(?:I |In the )?(?:the )?(\w+)",
        sentence,
    ):
        for where, chapter in enumerate(chapters):
            if _names(opening[1], chapter):
                yield where


def _names(word: str, chapter: str) -> bool:
    """Whether a word is a chapter's name with an ending: «Teorikapittelet», «konklusjonen»."""
    stem = re.escape(chapter.rstrip("e"))
    return bool(
        re.fullmatch(
            rf"{stem}(?:[es]?kapitt?el\w*|[es]?kapitlet|e?delen|e?en|et|a|e| chapter)?",
            word,
            re.IGNORECASE,
        )
    )


TEXT_OTHER_CHAPTER = declare(
    "text.other-chapter",
    looks_at="headings",
    sees="a sentence that lets the matrices, a table or a figure stand in another chapter than the "
    "one it stands in; «er temaet for forrige kapittel» that ends a chapter, and a next chapter of "
    "the last one, or one before the first",
    misses="a chapter that is told by its number",
    example="Matrisene står i teorikapittelet.",
)
STANDS = re.compile(
    r"(?<!\w)(?:står|finnes|finst|ligge?r|vises|presenteres|blir presenterte?|er samlet"
    r"|er samla|are|is found|stand)(?!\w)"
    r"[^.,;]{0,40}?(?<!\w)i(?:n the)? (?P<chapter>\w+)"
)
MATRICES = re.compile(r"matrise(?:r|ne|n)?|matri(?:x|ces)", re.IGNORECASE)


@TEXT_OTHER_CHAPTER.check
def places(thesis: Thesis) -> Iterator[Finding]:
    """Every «… står i resultatkapittelet» against where the blocks stand."""
    chapters = _chapters(thesis)
    holding = _holding(thesis)
    yield from _beside(thesis)
    yield from _spoken_of(thesis)
    for statement in prose(thesis):
        found = STANDS.search(statement.text)
        if found is None:
            continue
        named = [chapter for chapter in chapters if _names(found["chapter"], chapter)]
        before = statement.text[: found.start()]
        ids = [
            "matrix" if MATRICES.search(before) else "",
            *(ref for ref in _references(statement.passage, statement.start, found.start())),
        ]
        for one in filter(None, ids):
            where = holding.get(one, set())
            if named and where and named[0] not in where:
                yield statement.passage.finding(
                    TEXT_OTHER_CHAPTER,
                    statement.start + found.start("chapter"),
                    found=f"«{found['chapter']}»",
                    expected=f"{', '.join(sorted(where))}, where {one} stands",
                    fix="name that chapter, or move what it says stands there",
                )


def _holding(thesis: Thesis) -> dict[str, set[str]]:
    """The chapters in which each table and figure stands, and the matrices."""
    found: dict[str, set[str]] = {}
    for _, part, blocks in pandoc.files(thesis.document):
        chapter = ""
        for block in blocks if part == "main" else ():
            if block["t"] == "Header" and block["c"][0] == 1:
                chapter = " ".join(pandoc.text(block["c"][2]).split())
            for element in pandoc.walk(block):
                if element["t"] in {"Table", "Figure"}:
                    found.setdefault(pandoc.identifier(element), set()).add(chapter)
                elif "matrix" in pandoc.classes(element):
                    found.setdefault("matrix", set()).add(chapter)
    return found


def _references(passage: Passage, start: int, length: int) -> Iterator[str]:
    """The ids of the tables and figures that a sentence refers to before a place in it."""
    for zone in passage.zones:
        if zone.kind == "Link" and start <= zone.start < start + length:
            target = str(zone.element["c"][2][0])
            if target.startswith(("#tbl:", "#fig:")):
                yield target[1:]


NEXT = re.compile(r"(?<!\w)(?:neste kapittel|the next chapter|next chapter)(?!\w)", re.IGNORECASE)
FORMER = re.compile(
    r"(?<!\w)(?:(?:forrige|førre) kapittel|the previous chapter"
    r"|previous chapter)(?!\w)",
    re.IGNORECASE,
)
LEADS = re.compile(
    r"(?:er (?:temaet|emnet) (?:for|i)|handl[ae]r|behandles i|drøftes i|(?:blir|vert) drøfta i"
    r"|tas opp i"
    r"|(?:blir|vert) tekne? opp i|kommer i|kjem i"
    r"|presenteres i|is the (?:subject|topic) of|is discussed in|follows in) $",
    re.IGNORECASE,
)  # What leads on to a chapter that comes: what has been told is told in the past


def _beside(thesis: Thesis) -> Iterator[Finding]:
    """«neste kapittel» and «forrige kapittel», where there is none or the other is meant."""
    files = [file for file, part, _ in pandoc.files(thesis.document) if part == "main"]
    main = [one for one in prose(thesis) if one.passage.file in files]
    last = {one.passage.file: one for one in main}
    for statement in main:
        file = statement.passage.file
        forward, back = NEXT.search(statement.text), FORMER.search(statement.text)
        leads = back and LEADS.search(statement.text[: back.start()])
        wrong, expected = None, ""
        if forward and file == files[-1]:
            wrong, expected = forward, "a chapter that comes: this one is the last"
        elif back and file == files[0]:
            wrong, expected = back, "a chapter before this one, which is the first"
        elif back and leads and statement is last[file]:
            wrong, expected = back, "the next chapter, to which the end of a chapter leads on"
        if wrong:
            yield statement.passage.finding(
                TEXT_OTHER_CHAPTER,
                statement.start + wrong.start(),
                found=f"«{wrong[0]}»",
                expected=expected,
                fix="name the chapter that is meant",
            )


SPOKEN_OF = re.compile(
    r"(?P<thing>\w{8,})\s(?:blir|vert|er|is|are)\s(?:omtalt|omtala|drøftet|drøfta|diskutert"
    r"|tatt opp|discussed|described)\s(?:igjen\s|senere\s)?i(?:n the)?\s(?P<where>\w{6,})"
)
STEM = 7


def _spoken_of(thesis: Thesis) -> Iterator[Finding]:
    """«X blir omtalt i konklusjonen», where that part has no word of X."""
    spoken = [(one, found) for one in prose(thesis) for found in SPOKEN_OF.finditer(one.text)]
    told = _below_headings(thesis) if spoken else {}
    for statement, found in spoken:
        named = [heading for heading in told if _names(found["where"], heading)]
        stem = found["thing"].lower()[:STEM]
        having = [heading for heading, text in told.items() if stem in text]
        if named and named[0] not in having:
            yield statement.passage.finding(
                TEXT_OTHER_CHAPTER,
                statement.start + found.start("where"),
                found=f"«{found['where']}»",
                expected=f"a part that speaks of «{found['thing']}»: {', '.join(having)}",
                fix="name that part, or say it there",
            )


def _below_headings(thesis: Thesis) -> dict[str, str]:
    """All the text below each heading, in small letters, that of the parts in it too."""
    told: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for passage in texts(thesis):
        block = passage.within[-1]
        if block["t"] == "Header":
            level = block["c"][0]
            above = [one for one in above if one[0] < level] + [(level, passage.text.strip())]
        for _, heading in above:
            told[heading] = told.get(heading, "") + passage.text.lower()
    return told
