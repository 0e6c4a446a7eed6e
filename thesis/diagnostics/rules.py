"""Rules: what the project checks, what each sees and does not see, and how config turns one down.

A rule is a function that looks at the thesis and yields findings. Those that a step notes while
it reads or renders (an unknown key, a citation that does not resolve) are declared all the same,
so that the evidence lists every rule there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from thesis.diagnostics.findings import ERROR, Finding

Check = Callable[[Any], Iterable[Finding]]
"""Takes the built thesis, a :class:`thesis.document.thesis.Thesis`."""


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        id: its name, such as ``words.limit``: what it is about, a point, what is wrong.
        sees: what it finds, in a sentence.
        misses: what it cannot see, in a sentence.
        example: a text or value that it finds.
        severity: ``error`` or ``warning``, unless config says otherwise.
        check: the function; None when a step notes the finding while it works.
        target: the Snakemake target that applies it, when `check` does not.
    """

    id: str
    sees: str
    misses: str
    example: str
    severity: str = ERROR
    check: Check | None = None
    target: str = ""


CATALOGUE: dict[str, Rule] = {}
"""Every rule by its id, in the order of declaration."""


def declare(
    rule_id: str,
    *,
    sees: str,
    misses: str,
    example: str,
    severity: str = ERROR,
    target: str = "",
) -> None:
    """Declare a rule whose findings a step notes while it reads or renders."""
    _add(Rule(rule_id, sees, misses, example, severity, target=target))


def rule(
    rule_id: str, *, sees: str, misses: str, example: str, severity: str = ERROR
) -> Callable[[Check], Check]:
    """Make a function a rule: it looks at the thesis and yields findings of this id."""

    def add(check: Check) -> Check:
        _add(Rule(rule_id, sees, misses, example, severity, check))
        return check

    return add


def _add(new: Rule) -> None:
    if new.id in CATALOGUE:
        raise ValueError(f"the rule {new.id} is there already")
    CATALOGUE[new.id] = new


def run(thesis: Any) -> Iterator[Finding]:
    """The findings of every rule that is a function."""
    for each in CATALOGUE.values():
        if each.check:
            yield from each.check(thesis)


def weigh(findings: Iterable[Finding], settings: Mapping[str, Any]) -> list[Finding]:
    """The findings with the severity that their rule, or config, gives them.

    Args:
        settings: the key `rules` of config: ``{rule id: {severity, reason}}``.
    """
    weighed = []
    for finding in findings:
        severity = CATALOGUE[finding.rule].severity
        setting = settings.get(finding.rule)
        weighed.append(replace(finding, severity=setting["severity"] if setting else severity))
    return weighed
