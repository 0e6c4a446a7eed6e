"""Render the prose, its tables and figures put in, and join it in reading order."""

from pathlib import Path

from thesis.diagnostics import findings
from thesis.diagnostics.files import read_json
from thesis.document.assembly import prose
from thesis.document.render import Renderer
from thesis.input import labels
from thesis.model.register import Register

if __name__ == "__main__":
    noted: list[findings.Finding] = []
    renderer = Renderer(
        Register.read(snakemake.input.register, snakemake.input.places),
        labels.read(snakemake.input.labels),
        noted,
    )
    for kind, paths in (("table", snakemake.input.tables), ("figure", snakemake.input.figures)):
        renderer.environment.globals[kind] = prose.placing(kind, prose.pieces(paths), renderer)
    parts = read_json(snakemake.input.config)["content"]
    Path(snakemake.output.text).write_text(prose.join(renderer, parts), "utf-8")
    findings.write(noted, snakemake.output.findings)
