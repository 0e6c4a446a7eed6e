"""What a reader of the data is told: corrections, unverified fields, answers, the word list."""

from __future__ import annotations

from typing import Any

from thesis.input.sources import Source
from thesis.model.references import authors


def answers(source: Source | None) -> dict[str, Any]:
    """The author's answers as the register keeps them, each with its place.

    Returns:
        ``about``, and for each checklist its place and its answers by item; empty without a file.
    """
    if source is None:
        return {}
    return {
        name: told
        if name == "about"
        else {
            "place": str(source.place(name)),
            "answers": {
                item: {
                    **answer,
                    "place": str(source.place(name, item)),
                    "at": [
                        {"id": at, "place": str(source.place(name, item, "at", i))}
                        for i, at in enumerate(answer.get("at", []))
                    ],
                }
                for item, answer in told.items()
            },
        }
        for name, told in source.value.items()
    }


def corrections(documents: dict[str, Source]) -> list[dict[str, Any]]:
    """Every declared correction, wherever it stands in data/, by the number of its slip."""
    found = []

    def take(source: Source, rows: list[Any], where: str, *steps: str | int) -> None:
        for i, row in enumerate(rows):
            place = str(source.place(*steps, i))
            field = row.get("where") or f"{where}: {row.get('field', '')}".rstrip(": ")
            found.append(
                {
                    "slip": row["slip"],
                    "where": field,
                    "source": row["source"],
                    "used": row["used"],
                    "reason": row["reason"],
                    "place": place,
                }
            )

    for name, source in documents.items():
        if name == "corrections":
            take(source, source.value, "")
        elif isinstance(source.value, dict):
            rows = source.value.get("corrections") or []
            take(source, rows, name.split("/")[-1], "corrections")
        elif isinstance(source.value, list):
            for i, item in enumerate(source.value):
                if rows := isinstance(item, dict) and item.get("corrections"):
                    take(source, rows, item["id"], i, "corrections")
    return sorted(found, key=lambda row: (row["slip"], row["place"]))


def placed(source: Source | None) -> list[dict[str, Any]]:
    """The items of a file that is a list, each with its place; none when there is no such file."""
    items = source.value if source else []
    return [{**item, "place": str(source.place(i))} for i, item in enumerate(items) if source]


def unverified(references: Source, studies: dict[str, Source]) -> list[dict[str, str]]:
    """Every field of a reference or a study that was not found in the work or a library record."""
    found = []

    def take(source: Source, record: Any, key: str, *steps: str | int) -> None:
        notes = " ".join(record.get("notes") or [])
        for i, name in enumerate(record.get("unverified") or []):
            row = {
                "work": key,
                "field": name,
                "value": told(record.get(name)),
                "note": notes,
                "place": str(source.place(*steps, name))
                if name in record
                else str(source.place(*steps, "unverified", i)),
            }
            found.append(row)

    for i, reference in enumerate(references.value):
        take(references, reference, reference["id"], i)
    for key, study in studies.items():
        take(study, study.value, key)
    return found


def listed(words: Source) -> list[dict[str, str]]:
    """The word list, each word with its place."""
    return [
        {"word": word, "place": str(words.place(heading, i))}
        for heading, under in words.value.items()
        for i, word in enumerate(under)
    ]


def told(value: Any) -> str:
    """A field's value as a person would say it; "" where there is none."""
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            return authors({"author": value})
        return ", ".join(told(part) for part in value)
    return "" if value is None else str(value)
