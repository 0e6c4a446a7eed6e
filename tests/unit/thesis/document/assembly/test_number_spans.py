"""Numbers get ids in reading order, and capitals where they begin a sentence."""

import json

import pytest

from tests import placed
from thesis.document import pandoc
from thesis.document.assembly import number_spans

N = '[fem]{.n key="a.b" src="x:1"}'


# ---- capitals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before",
    [
        "", "Slutt. ", "Slutt.\n", "Slutt? ", "Slutt! ", "«Slutt.» ", "(Slutt.) ",
        "Slutt (se der). ", "*Slutt.* ", "Slutt [@x]. ", "[Slutt.](y) ", "# ", "- ", "«",
        "Slutt. («", "*", "**",
    ],
)  # fmt: skip
def test_a_number_that_begins_a_sentence_has_a_capital(before: str) -> None:
    closing = before if before in {"*", "**"} else ""
    tree = placed.read(f"{before}{N}{closing} artikler ble lest.\n")
    number_spans.add(tree)
    assert "Fem" in pandoc.text(tree["blocks"])


@pytest.mark.parametrize(
    "before",
    [
        "Av ", "Slutt, ", "Slutt: ", "Slutt; ", "ca. ", "(ca. ", "jf. ", "bl.a. ", "f.eks. ",
        "Av *alle* ", "Av **", "Av *", "Av [", "Av (", "Av «", "Slutt. Av ", "Slutt. `x` ",
        "Slutt [@x] ", f"{N} av ", "Note.[^1] Av ",
    ],
)  # fmt: skip
def test_a_number_inside_a_sentence_has_none(before: str) -> None:
    after = {"Av **": "**", "Av *": "*", "Av [": "](y)"}.get(before, "")
    tree = placed.read(f"{before}{N}{after} artikler.\n\n[^1]: En note.\n")
    number_spans.add(tree)
    assert "fem" in pandoc.text(tree["blocks"])


def test_a_number_in_digits_has_no_capital_to_take() -> None:
    tree = placed.read(
        '[30\u00a0799]{.n key="a" src="x:1"} treff. [én]{.n key="a" src="x:1"} ble lest.\n'
    )
    number_spans.add(tree)
    assert pandoc.text(tree["blocks"]) == "30\u00a0799 treff. Én ble lest."


# ---- ids ----------------------------------------------------------------------------------------


def test_numbers_get_ids_in_reading_order_wherever_they_stand() -> None:
    def n(key: str) -> str:
        return f'[7]{{.n key="{key}" src="x:1"}}'

    tree = placed.read(
        f"a {n('one')} *{n('two')}*\n\n"
        f"| {n('four')} | b |\n|---|---|\n| {n('five')} | {n('six')} |\n\n"
        f": {n('three')} tekst\n\n- {n('seven')}\n\n::: x\n{n('eight')}\n:::\n"
    )
    assert number_spans.add(tree) == 8
    ids = {
        pandoc.attributes(element)["key"]: pandoc.identifier(element)
        for element in pandoc.walk(tree["blocks"])
        if "n" in pandoc.classes(element)
    }
    order = "one two three four five six seven eight".split()
    assert ids == {key: f"n-{i:04d}" for i, key in enumerate(order, 1)}


def test_other_spans_get_no_id() -> None:
    tree = placed.read("[x]{.note} [?a]{.missing-number}\n")
    assert number_spans.add(tree) == 0
    assert "n-0001" not in json.dumps(tree)


# ---- statistics ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (f"sank (p = {N}).", "sank (p\u00a0=\u00a0fem)."),
        (f"[sank *p < {N}*]{{.claim}}", "sank p\u00a0<\u00a0fem"),
        ("I2 = 40 %", "I2\u00a0=\u00a040\u00a0%"),
        (f"{N} %, *80 %* og 100 %-mål", "fem %, 80\u00a0% og 100\u00a0%-mål"),
        (f"summen = {N}", "summen = fem"),
    ],
)
def test_a_statistic_stays_on_one_line(typed: str, printed: str) -> None:
    tree = placed.read(f"Suget {typed}\n")
    number_spans.keep_together(tree)
    assert pandoc.text(tree["blocks"]) == f"Suget {printed}"
