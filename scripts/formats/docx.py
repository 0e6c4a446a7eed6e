"""Write the thesis as DOCX, for a supervisor to read and comment on."""

from thesis.diagnostics.files import read_json
from thesis.document import pandoc, passages
from thesis.formats import docx
from thesis.model import display
from thesis.model.register import Register

if __name__ == "__main__":
    tree = pandoc.read(snakemake.input.document)
    count = read_json(snakemake.input.word_count)["words"]
    docx.write(
        tree,
        snakemake.output.docx,
        snakemake.input.template,
        snakemake.input.filter,
        words=display.digits(count, passages.language(tree)),
        edition=Register.read(snakemake.input.register).records.thesis.edition.date,
        pages=read_json(snakemake.input.pages),
    )
