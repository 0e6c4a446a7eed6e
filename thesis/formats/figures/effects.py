"""Pictures of effects and appraisals that a register has, and what their words are made of."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from thesis.effects import plots
from thesis.formats import typst
from thesis.input.labels import Labels
from thesis.model import references
from thesis.model.records import Plain, Records

FOREST, DIRECTIONS, APPRAISAL = "forest", "directions", "appraisal"
"""What there is: ``forest_craving`` of an outcome, ``directions``, ``appraisal_rob2`` of a tool."""


class EffectPictures:
    """Draws the effects and the appraisals of a register."""

    def __init__(self, records: Records, words: Labels) -> None:
        self.records, self.words = records, words

    @cached_property
    def known(self) -> dict[str, dict[str, Any]]:
        """What the template of each picture is given, by the name of the picture."""
        outcomes = self.records.outcomes
        known: dict[str, dict[str, Any]] = {
            f"{FOREST}_{one.id}": {"made": one} for one in outcomes if one.measure != "direction"
        }
        if outcomes:
            known[DIRECTIONS] = {"outcomes": outcomes}
        for tool in self.records.tools:
            judged = [*self._judged(tool.id)]
            known[f"{APPRAISAL}_{tool.id}"] = {"tool": tool, "judged": judged}
        return known

    def svg(self, name: str) -> str:
        """A picture, as SVG."""
        values = self.known[name]
        if name == DIRECTIONS:
            return plots.directions(values["outcomes"], self.words, typst.FONT)
        if "tool" in values:
            return plots.appraisal(values["tool"], values["judged"], self.words, typst.FONT)
        return plots.forest(values["made"], self.words, typst.FONT)

    def _judged(self, tool: str) -> Iterator[tuple[str, Plain]]:
        """The included studies appraised by a tool, as a text cites each, with its judgements."""
        for study in self.records.studies:
            found = (study.fields.get("appraisal") or {}).get(tool)
            if found and study.status == "included":
                work = self.records.references.get(study.key)
                yield references.cited(work) if work else study.key, {"key": study.key, **found}
