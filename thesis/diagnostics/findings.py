"""Findings: what is wrong, where, and how to fix it, in the one form the project has for it.

A step never stops at a person's mistake. It notes a finding, goes on, and writes its findings to a
small JSON file; only the gate, which reads them all, stops the build.
"""

from __future__ import annotations

import contextlib
import difflib
import hashlib
import os
import sys
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

from thesis.diagnostics import files
from thesis.diagnostics.messages import said
from thesis.diagnostics.place import Place
from thesis.diagnostics.terminal import shown

CONTINUED = "\n" + " " * 14  # Below the text of a finding, behind its names

TOLD = "THESIS_TOLD"
"""The variable that names the folder with what one run has told, a file a finding; without it all
is told."""

TEXTS = {"found": "found:", "expected": "expected:", "evidence": "evidence:", "fix": "fix:"}
"""What a finding says, in the order in which it is told, and what stands in front."""

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong."""

    place: Place  # the file and the line in it
    rule: str  # id of the rule that found it, such as ``number.unknown-key``
    found: str  # what stands there
    expected: str  # what should stand there
    fix: str  # what the author can do about it
    severity: str = ERROR  # ``error`` stops the gate, ``warning`` does not
    evidence: str = ""  # what shows that it is wrong: the arithmetic, the records, the sentence

    @property
    def file(self) -> str:
        """Path relative to the project's folder."""
        return self.place.file

    @property
    def line(self) -> int:
        """Line in that file, from 1; 0 when the file as a whole is meant."""
        return self.place.line

    @property
    def line_of_text(self) -> str:
        """The finding in one line of a terminal."""
        return shown(f"{self._head} {textwrap.shorten(said(self.found, self.rule), 90)}")

    @property
    def _head(self) -> str:
        return f"{self.place}: {said(self.severity)} [{self.rule}]"

    def spoken(self, language: str = "") -> Finding:
        """The finding in a language of messages; without one, in that of the terminal."""
        found, expected, evidence, fix = (
            said(getattr(self, name), self.rule, language) for name in TEXTS
        )
        return replace(self, found=found, expected=expected, evidence=evidence, fix=fix)

    def __str__(self) -> str:
        texts = {name: getattr(self.spoken(), name) for name in TEXTS if getattr(self, name)}
        lines = [f"    {said(TEXTS[name]):<9} {text}" for name, text in texts.items()]
        return shown("\n".join(line.replace("\n", CONTINUED) for line in [self._head, *lines]))

    @property
    def row(self) -> dict[str, str | int]:
        """The finding as JSON has it, its file and line as two values."""
        fields = asdict(self)
        del fields["place"]
        return {"file": self.file, "line": self.line, **fields}


def write(findings: Iterable[Finding], path: str | Path) -> None:
    """Write findings as JSON, sorted by place, each once."""
    rows = [finding.row for finding in sorted(set(findings))]
    files.write_json(rows, path)


def read(*paths: str | Path) -> list[Finding]:
    """Read the findings that :func:`write` wrote to one file or several, sorted by place."""
    return sorted(_of_row(row) for path in paths for row in files.read_json(path))


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those that stop the gate."""
    return [finding for finding in findings if finding.severity == ERROR]


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words most like `word`, the best first; an empty list when none is near."""
    return difflib.get_close_matches(word, list(known), n=most, cutoff=0.65)


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """A fix: «did you mean» the nearest known words, or `otherwise`."""
    near = nearest(word, known)
    return f"did you mean {' or '.join(near)}?" if near else otherwise


def tell(findings: Iterable[Finding]) -> None:
    """Print findings to standard error, each once: an error in full, a warning in one line.

    One that another step of the same run has told is not told again (:data:`TOLD`). They go in one
    piece: steps that run side by side would else write between them.
    """
    lines = []
    for finding in sorted(set(findings)):
        if _is_first(finding):
            whole = finding.severity == ERROR
            lines.append(str(finding) if whole else finding.line_of_text)
    if lines:
        print("\n".join(lines), file=sys.stderr, flush=True)


def _is_first(finding: Finding) -> bool:
    """Whether no step of the run has told a finding yet; from now on one has."""
    if not (folder := os.environ.get(TOLD)):
        return True
    try:
        path = Path(folder, hashlib.sha256(repr(finding).encode()).hexdigest())
        with path.open("x", encoding="utf-8") as file:
            file.write(files.to_json(finding.row))
    except FileExistsError:
        return False
    except OSError:
        return True  # twice rather than not at all
    return True


def told(folder: Path) -> list[Finding]:
    """What a run told whose folder (:data:`TOLD`) that is, by place; not what it died over."""
    rows = []
    for path in folder.glob("*"):
        with contextlib.suppress(ValueError):  # half written
            rows.append(files.read_json(path))
    return sorted(map(_of_row, rows))


def _of_row(row: dict[str, Any]) -> Finding:
    return Finding(Place(row.pop("file"), row.pop("line")), **row)


class StoppedError(SystemExit):
    """The end of a step that cannot go on.

    Args:
        findings: why.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(1)
        self.findings = findings


def stop(findings: Sequence[Finding], headline: str) -> NoReturn:
    """Print all findings to standard error and exit with status 1, without a traceback.

    Raises:
        StoppedError: always.
    """
    print(f"\n{said(headline)}\n", file=sys.stderr)
    for finding in sorted(set(findings)):
        _is_first(finding)  # it is told here in any case
        print(finding, file=sys.stderr)
    print(file=sys.stderr)
    raise StoppedError(findings)
