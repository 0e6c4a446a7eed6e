"""Every text of the records knows the line of data/ that it stands on."""

from pathlib import Path
from typing import Any

from thesis.checks.data import inputs
from thesis.counts.build import build
from thesis.counts.places import places
from thesis.diagnostics.files import write_json
from thesis.diagnostics.place import place_of
from thesis.model.register import Register


def texts(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inner for text in texts(each)]


def test_each_text_that_a_page_may_print_stands_on_its_line(house: Path, tmp_path: Path) -> None:
    data, problems = inputs.problems(house)
    register = build(data, problems)
    register.write(tmp_path / "register.json")
    write_json(places(data, register.records), tmp_path / "places.json")
    read = Register.read(tmp_path / "register.json", tmp_path / "places.json")
    assert read.json == register.json
    records = read.records
    printed = [records.thesis.title, records.thesis.genre, *texts(records.thesis.keywords)]
    printed += [each.name for each in records.databases]
    printed += [row.text for row in records.pico]
    printed += [row.query for row in records.searches]
    printed += [work["title"] for work in records.references.values()]
    printed += [stage.label for stage in records.flow.stages]
    printed += [text for study in records.studies for text in texts(study.fields.get("country"))]
    assert len(printed) > 50
    wrong = []
    for text in printed:
        place = place_of(text)
        line = place and (house / place.file).read_text("utf-8").split("\n")[place.line - 1]
        first = text.split()[0].split("’")[0]
        if not line or first not in line:
            wrong.append((text, place))
    assert wrong == []
