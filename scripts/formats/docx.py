"""Write the thesis as DOCX, for a supervisor to read and comment on."""

import json
from pathlib import Path

from thesis import document, docx, numbers
from thesis.register import Register

if __name__ == "__main__":
    docx.write(
        document.read(snakemake.input.document),
        snakemake.output.docx,
        snakemake.input.template,
        snakemake.input.filter,
        words=numbers.digits(
            json.loads(Path(snakemake.input.word_count).read_text("utf-8"))["words"]
        ),
        edition=Register.read(snakemake.input.register).records["thesis"]["edition"]["date"],
    )
