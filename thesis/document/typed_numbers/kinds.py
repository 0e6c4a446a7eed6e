"""Kinds of numbers that are no results, each by the words that make it one.

A pattern is written as its text is: a space in it is any space, also a hard one, and a <WORD>
stands for what :data:`TOKENS` has. It begins and ends where a word does.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from thesis.document.typed_numbers import context
from thesis.language import lexicon

TOKENS = {
    "<YEAR>": r"(?:1[5-9]|20)[0-9]{2}",
    "<NUM>": r"[-−]?[0-9]+(?:[.,][0-9]+)?",
    "<UPTO>": r"(?:[–-]| (?:til|to|og|and) )",
    "<ENDS>": r"[01](?:[–-]| (?:til|to) )(?:[3-9]|[1-9][0-9]{1,2})",
    "<FEW>": r"(?:[0-9]{1,3}|to|tre|fire|fem|seks|sju|åtte|ni|ti|elleve|tolv"
    r"|two|three|four|five|six|seven|eight|nine|ten|twelve)",
    "<FROM>": r"(?:fra|frå|from|of|av)",
    # The values of effects and of scales: «OR-3» and «VAS-7» are no names.
    "<NAME>": r"(?!(?:VAS|NRS|OR|RR|HR|KI|CI|SD|SE|MD|SMD|IQR|NNT|ES|AUC|ICC|BMI|ARR|RRR)-)"
    r"(?-i:[A-ZÆØÅ]{2,}[A-Za-z]*(?:-[A-Z]+)*)",
}


@dataclass(frozen=True)
class AcceptedKind:
    """A kind of number that counts nothing."""

    # all that it takes: a number, with the words that make it one of these
    pattern: re.Pattern[str]
    # within, never: what its sentence must have, and must not
    within: re.Pattern[str] | None = None
    never: re.Pattern[str] | None = None
    of_studies: bool = False  # whether it may be typed in a sentence on a study that was read, too


def _kind(
    *patterns: str, within: str = "", never: str = "", of_studies: bool = False
) -> AcceptedKind:
    whole = "|".join(rf"(?<!\w)(?:{pattern})(?!\w|[.,]?[0-9]| ?%)" for pattern in patterns)
    for token, meaning in TOKENS.items():
        whole = whole.replace(token, meaning)
    whole = whole.replace(" ", r"[\s\u00a0]")
    return AcceptedKind(
        re.compile(whole, re.IGNORECASE), _words(within), _words(never), of_studies=of_studies
    )


def _words(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern, re.IGNORECASE) if pattern else None


def _named(meaning: str) -> str:
    """The names of the lexicon with a meaning, and the author's own."""
    topics = [lexicon.words("tools", language) for language in ("nb", "en")]
    words = {word for topic in topics for word in topic.get(meaning, ())}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    names = [re.escape(word).replace(r"\ ", " ") for word in longest_first]
    return f"(?-i:{'|'.join(names)})"


