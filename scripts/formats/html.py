"""Make the thesis one web page that needs nothing else: no network, no other file."""

from pathlib import Path

from markupsafe import Markup

from thesis.diagnostics.files import read_json
from thesis.document import pandoc
from thesis.formats import docx, html_page, html_template
from thesis.input import labels, look
from thesis.model.register import Register

if __name__ == "__main__":
    given = snakemake.input
    words = labels.read(given.labels)
    register = Register.read(given.register)
    tree = pandoc.read(given.document)
    made_of = pandoc.digest(tree)
    docx.name_paragraphs(tree)  # by which a comment is known, as in the DOCX
    meta = html_page.fields(tree["meta"])
    picture = (given.figure, Path(given.figure).read_text("utf-8"))
    script = Path(given.script).read_text("utf-8")
    edition = register.records.thesis.edition
    values = {
        **html_page.title_page(meta, read_json(given.word_count)["words"]),
        **html_page.page(tree, register, picture, words, read_json(given.claims)),
        "made_of": made_of,
        "logo": html_page.logo(tree["meta"]),
        "label": words["html"],
        "language": words["language"],
        "properties": html_page.properties(meta, str(edition.date)),
        "edition": edition.name,
        "style": Markup(look.text(given.style)),
        "script": Markup(script),
        "script_hash": html_page.digest("\n" + script),
    }
    Path(snakemake.output.html).write_text(html_template.render(given.template, values), "utf-8")
