"""Rules on the title page: its year, term and keywords against each other and the edition."""

from collections.abc import Iterator

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get
from thesis.input.sources import Source

THESIS_YEAR = declare(
    "thesis.year",
    looks_at="documents",
    sees="a year of the title page that is not the edition's, and a term that its month is not in",
    misses="a date of the edition that is wrong, too",
    example="year: 2019 in the edition of 2020-06-01",
)
THESIS_KEYWORDS = declare(
    "thesis.keywords",
    looks_at="documents",
    sees="keywords in two languages that are not as many, and one that stands twice",
    misses="a keyword that is not the other's translation",
    example="four keywords in Norwegian and three in English",
    severity=WARNING,
)

TERMS = {
    **dict.fromkeys(("vår", "spring"), frozenset(range(1, 9))),
    **dict.fromkeys(("høst", "haust", "autumn", "fall"), frozenset((1, *range(7, 13)))),
}  # The months in which a thesis of a term is handed in, by the word that the term begins with


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    if (thesis := data.documents.get("thesis")) is None or not isinstance(thesis.value, dict):
        return
    yield from _year(thesis)
    yield from _keywords(thesis)


def _year(thesis: Source) -> Iterator[Finding]:
    date = get(thesis, str, "edition", "date") or ""
    year, term = get(thesis, int, "year"), (get(thesis, str, "term") or "").lower()
    if len(date) != 10 or not date[:4].isdecimal() or not date[5:7].isdecimal():
        return
    months = next((months for word, months in TERMS.items() if term.startswith(word)), None)
    wrong = []
    month = int(date[5:7])
    if (
        year is not None
        and year != int(date[:4])
        and not (month == 1 and year == int(date[:4]) - 1)
    ):
        wrong.append(("year", str(year), date[:4]))
    if months is not None and month not in months:
        wrong.append(("term", term, "the term of that month"))
    for field, found, expected in wrong:
        yield THESIS_YEAR.at(
            thesis.place(field),
            found=f"{field}: {found} in the edition of {date}",
            expected=expected,
            fix=f"mend {field}, or edition.date",
            evidence=str(thesis.place("edition", "date")),
        )


def _keywords(thesis: Source) -> Iterator[Finding]:
    given = {
        lang: [str(word) for word in words]
        for lang, words in (get(thesis, dict, "keywords") or {}).items()
        if isinstance(words, list) and words
    }
    if len({len(words) for words in given.values()}) > 1:
        fewest = min(given, key=lambda lang: len(given[lang]))
        yield THESIS_KEYWORDS.at(
            thesis.place("keywords", fewest),
            found=" and ".join(f"{len(words)} in {lang}" for lang, words in given.items()),
            expected="as many keywords in each language",
            fix="add the one that is missing, or remove one",
        )
    for lang, words in given.items():
        lower = [word.lower() for word in words]
        for j, word in enumerate(lower):
            if word in lower[:j]:
                yield THESIS_KEYWORDS.at(
                    thesis.place("keywords", lang, j),
                    found=f"«{words[j]}» a second time",
                    expected="each keyword once",
                    fix="remove one of the two, or mend it",
                )