@lexicon.kept
def kinds() -> Mapping[str, AcceptedKind]:
    """The kinds by the names that the settings have for them."""
    scale, software, appraisal = map(_named, ("scales", "software", "appraisal"))
    return {
        "acts": _kind(
            r"§ ?[0-9]+(?:[.-][0-9]+)*[a-z]?(?:(?:,| og| and| til| to|–) ?[0-9]+-[0-9]+)*",
            r"§§ ?[0-9]+(?:[.-][0-9]+)*(?: ?(?:,|og|and|til|to|–) ?[0-9]+(?:-[0-9]+)*)*",
            r"(?:LOV|FOR)-[0-9]{4}(?:-[0-9]+)+",
            r"\w*(?:lov|loven|lova|forskrift|forskriften|forskrifta|(?-i:Act)) <FROM> "
            r"(?:[0-9]{1,2}\. \w+ )?<YEAR>",
            r"NOU <YEAR>(?: ?: ?[0-9]+)?",
            r"(?:Meld\. St\.|St\. ?meld\.|Prop\.|Ot\. ?prp\.|Innst\.) (?:nr\. )?[0-9]+(?: [A-Z])?"
            r"(?: \(<YEAR>[–-]<YEAR>\))?",
            r"(?:artikkel|article|art\.) [0-9]+(?= (?:i|of|in) (?:the )?"
            r"(?:GDPR|EMK|\w*konvensjon|\w*forordning|\w*convention))",
            r"(?:section|article) [0-9]+(?:[.-][0-9]+)*(?= of the (?:\w+ ){0,4}Act\b)",
            of_studies=True,
        ),
        "decades": _kind(
            r"(?:[0-9]{2})?[0-9]0-tall?et|[0-9]{3}0-(?:årene|åra)|[0-9]{3}0s", of_studies=True
        ),
        "versions": _kind(
            r"(?:versjon(?:en)?|version|utgave|utgåve) [0-9]+(?:\.[0-9]+)*",
            rf"{software}(?: versjon| version)? [0-9]+(?:\.[0-9]+)*",
            rf"{appraisal}(?: versjon| version)? (?:<YEAR>|2(?:\.0)?)",
            of_studies=True,
        ),
        "instruments": _kind(
            r"(?<!-)<NAME>-[0-9]{1,3}(?-i:[A-Z]?)",
            r"covid-19(?:-\w+)?",
            r"24/7",
            of_studies=True,
        ),
        "identifiers": _kind(
            r"NCT[0-9]{8}|CRD[0-9]{8,12}|ISRCTN[0-9]{6,8}|ACTRN[0-9]{14}|PMID:? ?[0-9]{6,9}",
            r"10\.[0-9]{4,9}/[^\s,;)]+",
            of_studies=True,
        ),
        "scales": _kind(
            r"\w*(?:skala|skalaen|scale) (?:på |som går |that runs )?(?:<FROM> )?<ENDS>",
            rf"(?:{scale}|skalaen|the scale) (?:går|runs|ranges|goes|skåres|skårast) <FROM> <ENDS>",
            rf"{scale},? \(?(?:0[–-][1-9][0-9]{{1,2}}|1[–-](?:5|7|10))\)?",
            r"(?:to|tre|fire|fem|seks|sju|ti|elleve)(?:delte?|punkts) (?:Likert-?)?(?:skala|scale)",
            r"[0-9]{1,2}[- ]?(?:punkts|point) (?:Likert[- ]?)?(?:skala|scale)",
            rf"(?:{scale}|{appraisal}|<NAME>(?:-[0-9]+)?|\w*(?:skjema(?:et)?|sjekklist(?:en|a)"
            r"|questionnaire|checklist)) (?:har|består av|inneholder|inneheld|omfatter|omfattar|has"
            r"|contains|consists of) <FEW> (?:spørsmål|ledd|utsagn|påstand[ea]r|delskala\w*|items"
            r"|questions|statements)",
        ),
        "levels": _kind(r"(?:type|fase|stadium|klasse|phase|stage) [0-5](?:-\w+)?"),
        "chapters": _kind(
            r"(?:(?:del)?kapittel|(?:under)?avsnitt|underkapittel|chapter|section) "
            r"[0-9]+(?:\.[0-9]+)*",
            of_studies=True,
        ),
        "pages": _kind(
            r"(?:side|sidene|page|pages|pp?\.|s\.) [0-9]+(?:<UPTO>[0-9]+)?", of_studies=True
        ),
        "dates": AcceptedKind(
            context.DATES,
            never=re.compile(r"(?<!\w)(?:søk|treff|database|search|hits?\b)", re.IGNORECASE),
        ),
        "significance": _kind(
            r"(?:signifikansniv\w+|significance level|alfaniv\w+|alpha level)(?: \w+){0,3} "
            r"(?:0?[.,](?:05|01|001|1)|[15] ?%)",
            r"p ?[<≤] ?0?[.,](?:05|01)"
            r"(?=[^.]* som (?:statistisk )?signifikan|[^.]* as (?:statistically )?significan)",
            # What was taken for significant, not what was found to be.
            within=r"niv|level|^\W*p |(?:regn|rekn|anså|vurdert|definert|grens|regarded|considered"
            r"|defined|deemed)\w*(?: \w+)? p ?[<≤]",
        ),
        "confidence": _kind(
            r"(?:90|95|99) ?%(?= ?-?(?:KI|CI|konfidensintervall\w*|confidence interval\w*)\b)",
            of_studies=True,
        ),
        "years": _kind(
            r"(?:i|siden|sidan|fra|frå|etter|før|innen|in|since|from|until|after|before|by"
            r"|mellom|between) <YEAR>(?:<UPTO><YEAR>)?",
            never=r"studie|studi[ae]r|artik|publi|treff|søk|database|stud(?:y|ies)|article|search"
            r"|trial",
        ),
        "ages": _kind(
            r"(?:(?:over|under|fylt|minst|fra|frå|mellom|aged|between|at least) )?"
            r"[0-9]{1,2}(?:<UPTO>[0-9]{1,3})? (?:års?(?:alder(?:en)?)?|years(?: of age| old)?)",
            within=r"voksne|vaksne|eldre|barn|ungdom|unge|personer|pasienter|mennesker|alder"
            r"|aged?\b|adults|children",
            never=r"snitt|median|mean|average|utvalg|deltak|sample|participant|varte|etter [0-9]",
        ),
        "statistics": _kind(
            r"p ?[<=>≤≥] ?0?[.,][0-9]+",
            r"(?:KI|CI)[:,]? \[?<NUM><UPTO><NUM>",
            r"I²? ?= ?<NUM> ?%",
            r"<NUM> ?± ?<NUM>",
            r"(?:OR|RR|HR|MD|SMD|SD|r|d|κ|n) ?= ?<NUM>",
        ),
    }


ASKED_FOR = ("years", "ages", "statistics")
"""The kinds that are off where the settings say nothing of them; the others are on."""


def own(pattern: str) -> AcceptedKind:
    """The kind of a pattern that an author wrote; a capital is a capital.

    Raises:
        re.error: it is no pattern.
    """
    return AcceptedKind(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"))


_COUNTED = "deltakere pasienter poeng uker dager år studier treff participants points"
BARE = (
    *("7", "0,05", "12 %", "fem", "p = 0,03", "1,2–3,4", "n = 40"),
    *(f"48 {counted}" for counted in _COUNTED.split()),
)  # Results that no pattern of an author's own may take


def takes_a_result(pattern: str) -> str:
    """The result that a pattern would take, of BARE; "" where it takes none.

    Raises:
        re.error: it is no pattern.
    """
    kind = own(pattern)
    return next((bare for bare in BARE if kind.pattern.search(bare)), "")
