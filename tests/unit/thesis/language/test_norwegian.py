"""Norwegian numbers, written and read back."""

import time
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest

from thesis.language.norwegian import (
    LARGEST,
    NBSP,
    Found,
    capitalise,
    date,
    digits,
    find_numbers,
    in_nynorsk,
    number_range,
    ordinal,
    parse_digits,
    parse_ordinal,
    parse_words,
    percent,
    prose,
    share,
    words,
)

EVERY_SIZE = [
    *range(2001),
    *range(2001, 10**6, 3989),
    *range(10**6, 10**12, 7 * 10**9 + 1234567),
    *(10**power + step for power in range(3, 12) for step in (-1, 0, 1, 100, 1000)),
    LARGEST,
]


def hard(text: str) -> str:
    """The text with ~ as a hard space, so that expectations can be read."""
    return text.replace("~", NBSP)


def seen(text: str) -> list[tuple[str, object, str]]:
    return [(found.text, found.value, found.kind) for found in find_numbers(text)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (999, "999"), (1000, "1~000"), (1536, "1~536"), (30799618, "30~799~618"),
        (-1536, "−1~536"), (0.9, "0,9"), (5.0, "5,0"), (-0.0, "0,0"), (1e-7, "0,0000001"),
        (1e16, "10~000~000~000~000~000"), (12345.678, "12~345,678"), (Decimal("2.50"), "2,50"),
        (Decimal("1E+3"), "1~000"),
    ],
)  # fmt: skip
def test_digits_have_a_decimal_comma_and_hard_spaces_between_thousands(
    value: int | float | Decimal, text: str
) -> None:
    assert digits(value) == hard(text)


def test_decimals_are_rounded_half_up_as_they_are_written() -> None:
    assert digits(2.675, 2) == "2,68"  # the binary float lies just below
    assert digits(0.5, 0) == "1"
    assert digits(1.5, 0) == "2"
    assert digits(999.95, 1) == hard("1~000,0")
    assert digits(-0.04, 1) == "0,0"
    assert digits(7, 2) == "7,00"
    assert digits(10**40, 2) == digits(10**40) + ",00"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "null"),
        (7, "sju"),
        (12, "tolv"),
        (20, "tjue"),
        (21, "tjueen"),
        (32, "trettito"),
        (100, "hundre"),
        (101, "hundre og én"),
        (200, "to hundre"),
        (1000, "tusen"),
        (1001, "tusen og én"),
        (1100, "tusen ett hundre"),
        (1536, "tusen fem hundre og trettiseks"),
        (2000, "to tusen"),
        (21000, "tjueett tusen"),
        (100000, "hundre tusen"),
        (10**6, "én million"),
        (1001000, "én million ett tusen"),
        (2000005, "to millioner og fem"),
        (21 * 10**9, "tjueen milliarder"),
        (-5, "minus fem"),
    ],
)
def test_cardinals_are_written_as_sprakradet_advises(value: int, text: str) -> None:
    assert words(value) == text


def test_gender_bends_the_last_one_only() -> None:
    assert [words(1, gender) for gender in "mfn"] == ["én", "ei", "ett"]
    assert words(21, "n") == "tjueett"
    assert words(301, "f") == "tre hundre og ei"
    assert words(1000001, "n") == "én million og ett"


@pytest.mark.parametrize("gender", ["m", "f", "n"])
def test_every_cardinal_reads_back_as_itself(gender: str) -> None:
    wrong = [n for n in EVERY_SIZE if parse_words(words(n, gender)) != n]
    assert wrong == []
    assert [n for n in EVERY_SIZE if parse_words(words(-n, gender)) != -n] == []


def test_no_two_numbers_are_written_alike() -> None:
    assert len({words(n) for n in EVERY_SIZE}) == len(set(EVERY_SIZE))


def test_every_ordinal_reads_back_as_itself_and_is_no_cardinal() -> None:
    positive = [n for n in EVERY_SIZE if n]
    assert [n for n in positive if parse_ordinal(ordinal(n)) != n] == []
    assert [n for n in positive if parse_words(ordinal(n)) is not None] == []
    assert [n for n in positive if parse_ordinal(words(n)) is not None] == []


def test_every_number_in_digits_reads_back_as_itself() -> None:
    assert [n for n in EVERY_SIZE if parse_digits(digits(n)) != n] == []
    assert [n for n in range(-999, 999) if parse_digits(digits(n / 8)) != Decimal(n) / 8] == []


