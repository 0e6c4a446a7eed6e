"""The draft: marked, and with all findings in it."""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests import placed
from tests.a_register import a_register
from thesis.diagnostics import findings
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document import marks, pandoc
from thesis.formats import draft
from thesis.input import labels

FINDINGS = [
    Finding(Place("content/a.md", 3), "number.unknown-key", "the key «x.y»", "a key",
            "did you mean x.z?"),
    Finding(Place("content/b.md", 0), "words.limit", "9 *words* #here", "at most 8", "cut 1",
            "warning"),
]  # fmt: skip


@pytest.fixture(scope="session")
def words(house: Path) -> dict[str, Any]:
    return labels.read(house / "templates/labels/nb.yaml")


Annotate = Callable[..., dict[str, Any]]


@pytest.fixture
def annotate(words: dict[str, Any], tmp_path: Path) -> Annotate:
    """Annotates a document of one content file, content/a.md, whose text it is given."""

    def run(text: str, *noted: Finding) -> dict[str, Any]:
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "content/a.md").write_text(text, "utf-8")
        annotated: dict[str, Any] = draft.annotate(tree(text), noted, words, a_register([], {}))
        return annotated

    return run


def tree(markdown: str) -> dict[str, Any]:
    return placed.document(("content/a.md", marks.lines(markdown, "content/a.md")))


def at(line: int, found: str = "x", severity: str = "error") -> Finding:
    return Finding(Place("content/a.md", line), "number.typed", found, "a key", "mend it", severity)


def kinds(blocks: list[pandoc.Element]) -> list[str]:
    """The blocks by type, a frame by its id."""
    return [pandoc.identifier(block) if framed(block) else block["t"] for block in blocks]


def framed(block: pandoc.Element) -> bool:
    return block["t"] == "Div" and "finding" in pandoc.classes(block)


def pages(annotated: dict[str, Any]) -> list[pandoc.Element]:
    """The blocks of the content file."""
    return next(blocks for file, _, blocks in pandoc.files(annotated) if file == "content/a.md")


TEXT = """# Tittel

Første setning her.
Andre setning står her.

- et punkt i listen
- enda et punkt

Siste avsnitt kommer nå.
"""


def test_a_finding_stands_after_the_block_that_holds_its_line(annotate: Annotate) -> None:
    annotated = annotate(TEXT, at(4))
    assert kinds(pages(annotated)) == ["Header", "Para", "finding-1", "BulletList", "Para"]


def test_a_finding_in_a_heading_or_a_list_stands_after_it(annotate: Annotate) -> None:
    annotated = annotate(TEXT, at(1), at(7))
    expected = ["Header", "finding-1", "Para", "BulletList", "finding-2", "Para"]
    assert kinds(pages(annotated)) == expected


def test_several_findings_at_one_block_stand_in_the_order_of_the_list(annotate: Annotate) -> None:
    annotated = annotate(TEXT, at(3), at(4), at(9))
    expected = ["Header", "Para", "finding-1", "finding-2", "BulletList", "Para", "finding-3"]
    assert kinds(pages(annotated)) == expected


def test_a_finding_at_its_place_says_what_and_how_to_mend_it(annotate: Annotate) -> None:
    frame = pages(annotate(TEXT, at(9, "9 *words* #here")))[-1]
    assert pandoc.text(frame) == (
        "Funn\u00a01, feil: content/a.md:9 [number.typed]\n9 *words* #here → Rett: mend it"
    )


def test_a_warning_is_framed_as_one(annotate: Annotate) -> None:
    frame = pages(annotate(TEXT, at(9, severity="warning")))[-1]
    assert pandoc.classes(frame) == ["finding", "warning"]
    assert "advarsel" in pandoc.text(frame)


def test_what_a_finding_says_is_in_the_language_of_the_labels_and_marked(
    annotate: Annotate,
) -> None:
    frame = pages(annotate(TEXT, at(9, "«9», typed")))[-1]
    told = [
        pandoc.text(element)
        for element in pandoc.walk(frame)
        if pandoc.attributes(element).get("lang") == "nb"
    ]
    assert told == ["«9», skrevet rett inn", "mend it"]


