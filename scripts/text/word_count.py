"""Count the words of the main part by the thesis' own rule, and measure how hard its prose is."""

from thesis.diagnostics.files import read_json, write_json
from thesis.document import pandoc
from thesis.document.assembly.tally import tally
from thesis.model.records import plain

if __name__ == "__main__":
    config = read_json(snakemake.input.config)
    counted = tally(
        pandoc.read(snakemake.input.document),
        config["words"]["leave_out"],
        config["words"]["limit"],
    )
    write_json(plain(counted), snakemake.output.word_count)
