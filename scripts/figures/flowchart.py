"""Draw the flowchart of the stage ladder as SVG, in the form that the flow has."""

from pathlib import Path

from thesis.diagnostics.files import read_json
from thesis.formats.flowchart import draw
from thesis.input import labels
from thesis.model import records

if __name__ == "__main__":
    caption = labels.read(snakemake.input.labels)["flowchart"]["caption"]
    dot, svg = draw.picture(records.read_flow(read_json(snakemake.input.flow)), caption)
    Path(snakemake.output.dot).write_text(dot, "utf-8")
    Path(snakemake.output.figure).write_text(svg, "utf-8")
