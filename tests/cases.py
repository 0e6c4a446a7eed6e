"""Cases of rules: texts and values that a rule finds or lets pass, and where it points.

They stand in ``tests/rules/<rule id>.yaml``; tests/rules/README.md says how one is written.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from thesis.diagnostics import rules
from thesis.diagnostics.findings import Finding

FOLDER = Path(__file__).parent / "rules"
THESIS = "thesis"
TEXT = "text"
BASES = {
    THESIS: "content/05-diskusjon.md",
    TEXT: "content/03-metode.md",
    "data": "",
    "config": "config/config.yaml",
    "built": "",
}
"""What cases are planted in, and the file that is meant when a case names none."""

PLACE = re.compile(
    r"(?P<file>(?:build|config|content|data|templates)/[\w./-]+)(?:#(?P<words>.*))?", re.DOTALL
)
"""A place that names its file."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A change of one file of the project, or of a file that was built."""

    rule: str  # the rule that it is a case of
    base: str = THESIS  # what it is planted in, one of :data:`BASES`
    file: str  # the file that is changed, made or removed
    what: str = ""  # the change in a few words; "" for the words that are planted
    old: str = ""  # what is replaced once; "" for the whole file
    new: str | None = None  # what it is replaced by; None removes the file
    add: str = ""  # a paragraph at the end of the file, in place of `old` and `new`
    lang: str = ""  # the language of a division that `add` stands in; "" for that of the thesis
    given: Case | None = None  # a change that is made before it
    encoding: str = "utf-8"  # that of `new`
    # where the finding must be: words that one line has, ``file#words``, a file as a whole or a
    # line's number; "" for the first line of what is planted
    at: str | int = ""
    # found, expected, fix: words that this part of the finding must say
    found: str = ""
    expected: str = ""
    fix: str = ""
    says: str = ""  # words that any part of it must say
    also: tuple[str, ...] = ()  # other places at which the same error is told, written as `at`
    # rules of the further findings that the same mistake gives, where it is planted alone
    more: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is planted."""
        return self.add or self.new or ""

    def __str__(self) -> str:
        what = self.what or " ".join((self.text or self.old).split())
        return f"{self.rule}: {what} ({self.file})"

    def plant(self, root: Path) -> None:
        """Make the change in a copy of the project."""
        if self.given:
            self.given.plant(root)
        path = root / self.file
        if not self.add and self.new is None:
            path.unlink()
            return
        text = path.read_text("utf-8") if self.add or self.old else ""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.planted(text).encode(self.encoding))

    def planted(self, text: str) -> str:
        """The text of a file with the change in it."""
        if self.add:
            added = f"::: {{lang={self.lang}}}\n\n{self.add}\n\n:::" if self.lang else self.add
            return f"{text}\n{added}\n"
        if not self.old:
            return self.new or ""
        assert self.old in text, f"{self.old!r} is not in {self.file}"
        return text.replace(self.old, self.new or "", 1)

    def place(self, root: Path) -> str:
        """Where the finding must be, as ``file:line``, once all is planted."""
        if self.at:
            return place_of(root, self.at, self.file)
        return place_of(root, f"{self.file}#{self.text.strip().splitlines()[0]}")

    def places(self, root: Path) -> set[str]:
        """Everywhere that the error may be told: its place, its own lines, and `also`."""
        told = {self.place(root), *(place_of(root, at, self.file) for at in self.also)}
        text = (root / self.file).read_text("utf-8")
        if self.text in text:  # else another error stands in the middle of it
            first = text[: text.index(self.text)].count("\n") + 1
            told |= {f"{self.file}:{first + i}" for i in range(self.text.count("\n") + 1)}
        return told

    def assert_found(self, root: Path, findings: Iterable[Finding]) -> None:
        """Assert that the rule found it there, and said what it has to, also in Norwegian."""
        place = self.place(root)
        named = [one for one in findings if (one.rule, str(one.place)) == (self.rule, place)]
        assert named, f"no {self.rule} at {place}"
        assert any(self.said(one) for one in named), "\n".join(map(str, named))
        left = [text for one in named for text in english(one)]
        assert left == [], left

    def said(self, finding: Finding) -> bool:
        """Whether a finding says what it has to."""
        return (
            self.found in finding.found
            and self.expected in finding.expected
            and self.fix in finding.fix
            and self.says in " ".join(str(finding).replace("\u00a0", " ").split())
        )


ENGLISH = re.compile(
    r"(?<![\w.@/-])(the|of|is|and|not|that|which|with|are|by|has|have|its|this|what|where|mend"
    r"|write|remove|without|than|each|found)(?![\w.:=/-])"
)
"""Words that are no Norwegian ones."""

OTHERS = re.compile(r"«.*?»|`.*?`|\[.*?\]|\{.*?\}|\"[^\"]*\"| \| .*", re.DOTALL)
"""What is quoted, or said by another program: it stays as it is."""


FOREIGN = {
    *("config.pattern", "finished.unreadable", "input.csv", "input.yaml", "pdf.typst"),
    *("text.template", "text.date", "text.attribute", "search.unread", "search.interval"),
    *("group.predicate", "group.size", "group.unbound", "input.missing-key", "input.unknown-key"),
    *("flowchart.told", "study.to-fill", "number.changed", "group.cited"),
}
"""Rules whose findings have words of code, of another program, or of the thesis outside quotes."""


def english(finding: Finding) -> list[str]:
    """The parts of a finding that are not wholly Norwegian, as it is told in Norwegian."""
    if finding.rule in FOREIGN:
        return []
    told = finding.spoken("nb")
    texts = (told.found, told.expected, told.fix, told.evidence)
    return [text for text in texts if ENGLISH.search(OTHERS.sub("", text))]


def place_of(root: Path, at: str | int, file: str = "") -> str:
    """The place that `at` of a case describes, as ``file:line``, or ``file`` for the whole."""
    if isinstance(at, int):
        return f"{file}:{at}"
    named = PLACE.fullmatch(at)
    words = named["words"] if named else at
    file = named["file"] if named else file
    if not words:
        return file
    text = (root / file).read_text("utf-8")
    lines = {text[: found.start()].count("\n") + 1 for found in re.finditer(re.escape(words), text)}
    assert len(lines) == 1, f"{words!r} stands on {len(lines)} lines of {file}"
    return f"{file}:{lines.pop()}"


@cache
def read(path: Path) -> tuple[list[Case], list[Case]]:
    """The cases of one rule: those that it has to find, and those that it has to let pass."""
    cases: tuple[list[Case], list[Case]] = [], []
    for part in yaml.load_all(path.read_text("utf-8"), yaml.CSafeLoader):
        base, lists = part.pop("in", THESIS), [part.pop(name, []) for name in ("fail", "pass")]
        assert base in BASES, f"{path}: in: {base}"
        for rows, known in zip(lists, cases, strict=True):
            known += [_case(path.stem, base, part, row) for row in rows]
    return cases


PLACES = {"old", "above", "below", "add"}


def _case(rule: str, base: str, shared: dict[str, Any], own: dict[str, Any]) -> Case:
    """A case of what it says itself and what its part of the file says of all in it."""
    row = {key: shared[key] for key in shared if not (key in PLACES and own.keys() & PLACES)} | own
    file = row.pop("file", BASES[base])
    if given := row.pop("given", None):
        row["given"] = _case(rule, base, {"file": file}, given)
    if words := row.pop("above", ""):
        row |= {"old": words, "new": f"{row['new']}\n{words}"}
    if words := row.pop("below", ""):
        row |= {"old": words, "new": f"{words}\n{row['new']}"}
    lists = {key: tuple(row.pop(key, ())) for key in ("also", "more")}
    return Case(rule=rule, base=base, file=file, **lists, **row)


def checks(rule: str) -> list[Callable[[Any], Iterable[Finding]]]:
    """What looks for a rule in the whole thesis: the checks of the module that declares it."""
    declared = rules.catalogue()[rule]
    return [
        each for each in rules.CHECKS if declared in vars(sys.modules[each.__module__]).values()
    ]


def fails(*bases: str) -> list[Case]:
    """What the rules have to find, in some bases or in all; headings last.

    What is written below a heading belongs to it.
    """
    return _cases(0, bases)


def passes(*bases: str) -> list[Case]:
    """What the rules have to let pass, in some bases or in all."""
    return _cases(1, bases)


def _cases(which: int, bases: tuple[str, ...]) -> list[Case]:
    every = [case for path in sorted(FOLDER.glob("*.yaml")) for case in read(path)[which]]
    wanted = [case for case in every if not bases or case.base in bases]
    return sorted(wanted, key=lambda case: case.add.startswith("#"))


def params(cases: Iterable[Any], name: Callable[[Any], str] = str) -> Any:
    """Errors as parameters of a test, each marked with the rule that has to find it."""
    return [pytest.param(one, id=name(one), marks=pytest.mark.mutant(one.rule)) for one in cases]
