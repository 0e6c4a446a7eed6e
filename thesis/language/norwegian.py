"""Norwegian numbers, both ways: a value to bokmål or nynorsk, and either back to values.

Pure and without state. Writing follows the advice of Språkrådet (small numbers up to twelve in
words, hard space between thousands, decimal comma, new counting), in bokmål; ``in_nynorsk`` makes
nynorsk of it. Reading is more generous: it takes both, and older and looser spellings too, because
it reads what people have typed.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

Number = int | float | Decimal

NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"
POINT, BETWEEN = ",", "; "  # In front of decimals, and between two numbers that have them
LARGEST = 10**12 - 1  # the last number words() and ordinal() can write
PROSE_LIMIT = 12  # whole numbers up to this one are words in running text

# ---- Tables of words -------------------------------------------------------------------------


def _listed(text: str) -> list[str]:
    """The words of a table; one string reads better than twenty."""
    return text.split()


ONE = {"m": "én", "f": "ei", "n": "ett"}
ONE_IN_COMPOUND = {"m": "en", "f": "ei", "n": "ett"}  # tjueen: no accent, no article to fear
UP_TO_NINETEEN = _listed(
    "null én to tre fire fem seks sju åtte ni "
    "ti elleve tolv tretten fjorten femten seksten sytten atten nitten"
)
TENS = _listed("tjue tretti førti femti seksti sytti åtti nitti")  # from 20
ORDINALS_UP_TO_NINETEEN = _listed(
    "første andre tredje fjerde femte sjette sjuende åttende niende tiende ellevte tolvte "
    "trettende fjortende femtende sekstende syttende attende nittende"
)  # from 1
SCALES = ((10**9, "milliard", "milliarder"), (10**6, "million", "millioner"))
MONTHS = _listed(
    "januar februar mars april mai juni juli august september oktober november desember"
)

CARDINALS: dict[str, int] = (
    {word: value for value, word in enumerate(UP_TO_NINETEEN)}
    | {word: 10 * value for value, word in enumerate(TENS, start=2)}
    | {word: value for value, *forms in SCALES for word in forms}
    | {"hundre": 100, "tusen": 1000}
    | {"en": 1, "ei": 1, "ett": 1}
)
ORDINALS: dict[str, int] = (
    {word: value for value, word in enumerate(ORDINALS_UP_TO_NINETEEN, start=1)}
    | {word + "ende": 10 * value for value, word in enumerate(TENS, start=2) if value > 2}
    | {"tjuende": 20, "hundrede": 100, "tusende": 1000, "millionte": 10**6, "milliardte": 10**9}
)
IN_NYNORSK: dict[str, str] = {
    **{"én": "éin", "en": "ein", "ett": "eitt", "millioner": "millionar"},
    **{"milliarder": "milliardar"},
    **{word: f"{word[:-4]}ande" for word in ORDINALS if re.search("(?<!tus)ende$", word)},
}  # The words that numbers are made of where nynorsk has others; the rest are the same

# read, never written
CARDINALS |= {"éi": 1, "et": 1, "eit": 1, "syv": 7, "tyve": 20}
CARDINALS |= {"tredve": 30, "tredive": 30, "førr": 40}
ORDINALS |= {"annen": 2, "fyrste": 1, "syvende": 7, "tyvende": 20, "tredevte": 30, "tredivte": 30}
for _bokmål, _nynorsk in IN_NYNORSK.items():
    _table = CARDINALS if _bokmål in CARDINALS else ORDINALS
    _table[_nynorsk] = _table[_bokmål]
ORDINAL_OF = {value: word for word, value in reversed(ORDINALS.items())}  # the first form wins
ARTICLES = {"en", "ei", "et", "ein", "eit"}  # one only inside a longer number

# Words for a share or a multiple. None: the word names no exact value.
FRACTIONS: dict[str, Decimal | None] = {
    **dict.fromkeys(("halv", "halvt", "halve", "halvpart", "halvparten"), Decimal("0.5")),
    **dict.fromkeys(("halvdel", "halvdelen", "halvert", "halvering"), Decimal("0.5")),
    **dict.fromkeys(("halvannen", "halvannet", "halvannan", "halvtanna"), Decimal("1.5")),
    **dict.fromkeys(("en og en halv", "ei og ei halv", "et og et halvt"), Decimal("1.5")),
    **dict.fromkeys(("ein og ein halv", "eit og eit halvt"), Decimal("1.5")),
    **dict.fromkeys(("dobbel", "dobbelt", "doble", "doblet", "dobla", "dobling"), Decimal(2)),
    **dict.fromkeys(("begge", "båe"), Decimal(2)),
    **{"kvart": Decimal("0.25"), "trekvart": Decimal("0.75"), "dusin": Decimal(12), "par": None},
    **{"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": None, "⅔": None},
}
# What may follow a number word inside one word: «tolvukers», «treårig», «femdoblet».
TIME_TAILS = _listed("år dag uke veke måned månad time minutt sekund")
OTHER_TAILS = _listed(
    "prosent kilo gram meter delt deling doble dobla dobli dobbel sidig siders sides gang gong "
    "kant sifre sifra armet arma armede armes fold ledd trinn steg punkt veis fase kamp stjerne "
    "person manns roms spalte gruppe faktor hjul språk takt tall"
)

# ---- Writing ---------------------------------------------------------------------------------


def _decimal(value: Number) -> Decimal:
    """The value as a finite Decimal; ValueError for NaN, infinity, bool and other types."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError(f"not a number: {value!r}")
    exact = Decimal(repr(float(value))) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        raise ValueError(f"not a finite number: {value!r}")
    return exact


