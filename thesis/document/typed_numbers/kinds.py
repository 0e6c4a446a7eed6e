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
    "<MORE>": r"(?:(?:, [0-9]{1,2})*(?:<UPTO>| eller | or )[0-9]{1,2})?(?:-\w+)?",
    "<UPTO>": r"(?:[–-]| (?:til|to|og|and) )",
    "<ENDS>": r"[01](?:[–-]| (?:til|to) )(?:[3-9]|[1-9][0-9]{1,2})",
    "<FEW>": r"(?:[0-9]{1,3}|to|tre|fire|fem|seks|sju|åtte|ni|ti|elleve|tolv"
    r"|two|three|four|five|six|seven|eight|nine|ten|twelve)",
    "<FROM>": r"(?:fra|frå|from|of|av)",
    "<NAME>": r"(?!<VALUE>-)(?-i:[A-ZÆØÅ]{2,}[A-Za-z]*(?:-[A-Z]+)*)",
    # Those of effects and of scales: «OR-3» and «VAS-7» are no names.
    "<VALUE>": r"(?:VAS|NRS|OR|RR|HR|KI|CI|SD|SE|MD|SMD|IQR|NNT|ES|AUC|ICC|BMI|ARR|RRR|IQ|[NPR])",
    "<UNIT>": r"(?:minus|plus|uke|veke|dag|måned|månad|år|time|skår|poeng|week|day|month|year|hour"
    r"|score|stud|artik|article|søk|search)",
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
    of_ours: bool = True  # whether in one on the searches and studies of the thesis itself


