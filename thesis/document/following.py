"""Following errors: what is told only because a file of the text could not be read."""

from collections.abc import Iterable

from thesis.diagnostics.findings import Finding
from thesis.document import pandoc

FOLLOWING = (
    "citation.unused", "closure.", "fact.unused", "finished.", "flow.", "reference.unresolved",
    "search.not-told", "text.keywords", "text.unmentioned", "words.",
)  # fmt: skip
"""What speaks of the thesis as a whole: a rule, or the beginning of some."""


def lost(tree: pandoc.Tree) -> list[str]:
    """The content files of which nothing could be read."""
    return [
        file for file, _, blocks in pandoc.files(tree) if len(blocks) == 1 and _is_mark(blocks[0])
    ]


def _is_mark(block: pandoc.Element) -> bool:
    inlines = block["c"] if block["t"] in {"Para", "Plain"} else []
    return len(inlines) == 1 and "missing-number" in pandoc.classes(inlines[0])


def held_back(findings: Iterable[Finding], tree: pandoc.Tree) -> list[Finding]:
    """The findings without those that follow from a file that is lost, where one is.

    They are told by the next build, if they are then true.
    """
    if not lost(tree):
        return list(findings)
    return [finding for finding in findings if not finding.rule.startswith(FOLLOWING)]
