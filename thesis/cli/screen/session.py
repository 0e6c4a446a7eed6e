"""Session of a screener: the works of a stage, what is decided on each, and where that stands."""

import threading
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from thesis.screening import decisions, texts
from thesis.screening.decisions import (
    AGREED,
    EXCLUDE,
    FULL_TEXT,
    NOT_RETRIEVED,
    RETRIEVAL,
    STAGES,
    UNSURE,
    Decision,
)
from thesis.screening.texts import RecordTexts
from thesis.screening.works import Work

UNDECIDED, ALL = "undecided", "all"
"""What is shown of the works: those without a decision, or every one; else those with that one."""


class Choice(NamedTuple):
    """What is decided on a work at a stage; "" for nothing yet."""

    decision: str = ""
    reason: str = ""


class ChangedError(Exception):
    """Another window, or git, has decided otherwise meanwhile.

    Args:
        now: what is decided.
    """

    def __init__(self, now: Choice) -> None:
        super().__init__(now)
        self.now = now


class NoChoiceError(Exception):
    """What cannot be decided: of no work that is here, or nothing that this stage has."""


@dataclass(frozen=True)
class Opinion:
    """What one of several screeners decided, to whoever settles it."""

    name: str
    choice: Choice


class ScreeningSession:
    """What one screener decides at one stage. Several threads may ask.

    Each decision is written at once, so that a process that is killed loses none. The file is read
    again whenever it is another: a second window, git or an editor may have written it.

    Args:
        root: the folder of the thesis.
        screener: whose decisions they are.
        stage: ``title_abstract`` or ``full_text``.
        works: those of the stage, in the order in which they are shown.
        read: the texts of a record by its id.
        reasons: those of an exclusion at full text.
        opinions: what each screener decided on a work, for whoever settles conflicts.
        today: the day.

    Attributes:
        possible: what may be decided; that a report was not to be had is said at full text.

    Raises:
        UnreadableSourceError: the file of decisions is no table.
    """

    def __init__(
        self,
        root: Path,
        screener: str,
        stage: str,
        works: Sequence[Work],
        read: Mapping[str, RecordTexts],
        reasons: Collection[str] = (),
        opinions: Mapping[str, Sequence[Opinion]] | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.root, self.screener, self.stage, self.works = root, screener, stage, works
        self.reasons, self.opinions = reasons, opinions or {}
        self.possible = tuple(
            each
            for each in (*STAGES[stage], *(STAGES[RETRIEVAL] if stage == FULL_TEXT else ()))
            if not (screener == AGREED and each == UNSURE)
        )
        self._read, self.today = read, today
        self._stages = {stage, RETRIEVAL} if stage == FULL_TEXT else {stage}
        self._places = {name: n for n, work in enumerate(works) for name in (work.name, *work.also)}
        self._lock = threading.Lock()
        self._stamp: tuple[int, ...] = (-1,)
        self._rows: list[Decision] = []
        self._choices: dict[int, Choice] = {}
        self._follow()

    def choice(self, n: int) -> Choice:
        """What is decided on a work."""
        with self._lock:
            self._follow()
            return self._choices.get(n, Choice())

    def decide(self, n: int, choice: Choice, before: Choice) -> None:
        """Decide on a work, and write it down.

        Args:
            n: the place of the work.
            choice: the decision; none takes the one back that there is.
            before: what whoever decides takes for decided.

        Raises:
            NoChoiceError: there is no such work, or it cannot be decided so.
            ChangedError: something else is decided than they think; nothing is written.
        """
        self._check(n, choice)
        work = self.works[n]
        with self._lock:
            self._follow()
            if (now := self._choices.get(n, Choice())) != before:
                raise ChangedError(now)
            called = {work.name, *work.also}
            rows = [
                row for row in self._rows if row.stage not in self._stages or row.work not in called
            ]
            if choice.decision:
                day = self.today().isoformat()
                stage = RETRIEVAL if choice.decision == NOT_RETRIEVED else self.stage
                title = work.records[0].title
                rows.append(Decision(work.name, stage, *choice, day, title))
            decisions.write_decisions(self.root, self.screener, rows)
            self._follow()

    def _check(self, n: int, choice: Choice) -> None:
        asks = self.stage == FULL_TEXT and choice.decision == EXCLUDE
        if not 0 <= n < len(self.works):
            raise NoChoiceError(f"there is no work {n}")
        if choice.decision and choice.decision not in self.possible:
            raise NoChoiceError(f"«{choice.decision}» is no decision of {self.stage}")
        if choice.reason not in (self.reasons if asks else {""}):
            raise NoChoiceError(f"«{choice.reason}» is no reason here")

    def shown(self, show: str, find: str) -> list[int]:
        """The places of the works that are to be shown.

        Args:
            show: ``undecided``, ``all``, or a decision.
            find: words, each of which a work must have in its title, abstract, authors or keywords.
        """
        with self._lock:
            self._follow()
            wanted = [
                n
                for n in range(len(self.works))
                if show == ALL or (self._choices.get(n, Choice()).decision or UNDECIDED) == show
            ]
        words = find.lower().split()
        return [n for n in wanted if not words or self._has(n, words)]

    def _has(self, n: int, words: Sequence[str]) -> bool:
        told = [text for record in self.works[n].records for text in (record.title, record.journal)]
        for record in self.works[n].records:
            read = self._read[record.id]
            told += [*read.authors, read.abstract, *read.keywords]
        everything = "\n".join(told).lower()
        return all(word in everything for word in words)

    def counts(self) -> dict[str, int]:
        """How many works are decided in each way, and how many are not."""
        with self._lock:
            self._follow()
            found = Counter(choice.decision for choice in self._choices.values())
        return {
            UNDECIDED: len(self.works) - found.total(),
            **{each: found[each] for each in self.possible},
        }

    def told(self, n: int) -> dict[str, object]:
        """All that is shown of a work: the longest abstract, and the most authors, of its records.

        Raises:
            NoChoiceError: there is no such work.
        """
        self._check(n, Choice())
        work = self.works[n]
        read = [self._read[record.id] for record in work.records]
        first = work.records[0]
        return {
            "n": n,
            "title": first.title,
            "authors": max((each.authors for each in read), key=len),
            "journal": max((record.journal for record in work.records), key=len),
            "year": max(record.year for record in work.records) or "",
            "doi": next((record.doi for record in work.records if record.doi), ""),
            "abstract": texts.abstract(max((each.abstract for each in read), key=len)),
            "keywords": texts.keywords([text for each in read for text in each.keywords]),
            "language": next((each.language for each in read if each.language), ""),
            "choice": self.choice(n)._asdict(),
            "opinions": [
                {"name": each.name, **each.choice._asdict()}
                for each in self.opinions.get(work.name, ())
            ],
        }

    def _follow(self) -> None:
        """Read the file of decisions, if it is another one than was read last."""
        try:
            state = (self.root / decisions.file_of(self.screener)).stat()
            stamp: tuple[int, ...] = (state.st_mtime_ns, state.st_size, state.st_ino)
        except FileNotFoundError:
            stamp = ()
        if stamp == self._stamp:
            return
        rows = decisions.read_decisions(self.root, self.screener)
        self._rows, self._stamp = rows, stamp
        self._choices = {
            self._places[row.work]: Choice(row.decision, row.reason)
            for row in rows
            if row.stage in self._stages and row.work in self._places
        }
