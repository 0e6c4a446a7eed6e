"""Pages of the PDF on which each number stands, as Typst sets it."""

import json
from collections.abc import Iterable
from pathlib import Path

import typst

QUERY = """
#context [#metadata((%s).map(id => {
  let found = query(label(id))
  if found.len() > 0 {
    let at = found.first().location()
    let pattern = at.page-numbering()
    let printed = if type(pattern) == str { numbering(pattern, counter(page).at(at).first()) }
    (id, at.page(), printed)
  }
})) <where-the-numbers-are>]
"""
"""Put after the text, it tells of each label the page as counted, and as printed on it."""


def of(typst_file: str | Path, root: str | Path, ids: Iterable[str]) -> dict[str, tuple[int, str]]:
    """The pages of labelled elements: counted from 1, and as printed ("" where none is).

    Args:
        typst_file: what the PDF is made from; where it is not there, no page is known.
        root: the thesis' folder.
        ids: labels of the Typst file; those it does not have are left out.
    """
    path = Path(typst_file)
    if not path.is_file():
        return {}
    source = path.read_text("utf-8")
    labels = [f'"{id}",' for id in ids if f"<{id}>" in source]
    if not labels:
        return {}
    try:
        told = typst.query(  # type: ignore[type-var]  # the stub wants a root of bytes, too
            (source + QUERY % "".join(labels)).encode(),
            "<where-the-numbers-are>",
            field="value",
            root=str(root),
            ignore_system_fonts=True,
        )
    except RuntimeError:  # the step `pdf` has told of it
        return {}
    (rows,) = json.loads(told)
    return {row[0]: (row[1], row[2] or "") for row in rows if row}
