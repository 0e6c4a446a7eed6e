"""The house's ladder of stages in the form of PRISMA 2020's flow diagram.

Every number is one of the ladder, the difference of two, or the part of one that comes from some of
the databases. What the ladder does not tell gets no box: nothing is invented.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thesis.counts.ladder import Ladder, LadderStage
from thesis.counts.subtotals import Shares, row, whole
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get
from thesis.input.labels import Labels
from thesis.input.sources import Source, Steps
from thesis.model.records import Flow, FlowBar, FlowLeft, FlowRow, FlowStage
from thesis.model.register import Number

FORM = "prisma2020"  # What config calls it: ``flow: prisma2020``

BOXES = ("identified", "screened", "sought", "assessed", "included")
NEEDED = ("identified", "screened", "assessed", "included")
"""The boxes that every diagram has; reports sought are told where some were not retrieved."""

PHASE = {
    "identified": "identification",
    "screened": "screening",
    "sought": "screening",
    "assessed": "screening",
    "included": "included",
}
OTHERS = ("websites", "organisations", "citations")
"""The sources that are neither databases nor registers."""

REPORTS = ("records.included", "studies.reports")
"""Counts of reports, of which a study may have several."""

HOUSE = "or let figure 1 have the house's form: flow: house in config/config.yaml"

FLOW_UNMAPPED = declare(
    "flow.unmapped",
    looks_at="stages",
    sees="a stage of the ladder that is no box of PRISMA 2020, a box that no stage is, and what "
    "the form has no box for, when figure 1 is to have that form; in a revised edition a count "
    "that does not tell what is new",
    misses="a stage that is called another box than it is",
    example="flow: prisma2020, and no stage with prisma: screened",
)


def sources(data: Data) -> dict[str, list[str]]:
    """The databases by what PRISMA calls them: ``databases``, ``registers``, ``citations`` ..."""
    named = {
        kind: [str(each) for each in ids]
        for kind, ids in (get(data.documents["ladder"], dict, "sources") or {}).items()
    }
    found: dict[str, list[str]] = {"databases": []} | {kind: [*ids] for kind, ids in named.items()}
    kinds = {each: kind for kind, ids in named.items() for each in ids}
    for _, each, _ in data.items("databases"):
        name = str(each.get("id"))
        if name not in kinds:  # a later session is what the earlier one is
            kinds[name] = kinds.get(str(each.get("updates")), "databases")
            found[kinds[name]].append(name)
    return found


def groups(stages: Sequence[LadderStage]) -> dict[str, list[tuple[int, LadderStage]]]:
    """The stages of the ladder with their places, by their box; `stages` are all mapped."""
    found: dict[str, list[tuple[int, LadderStage]]] = {}
    for i, stage in enumerate(stages):
        found.setdefault(stage.prisma, []).append((i, stage))
    return found


@dataclass
class Form:
    """Makes the flow of figure 1."""

    data: Data  # all of data/, its ladder mapped, in which nothing was found wrong
    shares: Shares  # divides the register so far, with what left at each stage of the ladder
    words: Labels  # the words of PRISMA in the language of the thesis
    # the databases that are shown, in an updated review; None for all of them
    only: set[str] | None = None

    def __post_init__(self) -> None:
        ladder = Ladder.of(self.data.documents["ladder"])
        self.stages = ladder.stages
        self.groups = groups(self.stages)
        self.reasons = ladder.reasons
        self.sources = {
            kind: there
            for kind, ids in sources(self.data).items()
            if (there := [each for each in ids if self.only is None or each in self.only])
        }
        self.other_ids = {each for kind in OTHERS for each in self.sources.get(kind, [])}

    def flow(self) -> Flow:
        """The flow; without the last box in a revised edition."""
        titles = self.words if self.only is None else self.words["new_searches"]
        both = [kind for kind in ("databases", "registers") if kind in self.sources]
        headings = [titles["both" if len(both) == 2 else (*both, "databases")[0]]]
        others = []
        if self.other_ids:
            headings.append(titles["other"])
            others = self.column(
                "other", [box for box in BOXES if box not in {"screened", "included"}]
            )
        return Flow(
            form=FORM,
            headings=[FlowBar(label=label) for label in headings],
            phases=[FlowBar(id=id, label=label) for id, label in self.words["phases"].items()],
            overlapping=not any(stage.removed == "duplicates" for stage in self.stages),
            stages=self.column("main", BOXES if self.only is None else BOXES[:-1]),
            others=others,
        )

    def column(self, way: str, boxes: Sequence[str]) -> list[FlowStage]:
        """The boxes of a column from above, each with what left there.

        Args:
            way: ``main``, or ``other`` for what was found by other methods.
        """
        there = [box for box in boxes if box in self.groups]
        return [self.box(way, box, there[i + 1 : i + 2]) for i, box in enumerate(there)]

    def box(self, way: str, box: str, after: Sequence[str]) -> FlowStage:
        """One box: its first stage's count, and what is not there any more in the next box."""
        inside = self.groups[box]
        here = self.count(way, inside[0][0])
        parts = [*self.parts(way, inside[0][0])] if box == "identified" else []
        if box == "included":
            here = self.shares.numbers[inside[0][1].count]  # where the columns meet
            studies = self.shares.numbers["studies.included"]
            if here.key in REPORTS and here.value != studies.value:
                here, parts = studies, [row(self.words["reports"], here)]
        leaves = box != "included" and not (way == "other" and box == "identified")
        return FlowStage(
            id=box,
            phase=PHASE[box],
            label=self.words["boxes"][box],
            key=here.key,
            value=whole(here),
            names=[stage.label for _, stage in inside],
            parts=parts,
            left=self.left(way, box, after[0] if after else "included") if leaves else None,
        )

    def left(self, way: str, box: str, after: str) -> FlowLeft:
        """What left between a box and the next one, with what it is made of."""
        inside = self.groups[box]
        first, last = inside[0][0], self.groups[after][0][0]
        number = self.gone(way, first, last)
        reasons: list[FlowRow] = []
        for i, stage in inside:
            if stage.reasons:
                reasons += self.excluded(way)
            elif len(inside) > 1 or box == "identified":
                words = self.removed(stage) if box == "identified" else stage.left
                reasons.append(row(words, self.gone(way, i, i + 1)))
        label = self.words["left"][box]
        return FlowLeft(label=label, key=number.key, value=whole(number), reasons=reasons)

    def removed(self, stage: LadderStage) -> str:
        """Why those that left before screening did."""
        words = self.words["removed"]
        label: str = words[stage.removed or "other"]
        return label.format(label=stage.left)

    def parts(self, way: str, i: int) -> Iterator[FlowRow]:
        """The number of identified records by source; databases alone need no part."""
        kinds = OTHERS if way == "other" else ("databases", "registers")
        there = [kind for kind in kinds if kind in self.sources]
        if way == "other" or len(there) > 1:
            for kind in there:
                number = self.share(self.stages[i].count, kind, set(self.sources[kind]))
                yield row(self.words["sources"][kind], number)

    def excluded(self, way: str) -> Iterator[FlowRow]:
        """How many left for each reason; in a revised edition for those that new studies have."""
        for reason, label in self.reasons.items():
            number = self.of(way, f"flow.reasons.{reason}")
            if number.value or self.only is None:
                yield row(label, number, reason)
        if self.only is None and "studies.withdrawn" in self.shares.numbers:
            number = self.of(way, "studies.withdrawn")
            if number.value:
                yield row(self.words["revised"]["withdrawn"], number)

    # ---- numbers -------------------------------------------------------------------------------

    def gone(self, way: str, here: int, after: int) -> Number:
        """What left between two stages: of stages beside each other, the ladder has it."""
        first, last = self.stages[here].id, self.stages[after].id
        beside = after == here + 1
        if beside and not self.apart:
            return self.shares.numbers[f"flow.{first}.left"]
        key = self.key(way, f"{first}.{'left' if beside else last}")
        return self.shares.less(key, self.count(way, here), self.count(way, after))

    def count(self, way: str, i: int) -> Number:
        """The count of a stage in a column."""
        return self.of(way, self.stages[i].count)

    def of(self, way: str, key: str) -> Number:
        """A number in a column: all of it, unless it is divided."""
        if not self.apart:
            return self.shares.numbers[key]
        ids = {each for kinds in self.sources.values() for each in kinds} - self.other_ids
        return self.share(key, way, self.other_ids if way == "other" else ids)

    def share(self, key: str, name: str, ids: set[str]) -> Number:
        """The part of a number that comes from some of the databases."""
        where = name if self.only is None else "new" if self.whole(name) else f"new_{name}"
        return self.shares.of(key, ids, self.key(name, key.removeprefix("flow.")), where)

    def key(self, name: str, rest: str) -> str:
        """The key of a number in a column: that of the new searches alone has no column."""
        if self.only is None:
            return f"flow.{name}.{rest}"
        return f"edition.{rest}" if self.whole(name) else f"edition.{name}.{rest}"

    @property
    def apart(self) -> bool:
        """Whether the numbers of a column are other ones than those of the ladder."""
        return bool(self.other_ids) or self.only is not None

    def whole(self, name: str) -> bool:
        """Whether a column is all that there is."""
        return name == "main" and not self.other_ids


def drawn(form: Form, findings: list[Finding]) -> Flow:
    """The flow in that form; what has no box in it is noted."""
    flow = form.flow()
    ladder = form.data.documents["ladder"]
    if len(found := flow.others) > 1 and found[0].value != found[1].value:
        findings.append(
            unmapped(
                ladder,
                ("sources",),
                f"{found[0].value} found by other methods, and {found[1].value} of them in "
                f"the box {found[1].id}",
                "as many in both: PRISMA 2020 has no box for what leaves between them",
                "count as hits of these sources only what was read, or what was sought",
            )
        )
    return flow


def unmapped(source: Source, steps: Steps, found: str, expected: str, mend: str) -> Finding:
    """What the form of PRISMA 2020 has no box for, at its place in the ladder."""
    return FLOW_UNMAPPED.at(
        source.place(*steps), found=found, expected=expected, fix=f"{mend}, {HOUSE}"
    )