@pytest.mark.parametrize("around", ["{}", "Det var {} deltakere.", "({})", "«{}»", "Ca. {}, altså"])
def test_every_written_number_is_found_whole_in_a_sentence(around: str) -> None:
    for n in EVERY_SIZE[3::7]:
        assert seen(around.format(words(n))) == [(words(n), n, "words")]
        assert seen(around.format(digits(n))) == [(digits(n), n, "digits")]
        if n % 100 not in (1, 2):  # «hundre og andre» is a hundred and others
            assert seen(around.format(ordinal(n))) == [(ordinal(n), n, "ordinal")]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "første"), (2, "andre"), (3, "tredje"), (5, "femte"), (7, "sjuende"), (11, "ellevte"),
        (20, "tjuende"), (21, "tjueførste"), (22, "tjueandre"), (30, "trettiende"),
        (100, "hundrede"), (105, "hundre og femte"), (2000, "to tusende"), (10**6, "millionte"),
    ],
)  # fmt: skip
def test_ordinals_in_words(value: int, text: str) -> None:
    assert ordinal(value) == text


def test_running_text_has_words_up_to_twelve_and_digits_above() -> None:
    assert [prose(n) for n in (0, 1, 12, 13, 1536)] == ["null", "én", "tolv", "13", hard("1~536")]
    assert prose(1, "n") == "ett"
    assert prose(-3) == "−3"
    assert prose(0.9) == "0,9"


def test_percent_has_a_hard_space_before_the_sign_and_the_word() -> None:
    assert percent(9) == hard("9~%")
    assert percent(0.9) == hard("0,9~%")
    assert percent(9, in_words=True) == hard("ni~prosent")
    assert percent(1, in_words=True) == hard("én~prosent")
    assert percent(13, in_words=True) == hard("13~prosent")


def test_a_range_has_an_en_dash_and_one_unit() -> None:
    assert number_range(74, 90) == "74–90"
    assert number_range(74, 90, "%") == hard("74–90~%")
    assert number_range(0.7, Decimal("0.95")) == "0,7–0,95"
    assert number_range(-7.9, -2.5) == "−7,9 til −2,5"


def test_a_share_has_both_numbers_in_the_same_form() -> None:
    assert share(5, 10) == "fem av ti"
    assert share(1, 10, gender="n") == "ett av ti"
    assert share(5, 10, in_words=False) == "5 av 10"
    assert share(5, 13) == "5 av 13"
    assert share(0, 4) == "null av fire"


def test_a_sentence_starts_with_a_capital_unless_it_starts_with_a_digit() -> None:
    assert capitalise("én av ti") == "Én av ti"
    assert capitalise("åtte") == "Åtte"
    assert capitalise("«fem»") == "«Fem»"
    assert capitalise("5 av 10") == "5 av 10"
    assert capitalise("") == ""


def test_dates_in_three_forms() -> None:
    assert date("2020-05-05") == hard("5.~mai 2020")
    assert date("2020-05-05", "short") == "05.05.20"
    assert date("2020-05-05", "numeric") == "05.05.2020"


@pytest.mark.parametrize(
    "call",
    [
        lambda: digits(float("nan")),
        lambda: digits(float("inf")),
        lambda: digits(Decimal("NaN")),
        lambda: digits(True),
        lambda: digits("5"),  # type: ignore[arg-type]
        lambda: digits(5, -1),
        lambda: words(True),
        lambda: words(2.0),  # type: ignore[arg-type]
        lambda: words(1, "x"),
        lambda: words(5, "x"),
        lambda: words(LARGEST + 1),
        lambda: ordinal(0),
        lambda: prose(True),
        lambda: percent(float("nan")),
        lambda: number_range(90, 74),
        lambda: number_range(5, 5),
        lambda: number_range(1, float("nan")),
        lambda: share(11, 10),
        lambda: share(-1, 10),
        lambda: date("2020-02-30"),
        lambda: date("20200505"),
        lambda: date("05.05.2020"),
        lambda: date("2020-05-05", "wide"),
    ],
)
def test_what_cannot_be_written_is_a_value_error_with_a_message(call: Callable[[], str]) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        call()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("en", 1),
        ("et", 1),
        ("ei", 1),
        ("Én", 1),
        ("e\u0301n", 1),  # a decomposed accent
        ("syv", 7),
        ("tyve", 20),
        ("tredve", 30),
        ("førti", 40),
        ("hundre og fem", 105),
        ("ett hundre", 100),
        ("ethundre", 100),
        ("etthundreogfem", 105),
        ("toogtjue", 22),
        ("toogtyve", 22),
        ("fem og tyve", 25),
        ("hundre og fem og tyve", 125),
        ("tjue-to", 22),
        ("TO TUSEN", 2000),
        ("totusen", 2000),
        ("ettusen", 1000),
        ("nitten hundre og femti", 1950),
        (hard("to~tusen"), 2000),
        ("  to   millioner  ", 2000000),
    ],
)
def test_older_and_looser_spellings_are_read(text: str, value: int) -> None:
    assert parse_words(text) == value


