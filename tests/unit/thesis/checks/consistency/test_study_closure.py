"""Every study that was read is where it must be, and none is where it must not be."""

import copy
from typing import Any

import pytest

from tests.a_register import give
from tests.unit.thesis.checks.whole import (
    APPENDICES,
    CONTENT,
    DISCUSSION,
    METHOD,
    RECORDS,
    RESULTS,
    TABLES,
    Make,
    with_word,
    without,
)
from thesis.checks.consistency import study_closure
from thesis.diagnostics.findings import Finding
from thesis.document import pandoc
from thesis.document.thesis import Thesis


def found(thesis: Thesis) -> list[Finding]:
    return list(study_closure.studies(thesis))


def told(thesis: Thesis) -> list[tuple[str, str, str]]:
    return [(one.rule, str(one.place), one.found) for one in found(thesis)]


def edited(file: str, old: str, new: str) -> dict[str, str]:
    assert old in CONTENT[file]
    return {file: CONTENT[file].replace(old, new)}


def status(**other: str) -> dict[str, Any]:
    studies = copy.deepcopy(RECORDS["studies"])
    for study in studies:
        study["status"] = other.get(study["key"], study["status"])
    return {"studies": studies}


def test_a_thesis_that_accounts_for_all_it_read_is_no_finding(small: Make) -> None:
    assert found(small()) == []


# ---- included studies ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gone", "key", "found"),
    [
        ("tbl:matrix-berit2018", "berit2018", "(included) without a literature matrix"),
        ("ref-anna2019", "anna2019", "(included) without an entry in the reference list"),
        ("tbl:excluded", "carl2017", "(excluded) without a row in the table of excluded articles"),
    ],
)
def test_a_study_that_is_not_where_it_must_be_is_found(
    small: Make, gone: str, key: str, found: str
) -> None:
    thesis = without(small(), lambda one: pandoc.identifier(one) == gone)
    assert told(thesis) == [("closure.missing", f"data/studies/{key}.yaml:2", f"{key} {found}")]


def test_an_included_study_without_a_row_in_its_appendix_is_found(small: Make) -> None:
    thesis = small()
    for table in pandoc.walk(thesis.document["blocks"]):
        if pandoc.identifier(table) == "tbl:included":
            del table["c"][4][0][3][0]
    assert told(thesis) == [
        (
            "closure.missing",
            "data/studies/anna2019.yaml:2",
            "anna2019 (included) without a row in the table of included articles",
        )
    ]


def test_a_table_that_is_never_placed_leaves_out_all_its_studies(small: Make) -> None:
    thesis = small(content=edited(APPENDICES, '{{ table("included_studies") }}', "Tabellen."))
    assert [(one.rule, one.file) for one in found(thesis)] == [
        ("closure.missing", "data/studies/anna2019.yaml"),
        ("closure.missing", "data/studies/berit2018.yaml"),
    ]
    assert '{{ table("included_studies") }}' in found(thesis)[0].fix


def test_a_table_that_the_thesis_does_not_have_is_not_asked_for(small: Make) -> None:
    texts = edited(APPENDICES, '{{ table("included_studies") }}', "Tabellen.")
    config = {"tables": [name for name in TABLES if name != "included_studies"]}
    assert found(small(content=texts, config=config)) == []


@pytest.mark.parametrize(
    ("file", "old", "key", "chapter"),
    [
        (RESULTS, "[@anna2019], og ", "anna2019", "Resultat"),
        (RESULTS, "og @berit2018", "berit2018", "Resultat"),
        (DISCUSSION, "@anna2019 ", "anna2019", "Diskusjon"),
        (DISCUSSION, " [@berit2018]", "berit2018", "Diskusjon"),
    ],
)
def test_an_included_study_that_a_chapter_does_not_cite_is_found(
    small: Make, file: str, old: str, key: str, chapter: str
) -> None:
    # The captions of the matrices cite it in «Resultat» all the same: they are no prose.
    (finding,) = found(small(content=edited(file, old, "")))
    assert finding.rule == "closure.missing"
    assert str(finding.place) == f"{file}:1"
    assert finding.found == f"{key} (included) cited nowhere in «{chapter}»"
    assert f"@{key}" in finding.fix


def test_a_citation_in_a_section_of_the_chapter_counts(small: Make) -> None:
    texts = edited(DISCUSSION, "Det @anna2019", "## Mer\n\nDet @anna2019")
    assert found(small(content=texts)) == []


def test_without_chapters_in_config_none_has_to_cite(small: Make) -> None:
    texts = edited(DISCUSSION, "Det @anna2019 fant", "Det")
    assert found(small(content=texts, config={"closure": {}})) == []


def test_a_chapter_that_config_names_and_that_is_not_there_is_found(
    small: Make, tmp_path: Any
) -> None:
    thesis = small(config={"closure": {"cited_in": ["Resultat", "Diskusjonen"]}})
    path = tmp_path / "config/config.yaml"
    path.parent.mkdir()
    path.write_text("closure:\n  cited_in:\n    - Resultat\n    - Diskusjonen\n", "utf-8")
    (finding,) = found(thesis)
    assert (finding.rule, str(finding.place)) == ("closure.chapter", "config/config.yaml:4")
    assert finding.found == "the chapter «Diskusjonen»"
    assert "«Diskusjon»" in finding.expected


