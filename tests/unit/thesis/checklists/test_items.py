"""The items of the checklists."""

import re
from pathlib import Path

from tests.a_register import a_register
from thesis.checklists import items, prisma_2020
from thesis.input.validation import schemas


def test_the_page_has_every_item_that_data_may_answer_and_no_other(house: Path) -> None:
    every = items.read(house / "templates/checklists/nb.yaml")
    asked = {one.id: [item.id for item in one.items] for one in every}
    listed = {
        name: each["propertyNames"]["enum"]
        for name, each in schemas()["checklists"]["properties"].items()
        if "propertyNames" in each
    }
    assert asked == listed
    assert [len(ids) for ids in asked.values()] == [42, 12, 16, 22, 10, 13, 1]
    assert len({re.sub("[ab]", "", id) for id in asked["swim"]}) == 9
    own = {id for id in asked["prisma_lsr"] if id.startswith("L")}  # the others are PRISMA 2020's
    assert own == {"L1", "L2", "L3", "L4"}
    assert {*asked["prisma_lsr"]} - own <= {*asked["prisma2020"]}
    assert asked["prisma_scr"] == [str(number) for number in range(1, 23)]
    assert len({re.sub("[a-f]", "", id) for id in asked["prisma2020"]}) == 27


def test_every_item_asks_a_question_and_says_what_it_is_about(house: Path) -> None:
    for checklist in items.read(house / "templates/checklists/nb.yaml"):
        assert re.search(r"\(20[12]\d\)", checklist.source)
        assert checklist.address.startswith(("https://doi.org/10.", "https://www.icmje.org/"))
        for item in checklist.items:
            assert item.asks.endswith("?"), item
            assert item.topic, item


def test_the_items_of_a_section_stand_together(house: Path) -> None:
    prisma = items.read(house / "templates/checklists/nb.yaml")[0]
    assert [(name, len(each)) for name, each in prisma.sections()] == [
        ("Title", 1),
        ("Abstract", 1),
        ("Introduction", 2),
        ("Methods", 17),
        ("Results", 11),
        ("Discussion", 4),
        ("Other information", 6),
    ]


def test_what_another_checklist_asks_alike_is_an_item_of_both(house: Path) -> None:
    every = items.read(house / "templates/checklists/nb.yaml")
    known = {(one.id, item.id) for one in every for item in one.items}
    for name, same in prisma_2020.ALIKE.items():
        assert {(name, item) for item in same} | {*same.values()} <= known


def test_a_revised_edition_answers_what_changed_where_it_prints_it() -> None:
    changes = {"edition": "2020", "counts": [], "studies": [], "sessions": [], "searches": []}
    register = a_register([], {"changes": changes})
    words = {"changed": "Siden {edition}."}
    table = {"t": "Table", "c": [["tbl:changed-counts", [], []]]}
    made = prisma_2020.living(register, {"blocks": [table]}, words)
    assert (made["L3"].says, made["L3"].at) == ("Siden 2020.", ("tbl:changed-counts",))
    assert prisma_2020.living(register, {"blocks": []}, words) == {}
    assert prisma_2020.living(a_register([]), {"blocks": [table]}, words) == {}
