"""A revised edition: its numbers, what is refused, and figure 1 in both forms."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pypandoc
import pytest

from tests.conftest import ROOT
from tests.unit.thesis.counts.test_prisma_flow import (
    HEADER,
    MINIMAL,
    OTHER_SOURCES,
    Draw,
    Make,
    add,
    edit,
)
from thesis.checks.consistency import prisma_mapping
from thesis.checks.data import inputs
from thesis.checks.editions import totals
from thesis.counts.build import build as registered
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document import flowchart_text, pandoc
from thesis.document.marks import unmarked
from thesis.document.render import Renderer
from thesis.document.thesis import Thesis
from thesis.document.word_count import Tally
from thesis.editions.store import Edition
from thesis.formats import provenance
from thesis.formats.attachments import manifest
from thesis.formats.flowchart import prisma
from thesis.input import labels
from thesis.model import arithmetic, groups
from thesis.model import flow as flows
from thesis.model.records import Database, Flow, Withdrawn
from thesis.model.register import Register
from thesis.readback import flowchart
from thesis.readback import svg as drawing

LABELS = labels.read(ROOT / "templates/labels/nb.yaml")
FORMS = {
    "house": None,
    "prisma2020": LABELS["flowchart"]["prisma"],
    "in English": LABELS["flowchart"]["prisma_en"],
}
SESSION = """
- {id: natt2024, name: Nattbasen, platform: R, updates: nattbasen, covers_from: 2023-09-04,
   searched_on: 2024-02-01}
"""
OFFICIAL = ("prisma2020", "in English")
"""Those that have the previous edition in a column of its own."""

every_form = pytest.mark.parametrize("form", FORMS)


@pytest.fixture
def make() -> Make:
    """Makes the register and the flow of a thesis, in which nothing is wrong."""

    def build(root: Path, form: str = "house", first: bool = False) -> Any:
        before = None if first else Edition("2023", root / "editions/2023")
        data, found = inputs.problems(root)
        found += totals.check(data, before, root)
        words = FORMS[form]
        found += prisma_mapping.check(data) if words else []
        assert found == []
        edition = (before, LABELS["flowchart"]["revised"]) if before else None
        made = registered(data, found, words, edition)
        assert found == []
        return made, made.records.flow

    return build


def archived(root: Path, register: Register) -> None:
    """Freeze an edition, as far as the next one's register needs it."""
    folder = root / "editions/2023"
    folder.mkdir(parents=True)
    register.write(folder / "register.json")
    (folder / "manifest.json").write_bytes(manifest({}, {}))


@pytest.fixture
def same(tmp_path: Path, make: Make) -> Path:
    """The minimal thesis with its first edition archived, and nothing new in it."""
    shutil.copytree(MINIMAL, tmp_path / "data")
    archived(tmp_path, make(tmp_path, first=True)[0])
    edit(tmp_path, "thesis.yaml", 'name: "2023"', 'name: "2024"')
    edit(tmp_path, "thesis.yaml", "year: 2023", "year: 2024")
    edit(tmp_path, "thesis.yaml", "date: 2023-", "date: 2024-")
    return tmp_path


@pytest.fixture
def revised(same: Path) -> Path:
    """Two studies of a new search; one that is withdrawn, one now excluded, one now included."""
    searched(same, SESSION, "natt2024", "1,choir and night,90,6,2,")
    like = (same / "data/studies/eventyr2021.yaml").read_text("utf-8")
    add(same, "eventyr2021", "included", 2, "natt2024", "")
    edit(same, "studies/eventyr2natt2024.yaml", "2023-09-04", "2024-02-01")
    add(same, "papirdal2016", "excluded", 2, "natt2024", "day_workers")
    again = like.replace("eventyr2021", "papirdal2016").replace("place: 2", "place: 1")
    again = again.replace("number: 4", "number: 3")
    (same / "data/studies/papirdal2016.yaml").write_text(again, "utf-8")
    edit(same, "studies/fabelmo2019.yaml", "status: included", f"status: included\n{WITHDRAWN}")
    edit(same, "studies/eventyr2021.yaml", "status: included", "status: excluded")
    edit(same, "studies/eventyr2021.yaml", "place: 2", "place: 1\nreason_category: day_workers")
    edit(same, "studies/eventyr2021.yaml", "texts:", "texts:\n  reason: Hun arbeidet om dagen.")
    return same


