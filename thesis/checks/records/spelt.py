"""Rules on words that data repeat: a title or a search word that is another one with a slip."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from thesis.checks.data import complete
from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get
from thesis.input.sources import Fields
from thesis.language.letters import akin, one_apart, slip

REFERENCE_TITLE = declare(
    "reference.title",
    looks_at="works",
    sees="a word of a title that is one letter from a word of the work's own address, or from "
    "one of at least two other titles, journals and queries, and stands nowhere else",
    misses="a misspelt word that no other title or address has",
    example="«avrusing» in the title, and …/avrusning-fra-rusmidler in its URL",
    severity=WARNING,
)
REFERENCE_LANGUAGE = declare(
    "reference.language",
    looks_at="works",
    sees="a title whose little words are of another language than `language` says: it is printed, "
    "hyphenated and cased by it",
    misses="a title of a few words, a language that is neither Norwegian nor English, and none "
    "told",
    example="language: nb of «Theories of drug craving, ancient and modern»",
    severity=WARNING,
)
SEARCH_WORD = declare(
    "search.word",
    looks_at="searches",
    sees="a word of one query that is one letter, or two exchanged ones, from a word of several "
    "queries and stands nowhere else",
    misses="a slip that gives a word the other queries do not have, and one that was made each "
    "time",
    example="«carving*», where other queries have craving*",
    severity=WARNING,
)
PICO_SEARCH_WORD = declare(
    "pico.search-word",
    looks_at="searches",
    sees="a search word of the research question of which no query has any word",
    misses="a search word that one query happens to have",
    example="search_words: [Exercise, Training], and no query with «training»",
    severity=WARNING,
)
PICO_TEXT = declare(
    "pico.text",
    looks_at="documents",
    sees="a population, an intervention or an outcome of the research question of which neither "
    "the title nor the keywords of the thesis have a word",
    misses="an element that the title says in other words, and the comparison",
    example="text: Avholdenhet, where the title asks for «russug»",
    severity=WARNING,
)
PICO_SAME = declare(
    "pico.same",
    looks_at="documents",
    sees="two elements of the research question with one label or one text",
    misses="two labels that mean the same",
    example="label: Intervention of both the intervention and the outcome",
)

WORD = re.compile(r"[^\W\d_]{3,}")
SEVERAL = 3  # Queries that must have a word before another is taken for a slip of it
AHEAD = 15  # Years that a title may look ahead: «Helse 2030»

LITTLE = {
    "en": frozenset(
        "the of and in with for to by from on among an is are its during within".split()
    ),
    "nb": frozenset("og av på til med fra som hos ved en et den det er om ikke i for".split()),
}  # Words by which a title of a few words tells its language

ELEMENTS = frozenset({"population", "intervention", "outcome"})
EMPTY = frozenset("med for som og hos det den and with for the personer people".split())


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    yield from _titles(data)
    yield from _languages(data)
    yield from _years(data)
    yield from _queries(data)
    yield from _pico(data)
    yield from _pico_same(data)


def words(text: str) -> list[str]:
    """The words of a text in small letters, without those of one or two letters."""
    return [word.lower() for word in WORD.findall(text)]


def _titles(data: Data) -> Iterator[Finding]:
    languages = {_language(work) for work in _works(data)}
    holders = {lang: _holders(data, lang) for lang in languages}
    shared = {lang: _by_length(holders[lang]) for lang in languages}
    for i, work, source in data.items("references"):
        title, key = work.get("title"), str(work.get("id"))
        if not isinstance(title, str) or title.startswith("["):
            continue
        address, lang = set(words(str(work.get("URL") or ""))), _language(work)
        for word in dict.fromkeys(words(title)):
            if not (meant := _of_address(word, address)) and holders[lang][word] == {key}:
                meant = _of_others(word, key, shared[lang])
            if meant:
                yield REFERENCE_TITLE.at(
                    source.place(i, "title"),
                    found=f"«{word}» in the title of {key}",
                    expected=f"«{meant}»",
                    fix="look the title up on the work",
                )


def _years(data: Data) -> Iterator[Finding]:
    for i, work, source in data.items("references"):
        issued = str(work.get("issued") or "")[:4]
        for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", str(work.get("title") or "")):
            if issued.isdecimal() and int(year) > int(issued) + AHEAD:
                yield REFERENCE_TITLE.at(
                    source.place(i, "title"),
                    found=f"«{year}» in the title of {work.get('id')}, which is of {issued}",
                    expected=f"a year up to {issued}",
                    fix="look the title up on the work",
                )


def _languages(data: Data) -> Iterator[Finding]:
    for i, work, source in data.items("references"):
        if "language" not in work:
            continue
        title, lang = str(work.get("title") or ""), _language(work)
        little = re.findall(r"[^\W\d_]+", title.lower())
        told = {name: sum(word in some for word in little) for name, some in LITTLE.items()}
        lang = "nb" if lang in {"nb", "nn", "no"} else lang
        other = next((name for name in told if name != lang), "")
        if lang in told and not title.startswith("[") and told[other] > 1 and not told[lang]:
            yield REFERENCE_LANGUAGE.at(
                source.place(i, "language"),
                found=f"language: {work['language']} of «{title}»",
                expected=other,
                fix=f"write language: {other}",
            )


def _of_address(word: str, address: Iterable[str]) -> str:
    """The word of an address that a word of its title was meant to be, or ""."""
    if len(word) < 6 or word in address:
        return ""
    plain = word.translate(str.maketrans("æøå", "aoa"))
    return next(
        (each for each in address if len(each) > 5 and plain != each and _slipped(word, each)), ""
    )


def _slipped(word: str, known: str) -> bool:
    spelt = {word.replace("ø", o).replace("å", a).replace("æ", "ae")
             for o in ("o", "oe") for a in ("a", "aa")}  # fmt: skip
    return known not in spelt and any(slip(each, known) for each in spelt)


def _works(data: Data) -> Iterator[Fields]:
    for _, work, _ in data.items("references"):
        yield work


def _language(work: Fields) -> str:
    """The language that a title is in, Norwegian where none is told."""
    return str(work.get("language") or "nb")[:2]


def _holders(data: Data, lang: str) -> dict[str, set[str]]:
    """Who has each word of a language: works in their titles and journals, and the queries."""
    holders: dict[str, set[str]] = defaultdict(set)
    for work in _works(data):
        for field in ("title", "container-title") if _language(work) == lang else ():
            for word in words(str(work.get(field) or "")):
                holders[word].add(str(work.get("id")))
    for sheet in data.sheets.values() if lang == "en" else ():
        for row in sheet.rows:
            for word in words(row.cells.get("query", "")):
                holders[word].add("searches")
    return holders


def _by_length(holders: dict[str, set[str]]) -> dict[int, list[tuple[str, set[str]]]]:
    """The words that several have, and who has each, by their number of letters."""
    found: dict[int, list[tuple[str, set[str]]]] = defaultdict(list)
    for word, who in holders.items():
        if len(who) > 1:
            found[len(word)].append((word, who))
    return found


def _of_others(word: str, key: str, shared: dict[int, list[tuple[str, set[str]]]]) -> str:
    """The word of several others that a word of one work was meant to be, or ""."""
    alike = slip if len(word) > 6 else _turned
    near = (len(word), len(word) - 1, len(word) + 1)
    return next(
        (
            each
            for length in near
            for each, who in shared.get(length, ())
            if len(who - {key}) > 1 and alike(word, each)
        ),
        "",
    )


def _turned(word: str, known: str) -> bool:
    """Whether a short word is another one with two letters exchanged."""
    return len(word) > 3 and sorted(word) == sorted(known) and one_apart(word, known)


def _queries(data: Data) -> Iterator[Finding]:
    rows = [
        (Place(sheet.file, row.line), set(words(row.cells.get("query", ""))))
        for sheet in data.sheets.values()
        for row in sheet.rows
    ]
    times = Counter(word for _, used in rows for word in used)
    known = {word for word, count in times.items() if count >= SEVERAL}
    known |= _asked(data) & set(times)
    for place, used in rows:
        for word in sorted(used):
            if times[word] > 1 or word in known or len(word) < 5:
                continue
            meant = next((each for each in sorted(known) if slip(word, each)), "")
            if meant:
                yield SEARCH_WORD.at(
                    place,
                    found=f"«{word}», in this query alone",
                    expected=f"«{meant}», as in {times[meant]} others",
                    fix="look the search up in the log; where the slip was searched with, it is "
                    "one to tell of in the text",
                )


def _asked(data: Data) -> set[str]:
    """The words of the research question."""
    return {
        word
        for _, row, _ in data.items("pico")
        for each in row.get("search_words") or []
        for word in words(str(each))
    }


def _pico(data: Data) -> Iterator[Finding]:
    queries = {
        word
        for sheet in data.sheets.values()
        for row in sheet.rows
        for word in words(row.cells.get("query", ""))
    }
    searched = all(sheet.rows for sheet in data.sheets.values())
    searched = searched and bool(queries) and complete.files(data, "searches")
    thesis = data.documents.get("thesis")
    title = get(thesis, str, "title") or ""
    keywords = get(thesis, dict, "keywords") or {}
    told = words(
        " ".join([title, *(str(each) for some in keywords.values() for each in some or ())])
    )
    for i, row, source in data.items("pico"):
        for j, each in enumerate(row.get("search_words") or []):
            if searched and not set(words(str(each))) & queries:
                yield PICO_SEARCH_WORD.at(
                    source.place(i, "search_words", j),
                    found=f"«{each}», which no query has",
                    expected="a word of data/searches/",
                    fix="name the words that were searched with",
                )
        text = row.get("text")
        if row.get("id") not in ELEMENTS or not isinstance(text, str) or not told:
            continue
        own = [word for word in words(text) if word not in EMPTY]
        if own and not akin(own, told):
            yield PICO_TEXT.at(
                source.place(i, "text"),
                found=f"«{text}»",
                expected=f"what the title asks for: «{title}»",
                fix="mend the text, the title or the keywords",
            )


def _pico_same(data: Data) -> Iterator[Finding]:
    rows = [(i, row, source) for i, row, source in data.items("pico")]
    for i, row, source in rows:
        for field in ("label", "text"):
            own = str(row.get(field) or "").strip().lower()
            other = [j for j, each, _ in rows if j != i and str(each.get(field)).lower() == own]
            if own and other:
                yield PICO_SAME.at(
                    source.place(i, field),
                    found=f"{field}: {row[field]} of {row.get('id')}",
                    expected=f"a {field} of its own for each element",
                    fix="mend one of the two",
                    evidence=str(source.place(other[0], field)),
                )
