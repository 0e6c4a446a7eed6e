"""The ladder in the form of PRISMA 2020: its boxes are the ladder's numbers, or it is refused."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.conftest import ROOT
from thesis.checks.consistency import prisma_mapping
from thesis.checks.data import inputs
from thesis.counts.build import build as register
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.formats.flowchart import prisma
from thesis.input import labels
from thesis.input.folder import Data
from thesis.model import arithmetic
from thesis.model import flow as flows
from thesis.model.records import Flow, FlowBar
from thesis.model.register import Register
from thesis.readback import flowchart
from thesis.readback import svg as drawing

MINIMAL = ROOT / "tests/projects/minimal/data"
LABELS = labels.read(ROOT / "templates/labels/nb.yaml")
WORDS = {"nb": LABELS["flowchart"]["prisma"], "en": LABELS["flowchart"]["prisma_en"]}
HEADER = "number,query,hits,abstracts_read,articles_read,limits\n"
OTHER_SOURCES = {
    "databases.yaml": """
- {id: register, name: Nattregister, platform: R, searched_on: 2023-09-04}
- {id: lister, name: Referanselister, platform: R, searched_on: 2023-09-04}
""",
    "ladder.yaml": "\nsources:\n  registers: [register]\n  citations: [lister]\n",
}
"""What is added to the minimal thesis, that it has a register and lists of references."""

Written = Callable[..., Path]
Make = Callable[..., tuple[Register, Flow]]
Draw = Callable[[Any], Path]


@pytest.fixture
def project(tmp_path: Path) -> Written:
    """The minimal thesis with another text in place of one in its ladder."""

    def write(old: str = "", new: str = "") -> Path:
        shutil.copytree(MINIMAL, tmp_path / "data")
        edit(tmp_path, "ladder.yaml", old, new)
        return tmp_path

    return write


@pytest.fixture
def wide(project: Written) -> Path:
    """The minimal thesis with studies from a register and from lists of references."""
    root = project()
    for name, more in OTHER_SOURCES.items():
        path = root / "data" / name
        path.write_text(path.read_text("utf-8").rstrip() + more, "utf-8")
    (root / "data/searches/register.csv").write_text(HEADER + "1,choir,6,2,1,\n", "utf-8")
    (root / "data/searches/lister.csv").write_text(HEADER + "1,Boka,2,2,2,\n", "utf-8")
    add(root, "eventyr2021", "included", 3, "register", "")
    add(root, "eventyr2021", "included", 4, "lister", "")
    add(root, "papirdal2016", "excluded", 2, "lister", "day_workers")
    return root


def add(root: Path, like: str, status: str, place: int, database: str, reason: str) -> None:
    """Add a study that is like another one, from the first search of a database."""
    key = f"{like[:-4]}{place}{database}"
    text = (root / f"data/studies/{like}.yaml").read_text("utf-8")
    lines = text.replace(like, key).split("\n")
    lines = [line for line in lines if not line.startswith(("search:", "place:"))]
    lines.insert(1, f"place: {place}")
    lines.insert(1, f"search: {{database: {database}, number: 1}}")
    (root / f"data/studies/{key}.yaml").write_text("\n".join(lines), "utf-8")
    reference = (
        f"\n- {{id: {key}, type: book, author: [{{family: A}}], issued: 2020, title: {key}}}"
    )
    path = root / "data/references.yaml"
    path.write_text(path.read_text("utf-8").rstrip() + reference + "\n", "utf-8")


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / "data" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def read(root: Path) -> Data:
    data, problems = inputs.problems(root)
    assert problems == []
    return data


@pytest.fixture
def built() -> Make:
    """Makes the register and the flow in the form of PRISMA."""

    def build(root: Path, language: str = "nb") -> tuple[Register, Flow]:
        data, found = read(root), list[Finding]()
        assert list(prisma_mapping.check(data)) == []
        made = register(data, found, WORDS[language])
        assert found == []
        return made, made.records.flow

    return build


def told(flow: Flow) -> list[tuple[str, int]]:
    return [(row.label, row.value) for row in flows.rows(flow)]


# ---- the numbers ---------------------------------------------------------------------------------


def test_the_thesis_of_the_house_has_its_ladders_numbers_in_the_official_boxes(built: Make) -> None:
    register, flow = built(ROOT)
    assert [(stage.id, stage.key) for stage in flow.stages] == [
        ("identified", "searches.hits"),
        ("screened", "searches.hits_with_abstracts"),
        ("assessed", "searches.articles"),
        ("included", "studies.included"),
    ]
    screened = flow.stages[1]
    assert screened.names == ["Titler i søkene der sammendrag ble lest", "Leste sammendrag"]
    assert screened.left
    assert screened.left.key == "flow.main.titles.articles"
    assert [part.key for part in screened.left.reasons] == [
        "flow.titles.left",
        "flow.abstracts.left",
    ]
    assert register["flow.main.titles.articles"].terms == [
        "searches.hits_with_abstracts",
        "searches.articles",
    ]
    assert flow.overlapping
    assert not flow.others


def test_a_box_without_a_stage_is_not_drawn(built: Make, project: Written) -> None:
    _, flow = built(project())
    assert [stage.id for stage in flow.stages] == [
        "identified", "screened", "assessed", "included",
    ]  # fmt: skip
    assert not [label for label, _ in told(flow) if "innhentet" in label or "Dubletter" in label]


def test_what_was_sought_and_not_retrieved_and_duplicates_have_their_boxes(
    built: Make, project: Written
) -> None:
    root = project(
        "  - id: abstracts\n",
        "  - {id: unique, label: Uten dubletter, count: method.unique, prisma: identified,"
        " left: Ikke lest}\n  - id: abstracts\n",
    )
    edit(
        root,
        "ladder.yaml",
        "left: Treff uten lest sammendrag",
        "left: Like\n    removed: duplicates",
    )
    edit(
        root,
        "ladder.yaml",
        "  - id: articles\n",
        "  - {id: sought, label: Søkt, count: method.sought, prisma: sought, left: Fant ikke}\n"
        "  - id: articles\n",
    )
    (root / "data/method.yaml").write_text(
        "unique: {value: 40000, unit: hits, says: uten dubletter}\n"
        "sought: {value: 5, unit: count, says: forsøkt innhentet}\n",
        "utf-8",
    )
    register, flow = built(root)
    assert told(flow)[:8] == [
        ("Treff identifisert", 48419),
        ("Treff fjernet før screening", 48406),
        ("Dubletter", 8419),
        ("Andre grunner: Ikke lest", 39987),
        ("Treff gjennomgått", 13),
        ("Treff ekskludert", 8),
        ("Fulltekster forsøkt innhentet", 5),
        ("Fulltekster ikke innhentet", 2),
    ]
    assert not flow.overlapping
    assert [each.key for each in arithmetic.every(register) if not each.holds] == []


def test_registers_and_other_methods_have_the_numbers_of_their_own_rows(
    built: Make, wide: Path
) -> None:
    register, flow = built(wide)
    assert [bar for _, bar in flows.bars(flow)][:2] == [
        "Identifisering av studier via databaser og registre",
        "Identifisering av studier via andre metoder",
    ]
    assert told(flow) == [
        ("Treff identifisert", 48425),
        ("Databaser", 48419),
        ("Registre", 6),
        ("Treff fjernet før screening", 48410),
        ("Andre grunner: Treff uten lest sammendrag", 48410),
        ("Treff gjennomgått", 15),
        ("Treff ekskludert", 11),
        ("Fulltekster vurdert", 4),
        ("Fulltekster ekskludert", 1),
        ("Bare dagarbeidere", 1),
        ("Søvn ikke målt", 0),
        ("Treff identifisert", 2),
        ("Referanselister", 2),
        ("Fulltekster vurdert", 2),
        ("Fulltekster ekskludert", 1),
        ("Bare dagarbeidere", 1),
        ("Søvn ikke målt", 0),
        ("Studier inkludert i oversikten", 4),
    ]
    assert [each.key for each in arithmetic.every(register) if not each.holds] == []
    assert all(register[row.key].value == row.value for row in flows.rows(flow))
    assert register["flow.citations.searches.hits"].rows == [Place("data/searches/lister.csv", 2)]


# ---- what is refused -----------------------------------------------------------------------------


@pytest.mark.mutant("flow.unmapped")
@pytest.mark.parametrize(
    ("old", "new", "at", "found"),
    [
        ("    prisma: screened\n", "", "id: abstracts", "the stage abstracts without prisma"),
        ("prisma: screened", "prisma: sought", "stages:", "no stage with prisma: screened"),
        ("prisma: screened", "prisma: included", "prisma: assessed", "assessed after included"),
        ("prisma: assessed", "prisma: included", "prisma: included", "included after included"),
        ("prisma: screened", "prisma: screened\n    removed: duplicates", "removed:",
         "removed at the box screened"),
        ("reasons:\n", "sources: {registers: [nattbas]}\nreasons:\n", "sources:",
         "registers: nattbas"),
        ("reasons:\n", "sources: {citations: [nattbasen]}\nreasons:\n", "sources:",
         "no database and no register"),
        ("reasons:\n", "sources: {registers: [nattbasen], citations: [nattbasen]}\nreasons:\n",
         "sources:", "nattbasen, which is among the registers too"),
    ],
)  # fmt: skip
def test_what_does_not_map_is_told_with_its_line(
    project: Written, old: str, new: str, at: str, found: str
) -> None:
    root = project(old, new)
    lines = (root / "data/ladder.yaml").read_text("utf-8").split("\n")
    findings = [each for each in prisma_mapping.check(read(root)) if each.found == found]
    assert [each.rule for each in findings] == ["flow.unmapped"]
    assert findings[0].file == "data/ladder.yaml"
    assert at in lines[findings[0].line - 1]
    assert "flow: house" in findings[0].fix


@pytest.mark.mutant("flow.unmapped")
def test_a_typed_count_cannot_be_divided_by_source(wide: Path) -> None:
    edit(wide, "ladder.yaml", "count: searches.abstracts", "count: method.read")
    (wide / "data/method.yaml").write_text("read: {value: 17, unit: count, says: x}\n", "utf-8")
    (finding,) = prisma_mapping.check(read(wide))
    assert finding.found == "count: method.read, which does not tell the sources apart"


@pytest.mark.mutant("flow.unmapped")
def test_what_left_where_the_form_has_no_box_is_refused(wide: Path) -> None:
    edit(wide, "searches/lister.csv", "Boka,2,", "Boka,9,")
    found: list[Finding] = []
    register(read(wide), found, WORDS["nb"])
    assert [each.rule for each in found] == ["flow.unmapped"]
    assert found[0].found.startswith("9 found by other methods, and 2 of them")


@pytest.mark.mutant("flow.language")
def test_a_language_without_words_of_prisma_is_refused(project: Written) -> None:
    root = project()
    found: list[Finding] = []
    assert prisma_mapping.vocabulary(read(root), LABELS, found) == LABELS["flowchart"]["prisma"]
    assert found == []
    # The labels are in English, and so are their words of PRISMA; the thesis is Norwegian.
    english = {**LABELS, "language": "en-GB"}
    assert prisma_mapping.vocabulary(read(root), english, found) == {}
    assert [(each.rule, each.file) for each in found] == [("flow.language", "data/thesis.yaml")]
    assert found[0].line > 0


# ---- the picture ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_picture_says_what_the_flow_says_with_its_text_in_its_boxes(
    built: Make, drawn: Draw, wide: Path, language: str
) -> None:
    for root in (ROOT, wide):
        flow = built(root, language)[1]
        chart = drawing.read(drawn(flow))
        assert list(flowchart.findings(chart, flow, {"blocks": []})) == []
        assert set(chart.nodes) == {n for n, _ in flows.boxes(flow)} | {
            n for n, _ in flows.bars(flow)
        }


def test_a_wrong_number_in_the_picture_is_found(built: Make, drawn: Draw, wide: Path) -> None:
    flow = built(wide)[1]
    path = drawn(flow)
    svg = path.read_text("utf-8")
    for name, wrong in (("other1", "n = 3"), ("stage3", "n = 5"), ("left2", "n = 2")):
        start = svg.index(f"<title>{name}</title>")
        at = svg.index("n = ", start)
        path.write_text(f"{svg[:at]}{wrong}{svg[svg.index('<', at) :]}", "utf-8")
        found = list(flowchart.findings(drawing.read(path), flow, {"blocks": []}))
        assert {each.rule for each in found} >= {"flowchart.number", "flowchart.sum"}, name


def test_a_phase_with_another_word_is_found(built: Make, drawn: Draw) -> None:
    flow = built(ROOT)[1]
    chart = drawing.read(drawn(flow))
    phases = [flow.phases[0], FlowBar(id="screening", label="Utvelgelse"), flow.phases[2]]
    flow = replace(flow, phases=phases)
    found = list(flowchart.findings(chart, flow, {"blocks": []}))
    assert [(each.rule, each.found) for each in found] == [("flowchart.text", "«Screening»")]


def test_a_phase_that_is_not_drawn_is_found(built: Make, drawn: Draw) -> None:
    flow = built(ROOT)[1]
    chart = drawing.read(drawn(flow))
    del chart.nodes["phase1"]
    found = list(flowchart.findings(chart, flow, {"blocks": []}))
    assert [(each.found, each.expected) for each in found] == [("no box", "«Screening»")]


def test_the_phases_stand_beside_their_rows(built: Make, drawn: Draw) -> None:
    flow = built(ROOT)[1]
    nodes = drawing.read(drawn(flow)).nodes
    for i, phase in enumerate(flow.phases):
        bar = nodes[f"phase{i}"].box
        for j, stage in enumerate(flow.stages):
            box = nodes[f"stage{j}"].box
            beside = bar[1] <= box[1] and box[3] <= bar[3]
            assert beside == (stage.phase == phase.id)
            assert bar[2] < box[0]


def test_the_same_flow_gives_the_same_bytes(built: Make) -> None:
    flow = built(ROOT)[1]
    sizes = dict.fromkeys(prisma.texts(flow), 50.0)
    assert prisma.source(flow, sizes).source == prisma.source(flow, sizes).source
