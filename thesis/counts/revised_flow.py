"""A revised edition: what it took over from the one before it, what is new, and what left.

Records have no edition history. What was included then is in the register that was archived; all
else is the difference between that one and the data.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from thesis.counts.ladder import Ladder
from thesis.counts.subtotals import Shares, row, whole
from thesis.diagnostics.place import Place
from thesis.editions.store import Edition
from thesis.input.folder import Data, decision, get
from thesis.input.labels import Labels
from thesis.input.sources import Source
from thesis.model.formulas import Formula
from thesis.model.records import Flow, FlowBar, FlowLeft, FlowRow, FlowStage
from thesis.model.register import Number, counted, total

COUNTS = (
    *(f"searches.{name}" for name in ("count", "with_abstracts", "hits", "hits_with_abstracts")),
    *(f"searches.{name}" for name in ("abstracts", "articles")),
    *(f"studies.{name}" for name in ("read", "included", "excluded")),
)  # What is counted in the new searches alone, as ``edition.searches.hits``


@dataclass
class Revision:
    """What there is to tell of a revised edition."""

    edition: Edition  # the one before it
    data: Data  # all of data/ now
    studies: Mapping[str, Source]  # those that can be counted, by citation key

    @cached_property
    def sessions(self) -> set[str]:
        """The ids of the searches that the previous edition did not have."""
        before = {database.id for database in self.edition.register.records.databases}
        return {str(each["id"]) for _, each, _ in self.data.items("databases")} - before

    @cached_property
    def before(self) -> dict[str, Place]:
        """The studies that the previous edition included, each with its place there."""
        places = self.edition.places("studies")
        records = self.edition.register.records.studies
        return {
            record.key: place
            for record, place in zip(records, places, strict=True)
            if record.status == "included"
        }

    def which(self, fits: Callable[[str, Source], bool], *steps: str) -> list[Place]:
        """The places of the studies that a question fits."""
        return [study.place(*steps) for key, study in self.studies.items() if fits(key, study)]

    def is_new(self, key: str, study: Source) -> bool:
        """Whether a study is included now and was not before."""
        return decision(study) == "included" and key not in self.before

    def is_found_anew(self, study: Source) -> bool:
        """Whether one of the new searches found a study."""
        return get(study, str, "search", "database") in self.sessions

    def numbers(self, shares: Shares) -> dict[str, Number]:
        """The numbers of the edition, put into the register, by the last part of their keys."""

        def count(name: str, formula: str, rows: Sequence[Place], unit: str = "studies") -> Number:
            return shares.add(counted(f"edition.{name}", Formula(formula), [*rows], unit))

        def gone(status: str) -> list[Place]:
            steps = ("withdrawn",) if status == "withdrawn" else ("status",)
            return self.which(
                lambda key, study: key in self.before and decision(study) == status, *steps
            )

        made = {
            "previous": count("previous_included", "previous_included", [*self.before.values()]),
            "new": count("new", "newly_included", self.which(self.is_new, "status")),
            "left": count("left", "left", [*gone("withdrawn"), *gone("excluded")]),
        }
        again = self.which(
            lambda key, study: self.is_new(key, study) and not self.is_found_anew(study), "status"
        )
        for name, formula, rows in (
            ("again", "reassessed", again),
            ("withdrawn", "withdrawn", gone("withdrawn")),
            ("reversed", "reversed", gone("excluded")),
        ):
            if rows:
                made[name] = count(formula, formula, rows)
        for reason in self.reasons:
            if rows := self._reversed(reason):
                of = Formula("reversed_by_reason", {"reason": reason})
                made[f"reversed.{reason}"] = shares.add(
                    counted(f"edition.reversed.{reason}", of, rows)
                )
        made["kept"] = shares.less("edition.kept", made["previous"], made["left"], "kept")
        both = [made["kept"], made["new"]]
        made["total"] = shares.add(total("edition.total", both, "studies", Formula("total")))
        if self.sessions:
            count("databases", "databases_anew", self.databases, "databases")
            for key in (key for key in COUNTS if key in shares.numbers):
                shares.of(key, self.sessions, f"edition.{key}", "new")
        return made

    def _reversed(self, reason: str) -> list[Place]:
        """The places of the studies included before that are excluded now for a reason."""
        return self.which(
            lambda key, study: (
                key in self.before
                and decision(study) == "excluded"
                and get(study, str, "reason_category") == reason
            ),
            "reason_category",
        )

    @property
    def reasons(self) -> dict[str, str]:
        """What the ladder calls each reason for leaving a study out."""
        return get(self.data.documents.get("ladder"), dict, "reasons") or {}

    @property
    def databases(self) -> list[Place]:
        """The place of the first new session in each database."""
        first: dict[str, Place] = {}
        for i, each, source in self.data.items("databases"):
            if each["id"] in self.sessions:
                first.setdefault(str(each["name"]), source.place(i))
        return list(first.values())


def joined(
    flow: Flow, numbers: Mapping[str, Number], words: Labels, phase: str, ladder: Ladder
) -> Flow:
    """The flow of a revised edition: beside the new searches the previous one, below them all.

    Args:
        flow: the boxes of the new searches.
        numbers: those of :meth:`Revision.numbers`.
        words: the labels of what is added.
        phase: that of the last two boxes, in a form that has phases.
        ladder: data/ladder.yaml, with its names for the reasons and for the last stage.
    """

    def box(name: str, phase: str = "", **of: str) -> FlowStage:
        number = numbers[name]
        return FlowStage(
            id=f"edition.{name}",
            phase=phase,
            label=words[name].format(**of),
            key=number.key,
            value=whole(number),
        )

    previous = box("previous")
    if gone := whole(numbers["left"]):
        parts = [part for each in WENT for part in _parts(each, numbers, words, ladder)]
        left = FlowLeft(label=words["left"], key=numbers["left"].key, value=gone, reasons=parts)
        previous = replace(previous, left=left)
    last = box("total", phase, label=ladder.stages[-1].label)
    return replace(
        flow,
        headings=[FlowBar(label=words["heading"]), *flow.headings],
        previous=[previous],
        again=[box("again")] if "again" in numbers else [],
        stages=[*flow.stages, box("new", phase), last],
    )


def _parts(way: str, numbers: Mapping[str, Number], words: Labels, ladder: Ladder) -> list[FlowRow]:
    """What went out one way: by its reasons where all that did have one of the ladder."""
    if way not in numbers:
        return []
    reasons = ladder.reasons
    parts = {each: numbers[f"{way}.{each}"] for each in reasons if f"{way}.{each}" in numbers}
    if sum(whole(number) for number in parts.values()) != numbers[way].value:
        return [row(words[way], numbers[way])]
    return [row(f"{words[way]}: {reasons[each]}", number) for each, number in parts.items()]


WENT = ("withdrawn", "reversed")  # The ways out of a review


def house(
    flow: Flow,
    ladder: Ladder,
    revision: Revision,
    numbers: Mapping[str, Number],
    shares: Shares,
    words: Labels,
) -> Flow:
    """The ladder of the house, each stage with what is old and what is new in it.

    So the figure has the totals that the text beside it has, and shows what is added.

    Args:
        flow: the whole ladder.
        ladder: data/ladder.yaml.
        numbers: those of :meth:`Revision.numbers`.
        words: the labels of what is added.
    """
    earlier = {str(each["id"]) for _, each, _ in revision.data.items("databases")}
    earlier -= revision.sessions
    stages = []
    for stage, declared in zip(flow.stages, ladder.stages, strict=True):
        key = declared.count
        if stage is flow.stages[-1]:
            parts = [row(words["kept"], numbers["kept"]), row(words["new"], numbers["new"])]
        else:
            old = shares.of(key, earlier, f"edition.earlier.{key}", "earlier")
            new = shares.of(key, revision.sessions, f"edition.{key}", "new")
            parts = [row(words["earlier"], old), row(words["searches"], new)]
        if left := stage.left:  # a reason of one edition may have gone in the next
            left = replace(left, reasons=[each for each in left.reasons if each.value])
        stages.append(replace(stage, parts=parts, left=left))
    return replace(flow, stages=stages)
