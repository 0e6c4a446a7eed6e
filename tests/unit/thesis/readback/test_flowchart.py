"""The flowchart read back, and each kind of fault in it."""

import re
from pathlib import Path
from typing import Any

import pytest

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.formats.flowchart import draw, house
from thesis.formats.flowchart.boxes import measure
from thesis.model.records import Flow, plain, read_flow
from thesis.readback import expected
from thesis.readback import flowchart as flow
from thesis.readback import svg as drawing
from thesis.readback.blocks import UnreadableFileError

NBSP = "\u00a0"
FLOW = read_flow(
    {
        "stages": [{"id": "hits", "label": "Treff i databasene", "key": "searches.hits",
                    "value": 30799618,
                    "left": {"label": "Ikke lest", "key": "flow.hits.left", "value": 30799591}},
                   {"id": "abstracts", "label": "Leste sammendrag", "key": "searches.abstracts",
                    "value": 27,
                    "left": {"label": "Lagt bort", "key": "flow.abstracts.left", "value": 22,
                             "reasons": [{"id": "a", "label": "For lite utvalg", "key": "reason.a",
                                          "value": 20},
                                         {"id": "b", "label": "Om annet", "key": "reason.b",
                                          "value": 2}]}},
                   {"id": "included", "label": "Inkludert", "key": "studies.included", "value": 5}],
    }
)  # fmt: skip
ALT = (
    f"Fra toppen: «Treff i databasene» (n{NBSP}={NBSP}30{NBSP}799{NBSP}618), «Leste sammendrag» "
    f"(n{NBSP}={NBSP}27) og «Inkludert» (n{NBSP}={NBSP}5)."
)
TOLD = {
    "searches.hits": f"30{NBSP}799{NBSP}618",
    "flow.hits.left": f"30{NBSP}799{NBSP}591",
    "searches.abstracts": "27",
    "flow.abstracts.left": "22",
    "reason.a": "20",
    "reason.b": "to",
    "studies.included": "fem",
}


def svg(steps: Flow = FLOW) -> str:
    sizes = measure(house.texts(steps))
    return draw.fit(draw.draw(house.source(steps, sizes, "Flyt").source))


def tree(path: str, alt: str = ALT, told: dict[str, str] = TOLD, lang: str = "") -> dict[str, Any]:
    """A document with the figure, its alternative text and its long description."""
    how = [["src", "a.jinja:13"], *([["lang", lang]] if lang else [])]

    def text(words: str) -> list[dict[str, Any]]:
        return [{"t": "Str", "c": words}]

    image = {"t": "Image", "c": [["", [], []], text(alt), [path, ""]]}
    figure = {"t": "Figure", "c": [["fig:f", [], []], [None, []], [{"t": "Plain", "c": [image]}]]}
    spans = [
        {"t": "Span", "c": [["", ["n"], [["key", key], *how]], text(words)]}
        for key, words in told.items()
    ]
    description = [["", ["long-description"], [["for", "fig:f"]]], [{"t": "Para", "c": spans}]]
    return {"blocks": [figure, {"t": "Div", "c": description}]}


def found(folder: Path, source: str, steps: Flow = FLOW, **words: Any) -> list[Finding]:
    path = folder / "flowchart.svg"
    path.write_text(source, "utf-8")
    chart = drawing.read(path)
    return list(flow.findings(chart, steps, tree(chart.name, **words)))


def edit(old: str, new: str) -> str:
    source = svg()
    assert old in source
    return source.replace(old, new, 1)


def test_what_is_drawn_is_read(tmp_path: Path) -> None:
    (tmp_path / "flowchart.svg").write_text(svg(), "utf-8")
    chart = drawing.read(tmp_path / "flowchart.svg")
    told = [(one.stream, one.text.split()[0], one.place(0)) for one in expected.in_picture(chart)]
    line = chart.nodes["left0"].line
    assert ("picture", "Ikke", Place(chart.name, line)) in told
    assert len(told) == 5
    nodes = chart.nodes
    assert {name: (node.label, node.count) for name, node in nodes.items()} == {
        "stage0": ("Treff i databasene", 30799618),
        "left0": ("Ikke lest", 30799591),
        "stage1": ("Leste sammendrag", 27),
        "left1": ("Lagt bort", 22),
        "stage2": ("Inkludert", 5),
    }
    assert nodes["left1"].reasons == [("For lite utvalg", 20), ("Om annet", 2)]
    assert nodes["stage0"].reasons == []


def test_a_right_picture_with_the_right_words_gives_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path, svg()) == []


@pytest.mark.parametrize(
    ("old", "new", "rules", "words"),
    [
        ("n = 27", "n = 28", ["flowchart.number", "flowchart.sum", "flowchart.sum"], "n = 28"),
        (f"799{NBSP}591", f"799{NBSP}592", ["flowchart.number", "flowchart.sum"], "30 799 592"),
        ("n = 22", "n = 21", ["flowchart.number", "flowchart.sum", "flowchart.sum"], "n = 21"),
        ("(n = 20)", "(n = 19)", ["flowchart.number", "flowchart.sum"], "19"),
        ("(n = 2)", "(n = 3)", ["flowchart.number", "flowchart.sum"], "23 in all"),
        ("n = 5<", "5<", ["flowchart.number", "flowchart.text"], "Inkludert 5"),
        ("Leste sammendrag", "Leste titler", ["flowchart.text"], "Leste titler"),
        ("Om annet", "Om mer", ["flowchart.number"], "Om mer"),
        ("n = 30\u00a0799\u00a0618", "mange", ["flowchart.number", "flowchart.text"], "mange"),
        ("<title>stage2</title>", "<title>stage7</title>", ["flowchart.text"] * 2, "no box"),
    ],
)
def test_a_changed_word_is_told_by_its_rule(
    tmp_path: Path, old: str, new: str, rules: list[str], words: str
) -> None:
    out = found(tmp_path, edit(old, new))
    assert sorted(one.rule for one in out) == rules
    assert any(words in one.found for one in out)
    assert all(one.file.endswith("flowchart.svg") for one in out)


