"""What stands in the text for a figure drawn from effects: caption, and all of it in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from thesis.diagnostics.findings import suggestion
from thesis.diagnostics.place import Place
from thesis.document.flowchart_text import fill
from thesis.document.render import TEXT_UNKNOWN_FIGURE, Markdown, Renderer
from thesis.model import references
from thesis.model.records import Plain, Records

FOREST, DIRECTIONS, APPRAISAL = "forest_", "directions", "appraisal_"


def judged(records: Records, tool: str) -> Iterator[tuple[str, Plain]]:
    """The included studies appraised by a tool, as a text cites each, with its judgements."""
    for study in records.studies:
        found = (study.fields.get("appraisal") or {}).get(tool)
        if found and study.status == "included":
            work = records.references.get(study.key)
            yield references.cited(work) if work else study.key, {"key": study.key, **found}


def blocks(renderer: Renderer, names: Iterable[str]) -> dict[str, str]:
    """The figures of config as Markdown, by their names; each names its picture.

    One of an outcome that data/outcomes.yaml does not have is a finding.
    """
    outcomes = renderer.register.records.outcomes
    known: dict[str, dict[str, Any]] = {
        f"{FOREST}{one.id}": {"made": one} for one in outcomes if one.measure != "direction"
    }
    if outcomes:
        known[DIRECTIONS] = {}
    records = renderer.register.records
    for tool in records.tools:
        known[f"{APPRAISAL}{tool.id}"] = {"tool": tool, "judged": [*judged(records, tool.id)]}
    made: dict[str, str] = {}
    for name in names:
        made[name] = ""
        if name in known:
            made[name] = renderer.render_template(
                "plots.md.jinja",
                figure=Markdown(name),
                outcomes=outcomes,
                fill=fill,
                cite=lambda key: Markdown(f"@{key}"),
                **known[name],
            )
            continue
        renderer.findings.append(
            TEXT_UNKNOWN_FIGURE.at(
                Place("config/config.yaml", 0),
                found=f"figures: {name}",
                expected=", ".join(known)
                or "no figure: there is no data/outcomes.yaml, and no appraisal",
                fix=suggestion(name, known, "add its outcome to data/outcomes.yaml, or remove it"),
            )
        )
    return made
