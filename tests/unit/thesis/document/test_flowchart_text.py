"""What stands for the flowchart in the text: its caption, and the words for who cannot see it."""

import json

import pypandoc

from tests.unit.thesis.formats.flowchart.test_house import FLOWS, LABELS, every_flow
from thesis.diagnostics.findings import Finding
from thesis.document import flowchart_text, pandoc
from thesis.document.marks import unmarked
from thesis.document.render import Renderer
from thesis.language import norwegian
from thesis.model import flow as flows
from thesis.model.records import Flow, read_flow
from thesis.model.register import Number, Register


def figure(flow: Flow) -> list[pandoc.Element]:
    """The figure block as pandoc reads it."""
    findings: list[Finding] = []
    register = Register([Number(row.key, row.value) for row in flows.rows(flow)], {})
    markdown = unmarked(flowchart_text.block(Renderer(register, LABELS, findings), flow))
    assert findings == []
    blocks: list[pandoc.Element] = json.loads(
        pypandoc.convert_text(markdown, "json", format=pandoc.READER)
    )["blocks"]
    return blocks


def image(flow: Flow) -> pandoc.Element:
    (found,) = [e for e in pandoc.walk(figure(flow)) if e["t"] == "Image"]
    return found


def alternative(flow: Flow) -> str:
    """The picture's alternative text: pandoc has it as the picture's words."""
    return "".join(e.get("c", " ") for e in image(flow)["c"][1])


@every_flow
def test_the_alternative_text_holds_every_stage_and_its_number(flow: Flow) -> None:
    alt = alternative(flow)
    for stage in flow.stages:
        count = f"n{norwegian.NBSP}={norwegian.NBSP}{norwegian.digits(stage.value)}"
        assert f"«{stage.label}» ({count})" in alt


def test_the_alternative_text_is_two_sentences() -> None:
    assert alternative(FLOWS["two stages"]).replace(norwegian.NBSP, " ") == (
        "Flytskjema som leses ovenfra og ned, trinn for trinn: «Treff» (n = 30 799 618) og "
        "«Inkludert» (n = 1). Piler mot høyre viser hva som falt fra underveis."
    )


@every_flow
def test_the_long_description_holds_every_label_and_every_number_by_its_key(flow: Flow) -> None:
    (description,) = [e for e in pandoc.walk(figure(flow)) if e["t"] == "Div"]
    assert pandoc.classes(description) == ["long-description"]
    assert pandoc.attributes(description) == {"for": "fig:flowchart"}
    spans = [e for e in pandoc.walk([description]) if e["t"] == "Span"]
    assert [pandoc.attributes(span)["key"] for span in spans] == [r.key for r in flows.rows(flow)]
    text = " ".join(plain_text(description).split())
    for row in flows.rows(flow):
        assert f"«{row.label}»" in text
        assert norwegian.prose(row.value).replace(norwegian.NBSP, " ") in text


def plain_text(block: pandoc.Element) -> str:
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [block]}
    text: str = pypandoc.convert_text(
        json.dumps(tree), "plain", format="json", extra_args=["--wrap=none"]
    )
    return text


def test_the_figure_has_its_id_its_caption_and_its_picture() -> None:
    (found,) = [e for e in figure(FLOWS["two stages"]) if e["t"] == "Figure"]
    assert pandoc.identifier(found) == "fig:flowchart"
    assert "Flytskjema" in json.dumps(found["c"][1])
    picture = image(FLOWS["two stages"])
    assert picture["c"][2][0] == "build/figures/flowchart.svg"


def test_the_form_of_prisma_is_told_with_its_phases_and_what_the_house_calls_its_boxes() -> None:
    flow = read_flow({
        "form": "prisma2020",
        "headings": [{"label": "Via databaser"}],
        "phases": [{"id": "a", "label": "Først"}, {"id": "b", "label": "Sist"}],
        "overlapping": True,
        "stages": [
            {"label": "Funnet", "key": "s.0", "value": 90, "names": ["Treff", "Titler"],
             "parts": [{"label": "Registre", "key": "p.0", "value": 40}],
             "left": {"label": "Ut", "key": "l.0", "value": 81}},
            {"label": "Med", "key": "s.1", "value": 11, "names": ["Inkludert"]},
        ],
        "others": [{"label": "Lest", "key": "o.0", "value": 2, "names": ["Lest"]}],
    })  # fmt: skip
    numbers_of = [Number(row.key, row.value) for row in flows.rows(flow)]
    noted: list[Finding] = []
    renderer = Renderer(Register(numbers_of, {}), LABELS, noted)
    tree = json.loads(
        pypandoc.convert_text(
            unmarked(flowchart_text.block(renderer, flow)), "json", format=pandoc.READER
        )
    )["blocks"]
    assert noted == []
    (told,) = [e for e in pandoc.walk(tree) if e["t"] == "Div"]
    text = " ".join(plain_text(told).split())
    for words in (
        "fasene «Først» og «Sist».",
        "Øverst står trinnet «Funnet», som teller 90. Dette er oppgavens «Treff» og «Titler».",
        "Herav er 40 «Registre».",
        "Ved siden av står «Lest», som teller to.",
        "Nederst, i en framhevet boks, står «Med», som teller elleve.",
        LABELS["flowchart"]["overlapping"],
    ):
        assert words in text
    spans = [e for e in pandoc.walk([told]) if e["t"] == "Span"]
    assert [pandoc.attributes(span)["key"] for span in spans] == ["s.0", "p.0", "l.0", "o.0", "s.1"]
