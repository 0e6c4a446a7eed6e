"""Commands: queries that are no words, but tell a database what to do with the rows above.

Read as words they would be compared with nothing, so that a wrong count passed in silence. Until
they are understood they are refused aloud.
"""

import re
from collections.abc import Sequence

ROW = r"[#s]?[0-9]{1,3}"
"""A row by its number, as Ovid (3), EBSCO (S3) and PubMed (#3) have it; more digits are a year."""
BETWEEN = r"\s*(?:[,;:–—-]|\.\.|\bto\b|\bthru\b|\bthrough\b|\s)\s*"
CALLS = r"lines?|rows?|sets?|search(?:es)?|steps?"
CALLED = rf"(?:(?:{CALLS})\s*[#:]?\s*)?"
SEVERAL = rf"\(*\s*{CALLED}{ROW}(?:(?:{BETWEEN}|[\s()]*\b(?:and|or|not)\b[\s()]*){ROW})*[\s)]*"
"""Rows in whatever form: «3», «1-9», «1, 3 or 5», «(1 or 2) not 3», «sets 1 to 4»."""

ROWS = re.compile(rf"{CALLED}{ROW}(?:{BETWEEN}{ROW})*")
SIGN = re.compile(
    rf"\b(?:and|or|not)\s*/\s*{ROW}\b"
    rf"|(?:^|\(|\b(?:and|or|not)\b)\s*{ROW}(?:{BETWEEN}{ROW})*\s*/\s*(?:and|or|not)\s*(?:$|\))"
)
"""Rows with their operator behind a sign: «or/1-9», «1-3/or»; no heading («molecule-1/ or b/»)."""
USED = (
    r"(?:[a-z]{0,4}ez[a-z0-9]{0,4}|med[a-z0-9]{1,3}|psy[a-z]|mesz|prmz|cctr|coch|cl[a-z]{2,3}|prem[a-z]*"
    r"|emed[0-9a-z]*|amed|dare|hta)"
)
"""The short names of Ovid's databases, as «use» has them."""
LIMIT = r"(?:limits?|limited|lim|filter(?:s|ed)?|restrict(?:s|ed)?|refined?)"
JOINED = re.compile(r"[][(){}|+&;,.:–—-]|(?<=[0-9])/(?=[#s])|\b(?:and|or|not|og|eller|ikke)\b")
"""What may stand between rows in some database or language."""
GLUED = re.compile(r"(?<=[0-9])(and|or|not)(?=[#s]?[0-9])")
NUMBERED = re.compile(
    rf"(?:(?:{CALLS}|quer(?:y|ies)|results?|søk|linjer?|rad(?:er)?|nr|no|[ls#])\s*)?"
    r"[0-9]{1,3}(?!\S)\s*"
)
"""A row by its number, called as any database or language calls it."""
COMMANDS = (
    (re.compile(rf"(?:\.\.)?\b{LIMIT}\s*{SEVERAL}\s*(?:to|by|[-:])\s+\S.*"), "limit"),
    (re.compile(rf"{ROW}\s*;\s*\S.*"), "limit"),
    (re.compile(rf"{SEVERAL}[,;.\s]*(?:filter|limit|limiter)(?:s|ed)?\b.*"), "limit"),
    (re.compile(rf"(?:remove|delete|exclude)\s+dup\w*(?:\s+from|\W+{ROW}).*"), "remove duplicates"),
    (re.compile(rf"(?:de-?dup\w*|dedupe?)\s+(?:from\s+)?{SEVERAL}"), "remove duplicates"),
    (re.compile(rf"{SEVERAL}\s*(?:de-?dup\w*|(?:remove|no)\s+dup\w*)"), "remove duplicates"),
    (re.compile(rf"(?:{SEVERAL}\s*\b)?use\s+{USED}(?:\s*,\s*{USED})*"), "use"),
    (re.compile(rf"from\s+{SEVERAL}\s*keep\b.*"), "keep"),
    (
        re.compile(
            rf"(?:combine|merge|exclude|subtract)\s+{SEVERAL}"
            rf"(?:from\s+{SEVERAL}|(?:with|by|using)\s+(?:and|or|not))?"
        ),
        "combine",
    ),
    (re.compile(r"\.\.[a-z]+.*"), "command"),
)
"""The commands that a query may be, and what each is called."""


def command(text: str) -> str:
    """Why a query is a command and no words; "" for one that is not.

    Args:
        text: the query in small letters.
    """
    plain = " ".join(text.split())
    if SIGN.search(re.sub(r'"[^"]*"', '""', plain)):
        return "rows joined by a sign are not read yet"
    for pattern, name in COMMANDS:
        if pattern.fullmatch(plain):
            return f"the command «{name}» is not read yet"
    return ""


def only_rows(text: str) -> bool:
    """Whether a query is two row numbers or more, and what joins them, in whatever form.

    Args:
        text: the query in small letters.
    """
    left = " ".join(JOINED.sub(" ", GLUED.sub(r" \1 ", text)).split())
    numbers = 0
    while found := NUMBERED.match(left):
        numbers, left = numbers + 1, left[found.end() :]
    return numbers > 1 and not left


def names_rows(tokens: Sequence[str], operators: Sequence[str]) -> bool:
    """Whether one of the things that a query joins can only be rows, or may be.

    Args:
        tokens: the words, brackets and operators of the query.
        operators: and, or, not.
    """
    operand: list[str] = []
    for token in [*tokens, ")"]:
        if token in {"(", ")", *operators}:
            if ROWS.fullmatch(" ".join(operand)):
                return True
            operand = []
        else:
            operand.append(token)
    return any(re.fullmatch("#[0-9]+", token) for token in tokens)
