"""Plots of effects: what is written in them, which shapes, and the same bytes."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from thesis.counts.weighed import appraisal
from thesis.effects import plots
from thesis.input import labels
from thesis.model.records import AppraisalTool, PooledEffect, StudyEffect, Synthesis

HOUSE = Path(__file__).parents[4]
WORDS = {name: labels.read(HOUSE / f"templates/labels/{name}.yaml") for name in ("nb", "nn", "en")}

EFFECTS = [
    StudyEffect(key="anna2019", cited="Anna, 2019", people=60, estimate=0.5, low=0.2, high=1.25,
                weight=40.2, direction="better", significant=True),
    StudyEffect(key="berit2018", cited="Berit, 2018", people=1200, estimate=0.8, low=0.5, high=1.3,
                weight=59.8, direction="worse"),
    StudyEffect(key="carl2017", cited="Carl, 2017", direction="unchanged"),
]  # fmt: skip
POOLED = PooledEffect(
    estimate=0.66, low=0.4, high=1.1, tau2=0.1, q=1.2, df=1, p=0.3, i2=20, prediction=(0.1, 4.4)
)


def made(pooled: PooledEffect | None = POOLED, measure: str = "OR") -> Synthesis:
    return Synthesis(
        at="data/outcomes.yaml:1", id="craving", label="Russug", measure=measure, better="lower",
        pool="REML", effects=EFFECTS, pooled=pooled,
    )  # fmt: skip


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_a_forest_plot_has_every_effect_its_weight_and_all_together() -> None:
    svg = plots.forest(made(), WORDS["nb"], "Libertinus Serif")
    written = texts(svg)
    for text in ("Anna, 2019", "60", "0,50 [0,20; 1,25]", "40 %", "1\u00a0200", "OR [95\u00a0% KI]",
                 "Samlet (tilfeldige effekter, REML)", "0,66 [0,40; 1,10]", "[0,10; 4,40]",
                 "← til fordel for tiltaket", "til fordel for kontroll →"):  # fmt: skip
        assert text in written
    assert "Carl, 2017" not in written  # it has no effect; the words beside the figure say so
    assert "'Libertinus Serif'" in svg
    assert "DejaVu" not in svg
    assert svg == plots.forest(made(), WORDS["nb"], "Libertinus Serif")


def test_what_is_not_pooled_has_no_weight_and_no_diamond() -> None:
    written = texts(plots.forest(made(None), WORDS["en"], "x"))
    assert "Weight" not in written
    assert "0.50 [0.20, 1.25]" in written
    assert not [text for text in written if text.startswith("Pooled")]


@pytest.mark.parametrize("measure", ["MD", "SMD", "RD", "COR"])
def test_every_measure_has_a_scale(measure: str) -> None:
    marks = texts(plots.forest(made(None, measure), WORDS["nn"], "x"))
    assert {"0,3", "0,6", "0,9"} <= {*marks}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_directions_tell_each_study_once_with_its_people(language: str) -> None:
    svg = plots.directions([made(), made(None)], WORDS[language], "x")
    written = texts(svg)
    assert written.count("Anna, 2019") == 1
    assert "–" in written  # Carl, of whom it is not told
    assert WORDS[language]["plots"]["directions"]["worse"] in written
    assert svg == plots.directions([made(), made(None)], WORDS[language], "x")


@pytest.mark.parametrize(
    ("label", "columns", "lines"),
    [("Søvn", 7, ["Søvn"]), ("Trøtthet om dagen", 3, ["Trøtthet om", "dagen"]),
     ("Belastningsskader", 7, ["Belastningsskader"])],
)  # fmt: skip
def test_headings_of_many_outcomes_have_room(label: str, columns: int, lines: list[str]) -> None:
    every = [replace(made(), label=label) for _ in range(columns)]
    svg = plots.directions(every, WORDS["nb"], "x")
    assert [text for text in texts(svg) if text in lines][: len(lines)] == lines
    assert ("rotate(-90)" in svg) is (label == "Belastningsskader")


def test_a_name_that_is_too_long_is_cut() -> None:
    assert plots.shortened("Helsedirektoratet og Folkehelseinstituttet, 2019").endswith("…")
    assert plots.shortened("Wang et al., 2017") == "Wang et al., 2017"


def test_each_judgement_has_a_sign_beside_its_colour() -> None:
    verdicts = ["low", "some_concerns", "high"]
    tool = AppraisalTool(
        id="rob2", name="RoB 2", domains={"D1": "Randomisering"}, verdicts=verdicts
    )
    studies = [(f"{verdict}, 2019", {"D1": verdict, "overall": verdict}) for verdict in verdicts]
    svg = plots.appraisal(tool, [*studies, ("Blank, 2018", {})], WORDS["nb"], "x")
    written = texts(svg)
    # Two in the row of the study, one beside what the sign means.
    assert [written.count(sign) for sign in ("+", "–", "×", "?")] == [3, 3, 3, 2]
    assert {"D1 Randomisering", "+ 1", "– 1", "× 1", "høy", "low, 2019"} <= {*written}
    assert svg == plots.appraisal(tool, [*studies, ("Blank, 2018", {})], WORDS["nb"], "x")


@pytest.mark.parametrize("name", appraisal.names())
def test_what_a_tool_says_differs_in_grey_by_a_sign(name: str) -> None:
    of = appraisal.tool(name)
    said = of.get("verdicts") or of["answers"]
    signs = {plots.MARKS[each][0] for each in said}
    assert len(signs) == len(said)
    assert {*said} <= WORDS["nb"]["appraisal"]["verdicts"].keys()


def test_five_judgements_have_room_and_an_item_of_another_part_is_left_blank() -> None:
    verdicts = ["low", "moderate", "serious", "critical", "no_information"]
    tool = AppraisalTool(id="x", name="X", domains={"D1": "En"}, verdicts=verdicts)
    studies = [(f"{verdict}, 2019", {"D1": verdict, "overall": verdict}) for verdict in verdicts]
    written = texts(plots.appraisal(tool, studies, WORDS["nb"], "x"))
    assert {"! 1", "? 1", "kritisk", "ingen opplysning"} <= {*written}
    parts = {"q1_1": "1.1", "q2_1": "2.1"}
    tool = AppraisalTool(
        id="x", name="X", domains=parts, verdicts=["Y", "N", "U"], judged=False,
        questions={"1.1": "Is it so?", "2.1": "Or so? " * 40},
    )  # fmt: skip
    written = texts(plots.appraisal(tool, [("A", {"q1_1": "Y", "q2_1": ""})], WORDS["en"], "x"))
    assert [written.count(each) for each in ("1.1", "2.1", "+", "?")] == [1, 1, 2, 1]
    assert "1.1 Is it so?" in written
    assert all(len(line) <= plots.ASKED for line in written)
