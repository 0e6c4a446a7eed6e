"""Draw the figures of config that are made of effects: forest plots, and directions."""

from pathlib import Path

from thesis.diagnostics.files import read_json
from thesis.document.assembly.plotted import APPRAISAL, DIRECTIONS, FOREST, judged
from thesis.effects import plots
from thesis.formats import typst
from thesis.input import labels
from thesis.model.register import Register

if __name__ == "__main__":
    words = labels.read(snakemake.input.labels)
    records = Register.read(snakemake.input.register).records
    by_id = {made.id: made for made in records.outcomes}
    figures = read_json(snakemake.input.config)["figures"]
    for name, path in zip(figures, snakemake.output.figures, strict=True):
        made = by_id.get(name.removeprefix(FOREST))
        if name == DIRECTIONS:
            drawn = plots.directions(records.outcomes, words, typst.FONT)
        elif tool := next(
            (tool for tool in records.tools if name == f"{APPRAISAL}{tool.id}"), None
        ):
            drawn = plots.appraisal(tool, [*judged(records, tool.id)], words, typst.FONT)
        else:  # of one that is not there, the document tells
            drawn = plots.forest(made, words, typst.FONT) if made else plots.nothing()
        Path(path).write_text(drawn, "utf-8")