def _whole(value: int, low: int, high: int = LARGEST) -> int:
    """The value itself; ValueError unless it is an int (no bool) in low .. high."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"not a whole number: {value!r}")
    if not low <= value <= high:
        raise ValueError(f"{value} is not in the range {low} .. {high}")
    return value


def digits(value: Number, decimals: int | None = None) -> str:
    """The value in digits: hard space between thousands, decimal comma, a real minus sign.

    A float is written as its shortest decimal form (5.0 is «5,0»), or rounded half up to
    `decimals` places. ValueError for NaN, infinity, bool and negative `decimals`.
    """
    exact = _decimal(value)
    if decimals is not None:
        step = Decimal(1).scaleb(-_whole(decimals, 0, 100))
        room = Context(prec=max(exact.adjusted(), 0) + decimals + 2)
        exact = exact.quantize(step, rounding=ROUND_HALF_UP, context=room)
    whole, _, fraction = f"{exact.copy_abs():f}".partition(".")
    text = f"{int(whole):,}".replace(",", NBSP) + (f",{fraction}" if fraction else "")
    return MINUS + text if exact < 0 else text


def words(value: int, gender: str = "m") -> str:
    """The cardinal in bokmål: -999 999 999 999 .. 999 999 999 999.

    `gender` is that of what is counted: "m" (én), "f" (ei), "n" (ett). It bends the last one:
    «hundre og ett», «tjueett». After tens the common form is «tjueen» without an accent, since it
    cannot be taken for an article. «tusen» counts as neuter («tjueett tusen»), «million» and
    «milliard» as common gender («én million»). «ett» before «hundre» and «tusen» is left out at
    the start only: «hundre», but «tusen ett hundre». ValueError otherwise.
    """
    _whole(value, -LARGEST)
    if gender not in ONE:
        raise ValueError(f"unknown gender {gender!r}: use m, f or n")
    if value < 0:
        return "minus " + words(-value, gender)
    if value == 0:
        return UP_TO_NINETEEN[0]
    parts: list[str] = []
    rest = value
    for scale, singular, plural in SCALES:
        count, rest = divmod(rest, scale)
        if count:
            parts += [_below_thousand(count, "m", parts), singular if count == 1 else plural]
    thousands, rest = divmod(rest, 1000)
    if thousands == 1 and not parts:
        parts.append("tusen")
    elif thousands:
        parts += [_below_thousand(thousands, "n", parts), "tusen"]
    if 0 < rest < 100 and parts:
        parts.append("og")
    if rest:
        parts.append(_below_thousand(rest, gender, parts))
    return " ".join(parts)


def _below_thousand(value: int, gender: str, before: list[str]) -> str:
    """1 .. 999 in words; a leading «ett» before «hundre» only when other words come before."""
    hundreds, rest = divmod(value, 100)
    parts = []
    if hundreds:
        if hundreds > 1 or before:
            parts.append(ONE["n"] if hundreds == 1 else UP_TO_NINETEEN[hundreds])
        parts.append("hundre")
        if rest:
            parts.append("og")
    if rest == 1:
        parts.append(ONE[gender])
    elif 0 < rest < 20:
        parts.append(UP_TO_NINETEEN[rest])
    elif rest:
        ten, unit = divmod(rest, 10)
        last = ["", ONE_IN_COMPOUND[gender], *UP_TO_NINETEEN[2:]][unit]
        parts.append(TENS[ten - 2] + last)
    return " ".join(parts)


def ordinal(value: int) -> str:
    """The ordinal in words, 1 .. 999 999 999 999: «tredje», «tjueførste», «hundre og femte»."""
    cardinal = words(_whole(value, 1))
    if value in (10**6, 10**9):
        return ORDINAL_OF[value]
    last = list(_ATOM.finditer(cardinal))[-1]
    return cardinal[: last.start()] + ORDINAL_OF[CARDINALS[last.group()]]


def prose(value: Number, gender: str = "m") -> str:
    """The rule of running text: an int 0 .. 12 in words, everything else in digits."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= PROSE_LIMIT:
        return words(value, gender)
    return digits(value)