NO_NUMBERS = "|tog|treet|tien|millionen|tusenet|to tre|fem tjue|og fem|hundre og|toalett|5|en en"


@pytest.mark.parametrize("text", NO_NUMBERS.split("|"))
def test_what_is_no_cardinal_is_none(text: str) -> None:
    assert parse_words(text) is None


def test_ordinals_are_read_in_older_spellings_too() -> None:
    read = ["annen", "Andre", "syvende", "tyvende", "toogtyvende", "tredevte", "hundre og første"]
    assert [parse_ordinal(text) for text in read] == [2, 2, 7, 20, 22, 30, 101]
    assert parse_ordinal("tredje to") is None


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_any_space_between_thousands_is_read(space: str) -> None:
    assert parse_digits(f"30{space}799{space}618") == 30799618
    assert parse_digits(f"1{space}536,25") == Decimal("1536.25")


def test_both_minus_signs_are_read() -> None:
    assert parse_digits("-5") == parse_digits("−5") == -5


@pytest.mark.parametrize("text", ["1.234", "3.5", "5.", "30 79", "1234 567", "1,2,3", "", "9 %"])
def test_ambiguous_or_broken_digits_are_none(text: str) -> None:
    assert parse_digits(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("74–90 %", [("74", 74, "digits"), ("90", 90, "digits")]),
        ("i 2008-2015", [("2008", 2008, "digits"), ("2015", 2015, "digits")]),
        ("(−5)", [("−5", -5, "digits")]),
        ("5. mai 2020", [("5", 5, "digits"), ("2020", 2020, "digits")]),
        ("den 05.05.2020", [("05.05.2020", None, "digits")]),
        ("2,5 millioner", [("2,5 millioner", 2500000, "digits")]),
        ("12-ukers", [("12", 12, "digits")]),
        ("12345 678", [("12345", 12345, "digits"), ("678", 678, "digits")]),
        ("O2Hb og F10", [("O2Hb", None, "mixed"), ("F10", None, "mixed")]),
        ("COVID-19, 1RM", [("COVID-19", None, "mixed"), ("1RM", None, "mixed")]),
        ("Fem av TI", [("Fem", 5, "words"), ("TI", 10, "words")]),
        ("to-tre uker", [("to", 2, "words"), ("tre", 3, "words")]),
        ("tusen takk", [("tusen", 1000, "words")]),
        ("toogtjue", [("toogtjue", 22, "words")]),
        ("minus fem", [("minus fem", -5, "words")]),
        ("mellom fem og tjue", [("fem", 5, "words"), ("tjue", 20, "words")]),
        ("mellom hundre og to tusen", [("hundre", 100, "words"), ("to tusen", 2000, "words")]),
        (
            "mellom hundre og ti og to hundre",
            [("hundre og ti", 110, "words"), ("to hundre", 200, "words")],
        ),
        ("tusen og fem tusen", [("tusen", 1000, "words"), ("fem tusen", 5000, "words")]),
        ("hundre og andre", [("hundre", 100, "words"), ("andre", 2, "ordinal?")]),
        ("én dag og ett mål", [("én", 1, "words"), ("ett", 1, "words")]),
        ("den tredje", [("tredje", 3, "ordinal")]),
        ("de to første", [("to", 2, "words"), ("første", 1, "ordinal?")]),
        ("halvparten", [("halvparten", Decimal("0.5"), "fraction")]),
        ("en femdel", [("femdel", Decimal("0.2"), "fraction")]),
        ("en tredjedel", [("tredjedel", None, "fraction")]),
        ("tre fjerdedeler", [("tre fjerdedeler", Decimal("0.75"), "fraction")]),
        ("to og en halv time", [("to og en halv", Decimal("2.5"), "fraction")]),
        ("en og en halv time", [("en og en halv", Decimal("1.5"), "fraction")]),
        ("begge, et par", [("begge", 2, "fraction"), ("par", None, "fraction")]),
        ("hundrevis, titalls", [("hundrevis", None, "vague"), ("titalls", None, "vague")]),
        ("millioner av", [("millioner", None, "vague")]),
    ],
)
def test_numbers_are_found_with_value_and_kind(text: str, expected: list[object]) -> None:
    assert seen(text) == expected


