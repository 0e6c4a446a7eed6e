"""Tell what is new in this edition: tracked changes in Word, marked changes as PDF, and a page."""

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from thesis.checks.editions.previous import alone
from thesis.diagnostics.findings import stop
from thesis.document import pandoc
from thesis.document.pandoc import Element
from thesis.editions import changes_page, store, tracked_changes
from thesis.editions.redline import blocks, marks, words
from thesis.editions.redline import document as whole
from thesis.formats import docx, html_template, typst
from thesis.input import labels
from thesis.language import norwegian
from thesis.model.register import Register


def counted(tally: Mapping[str, Any]) -> list[Element]:
    """How many words an edition has, as its title page prints it."""
    return pandoc.inlines(norwegian.digits(tally["words"]))


def legend(label: Mapping[str, str], old: str, new: str) -> list[Element]:
    """What the marks mean, each shown as it looks."""
    said = label["marks"].format(old=old, new=new, inserted="\1", deleted="\2")
    samples = {
        "\1": marks.span(marks.INSERTION, pandoc.inlines(label["inserted"])),
        "\2": marks.span(marks.DELETION, pandoc.inlines(label["deleted"])),
    }
    out: list[Element] = []
    for inline in pandoc.inlines(said):
        sign = str(inline.get("c", ""))[:1]
        rest = {"t": "Str", "c": str(inline.get("c", ""))[1:]}
        out += [samples[sign], rest] if sign in samples else [inline]
    return out


def signed(number: int) -> str:
    """A difference with its sign: «+12», «−3», «0»."""
    return f"+{norwegian.digits(number)}" if number > 0 else norwegian.digits(number)


if __name__ == "__main__":
    given, made = snakemake.input, snakemake.output
    before = store.previous(json.loads(Path(given.config).read_text("utf-8")), Path.cwd())
    if before is None:
        stop([alone()], "There is nothing to compare this edition with.")
    assert before is not None
    label = labels.read(given.labels)
    old = changes_page.ComparedEdition(
        before.register, before.document, before.json("wordcount.json")
    )
    new = changes_page.ComparedEdition(
        Register.read(given.register),
        pandoc.read(given.document),
        json.loads(Path(given.word_count).read_text("utf-8")),
    )
    tree = whole.merge(old.document, new.document)
    values = {
        **changes_page.gather(old, new, tree, label),
        "label": label["changes"],
        "language": label["language"],
        "digits": norwegian.digits,
        "date": norwegian.date,
        "signed": signed,
    }
    Path(made.html).write_text(html_template.render(given.template, values), "utf-8")

    whole.settle(tree)
    count = words.merge(counted(old.tally), counted(new.tally), blocks.NOTES)
    tree["meta"]["words"] = {"t": "MetaInlines", "c": count}
    day = new.named.date
    marks.sign(
        [tree["meta"], tree["blocks"]],
        label["changes"]["author"].format(name=new.named.name, date=new.named.date),
        day,
    )
    docx.write(copy.deepcopy(tree), made.docx, given.docx, given.word_filter, words="", edition=day)
    tracked_changes.complete_file(made.docx, pandoc.text([new.document["meta"]["title"]]), day)

    tree["meta"]["title-plain"] = new.document["meta"]["title"]
    told = legend(label["changes"], old.named.name, new.named.name)
    tree["meta"]["changes"] = {"t": "MetaInlines", "c": told}
    source = typst.to_typst(json.dumps(tree), given.typst, [given.typst_filter], {})
    Path(made.typst).write_text(source, "utf-8")
    typst.to_pdf(made.typst, made.pdf, new.register.records.thesis)
