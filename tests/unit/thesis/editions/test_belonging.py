"""Which study a sentence tells of though it does not name it."""

import pytest

from tests.unit.thesis.edited import STUDIES, Make, stale_sentences, study
from thesis.editions import dependencies
from thesis.editions.belonging import ToldStudies
from thesis.editions.stale_sentences import DECISION, LIKELY

GONE = [study("anna2019", status="withdrawn", withdrawn={"edition": "2022"}), STUDIES[1]]

BETWEEN = """# Resultat

Hos @anna2019 falt uroen.
Koret ga dem ro.
De sov bedre [@anna2019].
Slik var det også senere.
"""


def told(edit: Make, text: str) -> dict[str, ToldStudies]:
    """What each sentence tells of, by its first two words."""
    return {" ".join(one.text.split()[:2]): one.told for one in dependencies.written(edit(text))}


def surely(*keys: str) -> ToldStudies:
    return ToldStudies(frozenset(keys))


def likely(*keys: str) -> ToldStudies:
    return ToldStudies(likely=frozenset(keys))


def test_a_sentence_between_two_citations_of_a_study_is_surely_on_it_one_behind_them_likely(
    edit: Make,
) -> None:
    found = told(edit, BETWEEN)
    assert found["Koret ga"] == surely("anna2019")
    assert found["Slik var"] == likely("anna2019")
    assert found["Hos @anna2019"] == ToldStudies()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Koret ga ro. De sov [@anna2019].", likely("anna2019")),
        ("Koret ga ro. De sov [@anna2019]. Også @berit2018 fant det.", ToldStudies()),
        ("Hos @anna2019 falt den. Koret ga ro. Hos @berit2018 steg den.", likely("anna2019")),
        (
            "Hos @anna2019 falt den. Koret ga ro [@dahl2001]. De sov [@anna2019].",
            likely("anna2019"),
        ),
        ("Hos @anna2019 falt den. Slik er sang [@dahl2001]. Koret ga ro.", ToldStudies()),
        ('[Koret ga ro.]{.from of="berit2018"} De sov [@anna2019].', surely("berit2018")),
        (
            'Hos @anna2019 falt den.\n\n::: {.from of="berit2018"}\nKoret ga ro.\n:::',
            surely("berit2018"),
        ),
        ('[Koret ga ro.]{.from of="berit2018"} De sov.', surely("berit2018")),
    ],
)
def test_what_it_tells_of_is_inferred_from_its_neighbours_or_said(
    edit: Make, text: str, says: ToldStudies
) -> None:
    assert told(edit, f"{text}\n")["Koret ga"] == says


def test_a_mark_counts_as_a_citation_for_the_sentences_beside_it(edit: Make) -> None:
    text = '[Koret ga ro.]{.from of="anna2019"} De sov. [De sang.]{.from of="anna2019"}\n'
    assert told(edit, text)["De sov."] == surely("anna2019")


def test_a_heading_tells_of_the_study_that_is_alone_below_it(edit: Make) -> None:
    text = "# Resultat\n\n## Mer søvn\n\n@anna2019.\n\n## Mer ro\n\n@anna2019. @berit2018.\n"
    found = told(edit, text)
    assert (found["Mer søvn"], found["Mer ro"], found["Resultat"]) == (
        likely("anna2019"), ToldStudies(), ToldStudies(),
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
