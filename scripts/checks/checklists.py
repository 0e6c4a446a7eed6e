"""Fill the reporting checklists: where the finished PDF reports each item, as HTML and as DOCX."""

from pathlib import Path

from thesis.checklists import items, paper, report
from thesis.checklists.identifiers import identifiers
from thesis.checklists.pages import labels_of, standing
from thesis.checks.consistency import checklists
from thesis.diagnostics import findings, rules
from thesis.diagnostics.files import read_json
from thesis.document import pandoc
from thesis.formats import html_template
from thesis.input import labels
from thesis.model.register import Register
from thesis.readback import expected
from thesis.readback.readers import pdf

if __name__ == "__main__":
    given = snakemake.input
    register, tree = Register.read(given.register), pandoc.read(given.document)
    words = labels.read(given.labels)
    texts = list(expected.expected_texts(tree))
    where = standing(texts, pdf.read(given.pdf), labels_of(given.pdf))
    known, answered = identifiers(tree), register.records.checklists.lists
    nowhere = [
        finding
        for each in answered.values()
        for finding in checklists.without_page(each.answers, known, list(where))
    ]
    config = read_json(given.config)
    weighed = rules.weigh(nowhere, config.get("rules", {}))
    findings.tell(weighed)
    if findings.errors(weighed):
        raise SystemExit(1)
    print_of = report.values(
        items.read(given.asked), register, tree, words, where, config.get("demands", {})
    )
    Path(snakemake.output.html).write_text(html_template.render(given.template, print_of), "utf-8")
    paper.write(
        html_template.render(given.paper, print_of),
        snakemake.output.docx,
        Path(given.look[0]).parent,
        words["checklists"]["title"],
        register.records.thesis.edition.date,
    )
