"""The finished PDF spoiled, in every number and in all else: the rule that names it tells of it."""

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest
import typst

from tests.whole.project import Project
from tests.whole.tamper import save
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.document.word_count import Tally
from thesis.input import labels
from thesis.readback import expected, finished, leftovers, svg
from thesis.readback.additions import Allowed
from thesis.readback.expected import ExpectedText
from thesis.readback.readers import pdf

NUMBER = re.compile(r"#(?:box)?\[([^\[\]]*)\]<(n-\d+)>")
ROUNDS = 3
NBSP = "\u00a0"

Check = Callable[[Callable[[str], str]], list[Finding]]


class Built(NamedTuple):
    """What the checks need of a built thesis."""

    root: Path
    typst: str
    tree: dict[str, Any]
    expected: list[ExpectedText]
    compiler: typst.Compiler  # sets again only what an edit moves


@pytest.fixture(scope="module")
def thesis(built: Project) -> Built:
    tree = pandoc.read(built.root / "build/placed.json")
    texts = list(expected.expected_texts(tree))
    texts += expected.in_picture(svg.read(built.root / "build/figures/flowchart.svg"))
    source = (built.root / "build/thesis.typ").read_text("utf-8")
    compiler = typst.Compiler(root=built.root, ignore_system_fonts=True)
    return Built(built.root, source, tree, texts, compiler)


@pytest.fixture
def check(thesis: Built, tmp_path: Path) -> Check:
    """Changes the Typst source, typesets it, and gives what is found in the PDF."""
    return lambda change: typeset(thesis, change(thesis.typst), tmp_path / "thesis.pdf")


def typeset(thesis: Built, source: str, target: Path) -> list[Finding]:
    """What is found in the PDF of a Typst source."""
    target.write_bytes(thesis.compiler.compile(input=source.encode(), pdf_standards=["ua-1"]))
    return found_in(target, thesis)


def found_in(path: Path, thesis: Built) -> list[Finding]:
    words = labels.read(thesis.root / "templates/labels/nb.yaml")
    tally = Tally.read(thesis.root / "build/wordcount.json")
    return list(
        finished.in_file(
            pdf.read(path),
            thesis.expected,
            finished.title_page(thesis.tree, tally, words),
            leftovers.placeholders(thesis.tree),
            leftovers.written(thesis.root, thesis.root / "templates/labels/nb.yaml"),
            Allowed.of(thesis.tree, []),
            thesis.tree,
            {},
        )
    )


def spoiled(
    thesis: Built, edits: Iterable[tuple[str, str]], folders: pytest.TempPathFactory
) -> list[Finding]:
    """What is found in a PDF that is spoiled in several places at once, in order."""
    source = thesis.typst
    for old, new in edits:
        source = edit(old, new)(source)
    return sorted(typeset(thesis, source, folders.mktemp("spoiled") / "thesis.pdf"))


def edit(old: str, new: str) -> Callable[[str], str]:
    """The first `old` replaced; it must be there."""

    def change(source: str) -> str:
        assert old in source, f"{old!r} is not in the Typst source"
        return source.replace(old, new, 1)

    return change


def test_the_clean_thesis_gives_no_finding(built: Project, thesis: Built) -> None:
    assert found_in(built.root / "build/thesis.pdf", thesis) == []
    assert json.loads((built.root / "build/findings/finished.json").read_text("utf-8")) == []


# ---- every number --------------------------------------------------------------------------------


def other(text: str) -> str:
    """Another number, of about the same width."""
    if text[-1].isdigit():
        return text[:-1] + str((int(text[-1]) + 1) % 10)
    return "nitten" if text.lower() != "nitten" else "atten"


