"""Rules on the words of the ladder: a stage or a reason is called what it counts."""

from collections.abc import Iterator

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.input import wording
from thesis.input.folder import Data, get
from thesis.input.sources import Source, Steps

LADDER_SAME = declare(
    "ladder.same",
    looks_at="stages",
    sees="two stages, or two reasons, with one label, two stages that count one thing, so that "
    "nothing leaves between them, and two that say the same of what leaves",
    misses="two labels that mean the same",
    example="«Leste artikler» as the label of two stages",
)
LADDER_LABEL = declare(
    "ladder.label",
    looks_at="stages",
    sees="a label that is a word for another count than the stage's, or the opposite of what "
    "the id of a reason says",
    misses="a label whose words the lexicon does not have",
    example="small_sample: For stort utvalg",
    severity=WARNING,
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    ladder = data.documents.get("ladder")
    stages = get(ladder, list, "stages")
    if ladder is None or stages is None:
        return
    for name in ("label", "count", "left"):
        values: dict[Steps, str] = {
            ("stages", i, name): text
            for i in range(len(stages))
            if (text := get(ladder, str, "stages", i, name)) is not None
        }
        yield from _same(ladder, values, name)
    reasons = get(ladder, dict, "reasons") or {}
    labels: dict[Steps, str] = {("reasons", name): str(label) for name, label in reasons.items()}
    yield from _same(ladder, labels, "reason")
    for i in range(len(stages)):
        yield from _counted(ladder, i, data)
    for name in reasons:
        yield from _opposite(ladder, ("reasons", name), name, data)
    for i in range(len(stages)):
        stage = get(ladder, str, "stages", i, "id") or ""
        count = get(ladder, str, "stages", i, "count") or ""
        named = f"{stage}_{count.rpartition('.')[2]}"
        yield from _opposite(ladder, ("stages", i, "label"), named, data)
        yield from _opposite(ladder, ("stages", i, "left"), "excluded", data)


def _same(ladder: Source, values: dict[Steps, str], name: str) -> Iterator[Finding]:
    first: dict[str, Steps] = {}
    for steps, text in values.items():
        plain = " ".join(text.lower().split())
        before = first.setdefault(plain, steps)
        if before == steps:
            continue
        for one, other in ((steps, before), (before, steps)):
            yield LADDER_SAME.at(
                ladder.place(*one),
                found=f"{name}: {text}, as on line {ladder.line(*other)}",
                expected=f"a {name} of its own for each",
                fix="mend one of the two",
                evidence=str(ladder.place(*other)),
            )


def _counted(ladder: Source, i: int, data: Data) -> Iterator[Finding]:
    topic = wording.topic("counted", data)
    label = get(ladder, str, "stages", i, "label")
    counts = (get(ladder, str, "stages", i, "count") or "").rpartition(".")[2]
    if label is None or counts not in topic.words or _told_as_same(ladder, i):
        return
    told = list(topic.find(label))
    named = {meaning for each in told for meaning in each.meanings}
    if told and counts not in named:
        yield LADDER_LABEL.at(
            ladder.place("stages", i, "label"),
            found=f"«{label}» for {get(ladder, str, 'stages', i, 'count')}",
            expected=f"a label that is a word for {counts}",
            fix="mend the label, or count",
        )


def _told_as_same(ladder: Source, i: int) -> bool:
    """Whether the label or the count of a stage is that of another one too."""
    stages = get(ladder, list, "stages") or []
    return any(
        get(ladder, str, "stages", i, name) == get(ladder, str, "stages", j, name)
        for name in ("label", "count")
        for j in range(len(stages))
        if j != i
    )


def _opposite(ladder: Source, steps: Steps, name: str, data: Data) -> Iterator[Finding]:
    topic = wording.topic("opposites", data)
    label = get(ladder, str, *steps) or ""
    told = {meaning for each in topic.find(label) for meaning in each.meanings}
    for part in name.split("_"):
        if topic.also.get(part, frozenset()) & told and part not in told:
            yield LADDER_LABEL.at(
                ladder.place(*steps),
                found=f"«{label}» for {name}",
                expected=f"a label for what is {part}",
                fix="mend the label, or what it is a label for",
            )
            return
