"""Judgements of RoB 2 by every answer that can be given, against its published diagrams."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from thesis.counts.weighed import appraisal

TOOL = appraisal.tool("rob2")

Given = dict[str, str]


# The diagrams of the guidance of 22 August 2019, from the first question on, with Y for Y and PY,
# and N for N and PN. Each is written as it is drawn, apart from the rules of the tool's file.


def d1(a: Given) -> str:
    if a["1.2"] == "N":
        return "high"
    if a["1.2"] == "NI":
        return "high" if a["1.3"] == "Y" else "some_concerns"
    if a["1.1"] == "N":
        return "some_concerns"
    return "some_concerns" if a["1.3"] == "Y" else "low"


def d2(a: Given) -> str:
    def first() -> str:
        if a["2.1"] == a["2.2"] == "N" or a["2.3"] == "N":
            return "low"
        if a["2.3"] == "NI" or a["2.4"] == "N":
            return "some_concerns"
        return "some_concerns" if a["2.5"] == "Y" else "high"

    def second() -> str:
        if a["2.6"] == "Y":
            return "low"
        return "some_concerns" if a["2.7"] == "N" else "high"

    both = {first(), second()}
    return "high" if "high" in both else "low" if both == {"low"} else "some_concerns"


def d3(a: Given) -> str:
    if "Y" in (a["3.1"], a["3.2"]) or a["3.3"] == "N":
        return "low"
    return "some_concerns" if a["3.4"] == "N" else "high"


def d4(a: Given) -> str:
    if "Y" in (a["4.1"], a["4.2"]):
        return "high"
    best = "some_concerns" if a["4.2"] == "NI" else "low"
    if a["4.3"] == "N" or a["4.4"] == "N":
        return best
    return "some_concerns" if a["4.5"] == "N" else "high"


def d5(a: Given) -> str:
    if "Y" in (a["5.2"], a["5.3"]):
        return "high"
    if "NI" in (a["5.2"], a["5.3"]):
        return "some_concerns"
    return "low" if a["5.1"] == "Y" else "some_concerns"


@pytest.mark.parametrize("follow", [d1, d2, d3, d4, d5], ids=lambda one: one.__name__)
def test_every_way_through_a_diagram(follow: Callable[[Given], str]) -> None:
    name = follow.__name__.upper()
    domain = TOOL["domains"][name]
    without = domain.get("without", {})
    ways = [{"Y", "N", "NI"}.difference(without.get(item, ())) for item in domain["items"]]
    for told in product(*ways):
        given = dict(zip(domain["items"], told, strict=True))
        assert appraisal.reckoned(TOOL, given)[name] == follow(given), given


def test_probably_is_read_as_the_answer_itself_and_what_lacks_has_no_judgement() -> None:
    sure = {"1.1": "Y", "1.2": "N", "1.3": "N"}
    likely = {item: f"P{answer}" for item, answer in sure.items()}
    assert appraisal.reckoned(TOOL, likely)["D1"] == appraisal.reckoned(TOOL, sure)["D1"] == "high"
    assert appraisal.reckoned(TOOL, {"1.1": "Y"})["D1"] == ""


def test_the_whole_is_the_worst_and_an_override_stands_above() -> None:
    low = {"1.1": "Y", "1.2": "Y", "1.3": "N", "2.1": "N", "2.2": "N", "2.6": "Y", "3.1": "Y"}
    low |= {"4.1": "N", "4.2": "N", "4.3": "N", "5.1": "Y", "5.2": "N", "5.3": "N"}
    told = {"answers": {item: {"answer": answer} for item, answer in low.items()}}
    assert set(appraisal.judged(TOOL, told).values()) == {"low"}
    told["answers"]["5.1"]["answer"] = "NI"
    assert appraisal.judged(TOOL, told)["overall"] == "some_concerns"
    over = {"D1": {"verdict": "high", "reason": "Derfor."}}
    assert appraisal.judged(TOOL, {**told, "overrides": over})["overall"] == "high"


def test_the_tool_has_the_official_items_and_says_where_it_is_from() -> None:
    assert [*appraisal.items(TOOL)] == [
        f"{domain}.{item}" for domain, count in enumerate((3, 7, 4, 5, 3), 1)
        for item in range(1, count + 1)
    ]  # fmt: skip
    assert all(TOOL[field] for field in ("name", "version", "source", "licence"))
    assert appraisal.names() == ["rob2"]
    assert appraisal.tool("rob3") == {}
