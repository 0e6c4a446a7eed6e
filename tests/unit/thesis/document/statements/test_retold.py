"""Two sentences on the same: what the one says that the other denies."""

from collections import Counter

import pytest

from thesis.document.statements import retold

KNEW, NOT = "Lærerne visste hvem som fikk hund", "Lærere som ikke visste hvem som hadde hund"


@pytest.mark.parametrize(
    ("language", "said", "recorded", "against"),
    [
        ("nb", KNEW, NOT, "denial"),
        ("nb", NOT, NOT, ""),
        ("nb", "Reaksjonstiden ble kortere i lys", "reaksjonstid uendret i lys", "direction"),
        ("nb", "Alle pårørende sang i kor", "Noen pårørende sang i kor", "quantity"),
        ("nb", "Bare de ansatte fikk rutiner", "Brukerne og de ansatte fikk rutiner", "person"),
        ("nb", "Blodet var målt etter programmet", "Blodet var målt før programmet", "time"),
        ("nb", "Pulsen i blodet lå høyere i kontrollgruppen enn i treningsgruppen",
         "Pulsen i blodet lå lavere i treningsgruppen", ""),
        ("nb", "Verdiene lå kanskje høyere i blodet", "Verdiene lå lavere i blodet", ""),
        ("nb", "Hunden bjeffet mot katten", NOT, None),
        ("nn", "Lærarane visste kven som fekk hund", "Lærarane visste ikkje om hund", "denial"),
        ("nn", "Nokre pårørande song i kor", "Alle pårørande song i kor", ""),
        ("en", "All relatives sang old songs", "Some relatives sang old songs", "quantity"),
        ("en", "The teachers knew the purpose", "Teachers did not know the purpose", "denial"),
    ],
)  # fmt: skip
def test_what_a_sentence_denies(
    language: str, said: str, recorded: str, against: str | None
) -> None:
    mine, theirs = retold.of(said, language), retold.of(recorded, language)
    fits = mine.fits(theirs, Counter(theirs.words))
    assert (mine.against(theirs) if fits else None) == against
