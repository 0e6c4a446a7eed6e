"""Citation styles: what a CSL file says of itself, and a thesis in many of them."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.unit.thesis.checks import whole
from thesis.checks.text import citations, typed_numbers
from thesis.cli.new import styles
from thesis.document.assembly import citation_style
from thesis.document.assembly.citation_style import UnusableStyleError
from thesis.document.passages import texts

START = '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
BODY = "<citation/><bibliography/></style>"
FORM = '<info><category citation-format="numeric"/></info>'

FORMS = {
    "apa": "author-date", "apa-6th-edition": "author-date",
    "american-sociological-association": "author-date",
    "american-political-science-association": "author-date",
    "harvard-university-of-the-west-of-england": "author-date",
    "taylor-and-francis-council-of-science-editors-author-date": "author-date",
    "elsevier-harvard": "author-date", "chicago-author-date": "author-date",
    "harvard-cite-them-right": "author-date", "norsk-apa-manual": "author-date",
    "sage-harvard": "author-date", "springer-basic-author-date": "author-date",
    "modern-language-association": "author", "american-medical-association": "numeric",
    "bmj": "numeric", "cell": "numeric", "biomed-central": "numeric", "plos": "numeric",
    "american-chemical-society": "numeric", "springer-vancouver-brackets": "numeric",
    "the-new-england-journal-of-medicine": "numeric", "elsevier-vancouver": "numeric",
    "ieee": "numeric", "nature": "numeric", "the-lancet": "numeric", "vancouver": "numeric",
    "din-1505-2-alphanumeric": "label", "chicago-notes-bibliography": "note", "mhra-notes": "note",
    "chicago-notes-bibliography-17th-edition": "note", "turabian-notes-bibliography": "note",
    "oscola": "note",
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_thesis_in_another_style_has_nothing_wrong(name: str, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    path = tmp_path / "config/own.csl"
    path.write_bytes(styles.content(name))
    assert citation_style.read(path).form == FORMS[name]
    thesis = whole.make(tmp_path, config={"csl": "config/own.csl"})
    found = [*citations.listed(thesis), *citations.agreeing(thesis)]
    found += typed_numbers.contracted(thesis)
    assert [str(one) for one in found] == []


def test_an_entry_that_has_not_the_number_of_its_citations_is_found(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config/own.csl").write_bytes(styles.content("elsevier-vancouver"))
    thesis = whole.make(tmp_path, config={"csl": "config/own.csl"})
    assert "Anna og Vik [2]" in [p.text[z.start : z.end] for p in texts(thesis) for z in p.zones]
    found = list(citations.agreeing(whole.with_word(thesis, "[2]", "[1]", "ref-anna2019")))
    assert {one.rule for one in found} == {"citation.entry"}
    assert {one.expected for one in found} == {"a citation with the number 1"}
    assert {one.place.file for one in found} >= {whole.RESULTS, whole.DISCUSSION}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "no XML"),
        ("<style/>", "no style of"),
        (START + FORM + "</style>", "without citations"),
        (START + BODY, "citation-format"),
        (START + '<info><link rel="independent-parent" href="x/apa"/></info></style>',
         "points to another, apa"),
        (f'<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/passwd">]>{START}&x;{BODY}',
         "citation-format"),
    ],
)  # fmt: skip
def test_what_is_no_style_is_said(content: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "own.csl").write_text(content, "utf-8")
    with pytest.raises(UnusableStyleError, match=why):
        citation_style.read(tmp_path / "own.csl")


def test_the_style_of_this_thesis_is_by_author_and_year() -> None:
    assert citation_style.of({}, ROOT).form == "author-date"
