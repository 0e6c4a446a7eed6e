"""Linter of searches: what a colleague who reviews a strategy looks for, by the points of PRESS.

It reads a strategy of any of the dialects, with hits or without. What it tells is sure where it is
an error; a warning is worth a look.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesis.diagnostics.findings import ERROR, WARNING, Finding
from thesis.diagnostics.place import Place
from thesis.language.norwegian import digits
from thesis.searches import query as queries
from thesis.searches.dialects import recognise
from thesis.searches.history import examine
from thesis.searches.meaning import Search
from thesis.searches.query import (
    Narrowed,
    Operation,
    Query,
    QueryError,
    RowReference,
    SearchTerms,
    SubjectHeading,
)
from thesis.searches.sets import MAYBE, ONE
from thesis.searches.strategy import Strategy, StrategyRow

SHORTEST_STEM = 4
"""Letters in front of a truncation sign; with fewer, most of what is found is something else."""
SHORTEST_WORD = 7
"""Letters of a word that may be a misspelt other one: short words are often near one another."""
MOST_NAMED = 12


@dataclass(frozen=True)
class Read:
    """A strategy with what each of its rows means."""

    file: str  # the file it stands in
    strategy: Strategy  # the rows as they stand
    dialect: str  # how the rows are written
    trees: Mapping[int, Query]  # the rows that are read, by their place in the strategy
    refused: Mapping[int, str]  # why the others are not

    def rows(self) -> Iterator[tuple[StrategyRow, Query]]:
        """The rows that are read, each with its tree."""
        for i, row in enumerate(self.strategy.rows):
            if i in self.trees:
                yield row, self.trees[i]

    def at(
        self,
        row: StrategyRow,
        rule: str,
        found: str,
        expected: str,
        fix: str,
        severity: str = ERROR,
    ) -> Finding:
        """A finding on one row."""
        said = f"row {row.number}, «{_short(row.query)}»: {found}"
        return Finding(Place(self.file, row.line), f"press.{rule}", said, expected, fix, severity)


def read(file: str, strategy: Strategy, dialect: str = "") -> Read:
    """The rows of a strategy as trees, by its signs or by the dialect that is named."""
    dialect = dialect or recognise.recognise([row.query for row in strategy.rows]).name
    trees, refused = {}, {}
    for i, row in enumerate(strategy.rows):
        try:
            trees[i] = recognise.parse(row.query, dialect)
        except QueryError as why:
            refused[i] = str(why)
    return Read(file, strategy, dialect, trees, refused)


def lint(every: Sequence[Read]) -> list[Finding]:
    """All findings on strategies of one review, sorted by place."""
    found = [finding for one in every for check in CHECKS for finding in check(one)]
    found += _meeting(every)
    found += _misspelt(every)
    found += _translated(every)
    return sorted(set(found))


# ---- one strategy -------------------------------------------------------------------------------


def _unread(one: Read) -> Iterator[Finding]:
    """PRESS 5: syntax."""
    for i, why in one.refused.items():
        yield one.at(
            one.strategy.rows[i],
            "unread",
            why,
            f"a search as {recognise.title(one.dialect)} has it",
            "write it as it was run; name another dialect with --dialect if it is of another "
            "database",
        )


def _numbers(one: Read) -> Iterator[Finding]:
    """PRESS 5: the numbers of the rows."""
    if not one.strategy.numbered:
        return
    seen: dict[int, int] = {}
    last = 0
    for row in one.strategy.rows:
        if row.number in seen:
            yield one.at(
                row,
                "repeated-number",
                f"the number {row.number} a second time (first on line {seen[row.number]})",
                "a number of its own for each row",
                "renumber the rows, and the rows that name them",
            )
        elif row.number > last + 1:
            missing = ", ".join(map(str, range(last + 1, row.number)))
            yield one.at(
                row,
                "missing-number",
                f"row {missing} is missing above it",
                "numbers without a gap",
                "add the row that was run, or renumber",
            )
        seen.setdefault(row.number, row.line)
        last = max(last, row.number)


def _references(one: Read) -> Iterator[Finding]:
    """PRESS 2 and 5: rows that name rows."""
    known = {row.number for row in one.strategy.rows}
    for row, tree in one.rows():
        named = list(queries.rows(tree))
        for number in dict.fromkeys(named):
            if number == row.number:
                rule, found = "self-reference", "it names itself"
            elif number not in known:
                rule, found = "missing-row", f"it names row {number}, which is not there"
            elif number > row.number:
                rule, found = "later-row", f"it names row {number}, which comes later"
            else:
                continue
            yield one.at(
                row,
                rule,
                found,
                "rows that stand above it",
                "look up which rows were meant: a row was perhaps added or taken out later",
            )
        for number in (n for n, times in Counter(named).items() if times > 1):
            if isinstance(tree, Operation) and len(tree.parts) == len(named):
                yield one.at(
                    row,
                    "named-twice",
                    f"it names row {number} twice",
                    "each row once",
                    "look up whether another row was meant",
                    WARNING,
                )


def _unused(one: Read) -> Iterator[Finding]:
    """PRESS 2: rows that nothing uses."""
    used = {number for _, tree in one.rows() for number in queries.rows(tree)}
    if not used or one.refused:
        return
    final = one.strategy.rows[-1].number
    for row, tree in one.rows():
        # A limit is an end: a review may have several, one for each year that it was updated.
        limited = isinstance(tree, Narrowed) and isinstance(tree.query, RowReference)
        if row.number not in used and row.number != final and not limited:
            yield one.at(
                row,
                "unused",
                "no other row uses it",
                f"a row that {final}, the last one, is made of",
                "combine it, or take it out; if its hits were read too, say so",
                WARNING,
            )


def _unlike(one: Read) -> Iterator[Finding]:
    """PRESS 2: `or` that reaches into another block, and `or` where blocks should meet by `and`."""
    trees = {row.number: tree for row, tree in one.rows()}
    rows = {row.number: row for row, _ in one.rows()}
    parts = {
        n: [p.number for p in _named(tree, "or") if p.number != n] for n, tree in trees.items()
    }
    inside: dict[int, set[int]] = {}
    for number, named in parts.items():
        inside[number] = set(named).union(*(inside.get(each, set()) for each in named))
    told: set[int] = set()
    for number, named in parts.items():
        if twice := sorted(
            {each for each in named for other in named if each in inside.get(other, ())}
        ):
            told.add(number)
            whole = next(n for n in named if twice[0] in inside.get(n, ()))
            yield one.at(
                rows[number],
                "unlike",
                f"it joins row {whole} by OR, and row {twice[0]}, which row {whole} is made of",
                "rows of one block, each once",
                "look up where the block begins and ends: a range may reach into the one above it",
                WARNING,
            )
    for tree in trees.values():
        both = [part.number for part in _named(tree, "and")]
        for one_of, block in ((a, b) for a in both for b in both if a in inside.get(b, ())):
            if block not in told:
                told.add(block)
                yield one.at(
                    rows[block],
                    "unlike",
                    f"it joins row {one_of} by OR, with which it is joined by AND below",
                    "rows of one block",
                    f"take row {one_of} out: as it stands, the AND finds row {one_of} alone",
                    WARNING,
                )
    last = _last(one)
    blocks = [n for n in parts.get(last.number, ()) if parts.get(n)]
    if blocks and not any(map(_meets, trees.values())):
        yield one.at(
            last,
            "unlike",
            f"it joins row {', '.join(map(str, blocks))}, a block, by OR, and nothing meets by AND",
            "blocks that meet by AND, one for each part of the question",
            "write AND, if they are different parts of the question",
            WARNING,
        )


def _last(one: Read) -> StrategyRow:
    """The last row, or the one that it limits."""
    every = {row.number: (row, tree) for row, tree in one.rows()}
    last, tree = one.strategy.rows[-1], one.trees.get(len(one.strategy.rows) - 1)
    while isinstance(tree, Narrowed) and isinstance(tree.query, RowReference):
        if tree.query.number not in every or tree.query.number >= last.number:
            break
        last, tree = every[tree.query.number]
    return last


def _named(tree: Query, operator: str) -> list[RowReference]:
    """The rows that a query joins by an operator, where it joins rows."""
    if isinstance(tree, Operation) and tree.operator == operator:
        return [part for part in tree.parts if isinstance(part, RowReference)]
    return []


def _meets(tree: Query) -> bool:
    """Whether something meets by `and` anywhere in a query, further apart than a few words."""
    tree = _apart(tree)
    return isinstance(tree, Operation) and (
        (tree.operator == "and" and len(tree.parts) > 1) or any(map(_meets, tree.parts))
    )


def _repeated(one: Read) -> Iterator[Finding]:
    """PRESS 5: one search in two rows."""
    first: dict[str, StrategyRow] = {}
    for row, tree in one.rows():
        text = queries.as_text(tree)
        if text in first:
            yield one.at(
                row,
                "repeated-row",
                f"it asks what row {first[text].number} asks",
                "each search once",
                "take one of them out, or mend the one that was meant to be another",
                WARNING,
            )
        first.setdefault(text, row)


def _mixed(one: Read) -> Iterator[Finding]:
    """PRESS 2: AND and OR without brackets."""
    for row, _ in one.rows():
        if operators := _beside(row.query):
            yield one.at(
                row,
                "mixed",
                f"{' and '.join(operators)} stand beside one another without brackets",
                "brackets that say what is worked out first",
                "set brackets: databases work operators out in different orders",
                WARNING,
            )


def _beside(text: str) -> list[str]:
    """`and` and `or` of one level, when both are there."""
    levels: list[set[str]] = [set()]
    unquoted = re.sub(r"\"[^\"]*\"|“[^”]*”|'[^']*'/", "", text)
    for token in re.findall(r"[()]|\b(?:and|or)\b(?!\s*/)", unquoted, re.IGNORECASE):
        if token == "(":
            levels.append(set())
        elif token == ")":
            if len(levels) > 1:
                levels.pop()
        else:
            levels[-1].add(token.upper())
            if len(levels[-1]) > 1:
                return sorted(levels[-1])
    return []


def _truncated(one: Read) -> Iterator[Finding]:
    """PRESS 4: truncation that is too short."""
    for row, tree in one.rows():
        short = {
            term.text
            for term in _words(_apart(tree))
            if re.fullmatch(rf"\w{{1,{SHORTEST_STEM - 1}}}\*+", term.text)
            if term.field not in NAMES and not _is_short_form(term.text, row.query)
        }
        if short:
            yield one.at(
                row,
                "short-truncation",
                f"«{', '.join(sorted(short))}» finds every word that begins so",
                f"at least {SHORTEST_STEM} letters in front of the sign",
                "write the words out, or limit the truncation to some letters",
                WARNING,
            )


def _apart(tree: Query) -> Query:
    """A query without words near one another: beside another word, a short beginning is enough."""
    if isinstance(tree, Narrowed):
        near = any(atom.kind == "near" for mark in tree.marks for atom in mark)
        return Operation("and", ()) if near else _apart(tree.query)
    if isinstance(tree, Operation):
        return Operation(tree.operator, tuple(map(_apart, tree.parts)))
    return tree


def _is_short_form(text: str, query: str) -> bool:
    """Whether a beginning was typed in capitals beside small letters: «NSAID$», more than one."""
    stem = re.escape(text.rstrip("*"))
    return any(each.isupper() for each in re.findall(rf"\b{stem}(?=\W)", query, re.I)) and (
        query != query.upper()
    )


NAMES = {"au", "jn", "jw", "so", "ed", "ep", "em", "yr", "dp", "rn", "py"}
"""Fields of names and dates, in which a short beginning is not too wide."""


def _headings(one: Read) -> Iterator[Finding]:
    """PRESS 3 and 4: a block of headings whose words no row looks for as free text."""
    words = [word for _, tree in one.rows() for term in _words(tree) for word in term.text.split()]
    if not words:
        return
    for block in _blocks(one):
        named = [(row, heading, _own(heading)) for row, heading in block]
        named = [each for each in named if each[2] and _plain(each[1].text) not in FILTERS]
        sought = (_same(word, other) for *_, own in named for word in own for other in words)
        if named and not any(sought):
            row, heading, own = named[0]
            yield one.at(
                row,
                "no-free-text",
                f"no row looks for «{heading.text}» in titles and abstracts",
                "the heading and its words as free text: new records have no headings yet",
                f"add a row such as «{_example(own, one.dialect)}», or-ed with the heading",
                WARNING,
            )


def _own(heading: SubjectHeading) -> list[str]:
    """The words of a heading that say what it is about."""
    return [word for word in re.findall(r"[^\W\d_]{4,}", heading.text) if word not in EMPTY]


def _plain(text: str) -> str:
    return " ".join(re.split(r"[\s-]+", text))


def _blocks(one: Read) -> Iterator[list[tuple[StrategyRow, SubjectHeading]]]:
    """The headings that are joined by `or`, in one row or by a row that names theirs."""
    joined: dict[tuple[int, int], set[tuple[int, int]]] = {}
    inside: dict[tuple[int, int], list[tuple[StrategyRow, SubjectHeading]]] = {}
    names: dict[int, list[tuple[int, int]]] = {}
    for row, tree in one.rows():
        for n, parts in enumerate(_or_ed(tree)):
            name = (row.number, n)
            names.setdefault(row.number, []).append(name)
            inside[name] = [(row, each) for each in parts if isinstance(each, SubjectHeading)]
            named = [each.number for each in parts if isinstance(each, RowReference)]
            # A row that names one other alone is that row with a limit.
            rows = named if len(parts) > 1 else []
            joined[name] = {name}.union(
                *(joined.get(m, ()) for r in rows for m in names.get(r, ()))
            )
            for each in joined[name]:
                joined[each] = joined[name]
    for members in {id(each): each for each in joined.values()}.values():
        if block := [each for name in sorted(members) for each in inside[name]]:
            yield block


def _or_ed(tree: Query) -> list[list[Query]]:
    """What a query joins by `or`, a list for each of the things that it joins by `and`.

    What is taken away by `not` is no subject of a search.
    """
    if isinstance(tree, Narrowed):
        return _or_ed(tree.query)
    if not isinstance(tree, Operation):
        return [[tree]]
    if tree.operator == "or":
        return [[leaf for part in tree.parts for group in _or_ed(part) for leaf in group]]
    parts = tree.parts[:1] if tree.operator == "not" else tree.parts
    return [group for part in parts for group in _or_ed(part)]


EMPTY = set("and with other type types study studies human humans health care".split())
FILTERS = set(
    "humans human animals animal adult child adolescent infant aged male female placebos".split()
) | {
    "middle aged", "aged, 80 and over", "young adult", "research design", "follow up studies",
    "prospective studies", "comparative study", "evaluation studies", "random allocation",
    "double blind method", "single blind method", "double blind procedure", "cohort studies",
    "single blind procedure", "clinical trial", "clinical trials", "clinical trials as topic",
    "controlled clinical trials", "randomized controlled trial", "randomized controlled trials",
    "randomized controlled trials as topic", "crossover procedure", "cross over studies",
    "case control studies", "sensitivity and specificity", "predictive value of tests",
}  # fmt: skip
"""Headings that limit a search, to people or designs, and are no subject of it."""


def _example(words: list[str], dialect: str) -> str:
    text = " ".join(words)
    forms = {
        "ovid": "{}.ti,ab.", "pubmed": '"{}"[tiab]', "embase": "'{}':ti,ab",
        "ebsco": 'TI "{}" OR AB "{}"',
        "cochrane": '"{}":ti,ab,kw', "proquest": 'ti,ab("{}")',
    }  # fmt: skip
    return forms.get(dialect, '"{}"').replace("{}", text)


def _same(word: str, other: str) -> bool:
    """Whether a free word looks for a word of a heading, in another form or cut off."""
    stem = re.split(rf"[*{MAYBE}{ONE}]", other)[0]
    if len(stem) < 3:
        return False
    return word.startswith(stem[: max(4, len(stem) - 3)]) or stem.startswith(word[:-3] or word)


def _hits(one: Read) -> Iterator[Finding]:
    """PRESS 5: hits that contradict one another."""
    often = Counter(row.number for row in one.strategy.rows)
    rows = {
        row.number: row
        for row in one.strategy.rows
        if row.hits is not None and often[row.number] == 1
    }
    searches = [Search(row.number, row.query, row.hits or 0) for row in rows.values()]
    for interval in examine(searches, (), dialect=one.dialect).wrong:
        least, most = interval.least, interval.most
        span = " to ".join(digits(end) for end in dict.fromkeys((least, most)) if end is not None)
        side = (
            ""
            if least is not None and most is not None
            else "at least "
            if most is None
            else "at most "
        )
        yield one.at(
            rows[interval.search.number],
            "hits",
            f"{digits(interval.search.hits)} hits; {'; '.join(interval.proof)}",
            f"{side}{span} hits",
            "look the hits of these rows up: one was mistyped, or run on another day",
        )


def _bare(one: Read) -> Iterator[Finding]:
    """PRESS 4: words without a field where nearly all others have one."""
    bare, signed = [], 0
    for row, tree in one.rows():
        if recognise.recognise([row.query]).name != recognise.PLAIN:
            signed += 1
        elif any(_words(tree)):
            bare.append(row)
    if len(bare) * 4 <= signed:
        for row in bare:
            yield one.at(
                row,
                "no-field",
                "words without a field, where the other rows have one",
                "a field, or a line that is no search",
                "add the field that was searched; begin a heading of your own with «# »",
                WARNING,
            )


def _words(tree: Query) -> Iterator[SearchTerms]:
    """The words of a query that are no headings."""
    return (term for term in queries.terms(tree) if isinstance(term, SearchTerms))


CHECKS: tuple[Callable[[Read], Iterable[Finding]], ...] = (
    _unread, _numbers, _references, _unused, _unlike, _repeated, _mixed, _truncated, _headings,
    _hits, _bare,
)  # fmt: skip


# ---- several, or all words ----------------------------------------------------------------------


def _meeting(every: Sequence[Read]) -> Iterator[Finding]:
    """PRESS 2: blocks that meet by AND in one database, and are all joined by OR in another."""
    meet = [any(map(_meets, one.trees.values())) for one in every]
    for one in (each for each, met in zip(every, meet, strict=True) if not met and any(meet)):
        last = _last(one)
        tree = next((tree for row, tree in one.rows() if row is last), None)
        if tree and len(_named(tree, "or")) > 1:
            other = every[meet.index(True)]
            yield one.at(
                last,
                "unlike",
                "it joins all rows by OR",
                f"blocks that meet by AND, as in «{other.strategy.name or other.file}»",
                "write AND between the blocks",
                WARNING,
            )


def _misspelt(every: Sequence[Read]) -> Iterator[Finding]:
    """PRESS 5: a word that stands once, and is one letter from another: one that stands more
    often, in a heading, or further up.
    """
    where: dict[str, list[tuple[Read, StrategyRow]]] = defaultdict(list)
    headed: set[str] = set()
    for one in every:
        for row, tree in one.rows():
            terms = list(queries.terms(tree))
            named = [term.text for term in terms if isinstance(term, SubjectHeading)]
            headed.update(word for text in named for word in LETTERS.findall(text))
            for word in sorted({word for term in terms for word in LETTERS.findall(term.text)}):
                if len(word) >= SHORTEST_WORD:
                    where[word].append((one, row))
    order = {word: n for n, word in enumerate(where)}
    for word, places in where.items():
        if len(places) > 1:
            continue
        one, row = places[0]
        near = [
            other
            for other, others in where.items()
            if other[0] == word[0] and _one_slip(word, other)
            if row not in [at for _, at in others]  # there, they are two spellings
            if len(others) > 1
            or (other in headed and word not in headed)
            or (order[other] < order[word] and word not in headed)
        ]
        if near:
            yield one.at(
                row,
                "misspelt",
                f"«{word}» stands here alone",
                f"«{near[0]}», as line {where[near[0]][0][1].line} has it",
                "mend the word, if it is a slip, and run the search again",
                WARNING,
            )


def _one_slip(word: str, other: str) -> bool:
    """Whether two words that begin alike differ by one letter, or two exchanged, before their end.

    Not by what British and American spelling differ by, nor inflection.
    """
    if abs(len(word) - len(other)) > 1:
        return False
    short, long = sorted((word, other), key=len)
    pairs = enumerate(zip(short, long, strict=False))
    start = next((i for i, (a, b) in pairs if a != b), len(short))
    a, b = short[start:], long[start:]
    if len(a) == len(b) > 1 and (a[0], a[1]) == (b[1], b[0]) and a[2:] == b[2:]:
        return True
    if len(a) < ENDING:
        return False
    if len(a) < len(b):
        return a == b[1:] and (b[0] not in "aeou" or b[0] == long[start - 1])
    return a[1:] == b[1:] and {a[0], b[0]} not in SPELT


LETTERS = re.compile(r"[^\W\d_]+")
ENDING = 3  # Letters at the end of a word that inflection may change
SPELT = [set(pair) for pair in ("sz", "cs", "iy", "oi", "ck", "ao", "eo")]
"""Letters that two spellings of one word, or two words of one stem, may differ by."""


def _translated(every: Sequence[Read]) -> Iterator[Finding]:
    """PRESS 1: words that one database was asked for and another was not."""
    if len(every) < 2:
        return
    words = [
        {word for _, tree in one.rows() for term in _words(tree) for word in [term.text.strip("*")]}
        for one in every
    ]
    for one, own in zip(every, words, strict=True):
        if not own:
            continue
        best = max(
            (w for o, w in zip(every, words, strict=True) if o is not one),
            key=lambda w: len(w & own),
        )
        other = every[words.index(best)]
        if len(best & own) * 2 < len(own):
            continue  # of another subject, or written in another way altogether
        if missing := sorted(word for word in best - own if not any(map(word.startswith, own))):
            told = ", ".join(missing[:MOST_NAMED]) + (
                " and more" if len(missing) > MOST_NAMED else ""
            )
            yield one.at(
                one.strategy.rows[-1],
                "translation",
                f"{len(own)} terms here, {len(best)} in «{other.strategy.name or other.file}»; "
                f"not here: {told}",
                "the same terms in every database, where it has them",
                "add them, or say why this database was searched without them",
                WARNING,
            )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
