"""The web page: one file, with the contents, the text and the source of every number."""

import json
import re
from pathlib import Path
from typing import Any

import lxml.html
import pypandoc
import pytest

from tests.a_register import a_register
from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.formats import docx
from thesis.input import labels
from thesis.model.formulas import Formula
from thesis.model.register import Number

HOSTILE = "<script>alert('x')</script>{{ 7 * 7 }}&amp;\""
FLOW = {
    "stages": [
        {"label": "Treff", "key": "basen.hits", "value": 13},
        {"label": "Valgt", "key": "studies.included", "value": 1},
    ]
}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="1pt" height="1pt"><g class="graph">'
    '<g id="node1" class="node"><title>stage0</title><text>Treff</text></g></g></svg>'
)
TEXT = """
::: {.file src="content/a.md" part="main"}

# Metode

Det er [13]{#n-0001 .n key="basen.hits" src="content/a.md:3"} treff, og
[én av 13]{#n-0002 .n key="studies.included basen.hits" src="content/a.md:4"} er valgt.

![Flyt](build/flow.svg){#fig:flow alt="Et skjema"}

:::
"""


def made(job: Any, house: Path, folder: Path, note: str = "") -> str:
    """The page of a small thesis."""
    numbers = [
        Number("basen.1.hits", 13, "hits", rows=[Place("data/searches/basen.csv", 2)]),
        Number("basen.hits", 13, "hits", "derived",
               Formula("sum_in_database", {"count": "hits", "database": "basen"}),
               [Place("data/searches/basen.csv", 2)], note=note),
        Number("studies.included", 1, "studies", "derived",
               Formula("studies_by_status", {"status": "included"})),
    ]  # fmt: skip
    records = {
        "thesis": {"edition": {"name": "2020", "date": "2020-06-01"}},
        "searches": [{"database": "basen", "number": 1}],
        "databases": [{"id": "basen", "name": "Basen"}],
        "studies": [],
        "flow": FLOW,
    }
    a_register(numbers, records).write(folder / "register.json")
    tree = json.loads(pypandoc.convert_text(TEXT, "json", format=pandoc.READER))
    tree["meta"] = {
        "title": pandoc.meta_string("Tittel" + note),
        "author": pandoc.meta_list(["Kari Nordmann", "Ola Nordmann"]),
        "label-words": pandoc.meta_string("Antall ord"),
    }
    pandoc.write(tree, folder / "thesis.json")
    (folder / "count.json").write_text(json.dumps({"words": 6512}), "utf-8")
    told = "basen.hits = 13 counts hits; «13 treff»"
    against = [
        {"rule": "number.unit", "against": told, "places": ["data/searches/basen.csv:2"]},
        {"rule": "number.sibling", "against": "basen.hits = 13; 1 other number", "places": []},
        {"rule": "effect.direction", "against": f"{HOSTILE}: reported reduced", "places": []},
    ]
    where = {"chapter": "content/a.md", "passage": 1, "language": "nb", "place": "content/a.md:3"}
    held = [
        {**where, "end": 19, "sentence": "Det er 13 treff, og", "against": against},
        {**where, "end": 38, "sentence": "én av 13 er valgt.", "against": []},
    ]
    (folder / "claims.json").write_text(json.dumps(held), "utf-8")
    (folder / "build").mkdir()
    (folder / "build/flow.svg").write_text(SVG, "utf-8")
    job(
        "formats/html",
        input={
            "document": folder / "thesis.json",
            "word_count": folder / "count.json",
            "register": folder / "register.json",
            "labels": house / "templates/labels/nb.yaml",
            "figure": "build/flow.svg",
            "claims": folder / "claims.json",
            "template": house / "templates/thesis.html.jinja",
            "style": house / "templates/html/thesis.css",
            "script": house / "templates/html/thesis.js",
        },
        output={"html": folder / "thesis.html"},
    )
    return (folder / "thesis.html").read_text("utf-8")


@pytest.fixture
def page(job: Any, house: Path, here: Path) -> Any:
    return lxml.html.fromstring(made(job, house, here))


def test_title_authors_words_and_contents_stand_in_the_page(page: Any) -> None:
    assert page.get("lang") == "nb-NO"
    assert page.xpath("//h1")[0].text_content() == "Tittel"
    head = page.xpath("//body/header")[0].text_content()
    assert "Kari Nordmann, Ola Nordmann" in head
    assert "Antall ord: 6\u00a0512" in head
    assert page.xpath("//meta[@name='author']/@content") == ["Kari Nordmann, Ola Nordmann"]
    assert page.xpath("//nav//a/@href") == ["#metode", "#sources", "#claims"]


