"""A checklist's page: each item, its answer, its places and who gave it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from thesis.checklists.items import Checklist, Item
from thesis.checklists.pages import Standing
from thesis.checklists.prisma_s import BY_BUILD, DataAnswers, Filled
from thesis.document import pandoc
from thesis.model.register import Register

STATUSES = ("reported", "partly", "not_reported", "not_applicable", "unanswered")

NOTHING = Filled("", "", (), ())


def wanted(every: list[Checklist], told: Mapping[str, Any]) -> list[Checklist]:
    """Those that the author has answers for; all of them where there are no answers yet."""
    return [one for one in every if one.id in told] or every


def values(
    every: list[Checklist],
    register: Register,
    tree: pandoc.Element,
    words: Mapping[str, Any],
    where: Mapping[str, Standing],
) -> dict[str, Any]:
    """What the templates print."""
    given = register.records["checklists"]
    said = {"and": words["and"], **words["checklists"]["filled"]}
    built = {BY_BUILD: DataAnswers(register, tree, said).answers()}
    return {
        "label": words["checklists"],
        "language": words["language"],
        "title": register.records["thesis"]["title"],
        "edition": register.records["thesis"]["edition"]["name"],
        "about": given.get("about", ""),
        "checklists": [
            on_page(one, given.get(one.id, {}).get("answers", {}), built.get(one.id, {}), where)
            for one in wanted(every, given)
        ],
    }


def on_page(
    checklist: Checklist,
    answers: Mapping[str, Any],
    built: Mapping[str, Filled],
    where: Mapping[str, Standing],
) -> dict[str, Any]:
    """A checklist for the page.

    Args:
        answers: the author's, by item.
        built: those that data give, by item.
        where: where each heading, table and figure stands in the finished PDF.
    """
    rows = {
        item.id: row(item, answers.get(item.id, {}), built.get(item.id), where)
        for item in checklist.items
    }
    count = Counter(each["status"] for each in rows.values())
    return {
        "id": checklist.id,
        "name": checklist.name,
        "source": checklist.source,
        "address": checklist.address,
        "sections": [
            {"name": name, "rows": [rows[item.id] for item in items]}
            for name, items in checklist.sections()
        ],
        "count": {status: count[status] for status in STATUSES if count[status]},
    }


def row(
    item: Item, answer: Mapping[str, Any], built: Filled | None, where: Mapping[str, Standing]
) -> dict[str, Any]:
    """One item: what it asks, the author's answer and that of data put together."""
    data = built or NOTHING
    named = dict.fromkeys([*data.at, *(at["id"] for at in answer.get("at", []))])
    standing = sorted((where[at] for at in named if at in where), key=lambda one: one.page)
    lacks = [text for text in (data.lacks, answer.get("not_reported", "")) if text]
    return {
        "id": item.id,
        "topic": item.topic,
        "asks": item.asks,
        "status": status(answer, bool(named or data.says), bool(lacks)),
        "says": [text for text in (data.says, answer.get("note", "")) if text],
        "lacks": lacks,
        "why": answer.get("not_applicable", ""),
        "standing": standing,
        "by": ("both" if built else "author") if answer else "build" if built else "nobody",
        "places": [*data.rows, *([answer["place"]] if answer else [])],
    }


def status(answer: Mapping[str, Any], reported: bool, lacking: bool) -> str:
    """One of STATUSES."""
    if reported:
        return "partly" if lacking else "reported"
    if lacking:
        return "not_reported"
    return "not_applicable" if answer else "unanswered"
