"""What abstract, conclusion and discussion claim of all studies, and when it is read again."""

from dataclasses import replace

from tests.unit.thesis.edited import Make, stale_sentences, study
from thesis.editions import dependencies
from thesis.editions.stale_sentences import CENTRAL


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
