"""Capitals: text that is written in them, and the same in sentence case."""

import re

SMALL = frozenset(
    "a an and as at av by de den der des det di die du et for fra från i il in la las le les los"
    " med mot of og oder on om på sur the til to und van von with y".split()
)  # Words that no journal's name has with a capital

SHORT = frozenset(
    "AIDS BJOG BMC BMJ COVID DNA EEG EU HIV ICU IEEE JAMA MRI NHS OECD PLOS RNA UK USA WHO".split()
)  # Abbreviations that stay in capitals where all is in capitals

OWN = frozenset(("PLOS ONE", "BMJ OPEN", "AIDS", "JAMA", "BJOG", "EMBO J"))
"""What is called so in capitals."""

LEAST = 5  # Letters below which capitals may be an abbreviation

WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’‐-][^\W_]+)*")


def shouted(text: str) -> bool:
    """Whether a text is in capitals, and no abbreviation: «JOURNAL OF WARD MUSIC»."""
    return text.isupper() and sum(map(str.isalpha, text)) >= LEAST and text not in OWN


def headline(text: str) -> bool:
    """Whether a title has a capital in each word but the small ones: «Songs of a Ward at Night»."""
    words = [word for word in WORD.findall(text)[1:] if len(word) > 3 and word.lower() not in SMALL]
    return len(words) > 2 and all(word[0].isupper() for word in words) and not text.isupper()


def sentence(text: str) -> str:
    """A title in sentence case: a capital first and behind a colon, a stop or a question.

    Words with a capital inside (mRNA), with digits (COVID-19) and, unless all is in capitals, those
    in capitals (DNA) stay as they are; a name that is a word like others loses its capital.
    """
    loud = text.isupper()

    def lower(found: re.Match[str]) -> str:
        word = found[0]
        kept = any(map(str.isdigit, word)) or (word in SHORT if loud else not _is_plain(word))
        small = word if kept else word.lower()
        begins = re.search(r"(?:^|[:.?!–—]\s)\W*$", text[: found.start()])
        return small[0].upper() + small[1:] if begins and not kept else small

    return WORD.sub(lower, text)


def _is_plain(word: str) -> bool:
    """Whether each part of a word has a capital first at most: «Mother-Child», but not «mRNA»."""
    return all(part[1:] == part[1:].lower() for part in re.split("['’‐-]", word)) and len(word) > 1


def cased(text: str) -> str:
    """The name of a journal or a person that is in capitals, with a capital in each word."""

    def one(found: re.Match[str]) -> str:
        word = found[0]
        if word in SHORT or (word.lower() in SMALL and found.start()):
            return word if word in SHORT else word.lower()
        return re.sub(r"[^\W_]+", lambda part: part[0].capitalize(), word)

    return WORD.sub(one, text)
