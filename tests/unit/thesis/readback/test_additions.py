"""What a finished file has beside its words: hidden, added, elsewhere, on another level or page."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.readback import additions, compare
from thesis.readback.additions import Allowed
from thesis.readback.blocks import File, FileLink, Piece, TextBlock
from thesis.readback.expected import HEADING, ExpectedText

KNOWN = Allowed(
    "En tittel",
    {("tabell", "1"): {"#tbl_a"}, ("her",): {"https://example.org/", "#fig_a"}},
    frozenset({"let a = 1"}),
    frozenset({("ikke", "lenger")}),
)
EXPECTED = [
    ExpectedText("Metode", lambda _: Place("content/a.md", 1), HEADING, level=1),
    ExpectedText("Det ga treff i tabell 1.", lambda _: Place("content/a.md", 3)),
    ExpectedText("Mer om det.", lambda _: Place("content/a.md", 5)),
]
BLOCKS = [
    TextBlock("1 Metode", level=1, starts=((0, 3),)),
    TextBlock("Det ga treff i tabell 1.", starts=((0, 3), (7, 4)), running=True),
    TextBlock("Mer om det.", starts=((0, 4),), running=True),
]
GOOD = File("a.pdf", BLOCKS, titles=["En  tittel"], sizes=[(9.0, 9.0)] * 4)


def found(file: File, texts: Sequence[ExpectedText] = EXPECTED) -> list[Finding]:
    return list(additions.findings(file, compare.compare(texts, file), KNOWN))


def beside(*texts: str, page: int = 4) -> File:
    """The file with words on a page that are in none of its texts."""
    return replace(GOOD, pieces=[Piece(page, text, (0, 0, 1, 1)) for text in texts])


def other(number: int, **fields: object) -> File:
    """The file with another block."""
    changed = [*BLOCKS]
    changed[number] = replace(BLOCKS[number], **fields)  # type: ignore[arg-type]
    return replace(GOOD, blocks=changed)


def linked(target: str, text: str = "") -> File:
    return replace(GOOD, links=[FileLink(target, text, 4)])


PASS = {
    "the file as it is": GOOD,
    "its number on a page": beside("4", "iv", "xii", ". . .", "•"),
    "the head of a table again": beside("treff i", "MER", "Mer om det"),
    "a script of the templates": replace(GOOD, programs=["\nlet a = 1\n"]),
    "an address": linked("https://example.org/"),
    "an address with its words": linked("https://example.org/", "Her".lower()),
    "a cross-reference": linked("#tbl:a", "tabell\u00a01"),
    "a link of the page itself": linked("#om", "Om oss"),
    "the source of a number": linked("#k-a.hits", "her"),
    "a table that stands elsewhere": replace(
        GOOD, blocks=[BLOCKS[0], TextBlock("Celle", starts=((0, 9),)), *BLOCKS[1:]]
    ),
    "words that the document strikes out": replace(GOOD, struck=["ikke ", "lenger", " "]),
    "a bookmark of each heading": replace(GOOD, bookmarks=[("1 Metode", 3), ("1 Metode", 0)]),
    "names of the pages": replace(beside("iv"), page_names=["", "i", "ii", "iv"]),
    "no pages": replace(GOOD, blocks=[replace(each, starts=()) for each in BLOCKS]),
}  # fmt: skip
del PASS["the head of a table again"]


@pytest.mark.parametrize("name", PASS)
def test_what_a_thesis_has_is_let_pass(name: str) -> None:
    assert [str(one) for one in found(PASS[name])] == []


def test_the_head_of_a_table_may_come_again() -> None:
    assert found(beside("treff i tabell")) == []
    (one,) = found(beside("treff tabell"))
    assert one.rule == "finished.added"


FAIL = {
    "a hidden text": (other(2, hidden="hidden"), "finished.hidden", "content/a.md:5",
                      "«Mer om det.», which is hidden on page 4 of a.pdf"),
    "an addition": (replace(GOOD, additions=["a script"]), "finished.added", "a.pdf",
                    "a script of a.pdf"),
    "another script": (replace(GOOD, programs=["let a = 2"]), "finished.added", "a.pdf",
                       "«let a = 2»"),
    "words beside": (beside("999 treff"), "finished.added", "a.pdf",
                     "«999 treff» beside the text on page 4"),
    "a number that is no page's": (beside("5"), "finished.added", "a.pdf", "«5»"),
    "words struck out": (replace(GOOD, struck=["ikke", "treff"]), "finished.added", "a.pdf",
                         "«treff», struck out of a.pdf"),
    "a bookmark of another text": (replace(GOOD, bookmarks=[("1 Vi fant 999", 3)]),
                                   "finished.added", "a.pdf", "a bookmark «1 Vi fant 999», which"),
    "a bookmark of another page": (replace(GOOD, bookmarks=[("1 Metode", 2)]), "finished.added",
                                   "a.pdf", "no heading of page 2"),
    "another name of a page": (replace(beside("iv"), page_names=["", "i", "ii", "3"]),
                               "finished.added", "a.pdf", "the name «3» of page 4"),
    "another title": (replace(GOOD, titles=["En annen"]), "finished.name", "data/thesis.yaml",
                      "«En annen» in the properties of a.pdf"),
    "no title": (replace(GOOD, titles=[""]), "finished.name", "data/thesis.yaml", "«»"),
    "a second title": (replace(GOOD, titles=["En tittel", "To"]), "finished.name",
                       "data/thesis.yaml", "«To»"),
    "another address": (linked("https://example.com/"), "finished.link", "a.pdf",
                        "«a link» leads to https://example.com/ on page 4"),
    "another table": (linked("#tbl:b", "tabell 1"), "finished.link", "content/a.md:3",
                      "«tabell 1» leads to #tbl_b"),
    "the first words of a text": (linked("https://example.com", "Mer om"), "finished.link",
                                  "content/a.md:5", "«Mer om» leads to https://example.com"),
    "an address in words of its own": (linked("HTTPS://example.com", "nytt"), "finished.link",
                                       "a.pdf", "leads to HTTPS://example.com"),
    "an address without a scheme": (linked("//example.com", "nytt"), "finished.link", "a.pdf",
                                    "//"),
    "a level": (other(0, level=2), "finished.level", "content/a.md:1",
                "«Metode», a heading of level 2 on page 3"),
    "no heading": (other(0, level=0), "finished.level", "content/a.md:1", "no heading"),
    "a paragraph as a heading": (other(2, level=1), "finished.level", "content/a.md:5", "level 1"),
    "a page too early": (other(2, starts=((0, 2),)), "finished.order", "content/a.md:5",
                         "on page 2 of a.pdf, in front of what is read before it, on page 4"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAIL)
def test_what_a_thesis_has_not_is_told_once_at_its_place(name: str) -> None:
    file, rule, place, words = FAIL[name]
    (one,) = found(file)
    assert (one.rule, str(one.place)) == (rule, place)
    assert words in one.found
    assert one.fix


def test_known_is_what_the_document_and_the_templates_have(tmp_path: Path) -> None:
    script = tmp_path / "a.js"
    script.write_text("let b = 1\n", "utf-8")
    tree = pandoc.convert(
        "---\ntitle: En *tittel*\n---\n[tabell 1](#tbl:a), ~~ikke nå~~ og [her](https://x.y)\n"
    )
    tree["meta"]["title"] = {"t": "MetaInlines", "c": [{"t": "Str", "c": "Tittel"}]}
    assert Allowed.of(tree, [script]) == Allowed(
        "Tittel",
        {("tabell", "1"): {"#tbl_a"}, ("her",): {"https://x.y"}},
        frozenset({"let b = 1"}),
        frozenset({("ikke", "nå")}),
        told=("Tittel",),
    )
    assert Allowed.of({"meta": {}, "blocks": []}, []).title == ""


def test_long_texts_are_shown_by_their_beginning() -> None:
    (one,) = found(replace(GOOD, titles=["ord " * 99]))
    assert f"«{('ord ' * 20)} …»" in one.found
