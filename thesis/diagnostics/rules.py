"""Rules: what each checks, sees and misses, and how config turns one down.

A rule is declared once, in the file that finds what is wrong, and makes its findings itself:
``WORDS_LIMIT.at(place, found=..., expected=..., fix=...)``. One that looks at the whole thesis is a
function under ``@WORDS_LIMIT.check``; the others are found by a step while it reads or renders.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Any

from thesis.diagnostics.files import HOUSE, Config
from thesis.diagnostics.findings import ERROR, Finding
from thesis.diagnostics.place import Place

Check = Callable[[Any], Iterable[Finding]]
"""Takes the built thesis, a :class:`thesis.document.thesis.Thesis`."""

THINGS = {
    "answers": "answers of the checklists", "cited": "numbers from the literature",
    "citations": "citations", "computed": "computed numbers", "content_files": "content files",
    "corrections": "corrections", "crossrefs": "cross-references", "data_files": "data files",
    "decisions": "decisions of screeners", "documents": "the document",
    "editions": "the edition before", "groups": "statements on the studies", "headings": "headings",
    "keyed": "numbers with a key", "pictured": "numbers in alternative texts",
    "pictures": "pictures", "reported": "numbers in data", "searches": "searches",
    "settings": "settings", "stages": "stages of figure 1", "studies": "studies", "texts": "texts",
    "typed": "typed numbers", "words": "words", "works": "works",
}  # fmt: skip
"""What rules look at; :mod:`thesis.checks.coverage` counts each, the labels name it."""


@dataclass(frozen=True)
class Held:
    """What a rule held some words against, whether it found them wrong or not."""

    rule: str  # its id
    text: Any  # the text that they stand in, a :class:`thesis.document.passages.Passage`
    at: int  # where in it
    against: str  # the numbers and the fields of records that they were compared with


_HELD: ContextVar[list[Held] | None] = ContextVar("held", default=None)


@contextmanager
def holding() -> Iterator[list[Held]]:
    """Gather what the rules hold words against, as long as the context is open."""
    gathered: list[Held] = []
    before = _HELD.set(gathered)
    try:
        yield gathered
    finally:
        _HELD.reset(before)


CHECKS: list[Check] = []  # The functions that look at the whole thesis, in the order of declaration


@dataclass(frozen=True)
class Rule:
    """One rule."""

    id: str  # its name, such as ``words.limit``: what it is about, a point, what is wrong
    looks_at: str  # what it looks at, a key of :data:`THINGS`
    sees: str  # what it finds, in a sentence
    misses: str  # what it cannot see, in a sentence
    example: str  # a text or value that it finds
    severity: str = ERROR  # ``error`` or ``warning``, unless config says otherwise
    target: str = ""  # the Snakemake target that applies it, when a usual build does not

    @property
    def subject(self) -> str:
        """What it is about: the first word of its id."""
        return self.id.partition(".")[0]

    def at(
        self, place: Place, *, found: str, expected: str, fix: str, evidence: str = ""
    ) -> Finding:
        """A finding of this rule.

        Args:
            place: the file and line that are wrong.
            found: what stands there.
            expected: what should stand there.
            fix: what the author can do about it.
            evidence: what shows that it is wrong.
        """
        return Finding(place, self.id, found, expected, fix, self.severity, evidence)

    def held(self, text: Any, at: int, against: str) -> None:
        """Note what words are held against, for the evidence; nothing where nobody gathers it."""
        if (gathered := _HELD.get()) is not None:
            gathered.append(Held(self.id, text, at, against))

    def check(self, check: Check) -> Check:
        """Have a function look at every thesis that is built."""
        CHECKS.append(check)
        return check


CATALOGUE: dict[str, Rule] = {}  # Every rule by its id, in the order of declaration


def declare(
    rule_id: str,
    *,
    looks_at: str,
    sees: str,
    misses: str,
    example: str,
    severity: str = ERROR,
    target: str = "",
) -> Rule:
    """Make a rule and put it into the catalogue.

    Raises:
        ValueError: there is a rule of that id already, or nothing is called `looks_at`.
    """
    if looks_at not in THINGS:
        raise ValueError(f"the rule {rule_id} looks at {looks_at}, which is not in THINGS")
    if rule_id in CATALOGUE:
        raise ValueError(f"the rule {rule_id} is there already")
    CATALOGUE[rule_id] = Rule(rule_id, looks_at, sees, misses, example, severity, target)
    return CATALOGUE[rule_id]


@cache
def catalogue() -> Mapping[str, Rule]:
    """Every rule that the package declares, the modules that do so imported for it."""
    load(" = declare(\n", "thesis/**/*.py")
    return CATALOGUE


def load(line: str = ".check\n", files: str = "thesis/checks/**/*.py") -> None:
    """Import the modules of the package that have a line: by default those with a :data:`Check`.

    What the others import takes longer than to look for it.
    """
    for path in sorted(HOUSE.glob(files)):
        if line in path.read_text("utf-8"):
            import_module(".".join(path.relative_to(HOUSE).with_suffix("").parts))


def run(thesis: Any) -> Iterator[Finding]:
    """The findings of every rule that looks at the whole thesis."""
    for check in CHECKS:
        yield from check(thesis)


def weigh(findings: Iterable[Finding], settings: Config) -> list[Finding]:
    """The findings with the severity that config gives their rule, where it gives one.

    Args:
        settings: the key `rules` of config: ``{rule id: {severity, reason}}``.
    """
    return [
        replace(finding, severity=settings[finding.rule]["severity"])
        if finding.rule in settings
        else finding
        for finding in findings
    ]