def percent(value: Number, in_words: bool = False) -> str:
    """A percentage with a hard space: «9 %», or in running text «ni prosent», «0,9 prosent»."""
    return f"{prose(value)}{NBSP}prosent" if in_words else f"{digits(value)}{NBSP}%"


def number_range(low: Number, high: Number, unit: str = "") -> str:
    """«74–90», «74–90 %» with a unit, «−7,9 til −2,5». ValueError unless low is below high."""
    if _decimal(low) >= _decimal(high):
        raise ValueError(f"a range runs upwards, not from {low} to {high}")
    joint = " til " if low < 0 else EN_DASH  # a dash before a minus is read as one
    return f"{digits(low)}{joint}{digits(high)}" + (NBSP + unit if unit else "")


def share(part: int, whole: int, in_words: bool = True, gender: str = "m") -> str:
    """«fem av ti», or «5 av 10» when not in_words or when either number is above twelve."""
    _whole(part, 0)
    if _whole(whole, 0) < part:
        raise ValueError(f"a part of {part} is more than the whole of {whole}")
    if in_words and whole <= PROSE_LIMIT:
        return f"{words(part, gender)} av {words(whole)}"
    return f"{digits(part)} av {digits(whole)}"


def in_nynorsk(text: str) -> str:
    """A number as the functions above write it, in nynorsk: «én av ti» -> «éin av ti»."""
    return _WORD.sub(lambda word: _ATOM.sub(_nynorsk_atom, word.group()), text)


def _nynorsk_atom(atom: re.Match[str]) -> str:
    return IN_NYNORSK.get(atom.group(), atom.group())


def capitalise(text: str) -> str:
    """The text with its first letter in upper case; a text that begins with a digit is left."""
    for at, character in enumerate(text):
        if character.isalnum():
            return text[:at] + character.upper() + text[at + 1 :]
    return text


def date(iso: str, form: str = "long") -> str:
    """An ISO date as «5. mai 2020» (long), «05.05.20» (short) or «05.05.2020» (numeric).

    ValueError for a date that does not exist, another notation or an unknown form.
    """
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", iso):
        raise ValueError(f"not an ISO date (2020-05-05): {iso!r}")
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError as error:
        raise ValueError(f"no such date: {iso}") from error
    if form == "long":
        return f"{day.day}.{NBSP}{MONTHS[day.month - 1]} {day.year}"
    if form not in ("short", "numeric"):
        raise ValueError(f"unknown form {form!r}: use long, short or numeric")
    year = f"{day.year:04}"
    return f"{day.day:02}.{day.month:02}." + (year[2:] if form == "short" else year)


# ---- Reading ---------------------------------------------------------------------------------
# A phrase is cut into atoms (tjue, to, hundre, og); each atom is one letter of a «shape», and one
# small grammar says which shapes are numbers: «to hundre og tjueen» has the shape «u h & Ta».
#   z 0   u 1-9   a the articles en, ei, et   t 10-19   T 20-90   h 100   k 1000   m, g 10^6, 10^9
#   & og   ! minus   ' after the letter: an ordinal   space and hyphen: themselves


def _alternatives(spellings: list[str]) -> str:
    """A pattern for any of the spellings, the longest first."""
    return "|".join(sorted(map(re.escape, spellings), key=len, reverse=True))


