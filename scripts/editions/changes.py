"""Tell what is new in this edition: tracked changes in Word, marked changes as PDF, and a page."""

import copy
import json
from pathlib import Path

from thesis.checks.editions.previous import alone
from thesis.diagnostics.findings import stop
from thesis.document import pandoc
from thesis.document.word_count import Tally
from thesis.editions import changes_page, store, tracked_changes
from thesis.editions.redline import blocks, revision_marks, words
from thesis.editions.redline import document as whole
from thesis.formats import docx, html_template, typst
from thesis.input import labels
from thesis.language import norwegian
from thesis.model.register import Register

if __name__ == "__main__":
    given, made = snakemake.input, snakemake.output
    if (before := store.of_files(given.previous)) is None:
        stop([alone()], "There is nothing to compare this edition with.")
    assert before is not None
    label = labels.read(given.labels)
    tally = Tally.read(before.folder / "wordcount.json")
    old = changes_page.ComparedEdition(before.register, before.document, tally)
    new = changes_page.ComparedEdition(
        Register.read(given.register), pandoc.read(given.document), Tally.read(given.word_count)
    )
    tree = whole.merge(old.document, new.document)
    values = {
        **changes_page.gather(old, new, tree, label),
        "label": label["changes"],
        "language": label["language"],
        "digits": norwegian.digits,
        "date": norwegian.date,
        "signed": changes_page.signed,
    }
    Path(made.html).write_text(html_template.render(given.template, values), "utf-8")

    whole.settle(tree)
    was, now = (pandoc.inlines(norwegian.digits(each.tally.words)) for each in (old, new))
    tree["meta"]["words"] = {"t": "MetaInlines", "c": words.merge(was, now, blocks.NOTES)}
    day = new.named.date
    author = label["changes"]["author"].format(name=new.named.name, date=day)
    revision_marks.sign([tree["meta"], tree["blocks"]], author, day)
    docx.write(copy.deepcopy(tree), made.docx, given.docx, given.word_filter, words="", edition=day)
    tracked_changes.complete_file(made.docx, pandoc.text([new.document["meta"]["title"]]), day)

    tree["meta"]["title-plain"] = new.document["meta"]["title"]
    told = revision_marks.legend(label["changes"], old.named.name, new.named.name)
    tree["meta"]["changes"] = {"t": "MetaInlines", "c": told}
    source = typst.to_typst(json.dumps(tree), given.typst, [given.typst_filter], {})
    Path(made.typst).write_text(source, "utf-8")
    typst.to_pdf(made.typst, made.pdf, new.register.records.thesis)
