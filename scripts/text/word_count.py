"""Count the words of the main part by the thesis' own rule, and measure how hard its prose is."""

import json
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Any

from thesis import document, prose, readability, words
from thesis.document import Element
from thesis.locate import Locator
from thesis.readability import Sentence

Reader = Callable[[list[Element]], list[Sentence]]
"""Gives the sentences of some blocks of one file."""


def tally(
    tree: dict[str, Any], leave_out: Collection[str], limit: int, locator: Locator
) -> dict[str, Any]:
    """The word count: total, limit, what is left, how it reads, and each chapter with its file.

    Words above the first chapter heading of a file stand under the heading "".
    """
    chapters: list[dict[str, Any]] = []
    sentences: list[Sentence] = []
    for file, part, blocks in document.files(tree):
        if part != "main":
            continue
        reader = partial(readability.read, file, prose.language(tree), leave_out, locator)
        measured = partial(measure, reader, leave_out)
        before = words.above(blocks, level=1)
        if words.count(before, leave_out):
            chapters.append({"file": file, "heading": "", **measured(before), "sections": []})
        chapters += [{"file": file, **one} for one in words.sections(blocks, 1, measured)]
        sentences += reader(blocks)
    total = sum(chapter["words"] for chapter in chapters)
    return {
        "words": total,
        "limit": limit,
        "left": limit - total,
        **readability.figures(sentences),
        "chapters": chapters,
    }


def measure(reader: Reader, leave_out: Collection[str], blocks: list[Element]) -> dict[str, Any]:
    """The words of some blocks, and how hard their prose is."""
    counted = words.count(blocks, leave_out)
    return {"words": counted, **readability.figures(reader(blocks))}


if __name__ == "__main__":
    config = json.loads(Path(snakemake.input.config).read_text("utf-8"))
    counted = tally(
        document.read(snakemake.input.document),
        config["words"]["leave_out"],
        config["words"]["limit"],
        Locator(Path.cwd(), config["labels"]),
    )
    Path(snakemake.output.word_count).write_text(
        json.dumps(counted, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
