"""Outcome of a thesis: taken in, built, verified, and what its files say of it."""

import hashlib
import shutil
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from thesis.diagnostics import findings
from thesis.diagnostics.files import read_json, write_whole
from thesis.diagnostics.findings import Finding
from thesis.many import bounded, intake
from thesis.many.bounded import JobBounds, JobResult
from thesis.many.theses import ListedThesis
from thesis.workflow import start

MOST_TOLD = 50  # Findings that are kept; how many there are of each rule is kept whole


class ThesisFinding(msgspec.Struct, frozen=True):
    """A finding of a thesis."""

    place: str
    severity: str
    rule: str
    found: str


class ThesisOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a thesis."""

    id: str
    source: str
    # ``delivered``; ``stopped`` by its own errors; ``broken``: the build ended otherwise; ``time``
    # or ``memory``: it went beyond that bound; ``absent``: it could not be taken in
    state: str
    commit: str = ""  # the one that was built, of a repository
    title: str = ""
    edition: str = ""
    programme: str = ""
    words: int | None = None
    unit: str = ""
    limit: int | None = None
    errors: dict[str, int] = {}  # how many of each rule
    warnings: int = 0
    findings: list[ThesisFinding] = []
    # whether the PDF agrees with the data inside it; None where there is none
    verified: bool | None = None
    alone: bool = False  # whether it was kept from the network
    said: str = ""  # the end of what the build printed, where it was no delivery
    pdf: str = ""  # SHA-256 of the PDF
    seconds: float = 0  # of the clock, for all of it
    cpu: float = 0  # seconds of the processor
    memory: int = 0  # the most bytes that it had at once
    bytes: int = 0  # those of its results


def read(path: str | Path) -> ThesisOutcome:
    """The outcome that :func:`write` wrote."""
    return msgspec.json.decode(Path(path).read_bytes(), type=ThesisOutcome)


def write(made: ThesisOutcome, path: str | Path) -> None:
    """Write an outcome as JSON."""
    write_whole(msgspec.json.format(msgspec.json.encode(made)), path)


def of(listed: ListedThesis, folder: Path, bounds: JobBounds) -> ThesisOutcome:
    """Take a thesis into a folder, which is made anew, build it there, and verify its PDF."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    folder.with_name(f"{folder.name}.log").unlink(missing_ok=True)
    ended: list[JobResult] = []
    state, commit, verified = "absent", "", None
    told: list[Finding] = []
    try:
        commit = intake.take_in(listed, folder, bounds)
    except OSError as error:
        said = str(error)
    else:
        command = start.command("--cores", "1")
        ended.append(bounded.run(command, folder, bounds, variables=start.OURS))
        said = ended[-1].said
        told = findings.errors(findings.told(folder / start.TOLD))
        state = _state(folder, ended[-1], told)
        if state == "delivered":
            verified = _verify(folder, bounds, ended)
    results = folder / "results"
    shutil.rmtree(folder / ".snakemake", ignore_errors=True)
    return ThesisOutcome(
        id=listed.id,
        source=listed.source,
        state=state,
        commit=commit,
        verified=verified,
        alone=bounded.can_be_alone(),
        said="" if state == "delivered" else said,
        pdf=_digest(results / "thesis.pdf"),
        seconds=round(sum(each.seconds for each in ended), 2),
        cpu=round(sum(each.cpu for each in ended), 2),
        memory=max((each.memory for each in ended), default=0),
        bytes=sum(path.stat().st_size for path in results.rglob("*") if path.is_file()),
        **(_of_evidence(results / "evidence.json") or _of_told(told)),
    )


def _state(folder: Path, ended: JobResult, told: Sequence[Finding]) -> str:
    if ended.beyond:
        return ended.beyond
    if ended.status == 0 and (folder / "results/thesis.pdf").is_file():
        return "delivered"
    return "stopped" if told else "broken"


def _verify(folder: Path, bounds: JobBounds, ended: list[JobResult]) -> bool:
    """Whether the PDF of a thesis agrees with the data inside it."""
    command = [sys.executable, "-m", "thesis", "verify", "results/thesis.pdf"]
    ended.append(bounded.run(command, folder, bounds, variables=start.OURS))
    return ended[-1].status == 0


def _of_told(told: Sequence[Finding]) -> dict[str, Any]:
    """The errors of a build that came to no evidence: of data that cannot be read."""
    return _found([{"place": str(each.place), **each.row} for each in told])


def _of_evidence(evidence: Path) -> dict[str, Any]:
    """What the evidence of a thesis says, as fields of an outcome; none where there is no such."""
    if not evidence.is_file():
        return {}
    told = read_json(evidence)
    return {
        "title": told["title"],
        "edition": str(told["edition"]["name"]),
        "programme": (told["programme"] or {}).get("name", ""),
        **{name: told["words"][name] for name in ("words", "unit", "limit")},
        "warnings": told["warnings"],
        **_found(told["findings"]),
    }


def _found(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The errors by their rules, and what was found: the warnings where there is no error."""
    wrong = [each for each in rows if each["severity"] == findings.ERROR]
    kept = msgspec.convert((wrong or rows)[:MOST_TOLD], list[ThesisFinding])
    return {
        "errors": dict(sorted(Counter(each["rule"] for each in wrong).items())),
        "findings": kept,
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
