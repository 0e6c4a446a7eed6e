"""The one document: reading, walking, its running text and its files."""

import json
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from thesis.document import pandoc


def tree(markdown: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(pypandoc.convert_text(markdown, "json", format=pandoc.READER))
    return read


def test_a_document_comes_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    read = tree("# Æ {#a .b c=d}\n")
    pandoc.write(read, path)
    assert pandoc.read(path) == read
    assert "Æ" in path.read_text("utf-8")


@pytest.mark.parametrize(
    "block",
    [
        "---\nbibliography: finnes-ikke.bib\n---",
        "---\nMerk: en setning.\n...",
        "% En tittel\n% En forfatter",
    ],
)
@pytest.mark.parametrize("before", ["", "Før.\n\n"])
def test_no_text_is_metadata(block: str, before: str) -> None:
    read = tree(f"{before}{block}\n\nEtter.\n")
    assert read["meta"] == {}
    words = block.replace("-", "").split()
    assert set(words) <= {*pandoc.text(read["blocks"]).replace("-", "").split()}


@pytest.mark.parametrize(
    "markdown",
    [
        "# x {#i .k a=b}",
        "::: {#i .k a=b}\nx\n:::",
        "[x]{#i .k a=b}",
        "`x`{#i .k a=b}",
        "[x](y){#i .k a=b}",
    ],
    ids=["heading", "division", "span", "code", "link"],
)
def test_attributes_are_found_wherever_pandoc_keeps_them(markdown: str) -> None:
    walked = pandoc.walk(tree(markdown)["blocks"], words=True)
    (element,) = [element for element in walked if pandoc.identifier(element) == "i"]
    assert pandoc.classes(element) == ["k"]
    assert pandoc.attributes(element) == {"a": "b"}


def test_an_element_without_attributes_has_none() -> None:
    (para,) = tree("x")["blocks"]
    assert pandoc.attributes_of(para) is None
    assert (pandoc.identifier(para), pandoc.classes(para), pandoc.attributes(para)) == ("", [], {})


def test_a_change_of_the_attributes_changes_the_element() -> None:
    (heading,) = tree("# x")["blocks"]
    attr = pandoc.attributes_of(heading)
    assert attr is not None
    attr[0] = "new"
    assert pandoc.identifier(heading) == "new"


def test_a_walk_goes_in_reading_order_parents_first() -> None:
    read = tree("a [b *c*]{.d}\n\n| e | f |\n|---|---|\n| g | h |\n\n- i\n")
    walked = [
        e.get("c") if e["t"] == "Str" else e["t"] for e in pandoc.walk(read["blocks"], words=True)
    ]
    words = [item for item in walked if isinstance(item, str) and len(item) == 1]
    assert "".join(words) == "abcefghi"
    assert walked.index("Span") < walked.index("b") < walked.index("Emph") < walked.index("c")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# A b\n\nc\nd *e*.\n\nf\n", "A b\nc d e.\nf"),
        ("- a\n- b\n", "a\nb"),
        ("| linje en\n| linje to\n", "linje en\nlinje to"),
        ("term\n:   forklaring\n", "term\nforklaring"),
        ("ord[^1] her.\n\n[^1]: En note.\n\nneste\n", "ord her.\nEn note.\nneste"),
        ("`a b` og [c](d)\n", "a b og c"),
        ("```\na\nb\n```\n", "a\nb"),
        ("| a | b |\n|---|---|\n| c d | |\n\n: Tekst\n", "Tekst\na\nb\nc d"),
        ("a\\\nb\n", "a b"),
        ("30\u00a0799\n", "30\u00a0799"),
        ("", ""),
    ],
    ids=lambda value: repr(value)[:25],
)
def test_the_running_text_has_a_line_for_each_block(markdown: str, text: str) -> None:
    assert pandoc.text(tree(markdown)["blocks"]) == text


def test_what_is_not_kept_is_left_out_with_all_that_is_in_it() -> None:
    read = tree("a\n\n::: x\nb\n\n- c\n:::\n\nd [e]{.x}\n")
    text = pandoc.text(read["blocks"], lambda element: "x" not in pandoc.classes(element))
    assert text == "a\nd"


def test_files_come_in_order_with_part_and_blocks() -> None:
    read = tree(
        ':::: {.file src="content/a.md" part="front"}\na\n::::\n\n'
        ':::: {.file src="content/b.md" part="main"}\n::: x\nb\n:::\n::::\n'
    )
    files = [(src, part, pandoc.text(blocks)) for src, part, blocks in pandoc.files(read)]
    assert files == [("content/a.md", "front", "a"), ("content/b.md", "main", "b")]


@pytest.mark.parametrize("value", ["Én tittel", "*x* # \\ <b> @y", "a"])
def test_a_metadata_value_is_plain_text(value: str) -> None:
    inlines = pandoc.meta_string(value)["c"]
    assert pandoc.text(inlines) == value
    assert {inline["t"] for inline in inlines} <= {"Str", "Space"}


def test_a_metadata_list_has_a_value_for_each_text() -> None:
    assert [item["t"] for item in pandoc.meta_list(["a b", "c"])["c"]] == ["MetaInlines"] * 2