# «ettusen» is et + tusen, «eittusen» eit + tusen; a greedy reader would take «ett» and «eitt».
_ATOMS = re.sub(
    r"(?<=\|)(ei?tt)(?=\|)", r"\1(?!usen)", _alternatives([*CARDINALS, *ORDINALS, "og", "minus"])
)
_ATOM = re.compile(_ATOMS)
_WORD = re.compile(rf"(?<!\w)(?:{_ATOMS})++(?!\w)")
_PIECE = re.compile(rf"{_ATOMS}|[\s-]")

_LETTERS = {"og": "&", "minus": "!"} | dict.fromkeys(ARTICLES, "a")


def _group(count: str, scale: str, rest: str) -> str:
    """[count] scale [[og] rest], or the rest alone; «millionen», «hundre en» are no such thing."""
    return f"(?:(?:{count}[ -]?)?{scale}(?:(?![ -]?a)[ -]?(?:&[ -]?)?{rest})?|{rest})"


_SMALL = "(?:T(?:-?[ua])?|[ua]&T|[tua])"  # tjueto, tjue-to, toogtjue
_HUNDREDS = _group("[uat]", "h", _SMALL)
_THOUSANDS = _group(_HUNDREDS, "k", _HUNDREDS)
_MILLIARDS = _group(_HUNDREDS, "g", _group(_HUNDREDS, "m", _THOUSANDS))
_NUMBER = re.compile(f"(?:! )?(?:z|{_MILLIARDS})'?")


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    shape: str
    value: int = 0


def _token(match: re.Match[str]) -> _Token:
    """The token of one atom or separator."""
    word = match.group()
    if word in ORDINALS:
        value, mark = ORDINALS[word], "'"
    elif word in CARDINALS:
        value, mark = CARDINALS[word], ""
    else:
        letter = _LETTERS.get(word, "-" if word == "-" else " ")
        return _Token(match.start(), match.end(), letter)
    size = "zutThkmg"[sum(value >= least for least in (1, 10, 20, 100, 1000, 10**6, 10**9))]
    return _Token(match.start(), match.end(), _LETTERS.get(word, size) + mark, value)


def _shape(tokens: list[_Token]) -> str:
    return "".join(token.shape for token in tokens)


def _value(tokens: list[_Token]) -> int:
    """The value of tokens whose shape is a number."""
    total = group = 0
    for token in tokens:
        if token.value >= 1000:
            total += max(group, 1) * token.value
            group = 0
        elif token.value == 100:
            group = max(group, 1) * 100
        else:
            group += token.value
    return -(total + group) if tokens[0].shape == "!" else total + group


def _parse(text: str) -> tuple[int, bool] | None:
    """The value of a whole text, and whether it is an ordinal; None if it is no number."""
    plain = " ".join(unicodedata.normalize("NFC", text).lower().split())
    tokens = [_token(match) for match in _PIECE.finditer(plain)]
    if sum(token.end - token.start for token in tokens) != len(plain):
        return None
    shape = _shape(tokens)
    if not _NUMBER.fullmatch(shape.replace(" & ", "&")):  # «fem og tyve» as «femogtyve»
        return None
    return _value(tokens), shape.endswith("'")


def parse_words(text: str) -> int | None:
    """The value of a cardinal in words, None if the text is not one.

    Takes any case, any space, hyphens, words written together («totusen»), old counting («fem og
    tyve», «toogtjue»), «syv», «tyve», «tredve», and the articles en, ein, ei, et, eit as one.
    """
    found = _parse(text)
    return found[0] if found and not found[1] else None


def parse_ordinal(text: str) -> int | None:
    """The value of an ordinal in words, None if the text is not one; as generous as parse_words."""
    found = _parse(text)
    return found[0] if found and found[1] else None


_GROUPED = "[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![0-9])"
_DIGITS = re.compile(f"([-{MINUS}]?)({_GROUPED}|[0-9]+)(,[0-9]+)?")


def parse_digits(text: str) -> int | Decimal | None:
    """The value of a number in digits, a Decimal if it has a decimal comma.

    Thousands may be set apart by a space, hard, narrow or thin. None for anything else, also for
    «1.234» and «3.5»: a point is a thousand to one reader and a decimal to the next.
    """
    if not (match := _DIGITS.fullmatch(text.strip())):
        return None
    sign, whole, decimals = match.groups()
    plain = ("-" if sign else "") + re.sub("[^0-9]", "", whole)
    return Decimal(plain + decimals.replace(",", ".")) if decimals else int(plain)


