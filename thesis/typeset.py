"""From the one document to a PDF: pandoc writes Typst, Typst typesets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pypandoc
import typst


def to_typst(
    document: str, template: str, filters: Sequence[str], variables: Mapping[str, str]
) -> str:
    """The document (pandoc's JSON) as Typst source."""
    arguments = ["--standalone", "--wrap=none", f"--template={template}"]
    arguments += [f"--lua-filter={path}" for path in filters]
    arguments += [f"--variable={name}={value}" for name, value in variables.items()]
    source: str = pypandoc.convert_text(
        document, "typst-citations", format="json", extra_args=arguments
    )
    return source


def to_pdf(typst_file: str, pdf_file: str, thesis: Mapping[str, Any]) -> None:
    """Typeset a Typst file in the project's folder as an accessible PDF.

    The PDF bears the edition's date in place of the clock's, so that the same inputs give the same
    bytes; the fonts are those inside the typst wheel, so that they are the same everywhere.
    """
    typst.compile(
        typst_file,
        output=pdf_file,
        root=".",
        ignore_system_fonts=True,
        timestamp=timestamp(thesis["edition"]["date"]),
        pdf_standards=["ua-1"],
    )


def timestamp(date: str) -> int:
    """Seconds since 1970 of a date (ISO), at midnight UTC."""
    return int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp())
