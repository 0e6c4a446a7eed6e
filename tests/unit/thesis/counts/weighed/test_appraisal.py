"""Judgements of RoB 2 by every answer that can be given, against its published diagrams."""

import re
from collections.abc import Callable
from itertools import chain, product

import pytest

from thesis.counts.weighed import appraisal
from thesis.model.records import Study

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
    alone = {**TOOL, "domains": {name: domain}}
    without = domain.get("without", {})
    ways = [{"Y", "N", "NI"}.difference(without.get(item, ())) for item in domain["items"]]
    for told in product(*ways):
        given = dict(zip(domain["items"], told, strict=True))
        assert appraisal.reckoned(alone, given)[name] == follow(given), given


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
    assert appraisal.tool("rob3") == {}


# How many questions each list has, and what it can be answered with; parts of a question (4a, 4b)
# count as one. After the lists as they are published; those of Helsebiblioteket are not seen.
LISTS = {
    "casp_cohort": (12, "YNU"), "casp_qualitative": (10, "YNU"), "casp_rct": (11, "YNU"),
    "casp_review": (10, "YNU"), "helsebiblioteket_case_control": (11, "YNU"),
    "helsebiblioteket_cohort": (12, "YNU"), "helsebiblioteket_diagnostic": (12, "YNU"),
    "helsebiblioteket_prevalence": (12, "YNU"), "helsebiblioteket_qualitative": (10, "YNU"),
    "helsebiblioteket_rct": (11, "YNU"), "helsebiblioteket_review": (10, "YNU"),
    "jbi_cohort": (11, "YNUNA"), "jbi_cross_sectional": (8, "YNUNA"),
    "jbi_qualitative": (10, "YNUNA"),
    "jbi_quasi_experimental": (9, "YNUNA"), "jbi_rct": (13, "YNUNA"), "mmat2018": (27, "YNU"),
}  # fmt: skip


def test_there_are_the_tools_that_are_named_here() -> None:
    assert appraisal.names() == sorted([*LISTS, "rob2", "robins_i"])


@pytest.mark.parametrize("name", appraisal.names())
def test_a_tool_says_where_it_is_from_and_names_only_what_it_has(name: str) -> None:
    of = appraisal.tool(name)
    assert all(of[field] for field in ("name", "version", "source", "licence"))
    assert re.match(r"\d+ [A-Z][a-z]+ 20\d\d: ", of["checked"])
    items = appraisal.items(of)
    words = [
        of["name"],
        *(each["items"][item] for each in of["domains"].values() for item in each["items"]),
    ]
    words += [domain["label"] for domain in of["domains"].values() if "verdicts" in of]
    for text in words:
        assert isinstance(text, str) or ([*text] == ["nb", "nn", "en"] and all(text.values())), text
    assert len({str(text) for text in words[1:]}) >= len(items) - 1  # MMAT asks one thing twice
    for domain in of["domains"].values():
        named = {*domain.get("open", ()), *domain.get("without", {}), *domain.get("asked", {})}
        rules = [*domain.get("rules", ()), *chain(*domain.get("asked", {}).values())]
        named |= {item for rule in rules for item in rule if item != "is"}
        assert named <= items.keys()
        assert {rule["is"] for rule in domain.get("rules", ())} <= {*of.get("verdicts", ())}
    assert {*of.get("overall", ())} == {*of.get("verdicts", ())}


@pytest.mark.parametrize(("name", "official"), LISTS.items())
def test_a_list_has_the_official_items_and_makes_no_judgement(
    name: str, official: tuple[int, str]
) -> None:
    of = appraisal.tool(name)
    items = [*appraisal.items(of)]
    assert (len({item.rstrip("abc") for item in items}), "".join(of["answers"])) == official
    answers = {item: {"answer": "N"} for item in items}
    judged = appraisal.judged(of, {"answers": answers})
    assert {*judged.values()} == {"N"}
    assert "overall" not in judged
    assert [*judged] == [appraisal.column(item) for item in appraisal.countable_items(of)]


def test_of_the_parts_of_mmat_one_is_asked() -> None:
    of = appraisal.tool("mmat2018")
    assert [*appraisal.asked(of, {"3.1": "Y"})] == ["S1", "S2", "3.1", "3.2", "3.3", "3.4", "3.5"]


def test_a_list_has_the_questions_that_a_study_answers_and_they_are_counted() -> None:
    answers = {"S1": "Y", "S2": "U", **{f"3.{i}": "N" for i in range(1, 6)}}
    told = {"answers": {item: {"answer": answer} for item, answer in answers.items()}}
    study = Study(
        key="a2020",
        status="included",
        fields={"appraisal": appraisal.appraisals({"appraisal": {"mmat2018": told}})},
    )
    (made,) = appraisal.used([study], "nb")
    assert [*made.domains.values()] == [*answers]
    assert made.questions["3.1"] == "Deltakerne ligner målgruppen"
    assert appraisal.used([study], "en")[0].questions["S1"] == "It is clear what is asked"
    given = {"a2020": {"appraisal": {"mmat2018": told}}}
    counted = {number.key: number.value for number in appraisal.numbers([study], given, "nb")}
    assert counted["appraisal.mmat2018.q3_1.n"] == counted["appraisal.mmat2018.qs2.u"] == 1
    assert len(counted) == len(answers)


