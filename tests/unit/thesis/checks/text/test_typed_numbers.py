"""The number contract: typed numbers are found at their line, with the key that was meant."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.unit.thesis.checks.made import CONTENT, made
from thesis.checks.text import typed_numbers
from thesis.diagnostics.findings import Finding
from thesis.document import pandoc

Check = Callable[..., list[Finding]]

NOTHING = "\0"


@pytest.fixture
def check(tmp_path: Path, script: Callable[[str], ModuleType]) -> Check:
    """The findings on a text."""

    def findings(text: str, names: tuple[str, ...] = ()) -> list[Finding]:
        return list(typed_numbers.contracted(made(tmp_path, script, text, names)))

    return findings


MUTANTS = [
    # where, the line as it stands in the file, what is found, what the mend says
    ("a digit", "Det ble lest 10 artikler i alt.", "«10»", '{{ n("studies.read") }}'),
    ("a word", "Det ble lest ti artikler i alt.", "«ti»", '{{ n("studies.read") }}'),
    ("a capital", "Ti artikler ble lest.", "«Ti»", '{{ n("studies.read") }}'),
    (
        "thousands",
        "Medline ga 8 799 640 treff.",
        "«8 799 640»",
        '{{ n("medline.hits") }}',
    ),
    ("one", "Bare én artikkel ble igjen.", "«én»", "add the fact to data/"),
    (
        "an ordinal",
        "Russuget ble målt hver tredje uke [@wang2017].",
        "«tredje»",
        '{{ n("wang2017.interval", form="ordinal") }}',
    ),
    ("second that counts", "De trente hver andre dag.", "«andre»", "declare it"),
    ("a fraction", "Under en tredjedel var menn.", "«tredjedel»", "declare it"),
    ("half", "Halvparten var menn.", "«Halvparten»", "declare it"),
    ("both", "Russuget sank i begge gruppene hos @wang2017.", "«begge»", 'form="both"'),
    ("double", "Det var dobbelt så mange.", "«dobbelt»", "declare it"),
    ("a pair", "Et par av dem sluttet.", "«par»", "declare it"),
    (
        "a compound",
        "Det var et tolvukers program [@wang2017].",
        "«tolvukers»",
        'a word of its own, {{ n("wang2017.weeks") }}',
    ),
    ("vague", "Det finnes tusenvis av dem.", "«tusenvis»", "declare it"),
    (
        "percent",
        "Om lag 8 % av menn har det.",
        "«8»",
        '{{ n("fhi2019.men", form="percent") }}',
    ),
    (
        "percent in words",
        "Om lag åtte prosent av menn har det.",
        "«åtte»",
        '{{ n("fhi2019.men", form="percent_words") }}',
    ),
    (
        "a share",
        "Fem av ti artikler ble inkludert.",
        "«Fem av ti»",
        '{{ share("studies.included", "studies.read") }}',
    ),
    (
        "a range of two facts",
        "Alderen var 18–40 år.",
        "«18–40»",
        '{{ span("wang2017.age_min", "wang2017.age_max") }}',
    ),
    (
        "a range that is one fact",
        "Mellom 74–90 prosent har vansker [@sellman2010].",
        "«74–90»",
        '{{ n("sellman2010.problems") }}',
    ),
    (
        "the study that is cited",
        "Øktene varte i 30 minutter [@wang2017].",
        "«30»",
        '{{ n("wang2017.session_minutes") }}',
    ),
    ("a heading", "## De ti artiklene", "«ti»", '{{ n("studies.read") }}'),
    ("a list item", "- ti artikler i en liste", "«ti»", '{{ n("studies.read") }}'),
    ("in italics", "Det ble *lest ti* artikler.", "«ti»", '{{ n("studies.read") }}'),
    ("a table cell", "| ti artikler | er lest |\n|----|----|", "«ti»", '"studies.read"'),
    ("beside a key", '{{ n("studies.read") }} av 10 artikler.', "«10»", '"studies.read"'),
    ("a note", "Et notat.[^1]\n\n[^1]: Om ti artikler.", "«ti»", '"studies.read"'),
    ("a quotation without a page", "De skriver «ti artikler» [@wang2017].", "«ti»", "studies"),
    ("a page beside it, and no quotation", "De fant ti [@wang2017, s. 3].", "«ti»", "add the fact"),
    ("a title that is none", "[To uker]{.title key=wang2017} er ute.", "«To»", "declare it"),
    ("data that is none", "[ti]{.verbatim} artikler.", "«ti»", "studies"),
    ("a label that is none", "[ti]{.label} artikler.", "«ti»", "studies"),
    (
        "English",
        "::: {lang=en-GB}\n\nTen articles were read.\n\n:::",
        "«Ten»",
        '{{ n("studies.read", lang="en") }}',
    ),
    ("English in a line", "De skriver [ten articles]{lang=en} der.", "«ten»", "studies.read"),
]


@pytest.mark.parametrize(
    ("text", "found", "mend"), [case[1:] for case in MUTANTS], ids=[case[0] for case in MUTANTS]
)
def test_a_typed_number_is_found_at_its_line(
    check: Check, text: str, found: str, mend: str
) -> None:
    findings = check(f"# Metode\n\nEt avsnitt foran.\nMed ord.\n\n{text}\n\nEt avsnitt etter.\n")
    assert [finding.rule for finding in findings] == ["number.typed"]
    assert findings[0].found == f"{found}, typed"
    assert mend in findings[0].fix
    line = next(i for i, one in enumerate(text.split("\n")) if found[1:-1] in one)
    assert str(findings[0].place) == f"{CONTENT}:{6 + line}"


ALLOWED = [
    ("a number with a key", '{{ n("studies.read") }} artikler.'),
    ("a range with keys", 'Alder {{ span("wang2017.age_min", "wang2017.age_max") }} år.'),
    ("both with a key", 'I {{ n("wang2017.groups", form="both") }} gruppene.'),
    ("a citation with year and page", "Det er vist [@wang2017, s. 53]; @wang2019 er enig."),
    ("a title", "Studien {{ title('wang2017') }} er stor."),
    ("a title in Norwegian", "Studien {{ title('wang2019') }} er stor."),
    ("a quotation with a page", "De skriver «i ti uker» [@wang2017, s. 3]."),
    ("a block quotation with a page", "> I ti uker gikk det [@wang2017, s. 3]."),
    ("a search that was typed", "Søket «5 not 4» ga treff."),
    (
        "references to figures and tables",
        "Se @tbl:own.\n\n| a |\n|---|\n| b |\n\n: Tall {#tbl:own}",
    ),
    ("an appendix", "# Søk {.appendix #app:x}\n\nSe @app:x."),
    ("data word for word", "{{ verbatim('10') }}"),
    ("a group statement", '[Fem av ti]{.group of="read" where="sex == women"} er det.'),
    ("a number declared as typed", '[To]{.typed why="en talemåte"} ting.'),
    ("code and addresses", "`5 not 4` og <https://example.org/2019/10>."),
    ("first and other", "For det første er andre studier små."),
    ("a fixed phrase", "Det er ett og samme."),
    ("articles", "En studie og et forsøk."),
    ("a page of German", "[zwei oder drei]{lang=de}"),
]


@pytest.mark.parametrize("text", [case[1] for case in ALLOWED], ids=[case[0] for case in ALLOWED])
def test_what_someone_vouches_for_may_stand(
    tmp_path: Path, script: Callable[[str], ModuleType], text: str
) -> None:
    thesis = made(tmp_path, script, text)
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
    text = "Ord.\nMålt med O2Hb, ved COVID-19.\n"
    assert [finding.rule for finding in check(text)] == ["number.unlisted-name"] * 2
    listed = check(text, ("O2Hb", "COVID-19"))
    assert listed == []
    (left,) = check(text, ("O2Hb",))
    assert str(left.place) == f"{CONTENT}:2"
    assert "COVID-19" in left.fix


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
    finding, *_ = check(f"# Metode\n\n{text}\n")
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
    assert "one of @tbl:own" in finding.fix


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
