"""BibTeX: its values, its LaTeX, and what stands twice in it or in another record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.thesis.exports.exports import bib
from thesis.exports import read as reading
from thesis.exports.export import Export
from thesis.exports.readers import latex


def read(text: str) -> Export:
    """An export of BibTeX."""
    return reading.read(text.encode())


def with_field(field: str) -> Export:
    """An export of two records, of which the first has one field more."""
    return read(bib(1).replace("  year", f"  {field},\n  year") + bib(2))


BROKEN = [
    r"\href{https://example.org/a}",
    r"\href",
    r"\sqrt",
    r"\frac{1}",
    r"\verb",
    r"\footnote",
    r"\textcolor{red}",
    r"\mathsemicolon x",
    "{" * 990 + "x" + "}" * 990,
]


@pytest.mark.parametrize("name", ["title", "journal", "abstract", "note", "publisher", "keywords"])
@pytest.mark.parametrize("broken", BROKEN)
def test_latex_that_cannot_be_read_stops_no_record(name: str, broken: str) -> None:
    text = bib(1).replace("  year", f"  {name} = {{Song {broken}}},\n  year", 1)
    export = read(
        text.replace("  title = {Title 1 of what never was},\n", "  title = {T},\n") + bib(2)
    )
    assert (len(export.records), export.lost) == (2, 0)


@pytest.mark.parametrize("broken", BROKEN)
def test_what_cannot_be_read_is_kept_as_typed_marked_and_told_with_its_line(broken: str) -> None:
    export = read(bib(1).replace("Title 1 of what", f"Title {broken} of what") + bib(2))
    first = export.records[0]
    if broken.startswith("\\"):
        assert first.item["title"] == f"Title {broken} of what never was"
    assert first.unverified == ["title"]
    [note] = export.notes
    assert note.line == 2
    assert note.says.startswith("title: LaTeX that cannot be read is kept as it is typed: «Title ")


def test_an_author_whose_latex_cannot_be_read_is_kept_and_the_others_are_read() -> None:
    export = read(bib(1).replace("Berg, Kari", r"Berg, \href{x} and {\o}st, Ida"))
    assert export.records[0].item["author"][1] == {"family": "øst", "given": "Ida"}
    assert export.records[0].unverified == ["author"]
    assert [note.line for note in export.notes] == [3]


@given(st.lists(st.sampled_from([
    "\\", "\\href", "\\frac", "\\begin{x}", "\\end{x}", "{", "}", "$", "^", "_", "&", "%", "#",
    "~", '"', "\\'", "\\v", "[", "]", " ", "x", "\\textbf", "\\item", "\\verb|", "\\(", "@", ",",
]), max_size=12), st.sampled_from(["title", "author", "doi", "url", "pages", "note"]))  # fmt: skip
def test_no_latex_ends_in_an_error(parts: list[str], name: str) -> None:
    export = read(bib(1).replace("  year", f"  {name} = {{{''.join(parts)}}},\n  year") + bib(2))
    assert export.announced == len(export.records) + export.lost


@pytest.mark.parametrize(
    ("typed", "family", "given"),
    [
        (r"{\AA}se Nordb{\o}", "Nordbø", "Åse"),
        (r"\O{}ystein {\O}degaard", "Ødegaard", "Øystein"),
        (r"\O ystein Moe", "Moe", "Øystein"),
        (r"{\'E}va Moe", "Moe", "Éva"),
        (r"\'{E}va Moe", "Moe", "Éva"),
        (r"{\v{S}}tefan Moe", "Moe", "Štefan"),
        (r"Moe, {\O}ystein", "Moe", "Øystein"),
    ],
)
def test_a_name_may_begin_with_a_letter_of_latex(typed: str, family: str, given: str) -> None:
    [author] = read(bib(1).replace("Berg, Kari", typed)).records[0].item["author"]
    assert author == {"family": family, "given": given}


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (r"{DNA} and {\o}l", "DNA and øl"),
        (r"50% of \& & more", "50% of & & more"),
        (r"\href{https://example.org/a_b%20c}{Song}", "Song"),
        (r"a {\textless} b \textgreater{} c", "a < b > c"),
        (r"{\em E. coli} and \unknown{this}", "E. coli and this"),
    ],
)
def test_latex_is_plain_text(typed: str, text: str) -> None:
    assert latex.decoded(typed) == text


DOI = [
    ("{10.5555/wms.69.13}", "10.5555/wms.69.13"),
    ("{{10.5555/wms.69.13}}", "10.5555/wms.69.13"),
    ('"{10.5555/wms.69.13}"', "10.5555/wms.69.13"),
    ("{{https://doi.org/10.5555/wms.69.13}}", "10.5555/wms.69.13"),
    (r"{10.5555/978-3-1\_2}", "10.5555/978-3-1_2"),
    (r"{\url{https://doi.org/10.5555/a~b}}", "10.5555/a~b"),
    (r"{10.5555/0442(1998)011{\textless}2403:AANAOT{\textgreater}2.0.CO;2}",
     "10.5555/0442(1998)011<2403:AANAOT>2.0.CO;2"),
    (r"{10.5555/0442(1998)011$<$2403:AANAOT$>$2.0.CO;2}",
     "10.5555/0442(1998)011<2403:AANAOT>2.0.CO;2"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "doi"), DOI)
@pytest.mark.parametrize("name", ["doi", "DOI", "url"])
def test_a_doi_has_no_braces_and_no_latex(name: str, typed: str, doi: str) -> None:
    export = with_field(f"{name} = {typed}")
    assert export.records[0].item["DOI"] == doi
    assert export.notes == []


@pytest.mark.parametrize(
    "twice",
    [
        bib().replace(
            "  title", "  funding_details = {Fund A},\n  funding_details = {B},\n  title"
        ),
        bib(2) + bib().replace("berg1", "berg2"),
    ],
)
def test_what_is_there_twice_spoils_no_other_field(twice: str) -> None:
    content = twice.replace("Berg, Kari", "Nordby, A. and Lien, K.").replace(
        "  year", "  doi = {{10.5555/x}},\n  year"
    )
    for record in read(content).records:
        assert [one["family"] for one in record.item["author"]] == ["Nordby", "Lien"]
        assert record.item["DOI"] == "10.5555/x"
        assert record.item["title"].startswith("Title ")


def test_strings_are_put_together() -> None:
    text = '@string{nord = "Nordby, A."}\n@STRING(both = nord # " and " # {Lien, K.})\n'
    export = read(text + bib().replace("{Berg, Kari}", 'BOTH # " and Moe, T."'))
    assert [one["family"] for one in export.records[0].item["author"]] == ["Nordby", "Lien", "Moe"]


CHILD = (
    "@inproceedings{x3,\n author = {Lien, K.},\n title = {Night Song},\n crossref = {Proc1}\n}\n"
)
PARENT = (
    "@proceedings{proc1,\n editor = {Moe, T.},\n title = {Proceedings of Wards},\n year = {2018},\n"
    " publisher = {Ward Press},\n doi = {10.5555/proc}\n}\n"
)


@pytest.mark.parametrize("text", [CHILD + PARENT, PARENT + CHILD])
def test_what_a_record_has_of_the_one_that_its_crossref_names(text: str) -> None:
    export = read(text)
    [child] = [record.item for record in export.records if record.item["title"] == "Night Song"]
    assert child["issued"] == 2018
    assert child["container-title"] == "Proceedings of Wards"
    assert child["publisher"] == "Ward Press"
    assert "DOI" not in child
    assert export.notes == []


def test_a_crossref_to_what_is_not_there_is_told() -> None:
    [note] = read(CHILD).notes
    assert note.says == "crossref: «proc1» is not in the file: look up what is told there"


@pytest.mark.parametrize("name", ["eid", "art_number", "Article-Number", "articleno"])
def test_the_number_of_an_article_without_pages_is_kept(name: str) -> None:
    assert with_field(f"{name} = {{{{e2217}}}}").records[0].item["page"] == "e2217"


def test_the_number_of_an_article_that_has_pages_is_told() -> None:
    export = with_field("eid = {e2217},\n  pages = {1--9}")
    assert export.records[0].item["page"] == "1-9"
    [note] = export.notes
    assert note.says == "the article's number e2217 is left out: it has the pages 1-9"
    assert with_field("eid = {e2217},\n  pages = {e2217}").notes == []