WITHDRAWN = 'withdrawn: {edition: "2024", reason: Artikkelen er trukket av tidsskriftet.}'


def searched(root: Path, session: str, name: str, row: str) -> None:
    """Add a session with one search."""
    path = root / "data/databases.yaml"
    path.write_text(path.read_text("utf-8").rstrip() + session, "utf-8")
    (root / f"data/searches/{name}.csv").write_text(f"{HEADER}{row}\n", "utf-8")


@pytest.fixture
def wide(revised: Path) -> Path:
    """The same with a register and lists of references, searched before and now."""
    for name, more in OTHER_SOURCES.items():
        path = revised / "data" / name
        path.write_text(path.read_text("utf-8").rstrip() + more, "utf-8")
    for name, more in (("register", "Nattregister"), ("lister", "Referanselister")):
        (revised / f"data/searches/{name}.csv").write_text(f"{HEADER}1,choir,6,1,0,\n", "utf-8")
        session = f"""
- {{id: {name}2024, name: {more}, platform: R, updates: {name}, searched_on: 2024-02-01}}
"""
        searched(revised, session, f"{name}2024", "1,choir,4,2,2,")
    edit(revised, "searches/lister2024.csv", "4,2,2", "2,2,2")
    edit(revised, "searches/lister.csv", "6,1,0", "0,0,0")
    # What the archived edition had searched it had searched then.
    path = revised / "editions/2023/register.json"
    register = Register.read(path)
    register.records.databases.extend([Database(id="register"), Database(id="lister")])
    register.write(path)
    for place, name in ((3, "register2024"), (4, "lister2024")):
        add(revised, "papirdal2016", "included", place, name, "")
        edit(revised, f"studies/papirdal{place}{name}.yaml", "2023-09-04", "2024-02-01")
        add(revised, "eventyr2021", "excluded", place, name, "")
        edit(revised, f"studies/eventyr{place}{name}.yaml", "2023-09-04", "2024-02-01")
    return revised


def told(flow: Flow) -> list[tuple[str, str, int]]:
    return [(row.label, row.key, row.value) for row in flows.rows(flow)]


# ---- the numbers ---------------------------------------------------------------------------------


def test_the_numbers_of_a_revised_edition_add_up_and_have_their_rows(
    make: Make, revised: Path
) -> None:
    register, _ = make(revised)
    values = {
        key.removeprefix("edition."): number.value
        for key, number in register.numbers.items()
        if key.startswith("edition.")
    }
    assert {name: values[name] for name in values if "." not in name} == {
        "previous_included": 2, "new": 2, "reassessed": 1, "left": 2, "withdrawn": 1,
        "reversed": 1, "kept": 0, "total": 2, "databases": 1,
    }  # fmt: skip
    assert (values["searches.hits"], values["searches.count"], values["studies.read"]) == (90, 1, 2)
    assert register.value("edition.total") == register.value("studies.included")
    assert [each.key for each in arithmetic.every(register) if not each.holds] == []
    for number in register.numbers.values():
        for row in number.rows:
            assert (revised / row.file).read_text("utf-8").split("\n")[row.line - 1].strip(), row
    (first, _) = register["edition.previous_included"].rows
    assert first.file == "editions/2023/register.json"
    assert (
        '"key": "fabelmo2019"'
        in (revised / first.file).read_text("utf-8").split("\n")[first.line - 1]
    )


