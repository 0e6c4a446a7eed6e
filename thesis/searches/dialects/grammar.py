"""Grammar that all dialects share: operands and operators, brackets, fields, and what is near.

A dialect says what its signs look like (:class:`DialectGrammar`); the order in which they are read
is one.
Whatever is no sign of the dialect and does not look like a word is refused, so that no sign is
ever read as words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from thesis.searches.query import (
    DEEPEST,
    Narrowed,
    Operation,
    Query,
    QueryError,
    RowReference,
    SearchTerms,
    SubjectHeading,
    as_text,
    rows,
)
from thesis.searches.sets import BESIDE, LAST, MAYBE, ONE, Atom, atom_text

QUOTES = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‛′´`", "'"),
        **dict.fromkeys("‐‑‒–—−", "-"),
    }
)
LETTERS = rf"[\w*'{MAYBE}{ONE}&+%°§]"
WORD = re.compile(rf"[\w*'][\w*'{MAYBE}{ONE}&+%°§]*(?:[-.,+]+{LETTERS}+)*[-,;+.]?|&")
"""What a word may look like once the signs of the dialect are taken out of it."""
FOREIGN = re.compile(
    r"[^\W\d_]{2,}\.[^\W\d_].*|[^\W\d_]{3,}\.|(?:adj|near)[0-9]+|adj|exp|explode|mesh|tiab|.*_.*"
    r"|[0-9]+\."
)
"""What looks like a word and is a sign of some database: asthma.tw, adj3, exp."""
CAPITALS = re.compile("TI|AB|MH|MM|TX")
NEAR_BY = re.compile("[NW][0-9]{1,2}")
"""EBSCOhost's signs for words near one another, in capitals; another database has none."""
COMMANDS = re.compile(
    r"(?:limit|lim)\s[(#]?[0-9]+\sto\b|remove\sduplicates\b|from\s[0-9]+\skeep\b", re.IGNORECASE
)
NUMBER = re.compile(r"[0-9]{1,3}")
ROW = r"[#s]?\s?[0-9]{1,3}"
LIST = rf"{ROW}(?:\s*(?:[-–:,;]|\bto\b)\s*{ROW})*"  # Rows by their numbers: 1-3, 7
OPERATORS = ("and", "or", "not")
FAR = LAST  # How far from one another things may be that only have to be in one field


class Token(NamedTuple):
    """A piece of a query: what it is, what it says, and where it stands."""

    kind: str
    value: object
    text: str
    at: int


class SearchField(NamedTuple):
    """A field, and whether a group of words in it means each word by itself."""

    name: str
    single: bool


Rule = tuple[str, str, Callable[["re.Match[str]"], object]]
"""What a token is, the pattern of it, and what it says."""


class Bare(SearchTerms):
    """A number alone, which may be a row or a word, until what is around it says which."""


