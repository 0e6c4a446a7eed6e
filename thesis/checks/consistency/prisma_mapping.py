"""Rules on the mapping of the ladder to PRISMA 2020, asked for when figure 1 has its form."""

from collections.abc import Iterator
from itertools import pairwise

from thesis.counts.prisma_flow import BOXES, HOUSE, NEEDED, OTHERS, sources, unmapped
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get
from thesis.input.labels import Labels
from thesis.input.sources import Source

FLOW_LANGUAGE = declare(
    "flow.language",
    looks_at="stages",
    sees="a thesis in a language that the labels have no words of PRISMA 2020 in, when figure 1 is "
    "to have its form",
    misses="words that are wrong in that language",
    example="language: fr, where the labels have nb and en",
)


def vocabulary(data: Data, labels: Labels, findings: list[Finding]) -> Labels:
    """The words of PRISMA in the language of the thesis; none, and a finding, where there are none.

    Args:
        labels: the whole file; words in another language than its own have a name of their own.
    """
    source = data.documents["thesis"]
    language = get(source, str, "language") or ""
    own, figure = str(labels["language"])[:2], labels["flowchart"]
    known = {own: figure["prisma"], "en": figure["prisma_en"]}
    if language[:2] not in known:
        findings.append(
            FLOW_LANGUAGE.at(
                source.place("language"),
                found=f"language: {language}",
                expected=f"a language with words for the form of PRISMA 2020: {', '.join(known)}",
                fix=f"add its words to flowchart in the labels, {HOUSE}",
            )
        )
    words: Labels = known.get(language[:2], {})
    return words


def check(data: Data) -> Iterator[Finding]:
    """What keeps the ladder from being drawn in that form."""
    ladder = data.documents["ladder"]
    boxes = [get(ladder, str, "stages", i, "prisma") for i in range(len(ladder.value["stages"]))]
    for i, box in enumerate(boxes):
        if box is None:
            name = ladder.value["stages"][i]["id"]
            yield unmapped(
                ladder,
                ("stages", i),
                f"the stage {name} without prisma",
                f"the box of PRISMA 2020 that it is: {', '.join(BOXES)}",
                "add prisma to the stage",
            )
    known = [(i, box) for i, box in enumerate(boxes) if box is not None]
    for (_, before), (i, box) in pairwise(known):
        if BOXES.index(box) < BOXES.index(before) or box == before == "included":
            yield unmapped(
                ladder,
                ("stages", i, "prisma"),
                f"{box} after {before}",
                f"the boxes in the order {', '.join(BOXES)}, the last of them once",
                "mend the prisma of a stage",
            )
    for box in NEEDED:
        if box not in boxes:
            yield unmapped(
                ladder,
                ("stages",),
                f"no stage with prisma: {box}",
                f"a stage for each of {', '.join(NEEDED)}",
                f"say prisma: {box} at the stage that it is, or add a stage that counts it",
            )
    for i, box in enumerate(boxes):
        if "removed" in ladder.value["stages"][i] and box != "identified":
            yield unmapped(
                ladder,
                ("stages", i, "removed"),
                f"removed at the box {box}",
                "removed at an identified stage: before screening",
                "remove it, or say prisma: identified",
            )
    yield from _sources(data, ladder)


def _sources(data: Data, ladder: Source) -> Iterator[Finding]:
    known = [str(each.get("id")) for _, each, _ in data.items("databases")]
    named = get(ladder, dict, "sources") or {}
    first: dict[str, str] = {}
    for kind in named:
        for i, database in enumerate(get(ladder, list, "sources", kind) or []):
            if database not in known:
                yield unmapped(
                    ladder,
                    ("sources", kind, i),
                    f"{kind}: {database}",
                    f"an id of data/databases.yaml: {', '.join(known)}",
                    suggestion(str(database), known, "add it there"),
                )
            elif first.setdefault(database, kind) != kind:
                yield unmapped(
                    ladder,
                    ("sources", kind, i),
                    f"{database}, which is among the {first[database]} too",
                    "each in one place",
                    "remove one of the two",
                )
    kinds = {kind for kind, ids in sources(data).items() if ids}
    if kinds and not kinds & {"databases", "registers"}:
        yield unmapped(
            ladder,
            ("sources",),
            "no database and no register",
            "at least one that was searched",
            "remove one from the list",
        )
    for i in range(len(ladder.value["stages"])):
        count = get(ladder, str, "stages", i, "count") or ""
        apart = kinds & set(OTHERS) or ("registers" in kinds and i == 0)
        if apart and count.split(".")[0] in {"method", "databases"}:
            yield unmapped(
                ladder,
                ("stages", i, "count"),
                f"count: {count}, which does not tell the sources apart",
                "a count of searches or studies, of which each has its database",
                "count it in data/searches/",
            )
