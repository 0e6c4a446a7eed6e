"""Quantities: what «ingen», «de fleste» or «tre av fem» says of k records out of n.

One table a language says what each wording claims, and the text of a group statement is read by it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from thesis.language import english, norwegian


@dataclass(frozen=True)
class Wording:
    """What some phrases claim."""

    phrases: tuple[str, ...]  # the phrases, the plainest first
    says: str  # the claim, in a formula
    holds: Callable[[int, int], bool]  # whether it is true of k out of n
    # the phrase beside a noun of the studies claims something in plain text too. Not so a word that
    # only spreads a statement («hver av studiene for seg») or has another sense.
    claims: bool = True
    rest: bool = False  # the phrase names a group («de øvrige») and may follow another quantity


def _all(k: int, n: int) -> bool:
    return k == n


def _most(k: int, n: int) -> bool:
    return 2 * k > n


NORWEGIAN = (
    Wording(("alle", "samtlige", "alle sammen"), "k = n", _all),
    Wording(("hver", "hvert", "enhver", "ethvert", "hver eneste"), "k = n", _all, claims=False),
    Wording(("hele gruppen", "hele utvalget"), "k = n", _all, claims=False),
    Wording(("de øvrige", "de andre", "de resterende", "resten"), "k = n", _all, rest=True),
    Wording(("de inkluderte", "de ekskluderte", "studiene", "artiklene", "forsøkene",
             "undersøkelsene"), "k = n", _all, claims=False, rest=True),
    Wording(("ingen", "ikke noen", "ikke en eneste", "ikke én"), "k = 0", lambda k, n: k == 0),
    Wording(("begge",), "k = n = 2", lambda k, n: k == n == 2),
    Wording(("de fleste", "flertallet", "et flertall", "majoriteten", "mesteparten",
             "flesteparten"), "k is more than half of n", _most),
    Wording(("over halvparten", "mer enn halvparten", "flere enn halvparten"),
            "k is more than half of n", _most),
    Wording(("halvparten",), "2k = n", lambda k, n: 2 * k == n),
    Wording(("minst halvparten",), "2k ≥ n", lambda k, n: 2 * k >= n),
    Wording(("under halvparten", "mindre enn halvparten", "færre enn halvparten"), "2k < n",
            lambda k, n: 2 * k < n),
    Wording(("mindretallet", "et mindretall", "de færreste"),
            "k is at least 1 and less than half of n", lambda k, n: 0 < 2 * k < n),
    # «å få artikler» is a verb.
    Wording(("få",), "k is at least 1 and less than half of n", lambda k, n: 0 < 2 * k < n, False),
    Wording(("noen", "enkelte"), "k is at least 1 and less than n", lambda k, n: 0 < k < n),
    Wording(("flere",), "k is at least 2 and less than n", lambda k, n: 2 <= k < n),
    Wording(("mange",), "k is at least 3 and at least a third of n",
            lambda k, n: k >= 3 and 3 * k >= n),
    Wording(("ikke alle",), "k is less than n", lambda k, n: k < n),
    Wording(("den eneste", "det eneste", "en eneste", "én eneste", "ett eneste"), "k = 1",
            lambda k, n: k == 1),
)  # fmt: skip
"""What each Norwegian wording claims."""

IN_NYNORSK: Mapping[str, tuple[str, ...]] = {
    "alle": ("alle", "samtlege", "alle saman"),
    "hver": ("kvar", "kvart", "kvar einaste", "kvart einaste"),
    "hele gruppen": ("heile gruppa", "heile utvalet"),
    "de øvrige": ("dei andre", "dei øvrige", "resten"),
    "de inkluderte": (
        *("dei inkluderte", "dei ekskluderte", "studiane", "artiklane", "forsøka"),
        *("undersøkingane",),
    ),
    "ingen": ("ingen", "inga", "ikkje nokon", "ikkje nokre", "ikkje ein einaste", "ikkje éin"),
    "begge": ("begge", "båe"),
    "de fleste": ("dei fleste", "fleirtalet", "eit fleirtal", "majoriteten", "mesteparten"),
    "over halvparten": ("over halvparten", "meir enn halvparten", "fleire enn halvparten"),
    "halvparten": ("halvparten",),
    "minst halvparten": ("minst halvparten",),
    "under halvparten": ("under halvparten", "mindre enn halvparten", "færre enn halvparten"),
    "mindretallet": ("mindretalet", "eit mindretal", "dei færraste"),
    "få": ("få",),
    "noen": ("nokre", "nokon", "enkelte", "einskilde"),
    "flere": ("fleire",),
    "mange": ("mange",),
    "ikke alle": ("ikkje alle",),
    "den eneste": ("den einaste", "det einaste", "ein einaste", "éin einaste", "eitt einaste"),
}  # The phrases of nynorsk, by the plainest of bokmål that claims the same

NYNORSK = tuple(replace(each, phrases=IN_NYNORSK[each.phrases[0]]) for each in NORWEGIAN)
"""What each wording of nynorsk claims."""

ENGLISH = (
    Wording(("all",), "k = n", _all),
    Wording(("every", "each"), "k = n", _all, claims=False),
    Wording(("the others", "the other", "the rest", "the remaining"), "k = n", _all, rest=True),
    Wording(("the included", "the excluded", "the studies", "the articles", "the trials"), "k = n",
            _all, claims=False, rest=True),
    Wording(("none", "no", "not one"), "k = 0", lambda k, n: k == 0),
    Wording(("neither",), "k = 0, n = 2", lambda k, n: k == 0 and n == 2),
    Wording(("both",), "k = n = 2", lambda k, n: k == n == 2),
    Wording(("most", "the majority", "a majority", "more than half"), "k is more than half of n",
            _most),
    Wording(("half",), "2k = n", lambda k, n: 2 * k == n),
    Wording(("at least half",), "2k ≥ n", lambda k, n: 2 * k >= n),
    Wording(("less than half", "fewer than half"), "2k < n", lambda k, n: 2 * k < n),
    Wording(("a minority", "the minority", "few"), "k is at least 1 and less than half of n",
            lambda k, n: 0 < 2 * k < n),
    Wording(("some",), "k is at least 1 and less than n", lambda k, n: 0 < k < n),
    Wording(("several",), "k is at least 2 and less than n", lambda k, n: 2 <= k < n),
    Wording(("many",), "k is at least 3 and at least a third of n",
            lambda k, n: k >= 3 and 3 * k >= n),
    Wording(("not all", "not every"), "k is less than n", lambda k, n: k < n),
    Wording(("the only one", "the only"), "k = 1", lambda k, n: k == 1),
)  # fmt: skip
"""What each English wording claims."""

COUNTED: Mapping[str, tuple[str, Callable[[int, int], bool]]] = {
    "": ("=", lambda k, x: k == x),
    "minst": ("≥", lambda k, x: k >= x),
    **dict.fromkeys(("høyst", "høgst"), ("≤", lambda k, x: k <= x)),
    **dict.fromkeys(("flere enn", "mer enn", "fleire enn", "meir enn"), (">", lambda k, x: k > x)),
    "færre enn": ("<", lambda k, x: k < x),
    "at least": ("≥", lambda k, x: k >= x),
    "at most": ("≤", lambda k, x: k <= x),
    "more than": (">", lambda k, x: k > x),
    "fewer than": ("<", lambda k, x: k < x),
}  # What stands in front of a number, and how k then compares with it

_ARTICLES = "|".join(sorted(norwegian.ARTICLES))
_CARDINAL = "|".join(sorted(norwegian.CARDINALS, key=len, reverse=True))


@dataclass(frozen=True)
class Language:
    """How one language says how many."""

    table: tuple[Wording, ...]  # its wordings
    number: str  # pattern of a number
    value: Callable[[str], int | None]  # the value of a number's text, or None
    share: Callable[[int, int], str]  # k out of n as text
    only: str  # words that make a claim of all («bare kvinner»), or of no more than a quantity says
    articles: str  # numbers that are articles too
    of: str  # what stands between a part and its whole
    fillers: str  # words between a quantity and the number of the group
    limits: str  # words that change what a quantity says, and that the table does not know


def _norwegian_value(text: str) -> int | None:
    return int(text) if text.isdecimal() else norwegian.parse_words(text)


def _english_value(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    return english.WORDS.index(text) if text in english.WORDS else None


LANGUAGES: Mapping[str, Language] = {
    "nb": Language(NORWEGIAN, rf"\d+|(?:{_CARDINAL})+", _norwegian_value,
                   lambda k, n: norwegian.share(k, n), "bare|kun|utelukkende", _ARTICLES, "av",
                   "de|disse|dem|våre", "unntatt|bortsett|utenom|nesten|ikke|minst|omtrent|om lag"),
    "nn": Language(NYNORSK, rf"\d+|(?:{_CARDINAL})+", _norwegian_value,
                   lambda k, n: norwegian.in_nynorsk(norwegian.share(k, n)),
                   "berre|kun|utelukkande", _ARTICLES, "av", "dei|desse|våre",
                   "unnateke|bortsett|utanom|nesten|ikkje|minst|omtrent|om lag"),
    "en": Language(ENGLISH, rf"\d+|{'|'.join(english.WORDS)}", _english_value,
                   lambda k, n: f"{english.prose(k)} of {english.prose(n)}", "only|exclusively",
                   "one", "of", "the|these|those|our", "except|but|almost|nearly|not|about"),
}  # fmt: skip


# ---- Reading a group statement -----------------------------------------------------------------


@dataclass(frozen=True)
class Claim:
    """What a text claims."""

    text: str  # the words that claim it
    says: str  # the claim, in a formula
    holds: Callable[[int, int], bool]  # whether it is true of k out of n


def read(text: str, lang: str = "nb") -> Claim | None:
    """What the text of a group statement claims; None where the table does not know its wording.

    The quantity begins the text, and there is one: «Ingen av artiklene», «Tre av fem studier»,
    «alle de fem artiklene», «bare kvinner».
    """
    language = LANGUAGES[lang]
    plain = " ".join(text.lower().split())
    for pattern, claim in ((_worded(lang), _word), (_counted(lang), _count), (_only(lang), _bare)):
        match = pattern.match(plain)
        goes_on = match and _more(lang).search(plain[match.end() :])
        if match and not goes_on and (found := claim(match, language)):
            return found
    return None


def true_wordings(k: int, n: int, lang: str = "nb") -> list[str]:
    """The wordings that are true of k out of n, one for each claim."""
    language = LANGUAGES[lang]
    words = [w.phrases[0] for w in language.table if w.holds(k, n) and not w.rest]
    return [*words, language.share(k, n)] if k <= n else words


def known(lang: str = "nb") -> list[str]:
    """Every wording of the table, with X and Y for numbers."""
    language = LANGUAGES[lang]
    phrases = [phrase for wording in language.table for phrase in wording.phrases]
    return [*phrases, f"X {language.of} Y", "X", *language.only.split("|")]


def _count(match: re.Match[str], language: Language) -> Claim | None:
    part = language.value(match["part"])
    whole = language.value(match["whole"]) if match["whole"] else None
    if part is None or (match["whole"] and whole is None):
        return None
    sign, compare = COUNTED[match["how"] or ""]
    return Claim(
        match.group(),
        f"k {sign} {part}" + ("" if whole is None else f", n = {whole}"),
        lambda k, n: compare(k, part) and whole in (None, n),
    )


def _word(match: re.Match[str], language: Language) -> Claim | None:
    phrase = match["phrase"]
    wording = next(wording for wording in language.table if phrase in wording.phrases)
    whole = language.value(match["whole"]) if match["whole"] else None
    return Claim(
        match.group(),
        wording.says + ("" if whole is None else f", n = {whole}"),
        lambda k, n: wording.holds(k, n) and whole in (None, n),
    )


def _bare(match: re.Match[str], language: Language) -> Claim:
    return Claim(match.group(), "k = n", _all)


@cache
def _counted(lang: str) -> re.Pattern[str]:
    """«tre av fem», «minst to av de fem», «bare én»."""
    language = LANGUAGES[lang]
    how = "|".join(sorted(filter(None, COUNTED), key=len, reverse=True))
    return re.compile(
        rf"(?:(?:{language.only}) )?(?:(?P<how>{how}) )?(?P<part>{language.number})(?!\w)"
        rf"(?: {language.of}(?: (?:{language.fillers}))*(?: (?P<whole>{language.number})(?!\w))?)?"
    )


@cache
def _worded(lang: str) -> re.Pattern[str]:
    """«alle», «bare noen», «ingen av de fem»."""
    language = LANGUAGES[lang]
    return re.compile(
        rf"(?:(?:{language.only}) )?(?P<phrase>{_phrases(lang)})(?!\w)"
        rf"(?:(?: {language.of})?(?: (?:{language.fillers}))* (?P<whole>{language.number})(?!\w))?"
    )


@cache
def _only(lang: str) -> re.Pattern[str]:
    """«bare kvinner»: the word alone, before what all are."""
    return re.compile(rf"(?:{LANGUAGES[lang].only})(?= \w)")


@cache
def _more(lang: str) -> re.Pattern[str]:
    """A second quantity, or a word that limits the first."""
    language = LANGUAGES[lang]
    phrases = alternatives([p for w in language.table if not w.rest for p in w.phrases])
    number = rf"(?!(?:{language.articles}|\d{{4}})(?!\w))(?:{language.number})"  # a year is none
    return re.compile(rf"(?<!\w)(?:{phrases}|{language.limits}|{number})(?!\w)")


@cache
def _phrases(lang: str) -> str:
    return alternatives([p for wording in LANGUAGES[lang].table for p in wording.phrases])


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern of any of the phrases, the longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
