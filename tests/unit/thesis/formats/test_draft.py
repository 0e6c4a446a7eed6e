"""Where in the document a finding belongs."""

import pytest

from tests import placed
from tests.a_register import a_register
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document import marks, pandoc
from thesis.formats import draft
from thesis.formats.draft import Block
from thesis.model.register import Number

CONTENT = """# Metode

Det ble søkt i [fire]{.n key="databases.count" src="content/a.md:3"} databaser.
Funnene er samlet her.

{{ table("pico") }}

::: {lang=en-GB}

An English paragraph stands here.

:::

{{ table("matrices") }}

Etter matrisene kommer dette.
"""

LABEL = marks.mark(Place("templates/labels/nb.yaml", 23))
PICO = f"""| Ledd | Innhold |
|---|---|
| P | Personer med ruslidelser |

: {LABEL}PICO-skjema {{#tbl:pico}}
"""

WEEKS = '[tolv]{.n key="x.weeks" src="data/studies/x.yaml:4"}'

METHOD = marks.mark(Place("data/studies/x.yaml", 4))
ETHICS = marks.mark(Place("data/studies/x.yaml", 6))
MATRICES = f"""::: {{.matrix}}

| A | B |
|---|---|
| Metode | {METHOD}Studien gikk over {WEEKS} uker. {ETHICS}Alle svarte. |

:::
"""

REGISTER = a_register(
    [
        Number("x.weeks", 12, rows=[Place("data/studies/x.yaml", 2)]),
        Number("databases.count", 4, kind="derived", rows=[Place("data/databases.yaml", 2)]),
    ],
    {},
)


@pytest.fixture
def blocks() -> list[Block]:
    """The blocks of a small thesis: heading, paragraph, table, English, matrix, paragraph."""
    text = marks.lines(CONTENT, "content/a.md")
    text = text.replace('{{ table("pico") }}', PICO).replace('{{ table("matrices") }}', MATRICES)
    return draft.blocks(placed.document(("content/a.md", text)), REGISTER)


def after(blocks: list[Block], file: str, line: int) -> str:
    """The text of the block that a finding comes after, or ""."""
    block = draft.where(Finding(Place(file, line), "a.rule", "x", "y", "z"), blocks)
    return pandoc.text(block.siblings[block.position]) if block else ""


def test_the_blocks_are_those_of_the_page_and_a_matrix_is_one(blocks: list[Block]) -> None:
    assert [block.siblings[block.position]["t"] for block in blocks] == [
        "Header", "Para", "Table", "Para", "Div", "Para",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "start"),
    [
        (1, "Metode"),
        (3, "Det ble søkt"),
        (4, "Det ble søkt"),
        (10, "An English"),
        (16, "Etter matrisene"),
    ],
)
def test_a_line_that_is_printed_leads_to_its_block(
    blocks: list[Block], line: int, start: str
) -> None:
    assert after(blocks, "content/a.md", line).startswith(start)


@pytest.mark.parametrize(("line", "start"), [(6, "PICO-skjema"), (14, "A\nB\nMetode")])
def test_a_call_of_a_table_leads_to_the_table(blocks: list[Block], line: int, start: str) -> None:
    assert after(blocks, "content/a.md", line).startswith(start)


def test_a_line_without_print_leads_to_what_stands_before_it(blocks: list[Block]) -> None:
    assert after(blocks, "content/a.md", 2) == "Metode"
    assert after(blocks, "content/a.md", 17).startswith("Etter matrisene")


def test_a_file_as_a_whole_leads_to_its_first_block(blocks: list[Block]) -> None:
    assert after(blocks, "content/a.md", 0) == "Metode"


@pytest.mark.parametrize("line", [2, 4, 6], ids=["figure", "text with a number", "text alone"])
def test_a_record_leads_to_the_table_that_prints_it(blocks: list[Block], line: int) -> None:
    assert "Studien gikk over" in after(blocks, "data/studies/x.yaml", line)


def test_a_caption_in_the_labels_leads_to_its_table(blocks: list[Block]) -> None:
    assert after(blocks, "templates/labels/nb.yaml", 23).startswith("PICO-skjema")


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("data/studies/x.yaml", 3),
        ("data/databases.yaml", 2),  # one of many rows behind a sum
        ("data/studies/x.yaml", 0),
        ("content/b.md", 1),
        ("config/config.yaml", 0),
    ],
)
def test_what_no_page_prints_has_no_place(blocks: list[Block], file: str, line: int) -> None:
    assert after(blocks, file, line) == ""
