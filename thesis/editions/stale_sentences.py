"""Stale sentences: those a person must read again, for what they depend on has changed.

A sentence that was written or edited since then was read by who wrote it. The others stand where
they stood, word for word around their numbers, and what they tell of may have changed.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from thesis.document.thesis import Thesis
from thesis.editions import claims, dependencies, diff, surroundings
from thesis.editions.belonging import NOTHING
from thesis.editions.dependencies import Baseline
from thesis.editions.diff import Change
from thesis.model import display
from thesis.model.records import Plain
from thesis.model.register import Number

DECISION, FIELD, CENTRAL, LIKELY, FIGURE, FOLLOWS = range(6)
"""How much a reason weighs: another decision on a study, another field of it or a number that may
be compared, what a claim on the whole rests on, a study that the sentence likely tells of, a figure
of a study that is not printed in it, and what follows by itself."""

INCLUDED = "included"

COUNTED_ALONE = {0, 1}
"""«Én artikkel ble», «to artikler ble»: into or out of these, the words around a number change."""


@dataclass(frozen=True, order=True)
class Reason:
    """Why a sentence must be read again."""

    rank: int  # how much it weighs, :data:`DECISION` the most
    says: str  # what is not what it was, with old and new value


@dataclass(frozen=True)
class StaleSentence:
    """A sentence to read again, and why, what weighs most first."""

    sentence: dependencies.Sentence
    reasons: tuple[Reason, ...]

    @property
    def rank(self) -> int:
        """The rank of the reason that weighs most."""
        return self.reasons[0].rank

    @property
    def why(self) -> tuple[str, ...]:
        """The reasons in words."""
        return tuple(reason.says for reason in self.reasons)


class Reading:
    """Looks for the sentences of a thesis to read again.

    Args:
        thesis: the thesis as it is now.
        baseline: what it is compared with.
        untrue: where a group statement does not hold, or cannot be asked: an error tells of it.
    """

    def __init__(
        self, thesis: Thesis, baseline: Baseline, untrue: Collection[tuple[str, int]] = ()
    ) -> None:
        self.thesis = thesis
        self.baseline = baseline
        self.untrue = untrue
        self.old, self.new = baseline.register, thesis.register
        self.numbers = {each.key: each for each in diff.numbers(self.old, self.new)}
        self.whole = list(claims.differences(self.old, self.new))
        self.was, self.now = self.old.records.by_key, self.new.records.by_key

    @cached_property
    def changed(self) -> list[StaleSentence]:
        """The sentences that depend on something that changed, and are not edited, in order."""
        return [
            StaleSentence(sentence, reasons)
            for sentence in dependencies.written(self.thesis)
            if sentence.words in self.baseline.words
            and (reasons := tuple(sorted(set(self.reasons(sentence)))))
        ]

    def stale(self, reviewed: Collection[str]) -> list[StaleSentence]:
        """Those of them that nobody has read since.

        Args:
            reviewed: the hashes of the sentences that somebody read.
        """
        return [one for one in self.changed if self.hash(one.sentence) not in reviewed]

    def hash(self, sentence: dependencies.Sentence) -> str:
        """The hash of a sentence as it is now, and of what it depends on."""
        return dependencies.fingerprint(sentence, self.new, self.thesis.config)

    def reasons(self, sentence: dependencies.Sentence) -> Iterator[Reason]:
        """Why a sentence must be read again."""
        for key in sentence.numbers:
            if key in self.numbers:
                yield self._number(self.numbers[key], sentence)
        for key in sentence.about:
            if key in self.was or key in self.now:
                yield from self._study(key, sentence)
            else:
                yield from self._work(key)
        yield from self._told(sentence)
        if sentence.central and self.whole:
            yield Reason(CENTRAL, f"a claim on the whole: {'; '.join(self.whole)}")
        around = (sentence.text, sentence.numbers, self.old, self.new, sentence.is_unbound)
        yield from (Reason(LIKELY, says) for says in surroundings.differences(*around))
        for of, where, words in sentence.groups:
            if sentence.place not in self.untrue:
                yield from self._group(of, where, words)

    def _number(self, change: Change[Number], sentence: dependencies.Sentence) -> Reason:
        values = {None if each is None else _plain(each) for each in (change.old, change.new)}
        alone = sentence.counted == 1 and not values & {*COUNTED_ALONE, None}
        return Reason(FOLLOWS if alone else FIELD, of_number(change))

    def _study(self, key: str, sentence: dependencies.Sentence) -> Iterator[Reason]:
        was, now = diff.decision(self.was.get(key)), diff.decision(self.now.get(key))
        if was != now:
            # Then other fields are asked of it, and what it is cited for is in question anyway.
            yield Reason(DECISION, f"{key}: {decided(was)} → {decided(now)}")
            return
        printed = {f"{dependencies.FIGURES}{name}" for name in _figures(key, sentence)}
        changed = [one for one in self.fields(key) if one.key not in printed]
        if fields := [one for one in changed if not one.key.startswith(dependencies.FIGURES)]:
            yield Reason(FIELD, f"{key}: {differences(fields)}")
        if figures := [one for one in changed if one.key.startswith(dependencies.FIGURES)]:
            yield Reason(FIGURE, f"{key}: {differences(figures)}, not printed here")

    def _told(self, sentence: dependencies.Sentence) -> Iterator[Reason]:
        """Why, for the studies that it tells of and does not name, now or as it stood then."""
        told = sentence.told | self.baseline.words.get(sentence.words, NOTHING)
        for key in sorted(told.surely.difference(sentence.about)):
            for each in self._study(key, sentence):
                yield Reason(each.rank, f"{each.says} (it tells of {key})")
        for key in sorted(told.likely.difference(sentence.about)):
            for each in self._study(key, sentence):
                if each.rank != FIGURE:
                    yield Reason(LIKELY, f"{each.says} (it likely tells of {key})")

    def gone(self, sentence: dependencies.Sentence) -> list[str]:
        """The studies that a sentence surely tells of, and names no more, that left since."""
        told = sentence.told | self.baseline.words.get(sentence.words, NOTHING)
        return [
            key
            for key in sorted(told.surely.difference(sentence.about))
            if diff.decision(self.was.get(key)) == INCLUDED
            and diff.decision(self.now.get(key)) != INCLUDED
        ]

    def fields(self, key: str) -> list[Change[Any]]:
        """The fields of a study that are not what they were."""
        return _differing(
            dependencies.facts(self.was.get(key)), dependencies.facts(self.now.get(key))
        )

    def _work(self, key: str) -> Iterator[Reason]:
        was, now = (
            dependencies.work(register.records.references.get(key))
            for register in (self.old, self.new)
        )
        if changed := _differing(was, now):
            gone = not now
            says = "no longer in data/references.yaml" if gone else f"another {_names(changed)}"
            yield Reason(DECISION if gone else FOLLOWS, f"{key}: {says}")

    def _group(self, of: str, where: str, words: str) -> Iterator[Reason]:
        was, now = (
            dependencies.asked(of, where, register, self.thesis.config)
            for register in (self.old, self.new)
        )
        if was == now or was is None or now is None:
            return
        parts = [f"{key} came" for key in now if key not in was]
        parts += [f"{key} left" for key in was if key not in now]
        parts += [
            f"{key}: {differences(_differing(was[key], now[key]))}"
            for key in now
            if key in was and was[key] != now[key]
        ]
        yield Reason(FOLLOWS, f"«{words}» is still true: {'; '.join(parts)}")


def of_number(change: Change[Number]) -> str:
    """«studies.included 5 → 6»."""
    old, new = (display.written(each) if each else "nothing" for each in (change.old, change.new))
    return f"{change.key} {old or 'not known'} → {new or 'not known'}"


def decided(decision: str) -> str:
    """A decision on a study, in words."""
    return decision or "no study"


def differences(changes: list[Change[Any]]) -> str:
    """«design rct → crossover, weeks 12 → 16»."""
    return ", ".join(
        f"{each.key.removeprefix(dependencies.FIGURES)} {_value(each.old)} → {_value(each.new)}"
        for each in changes
    )


def _plain(number: Number) -> Any:
    return tuple(number.value) if isinstance(number.value, list) else number.value


def _figures(study: str, sentence: dependencies.Sentence) -> Iterator[str]:
    """The figures of a study that a sentence prints, by their names in its record."""
    for key in sentence.numbers:
        head, _, name = key.partition(".")
        if head == study:
            yield name


def _differing(was: Plain, now: Plain) -> list[Change[Any]]:
    return [
        Change(name, was.get(name), now.get(name))
        for name in dict.fromkeys([*now, *was])
        if was.get(name) != now.get(name)
    ]


def _names(changes: list[Change[Any]]) -> str:
    return " and ".join(change.key for change in changes)


def _value(value: Any) -> str:
    if value is None:
        return "blank"
    if isinstance(value, bool):
        return str(value).lower()
    return (", ".join(map(str, value)) or "none") if isinstance(value, list) else str(value)
