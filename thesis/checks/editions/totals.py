"""Rules on a revised edition against the one before it: what was withdrawn, moved or lost."""

from collections.abc import Iterator
from pathlib import Path

from thesis.counts.prisma_flow import FLOW_UNMAPPED
from thesis.counts.revised_flow import Revision
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document.thesis import Thesis
from thesis.editions import store
from thesis.editions.store import FOLDER, Edition
from thesis.formats.attachments import MANIFEST
from thesis.input.folder import Data, get
from thesis.input.sources import Source

STUDY_WITHDRAWN = declare(
    "study.withdrawn",
    looks_at="studies",
    sees="a study withdrawn that the edition before did not include, or that is excluded, or in an "
    "edition that is neither this one nor archived",
    misses="a reason that does not hold",
    example="withdrawn: on a study that no earlier edition included",
)
EDITION_MOVED = declare(
    "edition.moved",
    looks_at="studies",
    sees="a study that the previous edition had read, and that a new search is now said to have "
    "found",
    misses="a study that moved from one of the earlier searches to another",
    example="search: {database: medline2022, number: 1} of a study of the edition of 2020",
)


def check(data: Data, before: Edition | None, root: Path) -> Iterator[Finding]:
    """Every finding of this file that needs no number.

    Args:
        before: the previous edition, which config names; None for the first one.
        root: the folder of the thesis.
    """
    name = get(data.documents["thesis"], str, "edition", "name") or ""
    included = Revision(before, data, data.studies).before if before else {}
    for key, study in data.studies.items():
        if get(study, dict, "withdrawn"):
            yield from _withdrawn(key, study, name, before, key in included, root)
    if before:
        yield from _moved(data, before)
        if Revision(before, data, data.studies).sessions:
            yield from _unmapped(data)


def _withdrawn(
    key: str, study: Source, name: str, before: Edition | None, included: bool, root: Path
) -> Iterator[Finding]:
    edition = get(study, str, "withdrawn", "edition") or ""

    def wrong(found: str, expected: str, mend: str) -> Finding:
        line = study.line("withdrawn", "edition")
        return STUDY_WITHDRAWN.at(Place(study.file, line), found=found, expected=expected, fix=mend)

    if get(study, str, "status") == "excluded":
        yield wrong(
            f"{key}, which is excluded, withdrawn",
            "a study that is included when it is withdrawn",
            "remove withdrawn; that it is left out, and why, is told by reason_category and reason",
        )
    elif before is None:
        yield wrong(
            f"{key} withdrawn, and no edition before this one",
            "a study that an earlier edition included",
            "write status: excluded with its reason; or name the edition in config: previous",
        )
    elif edition == name:
        if not included:
            yield wrong(
                f"{key} withdrawn, which the edition «{before.name}» did not include",
                "a study that the previous edition included",
                "write status: excluded with its reason_category and reason, and remove withdrawn",
            )
    elif not (root / FOLDER / edition / MANIFEST).is_file():
        known = store.archived(root)
        yield wrong(
            f"{key} withdrawn in the edition «{edition}»",
            f"this edition, {name}, or an archived one: {', '.join(known)}",
            f'write edition: "{name}"',
        )
    elif included:
        yield wrong(
            f"{key} withdrawn in the edition «{edition}», and included in «{before.name}»",
            f"this edition, {name}, as the one that it is withdrawn in",
            f'write edition: "{name}"',
        )


def _moved(data: Data, before: Edition) -> Iterator[Finding]:
    revision = Revision(before, data, data.studies)
    searches = {study.key: study.search for study in before.register.records.studies}
    for key, study in data.studies.items():
        if (found := searches.get(key)) and revision.is_found_anew(study):
            was = f"{found.database}:{found.number}"
            yield EDITION_MOVED.at(
                study.place("search"),
                found=f"{key} found by {get(study, str, 'search', 'database')}, and by {was} in "
                f"the edition «{before.name}»",
                expected="the search that found it first: no study is new twice",
                fix="give it the search that it had; a new search counts as articles_read what was "
                "not read before",
            )


COUNTED = ("searches", "records", "studies")
"""What is counted by the search that it comes from, so that what is new can be told."""

ENDS = ("studies.included", "records.included")


def _unmapped(data: Data) -> Iterator[Finding]:
    """Counts that the new searches have no part of, and an end that is no count of the included."""
    ladder = data.documents["ladder"]
    stages = ladder.value["stages"]
    for i, stage in enumerate(stages):
        last = i == len(stages) - 1
        head = stage["count"].split(".")[0]
        if stage["count"] not in ENDS if last else head not in COUNTED:
            yield FLOW_UNMAPPED.at(
                ladder.place("stages", i, "count"),
                found=f"count: {stage['count']}, of which figure 1 cannot tell what is new",
                expected=f"{' or '.join(ENDS)} at the last stage"
                if last
                else "a count of all searches, records or studies, such as searches.articles",
                fix="count it in data/searches/, data/studies/ or by python -m thesis records",
            )


EDITION_TOTAL = declare(
    "edition.total",
    looks_at="studies",
    sees="a study that the previous edition included and that has no record now, so that previous, "
    "new and left do not add up to the included",
    misses="an excluded study whose record is gone, which articles_read tells",
    example="data/studies/wang2015.yaml deleted after the edition of 2020",
)


@EDITION_TOTAL.check
def total(thesis: Thesis) -> Iterator[Finding]:
    """The sum of a revised edition against the studies that are included in it."""
    register, before = thesis.register, store.previous(thesis.config, thesis.root)
    if before is None or "edition.total" not in register:
        return
    counted, included = register["edition.total"].value, register["studies.included"].value
    if counted == included:
        return
    known = {study.key for study in register.records.studies}
    told = f"edition.total = {register['edition.total'].formula} = {counted}"
    for key, place in Revision(before, Data(), {}).before.items():
        if key not in known:
            yield EDITION_TOTAL.at(
                Place(f"data/studies/{key}.yaml", 0),
                found=f"no record that counts of {key}, which the edition «{before.name}» included",
                expected=f"{included}, as studies.included is; {told}",
                fix="restore the record; of a study that left, say why: withdrawn, or status: "
                "excluded",
                evidence=str(place),
            )
