"""YAML text of a record: the file of a work, and that of a study."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from thesis.diagnostics.messages import said
from thesis.input.messages import Schema, expected
from thesis.input.sources import plain
from thesis.input.todo import MARK
from thesis.input.validation import schemas

ORDER = (
    "id type language author editor translator issued title container-title collection-title genre"
    " edition volume issue number page publisher publisher-place DOI URL accessed ISBN ISSN PMID"
    " PMCID unverified distinct_from"
).split()
"""The fields of a reference in the order in which they are written."""

FIELDS = {
    "both": "design country sex sample peer_reviewed approved_journal",
    "included": "setting substances intervention measures physical_measures outcomes",
    "excluded": "reason_category",
}
"""The fields to fill of a study, for both kinds and for each."""

TEXTS = {
    "included": "purpose method population findings quality ethics"
    " appendix_quality appendix_reason",
    "excluded": "reason",
}

COLUMN = 33  # Where the comments stand


def reference(item: Mapping[str, Any]) -> str:
    """A work as the lines of its file in data/references/, the last one with its line end."""
    made = CommentedMap()
    for name in ORDER:
        if name in item:
            made[name] = _node(item[name])
    yaml = YAML()
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    out = io.StringIO()
    yaml.dump(made, out)
    return out.getvalue()


def _node(value: Any) -> Any:
    if isinstance(value, list):
        listed = CommentedSeq(_node(each) for each in value)
        if all(isinstance(each, str) for each in value):
            listed.fa.set_flow_style()
        return listed
    if isinstance(value, Mapping):
        node = CommentedMap((name, _node(part)) for name, part in value.items())
        node.fa.set_flow_style()
        return node
    # Text that would be read as a number, a word of YAML's or a key is put in quotes.
    unclear = isinstance(value, str) and (
        not isinstance(plain(value), str) or re.search(r": |:$| #|^[^\w(]", value)
    )
    return DoubleQuotedScalarString(value) if unclear else value


def study(
    name: str, status: str, place: int, search: tuple[str, int], searched_on: str | None
) -> str:
    """A study's file, with every field to fill marked.

    Args:
        name: its citation key.
        status: ``included``, ``excluded``, or "" when that is still to fill.
        place: its place among those, when its status is known.
        search: the database and the number of the search that found it.
        searched_on: the day of that search, when it is known.
    """
    properties = schemas()["study"]["properties"]
    kinds = [status] if status else ["included", "excluded"]
    about = f"One study. Authors, year, title and DOI are in data/references/{name}.yaml."
    left = f"{MARK} marks what is still to fill; data/README.md tells what each key may hold."
    other = "Strike setting to outcomes and most texts, or reason_category and texts.reason."
    lines = [f"# {said(about)}", f"# {said(left)}", *([] if status else [f"# {said(other)}"])]
    known = {
        "key": name,
        "status": status,
        "place": str(place) if status else "",
        "search": f"{{database: {search[0]}, number: {search[1]}}}",
        "searched_on": searched_on or "",
    }
    for name, value in known.items():
        lines.append(f"{name}: {value}" if value else _to_fill(name, properties[name]))
    for group in ("both", *kinds):
        lines += [_to_fill(name, properties[name]) for name in FIELDS[group].split()]
    lines += [_to_fill("figures", properties["figures"]), "unverified: []", "texts:"]
    texts = properties["texts"]["properties"]
    for kind in kinds:
        lines += [_to_fill(name, texts[name], "  ") for name in TEXTS[kind].split()]
    return "".join(f"{line}\n" for line in lines)


def _to_fill(name: str, schema: Schema, indent: str = "") -> str:
    """«design: TODO    # The design of the study: one of rct, trial, ...»."""
    may = f": {said(expected(schema))}" if "enum" in schema else ""
    told = said(schema["description"]).rstrip(".") + may
    return f"{f'{indent}{name}: {MARK}':<{COLUMN}}# {told}"


def to_fill(text: str) -> Iterator[str]:
    """The fields of a study's file that are to fill."""
    for line in text.splitlines():
        if found := re.match(rf"\s*([a-z_]+): {MARK}\b", line):
            yield found[1]
