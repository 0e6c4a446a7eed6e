"""Write what an archive asks of the thesis when it is handed in: Dublin Core and CSL-JSON."""

from pathlib import Path

from thesis.document import pandoc
from thesis.document.assembly import summaries, title_page
from thesis.exports import people
from thesis.formats import html_template
from thesis.input import labels
from thesis.model.register import Register


def date_parts(day: str) -> list[list[int]]:
    """A year or a day (ISO) as CSL has it."""
    return [[int(part) for part in day.split("-")]]


if __name__ == "__main__":
    thesis = Register.read(snakemake.input.register).records.thesis
    words = labels.read(snakemake.input.labels)
    tree = pandoc.read(snakemake.input.document)
    named = thesis.supervisor
    values = {
        "thesis": thesis,
        "people": [people.by_spaces(name) for name in thesis.authors or []],
        "supervisors": [named] * bool(named) if isinstance(named, str) else named,
        "keywords": [
            {"language": language, "word": word}
            for language, listed in thesis.keywords.items()
            for word in listed
        ],
        "abstracts": summaries.texts(tree, thesis.keywords),
        "described": [
            str(text)
            for text in (
                title_page.labelled(words, "programme", thesis.programme),
                title_page.labelled(words, "course", thesis.course),
            )
            if text
        ],
        "embargo": " ".join(
            title_page.dated(thesis, words, "embargo", thesis.embargo).split()
        ),  # no hard spaces
        "issued": thesis.handed_in or str(thesis.year or ""),
        "parts": date_parts,
    }
    for template, made in (("qdc", snakemake.output.dublin_core), ("csl", snakemake.output.csl)):
        text = html_template.render(getattr(snakemake.input, template), values)
        Path(made).write_text(text, "utf-8")
