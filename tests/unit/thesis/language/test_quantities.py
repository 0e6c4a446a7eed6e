"""Words for how many, and what they claim of k records out of n."""

import re
from pathlib import Path

import pytest

from thesis.language import quantities
from thesis.language.quantities import LANGUAGES, read, true_wordings


def true_of(text: str, n: int, lang: str = "nb") -> list[int]:
    """Every k out of n that the text is true of."""
    claim = read(text, lang)
    assert claim is not None, f"«{text}» is not known"
    return [k for k in range(n + 1) if claim.holds(k, n)]


@pytest.mark.parametrize(
    ("text", "of_five"),
    [
        ("Alle artiklene", [5]), ("samtlige", [5]), ("Hver av studiene", [5]),
        ("hele gruppen", [5]), ("de inkluderte artiklene", [5]), ("De øvrige artiklene", [5]),
        ("de andre", [5]), ("resten av artiklene", [5]), ("bare kvinner", [5]),
        ("bare av kvinner", [5]), ("kun brukere i behandling", [5]), ("utelukkende voksne", [5]),
        ("Ingen av artiklene", [0]), ("ikke en eneste", [0]), ("begge studiene", []),
        ("de fleste", [3, 4, 5]), ("Flertallet av artiklene", [3, 4, 5]),
        ("majoriteten", [3, 4, 5]), ("mesteparten", [3, 4, 5]), ("over halvparten", [3, 4, 5]),
        ("halvparten", []), ("minst halvparten", [3, 4, 5]), ("under halvparten", [0, 1, 2]),
        ("mindretallet", [1, 2]), ("få", [1, 2]), ("bare få av studiene", [1, 2]),
        ("noen av studiene", [1, 2, 3, 4]), ("enkelte", [1, 2, 3, 4]), ("flere studier", [2, 3, 4]),
        ("mange", [3, 4, 5]), ("ikke alle", [0, 1, 2, 3, 4]), ("den eneste", [1]),
        ("én av studiene", [1]), ("en av studiene", [1]), ("bare én studie", [1]), ("to", [2]),
        ("Tre av fem studier", [3]), ("3 av 5", [3]), ("tre av de fem studiene", [3]),
        ("tre av fire studier", []), ("alle fem", [5]), ("alle de fem artiklene", [5]),
        ("alle de fire artiklene", []), ("ingen av de fem", [0]),
        ("minst to av studiene", [2, 3, 4, 5]), ("høyst to", [0, 1, 2]),
        ("flere enn to", [3, 4, 5]), ("færre enn to", [0, 1]), ("Ingen av de øvrige studiene", [0]),
        ("alle artiklene fra 2017", [5]), ("tre\u00a0av\u00a0fem", [3]),
    ],
)  # fmt: skip
def test_what_a_norwegian_wording_claims_of_five(text: str, of_five: list[int]) -> None:
    assert true_of(text, 5) == of_five


@pytest.mark.parametrize(
    ("text", "n", "true"),
    [
        ("begge", 2, [2]), ("begge", 3, []), ("halvparten", 4, [2]), ("over halvparten", 4, [3, 4]),
        ("de fleste", 4, [3, 4]), ("de fleste", 2, [2]), ("mindretallet", 4, [1]),
        ("mange", 9, [3, 4, 5, 6, 7, 8, 9]), ("mange", 10, [4, 5, 6, 7, 8, 9, 10]), ("noen", 1, []),
        ("samtlige deltakere", 1, [1]), ("ingen", 1, [0]), ("bare kvinner", 1, [1]),
        ("tjueto av studiene", 30, [22]),
    ],
)  # fmt: skip
def test_what_a_wording_claims_depends_on_the_group(text: str, n: int, true: list[int]) -> None:
    assert true_of(text, n) == true


@pytest.mark.parametrize(
    ("text", "of_five"),
    [
        ("All the articles", [5]),
        ("every study", [5]),
        ("None of the articles", [0]),
        ("no study", [0]),
        ("both studies", []),
        ("Most of the included studies", [3, 4, 5]),
        ("the majority", [3, 4, 5]),
        ("half of them", []),
        ("some of the studies", [1, 2, 3, 4]),
        ("not all", [0, 1, 2, 3, 4]),
        ("only women", [5]),
        ("only one study", [1]),
        ("two of five studies", [2]),
        ("two of the five studies", [2]),
        ("at least two", [2, 3, 4, 5]),
        ("all five articles", [5]),
        ("the other articles", [5]),
    ],
)
def test_what_an_english_wording_claims_of_five(text: str, of_five: list[int]) -> None:
    assert true_of(text, 5, "en") == of_five


