"""HTML templates by Jinja2: every value is escaped, and a name that is not there is an error."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from thesis.formats import html_page

JOINT = re.compile(r"(?:[/_]|\.(?!(?:yaml|csv|md|jinja|json)\b))+(?=\w)")
"""After this a path, a key or a rule's id may be broken over two lines; not before its ending."""


def render(template: str | Path, values: Mapping[str, Any]) -> str:
    """Render an HTML template with values, each of which is text and never markup."""
    path = Path(template)
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(path.parent),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["breakable"] = breakable
    environment.globals["script_hash"] = html_page.digest
    return environment.get_template(path.name).render(**values)


def breakable(text: str) -> Markup:
    """A path or key, escaped, that a line may break after each of its signs."""
    parts, at = [], 0
    for joint in JOINT.finditer(text):
        parts.append(escape(text[at : joint.end()]))
        at = joint.end()
    return Markup("<wbr>").join([*parts, escape(text[at:])])
