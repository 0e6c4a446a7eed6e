"""Fields of exports in our forms: titles, dates, pages, numbers and languages."""

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from thesis.input.validation import is_partial_date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar", "feb february februar", "mar march mars", "apr april", "may mai",
            "jun june juni", "jul july juli", "aug august", "sep sept september",
            "oct october okt oktober", "nov november", "dec december des desember",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip

LANGUAGES = {
    name: code
    for code, names in {
        "af": "afr afrikaans", "ar": "ara arabic", "bg": "bul bulgarian", "bs": "bos bosnian",
        "ca": "cat catalan", "cs": "cze ces czech", "da": "dan danish dansk",
        "de": "ger deu german deutsch tysk", "el": "gre ell greek", "en": "eng english engelsk",
        "es": "spa spanish spansk", "et": "est estonian", "eu": "baq eus basque",
        "fa": "per fas persian", "fi": "fin finnish finsk", "fr": "fre fra french fransk",
        "he": "heb hebrew", "hi": "hin hindi", "hr": "hrv scr croatian", "hu": "hun hungarian",
        "id": "ind indonesian", "is": "ice isl icelandic islandsk", "it": "ita italian",
        "ja": "jpn japanese", "ko": "kor korean", "lt": "lit lithuanian", "lv": "lav latvian",
        "ms": "may msa malay", "nb": "nob nor no norwegian norsk bokmål", "nl": "dut nld dutch",
        "nn": "nno nynorsk", "pl": "pol polish", "pt": "por portuguese", "ro": "rum ron romanian",
        "ru": "rus russian", "sk": "slo slk slovak", "sl": "slv slovenian slovene",
        "sr": "srp scc serbian", "sv": "swe swedish svensk", "th": "tha thai", "tr": "tur turkish",
        "uk": "ukr ukrainian", "vi": "vie vietnamese", "zh": "chi zho chinese",
    }.items()
    for name in (code, *names.split())
}  # fmt: skip
"""ISO 639-2 codes and names of languages, by the code that data/references.yaml has."""

TAG = re.compile(r"(?i)</?(?:[ibu]|su[bp]|em|strong|span|scp?|jats:\w+)\b[^>]*>")

NOTHING = frozenset({"none", "nan", "null", "n/a", "na", "[none]", "undefined"})

DOI = re.compile(r"10\.[0-9]{4,9}/(?:[^\s\"<>|{}]|<[^\s<>/:]*:[^\s<>/]*>)+")
"""Until 2001 some had the page and letters of the title in «<…:…>» (SICI); other «<» is markup."""

BEHIND = re.compile(
    r"(?i)(https?://\S*?10\.[0-9]{4,9}/[^\s?#]*?)"
    r"(?:/(?:full|pdf|epdf|abstract|html?|meta)\b\S*|\.pdf\b\S*|[?#]\S*|&\w+=\S*)?(?=\s|$)"
)
"""An address with a DOI in it, and what the site has behind it: «/full», «?via=hub»."""

BRACKETS = {")": "(", "]": "["}


RAISED = re.compile(r"(?i)(?<=[0-9])<sup>\s*([-−–]?[0-9]+)\s*</sup>")
UP = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")


def raised(digits: str) -> str:
    """An exponent as letters that stand high: 10⁻³ is not 10-3."""
    return digits.translate(UP)


def plain(text: str) -> str:
    """Words without the tags and entities of HTML, and with single spaces."""
    if "&" in text or "<" in text:
        text = RAISED.sub(lambda power: raised(power[1]), unescaped(text))
        text = TAG.sub("", text)
    return " ".join(text.split())


def is_nothing(value: object) -> bool:
    """Whether a value is none: blank, or the word that a program writes for that."""
    return value in (None, "", [], {}) or str(value).lower() in NOTHING


def unescaped(text: str) -> str:
    """«&amp;amp;» -> «&»: some exports escape twice."""
    return html.unescape(html.unescape(text))


def title(text: str) -> str:
    """A title without the full stop behind it; the case of its letters is kept."""
    words = plain(text)
    if words.endswith(".") and not re.search(r"(\.\.|\b[A-Z]\.[A-Z]\.)$", words):
        words = words[:-1].rstrip()
    return words


