"""Write the thesis as DOCX, for a supervisor to read and comment on.

Where there are comments to answer, another is written with their threads in it.
"""

from pathlib import Path

from thesis.diagnostics.files import read_json
from thesis.document import pandoc, passages
from thesis.formats import docx
from thesis.input import labels
from thesis.input.sources import UnreadableSourceError
from thesis.model import display
from thesis.model.register import Register
from thesis.returned import answers
from thesis.returned.package import RefusedFileError

if __name__ == "__main__":
    tree = pandoc.read(snakemake.input.document)
    count = read_json(snakemake.input.word_count)["words"]
    day = Register.read(snakemake.input.register).records.thesis.edition.date
    docx.write(
        tree,
        snakemake.output.docx,
        snakemake.input.template,
        snakemake.input.filter,
        words=display.digits(count, passages.language(tree)),
        edition=day,
        pages=read_json(snakemake.input.pages),
    )
    if comments := getattr(snakemake.input, "comments", None):
        author = labels.read(snakemake.input.labels)["comments"]["authors"]
        built = Path(snakemake.output.docx).read_bytes()
        try:
            made, _ = answers.carried(built, Path(comments), author, day)
        except (RefusedFileError, UnreadableSourceError) as why:
            raise SystemExit(str(why)) from None
        Path(snakemake.output.answers).write_bytes(made)
