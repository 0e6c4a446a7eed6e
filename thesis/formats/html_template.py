"""HTML templates by Jinja2: every value is escaped, and a name that is not there is an error."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from thesis.diagnostics import user_cache
from thesis.formats import html_page

JOINT = re.compile(r"(?:[/_]|\.(?!(?:yaml|csv|md|jinja|json)\b))+(?=\w)")
"""After this a path, a key or a rule's id may be broken over two lines; not before its ending."""


class TemplateCache(BytecodeCache):
    """Templates in the user's cache, by their names; each says what text it was compiled of."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name alone: every copy of the code has the same template."""
        return f"jinja-{jinja2.__version__}-{hashlib.sha256(name.encode()).hexdigest()[:32]}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled, if the template is still the same."""
        if kept := user_cache.read(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        user_cache.keep(bucket.key, bucket.bytecode_to_string())


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
        bytecode_cache=TemplateCache(),
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
