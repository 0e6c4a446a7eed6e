"""Count the words of the main part by the thesis' own rule, in all and by chapter."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from thesis import document, words


def tally(tree: dict[str, Any], leave_out: Collection[str], limit: int) -> dict[str, Any]:
    """The word count: total, limit, what is left, and each chapter with its file.

    Words above the first chapter heading of a file stand under the heading "".
    """
    chapters: list[dict[str, Any]] = []
    total = 0
    for file, part, blocks in document.files(tree):
        if part != "main":
            continue
        own = [{"file": file, **chapter} for chapter in words.sections(blocks, leave_out, level=1)]
        counted = words.count(blocks, leave_out)
        before = counted - sum(chapter["words"] for chapter in own)
        if before:
            chapters.append({"file": file, "heading": "", "words": before, "sections": []})
        chapters += own
        total += counted
    return {"words": total, "limit": limit, "left": limit - total, "chapters": chapters}


if __name__ == "__main__":
    rule = json.loads(Path(snakemake.input.config).read_text("utf-8"))["words"]
    counted = tally(document.read(snakemake.input.document), rule["leave_out"], rule["limit"])
    Path(snakemake.output.word_count).write_text(
        json.dumps(counted, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
