"""README of data/, made from the schemas: ``python -m thesis.input.readme`` writes it anew."""

import re
from collections.abc import Iterator, Mapping

from thesis.diagnostics.files import HOUSE
from thesis.input.messages import Schema, expected, types
from thesis.input.validation import schemas

README = HOUSE / "data" / "README.md"

ORDER = (
    "thesis databases searches exports screening decisions screened limits exceptions study ladder "
    "references literature method pico outcomes retracted corrections words lexicon "
    "checklists comments"
).split()  # The files in the order a thesis fills them in

SHARED = {
    "figure": "A number",
    "correction": "A correction",
    "person": "A person",
    "answer": "An answer",
}  # What stands in several places and is described once, and what it is called there

PREFACE = """\
# The data of the thesis

<!-- Made by `python -m thesis.input.readme` from thesis/input/schemas/; change those, run it. -->

Every number and every record of the thesis is typed once, here.
The build reads these files and checks them against one another before it makes anything.
It tells all that is wrong at once: file and line, what is expected, and how to mend it.

- Files are text saved as UTF-8. The YAML files can be edited in any editor, the CSV files in Excel.
- A number is typed as digits alone: `1234`, not `1 234` or `1.234`; a decimal has a point: `0.9`.
- A date is typed year-month-day: `2020-05-05`.
- What is not known is `null`, and the key beside it (`platform_unknown`, `date_unknown`) says why.
- What was taken over from elsewhere and not seen in the work itself is named under `unverified`.
- What is still to fill in a study is `TODO`, alone or first: `purpose: TODO`.
  It keeps the thesis from being handed in; `snakemake --cores 4 draft` prints a mark in its place.
- A table of your own is `data/tables/<name>.csv`, with the names of its rows in the first column.
  `{{ table("<name>") }}` prints it, `{{ n("<name>.<row>.<column>") }}` a number in it.
  A row that has the key of a study for its name cites it.
- In the texts of a study a number is never typed, but called: `{{ n("weeks") }}`.
"""


def readme() -> str:
    """The whole of data/README.md."""
    parts = [PREFACE, contents()]
    parts += [section(schemas()[name]) for name in ORDER]
    parts += ["## What stands in several files\n", *(shared(name) for name in SHARED)]
    return "\n".join(parts)


def contents() -> str:
    """A table of the files."""
    rows = [
        f"| [`{schema['file']}`](#{anchor(schema['title'])}) | {schema['title']} |"
        for schema in (schemas()[name] for name in ORDER)
    ]
    return "\n".join(["| File | What it holds |", "|---|---|", *rows, ""])


def anchor(title: str) -> str:
    """The address of a heading, as web pages of code make it."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def section(schema: Schema) -> str:
    """What one file is, where its values come from, its keys and an example."""
    kind = "csv" if schema["file"].endswith(".csv") else "yaml"
    example = schema["example"]
    if kind == "csv":
        example = ",".join(schema["properties"]) + "\n" + example
    lines = [
        f"## {schema['title']}",
        "",
        f"`{schema['file']}`: {schema['description']}",
        "",
        f"Its values come from: {schema['source'][0].lower()}{schema['source'][1:]}",
        "",
        *table(schema, "Column" if kind == "csv" else "Key"),
        "",
        f"```{kind}",
        example,
        "```",
        "",
    ]
    return "\n".join(lines)


def shared(name: str) -> str:
    """One of those that stand in several files."""
    definition, _ = resolve({"$ref": where(name)}, schemas()["references"])
    lines = [
        f"### {SHARED[name]}",
        "",
        definition["description"],
        "",
        *table(definition, "Key"),
        "",
    ]
    return "\n".join(lines)


def where(name: str) -> str:
    """The address of a definition."""
    common = name in schemas()["common"]["$defs"]
    return f"{'common.json' if common else ''}#/$defs/{name}"


def table(schema: Schema, head: str) -> list[str]:
    """The keys of a schema as a Markdown table."""
    rows = [f"| {' | '.join(map(cell, row))} |" for row in keys(schema, schema)]
    return [
        f"| {head} | What it means | What it may be | Unit | Required |",
        "|---|---|---|---|---|",
        *rows,
    ]


def keys(schema: Schema, root: Schema, path: str = "") -> Iterator[tuple[str, str, str, str, str]]:
    """Every key below a schema: its path, meaning, what it may be, unit, and when it must be."""
    schema, root = resolve(schema, root)
    when = conditions(root) if not path or path == "texts." else {}
    for key, given in schema.get("properties", {}).items():
        value, home = resolve(given, root)
        meaning = given.get("description", value.get("description", ""))
        must = "yes" if key in schema.get("required", []) else when.get(f"{path}{key}", "")
        section = title(given) or title(value.get("items"))
        yield f"`{path}{key}`", meaning, link(value, section), value.get("unit", ""), must
        if not section:
            yield from keys(value, home, f"{path}{key}.")
    named = schema.get("additionalProperties")
    if isinstance(named, Mapping):
        value, home = resolve(named, root)
        yield f"`{path}<name>`", value["description"], link(value, title(named)), "", ""
        if not title(named):
            yield from keys(value, home, f"{path}<name>.")
    if "items" in schema:
        yield from keys(schema["items"], root, path)


def link(value: Schema, section: str) -> str:
    """What a value may be, or where that is told."""
    if not section:
        return holds(value)
    listed = "a list, each: " if "items" in value else ""
    return f"{listed}[{section[0].lower()}{section[1:]}](#{anchor(section)})"


def title(given: Schema | None) -> str:
    """The section that a value is described in, or ""."""
    name = str((given or {}).get("$ref", "")).rsplit("/", 1)[-1]
    return SHARED.get({"cited_figure": "figure"}.get(name, name), "")


def conditions(root: Schema) -> dict[str, str]:
    """The keys that must be there in some records only, and in which."""
    when: dict[str, str] = {}
    for clause in root.get("allOf", []):
        status = clause["if"]["properties"]["status"]["const"]
        for key in clause["then"].get("required", []):
            when[key] = f"when {status}"
        for parent, rest in clause["then"].get("properties", {}).items():
            when.update({f"{parent}.{key}": f"when {status}" for key in rest.get("required", [])})
    return when


def resolve(schema: Schema, root: Schema) -> tuple[Schema, Schema]:
    """A schema with what it points to put in, and the file that this stands in."""
    while "$ref" in schema:
        file, path = schema["$ref"].split("#/$defs/")
        root = schemas()[file.removesuffix(".json")] if file else root
        rest = {key: value for key, value in schema.items() if key != "$ref"}
        schema = {**root["$defs"][path], **rest}
    return schema, root


def holds(schema: Schema) -> str:
    """What a value may be; nothing where its own keys say it."""
    if schema.get("properties") and "expected" not in schema:
        return "keys with values"
    return expected(schema) if types(schema) or "enum" in schema else ""


def cell(text: str) -> str:
    """A text inside a cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    README.write_text(readme(), "utf-8")
