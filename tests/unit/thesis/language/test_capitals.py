"""Capitals that a database writes everywhere, and the same text without."""

import pytest

from thesis.language import capitals


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("JOURNAL OF WARD MUSIC", "shouted"),
        ("ADDICTION", "shouted"),
        ("NORDBY", "shouted"),
        ("PLOS ONE", ""),
        ("BMJ", ""),
        ("Journal of Ward Music", ""),
        ("Songs of a Ward at Night and What They Did", "headline"),
        ("Songs of a ward at night, and DNA", ""),
        ("Sleep After Rowing", ""),
        ("Helse og omsorg i Norge", ""),
    ],
)
def test_capitals_are_seen(text: str, how: str) -> None:
    seen = {"shouted": capitals.shouted(text), "headline": capitals.headline(text)}
    assert [name for name, found in seen.items() if found] == ([how] if how else [])


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Songs of a Ward: A Trial of mRNA", "Songs of a ward: A trial of mRNA"),
        ("DNA and COVID-19 in Mother-Child Pairs", "DNA and COVID-19 in mother-child pairs"),
        ("SONGS OF A WARD. A TRIAL OF HIV", "Songs of a ward. A trial of HIV"),
        ("Who Sang? the Nurses", "Who sang? The nurses"),
        ("ÅRETS SANG", "Årets sang"),
    ],
)
def test_a_title_in_sentence_case(text: str, mended: str) -> None:
    assert capitals.sentence(text) == mended


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("JOURNAL OF WARD MUSIC AND SLEEP", "Journal of Ward Music and Sleep"),
        ("BMC NURSING", "BMC Nursing"),
        ("THE LANCET", "The Lancet"),
        ("AAS-BERG", "Aas-Berg"),
        ("O'FJORD", "O'Fjord"),
    ],
)
def test_a_name_in_small_letters(text: str, mended: str) -> None:
    assert capitals.cased(text) == mended
