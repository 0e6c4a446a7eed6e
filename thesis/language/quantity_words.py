"""Quantity words beside the studies in plain text, bound to nothing: «alle artiklene»."""

import re
from collections.abc import Iterator
from functools import cache

from thesis.language.quantities import LANGUAGES, alternatives

MASK = "■"  # Stands for each letter of what is bound, cited or declared: nothing to look at
COUNT = "□"  # Stands for each letter of a number with a key: it counts, and is checked as a number

NOUNS = {
    "nb": r"\w*(?:studie(?:n|r|ne)?|artik(?:kel(?:en)?|ler|lene)|forsøk(?:et|ene)?"
    r"|undersøkelse(?:n|r|ne)?)s?",
    "nn": r"\w*(?:studi(?:e|en|ar|ane)|artik(?:kel(?:en)?|lar|lane)|forsøk(?:et|a)?"
    r"|undersøking(?:a|ar|ane)?)s?",
    "en": r"\w*(?:stud(?:y|ies)|articles?|papers?|trials?)",
}  # Nouns of the studies

INCLUDED = {
    "nb": r"de\s(?:inkluderte|ekskluderte)(?!\s\w+(?:ne|er|ere|else|sjon)\b)",
    "nn": r"dei\s(?:inkluderte|ekskluderte)(?!\s\w+(?:ne|ar|er|arar|ing|sjon)\b)",
}  # «de inkluderte» without a noun of something else after it

NUMBER = {lang: language.number for lang, language in LANGUAGES.items()}

BETWEEN = {
    # An adjective ends in -e or -a; «deltakerne», a noun in -ne, ends the search.
    "nb": r"av|og|eller|i\salt|de|den|det|disse|våre|mine|liten|stor|ny"
    r"|\w+(?<!n)(?:e|a)|\w+(?:isk|iv|ert|sk|ig)",
    "nn": r"av|og|eller|i\salt|dei|den|det|desse|våre|mine|liten|lita|stor|ny"
    r"|\w+(?<!n)(?:e|a)|\w+(?:isk|iv|ert|sk|ig|leg)",
    "en": r"of|and|or|the|these|those|our|my|other|small|large|new|recent"
    r"|\w+(?:ed|ive|al|ic|ish|ing|ous|ary|ant|ent)",
}  # Words that may stand between a quantity and its noun

NOT_AFTER = r"(?<!hvor )(?<!kor )(?<!så )(?<!like )(?<!how )(?<!so )(?<!as )"
"""«hvor mange artikler» asks and claims nothing."""

PREDICATIVE = {
    "nb": r"(?:studiene|artiklene|forsøkene|undersøkelsene)\s(?:er|var|har|hadde|ble|blir)\s"
    r"(?:ikke\s)?(?:alle|begge|samtlige)(?!\w|\s\w+(?:ne|er)\b)",
    "nn": r"(?:studiane|artiklane|forsøka|undersøkingane)\s(?:er|var|har|hadde|vart|blei|blir)\s"
    r"(?:ikkje\s)?(?:alle|begge|båe|samtlege)(?!\w|\s\w+(?:ne|ar)\b)",
    "en": r"the\s(?:studies|articles|papers|trials)\s(?:are|were|have|had)\s(?:not\s)?(?:all|both)"
    r"(?!\w|\s(?:the|of))",
}  # «Artiklene var alle små»


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    language = LANGUAGES[lang]
    phrases = alternatives([p for w in language.table if w.claims for p in w.phrases])
    # «en» is an article, and a quantity before «av»; a year is no quantity.
    norwegian = lang in INCLUDED
    one = rf"(?:{language.articles})(?=\sav\s)|" if norwegian else ""
    articles = rf"(?!(?:{language.articles})(?!\w))" if norwegian else ""
    number = rf"{one}{articles}(?:{language.number})(?<!\d{{4}})"
    between, noun = rf"(?:{BETWEEN[lang]}|{NUMBER[lang]}|{COUNT}+)", NOUNS[lang]
    target = rf"{noun}(?!\w)" + (rf"|{INCLUDED[lang]}" if norwegian else "")
    return re.compile(
        rf"(?<!\w){NOT_AFTER}(?:(?:{phrases}|{number})(?!\w)(?:\s{between}(?!\w)){{0,5}}?\s(?:{target})"
        rf"|{PREDICATIVE[lang]})",
        re.IGNORECASE,
    )


def find(text: str, lang: str = "nb") -> Iterator[tuple[int, int]]:
    """Where a plain quantity word stands beside a noun of the studies, as (start, end).

    Args:
        text: running text, in which MASK stands for each letter of what is no matter, and COUNT
            for each letter of a number that has a key.
    """
    for match in _pattern(lang).finditer(text):
        yield match.span()