def issued(text: str) -> str | int | None:
    """A date as far as it is told: «2019//» and «2019 Mar-Apr» -> 2019, «20190305» -> 2019-03-05.

    Returns:
        A year, a year and month, or a date; None when there is no year.
    """
    text = re.sub(r"^([0-9]{4})([0-9]{2})([0-9]{2})$", r"\1-\2-\3", text.strip())
    if not (year := re.search(r"(?<![0-9])(1[5-9]|20)[0-9]{2}(?![0-9])", text)):
        return None
    rest = f"{text[: year.start()]} {text[year.end() :]}"
    word = r"([^\W\d_]+)\.?"
    month = day = 0
    if found := re.fullmatch(
        r"[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?:[-/.T ].*)?", rest.strip()
    ):
        month, day = int(found[1]), int(found[2] or 0)
    elif found := re.fullmatch(rf"\W*{word}(?:\W+([0-9]{{1,2}}))?\W*", rest):
        month, day = MONTHS.get(found[1].lower(), 0), int(found[2] or 0)
    elif found := re.fullmatch(rf"\W*([0-9]{{1,2}})\.?\W+{word}\W*", rest):
        month, day = MONTHS.get(found[2].lower(), 0), int(found[1])
    for form in (f"{year[0]}-{month:02}-{day:02}", f"{year[0]}-{month:02}"):
        if month and is_partial_date(form):
            return form
    return int(year[0])


def pages(text: str, last: str = "") -> str:
    """«123-9» -> «123-129», and of a first and a last page the same; «e17465» stays as it is."""
    text = re.sub(r"(?i)^pp?\.\s*|\s*\.$", "", plain(text))
    text = re.sub(r"\s*[-–—‐‑]+\s*", "-", text)
    if last not in {"", "+", text.rpartition("-")[2]}:
        text = f"{text}-{last}"
    if found := re.fullmatch(r"([A-Za-z]*)([0-9]+)-([A-Za-z]*)([0-9]+)", text):
        letters, low, more, high = found.groups()
        if len(high) < len(low) and more in {"", letters}:
            return f"{letters}{low}-{letters}{low[: len(low) - len(high)]}{high}"
    return text.strip("-+ ")


def doi(texts: Iterable[str]) -> str:
    """The first DOI in some texts, without the address or word in front; "" when there is none."""
    for text in texts:
        if found := DOI.search(unquote(BEHIND.sub(r"\1", unescaped(text)))):
            return _closed(re.sub(r"(?i)\[doi\]$", "", found[0]))
    return ""


def _closed(text: str) -> str:
    """A DOI may have brackets in it, but ends in no stop and in none that was never opened."""
    while (sign := text[-1:]) in {*".,;:'’”»", *BRACKETS}:
        if sign in BRACKETS and text.count(BRACKETS[sign]) >= text.count(sign):
            break
        text = text[:-1]
    return text


def issn(texts: Iterable[str]) -> str:
    """The first ISSN in some texts, with its hyphen; "" when there is none."""
    for text in texts:
        if found := re.search(r"\b([0-9]{4})-?([0-9]{3}[0-9Xx])\b(?![-0-9])", text):
            return f"{found[1]}-{found[2].upper()}"
    return ""


def isbn(texts: Iterable[str]) -> str:
    """The first ISBN in some texts; "" when there is none."""
    for text in texts:
        for found in re.findall(r"[0-9][0-9 -]{8,16}[0-9Xx]", text):
            if len(re.sub(r"[ -]", "", found)) in {10, 13}:
                return str(found)
    return ""


def pmid(texts: Iterable[str]) -> str:
    """The first PubMed number that is called one, as in «PMID: 28123456», «PUBMED 28123456»."""
    found = (re.search(r"(?i)\b(?:PMID|PUBMED):?\s*([1-9][0-9]{0,7})\b", text) for text in texts)
    return next((each[1] for each in found if each), "")


def pmcid(texts: Iterable[str]) -> str:
    """The first number of PubMed Central, such as «PMC1234567»."""
    found = (re.search(r"\bPMC[0-9]+\b", text) for text in texts)
    return next((each[0] for each in found if each), "")


def language(text: str) -> str | None:
    """«eng», «English» and «en-US» as a code; "" for none told, None for one not known."""
    if not (word := re.split(r"[;,/]", text)[0].strip()):
        return ""
    if re.fullmatch(r"[a-z]{2}[-_][A-Z]{2}", word):
        return LANGUAGES.get(word[:2]) and word.replace("_", "-")
    return LANGUAGES.get(word.lower())


# ---- people -------------------------------------------------------------------------------------

