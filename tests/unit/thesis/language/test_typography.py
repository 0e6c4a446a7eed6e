"""Typographic slips, and words that stand twice."""

import pytest

from thesis.language import typography


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Han sa "ja" til det.', ['"', '"']),
        ("Han sa 'ja' til det.", ["'ja'"]),
        ("Et « ord » her.", ["« ", " »"]),
        ("Alderen var 18-40 år.", ["18-40"]),
        ("Fra 0,5-1,5 liter", ["0,5-1,5"]),
        ("Omtrent 8% av dem, 9 % av dem", ["8%"]),
        ("Et ord , og et til .", [" ,", " ."]),
    ],
)
def test_a_slip_is_found(text: str, found: list[str]) -> None:
    assert sorted(slip.found for slip in typography.slips(text)) == sorted(found)
    assert all(text[slip.start :].startswith(slip.found) for slip in typography.slips(text))


def test_english_has_its_own_marks_and_no_space_before_percent() -> None:
    found = list(typography.slips('9% said "no" at ages 18-40 .', "en"))
    assert [(slip.found, slip.expected[-3:]) for slip in found] == [
        ('"', "“…”"),
        ('"', "“…”"),
        ("18-40", "(–)"),
        (" .", "ign"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "«Ordet», sa han, «er ‘slik’.»",
        "Hans’ studie og ta’kke og Hans' andre, og rock'n'roll",
        "Alderen var 18–40 år, 9\u00a0% av dem; 0,9 (p < 0,05).",
        "Den 2020-05-05, ICD-10-11, §§ 3-1 og 3-2, F10-F19, covid-19-2, 12-stegsprogram, uke 1-",
        "Se … og – slik. ClinicalTrials.gov, .gov, f.eks. (slik).",
        "Et 50%-mål",
    ],
)
def test_what_is_right_is_let_be(text: str) -> None:
    assert list(typography.slips(text)) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Losing one's health, Hans' studie, rock'n'roll.", 4),
        ("O'Neil, d'Arc og «'n Jens»", 3),
        ("It’s like ’90s, and ‘so’.", 0),
        ("De sa 'ja' og 'nei, ja'.", 0),
        ("N,N'-dimetyl, 5' og 3'-enden, 5'10", 0),
        ("«Det's», sa han.", 1),
    ],
)
def test_an_apostrophe_of_a_typewriter_is_found(text: str, count: int) -> None:
    found = list(typography.apostrophes(text))
    assert len(found) == count
    assert all(text[slip.start] == slip.found == "'" for slip in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('It was "so".', ['"', '"']),
        ("It was 'so' and 'so on'.", ["'so'", "'so on'"]),
        ('It was “so”, ‘so’ and 5" long.', []),
        ("It's Hans' own.", []),
    ],
)
def test_quotation_marks_of_a_typewriter_are_found(text: str, found: list[str]) -> None:
    assert [slip.found for slip in typography.quotes(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Det virker på på russuget.", ["på på"]),
        ("Og og så", ["Og og"]),
        ("trening\u00a0trening", ["trening\u00a0trening"]),
        ("av det det spørres om, og den den gjelder", []),
        ("Bora Bora er ei øy.", []),
        ("til til-passet, på. På nytt, 5 5, i, i", []),
        ("sammen sammenheng", []),
    ],
)
def test_a_word_twice_is_found_unless_it_may_be(text: str, found: list[str]) -> None:
    assert [slip.found for slip in typography.doubled(text)] == found
