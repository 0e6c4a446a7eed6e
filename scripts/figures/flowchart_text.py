"""Write what stands for the flowchart in the text: caption, alternative text, long description."""

from pathlib import Path

from thesis.diagnostics import findings
from thesis.document import flowchart_text
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
    text = flowchart_text.block(renderer, renderer.register.records.flow)
    Path(snakemake.output.text).write_text(text, "utf-8")
    findings.write(noted, snakemake.output.findings)