@dataclass(frozen=True)
class DialectGrammar:
    """How one database writes a search."""

    name: str  # its short name, as data/databases.yaml has it
    title: str  # what it is called in messages
    rules: tuple[Rule, ...]  # its own signs, tried before those that all share
    ends: str = ""  # the signs of its own that may stand in the middle of a word and end it
    # what each sign of truncation stands for: :data:`MAYBE`, :data:`ONE` or «*»
    truncation: Mapping[str, str] = field(default_factory=dict)
    # how words without an operator between them are joined: «phrase», «and» or «words»
    beside: str = "words"
    # which operator is worked out first: «left» for each in its turn, a list of them, or "" where
    # the database does not say
    order: tuple[str, ...] = ()
    bare: bool = False  # whether a number alone among words is a row
    everywhere: str = ""  # the fields of a word without a field
    # of which words the database looks for other forms as well, unless they are in quotation marks
    # or truncated: «all», those «bare» of a field, or none
    varied: str = ""
    # reads what is no expression, such as «limit 5 to humans»; None for all else
    whole: Callable[[str, Callable[[str], Query]], Query | None] = lambda _text, _read: None

    @cached_property
    def scanner(self) -> re.Pattern[str]:
        """All its signs in one pattern; the group r3 is the fourth of :attr:`all_rules`."""
        unnamed = (re.sub(r"\(\?P<\w+>", "(?:", pattern) for _, pattern, _ in self.all_rules)
        return re.compile(
            "|".join(f"(?P<r{i}>{pattern})" for i, pattern in enumerate(unnamed)), re.IGNORECASE
        )

    @cached_property
    def all_rules(self) -> tuple[Rule, ...]:
        """Its own signs and the shared ones; what is none of them is a word."""
        ends = "|".join(filter(None, (r"[\s()\"]|$", self.ends)))
        return (*self.rules, *SHARED, ("word", rf"[^\s()\"]+?(?={ends})", text_of))

    def parse(self, text: str) -> Query:
        """A query as a tree.

        Raises:
            QueryError: it is not understood; the message says what, and what would be.
        """
        plain = " ".join(unicodedata.normalize("NFKC", text).translate(QUOTES).split())
        if not plain:
            raise QueryError("there is nothing to read")
        try:
            return self._parse(plain)
        except RecursionError:
            raise QueryError("it has too many brackets or operators inside one another") from None

    def _parse(self, plain: str) -> Query:
        if (whole := self.whole(plain, self._parse)) is not None:
            return whole
        return _Reader(self, list(self._tokens(plain))).whole()

    def _tokens(self, plain: str) -> Iterator[Token]:
        at = depth = 0
        while at < len(plain):
            if not (found := self.scanner.match(plain, at)) or found.end() == at:
                raise QueryError(f"«{plain[at : at + 20]}» is no sign of {self.title}")
            kind, pattern, says = self.all_rules[int(str(found.lastgroup)[1:])]
            depth += (kind == "open") - (kind == "close")
            if depth > DEEPEST:
                raise QueryError(f"more than {DEEPEST} brackets stand inside one another")
            if kind != "blank":
                own = re.compile(pattern, re.IGNORECASE).match(plain, at)
                yield Token(kind, says(own or found), found[0], at)
            at = found.end()

    def word(self, text: str) -> str:
        """A word with its signs of truncation as all dialects have them.

        Raises:
            QueryError: there is something in it that is no part of a word.
        """
        word = text.casefold().translate(OPEN_LETTERS)
        for sign, meaning in self.truncation.items():
            if sign not in word:
                continue
            word = re.sub(
                re.escape(sign) + "([0-9]{0,2})",
                lambda found, meaning=meaning: (  # type: ignore[misc]
                    MAYBE * int(found[1]) if meaning == "*" and found[1] else meaning + found[1]
                ),
                word,
            )
        if NEAR_BY.fullmatch(text):
            raise QueryError(
                f"«{text}» may be a word or EBSCOhost's «near»: a word stands in quotation marks"
            )
        if not WORD.fullmatch(word) or FOREIGN.fullmatch(word):
            raise QueryError(f"«{text}» is neither a word nor a sign of {self.title}")
        return word.rstrip(";")

    def phrase(self, text: str) -> str:
        """Words in quotation marks: any sign may stand in them."""
        words = text.casefold().translate(OPEN_LETTERS).split()
        made = []
        for word in words:
            try:
                made.append(self.word(word))
            except QueryError:
                made.append(word)
        if not made:
            raise QueryError("there is nothing between two quotes")
        return " ".join(made)


OPEN_LETTERS = str.maketrans(dict.fromkeys((MAYBE, ONE), " "))


def text_of(found: re.Match[str]) -> str:
    """The text of a token as it stands."""
    return found[0]


def lower(found: re.Match[str]) -> str:
    """The text of a token in lower case, its blanks made one."""
    return " ".join(found[0].casefold().split())


OPERATOR: Rule = ("operator", r"(?:and|or|not)(?![\w'*$?#.&-])", lower)
ROWS: tuple[Rule, ...] = (
    ("rows", rf"\b(?:and|or)\s*/\s*{LIST}(?![\w/])\.?",
     lambda found: row_list(found[0].rstrip(".").split("/", 1))),
    ("rows", rf"\{{\s*(?:and|or)\s+{LIST}\s*\}}",
     lambda found: row_list(found[0].strip("{} ").split(None, 1))),
    ("rows", rf"(?<![\w-]){LIST}\s*/\s*(?:and|or)(?=\s*(?:$|\)))",
     lambda found: row_list(found[0].rsplit("/", 1)[::-1])),
)  # fmt: skip
"""Rows by their numbers, with one operator for all: or/1-3, {or #1-#3}, 1-3/or."""
SHARED: tuple[Rule, ...] = (
    ("blank", r"\s+", text_of),
    ("open", r"\(", text_of),
    ("close", r"\)", text_of),
    ("quoted", r'"[^"]*"', lambda found: found[0][1:-1]),
    *ROWS,
    ("row", r"#\s?[0-9]{1,3}\b(?![-\w])", lambda found: int(found[0][1:])),
    OPERATOR,
)


