"""A rule on the author's own words for rules."""

from __future__ import annotations

from collections.abc import Iterator

from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get
from thesis.language import lexicon

LEXICON_TOPIC = declare(
    "lexicon.topic",
    looks_at="data_files",
    sees="words of data/lexicon.yaml under a topic that no rule knows",
    misses="words under the wrong topic, and under a meaning that no record has",
    example="outcome: {agitation: {nb: [rastløshet]}}",
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    source = data.documents.get("lexicon")
    known = lexicon.topics()
    for name in get(source, dict) or {}:
        if source and name not in known:
            yield LEXICON_TOPIC.at(
                source.place(name),
                found=f"the topic {name}",
                expected=f"one of {', '.join(known)}",
                fix=suggestion(str(name), known, "put the words under the topic that they are of"),
            )