@pytest.mark.mutant("finished.number")
@pytest.mark.parametrize("turn", range(ROUNDS))
def test_a_changed_number_is_found_in_its_place(thesis: Built, check: Check, turn: int) -> None:
    """One number of three at a time, so that the next one is right: all of them in three rounds."""
    spans = {pandoc.identifier(span): span for span in pandoc.numbers(thesis.tree)}
    changed = {}

    def change(source: str) -> str:
        def spoil(match: re.Match[str]) -> str:
            text, name = match[1], match[2]
            if int(name[2:]) % ROUNDS != turn:
                return match[0]
            changed[name] = spans[name]
            return match[0].replace(text, other(text), 1)

        return NUMBER.sub(spoil, source)

    found = check(change)
    expected = [
        (
            *Place.read(pandoc.attributes(span)["src"]),
            f"«{pandoc.text(span)}» ({pandoc.attributes(span)['key']})",
        )
        for span in changed.values()
    ]
    assert len(expected) > 30
    assert [str(one) for one in found if one.rule != "finished.number"] == []
    assert sorted((one.file, one.line, one.expected) for one in found) == sorted(expected)
    assert all(re.search(r"on page \d+ of ", one.found) for one in found)


def test_no_number_is_left_out_of_the_rounds(thesis: Built) -> None:
    described = sum(
        len(list(filter(pandoc.is_number, pandoc.walk(block))))
        for block in pandoc.walk(thesis.tree["blocks"])
        if "long-description" in pandoc.classes(block)
    )
    every = len(list(pandoc.numbers(thesis.tree)))
    assert len(NUMBER.findall(thesis.typst)) == every - described
    assert described > 0


NUMBERS = [
    ("#box[286]", "#box[]"),
    ("#box[1~536]", "#box[1~536~000]"),
    ("#box[30~799~618]", "#box[30799618]"),
    ("Herfra går 17 ut", "Herfra går 18 ut"),
]


@pytest.fixture(scope="module")
def numbers(together: list[Finding]) -> dict[str, Finding]:
    """What is found of the four numbers that are spoiled, by what is expected: no more of them."""
    found = [one for one in together if one.rule == "finished.number"]
    assert len(found) == len(NUMBERS)
    return {one.expected.replace(NBSP, " "): one for one in found}


@pytest.mark.mutant("finished.number")
def test_a_number_that_is_gone_or_has_more_digits_is_found(numbers: dict[str, Finding]) -> None:
    assert "«286» (searches.hits_with_abstracts)" in numbers
    more = numbers["«1 536» (psycinfo.hits)"]
    assert "1 536 000" in more.found.replace(NBSP, " ")
    assert "«30 799 618» (searches.hits)" in numbers


@pytest.mark.mutant("finished.number")
def test_a_number_in_the_long_description_is_found(numbers: dict[str, Finding]) -> None:
    assert "«17» (flow.abstracts.left)" in numbers


# ---- all else ------------------------------------------------------------------------------------