ORDINALS = {"2nd": "II", "3rd": "III", "4th": "IV"}
SUFFIX = r"(?:Jr|Sr|II|III|IV|V|2nd|3rd|4th)\.?"
INITIALS = r"(?:[A-ZÆØÅÄÖÜÉ]\.?[- ]?){1,4}"
LETTER = r"[A-ZÆØÅÄÖÜÉ]\.[- ]?"
FIRST = rf"(?:[^\W\d_]{{2,}}(?:-\w+)? )?(?:{LETTER}){{1,4}}"
"""Given names in front of the family name: «A. B.», «Astrid B.»."""
DEGREE = r"M\.?D\.?|Ph\.? ?D\.?|[BM]\.?Sc\.?|M\.?P\.?H\.?|R\.?N\.?|Dr\.?|Prof\.?|Eds?\.?"
"""What stands behind a name and does not belong to it."""
STATES = ("U.S.", "U. S.", "U.K.", "U. K.", "U.N.", "E.U.")
ORGANISED = re.compile(
    r"(?i)\b(group|grp|study|team|committee|consortium|organi[sz]ation|institut\w*|university|network"
    r"|association|society|centre|center|trial|investigators|collaborat\w+|department|ministry"
    r"|direktorat\w*|forening\w*|council|agency|board|foundation|for|of|and|the|og)\b"
)


def person(text: str) -> dict[str, str]:
    """A name as CSL has it: family name first, behind a comma or not, or an institution's.

    «Wang, Dongshi», «Wang D», «D. S. Wang», «De La Garza, R., 2nd», «da Costa, Kell».
    """
    text = plain(text).strip(" ;,")
    if "," in text:
        return _by_commas(*[part.strip() for part in text.split(",")])
    if ORGANISED.search(text) or text.startswith(STATES):
        return {"literal": text}
    if found := re.fullmatch(rf"(.*?\w{{2,}}.*?) ({INITIALS})(?: ({SUFFIX}))?", text):
        return named(found[1], found[2], found[3] or "")
    if found := re.fullmatch(rf"({FIRST})(\w[^.]+?)(?: ({SUFFIX}))?", text):
        return named(found[2], found[1].strip(), found[3] or "")
    return {"literal": text} if text else {}


def _by_commas(family: str, given: str, *more: str) -> dict[str, str]:
    """A name of two parts or more, some of which may be «Jr.»."""
    if " " in family and ORGANISED.search(family) and not re.fullmatch(INITIALS, given):
        return {"literal": ", ".join([family, given, *more])}
    if not more and re.fullmatch(SUFFIX, given) and "family" in (whole := person(family)):
        return {**whole, "suffix": given}  # «J. A. Smith, Jr.»
    if more and re.fullmatch(SUFFIX, given) and not re.fullmatch(SUFFIX, more[0]):
        given, more = more[0], (given, *more[1:])  # «Smith, Jr., J.», as BibTeX has it
    suffix = " ".join(part for part in more if not re.fullmatch(DEGREE, part))
    if found := re.fullmatch(rf"(.+?)\s+({SUFFIX})", given):
        given, suffix = found[1], suffix or found[2]
    return named(family, given, suffix)


def named(family: str, given: str, suffix: str = "") -> dict[str, str]:
    """A person; small words in front of the family name are its particle: «van der Berg»."""
    if not family:
        return {"literal": given} if given else {}
    particle = ""
    if found := re.fullmatch(r"((?:[a-zà-öø-ÿ]+['’]?\s+)+)(\S.*)", family):
        particle, family = found[1].strip(), found[2]
    most = 2 if family.isupper() and len(family) > 2 else 4  # in capitals, «KARI» is a name
    if re.fullmatch(rf"[A-ZÆØÅÄÖÜÉ]{{1,{most}}}(-[A-ZÆØÅÄÖÜÉ])?", given):  # «JA» -> «J. A.»
        given = re.sub(r"(\w)(?=\w)", r"\1. ", given).replace("-", ".-") + "."
    suffix = ORDINALS.get(suffix.rstrip("."), suffix)
    parts = {"family": family, "given": given, "non-dropping-particle": particle, "suffix": suffix}
    return {name: part for name, part in parts.items() if part}


def et_al(someone: Mapping[str, Any]) -> bool:
    """Whether a name is none: «et al.», «others»."""
    words = " ".join(str(part) for part in someone.values()).lower()
    return (
        re.fullmatch(r"(and )?(et\.? ?al\.?|others|m\.? ?fl\.?)|al\.? et|al et\.?", words)
        is not None
    )


NOBODY = re.compile(
    r"(?i)[\[(]?(?:no authors? (?:name )?(?:available|listed)|anonymous|anon\.?|unknown)[\])]?\.?"
)
"""What databases write where a work names no author."""


def nobody(someone: Mapping[str, Any]) -> bool:
    """Whether a name is none: «[No authors listed]», «None»."""
    words = " ".join(str(part) for part in someone.values())
    return is_nothing(words) or NOBODY.fullmatch(words) is not None


def words_of(value: object) -> str:
    """All the words of a value."""
    if isinstance(value, Mapping):
        return " ".join(words_of(part) for part in value.values())
    if isinstance(value, list):
        return " ".join(words_of(part) for part in value)
    return str(value)