def test_a_withdrawn_study_is_read_and_neither_included_nor_excluded(
    make: Make, revised: Path
) -> None:
    register, _ = make(revised)
    counts = [f"studies.{name}" for name in ("included", "excluded", "withdrawn", "read")]
    assert [register.value(key) for key in counts] == [2, 2, 1, 5]
    assert register.value("searches.articles") == 5
    read = groups.ask("read", "place >= 1", register.records.studies, {})[1]
    included = groups.ask("included", "place >= 1", register.records.studies, {})[1]
    assert (len(list(read)), len(list(included))) == (5, 2)
    last = register.records.studies[-1]
    assert (last.key, last.status) == ("fabelmo2019", "withdrawn")
    assert last.withdrawn == Withdrawn(edition="2024")
    assert last.texts["withdrawn"].text.startswith("Artikkelen er trukket")
    reasons = [
        register.value(f"flow.reasons.{each}") for each in ("day_workers", "no_sleep_measure")
    ]
    assert reasons == [2, 0]


def test_a_later_session_is_no_database_of_its_own(make: Make, revised: Path) -> None:
    register, _ = make(revised)
    assert register["databases.count"].value == 1
    assert register["databases.count"].rows == [Place("data/databases.yaml", 1)]
    assert register["natt2024.1.hits"].value == 90
    assert register.value("natt2024.hits") == 90


def test_without_an_edition_before_it_nothing_is_told_of_one(make: Make, same: Path) -> None:
    register, flow = make(same, first=True)
    assert not [key for key in register.numbers if "edition" in key or "withdrawn" in key]
    assert not flow.previous


@every_form
def test_an_edition_without_a_search_of_its_own_shows_the_whole_ladder(
    make: Make, same: Path, form: str
) -> None:
    first, ladder = make(same, form, first=True)
    register, flow = make(same, form)
    assert flow == ladder
    # Nor is a search that a session has more, or another count, a search on another day.
    table = same / "data/searches/nattbasen.csv"
    table.write_text(table.read_text("utf-8").rstrip() + "\n5,sleepless,7,0,0,\n", "utf-8")
    register, flow = make(same, form)
    hits = register.value("searches.hits")
    assert hits == first.value("searches.hits") + 7
    assert not flow.previous
    assert ("searches.hits", hits) in [(key, value) for _, key, value in told(flow)]
    kept = ("previous_included", "new", "left", "total")
    assert [register.value(f"edition.{name}") for name in kept] == [2, 0, 0, 2]
    assert "edition.reassessed" not in register


@every_form
def test_a_study_withdrawn_or_turned_round_without_new_searches_leaves_the_ladder(
    make: Make, drawn: Draw, same: Path, form: str
) -> None:
    edit(same, "studies/fabelmo2019.yaml", "status: included", f"status: included\n{WITHDRAWN}")
    edit(same, "studies/eventyr2021.yaml", "place: 2", "place: 1")
    register, flow = make(same, form)
    shown = [(key, value) for _, key, value in told(flow) if value]
    assert shown[-4:] == [
        ("flow.articles.left", 2),
        ("flow.reasons.day_workers", 1),
        ("studies.withdrawn", 1),
        ("studies.included", 1),
    ]
    assert list(flowchart.findings(drawing.read(drawn(flow)), flow, {"blocks": []})) == []
    assert [each.key for each in arithmetic.every(register) if not each.holds] == []


def test_every_formula_is_told_in_words(make: Make, wide: Path) -> None:
    for form in FORMS:
        register, _ = make(wide, form)
        teller = provenance.Provenance(register, LABELS, {})
        told = teller.tell(register.numbers)
        assert [key for key, one in told.items() if one.language] == []
        formulas = [number.formula for number in register.numbers.values() if number.formula]
        words = LABELS["formula_words"]
        assert {
            (name, word)
            for formula in formulas
            for name, word in formula.of.items()
            if name in words and word not in words[name]
        } == set()


# ---- figure 1 ------------------------------------------------------------------------------------


