"""Where a number comes from, told to a reader."""

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.a_register import a_register
from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.formats.provenance import Origin, OriginRow, Provenance, citations
from thesis.input import labels
from thesis.model.formulas import Formula
from thesis.model.register import Number, Register
from thesis.searches.proof import ENGLISH

CSV = "data/searches/basen.csv"
NUMBERS = [
    Number("basen.1.hits", 1200, "hits", rows=[Place(CSV, 2)]),
    Number("basen.1.articles", 2, "articles", rows=[Place(CSV, 2)]),
    Number("basen.2.hits", 34, "hits", rows=[Place(CSV, 3)]),
    Number("basen.2.articles", 1, "articles", rows=[Place(CSV, 3)]),
    Number("searches.hits", 1234, "hits", "derived", Formula("sum", {"count": "hits"}),
           [Place(CSV, 2), Place(CSV, 3)], operation="sum", terms=["basen.1.hits", "basen.2.hits"]),
    Number("searches.count", 2, "searches", "derived", Formula("searches"),
           [Place(CSV, 2), Place(CSV, 3)]),
    Number("basen.hits", 1234, "hits", "derived",
           Formula("sum_in_database", {"count": "hits", "database": "basen"}),
           [Place(CSV, 2), Place(CSV, 3)]),
    Number("flow.hits.left", 1232, "hits", "derived",
           Formula("difference", {"start": "searches.hits", "end": "studies.read"}),
           operation="difference", terms=["searches.hits", "studies.read"]),
    Number("flow.reasons.few", 1, "studies", "derived",
           Formula("studies_by_reason", {"reason": "few"}), []),
    Number("studies.read", 2, "studies", "derived", Formula("", said="number of study records"),
           [Place("data/studies/a.yaml", 3)]),
    Number("databases.count", 1, "databases", "derived", Formula("databases"),
           [Place("data/databases.yaml", 2)]),
    Number("ola2019.weeks", 12, rows=[Place("data/studies/a.yaml", 9)], note="om lag"),
    Number("who2020.deaths", [7, 9], "percent", "cited", rows=[Place("data/literature.yaml", 4)],
           citation="who2020", page="12", says="andel dødsfall", unverified=True),
    Number("method.limit", 50, rows=[Place("data/method.yaml", 2)], says="grensen"),
]  # fmt: skip
FLOW = {
    "stages": [{"key": "searches.hits", "value": 13, "label": "Treff",
                "left": {"key": "flow.hits.left", "value": 12, "label": "Lagt bort",
                         "reasons": [{"id": "few", "key": "flow.reasons.few", "label": "For få",
                                      "value": 1}]}},
               {"key": "studies.read", "label": "Lest", "value": 1}],
}  # fmt: skip
RECORDS = {
    "flow": FLOW,
    "searches": [{"database": "basen", "number": 1}, {"database": "basen", "number": 2}],
    "databases": [{"id": "basen", "name": "Basen"}],
    "studies": [{"key": "ola2019", "file": "data/studies/a.yaml"}],
    "references": {"bo2018": {"author": [{"family": "Bø"}], "issued": {"date-parts": [[2018]]}}},
}
WORDS: dict[str, Any] = {
    "language": "nb-NO",
    "quoted": "«{text}»",
    "html": {"search": "søk", "in_search": "{count} i {search}"},
    "formulas": {
        "sum": "{count} i alle søk",
        "sum_in_database": "{count} i {database}",
        "studies_by_reason": "antall med {reason}",
        "searches": "antall søk",
        "databases": "antall databaser",
    },
    "formula_words": {"count": {"hits": "treff"}},
    "appraisal": {"verdicts": {}},
    "plots": {"directions": {}},
    "evidence": {"search_proof": ENGLISH},
}
TARGETS = {
    "basen.1": "row-basen.1",
    "work who2020": "ref-who2020",
    "work ola2019": "ref-ola2019",
    "study ola2019": "row-ola2019",
    "database basen": "tbl:basen",
}


@pytest.fixture
def teller() -> Provenance:
    works = {"who2020": "WHO, 2020", "ola2019": "Ola, 2019"}
    return Provenance(a_register(NUMBERS, RECORDS), WORDS, works, TARGETS)


def told(teller: Provenance, key: str) -> Origin:
    return teller.tell([key])[key]


def test_a_sum_has_its_formula_in_words_and_what_each_row_adds(teller: Provenance) -> None:
    origin = told(teller, "searches.hits")
    assert (origin.value, origin.says, origin.language) == ("1\u00a0234", "treff i alle søk", "")
    assert origin.kind == "computed"
    assert origin.rows == [
        OriginRow(f"{CSV}:2", "Basen, søk 1", "row-basen.1", "1\u00a0200"),
        OriginRow(f"{CSV}:3", "Basen, søk 2", "", "34"),
    ]


def test_rows_that_do_not_add_up_to_the_number_add_nothing(teller: Provenance) -> None:
    assert [row.adds for row in told(teller, "searches.count").rows] == ["", ""]
    wrong = [replace(n, value=9) if n.key == "searches.hits" else n for n in NUMBERS]
    other = replace(teller, register=a_register(wrong, RECORDS))
    assert [row.adds for row in told(other, "searches.hits").rows] == ["", ""]


