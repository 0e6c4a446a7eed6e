"""What a reader of the data is told: corrections, unverified fields, answers, the word list."""

from typing import Any

from thesis.input.sources import Fields, Source
from thesis.model.records import (
    Answer,
    Answers,
    Checklists,
    Correction,
    SearchException,
    Target,
    Unverified,
    Word,
)
from thesis.model.references import authors


def answers(source: Source | None) -> Checklists:
    """The author's answers as the register keeps them, each with its place; none without a file."""
    if source is None:
        return Checklists()
    lists = {name: told for name, told in source.value.items() if name not in {"about", "edition"}}
    return Checklists(
        about=source.value.get("about", ""),
        edition=source.value.get("edition", ""),
        lists={
            name: Answers(
                at=str(source.place(name)),
                answers={item: _answer(source, name, item, told[item]) for item in told},
            )
            for name, told in lists.items()
        },
    )


def _answer(source: Source, name: str, item: str, told: Fields) -> Answer:
    targets = [
        Target(id=each, at=str(source.place(name, item, "at", i)))
        for i, each in enumerate(told.get("at", []))
    ]
    said = {key: value for key, value in told.items() if key != "at"}
    return Answer(at=str(source.place(name, item)), targets=targets, **said)


def corrections(documents: dict[str, Source]) -> list[Correction]:
    """Every declared correction, wherever it stands in data/, by the number of its slip."""
    found = []

    def take(source: Source, rows: list[Any], where: str, *steps: str | int) -> None:
        for i, row in enumerate(rows):
            place = str(source.place(*steps, i))
            field = row.get("where") or f"{where}: {row.get('field', '')}".rstrip(": ")
            found.append(
                Correction(
                    slip=row["slip"],
                    where=field,
                    source=row["source"],
                    used=row["used"],
                    reason=row["reason"],
                    at=place,
                )
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
    return sorted(found, key=lambda one: (one.slip, one.at))


def exceptions(source: Source | None) -> list[SearchException]:
    """data/exceptions.yaml, each with its place; none when there is no such file."""
    items = source.value if source else []
    return [
        SearchException(**item, at=str(source.place(i))) for i, item in enumerate(items) if source
    ]


def unverified(references: Source, studies: dict[str, Source]) -> list[Unverified]:
    """Every field of a reference or a study that was not found in the work or a library record."""
    found = []

    def take(source: Source, record: Any, key: str, *steps: str | int) -> None:
        notes = " ".join(record.get("notes") or [])
        for i, name in enumerate(record.get("unverified") or []):
            steps_to = (*steps, name) if name in record else (*steps, "unverified", i)
            row = Unverified(
                work=key,
                field=name,
                value=told(record.get(name)),
                note=notes,
                at=str(source.place(*steps_to)),
            )
            found.append(row)

    for i, reference in enumerate(references.value):
        take(references, reference, reference["id"], i)
    for key, study in studies.items():
        take(study, study.value, key)
    return found


def listed(words: Source) -> list[Word]:
    """The word list, each word with its place."""
    return [
        Word(word=word, at=str(words.place(heading, i)))
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
