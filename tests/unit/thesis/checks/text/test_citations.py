"""What is cited is listed, what is listed agrees with the data, and a quotation has its page."""

import pytest

from tests.unit.thesis.checks.whole import (
    CONTENT,
    DISCUSSION,
    LIST,
    METHOD,
    RECORDS,
    RESULTS,
    Make,
    with_word,
    without,
    work,
)
from thesis.checks.text import citations
from thesis.document import pandoc


def more(*works: dict[str, object]) -> dict[str, object]:
    return {"references": {**RECORDS["references"], **{str(one["id"]): one for one in works}}}


def test_a_thesis_whose_works_are_cited_and_listed_is_no_finding(small: Make) -> None:
    thesis = small()
    for check in (citations.listed, citations.unused, citations.agreeing, citations.quotations):
        assert list(check(thesis)) == []


# ---- listed -------------------------------------------------------------------------------------


def test_a_cited_work_that_the_list_lacks_is_found(small: Make) -> None:
    thesis = without(small(), lambda one: pandoc.identifier(one) == "ref-tenk2020")
    (finding,) = citations.listed(thesis)
    assert (finding.rule, str(finding.place)) == ("citation.unlisted", f"{METHOD}:3")
    assert finding.found == "@tenk2020, which the reference list does not have"


def test_a_listed_work_that_nothing_cites_is_found(small: Make) -> None:
    thesis = small()
    thesis = without(
        thesis,
        lambda one: one["t"] == "Cite" and any(c["citationId"] == "tenk2020" for c in one["c"][0]),
    )
    (finding,) = citations.listed(thesis)
    assert (finding.rule, str(finding.place)) == ("citation.unlisted", "data/references.yaml:4")
    assert finding.found == "an entry for tenk2020, which nothing cites"


def test_a_list_without_a_place_is_found(small: Make) -> None:
    thesis = small(content={LIST: "# Litteraturliste\n\nHer.\n"})
    (finding,) = citations.listed(thesis)
    assert finding.rule == "citation.unlisted"
    assert finding.found == "a reference list that no chapter has a place for"
    assert "{#refs}" in finding.fix


def test_a_work_that_is_nowhere_is_another_rules(small: Make) -> None:
    texts = {DISCUSSION: CONTENT[DISCUSSION].replace("Studien", "Som hos @nowhere. Studien")}
    assert list(citations.listed(small(content=texts))) == []


# ---- unused -------------------------------------------------------------------------------------


def test_a_work_that_nothing_cites_is_found_on_its_line(small: Make) -> None:
    thesis = small(records=more(work("spare2001", "Spare", 2001, "Overflødig")))
    (finding,) = citations.unused(thesis)
    assert (finding.rule, str(finding.place)) == ("citation.unused", "data/references.yaml:5")
    assert "@spare2001" in finding.fix


def test_a_study_that_a_table_prints_is_used(small: Make) -> None:
    texts = {DISCUSSION: CONTENT[DISCUSSION].replace("[@carl2017]{.excluded}", "en annen")}
    assert list(citations.unused(small(content=texts))) == []


def test_a_work_whose_title_is_called_is_used(small: Make) -> None:
    records = more(work("spare2001", "Spare", 2001, "Overflødig"))
    texts = {METHOD: CONTENT[METHOD] + '\nBoken {{ title("spare2001") }} finnes.\n'}
    assert list(citations.unused(small(content=texts, records=records))) == []


def test_a_work_marked_uncited_with_its_reason_is_no_finding(small: Make) -> None:
    records = more(work("spare2001", "Spare", 2001, "Overflødig"))
    records["uncited"] = {"spare2001": "Nevnt som kilde for en annen."}
    assert list(citations.unused(small(records=records))) == []


def test_a_work_marked_uncited_that_is_cited_is_found(small: Make) -> None:
    thesis = small(records={"uncited": {"carl2017": "Nevnt."}})
    (finding,) = citations.unused(thesis)
    assert (finding.rule, str(finding.place)) == (
        "citation.needless-mark",
        "data/references.yaml:3",
    )
    assert finding.found == f"carl2017 marked uncited, and cited in {DISCUSSION}"


