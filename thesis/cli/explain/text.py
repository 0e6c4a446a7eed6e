"""An answer as lines of a terminal."""

from collections.abc import Iterator, Sequence

from thesis.checks.text.group_statements import answering
from thesis.cli.explain.built import Built, Rows
from thesis.cli.explain.question import Answer
from thesis.diagnostics.messages import said
from thesis.diagnostics.place import Place
from thesis.diagnostics.terminal import counted, wrapped
from thesis.document.ledger import Entry
from thesis.language import norwegian
from thesis.model import arithmetic, display, groups
from thesis.model import flow as flows
from thesis.model.arithmetic import Arithmetic
from thesis.model.conditions import PredicateError
from thesis.model.records import FlowRow, Screening
from thesis.model.references import authors
from thesis.model.register import Number, is_typed

MOST = 5  # So many numbers of one value are told in full, of the others only the keys

WORDS = {"alternative": "alternative text", "description": "long description"}
"""Where a number stands, where the ledger's word is not plain."""

ANSWERS = {True: "yes", False: "no", None: "not known"}

Pages = dict[str, tuple[int, str]]
"""The page of each number by the id of its span: as counted, and as printed."""


class AnswerText:
    """An answer as lines of a terminal.

    Args:
        built: what is answered from.
        printed: the pages of the numbers.
        width: columns of the terminal.
        everything: whether no list is cut short.
    """

    def __init__(self, built: Built, printed: Pages, width: int, everything: bool = False) -> None:
        self.built = built
        self.printed = printed
        self.width = width
        self.everything = everything
        self.rows = Rows(built.thesis.root)

    def lines(self, answer: Answer) -> Iterator[str]:
        """All of an answer."""
        told = self._line(answer, answer.place) if answer.place else self._numbers(answer)
        return (line.replace(norwegian.NBSP, " ").rstrip() for line in told)

    def _numbers(self, answer: Answer) -> Iterator[str]:
        most = len(answer.keys) if self.everything else MOST
        for key in answer.keys[:most]:
            yield from self._origin(self.built.register[key])
            yield from self._used(key)
            yield from self._standing(key)
            yield ""
        if rest := answer.keys[most:]:
            more = counted(len(rest), "more number")
            yield from self._spoken(f"{more} of this value (--all tells them in full):")
            yield from self._wrapped(", ".join(rest), 2)
            yield ""
        for entry in answer.entries:
            yield from self._unkeyed(entry)
            yield ""

    def _line(self, answer: Answer, place: Place) -> Iterator[str]:
        yield str(place)
        if answer.keys:
            yield from self._wrapped(self.rows.says(place), 2)
        yield ""
        for sentence in dict.fromkeys(entry.sentence for entry in answer.entries):
            there = [entry for entry in answer.entries if entry.sentence == sentence]
            yield from self._place(there, 2)
            yield ""
            for entry in there:
                for key in entry.keys:
                    yield from self._origin(self.built.register[key])
                    yield ""
                if not entry.keys:
                    yield from self._unkeyed(entry, placed=True)
                    yield ""
        if answer.keys:
            yield from self._spoken(f"{counted(len(answer.keys), 'number')} from this row:")
            yield ""
        for key in answer.keys:
            yield from self._value(self.built.register[key])
            yield from self._standing(key, brief=True)
            yield ""

    # ---- where it comes from ---------------------------------------------------------------------

    def _value(self, number: Number) -> Iterator[str]:
        unit = "" if number.unit in {"percent", "year"} else number.unit
        yield f"{number.key} = {display.written(number) or said('not known')} {unit}"
        yield from self._wrapped(str(number.formula or ""), 2)

    def _origin(self, number: Number) -> Iterator[str]:
        """A number with its formula, its rows and what is to be known of it."""
        yield from self._value(number)
        yield from self._wrapped(number.says, 2)
        if number.citation:
            page = said(f", p. {number.page}") if number.page else ""
            yield from self._wrapped(f"{said('cited from')} {self._work(number.citation)}{page}", 2)
        if number.note:
            yield from self._spoken(f"note: {number.note}", 2)
        if number.unverified:
            yield from self._spoken("unverified: it was not seen in the work itself", 2)
        if any(row.key == number.key for row in self._boxes):
            how = "typed: somebody wrote a count" if is_typed(number) else "counted from records"
            yield from self._spoken(f"in figure 1, {how}", 2)
        done = arithmetic.of(number, self.built.register)
        yield from self._sum(done) if done and done.terms else self._rows(number)

    @property
    def _boxes(self) -> Iterator[FlowRow]:
        """The numbers of figure 1."""
        for _, box in flows.boxes(self.built.register.records.flow):
            yield from (box, *box.made_of)

    def _work(self, key: str) -> str:
        work = self.built.register.records.references.get(key, {})
        return f"{key} ({authors(work)}: {work.get('title', '')})" if work else key

    def _rows(self, number: Number) -> Iterator[str]:
        yield f"  {said(counted(len(number.rows), 'row'))}:"
        screening = self.built.register.records.screening or Screening()
        found = {work.name: ", ".join(work.records) for work in screening.works}
        rows = []
        for row in number.rows:
            records = found.get(screening.rows.get(str(row), ""), "")
            rows.append(("", str(row), f"{self.rows.says(row)} {records and f'({records})'}"))
        yield from self._table(rows)

    def _sum(self, done: Arithmetic) -> Iterator[str]:
        """The terms under one another, and what they give."""
        rows = []
        for term in done.addends:
            behind = self.built.register[term.key].rows
            own = behind[0] if len(behind) == 1 else None
            says = self.rows.says(own) if own else ""
            rows.append((norwegian.digits(term.value), str(own or term.key), says))
        zeros = len(done.terms) - len(done.addends)
        if not rows:
            yield from self._spoken(f"{counted(zeros, 'row')}, each 0", 2)
            return
        if done.sign == "+":
            also = said(f", and {zeros} more with 0") if zeros else ""
            yield f"  {said(counted(len(rows), 'row'))}{also}:"
            yield from self._table(rows, done.written)
            return
        rows[1:] = [(f"{done.sign} {value}", own, says) for value, own, says in rows[1:]]
        yield from self._table(rows, done.written)
        yield from self._spoken(f"rows: {', '.join(display.runs(done.rows))}", 2)

    def _table(self, rows: Sequence[tuple[str, str, str]], total: str = "") -> Iterator[str]:
        """Numbers under one another with their places and what stands there; their result."""
        wide = max(map(len, [total, *(value for value, *_ in rows)]))
        places = max((len(place) for _, place, _ in rows), default=0)
        for value, place, says in rows:
            before = f"{value:>{wide}}  " if wide else ""
            line = f"    {before}{place:<{places}}  {says}".rstrip()
            yield line if self.everything else _cut(line, self.width)
        if total:
            yield f"    {'-' * wide}"
            yield f"    {total:>{wide}}"

    def _used(self, key: str) -> Iterator[str]:
        """The differences that the number goes into."""
        for user in self.built.users.get(key, []):
            done = arithmetic.of(self.built.register[user], self.built.register)
            if done and done.sign != "+":
                terms = f" {done.sign} ".join(norwegian.digits(term.value) for term in done.terms)
                yield from self._spoken(f"goes into {user}: {terms} = {done.written}", 2)

    # ---- where it stands -------------------------------------------------------------------------

    def _standing(self, key: str, brief: bool = False) -> Iterator[str]:
        if not (entries := self.built.standing.get(key, [])):
            yield from self._spoken("stands nowhere in the thesis", 2)
            return
        if not brief:
            yield ""
        yield from self._spoken(f"stands in {counted(len(entries), 'place')}:", 2)
        for entry in entries:
            if brief:
                at = self._at(entry)
                yield f"    {at}  {_around(entry, self.width - len(at) - 6)}"
            else:
                yield from self._place([entry], 4)

    def _place(self, entries: Sequence[Entry], indent: int) -> Iterator[str]:
        """A place, the headings above it, and its sentence with the numbers in brackets."""
        first = entries[0]
        where = said(WORDS.get(first.where, first.where)) + self._page(first)
        shown_in = "" if first.file in first.place else f" {said('in')} {first.file}"
        yield from self._wrapped(f"{first.place}{shown_in} ({where})", indent)
        yield from self._wrapped(" › ".join(first.headings), indent + 2)
        yield from self._wrapped(_marked(entries), indent + 2)
        found = [one for one in self.built.findings if str(one.place) == first.place]
        for finding in found:
            if any(f"«{entry.written}»" in finding.found for entry in entries):
                yield from self._wrapped(f"{finding.rule}: {finding.found}", indent + 2)

    def _at(self, entry: Entry) -> str:
        """A place in few words: the line of the prose, or what of its file it stands in."""
        where = said(WORDS.get(entry.where, entry.where))
        return entry.place if entry.file in entry.place else f"{entry.file} ({where})"

    def _page(self, entry: Entry) -> str:
        if entry.id not in self.printed:
            return ""
        counted, printed = self.printed[entry.id]
        return said(f", page {printed}" if printed else f", page {counted} of the PDF")

    def _unkeyed(self, entry: Entry, placed: bool = False) -> Iterator[str]:
        """What stands without a key: a typed number, a statement on the studies, or neither."""
        kinds = {
            "typed": "typed by the author",
            "accepted": f"accepted by the settings ({entry.why})",
            "group": "a statement on the studies",
        }
        yield f"«{entry.written}»: {said(kinds.get(entry.kind, 'a number without a key'))}"
        if entry.kind == "typed":
            yield from self._spoken(f"why: {entry.why or 'no reason is given'}", 2)
        if not placed:
            yield from self._place([entry], 2)
        if entry.kind == "group":
            yield from self._group(entry)

    def _group(self, entry: Entry) -> Iterator[str]:
        """What each record of the group answers; what the rules found stands with the place."""
        yield from self._spoken(f"of {entry.of}, where {entry.condition}:", 2)
        thesis = self.built.thesis
        studies = thesis.register.records.studies
        try:
            predicate, answers = groups.ask(entry.of, entry.condition, studies, thesis.config)
        except PredicateError as error:
            yield from self._spoken(f"cannot be answered: {error.found}", 4)
            return
        for record, given in answers:
            answer = f"{said(ANSWERS[given])}: {answering([record], predicate)}"
            yield from self._wrapped(answer, 4)
        denied = [
            one
            for one in self.built.findings
            if str(one.place) == entry.place and one.rule.startswith("group.")
        ]
        yield from self._spoken("it does not hold" if denied else "it holds", 2)

    def _wrapped(self, text: str, indent: int) -> list[str]:
        return wrapped(text, self.width, indent)

    def _spoken(self, text: str, indent: int = 0) -> list[str]:
        return wrapped(said(text), self.width, indent)


def _marked(entries: Sequence[Entry]) -> str:
    """A sentence with its numbers in brackets."""
    text = entries[0].sentence
    for entry in sorted(entries, key=lambda entry: len(entry.before), reverse=True):
        at = len(entry.before)
        text = f"{text[:at]}[{text[at : at + len(entry.written)]}]{text[at + len(entry.written) :]}"
    return text


def _around(entry: Entry, width: int) -> str:
    """A number with as much of its sentence as there is room for."""
    room = max(width - len(entry.written) - 2, 0)
    after = _cut(entry.after, max(room // 2, room - len(entry.before)))
    left = room - len(after)
    before = entry.before if len(entry.before) <= left else f"…{entry.before[1 - left :]}"
    return f"{before}[{entry.written}]{after}"


def _cut(line: str, width: int) -> str:
    return line if len(line) <= width else f"{line[: width - 1]}…"
