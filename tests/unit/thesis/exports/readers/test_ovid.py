"""Ovid's own forms: where an article stands, and names behind each other."""

# ruff: noqa: E501  (a source, a line)

import pytest

from thesis.exports.readers import ovid

SOURCES = {
    "Ward Music. 4(2):1-9, 2020": "JF Ward Music|VL 4|IS 2|SP 1-9|PY 2020",
    "Ward Music. 4(2):1-9, 2020 May 3.": "JF Ward Music|VL 4|IS 2|SP 1-9|PY 2020",
    "Ward Music. 4:e77, 2020.": "JF Ward Music|VL 4|SP e77|PY 2020",
    "Ward Music. 4 (2) (pp 1-9), 2020. Date of Publication: 2021.": "JF Ward Music|VL 4|IS 2|SP 1-9|PY 2020",
    "Ward Music. 4 (1) (no pagination), 2020. Article Number: 12. Date of Publication: May 2020.": "JF Ward Music|VL 4|IS 1|C7 12|PY 2020",
    "Ward Music. Conference: 2nd Ward Day. Oslo. Norway. 4 (Supplement 3) (pp S12), 2020.": "JF Ward Music|VL 4|IS Supplement 3|SP S12|PY 2020",
    "Journal of Ward Music. Vol.4(2), 2020, pp. 123-129.": "JF Journal of Ward Music|VL 4|IS 2|SP 123-129|PY 2020",
    "Dissertations of Nobody. Vol.75(2-A(E)),2014, pp. No Pagination Specified.": "JF Dissertations of Nobody|VL 75|IS 2-A(E)|PY 2014",
    "Ward Music June 2020;4(2):1-9": "JF Ward Music|VL 4|IS 2|SP 1-9|PY 2020",
    "Ward Music November/December 2010;6:611-613": "JF Ward Music|VL 6|SP 611-613|PY 2010",
    "Lien, Knut [Ed]; Moe, Tor [Ed]. (2012). Songs in practice. (pp. 11-31). 254 pp. Oslo: Ward Press.": "ED Lien, Knut|ED Moe, Tor|JF Songs in practice|SP 11-31",
    "Lien, Knut [Editor, Reprint Author], Moe, T. [Editor]. Songs.:371-397, 2004.": "ED Lien, Knut|ED Moe, T.|JF Songs|SP 371-397|PY 2004",
    "": "",
}  # fmt: skip


@pytest.mark.parametrize("text", SOURCES)
def test_where_an_article_stands_is_taken_apart(text: str) -> None:
    found = {f"{tag} {value}" for tag, values in ovid.source(text).items() for value in values}
    assert found == {*filter(None, SOURCES[text].split("|"))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nordby AB. Lien K. van den Berg O.", "Nordby AB|Lien K.|van den Berg O."),
        ("Nordby, Astrid. Lien, Knut M. Moe, Tor", "Nordby, Astrid|Lien, Knut M.|Moe, Tor"),
        ("Nordby A.; Lien K.", "Nordby A.|Lien K."),
        ("Nordby, Astrid [Author, Reprint Author; E-mail: a@example.org]", "Nordby, Astrid"),
        ("Nordby, Astrid B. MD, PhD 1,*", "Nordby, Astrid B."),
        ("Nordby A.B.", "Nordby A.B."),
        ("", ""),
    ],
)
def test_names_are_taken_apart(text: str, names: str) -> None:
    assert ovid.names([text]) == [*filter(None, names.split("|"))]