# ---- entries ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Anna,", "Ana,", "first of all «Anna»"),
        ("(2019).", "(2018).", "year «2019»"),
        ("ro", "uro", "title «Om ro»"),
    ],
)
def test_an_entry_that_is_not_the_references_is_found(
    small: Make, old: str, new: str, expected: str
) -> None:
    thesis = with_word(small(), old, new, "ref-anna2019")
    (finding,) = citations.agreeing(thesis)
    assert (finding.rule, str(finding.place)) == ("citation.entry", "data/references.yaml:1")
    assert finding.expected == f"an entry with {expected}"
    assert new in finding.found


def test_entries_of_many_kinds_agree_with_their_references(small: Make) -> None:
    works = more(
        {"id": "a", "type": "webpage", "title": "Uten forfatter: <em>og</em> «tegn»"},
        {
            "id": "b",
            "type": "report",
            "author": [{"literal": "Helsedirektoratet & co"}],
            "issued": {"date-parts": [[2020, 3, 1]]},
            "title": "[Retningslinje]",
        },
        {
            "id": "c",
            "type": "article-journal",
            "author": [
                {"family": "Costa", "given": "Kell Grandjean", "non-dropping-particle": "da"},
                {"family": "Ås", "given": "Jean-Luc", "suffix": "Jr."},
            ],
            "issued": {"date-parts": [[2017]]},
            "title": "“It’s like this”: O2Hb & *stars*",
            "language": "en",
        },
        {
            "id": "d",
            "type": "book",
            "editor": [{"family": "Öst", "given": "Åse"}],
            "issued": {"date-parts": [[2008]]},
            "title": "Håndboken",
        },
        {**work("e", "Anna", 2019, "Mer om ro")},
    )
    cite = "\nMer finnes [@a; @b; @c; @d; @e].\n"
    assert (
        list(citations.agreeing(small(content={METHOD: CONTENT[METHOD] + cite}, records=works)))
        == []
    )


# ---- quotations ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Ro er «en dyp og varig ro» [@tenk2020, s. 5].",
        "@tenk2020 [s. 5] kaller det «en dyp og varig ro».",
        "Slik: «En dyp og varig ro.» [@tenk2020, s. 5]",
        "Ro kalles «craving» [@tenk2020].",
        "Ro kalles «dyp ro» [@tenk2020].",
        "Boken «Å tenke selv» er god.",
        "Spørsmålet er «Gir et arkiv mer ro?», intet mindre.",
        "«Gir et annet arkiv mer ro?»",
        "Søket «ro og ord 2» ga treff.",
        "Boksen «Leste artikler» er nederst.",
        'Det heter [«en dyp og varig ro»]{.typed why="et begrep"}.',
        "> En dyp og varig ro [@tenk2020, s. 5].",
        '![Bilde](x.svg){#fig:x alt="Med «en dyp og varig ro»"}',
        "## «En dyp og varig ro»\n\nSe «En dyp og varig ro» over.",
    ],
)
def test_a_quotation_with_its_page_or_none_at_all_is_no_finding(small: Make, text: str) -> None:
    texts = {RESULTS: f"{CONTENT[RESULTS]}\n{text}\n"}
    found = list(citations.quotations(small(content=texts)))
    assert found == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ro er «en dyp og varig ro» [@tenk2020].", "«en dyp og varig ro»"),
        ("Ro er «en dyp og varig ro».", "«en dyp og varig ro»"),
        ("@tenk2020 kaller det «en dyp ro».", "«en dyp ro»"),
        ("Ro er «en dyp og varig ro». Slik er det [@tenk2020, s. 5].", "«en dyp og varig ro»"),
        ("> En dyp og varig ro [@tenk2020].", "En dyp og varig ro (Tenk & Vik, 2020)."),
        ("Noe.[^1]\n\n[^1]: Som «en dyp og varig ro».", "«en dyp og varig ro»"),
    ],
)
def test_a_quotation_without_a_page_is_found_on_its_line(
    small: Make, text: str, words: str
) -> None:
    texts = {RESULTS: f"{CONTENT[RESULTS]}\n{text}\n"}
    (finding,) = citations.quotations(small(content=texts))
    assert finding.rule == "citation.page"
    assert finding.found == f"{words} without a page"
    line = 8 + text[: text.rindex(words[:6])].count("\n") + 1
    assert str(finding.place) == f"{RESULTS}:{line}"