def test_the_house_shows_old_new_and_total_of_every_stage(make: Make, revised: Path) -> None:
    register, flow = make(revised)
    assert told(flow) == [
        ("Treff i Nattbasen", "searches.hits", 48509),
        ("Tidligere søk", "edition.earlier.searches.hits", 48419),
        ("Nye søk", "edition.searches.hits", 90),
        ("Treff uten lest sammendrag", "flow.hits.left", 48490),
        ("Leste sammendrag", "searches.abstracts", 19),
        ("Tidligere søk", "edition.earlier.searches.abstracts", 13),
        ("Nye søk", "edition.searches.abstracts", 6),
        ("Lagt bort etter sammendrag", "flow.abstracts.left", 14),
        ("Leste artikler", "searches.articles", 5),
        ("Tidligere søk", "edition.earlier.searches.articles", 3),
        ("Nye søk", "edition.searches.articles", 2),
        ("Ekskludert etter gjennomlesing", "flow.articles.left", 3),
        ("Bare dagarbeidere", "flow.reasons.day_workers", 2),
        ("Trukket", "studies.withdrawn", 1),
        ("Inkluderte artikler", "studies.included", 2),
        ("Fra forrige utgave", "edition.kept", 0),
        ("Nye i denne utgaven", "edition.new", 2),
    ]
    assert [each.key for each in arithmetic.every(register) if not each.holds] == []
    for stage in flow.stages:
        assert sum(part.value for part in stage.parts) == stage.value


def test_prisma_has_the_form_of_an_updated_review(make: Make, wide: Path) -> None:
    register, flow = make(wide, "in English")
    assert [bar for _, bar in flows.bars(flow)][:3] == [
        "Previous studies",
        "Identification of new studies via databases and registers",
        "Identification of new studies via other methods",
    ]
    assert told(flow) == [
        ("Studies included in previous version of review", "edition.previous_included", 2),
        ("Studies no longer included", "edition.left", 2),
        ("Withdrawn", "edition.withdrawn", 1),
        ("Excluded on reassessment: Bare dagarbeidere", "edition.reversed.day_workers", 1),
        ("Records identified", "edition.main.searches.hits", 94),
        ("Databases", "edition.databases.searches.hits", 90),
        ("Registers", "edition.registers.searches.hits", 4),
        ("Records removed before screening", "edition.main.hits.left", 86),
        ("Records removed for other reasons: Treff uten lest sammendrag",
         "edition.main.hits.left", 86),
        ("Records screened", "edition.main.searches.abstracts", 8),
        ("Records excluded", "edition.main.abstracts.left", 4),
        ("Reports assessed for eligibility", "edition.main.searches.articles", 4),
        ("Reports excluded", "edition.main.articles.left", 2),
        ("Bare dagarbeidere", "edition.main.reasons.day_workers", 2),
        ("Records identified", "edition.other.searches.hits", 2),
        ("Citation searching", "edition.citations.searches.hits", 2),
        ("Reports assessed for eligibility", "edition.other.searches.articles", 2),
        ("Reports excluded", "edition.other.articles.left", 1),
        ("Bare dagarbeidere", "edition.other.reasons.day_workers", 1),
        ("Studies of previous searches, included on reassessment", "edition.reassessed", 1),
        ("New studies included in review", "edition.new", 4),
        ("Total studies included in review", "edition.total", 4),
    ]  # fmt: skip
    assert [each.key for each in arithmetic.every(register) if not each.holds] == []


def unlike(flow: Flow) -> Iterator[Flow]:
    """The flow, and the same with more or less to show of the previous edition."""
    yield flow
    other = msgspec.structs.replace
    yield other(flow, again=[])
    yield other(flow, previous=[other(flow.previous[0], left=None)])


@every_form
@pytest.mark.parametrize("case", ["same", "revised", "wide"])
def test_the_picture_has_every_box_with_its_text_inside_and_adds_up(
    make: Make, drawn: Draw, request: pytest.FixtureRequest, case: str, form: str
) -> None:
    flow = make(request.getfixturevalue(case), form)[1]
    chart = drawing.read(drawn(flow))
    assert list(flowchart.findings(chart, flow, {"blocks": []})) == []
    assert set(chart.nodes) == {n for n, _ in flows.boxes(flow)} | {n for n, _ in flows.bars(flow)}


def test_less_or_more_of_the_previous_edition_is_drawn_without_a_box_over_another(
    make: Make, drawn: Draw, revised: Path
) -> None:
    for form in OFFICIAL:
        for flow in unlike(make(revised, form)[1]):
            chart = drawing.read(drawn(flow))
            found = list(flowchart.findings(chart, flow, {"blocks": []}))
            # The numbers are those of the whole flow; here only the places are looked at.
            assert [each for each in found if each.rule != "flowchart.sum"] == []


