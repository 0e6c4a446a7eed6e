"""Claims on the whole against what every study says."""

from dataclasses import replace
from typing import Any

import pytest

from tests.unit.thesis.edited import Make, study
from thesis.checks.consistency import claims
from thesis.diagnostics.findings import Finding

TEXT = """# Konklusjon

[Uroen falt]{.claim of="included" where="outcomes.unrest.reported == reduced"}, både der og da.
"""


def found(edit: Make, *reported: str | None) -> list[Finding]:
    studies: list[dict[str, Any]] = [
        study(f"anna{2019 + i}", outcomes={"unrest": {"reported": each}})
        for i, each in enumerate(reported)
    ]
    return list(claims.statements(edit(TEXT, studies=studies)))


def test_a_claim_that_every_study_makes_stands(edit: Make) -> None:
    assert found(edit, "reduced", "reduced") == []


@pytest.mark.mutant("claim.untrue")
def test_a_claim_cannot_survive_a_study_that_denies_it(edit: Make) -> None:
    (one,) = found(edit, "reduced", "unchanged", "reduced")
    assert (one.rule, one.line) == ("claim.untrue", 3)
    assert one.found == "«Uroen falt», where 1 of 3 studies say no"
    assert "anna2020 (outcomes.unrest.reported: unchanged" in one.evidence
    assert "anna2019" not in one.evidence


def test_a_claim_on_no_study_is_none(edit: Make) -> None:
    (one,) = found(edit)
    assert one.rule in {"claim.untrue", "claim.predicate"}


@pytest.mark.parametrize(("designs", "told"), [(["rct", "survey"], 0), (["rct"], 1), ([], 1)])
def test_a_claim_on_some_stands_as_long_as_one_study_makes_it(
    edit: Make, designs: list[str], told: int
) -> None:
    text = '[Spørreundersøkelser]{.claim of="included" some="design == survey"} er med.\n'
    studies = [study(f"anna{2019 + i}", design=each) for i, each in enumerate(designs)]
    studies.append(study("utenfor2020", status="excluded", design="survey"))
    assert len(list(claims.statements(edit(text, studies=studies)))) == told


@pytest.mark.mutant("claim.unknown")
def test_a_blank_field_is_no_yes(edit: Make) -> None:
    (one,) = found(edit, "reduced", None)
    assert one.rule == "claim.unknown"
    assert "anna2020" in one.evidence


@pytest.mark.mutant("claim.chapter")
def test_a_chapter_that_is_not_there_is_found(edit: Make) -> None:
    thesis = edit(TEXT)
    (thesis.root / "config").mkdir()
    (thesis.root / "config/config.yaml").write_text("claims:\n  in: [Konklusion]\n", "utf-8")
    for names, expected in (["Konklusion"], 1), (["Konklusjon"], 0):
        config = {**thesis.config, "claims": {"in": names}}
        assert len(list(claims.chapters(replace(thesis, config=config)))) == expected
