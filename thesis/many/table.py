"""Table of many theses: a page to search and sort, and a data frame for other tools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from thesis.diagnostics.files import write_whole
from thesis.formats import html_template
from thesis.input.labels import Labels
from thesis.many.outcome import ThesisOutcome
from thesis.model import display

if TYPE_CHECKING:
    import pandas as pd

STATES = ("delivered", "stopped", "broken", "time", "memory", "absent")  # In the order of the page

TYPES = {
    "words": "Int64", "limit": "Int64", "warnings": "int64", "verified": "boolean",
    "alone": "boolean", "seconds": "float64", "cpu": "float64", "memory": "int64",
    "bytes": "int64",
}  # fmt: skip
"""Of the columns that are no text; what is not known is missing, never 0."""


def page(outcomes: Sequence[ThesisOutcome], words: Labels, template: str, path: str) -> None:
    """Write the page.

    Args:
        words: the labels.
        template: that of the page.
    """
    language = str(words["language"])
    states = Counter(each.state for each in outcomes)
    values = {
        "label": words["theses"],
        "evidence": words["evidence"],
        "language": language,
        "outcomes": outcomes,
        "states": [(state, states[state]) for state in STATES if states[state]],
        "digits": lambda value: display.digits(value, language),
        "decimal": lambda value: display.decimal(value, 1, language),
    }
    write_whole(html_template.render(Path(template), values), path)


def frame(outcomes: Sequence[ThesisOutcome]) -> pd.DataFrame:
    """A row a thesis, its columns the fields of an outcome; `errors` is a column and a list a cell.

    Of the findings only the rules are in it: `rules`, as often as each found something.
    """
    import pandas as pd

    rows = []
    for each in outcomes:
        row = msgspec.structs.asdict(each)
        del row["findings"]
        errors = row.pop("errors")
        row["rules"] = [rule for rule, count in errors.items() for _ in range(count)]
        row["errors"] = sum(errors.values())
        rows.append(row)
    names = [name for name in ThesisOutcome.__struct_fields__ if name != "findings"]
    return pd.DataFrame(rows, columns=[*names, "rules"]).astype({**TYPES, "errors": "int64"})
