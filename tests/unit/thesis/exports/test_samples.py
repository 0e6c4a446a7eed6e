"""An export in the form of each vendor: every record comes out, with every field in our form."""

from pathlib import Path
from typing import Any

import pytest

from thesis.exports import read

SAMPLES = Path(__file__).with_name("samples")

ROWING = {
    "type": "article-journal", "language": "en", "volume": "12", "issue": "3", "page": "123-129",
    "DOI": "10.5555/inv.2019.0001", "ISSN": "1234-567X",
}  # fmt: skip
WATER = {
    "type": "article-journal", "language": "en", "volume": "2", "issue": "4", "page": "82-90",
    "DOI": "10.5555/zot.2017.1", "ISSN": "1469-0292",
}  # fmt: skip
VANN = {"family": "Vann", "given": "Ole", "non-dropping-particle": "van der"}
DONGSHI = {"family": "Wang", "given": "Dongshi"}
KARI = {"family": "Berg", "given": "Kari"}

OLE = {"family": "Vann", "given": "Ole", "non-dropping-particle": "van der"}
LAKE = {
    "type": "article-journal",
    "author": [KARI, OLE],
    "issued": 2021,
    "title": "Rowing on a lake that never was: a trial",
    "container-title": "Journal of Invented Water",
    "volume": "12",
    "issue": "3",
    "page": "123-129",
    "DOI": "10.5555/lake.2021.12",
    "ISSN": "1469-0292",
    "PMID": "99000123",
    "language": "en",
}
"""The first work of most samples, as the fullest of them have it."""

SLEEP = {
    "type": "article-journal",
    "author": [{"family": "Ås", "given": "Per"}],
    "issued": 2022,
    "title": "Sleep after rowing",
    "container-title": "Invented Sleep",
    "volume": "7",
    "page": "e104501",
    "DOI": "10.5555/sleep.2022.7",
}
DAY = {"issued": "2021-05-05"}
INITIALS = {
    "author": [
        {"family": "Berg", "given": "K."},
        {"family": "Vann", "given": "O.", "non-dropping-particle": "van der"},
    ]
}
BARE = {"author": [{"family": "Berg", "given": "K."}, {"family": "Vann", "given": "O."}]}
PER = {"author": [{"family": "Ås", "given": "P."}]}
GROUP = {"author": [{"family": "As", "given": "Per"}, {"literal": "Invented Sleep Grp"}]}
AS = {"author": [{"family": "As", "given": "P."}]}
CHAPTER = {
    "type": "chapter",
    "author": [{"family": "Ås", "given": "Per"}],
    "editor": [KARI],
    "issued": 2022,
    "title": "Sleep after rowing",
    "container-title": "The invented book of sleep",
    "page": "10-20",
    "publisher": "Oppdiktet forlag",
    "publisher-place": "Oslo",
}


def but(work: dict[str, Any], *lacks: str, **has: Any) -> dict[str, Any]:
    """A work as a format has it, without some fields, and with others in their place."""
    made = {name: value for name, value in work.items() if name not in lacks}
    return made | {name.replace("_", "-"): value for name, value in has.items()}


