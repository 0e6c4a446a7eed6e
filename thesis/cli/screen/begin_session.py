"""Beginning of a session: which works are before a screener, and what they may not see yet."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from thesis.cli.screen.page import ShownWords
from thesis.cli.screen.session import Choice, Opinion, ScreeningSession
from thesis.diagnostics.files import CONFIG_FILE, HOUSE
from thesis.input import folder, labels, sources
from thesis.input.folder import EXPORTS, Data, get
from thesis.screening.decisions import (
    AGREED,
    FULL_TEXT,
    INCLUDE,
    TITLE_ABSTRACT,
    Decision,
    of_sheet,
)
from thesis.screening.merging import MergedRecords
from thesis.screening.outcomes import Outcomes, outcomes
from thesis.screening.store import ReadExport, read_exports, read_texts
from thesis.screening.verdicts import read_verdicts
from thesis.screening.works import Work, works

WHO = "data/screening.yaml"

EXAMPLE = """\
screeners:
  - {id: kari, name: Kari Nordmann}
second: none
"""


class NoSessionError(Exception):
    """There is nothing to screen, or nobody who does; the message says what to do."""


def begin(root: Path, who: str, stage: str, conflicts: bool) -> ScreeningSession:
    """The session of a screener, or of those who settle conflicts.

    Args:
        who: the id of the screener; "" for the only one there is.
        stage: ``title_abstract`` or ``full_text``.
        conflicts: whether conflicts are settled.

    Raises:
        NoSessionError: there is nothing to screen, or nobody of that name.
        UnreadExportError: a file of data/exports/ cannot be read.
        NoVerdictError: a row of data/duplicates.csv says nothing of two records that there are.
        UnreadableSourceError: a file of decisions, or data/duplicates.csv, is no table.
    """
    data = folder.read(root, [])
    screeners = {str(each["id"]): str(each["name"]) for each in _screeners(data)}
    screener = AGREED if conflicts else _who(who, screeners)
    databases = [str(each.get("id")) for _, each, _ in data.items("databases")]
    exports = list(read_exports(root, databases)) if databases else []
    if not exports:
        raise NoSessionError(f"There is nothing to screen: put an export into {EXPORTS}/")
    every = _works(root, exports)
    taken = [each for sheet in data.screening.values() for each in of_sheet(sheet)]
    names = {name: work.name for work in every for name in (work.name, *work.also)}
    found = outcomes(taken, names)
    two = 2 if _by_two(data, TITLE_ABSTRACT) else 1
    there = [work for work in every if stage == TITLE_ABSTRACT or _goes_on(work, found, two)]
    if not there:
        raise NoSessionError(
            "There is nothing to read in full: no title and abstract is included yet"
        )
    opinions: dict[str, list[Opinion]] = {}
    if conflicts:
        own = outcomes((each for each in taken if each.screener != AGREED), names)
        opinions = {
            work: [_opinion(each, screeners) for each in outcome.by]
            for work, outcome in own.get(stage, {}).items()
            if outcome.conflict
        }
        there = [work for work in there if work.name in opinions]
        if not there:
            raise NoSessionError(f"There is no conflict at {stage}")
    texts = {
        record.id: text
        for export in exports
        for record, text in zip(export.records, read_texts(root, export), strict=True)
    }
    reasons = [*(get(data.documents.get("ladder"), dict, "reasons") or {})]
    return ScreeningSession(root, screener, stage, there, texts, reasons, opinions)


def words_of(root: Path, session: ScreeningSession) -> ShownWords:
    """What the page of a session says, in the language of the thesis.

    Raises:
        UnreadableSourceError: config/config.yaml is no YAML.
    """
    data = folder.read(root, [])
    path = root / CONFIG_FILE
    config = sources.read_yaml(path, CONFIG_FILE) if path.is_file() else None
    named = HOUSE / f"templates/labels/{get(config, str, 'labels')}.yaml"
    words = labels.read(named if named.is_file() else labels.NB)
    marked = [
        str(word)
        for _, each, _ in data.items("pico")
        for word in each.get("search_words") or []
        if str(word).strip("* ")
    ]
    ladder = get(data.documents.get("ladder"), dict, "reasons") or {}
    reasons = {str(each): str(name) for each, name in ladder.items()}
    names = {str(each["id"]): str(each["name"]) for each in _screeners(data)}
    return ShownWords(words, names.get(session.screener, ""), reasons, marked)


def _screeners(data: Data) -> Iterator[Mapping[str, Any]]:
    for each in get(data.documents.get("screening"), list, "screeners") or []:
        if isinstance(each, dict) and "id" in each and "name" in each:
            yield each


def _who(who: str, screeners: Mapping[str, str]) -> str:
    """The screener who is meant.

    Raises:
        NoSessionError: there is no such one, or it is not clear which.
    """
    if not screeners:
        raise NoSessionError(f"{WHO} names nobody who screens. It may be:", EXAMPLE)
    if who in screeners or (not who and len(screeners) == 1):
        return who or next(iter(screeners))
    wrong = f"{WHO} names no «{who}»" if who else "Who screens?"
    raise NoSessionError(f"{wrong}: add --as and one of {', '.join(screeners)}")


def _works(root: Path, exports: Sequence[ReadExport]) -> list[Work]:
    records = {record.id: record for export in exports for record in export.records}
    verdicts = read_verdicts(root, records)
    return works(MergedRecords(records.values(), verdicts.same, verdicts.other))


def _by_two(data: Data, stage: str) -> bool:
    """Whether two decide on each work at a stage."""
    source = data.documents.get("screening")
    return (get(source, str, "stages", stage) or get(source, str, "second")) == "all"


def _goes_on(work: Work, found: Outcomes, many: int) -> bool:
    """Whether a work is to be read in full, by so many who agree on it, or what was agreed on.

    So whoever reads it has not been told what another thinks of it before they decided themselves.
    """
    outcome = found.get(TITLE_ABSTRACT, {}).get(work.name)
    if outcome is None or outcome.decision != INCLUDE:
        return False
    return len(outcome.by) >= many or any(each.screener == AGREED for each in outcome.by)


def _opinion(each: Decision, screeners: Mapping[str, str]) -> Opinion:
    name = screeners.get(each.screener, each.screener)
    return Opinion(name, Choice(each.decision, each.reason if each.stage == FULL_TEXT else ""))