@pytest.mark.parametrize(
    ("box", "wrong"),
    [
        ("previous0", "n = 3"),
        ("previousleft0", "n = 1"),
        ("again0", "n = 2"),
        ("stage3", "n = 3"),
        ("stage4", "n = 5"),
        ("left0", "n = 83"),
    ],
)
def test_a_wrong_number_in_the_picture_is_found_by_its_sum(
    make: Make, drawn: Draw, revised: Path, box: str, wrong: str
) -> None:
    flow = make(revised, "prisma2020")[1]
    path = drawn(flow)
    svg = path.read_text("utf-8")
    at = svg.index("n = ", svg.index(f"<title>{box}</title>"))
    path.write_text(f"{svg[:at]}{wrong}{svg[svg.index('<', at) :]}", "utf-8")
    found = list(flowchart.findings(drawing.read(path), flow, {"blocks": []}))
    assert {each.rule for each in found} >= {"flowchart.number", "flowchart.sum"}


@every_form
def test_the_words_that_stand_for_it_tell_every_number_in_order(
    make: Make, wide: Path, form: str
) -> None:
    register, flow = make(wide, form)
    noted: list[Finding] = []
    text = unmarked(flowchart_text.block(Renderer(register, LABELS, noted), flow))
    assert noted == []
    tree = json.loads(pypandoc.convert_text(text, "json", format=pandoc.READER))["blocks"]
    spans = [one for one in pandoc.walk(tree) if pandoc.is_number(one)]
    assert [pandoc.attributes(span)["key"] for span in spans] == [k for _, k, _ in told(flow)]
    (alt,) = re.findall('alt="([^"]*)"', text)
    quoted = re.findall(r"«([^»]*)» \(n", alt)
    assert quoted == [stage.label for stage in flows.stages(flow)]
    words = " ".join(pandoc.text(tree).split())
    beside = int(form in OFFICIAL)
    assert words.count("Til venstre, øverst, står") == beside
    assert words.count("Ved siden av, øverst,") == beside


def test_the_same_flow_gives_the_same_bytes(make: Make, wide: Path) -> None:
    flow = make(wide, "prisma2020")[1]
    sizes = dict.fromkeys(prisma.texts(flow), 50.0)
    assert prisma.source(flow, sizes).source == prisma.source(flow, sizes).source


# ---- what is refused -----------------------------------------------------------------------------


def refused(root: Path, first: bool = False) -> list[Finding]:
    data, found = inputs.problems(root)
    assert [each for each in found if each.rule not in {rule.id for rule in inputs.BUILDABLE}] == []
    before = None if first else Edition("2023", root / "editions/2023")
    return list(totals.check(data, before, root))


@pytest.mark.mutant("study.withdrawn")
def test_a_study_is_withdrawn_only_where_an_edition_included_it(revised: Path) -> None:
    assert refused(revised) == []
    (found,) = refused(revised, first=True)
    assert (found.rule, found.found) == (
        "study.withdrawn",
        "fabelmo2019 withdrawn, and no edition before this one",
    )
    assert str(found.place) == "data/studies/fabelmo2019.yaml:3"
    new = "studies/eventyr2natt2024.yaml"
    edit(revised, new, "status: included", f"status: included\n{WITHDRAWN}")
    (found,) = refused(revised)
    assert "which the edition «2023» did not include" in found.found
    assert "write status: excluded" in found.fix
    edit(revised, new, "status: included", "status: excluded")
    edit(revised, new, "texts:", "texts:\n  reason: x")
    edit(revised, new, "status:", "reason_category: day_workers\nstatus:")
    (found,) = refused(revised)
    assert "which is excluded, withdrawn" in found.found


