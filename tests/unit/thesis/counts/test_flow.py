"""The ladder: each stage's count, what left on the way to the next, and why."""

from pathlib import Path

from tests.unit.thesis.counts.made import FILES, Built, project, read
from thesis.counts.build import build
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place


def test_each_stage_has_its_count_and_what_left_on_the_way_to_the_next(built: Built) -> None:
    stages = built[1].stages
    assert [(stage.key, stage.value) for stage in stages] == [
        ("searches.hits", 1095),
        ("searches.articles", 3),
        ("studies.included", 1),
    ]
    assert [stage.left and stage.left.value for stage in stages] == [1092, 2, None]


def test_what_left_is_a_number_of_the_register_with_both_counts_behind_it(built: Built) -> None:
    number = built[0]["flow.articles.left"]
    assert (number.value, number.kind) == (2, "derived")
    assert str(number.formula) == "searches.articles - studies.included"
    assert Place("data/studies/anna2019.yaml", 2) in number.rows
    assert Place("data/searches/arkiv.csv", 3) in number.rows


def test_reasons_are_counted_in_the_declared_order_the_unused_as_0(built: Built) -> None:
    first, second, _ = built[1].stages
    assert second.left
    assert [(reason.label, reason.value) for reason in second.left.reasons] == [
        ("Lite utvalg", 2),
        ("Annet", 0),
    ]
    number = built[0]["flow.reasons.small"]
    assert number.value == 2
    assert number.rows == [
        Place("data/studies/berit2018.yaml", 4),
        Place("data/studies/carl2017.yaml", 4),
    ]
    assert first.left
    assert first.left.reasons == []


def test_a_stage_that_counts_more_than_the_one_before_it_is_a_finding(tmp_path: Path) -> None:
    found: list[Finding] = []
    ladder = FILES["data/ladder.yaml"].replace("studies.included", "searches.hits")
    build(read(project(tmp_path, {"ladder.yaml": ladder})), found)
    assert [(str(finding.place), finding.rule) for finding in found] == [
        ("data/ladder.yaml:4", "ladder.rising")
    ]
    assert "searches.hits is 1095, but searches.articles" in found[0].found


def test_reasons_that_do_not_add_up_to_what_left_are_a_finding(tmp_path: Path) -> None:
    found: list[Finding] = []
    berit = FILES["data/studies/berit2018.yaml"].replace("reason_category: small\n", "")
    assert berit != FILES["data/studies/berit2018.yaml"]
    build(read(project(tmp_path, {"studies/berit2018.yaml": berit})), found)
    assert [(str(finding.place), finding.rule) for finding in found] == [
        ("data/ladder.yaml:3", "ladder.reasons-sum")
    ]
    assert found[0].found == "1 with a reason, but 2 left"
    assert found[0].evidence == (
        "flow.articles.left = searches.articles - studies.included = 2; "
        "flow.reasons.small = 1, flow.reasons.other = 0"
    )