def row_list(parts: Iterable[str]) -> Query:
    """Rows joined by one operator: (or, 1-3,7).

    Raises:
        QueryError: a range runs backwards.
    """
    operator, listed = (part.strip().casefold() for part in parts)
    numbers: list[int] = []
    for part in re.split(r"\s*[,;]\s*", listed):
        ends = [int(re.sub(r"\D", "", end)) for end in re.split(r"\s*(?:[-–:]|\bto\b)\s*", part)]
        if ends != sorted(ends) or len(ends) > 2:
            raise QueryError(f"«{part}» is no range of rows that runs upwards")
        numbers += range(ends[0], ends[-1] + 1)
    each = tuple(map(RowReference, dict.fromkeys(numbers)))
    return each[0] if len(each) == 1 else Operation(operator, each)


# ---- reading ------------------------------------------------------------------------------------


@dataclass
class _Reader:
    """Reads the tokens of one query, from left to right."""

    grammar: DialectGrammar
    tokens: list[Token]
    at: int = 0

    def whole(self) -> Query:
        """All of it."""
        query = self.expression()
        if self.at < len(self.tokens):
            raise QueryError("a bracket is closed that was not opened")
        return _settled(query, self.grammar)

    @property
    def kind(self) -> str:
        """What comes next; "" at the end."""
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def take(self) -> Token:
        """The next token."""
        self.at += 1
        return self.tokens[self.at - 1]

    def expression(self) -> Query:
        """Operands with operators between them, up to the end or a bracket that closes."""
        if self.kind == "operator":
            raise QueryError(
                f"it begins with «{self.take().text}»: it belongs to another line, or has nothing "
                "to join"
            )
        parts, operators = [self.operand()], list[str]()
        while self.kind not in ("", "close"):
            if self.kind == "operator":
                operator = str(self.take().value)
                if self.kind == "operator" and self.tokens[self.at].value == "not":
                    if operator == "or":
                        raise QueryError("«or not» finds nearly all that a database holds")
                    operator = str(self.take().value)
                if self.kind in ("", "close", "operator"):
                    raise QueryError(f"«{operator}» has nothing to join")
            elif self.grammar.beside == "and" and not (
                self.kind == "row" or isinstance(parts[-1], RowReference)
            ):
                operator = "and"
            else:
                raise QueryError(
                    f"«{self.tokens[self.at].text}» stands beside something else without an "
                    "operator"
                )
            operators.append(operator)
            parts.append(self.operand())
        return joined(parts, operators, self.grammar.order)

    def operand(self) -> Query:
        """One thing, or several that must be near one another, with the fields around them."""
        if self.kind == "prefix":
            where = self.take().value
            if self.kind in ("", "close", "operator"):
                raise QueryError(f"«{self.tokens[self.at - 1].text}» has nothing to look for")
            return in_field(self.operand(), where)  # type: ignore[arg-type]
        parts, nears = [self.unit()], list[tuple[str, int]]()
        while self.kind == "near":
            nears.append(self.take().value)  # type: ignore[arg-type]
            if self.kind in ("", "close", "operator", "near"):
                raise QueryError(f"«{self.tokens[self.at - 1].text}» has nothing to join")
            parts.append(self.unit())
        made = parts[0]
        for part, (kind, most) in zip(parts[1:], nears, strict=True):
            made = near(made, part, kind, most)
        return made

    def unit(self) -> Query:
        """Words, a bracket, a row or a heading, with what stands behind them."""
        token = self.take()
        made: Query
        if token.kind == "prefix":
            self.at -= 1
            return self.operand()
        if token.kind == "open":
            if self.kind in ("", "close"):
                raise QueryError("there is nothing in a bracket")
            made = self.expression()
            if self.kind != "close":
                raise QueryError("a bracket is not closed")
            self.take()
        elif token.kind in ("word", "quoted"):
            self.at -= 1
            made = self.words()
        elif token.kind == "row":
            made = RowReference(token.value)  # type: ignore[arg-type]
        elif token.kind in ("rows", "query"):
            made = token.value  # type: ignore[assignment]
        elif token.kind == "close":
            raise QueryError("a bracket is closed that was not opened")
        else:
            raise QueryError(f"«{token.text}» has nothing to belong to")
        while self.kind in ("suffix", "mark"):
            token = self.take()
            if token.kind == "suffix":
                made = in_field(made, token.value)  # type: ignore[arg-type]
            elif callable(token.value):
                made = token.value(made)
            else:
                made = Narrowed(made, token.value)  # type: ignore[arg-type]
        return made

    def words(self) -> Query:
        """Words up to whatever is none: one search for them all."""
        run: list[Token] = []
        while self.kind in ("word", "quoted"):
            run.append(self.take())
        if len(run) == 1 and run[0].kind == "word" and NUMBER.fullmatch(run[0].text):
            return Bare(run[0].text)
        grammar = self.grammar
        if len(run) > 1 and any(token.kind == "quoted" for token in run):
            if grammar.beside == "and":
                self.at -= len(run) - 1
                run = run[:1]
            elif grammar.beside != "phrase":
                raise QueryError(f"«{run[0].text} {run[1].text}»: a phrase beside words")
        if len(run) > 1 and CAPITALS.fullmatch(run[0].text):
            sign = run[0].text
            raise QueryError(
                f"«{sign}» has its heading in quotation marks"
                if grammar.name == "ebsco" and sign in ("MH", "MM")
                else f"«{sign}» is a field of EBSCOhost in front of its words"
            )
        if len(run) > 1 and (joined := [t.text for t in run if t.text.casefold() in OPERATORS]):
            raise QueryError(f"«{joined[0]}» has nothing to join")
        if told := COMMANDS.match(" ".join(token.text for token in run)):
            raise QueryError(f"«{told[0]}» is a command, and stands on a line of its own")
        text = " ".join(
            grammar.phrase(str(token.value)) if token.kind == "quoted" else grammar.word(token.text)
            for token in run
        ).strip()
        if not text:
            raise QueryError(f"«{' '.join(token.text for token in run)}» has no word in it")
        several = " " in text
        quoted = several and (grammar.beside == "phrase" or run[0].kind == "quoted")
        return SearchTerms(
            text,
            quoted=quoted,
            varied=bool(grammar.varied) and not any(t.kind == "quoted" for t in run),
        )


