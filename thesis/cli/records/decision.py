"""Decision on a study: the changed record, with its earlier decision kept."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from thesis.cli.add import yaml_text
from thesis.cli.add.write import day_of, last_place
from thesis.cli.records.record_text import RecordText
from thesis.cli.records.staged import NotChangedError, previous
from thesis.diagnostics.findings import suggestion
from thesis.input import folder
from thesis.input.folder import get
from thesis.input.sources import Source
from thesis.input.todo import MARK
from thesis.language import norwegian

REASONS = {"included": "appendix_reason", "excluded": "reason"}
"""The text of a record that says why it was decided so."""


@dataclass(frozen=True)
class Decided:
    """What a decision makes of the records."""

    files: dict[str, str]  # the whole text of the changed record, by its path
    was: str  # what the study was


def decide(root: Path, key: str, decision: str, reason: str, category: str = "") -> Decided:
    """Decide on a study.

    Args:
        decision: ``included``, ``excluded`` or ``withdrawn``.
        reason: why, as the appendix prints it.
        category: the reason of data/ladder.yaml, for an excluded one.

    Raises:
        NotChangedError: there is no such study, or it is decided so already.
    """
    data = folder.read(root, [])
    if (study := data.studies.get(key)) is None:
        mend = suggestion(key, data.studies, "name a file of data/studies")
        raise NotChangedError(f"there is no data/studies/{key}.yaml: {mend}")
    was = folder.decision(study) or ""
    if was == decision:
        raise NotChangedError(f"{key} is {decision} already")
    edition = get(data.documents.get("thesis"), str, "edition", "name") or ""
    record = RecordText((root / study.file).read_bytes().decode("utf-8-sig"))
    if was:
        _keep(record, study, was, _decided_in(root, key, was) or edition)
    if was == "withdrawn":
        record.remove("withdrawn")
    if decision == "withdrawn":
        why = json.dumps(" ".join(reason.split()), ensure_ascii=False)
        said = f"{{edition: {json.dumps(edition)}, reason: {why}}}"
        record.set("withdrawn", said, after="place")
    else:
        _turn(record, study, decision, reason, category)
        if decision == "included" and not record.has("searched_on"):
            day = day_of(data, get(study, str, "search", "database"))
            record.set("searched_on", day or MARK, after="search")
        record.set("place", str(last_place(data, decision, key) + 1), after="status")
    return Decided({study.file: record.text}, was)


def _decided_in(root: Path, key: str, was: str) -> str:
    """The edition before this one, when it had the study decided so; else ""."""
    before = previous(root)
    studies = before.register.records.studies if before else []
    had = any(one.key == key and one.status == was for one in studies)
    return before.name if before and had else ""


def _keep(record: RecordText, study: Source, was: str, edition: str) -> None:
    """Write down what a study was, with its reason."""
    reason = get(study, str, "withdrawn", "reason") if was == "withdrawn" else None
    said = [reason] if reason else record.text_of(REASONS.get(was, "")) if was in REASONS else []
    lines = [f"  - edition: {json.dumps(edition)}", f"    status: {was}"]
    if category := get(study, str, "reason_category"):
        lines.append(f"    reason_category: {category}")
    if said and not said[0].startswith(MARK):
        lines += ["    reason: |", *(f"      {_printed(line, study)}" for line in said)]
    if record.has("decisions"):
        record.append("decisions", lines)
    else:
        after = "reason_category" if record.has("reason_category") else "place"
        record.put("decisions", ["decisions:", *lines], after)


CALL = re.compile(r"\{\{\s*n\(\s*[\"'](?P<name>\w+)[\"']\s*(?:,[^}]*)?\)\s*\}\}")
"""The call of a figure of the record itself, by its bare name."""


def _printed(text: str, study: Source) -> str:
    """A text as it was printed: the figures of the record in place of their calls."""

    def value(call: re.Match[str]) -> str:
        figure = get(study, dict, "figures", call["name"])
        number = figure.get("value") if figure else get(study, int, "figures", call["name"])
        return norwegian.prose(number, "m") if isinstance(number, int) else call[0]

    return CALL.sub(value, text)


def _leave_out(record: RecordText, study: Source) -> None:
    """Take out what is still to fill of an included study and is asked of no excluded one."""
    for steps in study.to_fill:
        if steps[0] == "texts" and len(steps) > 1:
            record.remove_text(str(steps[1]))
        elif steps[0] in yaml_text.FIELDS["included"].split():
            record.remove(str(steps[0]))


def _turn(record: RecordText, study: Source, decision: str, reason: str, category: str) -> None:
    """Give a record the status and the fields of the other one; what is not known is to fill."""
    record.set("status", decision)
    if decision == "excluded":
        record.set("reason_category", category or MARK, after="place")
    else:
        record.remove("reason_category")
    if decision == "excluded":
        _leave_out(record, study)
    asked = yaml_text.FIELDS["included"].split() if decision == "included" else []
    for name in asked:
        if not record.has(name):
            record.set(name, MARK, after="")
    if decision == "included":
        record.remove_text("reason")
    for name in yaml_text.TEXTS[decision].split():
        if name == REASONS[decision]:
            record.put_text(name, reason)
        elif not record.has_text(name):
            record.put_text(name, MARK)
