"""The attributes that prose may give, and that no other reaches a program that typesets."""

import json
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from thesis.document import attributes, pandoc
from thesis.document.pandoc import READER
from thesis.formats import typst
from thesis.model.records import EditionName, TitlePage


def read(root: Path, text: str) -> dict[str, Any]:
    """The document of one content file."""
    (root / "content").mkdir(exist_ok=True)
    (root / "content/a.md").write_text(text, "utf-8")
    whole = f'::::::: {{.file src="content/a.md" part="main"}}\n\n{text}\n\n:::::::\n'
    tree: dict[str, Any] = json.loads(pypandoc.convert_text(whole, "json", format=READER))
    return tree


def values(tree: dict[str, Any]) -> list[str]:
    """What all attributes hold but those of the file."""
    found = (pandoc.attributes(element) for element in pandoc.walk(tree["blocks"]))
    return [value for each in found for name, value in each.items() if name not in {"src", "part"}]


CODE = """width='2cm, alt: "x") #text[Vi fant 999 treff.] #image("/content/p.png"'"""


@pytest.mark.parametrize(
    "wrong",
    [
        f"![Figur](p.png){{#fig:p alt=x {CODE}}}",
        "![Figur](p.png){height=5}",
        "![Figur](p.png){width=300px}",
        "![Figur](p.png){width=0cm}",
        "![Figur](p.png){width=2,5cm}",
        "![Figur](p.png){width=-2cm}",
        "![Figur](p.png){width=100%%}",
        "En ![](p.png){alt=x fit=cover} figur.",
        '[x]{typst:text:fill="white"}',
        '`x`{typst:text:size="0.1pt"}',
        "[x](http://a.no){target=_blank}",
        '[x]{style="position:fixed"}',
        '[x]{onclick="f()"}',
        '[x]{custom-style="Title"}',
        '[x]{lang="x y"}',
        "[x]{width=2cm}",
        '## En overskrift {typst:x="panic()"}',
        '::: {typst:inset="9pt"}\nx\n:::',
        '| a |\n|---|\n| b |\n\n: Tekst {#tbl:x typst:text:fill="red"}',
        "``` {.py startFrom=3}\nx\n```",
    ],
)
def test_an_attribute_that_is_not_ours_is_told_and_taken_out(tmp_path: Path, wrong: str) -> None:
    tree = read(tmp_path, f"Før.\n\n{wrong}\n")
    [finding] = attributes.findings(tree, tmp_path)
    line = next(i for i, text in enumerate(f"Før.\n\n{wrong}".split("\n"), 1) if "=" in text)
    assert (str(finding.place), finding.rule) == (f"content/a.md:{line}", "text.attribute")
    assert set(values(tree)) <= {"x"}
    assert attributes.findings(tree, tmp_path) == []


@pytest.mark.parametrize(
    "right",
    [
        *(f"![Figur](p.png){{width={length}}}" for length in ("5cm", "80%", "7.5mm", "12em")),
        '![Figur](p.png){#fig:p alt="Hva den viser, og «slikt»." width=3in height=40pt}',
        "[craving]{lang=en}",
        "::: {lang=en-GB}\nx\n:::",
        "[x]{lang=zh-Hans}",
        '[Ingen]{.group of="included except a" where="country == \'NO\'"} er norsk.',
        '[to]{.typed why="to formål: {slik}"}',
        '[30]{.n key="a.b" src="content/a.md:3" form="digits" gender="n" lang="en"}',
        '::: {.long-description for="fig:p"}\nx\n:::',
        "## Navn {#sec:x .unnumbered}",
    ],
)
def test_an_attribute_that_is_ours_stays(tmp_path: Path, right: str) -> None:
    tree = read(tmp_path, right)
    (tmp_path / "content/a.md").write_text("", "utf-8")  # what a call printed is not typed there
    before = json.dumps(tree)
    assert attributes.findings(tree, tmp_path) == []
    assert json.dumps(tree) == before


