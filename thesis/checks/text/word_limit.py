"""Rules on the length of the text."""

from collections.abc import Iterator

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import rule
from thesis.document.thesis import Thesis
from thesis.language import norwegian


@rule(
    "words.limit",
    sees="a main text with more words than the limit in config, and where they are",
    misses="words in parts that the counting rule leaves out",
    example="6 600 words where config allows 6 519",
)
def limit(thesis: Thesis) -> Iterator[Finding]:
    """The whole main part against the limit."""
    tally = thesis.tally
    if tally["words"] <= tally["limit"]:
        return
    longest = max(tally["chapters"], key=lambda chapter: int(chapter["words"]))
    chapters = ", ".join(
        f"{chapter['heading']} {norwegian.digits(chapter['words'])} ({chapter['file']})"
        for chapter in tally["chapters"]
    )
    yield Finding(
        longest["file"],
        0,
        "words.limit",
        f"{norwegian.digits(tally['words'])} words: {chapters}",
        f"at most {norwegian.digits(tally['limit'])}",
        f"cut {norwegian.digits(tally['words'] - tally['limit'])} words",
    )


@rule(
    "words.budget",
    sees="a chapter with more words than config gives it",
    misses="a chapter that config has no budget for",
    example="Metode with 1 400 words and a budget of 1 300",
)
def budget(thesis: Thesis) -> Iterator[Finding]:
    """Each chapter against its own budget."""
    budgets = thesis.config["words"].get("budgets", {})
    for chapter in thesis.tally["chapters"]:
        most = budgets.get(chapter["heading"])
        if most is not None and chapter["words"] > most:
            yield Finding(
                chapter["file"],
                0,
                "words.budget",
                f"{chapter['heading']}: {norwegian.digits(chapter['words'])} words",
                f"at most {norwegian.digits(most)}",
                f"cut {norwegian.digits(chapter['words'] - most)} words, or give it more in config",
            )
