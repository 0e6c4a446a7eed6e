"""Which study a sentence tells of though it does not name it."""

from dataclasses import replace

import pytest

from tests.unit.thesis.edited import STUDIES, Make, stale_sentences, study
from thesis.editions import dependencies
from thesis.editions.belonging import Told
from thesis.editions.stale_sentences import CENTRAL, DECISION, LIKELY

GONE = [study("anna2019", status="withdrawn", withdrawn={"edition": "2022"}), STUDIES[1]]

BETWEEN = """# Resultat

Hos @anna2019 falt uroen.
Koret ga dem ro.
De sov bedre [@anna2019].
Slik var det også senere.
"""


def told(edit: Make, text: str) -> dict[str, Told]:
    """What each sentence tells of, by its first two words."""
    return {" ".join(one.text.split()[:2]): one.told for one in dependencies.written(edit(text))}


def surely(*keys: str) -> Told:
    return Told(frozenset(keys))


def likely(*keys: str) -> Told:
    return Told(likely=frozenset(keys))


def test_a_sentence_between_two_citations_of_a_study_is_surely_on_it_one_behind_them_likely(
    edit: Make,
) -> None:
    found = told(edit, BETWEEN)
    assert found["Koret ga"] == surely("anna2019")
    assert found["Slik var"] == likely("anna2019")
    assert found["Hos @anna2019"] == Told()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Koret ga ro. De sov [@anna2019].", likely("anna2019")),
        ("Koret ga ro. De sov [@anna2019]. Også @berit2018 fant det.", Told()),
        ("Hos @anna2019 falt den. Koret ga ro. Hos @berit2018 steg den.", likely("anna2019")),
        (
            "Hos @anna2019 falt den. Koret ga ro [@dahl2001]. De sov [@anna2019].",
            likely("anna2019"),
        ),
        ("Hos @anna2019 falt den. Slik er sang [@dahl2001]. Koret ga ro.", Told()),
        ('[Koret ga ro.]{.from of="berit2018"} De sov [@anna2019].', surely("berit2018")),
        (
            'Hos @anna2019 falt den.\n\n::: {.from of="berit2018"}\nKoret ga ro.\n:::',
            surely("berit2018"),
        ),
        ('[Koret ga ro.]{.from of="berit2018"} De sov.', surely("berit2018")),
    ],
)
def test_what_it_tells_of_is_inferred_from_its_neighbours_or_said(
    edit: Make, text: str, says: Told
) -> None:
    assert told(edit, f"{text}\n")["Koret ga"] == says


def test_a_mark_counts_as_a_citation_for_the_sentences_beside_it(edit: Make) -> None:
    text = '[Koret ga ro.]{.from of="anna2019"} De sov. [De sang.]{.from of="anna2019"}\n'
    assert told(edit, text)["De sov."] == surely("anna2019")


def test_a_heading_tells_of_the_study_that_is_alone_below_it(edit: Make) -> None:
    text = "# Resultat\n\n## Mer søvn\n\n@anna2019.\n\n## Mer ro\n\n@anna2019. @berit2018.\n"
    found = told(edit, text)
    assert (found["Mer søvn"], found["Mer ro"], found["Resultat"]) == (
        likely("anna2019"), Told(), Told(),
    )  # fmt: skip


def test_what_a_withdrawn_study_said_is_read_again_though_its_citations_are_struck(
    edit: Make,
) -> None:
    kept = BETWEEN.replace("Hos @anna2019 falt uroen.\n", "").replace(" [@anna2019]", " sent")
    ranks = {
        one.sentence.text: (one.rank, one.why[0])
        for one in stale_sentences(edit(BETWEEN), edit(kept, studies=GONE))
    }
    assert ranks == {
        "Koret ga dem ro.": (
            DECISION, "anna2019: included → withdrawn (it tells of anna2019)",
        ),
        "Slik var det også senere.": (
            LIKELY, "anna2019: included → withdrawn (it likely tells of anna2019)",
        ),
    }  # fmt: skip


def test_a_corrected_field_puts_what_surely_tells_of_it_on_the_list(edit: Make) -> None:
    changed = [study("anna2019", country="SE"), STUDIES[1]]
    found = stale_sentences(edit(BETWEEN), edit(BETWEEN, studies=changed))
    assert "Koret ga dem ro." in {one.sentence.text for one in found}


def included(key: str, craving: str) -> dict[str, object]:
    return study(key, outcomes={"craving": {"reported": craving}})


WHOLE = """# Konklusjon

Uroen falt.
[Sang virker.]{.claim of="included" where="sex == women"}

# Diskusjon

Mye tyder på det.

Ikke alt.
"""
CLAIMS = {"in": ["Konklusjon"], "openings": ["Diskusjon"]}


def read_again(edit: Make, old: list[dict[str, object]], new: list[dict[str, object]]) -> set[str]:

    before, after = (edit(WHOLE, studies=each) for each in (old, new))
    after = replace(after, config={**after.config, "claims": CLAIMS})
    return {
        one.sentence.text
        for one in stale_sentences(before, after)
        if one.rank == CENTRAL and one.why[0].startswith("a claim on the whole: ")
    }


def test_a_claim_on_the_whole_is_read_again_when_a_study_came_or_reports_something_else(
    edit: Make,
) -> None:
    two = [included("anna2019", "reduced"), included("berit2018", "reduced")]
    other = [two[0], included("berit2018", "unchanged")]
    assert read_again(edit, two, other) == {"Uroen falt.", "Mye tyder på det."}
    assert read_again(edit, two[:1], two) == {"Uroen falt.", "Mye tyder på det."}
    assert read_again(edit, two, two) == set()


def test_a_read_claim_counts_until_an_outcome_is_another(edit: Make) -> None:

    hashes = []
    for craving in ("reduced", "unchanged", "reduced"):
        thesis = edit(WHOLE, studies=[included("anna2019", craving)])
        thesis = replace(thesis, config={**thesis.config, "claims": CLAIMS})
        (one,) = [each for each in dependencies.written(thesis) if each.text == "Uroen falt."]
        hashes.append(dependencies.fingerprint(one, thesis.register, thesis.config))
    assert hashes[0] == hashes[2] != hashes[1]
