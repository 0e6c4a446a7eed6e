"""The texts of a document against those of a file, whatever its format."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.unit.thesis.checks.made import CONTENT, made
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.readback import compare
from thesis.readback.blocks import ALT, BODY, CONTENTS, File, TextBlock
from thesis.readback.expected import CAPTION, ExpectedText, expected_texts, title_page

TEXT = """# Metode

Søkene ga {{ n("medline.hits") }} treff. De {{ n("searches.articles") }} artiklene ble lest, jf. @tbl:a.

## Databaser

Wang fant det samme[^1] over {{ n("wang2017.weeks") }} uker. Se https://example.org/en/lang_adresse.

[^1]: En note om {{ n("wang2017.groups") }} grupper.

| Uker | Grupper |
|------|---------|
| {{ n("wang2017.weeks") }} | {{ n("wang2017.groups") }} |

: Tall fra {{ n("studies.included") }} studier {#tbl:a}
"""  # noqa: E501

BLOCKS = [
    "Forsiden",
    "Metode",
    "Søkene ga 8\u00a0799\u00a0640 treff. De ti artiklene ble lest, jf. tabell\u00a01.",
    "1.1 Databaser",
    "Wang fant det samme over tolv uker. Se https://example.org/en/lang_\r\nadresse.",
    "Tabell\u00a01: Tall fra fem studier",
    "Uker",
    "Grupper",
    "Tolv",
    "To",
]

Find = Callable[[list[TextBlock]], list[Finding]]


@pytest.fixture
def texts(tmp_path: Path) -> list[ExpectedText]:
    thesis = made(tmp_path, TEXT)
    return list(expected_texts(thesis.document))


def blocks(*replaced: tuple[str, str]) -> list[TextBlock]:
    out = "\n\n".join(BLOCKS)
    for old, new in replaced:
        assert old in out
        out = out.replace(old, new, 1)
    body = [TextBlock(text, BODY, ((0, 3),)) for text in out.split("\n\n") if text]
    listed = [TextBlock("Metode i", CONTENTS), TextBlock("1.1 Databaser 4", CONTENTS)]
    return [*body, *listed, TextBlock("En note om to grupper.", "notes")]


def found(texts: list[ExpectedText], given: list[TextBlock]) -> list[Finding]:
    file = File("build/thesis.pdf", given)
    return list(compare.differences(compare.compare(texts, file), file))


@pytest.mark.parametrize(
    ("text", "stream", "place"),
    [
        ("Vi fant 999.", BODY, "content/03-metode.md:3"),
        ("Vi fant", BODY, ""),  # as a heading of a list is
        ("999 treff", BODY, "content/03-metode.md:3"),
        ("Egen overskrift her", BODY, ""),
        ("Vi fant 999.", "notes", "build/thesis.pdf"),
        ("Vi fant 999.", ALT, ""),
    ],
)
def test_a_whole_text_that_the_document_has_not_is_told_behind_what_it_follows(
    texts: list[ExpectedText], text: str, stream: str, place: str
) -> None:
    given, short = blocks(), TextBlock("Vi")
    more = [short, TextBlock(text, stream, ((0, 3),)), short]
    file = File("build/thesis.pdf", [*given[:3], *more, *given[3:]])
    compared = compare.compare(texts, file)
    told = [*compare.alone(compared, file, ["Egen\noverskrift her"])]
    assert [str(one.place) for one in told] == [place] * bool(place)
    assert all(f"«{text}» on page 3 of build/thesis.pdf" in one.found for one in told)
    assert [*compare.alone(compare.compare(texts, File("a", given)), file, [])] == []


def test_the_contents_say_nothing_that_nobody_wrote(texts: list[ExpectedText]) -> None:
    more = [TextBlock("Vis alle kilder", CONTENTS), TextBlock("Vi fant 999", CONTENTS)]
    file = File("a.html", [*blocks(), *more])
    compared = compare.compare(texts, file)
    (one,) = compare.alone(compared, file, [], ["button: Vis alle\n  kilder her"])
    assert one.found == "«Vi fant 999» of a.html"
    assert [*compare.alone(compared, file, [])] == []


def test_the_same_texts_give_no_finding(texts: list[ExpectedText]) -> None:
    assert found(texts, blocks()) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "expected"),
    [
        ("640", "641", "number", "«8\u00a0799\u00a0640» (medline.hits)"),
        ("8\u00a0799", "799", "number", "«8\u00a0799\u00a0640» (medline.hits)"),
        ("De ti", "De ti tusen", "number", "«ti» (searches.articles)"),
        ("De ti", "De", "number", "«ti» (searches.articles)"),
        ("Tolv", "Tretten", "number", "«Tolv» (wang2017.weeks)"),
        ("Tolv", "Tolv tusen", "number", "«Tolv» (wang2017.weeks)"),
        ("fra fem", "fra seks", "number", "«fem» (studies.included)"),
        ("ble lest", "ble ikke lest", "text", "artiklene ble lest"),
        ("ble lest", "ble", "text", "artiklene ble lest"),
        ("ga 8", "ga om lag 8", "text", "Søkene ga 8"),
        ("tabell", "figur", "reference", "jf. tabell"),
        ("tabell\u00a01", "tabell\u00a02", "reference", "jf. tabell"),
        ("Metode", "Metoden", "heading", "Metode"),
        ("\n\n1.1 Databaser", "", "heading", "Databaser"),
        ("1.1 Data", "Om data 1.1 Data", "heading", "Databaser"),
        ("Tall fra", "Tallene fra", "caption", "Tall fra fem studier"),
        ("\n\nUker", "\n\nUke", "text", "Uker"),
        ("lang_\r\nadresse", "lang_\r\nadresser", "text", "lang_adresse"),
    ],
)
def test_what_is_otherwise_is_told_by_its_rule(
    texts: list[ExpectedText], old: str, new: str, rule: str, expected: str
) -> None:
    (only,) = found(texts, blocks((old, new)))
    assert only.rule == f"finished.{rule}"
    assert expected in only.expected
    assert " of build/thesis.pdf" in only.found


def test_a_finding_names_its_line_and_page_and_shows_what_stands_there(
    texts: list[ExpectedText],
) -> None:
    (number,) = found(texts, blocks(("De ti", "De elleve")))
    assert (number.file, number.line) == (CONTENT, 3)
    assert number.found.startswith("«")
    assert "De elleve artiklene" in number.found
    assert "on page 3" in number.found
    assert "De ti artiklene ble lest" in number.evidence
    (cell,) = found(texts, blocks(("\n\nTo", "\n\nTre")))
    assert "Grupper Tolv To" in cell.evidence


def test_a_sentence_that_is_there_twice_must_be_there_twice(tmp_path: Path) -> None:
    thesis = made(tmp_path, "Det ga {{ n('wang2017.weeks') }} treff.\n\nDet ga tolv treff.")
    twice = list(expected_texts(thesis.document))
    assert found(twice, [TextBlock("Det ga tolv treff.")] * 2) == []
    (missing,) = found(twice, [TextBlock("Det ga tolv treff."), TextBlock("Noe annet er det.")])
    assert missing.rule == "finished.text"


def test_a_text_of_the_format_that_begins_alike_takes_no_word(texts: list[ExpectedText]) -> None:
    assert found(texts, blocks(("Søkene ga", "Søkene i ord\n\nSøkene ga"))) == []


@pytest.mark.parametrize("above", ["Tall fra søk 2", "Uker i 2. 2", "Søk nummer 2.", "2"])
def test_a_caption_may_end_with_the_number_of_the_heading_below_it(
    tmp_path: Path, above: str
) -> None:
    table = f"| Uker |\n|------|\n| Ja |\n\n: {above} {{#tbl:a}}"
    text = f"# Metode\n\nOrd.\n\n{table}\n\n# Resultat\n\nMer.\n"
    texts = list(expected_texts(made(tmp_path, text).document))
    shown = ["1 Metode", "Ord.", f"Tabell\u00a01: {above}", "Uker", "Ja", "2 Resultat", "Mer."]
    listed = [TextBlock("1 Metode 1", CONTENTS), TextBlock("2 Resultat 2", CONTENTS)]
    assert found(texts, [*(TextBlock(each, BODY) for each in shown), *listed]) == []
    # Where the caption stands below what it is of, the heading is next.
    last = [one for one in texts if one.text in ("Resultat", "Mer.") and one.stream == BODY]
    caption = [one for one in texts if one.kind == CAPTION]
    below = [*(one for one in texts if one not in [*last, *caption]), *caption, *last]
    order = [shown[i] for i in (0, 1, 3, 4, 2, 5, 6)]
    assert found(below, [*(TextBlock(each, BODY) for each in order), *listed]) == []


def test_a_sentence_that_is_gone_is_one_finding(texts: list[ExpectedText]) -> None:
    (gone,) = found(texts, blocks(("Wang fant det samme over tolv uker. ", "")))
    assert gone.rule == "finished.number"
    assert gone.expected.startswith("«Wang fant det samme")


def test_notes_and_contents_are_looked_for_where_they_stand(texts: list[ExpectedText]) -> None:
    given = blocks()
    listed = [block for block in given if block.text != "1.1 Databaser 4"]
    (contents,) = found(texts, listed)
    assert contents.rule == "finished.heading"
    without = [block for block in given if block.stream != "notes"]
    (note,) = found(texts, without)
    assert (note.rule, note.found) == (
        "finished.number",
        "nothing of the kind (notes) in build/thesis.pdf",
    )


def test_another_text_is_one_finding(texts: list[ExpectedText]) -> None:
    (only,) = found(texts, [TextBlock("Noe helt annet, og om ingenting.")])
    assert only.rule == "finished.unreadable"
    assert only.found.endswith(" words of the thesis")


def test_the_alternative_text_and_the_long_description_are_a_stream(tmp_path: Path) -> None:
    text = (
        '![Flyt](a.svg){#fig:a alt="Et flytskjema"}\n\n'
        '::: {.long-description for="fig:a"}\nØverst står {{ n("studies.read") }}.\n:::\n'
    )
    thesis = made(tmp_path, text)
    texts = list(expected_texts(thesis.document))
    caption = TextBlock("Figur\u00a01: Flyt")
    assert found(texts, [caption, TextBlock("Et flytskjema Øverst står ti.", ALT)]) == []
    (wrong,) = found(texts, [caption, TextBlock("Et flytskjema Øverst står elleve.", ALT)])
    assert (wrong.rule, wrong.expected) == ("finished.number", "«ti» (studies.read)")


# ---- the title page ------------------------------------------------------------------------------


def compared(texts: list[ExpectedText], given: list[TextBlock]) -> list[compare.Comparison]:
    return compare.compare(texts, File("build/thesis.pdf", given))


def test_a_line_of_the_title_page_must_stand_before_the_text(texts: list[ExpectedText]) -> None:
    comparisons = compared(texts, blocks())
    assert list(compare.title_page(["Forsiden"], comparisons)) == []
    (missing,) = compare.title_page(["Forsiden", "Antall ord: 1\u00a0162"], comparisons)
    assert (missing.file, missing.rule) == ("data/thesis.yaml", "finished.title")
    assert missing.found == "«Forsiden» before the text of build/thesis.pdf"
    behind, other = compare.title_page(["Metode"], comparisons)
    assert behind.expected == "«Metode»"
    assert other.found == "«Forsiden» before the text of build/thesis.pdf"
    assert "no others" in other.expected
    assert len([*compare.title_page(["Metode"], comparisons, ["Forsiden"])]) == 1


def test_the_lines_of_the_title_page_are_those_of_the_metadata() -> None:
    def line(text: str) -> dict[str, Any]:
        return {"t": "MetaInlines", "c": [{"t": "Str", "c": text}]}

    meta = {
        "author": {"t": "MetaList", "c": [line("Kari"), line("Ola")]},
        "title": line("Tittel"),
        "lang": line("nb"),
    }
    assert title_page({"meta": meta}) == ["Tittel", "Kari", "Ola"]


def test_the_place_of_a_block_is_that_of_the_text_it_is(texts: list[ExpectedText]) -> None:
    given = blocks()
    file = File("build/thesis.pdf", given)
    comparisons = compare.compare(texts, file)
    assert compare.place(comparisons, file, 2, 12) == Place(CONTENT, 3)
    assert compare.place(comparisons, file, 0) == Place("build/thesis.pdf", 0)
    assert compare.place(comparisons, file, None) == Place("build/thesis.pdf", 0)