def _kind(*patterns: str, within: str = "", never: str = "", **of: bool) -> AcceptedKind:
    whole = "|".join(rf"(?<!\w)(?:{pattern})(?!\w|[.,]?[0-9]| ?%)" for pattern in patterns)
    for token, meaning in TOKENS.items():
        whole = whole.replace(token, meaning)
    whole = whole.replace(" ", r"[\s\u00a0]")
    return AcceptedKind(re.compile(whole, re.IGNORECASE), _words(within), _words(never), **of)


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
    """The kinds by the names that the settings have for them: a table, an entry a kind."""
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
            r"(?:\w+ ){0,2}(?:GDPR|EMK|\w*konvensjon|\w*forordning|\w*convention))",
            r"(?:GDPR|EMK|\w*konvensjonen|\w*forordning(?:en|a)|regulation|convention)s?\)?,? "
            r"(?:artikkel|article|art\.) [0-9]+(?:\.[0-9]+)*",
            r"(?:section|article) [0-9]+(?:[.-][0-9]+)*(?= of the (?:[\w’']+ ){0,4}Act\b)",
            r"(?:tredje|fjerde|femte|sjette) ledd",
            of_studies=True,
        ),
        "decades": _kind(
            r"(?:[0-9]{2})?[0-9]0-tall?et|[0-9]{3}0-(?:årene|åra)|[0-9]{3}0s", of_studies=True
        ),
        "versions": _kind(
            r"(?:versjon(?:en)?|version|utgave|utgåve) [0-9]+(?:\.[0-9]+)*",
            r"(?:[0-9]{1,2}(?:\.|st|nd|rd|th)|\w+(?:te|de|dje|ird|th)) (?:revider\w+ |revised )?"
            r"(?:utgave|utgåve|utg\.|edition|ed\.)",
            rf"{software}(?: versjon| version)? [0-9]+(?:\.[0-9]+)*(?:th)?",
            rf"{appraisal}(?: versjon| version)? (?:<YEAR>|2(?:\.0)?)",
            of_studies=True,
        ),
        "instruments": _kind(
            r"(?<!-)<NAME>-[0-9]{1,3}(?-i:[A-Z]?)",
            # Digits behind letters in one word: B12, HbA1c, F10.2, omega-3, COVID-19-pandemien.
            r"(?!<VALUE>-?[0-9]|<UNIT>)(?-i:[^\W\d_]*[A-ZÆØÅ][^\W\d_]*-?|[a-zæøå]{3,}-)"
            r"[0-9][^\W_]*(?:\.[0-9]+)?(?:-\w+)*",
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
            r"\(<NAME>\) (?:går|strekker seg|strekkjer seg|runs|ranges|goes) <FROM> <ENDS>",
            rf"{scale},? [(«“]*(?:0[–-][1-9][0-9]{{1,2}}|1[–-](?:5|7|10))[)»”]*",
            rf"(?:0[–-]10|1[–-](?:5|7|10)) {scale}",
            r"(?:to|tre|fire|fem|seks|sju|ti|elleve)(?:delte?|punkts) (?:Likert-?)?(?:skala|scale)",
            r"[0-9]{1,2}[- ]?(?:punkts|point) (?:Likert[- ]?)?(?:skala|scale)",
            rf"(?:{scale}|{appraisal}|<NAME>(?:-[0-9]+)?|\w*(?:skjema(?:et)?|sjekklist(?:en|a)"
            r"|questionnaire|checklist)) (?:har|består av|inneholder|inneheld|omfatter|omfattar|has"
            r"|contains|consists of) (?:(?:de|dei|the)(?: første| fyrste| first)? )?<FEW> "
            r"(?:første )?(?:spørsmål(?:ene|a)?|ledd|utsagn|påstand[ea]r|delskala\w*|items"
            r"|questions|statements)",
        ),
        "levels": _kind(
            r"(?:type|fase|stadium|klasse|grad|nivå|phase|stage|class|grade|level)s? [0-5]<MORE>",
            r"(?:trinn|steg|kategori|punkt|ledd|spørsmål|\w*mål|step|category|item|question|goal) "
            r"(?:(?:nr|no)\. )?[0-9]{1,2}<MORE>",
            r"[0-9]{1,2}-(?:trinn|steg|step)\w*",
            r"(?!<UNIT>)[^\W\d_]+ (?:nr\.|nummer|number) [0-9]{1,2}",
            r"[0-9]{1,2}\.(?:–[0-9]{1,2}\.)? (?:trinn|klasse|klassetrinn|semester|studieår)",
        ),
        "models": _kind(
            r"<FEW> (?:\w+ )?(?:nivå(?:er)?|fas[ea]r|trinn|steg|ledd|komponent[ea]r|prinsipp(?:er)?"
            r"|element(?:er)?|dimensjon[ea]r|domen[ea]r|del[ea]r|pilar[ea]r|levels"
            r"|phases|stages|steps|components|principles|elements|dimensions|domains|parts)",
            within=r"modell|pyramide|prosess|teori|rammeverk|sirkel|perspektiv|model|theory"
            r"|framework|pyramid|cycle|process",
            of_ours=False,
        ),
        "names": _kind(
            # No count has these forms: «ISO 9001», «MINI 7.0», «iPhone 12».
            rf"(?!{scale}|<VALUE>)(?-i:[A-ZÆØÅ]{{2,}}) (?:[0-9]{{4,5}}(?::<YEAR>)?|[1-9]\.0)",
            r"(?-i:[a-z]+[A-Z]\w*) [0-9]{1,2}",
            r"(?:telefon|tlf\.|nødnummer|ring(?:e|er|te|jer|de)?|phone[ds]?|call(?:s|ed)?) "
            r"[0-9]{3,8}(?: [0-9]{2,3})*",
            of_ours=False,
        ),
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
            r"(?:i|siden|sidan|fra|frå|etter|før|innen|in|of|since|from|until|after|before|by"
            r"|mellom|between) <YEAR>(?:<UPTO><YEAR>)?",
            never=r"studie|studi[ae]r|artik|publi|treff|søk|database|stud(?:y|ies)|article|search"
            r"|trial|paper|litteratur|literature|kriteri|criteri|avgrens|eldste|nyeste|newest|oldest",
            of_ours=False,
        ),
        "ages": _kind(
            r"(?:(?:over|under|fylt|minst|fra|frå|mellom|aged|between|at least) )?"
            r"[0-9]{1,2}(?:<UPTO>[0-9]{1,3})? (?:års?(?:alder(?:en)?)?|years(?: of age| old)?)",
            r"(?:(?:adults|children|people|women|men|those) (?:over|under|below|above)|aged) "
            r"[0-9]{1,2}(?:<UPTO>[0-9]{1,3})?",
            r"[0-9]{1,2}-(?:year-olds?|åring\w*)",
            within=r"voksne|vaksne|eldre|barn|ungdom|unge|personer|pasienter|mennesker|alder"
            r"|\baged?\b|adults|children|people|year-old|åring"
            r"|(?:mann|kvinne|gutt|jente|pasient|bebo[ea]r|woman|man|boy|girl)\b",
            never=r"snitt|median|mean|average|utvalg|deltak|sample|participant|varte|etter [0-9]"
            r"|\b(?:var|were) (?:\w+ )?[0-9]"
            r"|vari(?:er|ed)|spen[nt]|ranged",
            of_ours=False,
        ),
        # Every number, where its sentence has its source.
        "sources": AcceptedKind(re.compile(r"(?!)"), of_ours=False),
    }


ASKED_FOR = ("years", "ages", "sources")
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
