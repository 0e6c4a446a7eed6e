"""PRISMA 2020 answered from data: items 8, 16a and 16b where records were screened, 12, 18 and 22.

What data answer of other checklists is gathered here, too: L3 of PRISMA-LSR in a revised edition,
the declaration on artificial intelligence. As with PRISMA-S, what the data know counts as reported
only where the document prints it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from thesis.checklists import declaration, prisma_s
from thesis.checklists.identifiers import identifiers
from thesis.checklists.prisma_s import DataAnswers, Filled
from thesis.document.pandoc import Element
from thesis.input.labels import Labels
from thesis.model.display import runs
from thesis.model.records import Screening
from thesis.model.register import Register

FLOW, EXCLUDED = "fig:flowchart", "tbl:excluded"
"""The identifiers of the figure of the flow, and of the table of excluded studies."""

CHANGED = ("tbl:changed-counts", "tbl:changed-studies", "tbl:changed-searches")
"""The tables of what is new in a revised edition."""

NO_DEMANDS: Mapping[str, Any] = MappingProxyType({})

BOXES = ("identified", "duplicates", "screened", "sought", "not_retrieved", "assessed", "included")


ALIKE: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "prisma_scr": {"7": ("prisma_s", "13"), "8": ("prisma_s", "8"), "9": ("prisma2020", "8"),
                   "14": ("prisma2020", "16a"), "16": ("prisma2020", "18")},
    "swim": {"2": ("prisma2020", "12"), "6": ("prisma2020", "22")},
}  # fmt: skip
"""Items of other checklists that ask for the same as one of PRISMA 2020 or of PRISMA-S."""


def words(labels: Labels) -> Labels:
    """The words that answers of the build are made of."""
    return {
        "and": labels["and"],
        "levels": labels["certainty"]["levels"],
        **labels["checklists"]["filled"],
    }


def built(
    register: Register, tree: Element, words: Labels, demands: Mapping[str, Any] = NO_DEMANDS
) -> dict[str, Mapping[str, Filled]]:
    """What data answer of each checklist that they have something for.

    Args:
        words: those of :func:`words`.
        demands: those of the settings.
    """
    made: dict[str, Mapping[str, Filled]] = {
        prisma_s.BY_BUILD: DataAnswers(register, tree, words).answers(),
        "prisma2020": weighed(register, tree, words),
        "prisma_lsr": living(register, tree, words),
        declaration.CHECKLIST: declaration.answered(
            register.records.thesis.ai, tree, words, demands
        ),
    }
    if screening := register.records.screening:
        answers = ScreeningAnswers(register, tree, words).screened(screening)
        made["prisma2020"] = {**made["prisma2020"], **answers}
    for name, items in ALIKE.items():
        made[name] = {
            item: made[other][same] for item, (other, same) in items.items() if same in made[other]
        }
    return {name: answers for name, answers in made.items() if answers}


def living(register: Register, tree: Element, words: Labels) -> dict[str, Filled]:
    """Item L3 of PRISMA-LSR, in a revised edition that prints what changed since the last one."""
    known, changes = identifiers(tree), register.records.changes
    at = tuple(one for one in CHANGED if one in known)
    if not (changes and at):
        return {}
    return {"L3": Filled(words["changed"].format(edition=changes.edition), "", at, ())}


def weighed(register: Register, tree: Element, words: Labels) -> dict[str, Filled]:
    """Items 12, 18 and 22: measures, appraisals and certainties that a figure or table prints."""
    known = identifiers(tree)
    measured = [made for made in register.records.outcomes if made.measure != "direction"]
    outcomes = [f"fig:forest_{made.id}" for made in measured]
    printed = [at for at in ("tbl:summary-of-findings", *outcomes) if at in known]
    answers = {}
    if printed and measured:
        measures = [f"{made.label}: {made.measure}" for made in measured]
        answers["12"] = Filled(f"{'; '.join(measures)}.", "", tuple(printed), _places(register))
    levels = [
        f"{made.label}: {words['levels'][made.certainty]}"
        for made in register.records.outcomes
        if made.certainty
    ]
    if levels and printed[:1] == ["tbl:summary-of-findings"]:
        answers["22"] = Filled(f"{'; '.join(levels)}.", "", (printed[0],), _places(register))
    tools = {
        at: tool.name
        for tool in register.records.tools
        for at in (f"tbl:appraisal-{tool.id}", f"fig:appraisal_{tool.id}")
        if at in known
    }
    if tools:
        names = dict.fromkeys(tools.values())
        answers["18"] = Filled(f"{', '.join(names)}.", "", tuple(tools), ())
    return answers


def _places(register: Register) -> tuple[str, ...]:
    return tuple(runs(made.place for made in register.records.outcomes))


class ScreeningAnswers(DataAnswers):
    """Answers from a register with a screening, and its document."""

    def screened(self, screening: Screening) -> dict[str, Filled]:
        """The items that it has something for."""
        found = {}
        if screening.screeners:
            found["8"] = self.selection(screening)
        if "records.assessed" in self.register:
            found |= {"16a": self.flow(), "16b": self.excluded()}
        return found

    def selection(self, screening: Screening) -> Filled:
        """Item 8: who decided which works go on, whether each by themselves, and how alike."""
        said = [
            self.words["selection"][how].format(stage=self.words["stages"][stage])
            for stage, how in screening.second.items()
        ]
        names = self._listed([each.name for each in screening.screeners])
        says = [f"{names}.", *said]
        for stage in screening.second:
            keys = [f"screening.{stage}.{name}" for name in ("both", "agreement", "kappa")]
            if all(self._known(key) for key in keys):
                both, agreement, kappa = (self._digits(self.register.value(key)) for key in keys)
                says.append(
                    self.words["agreed"].format(
                        stage=self.words["stages"][stage],
                        both=both,
                        agreement=agreement,
                        kappa=kappa,
                    )
                )
        keys = [key for key in self.register.numbers if key.startswith("screening.")]
        at = self._standing(keys)
        lacks = "" if at else self.words["unselected"]
        return Filled(" ".join(says), lacks, tuple(at), self._behind("screening.screeners"))

    def flow(self) -> Filled:
        """Item 16a: how many records and reports there were at each stage."""
        counts = {
            name: self._digits(self.register.value(f"records.{name}"))
            for name in BOXES
            if self._known(f"records.{name}")
        }
        says = " ".join(
            self.words["flow"][name].format(count=count) for name, count in counts.items()
        )
        at = [FLOW] if FLOW in identifiers(self.tree) else []
        rows = self._behind("records.identified") if "identified" in counts else ()
        return Filled(says, "" if at else self.words["undrawn"], tuple(at), rows)

    def excluded(self) -> Filled:
        """Item 16b: the reports that were read and excluded, each with its reason."""
        number = self.register.value("records.excluded")
        printed = [row for row in self._rows if row.at == EXCLUDED]
        whole = len(printed) >= number
        says = self.words["excluded"].format(count=self._digits(number)) if printed else ""
        return Filled(
            says,
            "" if whole else self.words["unlisted"],
            (EXCLUDED,) if printed else (),
            self._behind("records.excluded"),
        )

    def _known(self, key: str) -> bool:
        return key in self.register and self.register[key].value is not None

    def _behind(self, key: str) -> tuple[str, ...]:
        return tuple(runs(self.register[key].rows))
