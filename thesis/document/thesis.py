"""The built thesis, as rules look at it: register, document, word count, settings and labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from thesis.diagnostics.files import Config, read_json
from thesis.document import content, pandoc
from thesis.document.word_count import Tally
from thesis.input import labels
from thesis.input.labels import Labels
from thesis.language import lexicon
from thesis.model.register import Register


@dataclass(frozen=True, eq=False)
class Thesis:
    """What a rule may look at: the built thesis, never data/ itself."""

    register: Register  # every number and record
    document: pandoc.Tree  # pandoc's syntax tree of the whole thesis
    tally: Tally  # the word count
    config: Config  # config/config.yaml
    labels: Labels  # the words that templates print
    root: Path  # the project's folder, to find the line a sentence stands on

    @cached_property
    def elements(self) -> Sequence[tuple[str, pandoc.Element]]:
        """Every element but words and the spaces between them, with its content file, in order."""
        found = []
        for block in self.document["blocks"]:
            file = (
                pandoc.attributes(block).get("src", "") if "file" in pandoc.classes(block) else ""
            )
            found += [(file, one) for one in pandoc.walk(block)]
        return found

    @cached_property
    def headings(self) -> Sequence[content.Heading]:
        """The headings of the document in reading order."""
        return list(content.headings(self.document))

    @classmethod
    def read(cls, files: Any, root: Path) -> Thesis:
        """The thesis of the files that a job has as input, by their names there.

        Args:
            files: has the paths `register`, `document`, `word_count`, `config` and `labels`; and
                `places`, for rules that name the line of a record.
        """
        register = Register.read(files.register, getattr(files, "places", None))
        lexicon.learn(register.records.lexicon)
        return cls(
            register,
            pandoc.read(files.document),
            Tally.read(files.word_count),
            read_json(files.config),
            labels.read(files.labels, root),
            root,
        )
