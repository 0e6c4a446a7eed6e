"""The forms of exports, and ours."""

from urllib.parse import quote

import pytest

from thesis.cli.add.duplicates import key_of
from thesis.exports import fields

SICI = "10.5555/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
"""As Wiley and others made them until 2001."""


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019", 2019),
        ("2019//", 2019),
        ("2019///Mar-Apr", 2019),
        ("2019/05//", "2019-05"),
        ("2019/05/01/", "2019-05-01"),
        ("2019-05-01", "2019-05-01"),
        ("2019 Mar-Apr", 2019),
        ("2019 Mar", "2019-03"),
        ("2018 May 29", "2018-05-29"),
        ("2018 Dec-2019 Jan", 2018),
        ("2019 Spring", 2019),
        ("15 March 2019", "2019-03-15"),
        ("March 15, 2019", "2019-03-15"),
        ("May 2017", "2017-05"),
        ("2019/02/31", "2019-02"),
        ("2019/13/01", 2019),
        ("2020/04/16/12:00:00", "2020-04-16"),
        ("20190305", "2019-03-05"),
        ("20191305", 2019),
        ("in press", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_far_as_it_is_told(text: str, date: str | int | None) -> None:
    assert fields.issued(text) == date


@pytest.mark.parametrize(
    ("text", "last", "pages"),
    [
        ("123-9", "", "123-129"),
        ("123", "9", "123-129"),
        ("123-130", "130", "123-130"),
        ("S189-S210", "", "S189-S210"),
        ("S189-98", "", "S189-S198"),
        ("e17465", "", "e17465"),
        ("82--90", "", "82-90"),
        ("82–90", "", "82-90"),
        ("pp. 82 - 90.", "", "82-90"),
        ("901741", "901741", "901741"),
        ("", "", ""),
    ],
)
def test_pages_are_written_out(text: str, last: str, pages: str) -> None:
    assert fields.pages(text, last) == pages


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://dx.doi.org/10.5555/x.1", "10.5555/x.1"),
        ("doi:10.5555/x.1.", "10.5555/x.1"),
        ("10.5555/x(19)30001-2", "10.5555/x(19)30001-2"),
        ("(10.5555/x.1)", "10.5555/x.1"),
        ("10.5555/x.1 [doi]", "10.5555/x.1"),
        ("10.5555/a&lt;b", "10.5555/a"),
        ("{10.5555/x.1}", "10.5555/x.1"),
        ("10.5555/x.1}", "10.5555/x.1"),
        ("<a href='https://doi.org/10.5555/x.1'>10.5555/x.1</a>", "10.5555/x.1"),
        ("«10.5555/x.1».", "10.5555/x.1"),
        (SICI, SICI),
        (SICI.replace("<", "&lt;").replace(">", "&gt;"), SICI),
        (f"https://doi.org/{quote(SICI)}", SICI),
        (f"doi: {SICI}.", SICI),
        (
            "10.5555/1520(1998)011<2403:AANAOT>2.0.CO;2",
            "10.5555/1520(1998)011<2403:AANAOT>2.0.CO;2",
        ),
        ("10.5555/x.1<br/>", "10.5555/x.1"),
        ("https://doi.org/10.5555/x.1?via=hub", "10.5555/x.1"),
        ("https://www.example.org/articles/10.5555/x.1/full", "10.5555/x.1"),
        ("https://www.example.org/doi/pdf/10.5555/x(19)1-2.pdf?token=1", "10.5555/x(19)1-2"),
        ("https://www.example.org/look?doi=10.5555/x.1&lang=en", "10.5555/x.1"),
        ("see https://doi.org/10.5555/full/x.1, and more", "10.5555/full/x.1"),
        ("10.5555/x.1/full", "10.5555/x.1/full"),
        ("S1234-5678(19)00001-2 [pii]", ""),
    ],
)
def test_a_doi_is_found_without_what_is_around_it(text: str, doi: str) -> None:
    assert fields.doi([text]) == doi


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Wang, Dongshi", {"family": "Wang", "given": "Dongshi"}),
        ("Wang D", {"family": "Wang", "given": "D."}),
        ("Wang DS", {"family": "Wang", "given": "D. S."}),
        ("Wang, D-S", {"family": "Wang", "given": "D.-S."}),
        ("Wang D.-S.", {"family": "Wang", "given": "D.-S."}),
        ("De La Garza R 2nd", {"family": "De La Garza", "given": "R.", "suffix": "II"}),
        ("Smith, John, Jr.", {"family": "Smith", "given": "John", "suffix": "Jr."}),
        ("Smith, Jr., John", {"family": "Smith", "given": "John", "suffix": "Jr."}),
        ("da Costa, Kell", {"family": "Costa", "given": "Kell", "non-dropping-particle": "da"}),
        ("World Health Organization", {"literal": "World Health Organization"}),
        ("Invented Study Group A", {"literal": "Invented Study Group A"}),
        ("Helsedirektoratet", {"literal": "Helsedirektoratet"}),
        ("NTNU", {"literal": "NTNU"}),
        ("", {}),
    ],
)
def test_a_name_is_taken_apart(text: str, person: dict[str, str]) -> None:
    assert fields.person(text) == person


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A title.", "A title"),
        ("Who rowed?", "Who rowed?"),
        ("Rowing in the U.S.", "Rowing in the U.S."),
        ("Rowing ...", "Rowing ..."),
        ("The <i>in vivo</i> row &amp;amp; more.", "The in vivo row & more"),
        ("CD4<SUP>+</SUP> in <I>S. vulgaris</I> <scp>song</scp>", "CD4+ in S. vulgaris song"),
        ("A  title\tof p < 0.05 > 0", "A title of p < 0.05 > 0"),
    ],
)
def test_a_title_loses_its_full_stop_and_its_markup(text: str, title: str) -> None:
    assert fields.title(text) == title


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("eng", "en"),
        ("English", "en"),
        ("en-US", "en-US"),
        ("nor; eng", "nb"),
        ("", ""),
        ("xx", None),
    ],
)
def test_a_language_is_a_code(text: str, code: str | None) -> None:
    assert fields.language(text) == code


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ({"author": [{"family": "Wang"}], "issued": "2017-05"}, "wang2017"),
        ({"author": [{"family": "Costa", "non-dropping-particle": "da"}]}, "dacosta"),
        ({"author": [{"family": "De La Garza"}], "issued": 2016}, "delagarza2016"),
        ({"author": [{"family": "Ströhle-Østby"}], "issued": 2012}, "strohleostby2012"),
        ({"author": [{"literal": "World Health Organization"}], "issued": 2020}, "who2020"),
        ({"author": [{"literal": "Helsedirektoratet"}], "issued": 2017}, "helsedirektoratet2017"),
        ({"author": [{"family": "王"}], "title": "12 Rows", "issued": 2017}, "rows2017"),
        ({"title": "På vann", "issued": 2017}, "pa2017"),
        ({"title": "王"}, "work"),
    ],
)
def test_a_key_is_made_as_the_house_makes_them(item: dict[str, object], key: str) -> None:
    assert key_of(item) == key
