"""What a text says of a part of the people of a study."""

import pytest

from thesis.document.statements import parts

OUTCOMES = ("craving", "impulse_control")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("De som hadde brukt rusmidler lengst, kom dårligst ut, med lavest impulskontroll.",
         [("long", "use", "impulse_control", "down")]),
        ("Best var impulskontrollen hos dem som var moderat aktive.",
         [("moderate", "activity", "impulse_control", "up")]),
        ("lang bruk gir mer russug", [("long", "use", "craving", "up")]),
        ("Russuget var lavere hos de moderat aktive.",
         [("moderate", "activity", "craving", "down")]),
        ("Lang tid ga lavest impulskontroll.", []),
    ],
)  # fmt: skip
def test_a_part_of_the_people_is_told_with_its_outcome(
    text: str, told: list[tuple[str, ...]]
) -> None:
    assert [one[:4] for one in parts.find(text, "nb", OUTCOMES)] == told


@pytest.mark.parametrize(
    ("one", "other", "denied"),
    [
        ("lavere russug hos de lite aktive enn hos de moderat aktive", "moderate", True),
        ("lavere russug hos de moderat aktive enn hos de lite aktive", "moderate", False),
        ("høyere russug hos de lite aktive enn hos de moderat aktive", "moderate", False),
        ("lavest russug hos de lite aktive", "moderate", True),
        ("lavere russug hos de svært aktive enn hos de lite aktive", "moderate", False),
    ],
)
def test_one_part_against_another(one: str, other: str, denied: bool) -> None:
    (said,) = parts.find(one, "nb", ["craving"])
    recorded = parts.find(
        "moderat aktive hadde lavere russug enn de lite aktive", "nb", ["craving"]
    )
    assert [said.denies(each) for each in recorded if each.level == other] == [denied]


def test_what_both_cannot_be_so() -> None:
    (long,) = parts.find("lang bruk gir mer russug", "nb", OUTCOMES)
    (short,) = parts.find("kort bruk gir mer russug", "nb", OUTCOMES)
    (other,) = parts.find("lang bruk gir mindre russug", "nb", OUTCOMES)
    active = list(parts.find("mye aktivitet gir mindre russug", "nb", OUTCOMES))
    assert long.denies(short)
    assert long.denies(other)
    assert not short.denies(other)
    assert not any(long.denies(one) for one in active)
