"""Tell what is new in this edition: tracked changes in Word, marked changes as PDF, and a page."""

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from thesis import changes, document, docx, editions, html, labels, numbers, tracked, typeset
from thesis.checks.editions import alone
from thesis.document import Element
from thesis.findings import stop
from thesis.redline import blocks, marked, whole, words
from thesis.register import Register


def counted(tally: Mapping[str, Any]) -> list[Element]:
    """How many words an edition has, as its title page prints it."""
    return document.inlines(numbers.digits(tally["words"]))


def legend(label: Mapping[str, str], old: str, new: str) -> list[Element]:
    """What the marks mean, each shown as it looks."""
    said = label["marks"].format(old=old, new=new, inserted="\1", deleted="\2")
    samples = {
        "\1": marked.span(marked.INSERTION, document.inlines(label["inserted"])),
        "\2": marked.span(marked.DELETION, document.inlines(label["deleted"])),
    }
    out: list[Element] = []
    for inline in document.inlines(said):
        sign = str(inline.get("c", ""))[:1]
        rest = {"t": "Str", "c": str(inline.get("c", ""))[1:]}
        out += [samples[sign], rest] if sign in samples else [inline]
    return out


def signed(number: int) -> str:
    """A difference with its sign: «+12», «−3», «0»."""
    return f"+{numbers.digits(number)}" if number > 0 else numbers.digits(number)


if __name__ == "__main__":
    given, made = snakemake.input, snakemake.output
    before = editions.previous(json.loads(Path(given.config).read_text("utf-8")), Path.cwd())
    if before is None:
        stop([alone()], "There is nothing to compare this edition with.")
    assert before is not None
    label = labels.read(given.labels)
    old = changes.Edition(
        before.register, before.document, before.json("flow.json"), before.json("wordcount.json")
    )
    new = changes.Edition(
        Register.read(given.register),
        document.read(given.document),
        json.loads(Path(given.flow).read_text("utf-8")),
        json.loads(Path(given.word_count).read_text("utf-8")),
    )
    tree = whole.merge(old.document, new.document)
    values = {
        **changes.gather(old, new, tree, label),
        "label": label["changes"],
        "language": label["language"],
        "digits": numbers.digits,
        "date": numbers.date,
        "signed": signed,
    }
    Path(made.html).write_text(html.render(given.template, values), "utf-8")

    whole.settle(tree)
    count = words.merge(counted(old.tally), counted(new.tally), blocks.NOTES)
    tree["meta"]["words"] = {"t": "MetaInlines", "c": count}
    day = str(new.named["date"])
    marked.sign([tree["meta"], tree["blocks"]], label["changes"]["author"].format(**new.named), day)
    docx.write(copy.deepcopy(tree), made.docx, given.docx, given.word_filter, words="", edition=day)
    tracked.complete_file(made.docx, document.text([new.document["meta"]["title"]]), day)

    tree["meta"]["title-plain"] = new.document["meta"]["title"]
    told = legend(label["changes"], old.named["name"], new.named["name"])
    tree["meta"]["changes"] = {"t": "MetaInlines", "c": told}
    source = typeset.to_typst(json.dumps(tree), given.typst, [given.typst_filter], {})
    Path(made.typst).write_text(source, "utf-8")
    typeset.to_pdf(made.typst, made.pdf, new.register.records["thesis"])
