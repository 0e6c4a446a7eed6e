"""The job that counts the words writes the count."""

import json
from pathlib import Path
from typing import Any

import pypandoc

from thesis.document import pandoc


def tree(**files: tuple[str, str]) -> dict[str, Any]:
    """A document of files, each a part and a text."""
    fence = ":" * 40
    text = "\n".join(
        f'{fence} {{.file src="content/{name}.md" part="{part}"}}\n\n{content}\n\n{fence}\n'
        for name, (part, content) in files.items()
    )
    read: dict[str, Any] = json.loads(pypandoc.convert_text(text, "json", format=pandoc.READER))
    return read


def test_the_job_writes_the_count(job: Any, tmp_path: Path, config: Any) -> None:
    pandoc.write(tree(a=("main", "# Å b\n\n::: x\nc\n:::")), tmp_path / "thesis.json")
    job(
        "text/word_count",
        input={
            "document": tmp_path / "thesis.json",
            "config": config({"words": {"leave_out": ["x"], "limit": 3}, "labels": "nb"}),
        },
        output={"word_count": tmp_path / "count.json"},
    )
    written = (tmp_path / "count.json").read_text("utf-8")
    assert json.loads(written)["words"] == 2
    assert "Å b" in written