COMPOUNDS = {
    "fireåring": 4, "tolvukers": 12, "treårig": 3, "tosidig": 2, "femdoblet": 5, "tosifret": 2,
    "sekstimers": 6, "firkant": 4, "ettårig": 1, "åttitallet": 80, "tredobbelt": 3,
    "trettidagers": 30,
}  # fmt: skip


NYNORSK = {
    "Ein av studiane er ny, éin er gamal": [("éin", 1)],
    "eitt forsøk, eit forsøk, ei veke": [("eitt", 1)],
    "tjueein, tjueeitt; hundre og ein": [("tjueein", 21), ("tjueeitt", 21), ("hundre og ein", 101)],
    "eittusen, to millionar": [("eittusen", 1000), ("to millionar", 2 * 10**6)],
    "3 millionar": [("3 millionar", 3 * 10**6)],
    "den sjuande og den tjuefyrste": [("sjuande", 7), ("tjuefyrste", 21)],
    "to og eit halvt år": [("to og eit halvt", Decimal("2.5"))],
    "halvannan time, båe, tredobla": [("halvannan", Decimal("1.5")), ("båe", 2), ("tredobla", 3)],
    "tre fjerdedelar": [("tre fjerdedelar", Decimal("0.75"))],
    "tolvvekers, fem gonger, tremånaders": [("tolvvekers", 12), ("fem", 5), ("tremånaders", 3)],
    "hundretals, tusenar": [("hundretals", None), ("tusenar", None)],
    "mellom fem og ti": [("fem", 5), ("ti", 10)],
    "eigne einingar, eine dag, total, vekentleg, einsidig, seint": [],
}


@pytest.mark.parametrize(("text", "found"), NYNORSK.items())
def test_nynorsk_is_read_too(text: str, found: list[object]) -> None:
    assert [(one.text, one.value) for one in find_numbers(text)] == found


@pytest.mark.parametrize("gender", ["m", "f", "n"])
def test_what_is_written_in_nynorsk_reads_back_as_itself(gender: str) -> None:
    for value in (*range(130), 999, 1001, 21_021, 2_000_000, 3 * 10**9 + 1):
        assert parse_words(in_nynorsk(words(value, gender))) == value
    for value in (*range(1, 130), 1000, 10**6):
        assert parse_ordinal(in_nynorsk(ordinal(value))) == value


@pytest.mark.parametrize(
    ("bokmål", "nynorsk"),
    [
        ("én av ti", "éin av ti"),
        ("ett", "eitt"),
        ("tjueett tusen", "tjueeitt tusen"),
        ("to millioner tretten", "to millionar tretten"),
        ("hundre og sjuende", "hundre og sjuande"),
        ("tusende", "tusende"),
        (f"ni{NBSP}prosent", f"ni{NBSP}prosent"),
    ],
)
def test_numbers_have_their_words_of_nynorsk(bokmål: str, nynorsk: str) -> None:
    assert in_nynorsk(bokmål) == nynorsk


@pytest.mark.parametrize(("word", "value"), COMPOUNDS.items())
def test_a_number_word_with_a_known_tail_is_a_compound(word: str, value: int) -> None:
    assert seen(f"En {word} gutt") == [(word, value, "compound")]


INNOCENT = (
    "en ei et toalett femme seksuell totalt enhet tog trening tresko tolvfingertarmen ensidig "
    "alle nivå tien treet kvartal endelig endel delvis dobbeltblindet nullhypotesen annet enkelt"
)


@pytest.mark.parametrize("word", INNOCENT.split())
def test_a_word_that_only_looks_like_a_number_is_left_alone(word: str) -> None:
    assert seen(f"Se {word} her") == []


def test_offsets_point_into_the_text_even_when_lower_case_is_longer() -> None:
    text = "İ sju av 1 536"
    assert find_numbers(text) == [
        Found(2, 5, "sju", 7, "words"),
        Found(9, 14, "1 536", 1536, "digits"),
    ]


def test_what_is_found_stands_in_order_and_never_overlaps() -> None:
    text = (
        "To og en halv, hundre og fem tolvukers forsøk; 2,5 millioner og tre fjerdedeler av 1RM. "
    )
    found = find_numbers(text * 20)
    assert len(found) == 6 * 20
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all((text * 20)[one.start : one.end] == one.text for one in found)


def test_a_whole_thesis_is_searched_in_an_instant() -> None:
    sentence = "Av de femtifire deltakerne løp 27 i tolv minutter, to hundre og fem meter lenger. "
    text = (sentence * 500)[:40_000]
    took = []
    for _ in range(5):
        start = time.process_time()
        find_numbers(text)
        took.append(time.process_time() - start)
    assert min(took) < 0.15  # about 0.03 s; the margin is for slow machines
