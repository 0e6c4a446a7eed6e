"""Word lists: what rules know of a language that no grammar tells, as data in ``lexicon/``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

FOLDER = Path(__file__).with_suffix("")
"""One file a topic: ``{language: {what it means: [words]}}``."""

Words = Mapping[str, tuple[str, ...]]


@cache
def load(topic: str, language: str) -> Words:
    """The words of a topic in a language, by what they mean; none where the language has none."""
    content = YAML(typ="safe", pure=True).load((FOLDER / f"{topic}.yaml").read_text("utf-8"))
    return {str(meant): tuple(words) for meant, words in (content.get(language) or {}).items()}
