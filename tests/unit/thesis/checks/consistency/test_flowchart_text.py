"""The flowchart's alternative text and long description tell the ladder; totals stand below all."""

import copy

import pytest

from tests.a_register import give
from tests.unit.thesis.checks.whole import (
    APPENDICES,
    CONTENT,
    FLOW,
    METHOD,
    RECORDS,
    Make,
    with_word,
    without,
)
from thesis.checks.consistency import flowchart_text
from thesis.document import pandoc
from thesis.document.thesis import Thesis
from thesis.model.records import plain

TEXT = CONTENT[METHOD]


def reordered() -> dict[str, object]:
    other = copy.deepcopy(FLOW)
    other["stages"].reverse()
    return {"flow": other}


def changed(thesis: Thesis, stage: int, **values: object) -> Thesis:
    """The thesis whose ladder is another than the one its document was made of."""
    flow = plain(thesis.register.records.flow)
    flow["stages"][stage].update(values)
    give(thesis.register, flow=flow)
    return thesis


def test_what_the_template_writes_is_no_finding(small: Make) -> None:
    thesis = small()
    for check in (
        flowchart_text.every_stage,
        flowchart_text.alternative_text,
        flowchart_text.description,
        flowchart_text.totals,
    ):
        assert list(check(thesis)) == []


def test_a_thesis_without_the_figure_is_not_asked_for_it(small: Make) -> None:
    thesis = small(content={METHOD: TEXT.replace('{{ figure("flowchart") }}', "")})
    assert (
        list(flowchart_text.alternative_text(thesis))
        == list(flowchart_text.description(thesis))
        == []
    )
    give(thesis.register, flow={}, ladder=LADDER)
    assert list(flowchart_text.every_stage(thesis)) == []


def test_a_count_of_another_stage_in_the_alternative_text_is_found(small: Make) -> None:
    # 2 is a number of the long description: only its place says that it is wrong.
    thesis = with_word(small(), "3)", "2)", "fig:flowchart")
    (finding,) = flowchart_text.alternative_text(thesis)
    assert (finding.rule, str(finding.place)) == ("flow.alt", f"{METHOD}:6")
    assert finding.found.startswith("«Leste artikler» with 2 in")
    assert finding.expected == "«Leste artikler» with 3: searches.articles"


def test_a_stage_that_the_alternative_text_leaves_out_is_found(small: Make) -> None:
    (finding,) = flowchart_text.alternative_text(
        with_word(small(), "«Med»", "«Uten»", "fig:flowchart")
    )
    assert finding.found.startswith("no «Med»")


def test_stages_in_another_order_are_found(small: Make) -> None:
    (finding,) = flowchart_text.alternative_text(small(records=reordered()))
    assert finding.found.startswith("no «Leste artikler» where it should come")


LADDER = [
    {"label": stage["label"], "place": f"data/ladder.yaml:{i}"}
    for i, stage in enumerate(FLOW["stages"], 2)
]


@pytest.mark.mutant("flow.stage")
@pytest.mark.parametrize("gone", range(len(LADDER)))
def test_a_stage_of_the_ladder_that_the_figure_does_not_show_is_found(
    small: Make, gone: int
) -> None:
    thesis = small(records={"flow": FLOW, "ladder": LADDER})
    assert list(flowchart_text.every_stage(thesis)) == []
    shown = [stage for i, stage in enumerate(FLOW["stages"]) if i != gone]
    thesis = small(records={"flow": {**FLOW, "stages": shown}, "ladder": LADDER})
    (finding,) = flowchart_text.every_stage(thesis)
    assert (finding.rule, str(finding.place)) == ("flow.stage", LADDER[gone]["place"])
    assert finding.found == f"no «{LADDER[gone]['label']}» in fig:flowchart"


@pytest.mark.mutant("flow.stage")
def test_the_form_of_an_updated_review_without_its_ladder_is_found(small: Make) -> None:
    """What a corrected edition once had: previous, new and total, and nothing between."""
    ends = [
        {"id": f"edition.{name}", "label": name, "key": f"edition.{name}", "value": 2}
        for name in ("previous", "new", "total")
    ]
    form = {"previous": ends[:1], "stages": ends[1:]}
    found = list(flowchart_text.every_stage(small(records={"flow": form, "ladder": LADDER})))
    assert [str(each.place) for each in found] == [stage["place"] for stage in LADDER[:-1]]


def test_a_stage_that_a_box_of_prisma_names_and_the_total_of_both_editions_are_shown(
    small: Make,
) -> None:
    named = [stage["label"] for stage in LADDER[:-1]]
    box = {"id": "identified", "label": "Treff identifisert", "names": named, "key": "", "value": 1}
    total = {"id": "edition.total", "label": "Studier i alt", "key": "", "value": 1}
    thesis = small(records={"flow": {"stages": [box, total]}, "ladder": LADDER})
    assert list(flowchart_text.every_stage(thesis)) == []


def test_a_ladder_with_another_count_is_found(small: Make) -> None:
    (finding,) = flowchart_text.alternative_text(changed(small(), 0, value=640))
    assert finding.found.startswith("«Treff» with 64")


@pytest.mark.parametrize("key", ["searches.articles", "flow.articles.left", "flow.reasons.small"])
def test_a_number_that_the_long_description_leaves_out_is_found(small: Make, key: str) -> None:
    thesis = without(small(), lambda one: pandoc.attributes(one).get("key") == key)
    (finding,) = flowchart_text.description(thesis)
    assert finding.rule == "flow.description"
    assert str(finding.place) == f"{METHOD}:6"
    assert finding.found == f"no {key} in the long description of fig:flowchart"


def test_a_figure_without_a_long_description_is_found(small: Make) -> None:
    thesis = without(small(), lambda one: "long-description" in pandoc.classes(one))
    (finding,) = flowchart_text.description(thesis)
    assert finding.found.startswith("no searches.hits, flow.hits.left, searches.articles")


def test_a_long_description_in_another_order_is_found(small: Make) -> None:
    (finding,) = flowchart_text.description(small(records=reordered()))
    assert finding.found.startswith("the long description of fig:flowchart tells searches.hits")


@pytest.mark.parametrize("key", ["arkiv.1.hits", "arkiv.2.articles"])
def test_a_total_below_a_table_that_lacks_a_search_is_found(small: Make, key: str) -> None:
    thesis = without(small(), lambda one: pandoc.attributes(one).get("key") == key)
    (finding,) = flowchart_text.totals(thesis)
    total = f"arkiv.{key.rsplit('.')[-1]}"
    assert (finding.rule, finding.found) == ("flow.total", f"{total} below a table without {key}")
    assert finding.file.startswith("templates/tables/search_tables")


def test_a_table_of_totals_alone_is_no_finding(small: Make) -> None:
    own = '| Base | Treff |\n|---|---|\n| Arkivet | {{ n("arkiv.hits") }} |\n'
    texts = {APPENDICES: f"{CONTENT[APPENDICES]}\n{own}"}
    assert list(flowchart_text.totals(small(content=texts))) == []


def test_records_without_a_flow_ask_for_nothing(small: Make) -> None:
    assert RECORDS["flow"]
    thesis = small(records={"flow": {}})
    assert (
        list(flowchart_text.alternative_text(thesis))
        == list(flowchart_text.description(thesis))
        == []
    )