EXPECTED: dict[str, list[dict[str, Any]]] = {
    "ovid.ris": [{**ROWING,
                  "author": [{"family": "Oddsdatter", "given": "Anna B."},
                             {"family": "De La Fjord", "given": "Richard", "suffix": "II"}],
                  "issued": "2019-05",
                  "title": "Invented rowing against an invented wish: a trial that never was",
                  "container-title": "Journal of Invented Rowing"},
                 {"type": "article-journal", "author": [{"family": "Ås", "given": "K."}],
                  "issued": 2020, "title": "Who rowed? An invented survey",
                  "container-title": "Journal of Invented Rowing", "volume": "13", "page": "e77",
                  "DOI": "10.5555/inv.2020.0002", "language": "nb"}],
    "ebsco.ris": [{"type": "article-journal",
                   "author": [KARI, VANN, {"family": "Smith", "given": "John", "suffix": "Jr."}],
                   "issued": "2018-03-15", "title": "Walking in an invented town",
                   "container-title": "Invented Sport Science", "volume": "7", "issue": "2",
                   "page": "38-46", "DOI": "10.5555/sport.2018.7", "ISSN": "1234-5679"}],
    "embase.ris": [{"type": "article-journal",
                    "author": [{"family": "Wang-Li", "given": "D."},
                               {"family": "Zhou", "given": "C.-L."},
                               {"family": "O'Fjord", "given": "J.A."}], "issued": 2021,
                    "title": "Cycling towards an invented end",
                    "container-title": "Invented Exercise", "volume": "33", "page": "1201-1209",
                    "DOI": "10.5555/emb.2021.33", "ISSN": "1873-6246", "language": "en"},
                   {"type": "paper-conference", "author": [{"literal": "Invented Rowing Group"}],
                    "issued": 2020, "title": "A talk nobody gave",
                    "container-title": "Invented Congress", "page": "S12"}],
    "endnote.ris": [{"type": "article-journal",
                     "author": [{"family": "Oddsdatter", "given": "A. B."},
                                {"family": "Berg", "given": "K."}], "issued": 2017,
                     "title": "Rowing indoors, and what was invented of it",
                     "container-title": "Invented Journal", "volume": "40", "issue": "5",
                     "page": "123-130", "DOI": "10.5555/end.2017.5", "ISSN": "1234-5679",
                     "PMID": "99123456", "PMCID": "PMC9912345", "language": "en"}],
    "zotero.ris": [
        {"type": "article-journal", "language": "en", "volume": "2", "page": "82-90",
         "DOI": "10.5555/zot.2017.1", "ISSN": "1469-0292", "author": [DONGSHI, KARI],
         "issued": "2017-05-01", "title": "Swimming where no water was",
         "container-title": "Journal of Invented Water"},
        {"type": "book", "author": [KARI], "issued": 2015, "title": "The invented book of water",
         "edition": "2", "publisher": "Oppdiktet forlag", "publisher-place": "Oslo",
         "ISBN": "978-82-000-0000-2", "language": "nb"},
        {"type": "chapter", "author": [{"family": "Ås", "given": "Ola"}], "editor": [KARI],
         "issued": 2015, "title": "On depth", "container-title": "The invented book of water",
         "page": "12-34", "publisher": "Oppdiktet forlag", "publisher-place": "Oslo"},
        {"type": "report", "author": [{"literal": "Vanndirektoratet"}], "issued": "2016-03-02",
         "title": "Vann i tall", "URL": "https://vann.example/tall", "language": "nb-NO"},
        {"type": "thesis", "author": [{"family": "Vik", "given": "Per"}], "issued": 2014,
         "title": "A thesis on water", "genre": "Masteroppgave",
         "publisher": "Universitetet i Ingensteder"},
        {"type": "webpage", "author": [{"literal": "Vanndirektoratet"}], "issued": 2019,
         "title": "About the water", "URL": "https://vann.example/om", "accessed": "2020-04-16"}],
    "zotero.bib": [{**WATER, "author": [DONGSHI, VANN], "issued": "2017-05-01",
                    "title": "Swimming Where No DNA Was",
                    "container-title": "Journal of Invented Water"},
                   {"type": "book", "author": [KARI], "issued": 2015, "title": "Boka om vann",
                    "edition": "2", "publisher": "Oppdiktet forlag", "publisher-place": "Oslo",
                    "ISBN": "978-82-000-0000-2", "language": "nb"}],
    "zotero-bibtex.bib": [{**WATER,
                           "author": [DONGSHI, VANN,
                                      {"family": "Smith", "given": "John", "suffix": "Jr."},
                                      {"literal": "World Water Organization"}], "issued": "2017-05",
                           "title": "Swimming øver Ås: Where no water was",
                           "container-title": "Journal of Invented Water", "PMID": "99123457"},
                          {"type": "thesis", "author": [{"family": "Vik", "given": "Per"}],
                           "issued": 2014, "title": "A thesis on water & more",
                           "genre": "Masteroppgave", "publisher": "Universitetet i Ingensteder"}],
    "zotero.json": [{**WATER, "author": [DONGSHI, VANN], "issued": "2017-05-01",
                     "title": "Swimming where no aqua was",
                     "container-title": "Journal of Invented Water", "PMID": "99123457",
                     "PMCID": "PMC9912346"},
                    {"type": "report", "language": "nb", "title": "Vann i tall",
                     "URL": "https://vann.example/tall",
                     "author": [{"literal": "Vanndirektoratet"}], "issued": 2016}],
    "pubmed.nbib": [
        {**ROWING,
         "author": [{"family": "Oddsdatter", "given": "Anna B"},
                    {"family": "De La Fjord", "given": "Richard", "suffix": "II"},
                    {"literal": "Invented Rowing Group"}], "issued": 2019,
         "title": ("Invented rowing against an invented wish: a trial that never was, told over "
                   "two lines"), "container-title": "Journal of invented rowing",
         "PMID": "99000001", "PMCID": "PMC9900001"},
        {"type": "article-journal", "author": [{"family": "Ås", "given": "Karl"}],
         "issued": "2018-05-29", "title": "Roing i Norge",
         "container-title": "Tidsskrift for oppdiktede studier", "volume": "138", "issue": "9",
         "DOI": "10.5555/tidsskr.18.0001", "PMID": "99000002", "language": "nb"}],
}  # fmt: skip