def near(a: Query, b: Query, kind: str, most: int) -> Query:
    """What has `a` near `b`: no more than what has both.

    Args:
        a: what stands first.
        b: what stands next.
        kind: ``near``; ``pre`` when `a` must be in front; ``next`` when nothing may be between.
        most: how far they may be from one another, as the database counts.
    """
    if kind == "next":
        kind = "pre"
        if _is_phrase(a) and _is_phrase(b):
            return SearchTerms(f"{a.text} {b.text}", quoted=True)  # type: ignore[union-attr]
    both = tuple(_as_words(part) for part in (a, b))
    if any(any(rows(part)) for part in both):
        raise QueryError("a row cannot be near something")
    told = map(_near_text, both)
    text = BESIDE.join(sorted(told) if kind == "near" else told)
    return Narrowed(Operation("and", both), (frozenset({Atom(kind, text, first=most)}),))


def _near_text(query: Query) -> str:
    """A thing that is near another; things near one another by these alone, not by their words."""
    if isinstance(query, Narrowed):
        return " and ".join(f"({atom_text(atom)})" for mark in query.marks for atom in sorted(mark))
    return as_text(query)


def _is_phrase(query: Query) -> bool:
    """Whether words stand beside one another, in no field."""
    alone = isinstance(query, SearchTerms) and not query.field
    return alone and (query.quoted or " " not in query.text)  # type: ignore[union-attr]


def in_field(query: Query, where: SearchField) -> Query:
    """A query in a field; words that have a field of their own keep it."""
    query = _as_words(query)
    if isinstance(query, SearchTerms):
        return query if query.field else _worded(query, where.name)
    if isinstance(query, RowReference):
        raise QueryError("a row has no field")
    if isinstance(query, SubjectHeading):
        return query
    if isinstance(query, Narrowed):
        marks = tuple(
            frozenset(
                atom._replace(field=where.name)
                if atom.kind in ("near", "pre") and not atom.field
                else atom
                for atom in mark
            )
            for mark in query.marks
        )
        # What is near one another is in one field as it is.
        near_by = any(atom.kind in ("near", "pre") for mark in marks for atom in mark)
        inner = in_field(query.query, SearchField(where.name, True) if near_by else where)
        return Narrowed(inner, marks)
    parts = tuple(in_field(part, where) for part in query.parts)
    if query.operator == "or" or where.single:
        return Operation(query.operator, parts)
    # Both words may have to stand in one and the same of the fields: no more than both anywhere.
    text = as_text(query) if query.operator == "not" else BESIDE.join(map(as_text, query.parts))
    mark = frozenset({Atom("near", text, where.name, first=FAR)})
    inside = Operation("and", parts) if query.operator == "and" else parts[0]
    return Narrowed(inside, (mark,))


