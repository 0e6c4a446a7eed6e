"""A saved history is read as each database saves it, or refused with what does not add up."""

import pytest

from thesis.cli.history.saved import NotSavedError, SavedRow, read

OVID = """Database: Ovid MEDLINE(R) ALL <1946 to May 05, 2020>
Search Strategy:
--------------------------------------------
1     exp Sleep/ (12345)
2     (nap or
rest).tw. (2345)
3     or/1-2 (13000)

***************************
"""
EBSCO = """<html><body><table>
<tr><th>#</th><th>Query</th><th>Limiters/Expanders</th><th>Results</th></tr>
<tr><td>S2</td><td>TI nap OR AB nap</td><td>Limiters - English Language<br>Expanders - Apply
equivalent subjects<br>Search modes - Boolean/Phrase</td><td>View Results (1,000)</td></tr>
<tr><td>S1</td><td>(MH "Sleep+")</td><td>Search modes - Boolean/Phrase</td><td>500</td></tr>
</table></body></html>"""
PUBMED = """Search,Actions,Details,Query,Results,Time
2,,,"#1 AND ""Sleep""[Mesh]","2,345",05:09:11
1,,,nap[tiab],345,05:08:11
"""
EMBASE = """No.,Query,Results,Date
#2,#1 AND nap:ti,12,5 May 2020
#1,'sleep'/exp,"1,234",5 May 2020
"""
COCHRANE = """Search Name: sleep
Date Run: May 5, 2020

#1\tMeSH descriptor: [Sleep] explode all trees\t1234
#2\t#1 and nap:ti\t12
"""
WEB_OF_SCIENCE = """Set\tSearch Query\tResults
1\tTS=(nap OR rest)\t12 345
2\t#1 AND TI=sleep\t45
"""


@pytest.mark.parametrize(
    ("text", "rows", "dates"),
    [
        (OVID, [("exp Sleep/", 12345), ("(nap or rest).tw.", 2345), ("or/1-2", 13000)],
         ["2020-05-05"]),
        (EBSCO, [('(MH "Sleep+")', 500), ("TI nap OR AB nap Limiters - English Language", 1000)],
         []),
        (PUBMED, [("nap[tiab]", 345), ('#1 AND "Sleep"[Mesh]', 2345)], []),
        (EMBASE, [("'sleep'/exp", 1234), ("#1 AND nap:ti", 12)], ["2020-05-05"]),
        (COCHRANE, [("MeSH descriptor: [Sleep] explode all trees", 1234), ("#1 and nap:ti", 12)],
         ["2020-05-05"]),
        (WEB_OF_SCIENCE, [("TS=(nap OR rest)", 12345), ("#1 AND TI=sleep", 45)], []),
    ],
    ids=["ovid", "ebsco", "pubmed", "embase", "cochrane", "web of science"],
)  # fmt: skip
def test_a_history_is_read_as_it_is_saved(
    text: str, rows: list[tuple[str, int]], dates: list[str]
) -> None:
    history = read(text)
    assert history.rows == [SavedRow(i, *row) for i, row in enumerate(rows, 1)]
    assert history.dates == dates


def test_what_was_set_beside_the_words_is_kept_apart() -> None:
    assert read(EBSCO).options == [
        "Expanders - Apply equivalent subjects",
        "Search modes - Boolean/Phrase",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no search with a number"),
        ("nothing of the kind", "search 1 has no hits"),
        (OVID.replace("2     (nap", "5     (nap").replace("3     or", "6     or"), "is missing"),
        (OVID.replace("3     or", "2     or"), "search 2 stands twice"),
        (OVID.replace(" (13000)", ""), "search 3 has no hits behind it"),
        (PUBMED.replace('"2,345"', "many"), "search 2 has no hits: «many»"),
        (PUBMED.replace("nap[tiab]", ""), "has no number or no words"),
    ],
)
def test_what_does_not_add_up_is_refused(text: str, why: str) -> None:
    with pytest.raises(NotSavedError, match=why):
        read(text)
