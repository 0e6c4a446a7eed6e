"""What a text says of a part of the people of a study."""

import pytest

from thesis.document.statements import parts

OUTCOMES = ("craving", "impulse_control")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "De som hadde brukt rusmidler lengst, kom dårligst ut, med lavest impulskontroll.",
            [("long", "use", "impulse_control", "down")],
        ),
        (
            "Best var impulskontrollen hos dem som var moderat aktive.",
            [("moderate", "activity", "impulse_control", "up")],
        ),
        ("lang bruk gir mer russug", [("long", "use", "craving", "up")]),
        ("Russuget var lavere hos de moderat aktive.", []),
        ("Lang tid ga lavest impulskontroll.", []),
    ],
)
def test_a_part_of_the_people_is_told_with_its_outcome(
    text: str, told: list[tuple[str, ...]]
) -> None:
    assert [one[:4] for one in parts.find(text, "nb", OUTCOMES)] == told


def test_what_both_cannot_be_so() -> None:
    (long,) = parts.find("lang bruk gir mer russug", "nb", OUTCOMES)
    (short,) = parts.find("kort bruk gir mer russug", "nb", OUTCOMES)
    (other,) = parts.find("lang bruk gir mindre russug", "nb", OUTCOMES)
    active = list(parts.find("mye aktivitet gir mindre russug", "nb", OUTCOMES))
    assert long.denies(short)
    assert long.denies(other)
    assert not short.denies(other)
    assert not any(long.denies(one) for one in active)
