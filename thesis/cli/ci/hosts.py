"""Findings in the forms of code hosts: lines of GitHub's log, its summary, and GitLab's report."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from thesis.diagnostics.findings import ERROR, TEXTS, Finding, errors
from thesis.diagnostics.messages import said
from thesis.diagnostics.terminal import counted, shown

LARGEST = 900_000  # Bytes of a summary; GitHub takes a megabyte
SEVERITY = {ERROR: "major"}  # GitLab's words for ours; all else is minor


def log_lines(found: Iterable[Finding], below: str) -> Iterator[str]:
    """Findings as commands of GitHub's log, which shows them at their lines; errors first.

    Args:
        below: the way from the repository to the folder of the thesis, with / at its end, or "".
    """
    for each in sorted(found, key=lambda each: (each.severity, each)):
        named = {"file": f"{below}{each.file}"} if each.file else {}
        named |= {"line": str(each.line)} if each.line else {}
        named["title"] = each.rule
        properties = ",".join(f"{name}={_property(value)}" for name, value in named.items())
        yield f"::{each.severity} {properties}::{_data(_told(each))}"


def _data(text: str) -> str:
    """A text in one line, as GitHub reads it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _told(finding: Finding) -> str:
    """What a finding says, without its place."""
    spoken = finding.spoken()
    texts = {name: getattr(spoken, name) for name in TEXTS if getattr(spoken, name)}
    return shown("\n".join(f"{said(TEXTS[name])} {text}" for name, text in texts.items()))


@contextmanager
def unheard() -> Iterator[None]:
    """Have GitHub take nothing for a command that is printed inside: a thesis is quoted there."""
    token = secrets.token_hex(16)
    print(f"::stop-commands::{token}", flush=True)
    try:
        yield
    finally:
        print(f"::{token}::", flush=True)


def summary(found: Sequence[Finding], news: Sequence[str]) -> str:
    """The summary of a job, in Markdown: every finding, and what is new since another commit."""
    wrong = len(errors(found))
    head = f"{counted(wrong, 'error')}, {counted(len(found) - wrong, 'warning')}"
    parts = [head, *(_quoted(str(each)) for each in sorted(found))]
    if news:
        parts += ["What is new", _quoted("\n".join(news))]
    whole = "\n\n".join(parts).encode()
    return f"{whole[:LARGEST].decode('utf-8', 'ignore')}\n"


def _quoted(text: str) -> str:
    """A text as Markdown shows it letter by letter."""
    return "\n".join(f"    {line}" for line in text.split("\n"))


def quality(found: Iterable[Finding], below: str) -> list[dict[str, Any]]:
    """Findings as GitLab's report of code quality.

    Args:
        below: as for :func:`log_lines`.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    report = []
    for each in sorted(found):
        same = (each.rule, each.file, each.found)  # and no line: it is the same when others move
        seen[same] += 1
        print_ = hashlib.sha256(repr((*same, seen[same])).encode()).hexdigest()
        report.append(
            {
                "description": _told(each),
                "check_name": each.rule,
                "fingerprint": print_,
                "severity": SEVERITY.get(each.severity, "minor"),
                "location": {"path": f"{below}{each.file}", "lines": {"begin": max(each.line, 1)}},
            }
        )
    return report