# ---- excluded studies ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Det bekreftes av @carl2017.", 8),
        ("Det er vist [@carl2017].", 8),
        ("Det er vist [jf. @tenk2020; @carl2017, s. 3].", 8),
        ("Det [@tenk2020]{.excluded} skriver, bekreftes av @carl2017.", 8),
        ("En note.[^1]\n\n[^1]: Som hos @carl2017.", 10),
        ("| a | b |\n|---|---|\n| c | @carl2017 |", 10),
    ],
)
def test_an_excluded_study_that_is_cited_as_evidence_is_found(
    small: Make, text: str, line: int
) -> None:
    texts = edited(
        METHOD, 'Arkivet ble søkt [5. mai 2020]{.typed why="the day of the search"}.', text
    )
    (finding,) = found(small(content=texts))
    assert (finding.rule, str(finding.place)) == ("closure.excluded-cited", f"{METHOD}:{line}")
    assert finding.found == "@carl2017, which is excluded"
    assert "[@carl2017]{.excluded}" in finding.fix


@pytest.mark.parametrize(
    "text",
    [
        "[@carl2017]{.excluded} ble utelatt.",
        "Noe ble utelatt [[@carl2017]]{.excluded}.",
        "Noe ble utelatt [[jf. @carl2017; @tenk2020]]{.excluded}.",
        "[Studien til @carl2017 er *for liten*]{.excluded}.",
        '[Heller ikke @carl2017 hadde [to]{.typed why="x"} grupper.]{.excluded}',
    ],
)
def test_an_excluded_study_that_is_marked_as_such_may_be_cited(small: Make, text: str) -> None:
    assert found(small(content=edited(METHOD, "Arkivet ble", f"{text}\nArkivet ble"))) == []


def test_the_reason_of_an_excluded_study_may_cite_an_included_one_alone(small: Make) -> None:
    records = copy.deepcopy({"studies": RECORDS["studies"]})
    records["studies"][2]["texts"]["reason"]["text"] = "Likner @anna2019."
    assert found(small(records=records)) == []
    records["studies"][2]["texts"]["reason"]["text"] = "@carl2017 er liten."
    assert [one.rule for one in found(small(records=records))] == ["closure.excluded-cited"]


def test_an_appendix_alone_brings_no_excluded_study_into_the_reference_list(small: Make) -> None:
    texts = edited(DISCUSSION, "Studien til [@carl2017]{.excluded} ble", "Én studie ble")
    ids = {pandoc.identifier(one) for one in pandoc.walk(small(content=texts).document)}
    assert "ref-anna2019" in ids
    assert "ref-carl2017" not in ids


def test_a_withdrawn_study_has_a_row_with_its_reason_and_is_no_evidence(small: Make) -> None:
    records = status(carl2017="withdrawn")
    records["studies"][2]["texts"]["withdrawn"] = {"text": "Trukket.", "line": 9}
    thesis = small(records=records)
    assert found(thesis) == []
    assert "Trukket." in pandoc.text(thesis.document["blocks"])
    texts = edited(DISCUSSION, "[@carl2017]{.excluded}", "@carl2017")
    (finding,) = found(small(records=records, content=texts))
    assert finding.rule == "closure.excluded-cited"
    assert finding.found == "@carl2017, which is withdrawn"
    thesis = without(thesis, lambda one: pandoc.identifier(one) == "tbl:excluded")
    assert [each for _, _, each in told(thesis)] == [
        "carl2017 (withdrawn) without a row in the table of excluded articles"
    ]


def test_a_study_of_another_status_than_its_table_is_found(small: Make) -> None:
    thesis = small()
    other = {"carl2017": "included", "berit2018": "excluded"}
    give(
        thesis.register,
        studies=[
            {**study, "status": other.get(study["key"], study["status"])}
            for study in RECORDS["studies"]
        ],
    )
    rules = sorted((one.rule, one.found) for one in found(thesis))
    misplaced = [text for rule, text in rules if rule == "closure.misplaced"]
    assert misplaced == [
        "berit2018 has a literature matrix, which its status denies",
        "berit2018 has a row in the table of included articles, which its status denies",
        "carl2017 has a row in the table of excluded articles, which its status denies",
    ]


# ---- what a row prints --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "table", "key", "expected"),
    [
        ("Anna,", "Ana,", "tbl:included", "anna2019", "the authors of the reference: Anna, A."),
        ("2018", "2017", "tbl:included", "berit2018", "the year of the reference: 2018"),
        ("Carl,", "Karl,", "tbl:excluded", "carl2017", "the authors of the reference: Carl, A."),
        ("2017", "2016", "tbl:excluded", "carl2017", "the year of the reference: 2017"),
    ],
)
def test_authors_or_a_year_that_are_not_the_references_are_found(
    small: Make, old: str, new: str, table: str, key: str, expected: str
) -> None:
    (finding,) = found(with_word(small(), old, new, table))
    assert (finding.rule, str(finding.place)) == ("closure.row", f"data/studies/{key}.yaml:2")
    assert finding.expected.startswith(expected)
    assert new in finding.found