def test_two_wrong_numbers_that_add_up_are_told_as_numbers(tmp_path: Path) -> None:
    first, second, last = plain(FLOW)["stages"]
    second["value"], second["left"]["value"] = 26, 21
    first["left"]["value"] += 1
    second["left"]["reasons"][0]["value"] = 19
    steps = read_flow({"stages": [first, second, last]})
    assert {one.rule for one in found(tmp_path, svg(steps))} == {"flowchart.number"}


def test_a_finding_names_the_line_of_its_box(tmp_path: Path) -> None:
    source = edit("n = 27", "n = 28")
    (number,) = (one for one in found(tmp_path, source) if one.rule == "flowchart.number")
    assert "<title>stage1</title>" in source.splitlines()[number.line - 1]


def moved(name: str, x: float, y: float) -> str:
    """The picture with one box, and all in it, in another place."""
    source = svg()
    start = source.index(f"<title>{name}</title>")
    end = source.index("</g>", start)

    def polygon(match: re.Match[str]) -> str:
        points = (point.split(",") for point in match[1].split())
        return 'points="' + " ".join(f"{float(a) + x},{float(b) + y}" for a, b in points) + '"'

    group = re.sub(r'points="([^"]*)"', polygon, source[start:end])
    group = re.sub(r' x="([^"]*)"', lambda m: f' x="{float(m[1]) + x}"', group)
    group = re.sub(r' y="([^"]*)"', lambda m: f' y="{float(m[1]) + y}"', group)
    return source[:start] + group + source[end:]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (moved("stage1", 0, -60), "over"),
        (moved("left1", -80, 0), "over"),
        (moved("stage2", 0, 60), "outside the picture"),
        (moved("stage0", -30, 0), "outside the picture"),
        (edit("Inkludert", "Inkludert " + "m" * 40), "pt wide, in a box of"),
        (edit('font-size="11.00"', 'font-size="22.00"'), "pt wide, in a box of"),
    ],
    ids=["up", "left", "down", "out", "a long line", "large letters"],
)
def test_a_box_in_the_wrong_place_or_too_small_is_told(
    tmp_path: Path, source: str, words: str
) -> None:
    out = [one for one in found(tmp_path, source) if one.rule == "flowchart.box"]
    assert any(words in one.found for one in out)


@pytest.mark.parametrize(
    ("alt", "stage"),
    [
        (ALT.replace("27", "28"), "Leste sammendrag"),
        (ALT.replace("618", "619"), "Treff i databasene"),
        (ALT.replace(f"«Inkludert» (n{NBSP}={NBSP}5)", "«Inkludert»"), "Inkludert"),
        (ALT.replace("Leste", "Lagrede"), "Leste sammendrag"),
        ("", "Inkludert"),
    ],
    ids=["a number", "the last group", "no number", "no label", "nothing"],
)
def test_an_alternative_text_with_another_number_is_told(
    tmp_path: Path, alt: str, stage: str
) -> None:
    out = found(tmp_path, svg(), alt=alt)
    assert {one.rule for one in out} == {"flowchart.told"}
    assert any(f"«{stage}»" in one.found for one in out)


@pytest.mark.parametrize("key", TOLD)
def test_a_long_description_must_give_every_number(tmp_path: Path, key: str) -> None:
    (wrong,) = found(tmp_path, svg(), told=TOLD | {key: "elleve"})
    assert (str(wrong.place), wrong.rule) == ("a.jinja:13", "flowchart.told")
    assert key in wrong.expected
    (missing,) = found(tmp_path, svg(), told={k: v for k, v in TOLD.items() if k != key})
    assert "no number" in missing.found


def test_a_long_description_may_be_in_english(tmp_path: Path) -> None:
    english = {
        **TOLD,
        "searches.hits": "30,799,618",
        "flow.hits.left": "30,799,591",
        "reason.b": "two",
        "studies.included": "five",
    }
    assert found(tmp_path, svg(), told=english, lang="en") == []
    assert found(tmp_path, svg(), told=english | {"reason.b": "three"}, lang="en")


def test_a_picture_that_is_not_placed_needs_no_words(tmp_path: Path) -> None:
    (tmp_path / "flowchart.svg").write_text(svg(), "utf-8")
    chart = drawing.read(tmp_path / "flowchart.svg")
    assert not flow.is_placed(chart, tree("content/another.svg", "", {}))
    assert list(flow.findings(chart, FLOW, tree("content/another.svg", "", {}))) == []
    assert flow.is_placed(chart, tree(chart.name))


@pytest.mark.parametrize("content", ["", "<svg", "<html><p>Nei</p></html>", "<svg viewBox='0 0'/>"])
def test_what_is_no_flowchart_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.svg").write_text(content, "utf-8")
    with pytest.raises(UnreadableFileError, match="no flowchart"):
        drawing.read(tmp_path / "x.svg")
