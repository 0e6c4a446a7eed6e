"""A study left out of the whole thesis: what `plan` tells, and what the rule on it tells."""

import re
from collections.abc import Callable

import pytest

from tests.whole.project import Project
from thesis.checks.editions.stale_sentences import review_lines, sentences
from thesis.cli.explain.built import Built
from thesis.cli.plan import build, compare
from thesis.cli.plan.text import PlanText
from thesis.document.thesis import Thesis
from thesis.editions import dependencies, reviewed
from thesis.editions.dependencies import Sentence
from thesis.formats import attachments
from thesis.formats.attachments import digest

KEY = "more2018"
RECORD = f"data/studies/{KEY}.yaml"
SECTIONS = re.compile(r"^(?:setting|substances|intervention|measures|physical_measures):.*\n", re.M)
EMPTIED = re.compile(r"^(?:outcomes|corrections|texts):.*?(?=^\w|\Z)", re.M | re.S)


RULES = {"edition.unread", "edition.source-gone"}
"""What the sentences to read again are told by."""


def leave_out(project: Project) -> None:
    """Make an included study an excluded one, as its author would: the record, and the places."""
    path = project.root / RECORD
    record = EMPTIED.sub("", SECTIONS.sub("", path.read_text("utf-8")))
    record = record.replace("status: included\nplace: 2", "status: excluded\nplace: 6")
    record += (
        "reason_category: off_topic\ncorrections: []\ntexts:\n  reason: |\n    Den er trukket.\n"
    )
    path.write_text(record, "utf-8")
    for key, place in (("brellenthin2019", 3), ("dacosta2017", 4), ("wang2019", 5)):
        project.edit(f"data/studies/{key}.yaml", f"\nplace: {place}\n", f"\nplace: {place - 1}\n")


def freeze(project: Project) -> None:
    """Put the last build into editions/ as 2020, and name it in config."""
    folder = project.root / "editions/2020"
    folder.mkdir(parents=True)
    kept = {"thesis": "document", "register": "register", "flow": "flow", "wordcount": "wordcount"}
    for name, called in kept.items():
        (folder / f"{called}.json").write_bytes((project.root / f"build/{name}.json").read_bytes())
    manifest = attachments.manifest({path.name: path.read_bytes() for path in folder.iterdir()}, {})
    (folder / "manifest.json").write_bytes(manifest)
    named = f'previous: {{edition: "2020", sha256: {digest(manifest)}}}'
    project.edit("config/config.yaml", "previous: null", named)


def lines(thesis: Thesis, read: list[Sentence]) -> list[str]:
    """The lines of reviewed.txt for some sentences."""
    return [
        reviewed.line(
            dependencies.fingerprint(one, thesis.register, thesis.config), one.place.file, one.text
        )
        for one in read
    ]


@pytest.fixture(scope="module")
def prose(built: Project) -> dict[str, str]:
    """Every line of the prose that has a sentence, by its place."""
    return {
        f"{path.relative_to(built.root).as_posix()}:{number}": text
        for path in sorted((built.root / "content").glob("[0-9]*.md"))
        for number, text in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"\w", text) and not re.match(r"(:::|\{\{ (table|figure)\()", text)
    }


def test_every_line_of_the_prose_is_a_sentence_that_is_known(
    built: Project, prose: dict[str, str]
) -> None:
    written = dependencies.written(Built.read(built.root).thesis)
    places = [
        f"{one.place.file}:{one.place.line}" for one in written if "content/" in one.place.file
    ]
    assert sorted(places) == sorted(prose)


def test_a_study_that_is_left_out_is_planned_read_again_and_told_by_the_rule(
    clone: Callable[[], Project], prose: dict[str, str]
) -> None:
    project = clone()
    freeze(project)
    leave_out(project)
    before = project.made()
    base = build.base(project.root, "")
    with build.edited(project.root) as now:
        plan = compare.plan(base, now)
        told = "\n".join(PlanText(plan, 100).lines())
        ruled = {str(each.place) for each in now.findings if each.rule in RULES}
        untrue = {str(each.place) for each in now.findings if each.rule == "group.untrue"}
        # Once all of it is read, neither the plan nor the rule has any of it left.
        reviewed.add(now.thesis.root, lines(now.thesis, [one.sentence for one in plan.stale]))
        assert compare.plan(base, now).reviewed == len(plan.stale)
        assert list(sentences(now.thesis)) == list(review_lines(now.thesis)) == []
    assert plan.studies == [(KEY, "included → excluded")]
    assert {each.key: each.new.value for each in plan.counts}["studies.included"] == 4
    assert "flow.reasons.off_topic" in {each.key for each in plan.counts}
    assert {table.id: table.what for table in plan.tables}[f"tbl:matrix-{KEY}"] == "left"
    boxes = {box.label: (box.old, box.new) for box in plan.boxes}
    assert boxes["Inkluderte artikler"] == (5, 4)
    places = {f"{one.sentence.place.file}:{one.sentence.place.line}" for one in plan.stale}
    citing = {place for place, text in prose.items() if f"@{KEY}" in text}
    printing = {place for place, text in prose.items() if '"studies.included"' in text}
    assert citing | printing <= places
    assert untrue
    assert places == ruled, "the rule tells the same, against the previous edition"
    assert project.made() == before
    assert "more2018: included → excluded" in told
    assert max(map(len, told.splitlines())) <= 100
    assert len(told.splitlines()) < 140