# ROBINS-I by the criteria of its guidance of 2016, read from the worst on.

ROBINS_I = appraisal.tool("robins_i")


def confounding(a: Given) -> str:
    if a["1.1"] == "N":
        return "low"
    if a["1.2"] == "Y" and a["1.3"] == "Y":  # both from the start and over time
        way = ["1.7", *(["1.8"] if a["1.7"] == "Y" else [])]
        wrong = False
    else:
        way = ["1.4", *(["1.5"] if a["1.4"] == "Y" else []), "1.6"]
        wrong = a["1.6"] == "Y"
    if wrong or any(a[item] == "N" for item in way if item != "1.6"):
        return "serious"
    return "no_information" if any(a[item] == "NI" for item in way) else "moderate"


def selection(a: Given) -> str:
    related = a["2.1"] == a["2.2"] == a["2.3"] == "Y"
    if (related or a["2.4"] == "N") and a["2.5"] == "N":
        return "serious"
    told = [a["2.1"], a["2.4"]]
    told += [a["2.2"]] if a["2.1"] == "Y" else []
    told += [a["2.3"]] if a["2.1"] == a["2.2"] == "Y" else []
    told += [a["2.5"]] if related or a["2.4"] == "N" else []
    if "NI" in told:
        return "no_information"
    return "low" if a["2.1"] == "N" and a["2.4"] == "Y" else "moderate"


def classification(a: Given) -> str:
    if a["3.1"] == "N" or a["3.3"] == "Y":
        return "serious"
    if "NI" in a.values():
        return "no_information"
    return "low" if a["3.2"] == "Y" else "moderate"


def deviations(a: Given) -> str:
    if a["4.1"] != "Y":
        return {"N": "low", "NI": "no_information"}[a["4.1"]]
    return {"Y": "serious", "N": "moderate", "NI": "no_information"}[a["4.2"]]


def missing(a: Given) -> str:
    if a["5.1"] == "N" or "Y" in (a["5.2"], a["5.3"]):
        if "Y" in (a["5.4"], a["5.5"]):
            return "low"
        return {"N": "serious", "NI": "no_information"}[a["5.4"]]
    return "no_information" if "NI" in (a["5.1"], a["5.2"], a["5.3"]) else "low"


def measurement(a: Given) -> str:
    if a["6.3"] == "N" or a["6.4"] == "Y" or (a["6.1"] == a["6.2"] == "Y"):
        return "serious"
    unknown = "NI" in (a["6.3"], a["6.4"]) or "N" not in (a["6.1"], a["6.2"])
    return "no_information" if unknown else "low"


def reported(a: Given) -> str:
    if "Y" in a.values():
        return "serious"
    if "NI" in a.values():
        return "no_information"
    return "moderate" if "PN" in a.values() else "low"


@pytest.mark.parametrize(
    ("name", "follow"),
    [("D1", confounding), ("D2", selection), ("D3", classification), ("D4", deviations),
     ("D5", missing), ("D6", measurement), ("D7", reported)],
)  # fmt: skip
def test_robins_i_judges_every_set_of_answers_by_its_criteria(
    name: str, follow: Callable[[Given], str]
) -> None:
    domain = ROBINS_I["domains"][name]
    alone = {**ROBINS_I, "domains": {name: domain}}
    may = ["Y", "N", "NI", *(["PN"] if name == "D7" else [])]
    without = domain.get("without", {})
    ways = [[each for each in may if each not in without.get(i, ())] for i in domain["items"]]
    alone = {**ROBINS_I, "domains": {name: domain}}
    for told in product(*ways):
        given = dict(zip(domain["items"], told, strict=True))
        assert appraisal.reckoned(alone, given)[name] == follow(given), given


def test_robins_i_has_its_official_items_and_its_worst_domain_is_the_whole() -> None:
    counts = (8, 5, 3, 2, 5, 4, 3)  # 4.3 to 4.6 are of the effect of adhering
    assert [*appraisal.items(ROBINS_I)] == [
        f"{domain}.{item}" for domain, count in enumerate(counts, 1) for item in range(1, count + 1)
    ]  # fmt: skip
    low = dict.fromkeys(appraisal.items(ROBINS_I), "N") | dict.fromkeys(
        ("2.4", "3.1", "3.2", "5.1", "6.3"), "Y"
    )
    for changes, whole in (
        ({}, "low"),
        ({"3.2": "N"}, "moderate"),
        ({"3.2": "N", "5.1": "NI"}, "no_information"),
        ({"5.1": "NI", "6.4": "Y"}, "serious"),
    ):
        told = {"answers": {item: {"answer": x} for item, x in {**low, **changes}.items()}}
        assert appraisal.judged(ROBINS_I, told)["overall"] == whole
    told["overrides"] = {"D1": {"verdict": "critical", "reason": "Derfor."}}
    assert appraisal.judged(ROBINS_I, told)["overall"] == "critical"