@pytest.mark.mutant("study.withdrawn")
def test_the_edition_of_a_withdrawal_is_this_one_or_one_that_is_archived(revised: Path) -> None:
    record = "studies/fabelmo2019.yaml"
    edit(revised, record, '"2024"', '"2025"')
    (found,) = refused(revised)
    assert found.found == "fabelmo2019 withdrawn in the edition «2025»"
    assert found.expected == "this edition, 2024, or an archived one: 2023"
    edit(revised, record, '"2025"', '"2023"')
    (found,) = refused(revised)
    assert found.found == "fabelmo2019 withdrawn in the edition «2023», and included in «2023»"
    path = revised / "editions/2023/register.json"
    register = Register.read(path)
    studies = register.records.studies
    (i,) = (i for i, study in enumerate(studies) if study.key == "fabelmo2019")
    studies[i] = msgspec.structs.replace(studies[i], status="withdrawn")
    register.write(path)
    assert refused(revised) == []


@pytest.mark.mutant("edition.moved")
def test_a_study_that_was_read_before_is_not_found_by_a_new_search(revised: Path) -> None:
    edit(revised, "studies/papirdal2016.yaml", "{database: nattbasen, number: 3}",
         "{database: natt2024, number: 1}")  # fmt: skip
    edit(revised, "studies/papirdal2016.yaml", "2023-09-04", "2024-02-01")
    (found,) = refused(revised)
    assert (found.rule, found.found) == (
        "edition.moved",
        "papirdal2016 found by natt2024, and by nattbasen:3 in the edition «2023»",
    )


@pytest.mark.mutant("flow.unmapped")
@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("count: searches.abstracts", "count: nattbasen.abstracts", "a count of all searches"),
        ("count: studies.included", "count: studies.read", "records.included at the last stage"),
    ],
)
def test_a_count_that_does_not_tell_what_is_new_is_refused(
    revised: Path, old: str, new: str, says: str
) -> None:
    edit(revised, "ladder.yaml", old, new)
    (found,) = refused(revised)
    assert (found.rule, found.file) == ("flow.unmapped", "data/ladder.yaml")
    assert says in found.expected


@pytest.mark.mutant("edition.total")
def test_a_study_whose_record_is_gone_is_missed(make: Make, revised: Path) -> None:
    register, _ = make(revised)
    config = {"previous": {"edition": "2023", "sha256": ""}}
    thesis = Thesis(register, {"blocks": []}, Tally(), config, LABELS, revised)
    assert list(totals.total(thesis)) == []
    assert list(totals.total(replace(thesis, config={}))) == []
    (revised / "data/studies/fabelmo2019.yaml").unlink()
    edit(revised, "searches/nattbasen.csv", "9,2,", "9,1,")
    (found,) = totals.total(replace(thesis, register=make(revised)[0]))
    assert (found.rule, found.file) == ("edition.total", "data/studies/fabelmo2019.yaml")
    assert found.expected.endswith("edition.total = edition.kept + edition.new = 3")
    assert found.evidence == str(register["edition.previous_included"].rows[0])


def test_a_database_counts_all_its_sessions_and_the_first_has_a_key_of_its_own(
    make: Make, revised: Path
) -> None:
    register, _ = make(revised)
    totals = [register.value(f"{key}.hits") for key in ("nattbasen", "nattbasen.first", "natt2024")]
    assert totals == [48509, 48419, 90]
    assert register.value("nattbasen.searches") == register.value("searches.count")
    names = {str(register[f"{key}.hits"].formula) for key in ("nattbasen", "nattbasen.first")}
    assert len(names) == 2
    # What is printed together adds up: the databases, and the total beside them.
    assert register.value("nattbasen.hits") == register.value("searches.hits")


def test_a_database_that_is_searched_a_third_time_counts_that_too(
    make: Make, revised: Path
) -> None:
    edit(revised, "thesis.yaml", "2024-11-15", "2025-11-15")
    edit(revised, "thesis.yaml", "year: 2024", "year: 2025")
    session = (
        "\n- {id: natt2025, name: Nattbasen, platform: R, updates: natt2024,"
        " covers_from: 2024-02-01, searched_on: 2025-02-01}\n"
    )
    searched(revised, session, "natt2025", "1,choir,7,0,0,")
    register, _ = make(revised)
    assert register.value("nattbasen.hits") == 48509 + 7
    assert register.value("natt2024.hits") == 90
