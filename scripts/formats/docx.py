"""Write the thesis as DOCX, for a supervisor to read and comment on."""

from thesis.diagnostics.files import read_json
from thesis.document import pandoc
from thesis.formats import docx
from thesis.language import norwegian
from thesis.model.register import Register

if __name__ == "__main__":
    docx.write(
        pandoc.read(snakemake.input.document),
        snakemake.output.docx,
        snakemake.input.template,
        snakemake.input.filter,
        words=norwegian.digits(read_json(snakemake.input.word_count)["words"]),
        edition=Register.read(snakemake.input.register).records.thesis.edition.date,
    )