SPOILED = {
    "a heading is gone": (
        ("== Databaser\n", ""),
        [("finished.heading", " Databaser "), ("finished.heading", " Databaser ")],
    ),
    "a heading has other words": (
        ("== Litteratursøk\n", "== Litteraturleting\n"),
        [("finished.heading", "Litteratursøk"), ("finished.heading", "Litteratursøk")],
    ),
    "a caption has other words": (
        ("Flytskjema over utvelgelsen", "Flytskisse over utvelgelsen"),
        [("finished.caption", "«Figur\u00a01: Flytskjema over utvelgelsen»")],
    ),
    "a caption has another number": (
        ("caption: [Tabell~1:", "caption: [Tabell~2:"),
        [("finished.caption", "«Tabell\u00a01: PICO-skjema»")],
    ),
    "a cross-reference leads elsewhere": (
        ("[tabell~1]", "[tabell~2]"),
        [("finished.reference", "tabell\u00a01")],
    ),
    "a citation has another year": (
        ("[Thidemann, 2015]", "[Thidemann, 2016]"),
        [("finished.reference", "(Thidemann, 2015)")],
    ),
    "an entry of the list has another volume": (
        ("[PLoS ONE]], #emph[12]", "[PLoS ONE]], #emph[13]"),
        [("finished.reference", "PLoS ONE")],
    ),
    "a word is too many": (
        ("ble lest i sin helhet og analysert", "ble ikke lest i sin helhet og analysert"),
        [("finished.text", "ble lest i sin helhet")],
    ),
    "a word is gone": (
        ("Trening har en positiv effekt", "Trening har en effekt"),
        [("finished.text", "positiv effekt")],
    ),
    "two words have changed places": (
        ("både kropp og sinn", "både sinn og kropp"),
        [("finished.text", "kropp og sinn")],
    ),
    "a cell has other words": (
        ("[Patient/Problem]", "[Pasient/Problem]"),
        [("finished.text", "Patient/Problem")],
    ),
    "an alternative text is another": (
        ("Piler mot høyre viser", "Piler mot venstre viser"),
        [("finished.text", "Piler mot høyre")],
    ),
    "the title page counts other words": (
        ("#text(size: 11pt)[Antall ord: ", "#text(size: 11pt)[Antall ord: 1"),
        [("finished.title", "Antall ord"), ("finished.title", "no others")],
    ),
    "the title is another": (
        ("    title()", "    show title: [Trening]\n    title()"),
        [("finished.title", "Hvordan virker trening"), ("finished.title", "no others")],
    ),
    "a call was not filled in": (
        ("Mer forskning er nødvendig, helst", "Mer {{ trengs }} forskning er nødvendig, helst"),
        [
            ("finished.forbidden", "somebody"),
            ("finished.forbidden", "somebody"),
            ("finished.text", "Mer forskning er nødvendig, helst"),
        ],
    ),
    "a program printed that it has nothing": (
        ("= Konklusjon\n", "= Konklusjon\n\nHer ble None treff.\n"),
        [("finished.forbidden", "somebody"), ("finished.text", "Hensikten med")],
    ),
    "a key was not known": (
        ("= Teori\n", "= Teori\n\nHer ble ?medlin.hits treff.\n"),
        [("finished.forbidden", "somebody"), ("finished.text", "Kapittelet går fra")],
    ),
    "a table is wider than the page": (
        ("columns: (9.56%, 39.04%, 10.76%, 9.96%, 8.76%, 21.91%)", "columns: (3cm,) * 6"),
        [("finished.outside", "margins")],
    ),
    "a text runs off the page": (
        ("\n= Metode\n", "\n= Metode\n#place(dx: 17cm, box(width: 9cm)[Langt ute])\n"),
        [("finished.outside", "margins")],
    ),
    "a text is printed over another": (
        ("= Innledning\n", "= Innledning\n#place(dy: 4pt)[Denne teksten ligger oppå den andre]\n"),
        [("finished.overlap", "one place"), ("finished.text", "no others")],
    ),
    "a text is white": (
        ("Hensikten med oppgaven var", "#text(fill: white)[Hensikten] med oppgaven var"),
        [("finished.hidden", "its reader sees")],
    ),
    "words stand beside the text": (
        ("= Resultat\n", "= Resultat\n#pdf.artifact[Vi fant nitten treff til]\n"),
        [("finished.added", "nothing else")],
    ),
    "a heading is on another level": (
        ("== Utvelgelse og analyse\n", "=== Utvelgelse og analyse\n"),
        [("finished.level", "a heading of level 2")],
    ),
}  # fmt: skip


ALONE = ("columns: (9.56%, 39.04%, 10.76%, 9.96%, 8.76%, 21.91%)",)
"""What moves what is around it."""

TOGETHER = {what: each for what, each in SPOILED.items() if each[0][0] not in ALONE}


@pytest.fixture(scope="module")
def together(thesis: Built, tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """What is found in a PDF that is spoiled in many places at once."""
    changes = (*(change for change, _ in TOGETHER.values()), *NUMBERS)
    return spoiled(thesis, changes, tmp_path_factory)


def test_each_place_that_is_spoiled_is_told_by_its_own_rule_alone(together: list[Finding]) -> None:
    every = [rule for _, expected in TOGETHER.values() for rule, _ in expected]
    assert len(TOGETHER) == len(SPOILED) - 1
    assert sorted(one.rule for one in together) == sorted(
        [*every, *["finished.number"] * len(NUMBERS)]
    )


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        pytest.param(what, expected, id=what, marks=pytest.mark.mutant(expected[0][0]))
        for what, (_, expected) in SPOILED.items()
    ],
)
def test_what_is_spoiled_is_told_by_its_own_rule(
    check: Check, together: list[Finding], what: str, expected: list[tuple[str, str]]
) -> None:
    if what in TOGETHER:
        found = together
    else:
        found = sorted(check(edit(*SPOILED[what][0])))
        assert sorted(one.rule for one in found) == sorted(rule for rule, _ in expected)
    for rule, words in expected:
        assert any(one.rule == rule and words in one.expected for one in found), found
    whole = {"finished.title", "finished.added"}
    too_many = [one for one in found if "no others" in one.expected]
    assert all("on page" in one.found or one.rule in whole or one in too_many for one in found)


