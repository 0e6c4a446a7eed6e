"""Nynorsk of the words of bokmål that the lexicon has, so that each is written down once."""

import re
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import NamedTuple

import yaml
from yaml.cyaml import CBaseLoader

FILE = Path(__file__).parent / "nynorsk.yaml"
MOST = 24  # Forms of a phrase: one of many words has many, and nobody mixes all

WORD = re.compile(r"[^\W\d_]+")


class Tables(NamedTuple):
    """What is other in nynorsk: words, parts of words, and endings behind three letters."""

    words: dict[str, tuple[str, ...]]
    parts: dict[str, tuple[str, ...]]
    endings: dict[str, tuple[str, ...]]


def forms(phrase: str) -> tuple[str, ...]:
    """What nynorsk may have for a word or phrase of the lexicon, itself first; () for nothing."""
    pieces = WORD.split(phrase)
    words = [_word(word) for word in WORD.findall(phrase)]
    every = (
        "".join(map("".join, zip(pieces, (*chosen, ""), strict=True))) for chosen in product(*words)
    )
    return tuple(dict.fromkeys((phrase, *islice(every, MOST)))) if all(words) else ()


@cache
def _word(word: str) -> tuple[str, ...]:
    """The forms of one word, those that are its own in nynorsk first."""
    tables = _tables()
    if (own := tables.words.get(word)) is not None:
        return (*own, word) if own else ()
    if word[0].isupper():
        return (word,)
    made = word
    for part, other in tables.parts.items():
        made = made.replace(part, other[0])
    for ending, others in tables.endings.items():
        if made.endswith(ending) and len(made) >= len(ending) + 3:
            stem = made.removesuffix(ending)
            return tuple(dict.fromkeys((*(stem + other for other in others), made, word)))
    return tuple(dict.fromkeys((made, word)))


@cache
def _tables() -> Tables:
    content = yaml.load(FILE.read_bytes(), CBaseLoader)
    return Tables(*({key: tuple(f) for key, f in content[n].items()} for n in Tables._fields))