EXPECTED |= {
    "endnote.enw": [but(LAKE, "PMID", **DAY), CHAPTER],
    "endnote.xml": [but(LAKE, **DAY), CHAPTER],
    "refworks.txt": [but(LAKE, **DAY), CHAPTER],
    "savedrecs.ciw": [
        but(LAKE, **DAY, container_title="JOURNAL OF INVENTED WATER"),
        but(SLEEP, "volume", **GROUP, issued="2022-03", language="en"),
    ],
    "savedrecs.txt": [but(LAKE, **DAY), but(SLEEP, **GROUP, issued="2022-03", language="en")],
    "ovid-tagged.cgi": [but(LAKE, "PMID", **INITIALS), but(SLEEP, **AS, issue="1")],
    "ovid-labels.txt": [LAKE, but(SLEEP, "DOI", **AS, issue="1")],
    "cochrane.txt": [
        but(LAKE, "ISSN", "language", **BARE),
        {
            "type": "webpage",
            **PER,
            "issued": 2022,
            "title": "Sleep after rowing",
            "URL": "https://trials.example/show/NCT00000000",
        },
    ],
    "scopus.csv": [LAKE, but(SLEEP, language="en")],
    "embase.csv": [
        but(LAKE, **INITIALS, **DAY),
        but(SLEEP, **PER, issued="2022-03-01", issue="1", language="en"),
    ],
    "embase-rows.csv": [but(LAKE, **INITIALS), but(SLEEP, "volume", "page", **PER)],
    "central.csv": [but(LAKE, "ISSN", "language", **BARE), but(SLEEP, **PER)],
    "rayyan.csv": [but(LAKE, **DAY, PMCID="PMC9900012"), but(SLEEP, language="en")],
    "covidence.csv": [but(LAKE, "ISSN", "PMID", "language"), SLEEP],
    "pubmed.xml": [
        but(LAKE, **DAY, PMCID="PMC9900012"),
        but(
            SLEEP,
            "DOI",
            author=[
                {"family": "Ås", "given": "Per", "suffix": "Jr"},
                {"literal": "Invented Sleep Group"},
            ],
            PMID="99000124",
            language="en",
        ),
    ],
    "eric.nbib": [
        but(LAKE, "DOI", "PMID", issued="2021-05"),
        {
            "type": "report",
            "author": [{"family": "Ås", "given": "Per"}],
            "issued": 2022,
            "title": "Sleep after rowing",
            "publisher": "Oppdiktet institutt",
            "URL": "http://eric.example/?id=ED0000002",
        },
    ],
}


FOLDED = "An abstract over two lines."
NONE_OF_IT = "Nothing of this happened."
TEXTS: dict[str, tuple[str, list[str]]] = {
    "central.csv": ("An abstract, over two lines.", ["Rowing"]),
    "cochrane.txt": ("An abstract: over two lines.", []),
    "covidence.csv": ("An abstract, with a comma", []),
    "ebsco.ris": (NONE_OF_IT, ["WALKING"]),
    "embase-rows.csv": ("An abstract.", ["rowing", "lake", "human"]),
    "endnote.enw": (FOLDED, []),
    "endnote.ris": (NONE_OF_IT, ["*Rowing", "Humans"]),
    "endnote.xml": ("An abstract.", ["Rowing", "Lakes"]),
    "eric.nbib": ("An abstract.", ["Rowing"]),
    "ovid-labels.txt": ("An abstract.", []),
    "ovid-tagged.cgi": (FOLDED, []),
    "pubmed.xml": ("METHODS: Rowing. RESULTS: H<sub>2</sub>O.", ["rowing", "Lakes"]),
    "rayyan.csv": ("An abstract", ["rowing"]),
    "refworks.txt": (FOLDED, ["Rowing"]),
    "savedrecs.ciw": (FOLDED, []),
    "zotero-bibtex.bib": ("In 10% of DNA, nothing.", ["Swimming, Water"]),
    "zotero.bib": (NONE_OF_IT, ["water"]),
    "zotero.json": (NONE_OF_IT, []),
}
"""The abstract and the keywords of the first record, as they stand there."""


@pytest.mark.parametrize("name", TEXTS)
def test_the_abstract_and_keywords_are_kept_beside_the_fields(name: str) -> None:
    record = read.read((SAMPLES / name).read_bytes()).records[0]
    assert (record.abstract, record.keywords) == TEXTS[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_field_of_every_record_comes_out(name: str) -> None:
    export = read.read((SAMPLES / name).read_bytes())
    assert [record.item for record in export.records] == EXPECTED[name]
    assert export.announced == len(export.records)
    assert export.lost == 0


def test_there_is_a_sample_of_each_vendor() -> None:
    files = {path.name for path in SAMPLES.iterdir() if path.suffix != ".md"}
    assert files == set(EXPECTED)


def test_a_list_that_breaks_off_is_told_and_marked() -> None:
    export = read.read((SAMPLES / "zotero-bibtex.bib").read_bytes())
    assert export.records[0].unverified == ["author"]
    assert [(note.line, note.lost) for note in export.notes] == [(3, 0)]