def swapped(pdf: pikepdf.Pdf) -> None:
    """Two pages in each other's place."""
    one, other = pdf.pages[8], pdf.pages[9]
    del pdf.pages[8:10]
    pdf.pages.insert(8, other)
    pdf.pages.insert(9, one)


def covered(pdf: pikepdf.Pdf) -> None:
    """A white box over a page."""
    pdf.pages[7].contents_add(b"q 1 1 1 rg 60 300 400 100 re f Q")


def noted(pdf: pikepdf.Pdf) -> None:
    """A note upon a page."""
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[9, 9, 9, 9])
    pdf.pages[8].Annots = pikepdf.Array([pdf.make_indirect(note)])


def named(pdf: pikepdf.Pdf) -> None:
    """Another title in the properties."""
    pdf.docinfo["/Title"] = "En annen"


def led_away(pdf: pikepdf.Pdf) -> None:
    """Another address in a link."""
    links = [one for page in pdf.pages for one in page.get("/Annots", []) if "/A" in one]
    links[0].A.URI = "https://example.com/"


CHANGES = {
    swapped: "finished.order",
    covered: "finished.hidden",
    noted: "finished.added",
    named: "finished.name",
    led_away: "finished.link",
}


@pytest.mark.mutant("finished.order")
def test_what_another_program_did_to_the_pdf_is_told_once(
    built: Project, thesis: Built, tmp_path: Path
) -> None:
    def all_of_it(pdf: pikepdf.Pdf) -> None:
        for change in CHANGES:
            change(pdf)

    path = save(built.root / "build/thesis.pdf", tmp_path / "thesis.pdf", all_of_it)
    assert sorted({one.rule for one in found_in(path, thesis)}) == sorted(CHANGES.values())


SOURCES = {
    "a heading is gone": ("content/03-metode.md", "## Databaser"),
    "a word is gone": ("content/00-sammendrag.md", "Trening har en positiv effekt"),
    "an entry of the list has another volume": ("data/references.yaml", ""),
}


@pytest.mark.parametrize("what", SOURCES)
def test_a_finding_names_the_line_of_its_source(
    thesis: Built, together: list[Finding], what: str
) -> None:
    file, words = SOURCES[what]
    rule, named = SPOILED[what][1][0]
    places = {one.place for one in together if one.rule == rule and named in one.expected}
    assert {place.file for place in places} == {file}
    lines = (thesis.root / file).read_text("utf-8").splitlines()
    assert any(words in lines[place.line - 1] for place in places)


@pytest.mark.mutant("finished.text")
def test_a_paragraph_that_is_gone_is_told_sentence_by_sentence(check: Check) -> None:
    lost = re.compile(r"^Ruslidelser skader .*\n", re.MULTILINE)
    found = check(lambda source: lost.sub("", source, count=1))
    assert {one.rule for one in found} == {"finished.text", "finished.number"}
    assert len(found) > 6


@pytest.mark.mutant("finished.unreadable")
def test_another_text_is_one_finding(check: Check) -> None:
    (found, *rest) = check(lambda _: '#set document(title: "T")\n#set text(lang: "nb")\nHallo\n')
    assert found.rule == "finished.unreadable"
    assert {one.rule for one in rest} == {"finished.title", "finished.name"}


def test_a_draft_is_made_of_a_thesis_whose_picture_disagrees(
    small_clone: Callable[[], Project],
) -> None:
    project = small_clone()
    flow = "thesis/model/flow.py"
    project.edit(flow, "digits(value, language)", "digits(value + 1, language)")
    run = project.build("draft")
    assert run.returncode == 0
    assert (project.root / "results/draft.pdf").is_file()
    assert "Traceback" not in run.stderr
