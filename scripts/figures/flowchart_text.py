"""Write what stands for the flowchart in the text: caption, alternative text, long description."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from thesis.diagnostics import findings
from thesis.document.render import Markdown, Renderer, escape
from thesis.input import labels
from thesis.language import norwegian
from thesis.model.flow import stages
from thesis.model.register import Register


def count(value: int) -> str:
    """«n = 30 799 618», which no line break parts."""
    return f"n{norwegian.NBSP}={norwegian.NBSP}{norwegian.digits(value)}"


def fill(sentence: str, **values: object) -> Markdown:
    """A sentence of the labels as Markdown, its ``{names}`` filled in; a number stays a span."""
    parts = re.split(r"\{(\w+)\}", sentence)
    parts[::2] = map(escape, parts[::2])
    parts[1::2] = [escape(values[name]) for name in parts[1::2]]
    return Markdown("".join(parts))


def quoted(names: Iterable[str], both: str) -> str:
    """«Screening» og «Inkludert», where `both` is the word between the last two."""
    *most, last = (f"«{name}»" for name in names)
    return f"{', '.join(most)} {both} {last}" if most else last


def block(renderer: Renderer, flow: Mapping[str, Any]) -> str:
    """The figure block as Markdown; it names the picture, and does not look at it."""
    return renderer.render_template(
        "flowchart.md.jinja",
        flow=flow,
        stages=stages(flow),
        count=count,
        fill=fill,
        quoted=quoted,
    )


if __name__ == "__main__":
    noted: list[findings.Finding] = []
    renderer = Renderer(
        Register.read(snakemake.input.register), labels.read(snakemake.input.labels), noted
    )
    flow = json.loads(Path(snakemake.input.flow).read_text("utf-8"))
    Path(snakemake.output.text).write_text(block(renderer, flow), "utf-8")
    findings.write(noted, snakemake.output.findings)