def test_every_link_inside_the_page_leads_somewhere_and_no_id_is_there_twice(page: Any) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = [link[1:] for link in page.xpath("//@href") if link.startswith("#") and link != "#"]
    assert len(links) > 8
    assert set(links) <= set(ids)


def test_a_paragraph_has_the_id_and_the_page_the_hash_that_the_docx_has(
    page: Any, tmp_path: Path
) -> None:
    tree = pandoc.read(tmp_path / "thesis.json")
    assert page.get_element_by_id("panel").get("data-of") == pandoc.digest(tree)
    docx.name_paragraphs(tree)
    named = [pandoc.identifier(one) for one in pandoc.walk(tree["blocks"]) if one["t"] == "Span"]
    ids = [name for name in named if name.startswith("p-")]
    assert (
        ids
        == page.xpath("//main//*[starts-with(@id, 'p-')]/@id")
        == [f"p-a-000{n}" for n in (1, 2, 3)]
    )


def test_a_number_leads_to_what_it_is_made_of(page: Any) -> None:
    source = page.get_element_by_id("k-basen.hits").text_content()
    for told in ("13", "treff i søkene i Basen", "data/searches/basen.csv:2", "Brukt i: 1 Metode"):
        assert told in source


def test_a_share_has_a_source_of_its_own_that_tells_of_both(page: Any) -> None:
    source = page.get_element_by_id("k-studies.included:basen.hits")
    assert "én av 13" in source.text_content()
    assert source.xpath(".//a/@href") == ["#k-studies.included", "#k-basen.hits", "#n-0002"]


def test_a_box_of_the_drawing_leads_to_the_source_of_its_number(page: Any) -> None:
    figure = page.get_element_by_id("fig:flow")
    assert figure.xpath(".//a/@href") == ["#k-basen.hits"]


def test_the_page_lets_nothing_in_and_its_own_script_run(page: Any, house: Path) -> None:
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    (script,) = page.xpath("//script")
    assert script.text.strip() == (house / "templates/html/thesis.js").read_text("utf-8").strip()
    assert not page.xpath(
        "//link | //script[@src] | //iframe | //img[not(starts-with(@src,'data:'))]"
    )


def test_the_style_and_the_script_fetch_nothing_and_end_no_element(house: Path) -> None:
    for name in ("thesis.css", "thesis.js"):
        text = (house / "templates/html" / name).read_text("utf-8")
        assert not re.search(r"url\(|@import|https?:|fetch|import\(|</|eval", text)


def test_what_data_says_is_text_and_never_markup(job: Any, house: Path, here: Path) -> None:
    text = made(job, house, here, note=HOSTILE)
    assert text.count("<script>") == 1
    page = lxml.html.fromstring(text)
    assert HOSTILE in page.get_element_by_id("k-basen.hits").text_content()
    assert page.xpath("//h1")[0].text_content() == "Tittel" + HOSTILE


def test_a_sentence_with_a_claim_leads_to_what_it_was_held_against_and_back(page: Any) -> None:
    before = [
        (mark.getprevious().tail.rstrip(), mark.get("id"))
        for mark in page.xpath("//span[@class='held']")
    ]
    assert before == [(" treff, og", "s-1"), (" er valgt.", "s-2")]
    assert page.get_element_by_id("toggle-claims").get("aria-pressed") == "false"
    held, bare = (page.get_element_by_id(f"c-{i}") for i in (1, 2))
    assert held.xpath("p/a/@href") == ["#s-1"]
    number, effect = held.xpath("ul/li")
    assert " ".join(number.text_content().split()) == (
        "Tall basen.hits = 13: teller hits; «13 treff»; 1 other number data/searches/basen.csv:2"
    )
    assert number.xpath("a/@href") == ["#k-basen.hits"]
    assert HOSTILE in effect.text_content()
    assert bare.xpath("ul/li/@class") == ["bare"]


def test_the_same_inputs_give_the_same_bytes_in_any_folder_and_time_zone(
    job: Any, house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = []
    for name, zone, tongue in (("one", "Asia/Tokyo", "C"), ("two", "America/Lima", "nb_NO.UTF-8")):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("LC_ALL", tongue)
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        pages.append(made(job, house, tmp_path / name))
    assert pages[0] == pages[1]
    assert str(tmp_path) not in pages[0]


def test_the_labels_have_all_that_the_template_prints(house: Path) -> None:
    template = (house / "templates/thesis.html.jinja").read_text("utf-8")
    script = (house / "thesis/formats/html_page.py").read_text("utf-8")
    words = labels.read(house / "templates/labels/nb.yaml")["html"]
    printed = set(re.findall(r"label\.(\w+)", template)) | {"in_words"}
    assert 'label["in_words"]' in script
    assert printed <= set(words)
