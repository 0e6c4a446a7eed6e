"""Planted errors: what one is, how it is planted, and where the rule that names it must point."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from thesis.diagnostics.findings import Finding


class Planted(Protocol):
    """Anything that says which rule has to find it, and what it is."""

    @property
    def rule(self) -> str: ...

    @property
    def what(self) -> str: ...


@dataclass(frozen=True)
class Mutant:
    """An error to plant in a file of the project, or in a file that was built.

    Attributes:
        what: the error in a few words.
        rule: the rule that has to find it.
        file: the file that is changed.
        old: what is replaced once; "" puts `new` at the end of the file.
        new: what it is replaced by.
        at: what stands on the line that the finding names: ``words``; ``@file#words`` in another
            file; ``@file`` for a file as a whole; "" for the first line of `new`.
        says: words that the finding must say.
        also: other places at which the same error is told, written as `at`.
    """

    what: str
    rule: str
    file: str
    old: str
    new: str
    at: str = ""
    says: str = ""
    also: tuple[str, ...] = ()

    def plant(self, root: Path) -> None:
        """Make the error in a copy of the project."""
        path = root / self.file
        text = path.read_text("utf-8") if path.is_file() else ""
        path.write_text(self.planted(text), "utf-8")

    def planted(self, text: str) -> str:
        """The text with the error in it."""
        if not self.old:
            return f"{text}\n{self.new}\n" if text else self.new
        assert self.old in text, f"{self.old!r} is not in {self.file}"
        return text.replace(self.old, self.new, 1)

    def place(self, root: Path) -> str:
        """Where the finding must be, as ``file:line``, once all errors are planted."""
        if self.at:
            return place_of(root, self.at, self.file)
        return f"{self.file}:{line_with(root / self.file, self.new.strip().split(chr(10))[0])}"

    def places(self, root: Path) -> set[str]:
        """Everywhere that the error may be told: its place, its own lines, and `also`."""
        told = {self.place(root), *(place_of(root, at, self.file) for at in self.also)}
        text = (root / self.file).read_text("utf-8")
        if self.new in text:  # else another error stands in the middle of it
            first = text[: text.index(self.new)].count("\n") + 1
            told |= {f"{self.file}:{first + i}" for i in range(self.new.count("\n") + 1)}
        return told

    def killed(self, root: Path, found: Iterable[Finding]) -> None:
        """Assert that the rule found it at its place, and said what it has to."""
        place = self.place(root)
        named = [one for one in found if (one.rule, str(one.place)) == (self.rule, place)]
        assert named, f"no {self.rule} at {place}"
        assert not self.says or any(
            self.says in " ".join(str(one).replace("\u00a0", " ").split()) for one in named
        ), "\n".join(map(str, named))


def place_of(root: Path, at: str, file: str = "") -> str:
    """The place that `at` of a mutant describes."""
    words = at
    if at.startswith("@"):
        file, _, words = at[1:].partition("#")
    return f"{file}:{line_with(root / file, words)}" if words else file


def line_with(path: Path, words: str) -> int:
    """The line of a file that has the words, which stand there once."""
    lines = path.read_text("utf-8").split("\n")
    (line,) = [number for number, text in enumerate(lines, 1) if words in text]
    return line


def params(mutants: Iterable[Any], name: Callable[[Any], str] = lambda one: str(one.what)) -> Any:
    """The mutants as parameters of a test, each marked with the rule that has to find it."""
    return [pytest.param(one, id=name(one), marks=pytest.mark.mutant(one.rule)) for one in mutants]
