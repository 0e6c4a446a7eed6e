"""The number contract: typed numbers are found at their line, with the key that was meant."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.thesis.checks.made import CONTENT, made
from thesis.checks.text import typed_numbers
from thesis.diagnostics.findings import Finding
from thesis.document import pandoc

Check = Callable[..., list[Finding]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """The findings on a text."""

    def findings(text: str, names: tuple[str, ...] = (), accept: bool = True) -> list[Finding]:
        return list(typed_numbers.contracted(made(tmp_path, text, names, accept)))

    return findings


def test_data_word_for_word_may_stand(tmp_path: Path) -> None:
    thesis = made(tmp_path, "{{ verbatim('10') }}")
    for element in pandoc.walk(thesis.document):
        if element["t"] == "Span" and "verbatim" in pandoc.classes(element):
            # only a template's word counts
            element["c"][0][2] = [["src", "templates/tables/pico.md.jinja:4"]]
    assert list(typed_numbers.contracted(thesis)) == []


def test_a_number_is_declared_with_a_reason(check: Check) -> None:
    findings = check('Ord.\n[To]{.typed} og [tre]{.typed why=""} ting.\n')
    assert [finding.rule for finding in findings] == ["number.typed-why-missing"] * 2
    assert {str(finding.place) for finding in findings} == {f"{CONTENT}:2"}


def test_a_technical_name_stands_in_config(check: Check) -> None:
    text = "Ord.\nMålt med O2Hb, ved DSM5.\n"
    assert [one.rule for one in check(text, accept=False)] == ["number.unlisted-name"] * 2
    assert check(text, ("O2Hb", "DSM5"), accept=False) == check(text) == []
    (left,) = check(text, ("O2Hb",), accept=False)
    assert str(left.place) == f"{CONTENT}:2"
    assert "DSM5" in left.fix


def test_a_quantity_with_its_unit_is_no_name(check: Check) -> None:
    (finding,) = check("De fikk 12g hver.\n", ("O2Hb",))
    assert finding.rule == "number.unlisted-name"
    assert "a number with a key" in finding.fix


NO_QUANTITY = [
    # what, the line, what is found, what the mend says
    (
        "a date",
        "Det ble søkt 30. mai 2020.",
        "«30. mai 2020»",
        '[30. mai 2020]{.typed why="a date"}',
    ),
    ("a date in digits", "Det var 30.05.2020.", "«30.05.2020»", 'why="a date"'),
    ("a month", "Det var i mai 2010 et sted.", "«2010»", '[mai 2010]{.typed why="a date"}'),
    ("a season", "Våren 2020 var slik.", "«2020»", 'why="a date"'),
    ("a decade", "På 1990-tallet var det slik.", "«1990»", 'why="a date"'),
    ("a section of an act", "Loven § 3-2 sier det.", "«3-2»", '[§ 3-2]{.typed why="a section'),
    ("two sections", "Loven §§ 10 og 12 sier det.", "«10»", "a section of an act"),
    ("a table", "Se tabell 10 for artikler.", "«10»", "write the reference"),
    ("a figure in words", "Figur to viser artikler.", "«to»", "@fig:"),
    ("an appendix", "Vedlegg 2 viser artikler.", "«2»", "@app:"),
    ("a chapter", "Se kapittel 2.1 om det.", "«2.1»", "by its heading"),
    ("people and a year", "Wang et al. (2017) fant det.", "«2017»", "[@wang2017], or @wang2017"),
    ("another year", "Wang et al. (2018) fant det.", "«2018»", "[@wang2017] or [@wang2019]"),
    ("people in brackets", "Det er vist (Wang, 2017).", "«2017»", "[@wang2017]"),
    ("a year with a letter", "Wang et al. (2017a) fant det.", "«2017a»", "[@wang2017]"),
    ("unknown people", "Olsen og Hansen (2001) fant det.", "«2001»", "[@key]"),
    ("people without brackets", "Funnet til Wang 2017 er nytt.", "«2017»", "[@wang2017]"),
    ("a tool", "Cochrane anbefaler RoB 2 til det.", "«2»", 'add "RoB 2" to numbers: names:'),
    ("a product", "Jeg brukte EndNote 10 og mer.", "«10»", 'add "EndNote 10" to numbers'),
    ("a product first", "EndNote 10 ble brukt.", "«10»", 'add "EndNote 10" to numbers'),
    ("an English date", "[On May 12, 2020, it was so]{lang=en}.", "«12, 2020»", 'why="a date"'),
    ("an English table", "[See Table 10 here]{lang=en}.", "«10»", "@tbl:"),
]


@pytest.mark.parametrize(
    ("text", "found", "mend"), [case[1:] for case in NO_QUANTITY], ids=[c[0] for c in NO_QUANTITY]
)
def test_no_key_is_named_for_what_counts_nothing(
    check: Check, text: str, found: str, mend: str
) -> None:
    finding, *_ = check(f"# Metode\n\n{text}\n", accept=False)
    assert finding.found == f"{found}, typed"
    assert mend in finding.fix
    assert "{{" not in finding.fix


@pytest.mark.parametrize(
    "text",
    [
        "Medline 10 artikler.",
        "I Oslo var det 10 artikler.",
        "Mai var det lest 10 artikler i.",
        "Se tabellen, der 10 artikler står.",
        "Wang (som leste 10 artikler) fant det.",
    ],
)
def test_a_quantity_beside_a_name_or_a_label_keeps_its_key(check: Check, text: str) -> None:
    (finding,) = check(f"# Metode\n\n{text}\n")
    assert '{{ n("studies.read") }}' in finding.fix


def test_the_reference_that_is_meant_is_among_those_of_the_document(check: Check) -> None:
    text = "Se tabell 1.\n\n| a |\n|---|\n| b |\n\n: Tall {#tbl:own}\n"
    (finding,) = check(text)
    assert ", @tbl:own" in finding.fix


def test_the_evidence_is_the_sentence(check: Check) -> None:
    (finding,) = check("Først dette. Så ble ti artikler lest. Til slutt det.\n")
    assert finding.evidence == "in «Så ble ti artikler lest.»"


def test_every_number_of_a_sentence_is_found(check: Check) -> None:
    findings = check("Av ti artikler var fem nye og tre gamle.\n")
    assert [finding.found for finding in findings] == [
        "«ti», typed",
        "«fem», typed",
        "«tre», typed",
    ]


def test_equal_lines_are_told_apart(check: Check) -> None:
    text = (
        '# A\n\nDet er ti av dem.\n\nDet er {{ n("studies.read") }} av dem.\n\nDet er ti av dem.\n'
    )
    assert [finding.line for finding in check(text)] == [3, 7]
