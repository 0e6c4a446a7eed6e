"""Strategies as they are published: a row a line, with numbers and hits or without, wrapped.

A file may have several, one for each database: each begins with a line «# its name» or
«Database: its name», or where the numbers begin at 1 again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

TITLE = re.compile(
    r"\s*(?:#\s+(?=\D)|(?:Database|Databases?|Base|Kilde)\s*:\s*)(?P<name>\S.*?)\s*", re.I
)
NUMBERED = re.compile(
    r"\s*(?P<sign>[#S]\s?)?(?P<number>[0-9]{1,3})(?:\s*[.):]+\s*|\s+)(?P<rest>\S.*)", re.I
)
SIGNED = re.compile(r"\s*(?:[#S]\s?[0-9]+\s+(?!(?:and|or|not)\b)|[#S]?[0-9]+\s*[.):])", re.I)
SAID = re.compile(r"Search:?\s+(?=\S)")
JOINS = re.compile(r"(?:and|or|not)\b(?!\s*/)|[,)]", re.IGNORECASE)
COUNT = r"[0-9]{1,3}(?:[ .,\u00a0]?[0-9]{3})*|[0-9]+"
HITS = re.compile(
    rf"(?P<query>.*?\S)(?:\s+[(\[]\s*(?P<set>{COUNT})\s*[)\]]|(?:\t+|\s{{3,}})(?P<end>{COUNT}))\s*"
)


@dataclass
class StrategyRow:
    """One search of a strategy."""

    number: int  # its number, as it stands or by its place
    query: str  # what was typed
    line: int  # the line of the file on which it begins, from 1
    hits: int | None = None  # how many hits are told; None when they are not


@dataclass
class Strategy:
    """The searches of one database."""

    name: str = ""  # the line above it; "" when there is none
    rows: list[StrategyRow] = field(default_factory=list)  # its searches in their order
    numbered: bool = False  # whether they have numbers of their own


def strategies(text: str) -> list[Strategy]:
    """The strategies of a file, in their order; those without a row are left out."""
    parts: list[tuple[str, list[tuple[int, str]]]] = [("", [])]
    for line, content in enumerate(text.splitlines(), 1):
        if title := TITLE.fullmatch(content):
            parts.append((title["name"], []))
        elif content.strip(" \t-*=_"):  # a line of signs parts what stands above and below
            parts[-1][1].append((line, content))
    found = [strategy for name, lines in parts if lines for strategy in _strategies(name, lines)]
    for strategy in found:
        said = [SAID.match(row.query) for row in strategy.rows]
        for row, prefix in zip(strategy.rows, said, strict=True):
            if prefix and all(said):  # PubMed's history: not a word that is looked for
                row.query = row.query[prefix.end() :]
            _take_hits(row)
    return [strategy for strategy in found if strategy.rows]


def _strategies(name: str, lines: list[tuple[int, str]]) -> Iterator[Strategy]:
    lines = _oldest_first(lines)
    if not _are_numbered(lines):
        yield Strategy(name, list(_unnumbered(lines)))
        return
    current = Strategy(name, numbered=True)
    for line, content in lines:
        own = NUMBERED.fullmatch(content)
        last = current.rows[-1].number if current.rows else 0
        if own and _begins(own, last):
            number = int(own["number"])
            if number == 1 and last > 1:
                yield current
                current = Strategy(numbered=True)
            current.rows.append(StrategyRow(number, own["rest"].strip(), line))
        elif current.rows:
            current.rows[-1].query += " " + content.strip()
        else:
            current.name = f"{current.name} {content.strip()}".strip()
    yield current


def _oldest_first(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines of a history that begins with its last row, as PubMed's did, turned round."""
    starts = [i for i, (_, text) in enumerate(lines) if SIGNED.match(text)]
    found = [NUMBERED.fullmatch(lines[i][1]) for i in starts]
    numbers = [int(own["number"]) for own in found if own]
    if len(numbers) < 2 or numbers != list(range(len(starts), 0, -1)):
        return lines
    rows = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    return [*lines[: starts[0]], *(line for row in reversed(rows) for line in row)]


def _are_numbered(lines: list[tuple[int, str]]) -> bool:
    """Whether most lines begin with a number: with a sign, or one more than the line before."""
    every = [NUMBERED.fullmatch(text) for _, text in lines]
    first = next((i for i, own in enumerate(every) if own), len(every))
    found = [own for own in every if own]
    numbers = [int(own["number"]) for own in found]
    signed = sum(SIGNED.match(own[0]) is not None for own in found)
    steps = sum(b == a + 1 for a, b in pairwise(numbers))
    many = 2 * len(numbers) > len(lines) - first and (numbers[0] <= 2 or signed == len(lines))
    return (
        many
        and not JOINS.match(found[0]["rest"])
        and (signed == len(numbers) or 2 * steps >= len(numbers) - 1)
    )


def _begins(own: re.Match[str], last: int) -> bool:
    """Whether a number begins a row, and is not the first of those that a wrapped row names."""
    set_apart = SIGNED.match(own[0]) or re.match(r"\s*[0-9]+(?:\t|\s{3})", own[0])
    near = -1 <= int(own["number"]) - last <= 3 or int(own["number"]) == 1 or set_apart
    return bool(near) and not (JOINS.match(own["rest"]) and int(own["number"]) != last + 1)


def _unnumbered(lines: list[tuple[int, str]]) -> Iterator[StrategyRow]:
    row: StrategyRow | None = None
    for line, content in lines:
        text = content.strip()
        wrapped = row and (
            row.query.count("(") > row.query.count(")")
            or JOINS.match(text + " ")
            or re.search(r"(?<!/)(?<!/ )\b(?:and|or|not)$", row.query, re.IGNORECASE)
        )
        if row and wrapped:
            row.query += " " + text
            continue
        if row:
            yield row
        row = StrategyRow(row.number + 1 if row else 1, content.strip(), line)
    if row:
        yield row


def _take_hits(row: StrategyRow) -> None:
    if (found := HITS.fullmatch(row.query)) and not re.search(r"\b(?:and|or|not)$", found["query"]):
        row.query = found["query"]
        row.hits = int(re.sub(r"\D", "", found["set"] or found["end"]))
