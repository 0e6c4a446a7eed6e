"""Gather what every step noted, add what the finished document shows, and print it."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from thesis import findings, numbers
from thesis.findings import Finding


def gather(paths: Iterable[str]) -> list[Finding]:
    """The findings of all steps."""
    return [finding for path in paths for finding in findings.read(path)]


def over_the_limit(tally: Mapping[str, Any]) -> list[Finding]:
    """A finding when the thesis has more words than its limit, with where they are."""
    if tally["words"] <= tally["limit"]:
        return []
    chapters = ", ".join(
        f"{chapter['heading']} {numbers.digits(chapter['words'])} ({chapter['file']})".lstrip()
        for chapter in tally["chapters"]
    )
    over = tally["words"] - tally["limit"]
    longest = max(tally["chapters"], key=lambda chapter: chapter["words"])
    return [
        Finding(
            longest["file"],
            0,
            "words.limit",
            f"{numbers.digits(tally['words'])} words: {chapters}",
            f"at most {numbers.digits(tally['limit'])}",
            f"cut {numbers.digits(over)} words",
        )
    ]


if __name__ == "__main__":
    tally = json.loads(Path(snakemake.input.word_count).read_text("utf-8"))
    found = gather(snakemake.input.noted) + over_the_limit(tally)
    for finding in sorted(set(found)):
        print(finding, file=sys.stderr)
    findings.write(found, snakemake.output.findings)