def test_each_of_several_has_its_line_and_that_of_a_record_is_there(tmp_path: Path) -> None:
    (tmp_path / "data/studies").mkdir(parents=True)
    (tmp_path / "data/studies/a.yaml").write_text("a: 1\nb: '[x]{foo=1}'\n", "utf-8")
    tree = read(tmp_path, "[a]{style=b}\n\n[b]{style=b}\n")
    cell = json.loads(pypandoc.convert_text("[x]{foo=1}", "json", format=READER))["blocks"]
    tree["blocks"][0]["c"][1] += cell
    assert [str(finding.place) for finding in attributes.findings(tree, tmp_path)] == [
        "content/a.md:1",
        "content/a.md:3",
        "data/studies/a.yaml:2",
    ]


@pytest.mark.parametrize("language", ["en", "en-GB", "nb_NO", "zh-Hans", "zh-Hans-CN", "EN", "nds"])
def test_every_language_that_is_let_through_can_be_typeset(
    here: Path, house: Path, language: str
) -> None:
    tree = read(here, f"[x]{{lang={language}}}\n\n::: {{lang={language}}}\ny\n:::\n")
    assert attributes.findings(tree, here) == []
    assert typed(tree, house)


def typed(tree: dict[str, Any], house: Path) -> str:
    """The document as Typst source, which is typeset."""
    tree["meta"] = {"title": pandoc.meta_string("Tittel"), "lang": pandoc.meta_string("nb-NO")}
    templates = house / "templates"
    source = typst.to_typst(
        json.dumps(tree), str(templates / "thesis.typ"), [str(templates / "filters/typst.lua")], {}
    )
    Path("x.typ").write_text(source, "utf-8")
    typst.to_pdf("x.typ", "x.pdf", TitlePage(edition=EditionName(date="2020-06-01")))
    return source


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90pt" height="60pt"><rect width="9"/></svg>'


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        ("![F](content/p.svg){alt=x width=2.5cm height=1in}", "width: 2.5cm, height: 1in"),
        ("![F](content/p.svg){alt=x height=40%}", "height: 40%"),
        ("En ![x](content/p.svg){width=12pt} linje.", "width: 12pt"),
    ],
)
def test_a_length_is_in_the_pdf(here: Path, house: Path, picture: str, said: str) -> None:
    tree = read(here, picture)
    Path("content/p.svg").write_text(SVG, "utf-8")
    assert said in typed(tree, house)


def test_what_an_earlier_edition_still_has_reaches_no_typesetter(here: Path, house: Path) -> None:
    tree = read(
        here,
        f'![F](content/p.svg){{alt=x {CODE}}}\n\n[a]{{typst:text:fill="panic()"}}\n\n'
        '::: {typst:inset="panic()"}\nb\n:::\n\n'
        '| a |\n|---|\n| b |\n\n: T {#tbl:x typst:text:fill="panic()"}\n',
    )
    Path("content/p.svg").write_text(SVG, "utf-8")
    source = typed(tree, house)
    assert "999" not in source
    assert "panic" not in source


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("![Figur](p.png){#fig:p .her alt=x}", "did you mean .here?"),
        ("# Vedlegg {.apendix #app:a}", "did you mean .appendix?"),
        ("# Takk {.unnumberd}", "did you mean .unnumbered?"),
        ("::: {#refs .mark-unverifed}\n:::", "did you mean .mark-unverified?"),
        ("::: matrise\nx\n:::", "did you mean .matrix?"),
        ('[x]{.clam of="a"}', "did you mean .claim?"),
        ("# Takk {.landscape}", "move it there"),
        ("::: {.egen}\nx\n:::", ""),
        ("::: {.matrixer}\nx\n:::", ""),
        ("![Figur](p.png){#fig:p .here alt=x}", ""),
    ],
)
def test_a_misspelt_class_is_told_once_with_the_one_that_is_meant(
    tmp_path: Path, text: str, told: str
) -> None:
    found = attributes.findings(read(tmp_path, f"Før.\n\n{text}\n"), tmp_path, ["matrixer"])
    assert [str(one.place) for one in found] == ["content/a.md:3"] * bool(told)
    assert all(told in one.fix for one in found)
