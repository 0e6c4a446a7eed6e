"""What stands in the text for a figure drawn from effects: caption, and all of it in words."""

from __future__ import annotations

from collections.abc import Iterable

from thesis.diagnostics.findings import suggestion
from thesis.diagnostics.place import Place
from thesis.document.flowchart_text import fill
from thesis.document.render import TEXT_UNKNOWN_FIGURE, Markdown, Renderer

FOREST, DIRECTIONS = "forest_", "directions"


def blocks(renderer: Renderer, names: Iterable[str]) -> dict[str, str]:
    """The figures of config as Markdown, by their names; each names its picture.

    One of an outcome that data/outcomes.yaml does not have is a finding.
    """
    outcomes = renderer.register.records.outcomes
    known = {f"{FOREST}{one.id}": {"made": one} for one in outcomes if one.measure != "direction"}
    if outcomes:
        known[DIRECTIONS] = {}
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
                expected=", ".join(known) or "no figure: there is no data/outcomes.yaml",
                fix=suggestion(name, known, "add its outcome to data/outcomes.yaml, or remove it"),
            )
        )
    return made
