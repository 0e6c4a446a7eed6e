"""Fill the reporting checklists: where the finished PDF reports each item, as HTML and as DOCX."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pypandoc

from thesis.checklists import items, report
from thesis.checklists.identifiers import identifiers
from thesis.checklists.pages import Standing, labels_of, standing
from thesis.checklists.prisma_s import DataAnswers
from thesis.checks.consistency import checklists
from thesis.diagnostics import findings, rules
from thesis.document import pandoc
from thesis.document.source_lines import Locator
from thesis.formats import docx, html_template
from thesis.input import labels
from thesis.model.register import Register
from thesis.readback import expected as told
from thesis.readback import pdf


def wanted(every: list[items.Checklist], told: Collection[str]) -> list[items.Checklist]:
    """Those that the author has answers for; all of them where there are no answers yet."""
    return [one for one in every if one.id in told] or every


def values(
    every: list[items.Checklist],
    register: Register,
    tree: pandoc.Element,
    words: Mapping[str, Any],
    where: Mapping[str, Standing],
) -> dict[str, Any]:
    """What the templates print."""
    given = register.records.checklists
    said = {"and": words["and"], **words["checklists"]["filled"]}
    built = {checklists.BY_BUILD: DataAnswers(register, tree, said).answers()}
    return {
        "label": words["checklists"],
        "language": words["language"],
        "title": register.records.thesis.title,
        "edition": register.records.thesis.edition.name,
        "about": given.about,
        "checklists": [
            report.shown(
                one,
                given.lists[one.id].answers if one.id in given.lists else {},
                built.get(one.id, {}),
                where,
            )
            for one in wanted(every, given.lists)
        ],
    }


def to_docx(page: str, target: str, look: Path, title: str, edition: str) -> None:
    """Write a page as DOCX, in the look of the thesis; the same page gives the same bytes."""
    reference = Path(target).with_suffix(".reference.docx")
    parts = docx.reference(look)
    body = parts["word/document.xml"]  # whose pages are numbered
    parts["word/document.xml"] = body.replace(b"</w:sectPr>", b"<w:pgNumType/></w:sectPr>")
    reference.write_bytes(docx.zipped(parts, edition))
    try:
        pypandoc.convert_text(
            page,
            "docx",
            format="html",
            outputfile=target,
            extra_args=[f"--reference-doc={reference}", f"--metadata=title:{title}"],
        )
    finally:
        reference.unlink()
    parts = docx.unzipped(Path(target).read_bytes())
    docx.finish(parts, (look / "footer.xml").read_bytes(), edition)
    Path(target).write_bytes(docx.zipped(parts, edition))


if __name__ == "__main__":
    given = snakemake.input
    register, tree = Register.read(given.register), pandoc.read(given.document)
    words = labels.read(given.labels)
    texts = list(told.expected_texts(tree, Locator(Path.cwd(), Path(given.labels).stem)))
    where = standing(texts, pdf.read(given.pdf), labels_of(given.pdf))
    known, answered = identifiers(tree), register.records.checklists.lists
    nowhere = [
        finding
        for each in answered.values()
        for finding in checklists.without_page(each.answers, known, list(where))
    ]
    config = json.loads(Path(given.config).read_text("utf-8"))
    weighed = rules.weigh(nowhere, config.get("rules", {}))
    findings.tell(weighed)
    if findings.errors(weighed):
        raise SystemExit(1)
    print_of = values(items.read(given.asked), register, tree, words, where)
    Path(snakemake.output.html).write_text(html_template.render(given.template, print_of), "utf-8")
    to_docx(
        html_template.render(given.paper, print_of),
        snakemake.output.docx,
        Path(given.look[0]).parent,
        words["checklists"]["title"],
        register.records.thesis.edition.date,
    )
