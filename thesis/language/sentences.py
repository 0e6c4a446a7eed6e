"""Sentences of a running text: shared by findings, the reading figures and capitals."""

import re
from collections.abc import Iterator

ABBREVIATIONS = frozenset(
    "jf. jfr. f.eks. bl.a. ca. dvs. nr. s. kap. ev. evt. inkl. mht. m.a.o. m.m. pga. vs. resp. "
    "ifm. iht. kl. al. t.d. m.a. e.g. i.e. cf.".split()
)  # A full stop after one of these ends no sentence («ca. fem»); the same as in the filters

BREAK = re.compile(r"[.!?][»”)]*(\s+)(?=[«“(]*[A-ZÆØÅ0-9])")
INITIAL = re.compile("[A-ZÆØÅ]\\.")
CITED = re.compile(r"[A-ZÆØÅ](?:[^.!?]|\bal\.){1,60}?(?:\(|,\s)(?:19|20)[0-9]{2}")
"""Behind the initial of one of two authors with one name: «A. Berg og Lie (2015)»."""
LAST_WORD = re.compile(r"[(\[«“]*(\S+)$")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, in order; the white space between them is in none."""
    start = 0
    for found in BREAK.finditer(text):
        word = LAST_WORD.search(text, start, found.start(1))
        if word and word[1].lower() in ABBREVIATIONS:
            continue
        if word and INITIAL.fullmatch(word[1]) and CITED.match(text, found.end()):
            continue
        yield start, found.start(1)
        start = found.end()
    if text[start:].strip():
        yield start, len(text)