def test_every_finding_stands_in_the_list_at_the_end_with_all_that_it_says(
    annotate: Annotate,
) -> None:
    elsewhere = Finding(Place("data/b.yaml", 7), "a.rule", "x", "y", "z", "warning", "one\ntwo")
    annotated = annotate(TEXT, at(4), elsewhere)
    *_, (file, part, blocks) = pandoc.files(annotated)
    assert (file, part) == ("build/findings.json", "back")
    assert [pandoc.text(block).replace("\u00a0", " ") for block in blocks] == [
        "Funn i kontrollen",
        "Funnene står også på sin plass i teksten, etter det de gjelder.",
        "Funn 1, feil: content/a.md:4 [number.typed]\nx Ventet: a key → Rett: mend it",
        "Funn 2, advarsel: data/b.yaml:7 [a.rule]\nx Ventet: y one two → Rett: z",
    ]


def test_the_list_and_the_place_are_linked_both_ways_and_no_link_leads_nowhere(
    annotate: Annotate,
) -> None:
    elsewhere = Finding(Place("data/b.yaml", 7), "a.rule", "x", "y", "z")
    annotated = annotate(TEXT, at(4), elsewhere, at(9))
    everything = list(pandoc.walk(annotated["blocks"]))
    links = {element["c"][2][0] for element in everything if element["t"] == "Link"}
    ids = {f"#{pandoc.identifier(element)}" for element in everything}
    numbers = ("#finding-1", "#finding-3", "#listed-finding-1", "#listed-finding-3")
    assert links == set(numbers)
    assert links <= ids


def test_the_list_of_findings_counts_no_words_of_the_main_part(annotate: Annotate) -> None:
    assert [part for _, part, _ in pandoc.files(annotate("", at(0)))] == ["main", "back"]


def test_a_word_wider_than_the_page_may_be_broken(annotate: Annotate) -> None:
    frame = pages(annotate(TEXT, at(9, "x" * 130)))[-1]
    assert max(len(piece) for piece in re.split(r"[\s\u200b]", pandoc.text(frame))) == 40


def test_the_document_that_is_handed_in_is_not_touched(
    words: dict[str, Any], tmp_path: Path
) -> None:
    clean = tree(TEXT)
    kept = copy.deepcopy(clean)
    draft.annotate(clean, [at(0)], words, a_register([], {}))
    assert clean == kept


def test_without_findings_the_draft_is_the_document(annotate: Annotate) -> None:
    assert annotate(TEXT) == tree(TEXT)


def test_the_job_typesets_a_marked_pdf_with_the_findings(job: Any, house: Path, here: Path) -> None:
    template = '#set document(title: "T")\nOrd: $words$$if(draft)$ UTKAST$endif$\n\n$body$\n'
    Path("x.typ").write_text(template, "utf-8")
    Path("x.lua").write_text("", "utf-8")
    Path("count.json").write_text(json.dumps({"words": 7}), "utf-8")
    pandoc.write(tree("# A\n\nTekst.\n"), "thesis.json")
    findings.write(FINDINGS, "found.json")
    a_register([], {"thesis": {"edition": {"date": "2020-06-01"}}}).write("register.json")
    job(
        "formats/draft",
        input={
            "document": "thesis.json",
            "word_count": "count.json",
            "register": "register.json",
            "findings": "found.json",
            "labels": house / "templates" / "labels" / "nb.yaml",
            "template": "x.typ",
            "filter": "x.lua",
        },
        output={"typst": "draft.typ", "pdf": "draft.pdf"},
    )
    printed = " ".join(
        " ".join(page.extract_text() for page in PdfReader("draft.pdf").pages).split()
    )
    assert "UTKAST" in printed
    assert "Tekst." in printed
    assert "content/a.md:3" in printed
    assert "9 *words* #here" in printed
