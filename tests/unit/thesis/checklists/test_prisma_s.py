"""What the data answer by themselves: only what the document prints is reported."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.a_register import give
from tests.unit.thesis.checks.whole import METHOD, RECORDS, Make
from thesis.checklists.prisma_s import DataAnswers, Filled
from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.document.thesis import Thesis
from thesis.model.register import Number

Answers = Callable[..., dict[str, Filled]]
TABLES = ("tbl:searches-arkiv", "tbl:searches-base", "tbl:searches-tapt")


@pytest.fixture
def answers(small: Make) -> Answers:
    """The answers for the small thesis, whose records and document a test may change first."""

    def answer(
        change: Callable[[Thesis], None] = lambda thesis: None, **parts: Any
    ) -> dict[str, Filled]:
        thesis = small(**parts)
        for number in (
            Number("databases.count", 3, rows=[Place("data/databases.yaml", i) for i in (2, 7)]),
            Number("searches.count", 4, rows=[Place("data/searches/arkiv.csv", i) for i in (2, 3)]),
        ):
            thesis.register.numbers[number.key] = number
        change(thesis)
        words = {"and": "og", **thesis.labels["checklists"]["filled"]}
        return DataAnswers(thesis.register, thesis.document, words).answers()

    return answer


def tables(thesis: Thesis) -> list[pandoc.Element]:
    return [one for one in pandoc.walk(thesis.document["blocks"]) if one["t"] == "Table"]


def test_the_databases_are_told_where_their_searches_are(answers: Answers) -> None:
    assert answers()["1"] == Filled(
        "Arkivet, Base og Tapt.",
        "Plattformen for Arkivet, Base og Tapt.",
        TABLES,
        ("data/databases.yaml:2", "data/databases.yaml:7"),
    )


def test_a_platform_is_reported_where_a_text_names_it_with_its_database(answers: Answers) -> None:
    bases = [{**one, "platform": "Søkeri"} for one in RECORDS["databases"]]
    records = {"databases": [*bases[:-1], RECORDS["databases"][-1]]}
    prose = {METHOD: "# Metode\n\nArkivet ble søkt i Søkeri.\n\nBase også.\n"}
    assert "Arkivet" in answers(records=records)["1"].lacks
    assert answers(records=records, content=prose)["1"].lacks == "Plattformen for Base og Tapt."
    # The captions of the search tables name each, where all are known.
    assert answers(records={"databases": bases})["1"].lacks == ""


def test_a_review_of_a_strategy_is_printed_below_its_table(answers: Answers) -> None:
    assert "14" not in answers()
    press = {"reviewer": "Kari Ås", "date": "2020-01-20", "changed": "Ett ord kom til."}
    bases = [{**RECORDS["databases"][0], "press": press}, *RECORDS["databases"][1:]]
    filled = answers(records={"databases": bases})["14"]
    assert "Arkivet (Kari Ås, 20.01.2020: Ett ord kom til.)" in filled.says
    assert (filled.lacks, filled.at) == ("", TABLES[:1])


def test_every_search_is_printed_with_its_query(answers: Answers) -> None:
    filled = answers()["8"]
    assert "4 i alt" in filled.says
    assert (filled.lacks, filled.at) == ("", TABLES)
    assert filled.rows == ("data/searches/arkiv.csv:2–3",)


def test_a_query_that_no_table_prints_is_not_reported(answers: Answers) -> None:
    def change(thesis: Thesis) -> None:
        searches = copy.deepcopy(RECORDS["searches"])
        searches[0]["query"] = "noe helt annet"
        give(thesis.register, searches=searches)

    filled = answers(change)["8"]
    assert "2 i alt" in filled.says
    assert filled.lacks == "Alle søkestrengene i Arkivet."
    assert filled.at == TABLES[1:]


def test_limits_are_told_only_where_a_search_has_some(answers: Answers) -> None:
    assert "9" not in answers()
    searches = copy.deepcopy(RECORDS["searches"])
    searches[1]["limits"] = "Kun artikler"
    filled = answers(records={"searches": searches})["9"]
    assert filled.says.startswith("Ved 1 av 4 søk")
    assert (filled.lacks, filled.at) == ("", TABLES[:1])

    def hide(thesis: Thesis) -> None:
        others = copy.deepcopy(searches)
        others[1]["limits"] = "Noe annet"
        give(thesis.register, searches=others)

    assert answers(hide, records={"searches": searches})["9"] == Filled(
        "", "Avgrensningene i Arkivet.", (), ()
    )


def test_a_date_is_reported_where_it_stands_with_its_database(answers: Answers) -> None:
    filled = answers()["13"]
    assert filled.says == "Arkivet 05.05.2020 og Base 16.04.2020."
    assert filled.lacks == "Dato for søkene i Tapt."
    assert filled.at == TABLES[:2]

    def move(thesis: Thesis) -> None:
        databases = copy.deepcopy(RECORDS["databases"])
        databases[1]["searched_on"] = "2020-04-17"
        give(thesis.register, databases=databases)

    assert "Base" not in answers(move)["13"].says


def test_the_hits_are_told_where_they_stand_and_those_that_do_not_are_missed(
    answers: Answers,
) -> None:
    filled = answers()["15"]
    assert filled.says == "Arkivet 52, Base 9 og Tapt 3; til sammen 64."
    assert (filled.lacks, filled.at) == ("", TABLES)

    def drop(thesis: Thesis) -> None:
        (gone,) = (one for one in tables(thesis) if pandoc.identifier(one) == TABLES[1])
        gone["c"][4] = []

    assert answers(drop)["15"].lacks == "Antallet treff i Base."


def test_a_database_whose_table_does_not_name_it_is_not_reported(answers: Answers) -> None:
    def rename(thesis: Thesis) -> None:
        databases = copy.deepcopy(RECORDS["databases"])
        databases[2]["name"] = "Funnet"
        give(thesis.register, databases=databases)

    filled = answers(rename)["1"]
    assert filled.says == "Arkivet og Base."
    assert filled.lacks.startswith("Søkene i Funnet.")


def test_what_stands_in_the_abstract_alone_is_no_report_of_the_search(answers: Answers) -> None:
    def front(thesis: Thesis) -> None:
        for block in thesis.document["blocks"]:
            block["c"][0][2] = [
                [name, "front" if name == "part" else value] for name, value in block["c"][0][2]
            ]

    assert answers(front)["15"].at == ()


LATER = {"id": "base2022", "name": "Base", "updates": "base", "searched_on": "2022-03-01"}


def test_a_later_search_answers_what_is_updated_and_what_is_made_again(answers: Answers) -> None:
    assert {"11", "12"}.isdisjoint(answers())

    def again(query: str, caption: str = "Base") -> dict[str, Filled]:
        def change(thesis: Thesis) -> None:
            bases = [*copy.deepcopy(RECORDS["databases"]), LATER]
            search = {**copy.deepcopy(RECORDS["searches"][2]), "database": "base2022"}
            search["query"] = query
            give(thesis.register, databases=bases, searches=[*RECORDS["searches"], search])
            for key in ("base2022.1.hits", "base2022.hits", f"base2022.{search['number']}.hits"):
                thesis.register.numbers[key] = Number(
                    key, 7, rows=[Place("data/searches/base2022.csv", 2)]
                )

        return answers(change)

    known = str(RECORDS["searches"][2]["query"])
    filled = again(known)
    # No text of the small thesis has the new session: what the data know is told as not reported.
    assert filled["12"].says == ""
    assert filled["12"].lacks == "Dato for søkene i Base."
    assert filled["12"].rows == ("data/searches/base2022.csv:2",)
    assert filled["11"].lacks == "Alle søkestrengene i Base."
    assert filled["11"].rows == ("data/searches/base2022.csv:2",)
    assert again("noe nytt")["11"].rows == ()


def test_the_day_of_an_update_is_reported_where_it_stands_with_its_database(
    answers: Answers,
) -> None:
    def change(thesis: Thesis) -> None:
        give(thesis.register, databases=[*copy.deepcopy(RECORDS["databases"]), LATER])
        thesis.register.numbers["base2022.hits"] = Number(
            "base2022.hits", 7, rows=[Place("d.csv", 2)]
        )

    prose = {METHOD: "# Metode\n\nBase ble søkt på nytt 01.03.22.\n"}
    filled = answers(change, content=prose)["12"]
    assert (filled.says, filled.lacks) == ("Søkene er gjort på nytt: Base 01.03.2022.", "")