@pytest.mark.parametrize(
    "text",
    [
        "nesten alle", "så å si alle", "alle unntatt én", "alle bortsett fra de norske",
        "ingen eller noen", "tre og fem", "alle, men ikke de norske", "Wang", "",
        "blant de fleste", "allerede", "bare", "bare ikke kvinner", "to tredjedeler nesten",
        "to, kanskje tre",
    ],
)  # fmt: skip
def test_a_wording_that_the_table_does_not_know_claims_nothing(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "of_five"),
    [
        ("Alle artiklane", [5]), ("Ingen av artiklane", [0]), ("ikkje éin", [0]),
        ("dei fleste", [3, 4, 5]), ("halvparten", []), ("minst halvparten", [3, 4, 5]),
        ("nokre av studiane", [1, 2, 3, 4]), ("fleire studiar", [2, 3, 4]),
        ("ikkje alle", [0, 1, 2, 3, 4]), ("ein av studiane", [1]), ("berre éin studie", [1]),
        ("Tre av fem studiar", [3]), ("høgst to", [0, 1, 2]), ("meir enn to", [3, 4, 5]),
        ("berre kvinner", [5]),
    ],
)  # fmt: skip
def test_what_a_wording_of_nynorsk_claims_of_five(text: str, of_five: list[int]) -> None:
    assert true_of(text, 5, "nn") == of_five


def test_a_wording_in_the_wrong_language_claims_nothing() -> None:
    assert read("none of the articles", "nb") is None
    assert read("ingen av artiklene", "en") is None


@pytest.mark.parametrize(
    ("k", "n", "among", "not_among"),
    [
        (0, 5, ["ingen", "ikke alle", "null av fem"], ["noen", "alle"]),
        (1, 5, ["noen", "mindretallet", "én av fem"], ["flere", "ingen"]),
        (5, 5, ["alle", "fem av fem"], ["noen", "begge"]),
        (2, 2, ["alle", "begge", "to av to"], ["halvparten"]),
        (1, 2, ["halvparten", "én av to"], ["de fleste"]),
        (14, 20, ["de fleste", "14 av 20"], ["alle"]),
    ],
)
def test_the_wordings_that_would_be_true_are_told(
    k: int, n: int, among: list[str], not_among: list[str]
) -> None:
    told = true_wordings(k, n)
    assert set(among) <= set(told)
    assert not set(not_among) & set(told)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("n", [1, 2, 5, 10])
def test_every_wording_that_is_told_is_true_when_it_is_read_again(lang: str, n: int) -> None:
    for k in range(n + 1):
        for told in true_wordings(k, n, lang):
            claim = read(told, lang)
            assert claim is not None, told
            assert claim.holds(k, n), told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_phrase_of_the_table_is_read_as_its_own_wording(lang: str) -> None:
    for wording in LANGUAGES[lang].table:
        for phrase in wording.phrases:
            claim = read(phrase, lang)
            assert claim is not None, phrase
            assert claim.says == wording.says, phrase


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_phrase_stands_in_the_table_twice(lang: str) -> None:
    phrases = [phrase for wording in LANGUAGES[lang].table for phrase in wording.phrases]
    assert len(phrases) == len(set(phrases))
    assert set(phrases) <= set(quantities.known(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guide_for_authors_lists_every_wording(house: Path, lang: str) -> None:
    guide = (house / "content/README.md").read_text("utf-8")
    section = " ".join(guide.split("## Group statements")[1].split("\n## ")[0].split())
    listed = set(re.split(r"[|,;:.]\s*", section.replace(" (", ", ")))
    listed = {item.strip() for item in listed}
    phrases = {phrase for wording in LANGUAGES[lang].table for phrase in wording.phrases}
    names = {"the included", "the excluded", "the studies", "the articles", "the trials"}
    assert phrases - names <= listed
