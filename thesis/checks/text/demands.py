"""Rules on what a programme of study demands besides a length: ``demands`` of the settings."""

from collections.abc import Iterator, Mapping
from typing import Any

from thesis.checklists import declaration
from thesis.diagnostics.files import CONFIG_FILE, THESIS_FILE
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document import content
from thesis.document.assembly import citation_style
from thesis.document.thesis import Thesis


def said_by(programme: Mapping[str, Any]) -> str:
    """Where a demand of a programme stands: its file, its source and the day it was read."""
    if not programme:
        return ""
    return f" ({programme['file']}: {programme['source']}, read {programme['read']})"


def _demanded(thesis: Thesis, name: str) -> tuple[Any, str]:
    """What is demanded, and who says so: the programme, where the thesis does not say otherwise."""
    demand = thesis.config.get("demands", {}).get(name)
    programme = thesis.config.get("programme", {})
    same = programme.get("demands", {}).get(name) == demand
    return demand, said_by(programme) if same else ""


PROGRAMME_TITLE_PAGE = declare(
    "programme.title-page",
    looks_at="settings",
    sees="a title page that lacks what the programme demands, or that names an author where nobody "
    "may be named",
    misses="a name in the text itself",
    example="demands: {anonymous: true} in config/config.yaml, and authors in data/thesis.yaml",
)


@PROGRAMME_TITLE_PAGE.check
def title_page(thesis: Thesis) -> Iterator[Finding]:
    """Each field of the title page that is demanded, and the authors that must not be there."""
    page = thesis.register.records.thesis
    fields, who = _demanded(thesis, "title_page")
    for field in fields or ():
        if not getattr(page, field) and not (field == "candidate" and page.candidate_unknown):
            yield PROGRAMME_TITLE_PAGE.at(
                Place(THESIS_FILE),
                found=f"no {field}",
                expected=f"{field} on the title page{who}",
                fix=f"add {field}: to {THESIS_FILE}",
            )
    anonymous, who = _demanded(thesis, "anonymous")
    if anonymous and page.authors:
        yield PROGRAMME_TITLE_PAGE.at(
            content.place_with("authors:", THESIS_FILE, thesis.root),
            found=f"the author {page.authors[0]}",
            expected=f"no name{who}",
            fix="write authors: [], and the candidate number: candidate",
        )


PROGRAMME_STYLE = declare(
    "programme.style",
    looks_at="settings",
    sees="a citation style that is none of those that the programme takes",
    misses="a style that its makers changed and gave no other name",
    example="demands: {styles: [vancouver]} in config/config.yaml, and another style under csl",
)


@PROGRAMME_STYLE.check
def style(thesis: Thesis) -> Iterator[Finding]:
    """The citation style, by the name in its file."""
    styles, who = _demanded(thesis, "styles")
    if not styles:
        return
    name = citation_style.of(thesis.config, thesis.root).name
    if name not in styles:
        yield PROGRAMME_STYLE.at(
            content.setting(thesis.root, "csl"),
            found=f"the style {name}",
            expected=f"{' or '.join(styles)}{who}",
            fix="put that style into config/, and its file under csl: in config/config.yaml",
        )


PROGRAMME_DECLARATION = declare(
    "programme.declaration",
    looks_at="headings",
    sees="a thesis without the declaration that the programme demands: known by its heading, and "
    "that on artificial intelligence by its table as well",
    misses="what the declaration says, and one that is handed in beside the thesis",
    example="demands: {declaration: [egenerklæring]} in config/config.yaml, and no such heading",
)


@PROGRAMME_DECLARATION.check
def declared(thesis: Thesis) -> Iterator[Finding]:
    """The heading of the declaration, or what the record of one on artificial intelligence says."""
    ai, who = _demanded(thesis, "ai")
    words, _ = _demanded(thesis, "declaration")
    record = thesis.register.records.thesis.ai
    printed = bool(ai and record) and declaration.under(thesis.document) is not None
    if printed or declaration.headed(thesis.document, words or ()) is not None:
        return
    if ai:
        yield PROGRAMME_DECLARATION.at(
            Place(THESIS_FILE),
            found="no declaration on artificial intelligence",
            expected=f"one that the thesis prints{who}",
            fix="add ai: with used: false to data/thesis.yaml, or with used: true and the tools; "
            "and print it below a heading of its own, by the table ai_declaration",
        )
    elif words:
        _, who = _demanded(thesis, "declaration")
        yield PROGRAMME_DECLARATION.at(
            Place(CONFIG_FILE),
            found="no heading of a declaration",
            expected=f"a heading with «{'», «'.join(words)}»{who}",
            fix="add it as a file of content/, with a heading of its own",
        )
