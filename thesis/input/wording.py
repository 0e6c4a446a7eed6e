"""The texts of a record as rules read them: a sentence a line, calls and marks put out of sight."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from thesis.diagnostics.place import Place
from thesis.input.folder import Data, get
from thesis.input.sources import Source
from thesis.language import lexicon
from thesis.language.lexicon import Topic

MASK = "■"  # Stands for each character of a call, a citation or a mark

HIDDEN = re.compile(r"\{\{.*?\}\}|\{[.#][^{}]*\}|\[-?@[^\]]*\]|@[\w-]+")

DOUBT = re.compile(
    r"(?i)(?<!\w)(?:ikke|ikkje|ingen|uten|utan|burde|kunne|ville|skulle|hadde vært|enn|heller"
    r"|i motsetning|til forskjell|tidligere|andre studier|sammenlign\w* med|overfør\w*"
    r"|not|no|without|should|could|would|than|unlike|compared (?:with|to)|previous\w*"
    r"|other studies)(?!\w)"
)  # What makes a word no plain statement on the study itself


class RecordSentence(NamedTuple):
    """A line of a text of a record."""

    name: str  # the text it is of: ``method``; ``title`` for the title of the reference
    place: Place  # its file and line
    text: str  # its words, MASK for what is no word
    raw: str  # as it is written

    def is_plain(self, at: int) -> bool:
        """Whether its clause states what stands at `at` without a doubt, comparison or denial.

        A title states what it says.
        """
        clause = re.split(r"[,;:]", self.text[:at])[-1]
        return self.name == "title" or not DOUBT.search(clause)


def sentences(study: Source) -> Iterator[RecordSentence]:
    """Every line of every text of a study."""
    for name, text in (get(study, dict, "texts") or {}).items():
        steps = ("texts", name)
        above = study.texts.get(steps, study.line(*steps) - 1)
        for i, line in enumerate(text.splitlines() if isinstance(text, str) else ()):
            yield RecordSentence(name, Place(study.file, above + 1 + i), hidden(line), line)


@lru_cache(4096)  # several rules look at each line
def hidden(text: str) -> str:
    """A text with MASK for what is called, cited or marked."""
    return HIDDEN.sub(lambda found: MASK * len(found[0]), text)


def title(data: Data, key: str) -> tuple[RecordSentence, str] | None:
    """The title of a study's reference, and its language, ``nb`` where none is told."""
    for i, work, source in data.items("references"):
        words = work.get("title")
        if work.get("id") == key and isinstance(words, str) and not words.startswith("["):
            sentence = RecordSentence("title", source.place(i, "title"), words, words)
            return sentence, str(work.get("language") or "nb")[:2]
    return None


def language(data: Data) -> str:
    """The language of the texts, without a region: ``nb``, ``nn`` or ``en``."""
    return (get(data.documents.get("thesis"), str, "language") or "nb").split("-")[0]


def topic(name: str, data: Data) -> Topic:
    """A topic of the lexicon in the language of the thesis."""
    return lexicon.topic(name, language(data))


def own_words(data: Data) -> dict[str, dict[str, dict[str, list[str]]]]:
    """The author's words by topic, meaning and language; those alone that have the form."""
    source = data.documents.get("lexicon")
    return {
        topic: {
            meaning: {
                lang: words
                for lang in get(source, dict, topic, meaning) or {}
                if (words := get(source, list, topic, meaning, lang))
            }
            for meaning in get(source, dict, topic) or {}
        }
        for topic in get(source, dict) or {}
    }
