"""Write the thesis as DOCX, for a supervisor to read and comment on."""

import json
from pathlib import Path

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
        words=norwegian.digits(
            json.loads(Path(snakemake.input.word_count).read_text("utf-8"))["words"]
        ),
        edition=Register.read(snakemake.input.register).records.thesis.edition.date,
    )
