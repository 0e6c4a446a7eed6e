"""Render every table of the thesis from its template and the register."""

from collections.abc import Iterable
from pathlib import Path

from thesis.diagnostics import findings
from thesis.diagnostics.files import read_json
from thesis.document.render import Renderer
from thesis.input import labels
from thesis.model.register import Register


def render(renderer: Renderer, names: Iterable[str]) -> dict[str, str]:
    """The Markdown of each table by its name; ``pico`` is made by ``tables/pico.md.jinja``."""
    return {name: renderer.render_template(f"tables/{name}.md.jinja") for name in names}


if __name__ == "__main__":
    noted: list[findings.Finding] = []
    renderer = Renderer(
        Register.read(snakemake.input.register, snakemake.input.places),
        labels.read(snakemake.input.labels),
        noted,
    )
    tables = render(renderer, read_json(snakemake.input.config)["tables"])
    for path, text in zip(snakemake.output.tables, tables.values(), strict=True):
        Path(path).write_text(text, "utf-8")
    findings.write(noted, snakemake.output.findings)