def test_a_database_and_a_reason_have_their_names_in_a_formula(teller: Provenance) -> None:
    assert told(teller, "basen.hits").says == "treff i Basen"
    assert told(teller, "flow.reasons.few").says == "antall med «For få»"


def test_the_formula_of_an_earlier_register_is_told_as_it_was(teller: Provenance) -> None:
    origin = told(teller, "studies.read")
    assert (origin.says, origin.language) == ("number of study records", "en")


def test_a_difference_has_its_terms_and_parts_which_are_told_too(teller: Provenance) -> None:
    every = teller.tell(["flow.hits.left"])
    assert list(every) == ["flow.hits.left", "flow.reasons.few", "searches.hits", "studies.read"]
    origin = every["flow.hits.left"]
    assert origin.says == "«Lagt bort»"
    assert origin.terms == [("searches.hits", "1\u00a0234"), ("studies.read", "2")]
    assert origin.parts == [("flow.reasons.few", "1", "For få")]
    assert origin.rows == []


def test_what_would_be_another_number_with_it_is_told(teller: Provenance) -> None:
    assert told(teller, "basen.2.hits").changes == [
        ("flow.hits.left", "1\u00a0232"),
        ("searches.hits", "1\u00a0234"),
    ]


def test_the_figure_of_a_study_is_told_by_the_study(teller: Provenance) -> None:
    origin = told(teller, "ola2019.weeks")
    assert (origin.kind, origin.source, origin.target) == ("studies", "Ola, 2019", "ref-ola2019")
    assert origin.rows == [OriginRow("data/studies/a.yaml:9", "Ola, 2019", "row-ola2019")]
    assert origin.note == "om lag"


def test_a_cited_number_has_its_work_page_and_whether_it_is_verified(teller: Provenance) -> None:
    origin = told(teller, "who2020.deaths")
    assert (origin.kind, origin.source, origin.target) == ("literature", "WHO, 2020", "ref-who2020")
    assert (origin.value, origin.page, origin.unverified) == ("7–9\u00a0%", "12", True)


def test_a_number_of_a_search_and_a_choice_of_the_author_are_told_apart(teller: Provenance) -> None:
    origin = told(teller, "basen.1.hits")
    assert (origin.kind, origin.says) == ("searches", "treff i Basen, søk 1")
    assert told(teller, "method.limit").kind == "chosen"


def test_a_row_of_a_database_leads_to_its_table(teller: Provenance) -> None:
    assert told(teller, "databases.count").rows == [
        OriginRow("data/databases.yaml:2", "Basen", "tbl:basen")
    ]


def test_a_row_of_a_database_is_its_own_below_a_later_session(teller: Provenance) -> None:
    databases = [
        {"id": "gammel", "name": "Gammel", "searched_on": "2019-01-01"},
        {"id": "ny", "name": "Gammel", "updates": "gammel", "searched_on": "2020-01-01"},
        {"id": "basen", "name": "Basen", "searched_on": "2020-01-01"},
    ]
    register = a_register(
        [
            Number(
                "databases.count",
                2,
                rows=[Place("data/databases.yaml", 1), Place("data/databases.yaml", 9)],
            )
        ],
        {**RECORDS, "databases": databases},
    )
    rows = told(replace(teller, register=register), "databases.count").rows
    assert [row.name for row in rows] == ["Gammel", "Basen"]


def test_a_work_that_the_text_does_not_cite_is_named_as_it_would(teller: Provenance) -> None:
    assert [teller.work(key) for key in ("who2020", "bo2018", "lost", "")] == [
        "WHO, 2020",
        "Bø, 2018",
        "lost",
        "",
    ]


def test_a_key_that_is_not_there_is_not_told(teller: Provenance) -> None:
    assert teller.tell(["no.such"]) == {}


def test_a_work_is_named_as_the_text_cites_it_at_its_shortest() -> None:
    def cite(key: str, text: str, suffix: str = "") -> Any:
        citation = {
            "citationId": key,
            "citationPrefix": [],
            "citationSuffix": pandoc.inlines(suffix),
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": 1,
            "citationHash": 0,
        }
        return {"t": "Cite", "c": [[citation], pandoc.inlines(text)]}

    cites = [
        cite("a", "(Lang, Lengre og Lengst, 2020)"),
        cite("a", "Lang mfl. (2020)"),
        cite("b", "(Bø, 2019, s. 3)", "s. 3"),
    ]
    assert citations({"blocks": [{"t": "Para", "c": cites}]}) == {"a": "Lang mfl., 2020"}


def test_every_formula_of_a_register_has_its_words_in_the_labels(house: Any) -> None:
    words = labels.read(house / "templates/labels/nb.yaml")
    made = json.loads((house / "tests/projects/minimal/expected/register.json").read_text("utf-8"))
    teller = Provenance(Register.of(made), words, {})
    told = teller.tell(made["numbers"])
    assert len(told) > 20
    assert [key for key, origin in told.items() if origin.language] == []