def _worded(query: SearchTerms, where: str) -> SearchTerms:
    """Words in a field, without the commas that only a heading has."""
    text = re.sub(r",(?=\s|$)", "", query.text)
    return SearchTerms(text, query.quoted, where, query.varied)


def _as_words(query: Query) -> Query:
    """A query whose bare numbers are words: they stand in a field, or near something."""
    if isinstance(query, SearchTerms):
        return _worded(query, query.field)
    if isinstance(query, Operation):
        return replace(query, parts=tuple(map(_as_words, query.parts)))
    return query


def _settled(query: Query, grammar: DialectGrammar) -> Query:
    """A query with its bare numbers as rows, and the fields of words without any."""
    if isinstance(query, Bare):
        if grammar.bare:
            return RowReference(int(query.text))
        raise QueryError(f"«{query.text}» may be a word or a row: a row is #{query.text}")
    if not grammar.bare and isinstance(query, Operation) and _all_bare(query):
        return _settled(query, replace(grammar, bare=True))
    if isinstance(query, SearchTerms):
        if grammar.bare and not query.field and query.text.isdigit():
            raise QueryError(f"«{query.text}» may be a word, a year or a row")
        varied = query.varied and (grammar.varied == "all" or not query.field) and _is_open(query)
        return replace(_worded(query, query.field or grammar.everywhere), varied=varied)
    if isinstance(query, Narrowed):
        return replace(query, query=_settled(query.query, grammar))
    if isinstance(query, Operation):
        return replace(query, parts=tuple(_settled(part, grammar) for part in query.parts))
    return query


def _is_open(words: SearchTerms) -> bool:
    """Whether words are neither in quotation marks nor truncated."""
    signs = ("*", MAYBE, ONE)
    return not words.quoted and not any(sign in words.text for sign in signs)


def _all_bare(query: Query) -> bool:
    if isinstance(query, Operation):
        return bool(query.parts) and all(map(_all_bare, query.parts))
    return isinstance(query, Bare)


# ---- operators ----------------------------------------------------------------------------------


def joined(parts: list[Query], operators: list[str], order: tuple[str, ...]) -> Query:
    """Operands joined, by the order in which the database works its operators out.

    Where it does not say, and two usual orders differ, the result is only known to be no more
    than both together.
    """
    if len(set(operators)) <= 1 or re.fullmatch(r"(?:and )*(?:not ?)+", " ".join(operators)):
        return _in_turn(parts, operators)  # `and` before `not` is alike in every order
    if order:
        return _by_order(parts, operators, order)
    ways = [_by_order(parts, operators, each) for each in USUAL]
    different = list(dict.fromkeys(ways))
    if len(different) == 1:
        return different[0]
    mark = Atom("only", f"«{'; '.join(map(as_text, different))}» as the database reads it")
    return Narrowed(Operation("or", tuple(different)), (frozenset({mark}),))


LEFT = ("left",)
USUAL = (LEFT, ("not", "and", "or"), ("and", "not", "or"))
"""The usual orders: each in its turn; `not`, `and`, `or`."""


def _by_order(parts: list[Query], operators: list[str], order: tuple[str, ...]) -> Query:
    if order == LEFT:
        return _in_turn(parts, operators)
    for first in order:
        runs, left = [[parts[0]]], list[str]()
        for operator, part in zip(operators, parts[1:], strict=True):
            if operator == first:
                runs[-1].append(part)
            else:
                left.append(operator)
                runs.append([part])
        parts = [_in_turn(run, [first] * (len(run) - 1)) for run in runs]
        operators = left
    return parts[0]


def _in_turn(parts: list[Query], operators: list[str]) -> Query:
    """Each operator in its turn, from the left; those of one kind as one."""
    made = parts[:1]
    last = ""
    for operator, part in zip([*operators, ""], [*parts[1:], None], strict=True):
        if operator != last and len(made) > 1:
            made = [Operation(last, tuple(made))]
        if part is not None:
            made.append(part)
        last = operator
    return made[0]
