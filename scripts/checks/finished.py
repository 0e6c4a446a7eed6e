"""Read the finished files back, and note what they do not say as the document does."""

from pathlib import Path

from thesis.diagnostics import findings, rules
from thesis.diagnostics.files import read_json
from thesis.document import following, pandoc
from thesis.document.word_count import Tally
from thesis.input import labels
from thesis.model import records
from thesis.readback import expected, finished, flowchart, leftovers, svg
from thesis.readback.additions import Allowed
from thesis.readback.blocks import UnreadableFileError

if __name__ == "__main__":
    given = snakemake.input
    root, vocabulary = Path.cwd(), Path(given.labels)
    tree = pandoc.read(given.document)
    texts = list(expected.expected_texts(tree))
    noted: list[findings.Finding] = []
    try:
        chart = svg.read(given.figure)
    except UnreadableFileError as error:
        noted.append(finished.unreadable(given.figure, error))
    else:
        noted += flowchart.findings(chart, records.read_flow(read_json(given.flow)), tree)
        texts += expected.in_picture(chart) if flowchart.is_placed(chart, tree) else []
    tally = Tally.read(given.word_count)
    title = finished.title_page(tree, tally, labels.read(vocabulary))
    placeholders, sources = leftovers.placeholders(tree), leftovers.written(root, vocabulary)
    known = Allowed.of(tree, given.look, pages=read_json(given.pages))
    settings = read_json(given.config)
    for path in given.files:
        noted += finished.at(path, texts, title, placeholders, sources, known, tree, settings)
    noted = following.held_back(noted, tree)
    weighed = rules.weigh(noted, settings.get("rules", {}))
    findings.write(weighed, snakemake.output.findings)
