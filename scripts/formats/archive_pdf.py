"""Typeset the thesis that was handed in once more, as PDF/A-2a without the files inside it."""

from thesis.formats import typst
from thesis.model.register import Register

if __name__ == "__main__":
    typst.to_pdf(
        snakemake.input.typst,
        snakemake.output.pdf,
        Register.read(snakemake.input.register).records.thesis,
        standards=typst.WITHOUT_FILES,
    )