# ---- Finding ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """One number in a text: text == whole_text[start:end].

    kind   value
    digits    int or Decimal; «30 millioner» is one; None for «1.234», «3.5», «05.05.2020»
    words     int
    ordinal   int, from the third up;  ordinal?: første, andre, annen, which mostly count nothing
    fraction  a share or multiple: halv, «tre fjerdedeler», begge, par; None if not exact in Decimal
    compound  a number word with a tail: «tolvukers», «treårig», «tosifret»; the number's value
    vague     None: hundrevis, tusener, titalls, håndfull, flertallet av
    roman     int: «XII artikler»
    mixed     None: letters and digits in one token (O2Hb, COVID-19, 12g)
    """

    start: int
    end: int
    text: str
    value: int | Decimal | None
    kind: str


_SCALE_VALUES = {"hundre": 100, "tusen": 1000, "mill.": 10**6, "mrd.": 10**9} | {
    word: value
    for value, *forms in SCALES
    for form in forms
    for word in (form, IN_NYNORSK.get(form, form))
}
_RUN = rf"(?:{_ATOMS})++(?!\w)"  # possessive: cuts words into atoms just as _PIECE does
_ROUND = "(?:ti|hundre|tusen|million|milliard|dusin|snese)+"
_FIND = re.compile(
    rf"""(?<!\w)(?:
      (?P<mixed>(?:[^\W\d]+-?[0-9]|[0-9]+(?:[.,][0-9]+)*[^\W\d])\w*(?:-\w+)*)
    | (?P<digits>[-{MINUS}]?(?:{_GROUPED}(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)*)
        (?!\w)(?:\s(?P<scale>{_alternatives(list(_SCALE_VALUES))})(?!\w))?)
    | (?P<fraction>(?P<named>{_alternatives(list(FRACTIONS))})(?!\w)
        |(?!tredjepart)  # who is neither of two
         (?P<part>(?:{_ATOMS})+)(?:del(?:s|[ea]r|ene?|ane)?|part(?:[ea]r|ene?|ane)?)(?!\w))
    | (?P<vague>(?:{_ROUND}(?:vis|tall?s?)|(?:ti|hundre)?tusen[ea]r|hundrer
        |(?:million|milliard)[ea]r|h[åa]ndfull(?:en)?)(?!\w)
        |(?:flertall(?:et)?|fleirtal(?:et)?|majoritet(?:en)?)(?=\sav(?!\w)))
    | (?P<run>{_RUN}(?:[\s-]{_RUN})*)
    | (?P<compound>(?P<stem>fir|halv|(?:{_ATOMS})+)
        (?:(?P<time>{_alternatives(TIME_TAILS)})|{_alternatives(OTHER_TAILS)})\w*)
    )""",
    re.VERBOSE,
)
_AND_A_HALF = re.compile(r"\sog\s(?:én|en|ei|ett|et|éin|ein|eitt|eit)\s")
_LONGEST_RUN = 50  # tokens in the longest number there is


def find_numbers(text: str) -> list[Found]:
    """Every number in a Norwegian text, in order, none overlapping, the longest reading first.

    The articles en, ein, ei, et, eit are no numbers («én», «éin», «ett» and «eitt» are). «fem og
    tjue» is two numbers here, since it is more often «mellom fem og tjue» than 25; «femogtjue» is
    one. Markup is not understood: take out links and citations first. Expects composed letters
    (NFC).
    """
    found: list[Found] = []
    lower = text.lower()
    if len(lower) != len(text):  # a rare letter grows in lower case, and offsets must hold
        lower = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    for match in _FIND.finditer(lower):
        kind = match.lastgroup or ""  # the outermost group: it closes last
        start, end = match.span()
        value: int | Decimal | None = None
        if kind == "run":
            found += _in_run(text, lower, start, end)
            continue
        if kind == "digits":
            value = parse_digits(
                match["digits"][: len(match["digits"]) - len(match["scale"] or "")]
            )
            if value is not None and match["scale"]:
                value = _plain(Fraction(value) * _SCALE_VALUES[match["scale"]])
        elif kind == "fraction":
            before = found[-1] if found and found[-1].kind == "words" else None
            if (share_of := _in_fraction(match, lower, before)) is None:
                continue
            value, with_before = share_of
            if with_before:
                start = found.pop().start
        elif kind == "compound" and (
            (value := _in_compound(match["stem"], bool(match["time"]))) is None
        ):
            continue
        found.append(Found(start, end, text[start:end], value, kind))
    found += _roman(text)
    return sorted(found, key=lambda number: number.start)


_ROMAN = re.compile(
    r"(?<![\w.-])(?<![Tt]ype )(?<![Ff]ase )(?<![Gg]rad )(?<![Dd]el )(?<![Kk]apittel )(?<![Bb]ind )"
    r"(?=[IVX]{2})(?!IV )(X{0,3})(IX|IV|V?I{0,3})(?=\s[a-zæøå]{4})"
)  # Roman numerals from two on before a word that they can count: «XII artikler», not «Type II»


def _roman(text: str) -> Iterator[Found]:
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    for match in _ROMAN.finditer(text):
        before = text[: match.start()].split()[-1:]
        if not before or not before[0][0].isupper() or len(before[0]) == 1:  # «Haakon VII»
            value = 10 * len(match[1]) + ones.index(match[2])
            yield Found(match.start(), match.end(), match[0], value, "roman")


def _plain(value: Fraction) -> int | Decimal | None:
    """The value as an int or an exact Decimal; None if its decimals never end."""
    if value.denominator == 1:
        return value.numerator
    near = Decimal(value.numerator) / Decimal(value.denominator)
    return near if Fraction(near) == value else None


def _in_run(text: str, lower: str, start: int, end: int) -> list[Found]:
    """The numbers in a run of words that are made of atoms only."""
    found = []
    tokens = [_token(match) for match in _PIECE.finditer(lower, start, end)]
    at = 0
    while at < len(tokens):
        stop = _longest(tokens, at)
        if at == 0 and lower.endswith("mellom ", 0, start):
            stop = _before_conjunction(tokens, stop)
        if stop > at:
            number = tokens[at:stop]
            begin, after, value = number[0].start, number[-1].end, _value(number)
            kind = "words"
            if number[-1].shape.endswith("'"):
                kind = "ordinal" if value > 2 else "ordinal?"
            found.append(Found(begin, after, text[begin:after], value, kind))
            at = stop
        else:  # on to the next word
            at = next((i for i in range(at, len(tokens)) if tokens[i].shape in " -"), len(tokens))
        at += 1
    return found


def _longest(tokens: list[_Token], at: int) -> int:
    """Where the longest number from this token on stops; `at` itself if there is none."""
    for stop in range(min(len(tokens), at + _LONGEST_RUN), at, -1):
        if stop < len(tokens) and tokens[stop].shape not in " -":
            continue  # inside a word
        shape = _shape(tokens[at:stop])
        if shape == "a" or not _NUMBER.fullmatch(shape):
            continue
        if shape.endswith(" u'") and tokens[stop - 1].value <= 2:
            continue  # «hundre og andre» is a hundred and others
        if "&" in shape and re.match(" [hkmg]", _shape(tokens[stop : stop + 2])):
            continue  # «tusen og fem tusen» is two numbers
        return stop
    return at


def _before_conjunction(tokens: list[_Token], stop: int) -> int:
    """After «mellom», the stop before «og», unless another «og» follows the number.

    «mellom hundre og to tusen» is 100 and 2000, «mellom hundre og ti og to hundre» 110 and 200.
    """
    if _shape(tokens[stop : stop + 2]) == " &":
        return stop
    return next((i - 1 for i in range(1, stop) if _shape(tokens[i - 1 : i + 1]) == " &"), stop)


def _in_fraction(
    match: re.Match[str], lower: str, before: Found | None
) -> tuple[int | Decimal | None, bool] | None:
    """The value of a fraction, and whether the number before it is part of it; None if no number.

    «tre fjerdedeler» and «to og en halv» take the number before.
    """
    count = before.value if before else None
    gap = lower[before.end : match.start()] if before else ""
    if match["named"]:
        half = FRACTIONS[match["named"]]
        if count is not None and match["named"].startswith("halv") and _AND_A_HALF.fullmatch(gap):
            return count + Decimal("0.5"), True
        return half, False
    if (part := _parse(match["part"])) is None or part[0] < 2:
        return None  # «endel» counts nothing
    takes = count is not None and len(gap) == 1 and gap.isspace()
    return _plain(Fraction(count if takes and count is not None else 1) / part[0]), takes


def _in_compound(stem: str, of_time: bool) -> int | Decimal | None:
    """The value of the number word before a tail; None where it counts nothing («ensidig»)."""
    if stem == "fir":
        return 4
    if stem == "halv":
        return Decimal("0.5") if of_time else None
    number = _parse(stem)
    return number[0] if number and number[0] >= (1 if of_time else 2) else None
