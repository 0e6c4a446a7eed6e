"""Identifiers of a document: its headings, tables and figures, which a checklist can point to."""

from thesis.document import pandoc
from thesis.document.pandoc import NAMED, Tree

TITLE_PAGE = "title-page"  # What the title page is called, which the document has as metadata alone


def identifiers(tree: Tree) -> list[str]:
    """Of the title page, and of every heading, figure and table, in reading order."""
    found = (pandoc.identifier(e) for e in pandoc.walk(tree["blocks"]) if e["t"] in NAMED)
    return [TITLE_PAGE, *filter(None, found)]
