"""The one job that reads data/: totals, formulas, rows, the ladder, corrections, references."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from thesis import arithmetic, data
from thesis.data import Data
from thesis.findings import Finding
from thesis.register import Register

HEADER = "number,query,hits,abstracts_read,articles_read,limits\n"

FILES = {
    "data/thesis.yaml": "title: En prøve\ncorrections: null\n",
    "data/databases.yaml": """\
- id: medline
  name: Medline
- id: arkiv
  name: Arkiv
  corrections:
    - {slip: 5, field: name, source: Akriv, used: Arkiv, reason: Skrivefeil.}
""",
    "data/searches/arkiv.csv": HEADER + "1,a,40,0,0,\n2,b,30,7,2,siste år\n",
    "data/searches/medline.csv": HEADER + "1,a,1000,0,0,\n\n10,c,5,0,0,\n2,b,20,10,1,\n",
    "data/studies/anna2019.yaml": """\
key: anna2019
status: included
place: 1
figures:
  weeks: 12
  days: {value: 3, unit: days, note: as reported}
  sessions: {low: 2, high: 3}
  unknown: null
corrections:
  - slip: 2
    field: figures.weeks
    source: 11
    used: 12
    reason: Tellefeil.
texts:
  purpose: |
    En.
  reason: Kort.
""",
    "data/studies/berit2018.yaml": """\
key: berit2018
status: excluded
place: 2
reason_category: small
texts: {reason: Få.}
""",
    "data/studies/carl2017.yaml": """\
key: carl2017
status: excluded
place: 1
reason_category: small
texts: {reason: Få.}
""",
    "data/ladder.yaml": """\
stages:
  - {id: hits, label: Treff, count: searches.hits, left: Ikke lest}
  - {id: articles, label: Artikler, count: searches.articles, left: Ut, reasons: true}
  - {id: included, label: Med, count: studies.included}
reasons:
  small: Lite utvalg
  other: Annet
""",
    "data/literature.yaml": """\
fhi2019:
  men: {value: 8, unit: percent, says: menn, page: 4}
  ages: {low: 18, high: 35, unit: years}
""",
    "data/method.yaml": "hits_limit:\n  value: 50\n",
    "data/references.yaml": """\
- id: anna2019
  type: article-journal
  issued: 2019
  volume: 42
  issue: null
  title: Om ro
  notes: [Kontrollert.]
  unverified: [volume]
  corrections:
    - {slip: 4, field: title, source: Om, used: Om ro, reason: Kuttet.}
- id: nett
  type: webpage
  issued: 2018-03-04
  accessed: 2020-05
  title: Uten år
- id: udatert
  type: book
  title: Udatert
""",
    "data/corrections.yaml": """\
- {slip: 1, where: Vedlegg 1, source: x, used: y, reason: z}
""",
}


@pytest.fixture(scope="module")
def register(script: Any) -> ModuleType:
    loaded: ModuleType = script("data/register")
    return loaded


def project(folder: Path, changed: Mapping[str, str | bytes] | None = None) -> Path:
    """A small project on disk, some files of its data/ other than usual."""
    files: dict[str, str | bytes] = {
        **FILES,
        **{f"data/{n}": c for n, c in (changed or {}).items()},
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


Built = tuple[Register, dict[str, Any], list[Any]]


@pytest.fixture(scope="module")
def built(register: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Built:
    found: list[Finding] = []
    made: Built = register.build(read(project(tmp_path_factory.mktemp("project"))), found)
    assert found == []
    return made


def read(folder: Path) -> Data:
    """All of a project's data/, which must be readable."""
    found: list[Finding] = []
    read = data.read(folder, found)
    assert found == []
    return read


# ---- searches -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "rows"),
    [
        ("medline.2.hits", 20, ["data/searches/medline.csv:5"]),
        ("medline.2.abstracts", 10, ["data/searches/medline.csv:5"]),
        ("arkiv.2.articles", 2, ["data/searches/arkiv.csv:3"]),
        ("arkiv.hits", 70, ["data/searches/arkiv.csv:2", "data/searches/arkiv.csv:3"]),
        ("arkiv.searches", 2, ["data/searches/arkiv.csv:2", "data/searches/arkiv.csv:3"]),
        (
            "searches.with_abstracts",
            2,
            ["data/searches/medline.csv:5", "data/searches/arkiv.csv:3"],
        ),
        (
            "searches.hits_with_abstracts",
            50,
            ["data/searches/medline.csv:5", "data/searches/arkiv.csv:3"],
        ),
        ("databases.count", 2, ["data/databases.yaml:1", "data/databases.yaml:3"]),
    ],
)
def test_a_count_has_its_value_and_the_rows_it_comes_from(
    built: Built, key: str, value: int, rows: list[str]
) -> None:
    number = built[0][key]
    assert number.value == value
    assert number.rows == rows


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("searches.hits", 1095),
        ("searches.abstracts", 17),
        ("searches.articles", 3),
        ("searches.count", 5),
        ("medline.hits", 1025),
        ("medline.abstracts", 10),
        ("medline.articles", 1),
        ("medline.searches", 3),
    ],
)
def test_a_total_is_the_sum_of_its_rows_and_says_so(built: Built, key: str, value: int) -> None:
    number = built[0][key]
    assert number.value == value
    assert number.kind == "derived"
    assert number.formula
    assert len(number.rows) == (5 if key.startswith("searches") else 3)


def test_searches_come_by_database_and_then_by_number_not_by_letter(built: Built) -> None:
    order = [(row["database"], row["number"]) for row in built[0].records["searches"]]
    assert order == [
        ("medline", 1),
        ("medline", 2),
        ("medline", 10),
        ("arkiv", 1),
        ("arkiv", 2),
    ]


def test_a_search_keeps_its_words_and_limits(built: Built) -> None:
    row = built[0].records["searches"][-1]
    assert (row["query"], row["limits"], row["hits"]) == ("b", "siste år", 30)


# ---- studies and cited works --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "unit", "note", "row"),
    [
        ("anna2019.weeks", 12, "", "", "data/studies/anna2019.yaml:5"),
        ("anna2019.days", 3, "days", "as reported", "data/studies/anna2019.yaml:6"),
        ("anna2019.sessions", [2, 3], "", "", "data/studies/anna2019.yaml:7"),
        ("anna2019.unknown", None, "", "", "data/studies/anna2019.yaml:8"),
        ("method.hits_limit", 50, "", "", "data/method.yaml:1"),
    ],
)
def test_a_figure_is_reported_with_its_line(
    built: Built, key: str, value: Any, unit: str, note: str, row: str
) -> None:
    number = built[0][key]
    assert (number.value, number.unit, number.note) == (value, unit, note)
    assert (number.kind, number.rows) == ("reported", [row])


def test_a_cited_fact_names_its_work_and_page(built: Built) -> None:
    number = built[0]["fhi2019.men"]
    assert (number.value, number.kind, number.citation) == (8, "cited", "fhi2019")
    assert (number.page, number.says, number.rows) == ("4", "menn", ["data/literature.yaml:2"])
    assert built[0]["fhi2019.ages"].value == [18, 35]


def test_studies_are_counted_by_status_with_the_lines_that_say_so(built: Built) -> None:
    register = built[0]
    assert register["studies.read"].value == 3
    assert register["studies.included"].value == 1
    assert register["studies.included"].rows == ["data/studies/anna2019.yaml:2"]
    assert register["studies.excluded"].value == 2
    assert len(register["studies.excluded"].rows) == 2


def test_the_included_come_first_each_kind_in_the_order_of_its_places(built: Built) -> None:
    keys = [study["key"] for study in built[0].records["studies"]]
    assert keys == ["anna2019", "carl2017", "berit2018"]


def test_a_study_record_knows_its_file_and_where_its_texts_stand(built: Built) -> None:
    study = built[0].records["studies"][0]
    assert study["file"] == "data/studies/anna2019.yaml"
    assert study["texts"]["purpose"] == {"text": "En.\n", "line": 16}
    assert study["texts"]["reason"] == {"text": "Kort.", "line": 17}
    assert "corrections" not in study


def test_the_relations_of_a_record_are_reckoned_with_their_place(
    register: ModuleType, tmp_path: Path
) -> None:
    anna = FILES["data/studies/anna2019.yaml"].replace(
        "corrections:\n",
        "relations:\n"
        "  - says: 4 * days == weeks\n"
        "  - {says: weeks < days, slip: 2, reason: Slik står det.}\n"
        "corrections:\n",
        1,
    )
    built = register.build(read(project(tmp_path, {"studies/anna2019.yaml": anna})), [])
    assert built[0].records["studies"][0]["relations"] == [
        {
            "says": "4 * days == weeks",
            "holds": True,
            "shown": "4 · 3 = 12",
            "place": "data/studies/anna2019.yaml:10",
        },
        {
            "says": "weeks < days",
            "slip": 2,
            "reason": "Slik står det.",
            "holds": False,
            "shown": "12 ≥ 3",
            "place": "data/studies/anna2019.yaml:11",
        },
    ]


def test_a_record_that_is_half_filled_is_counted_and_says_what_is_to_fill(
    register: ModuleType, tmp_path: Path
) -> None:
    anna = FILES["data/studies/anna2019.yaml"]
    anna = re.sub(r"  purpose: .*\n(    .*\n)*", "  purpose: TODO\n", anna)
    assert "purpose: TODO" in anna
    anna += "relations:\n  - says: weeks < days\n"
    anna = re.sub(r"\n  weeks: .*", "\n  weeks: TODO", anna)
    built = register.build(read(project(tmp_path, {"studies/anna2019.yaml": anna})), [])[0]
    [study] = [each for each in built.records["studies"] if each["key"] == "anna2019"]
    assert study["to_fill"] == ["figures.weeks", "texts.purpose"]
    assert "purpose" not in study["texts"]
    assert study["relations"] == []
    assert "anna2019.weeks" not in built
    assert built["studies.included"].value == 1


@pytest.mark.parametrize("key", ["status", "place", "search"])
def test_a_study_that_cannot_be_placed_is_left_out(
    register: ModuleType, tmp_path: Path, key: str
) -> None:
    anna = re.sub(rf"\n{key}: .*", "", FILES["data/studies/anna2019.yaml"]) + f"{key}: TODO\n"
    built = register.build(read(project(tmp_path, {"studies/anna2019.yaml": anna})), [])[0]
    assert "anna2019" not in [each["key"] for each in built.records["studies"]]
    assert built["studies.read"].value == 2


# ---- the ladder ---------------------------------------------------------------------------------


def test_each_stage_has_its_count_and_what_left_on_the_way_to_the_next(built: Built) -> None:
    stages = built[1]["stages"]
    assert [(stage["key"], stage["value"]) for stage in stages] == [
        ("searches.hits", 1095),
        ("searches.articles", 3),
        ("studies.included", 1),
    ]
    assert [stage["left"]["value"] for stage in stages[:-1]] == [1092, 2]
    assert "left" not in stages[-1]


def test_what_left_is_a_number_of_the_register_with_both_counts_behind_it(built: Built) -> None:
    number = built[0]["flow.articles.left"]
    assert (number.value, number.kind) == (2, "derived")
    assert str(number.formula) == "searches.articles - studies.included"
    assert "data/studies/anna2019.yaml:2" in number.rows
    assert "data/searches/arkiv.csv:3" in number.rows


def test_reasons_are_counted_in_the_declared_order_the_unused_as_0(built: Built) -> None:
    reasons = built[1]["stages"][1]["left"]["reasons"]
    assert [(reason["label"], reason["value"]) for reason in reasons] == [
        ("Lite utvalg", 2),
        ("Annet", 0),
    ]
    number = built[0]["flow.reasons.small"]
    assert number.value == 2
    assert number.rows == ["data/studies/berit2018.yaml:4", "data/studies/carl2017.yaml:4"]
    assert "reasons" not in built[1]["stages"][0]["left"]


def test_a_stage_that_counts_more_than_the_one_before_it_is_a_finding(
    register: ModuleType, tmp_path: Path
) -> None:
    found: list[Finding] = []
    ladder = FILES["data/ladder.yaml"].replace("studies.included", "searches.hits")
    register.build(read(project(tmp_path, {"ladder.yaml": ladder})), found)
    assert [(finding.place, finding.rule) for finding in found] == [
        ("data/ladder.yaml:4", "ladder.rising")
    ]
    assert "searches.hits is 1095, but searches.articles" in found[0].found


def test_reasons_that_do_not_add_up_to_what_left_are_a_finding(
    register: ModuleType, tmp_path: Path
) -> None:
    found: list[Finding] = []
    berit = FILES["data/studies/berit2018.yaml"].replace("reason_category: small\n", "")
    assert berit != FILES["data/studies/berit2018.yaml"]
    register.build(read(project(tmp_path, {"studies/berit2018.yaml": berit})), found)
    assert [(finding.place, finding.rule) for finding in found] == [
        ("data/ladder.yaml:3", "ladder.reasons-sum")
    ]
    assert found[0].found == "1 with a reason, but 2 left"
    assert found[0].evidence == (
        "flow.articles.left = searches.articles - studies.included = 2; "
        "flow.reasons.small = 1, flow.reasons.other = 0"
    )


# ---- references and corrections -----------------------------------------------------------------


def test_the_word_list_has_each_word_with_its_line(register: ModuleType, tmp_path: Path) -> None:
    listed = "# Om\nNavn:\n- Oria\n\nDeler:\n- rus-\n- -søk\n"
    built = register.build(read(project(tmp_path, {"words.yaml": listed})), [])[0]
    assert built.records["words"] == [
        {"word": "Oria", "place": "data/words.yaml:3"},
        {"word": "rus-", "place": "data/words.yaml:6"},
        {"word": "-søk", "place": "data/words.yaml:7"},
    ]


def test_without_a_word_list_there_are_no_words(built: Built) -> None:
    assert built[0].records["words"] == []


def test_references_become_csl_without_our_own_fields(built: Built) -> None:
    assert built[2] == [
        {
            "id": "anna2019",
            "type": "article-journal",
            "issued": {"date-parts": [[2019]]},
            "volume": "42",
            "title": "Om ro",
        },
        {
            "id": "nett",
            "type": "webpage",
            "issued": {"date-parts": [[2018, 3, 4]]},
            "accessed": {"date-parts": [[2020, 5]]},
            "title": "Uten år",
        },
        {"id": "udatert", "type": "book", "title": "Udatert"},
    ]
    assert list(built[0].records["references"]) == ["anna2019", "nett", "udatert"]


def test_corrections_of_every_kind_of_file_come_by_their_slip(built: Built) -> None:
    rows = [(row["slip"], row["where"], row["place"]) for row in built[0].records["corrections"]]
    assert rows == [
        (1, "Vedlegg 1", "data/corrections.yaml:1"),
        (2, "anna2019: figures.weeks", "data/studies/anna2019.yaml:10"),
        (4, "anna2019: title", "data/references.yaml:10"),
        (5, "arkiv: name", "data/databases.yaml:6"),
    ]


# ---- the whole ----------------------------------------------------------------------------------


def test_the_same_data_give_the_same_bytes_wherever_they_lie(
    register: ModuleType, built: Built, tmp_path: Path
) -> None:
    again, flow, items = register.build(read(project(tmp_path / "elsewhere")), [])
    built[0].write(tmp_path / "one")
    again.write(tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (flow, items) == built[1:]


def test_the_job_stops_with_all_findings_and_writes_nothing(
    job: Any,
    house: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    (tmp_path / "data/searches/psycinfo.csv").write_text(HEADER + "1,a,,?,0,\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    output = {name: f"{name}.json" for name in ("register", "flow", "references", "findings")}
    with pytest.raises(SystemExit):
        job("data/register", input=settings(house, tmp_path), output=output)
    said = capsys.readouterr().err
    assert "problem(s)" in said
    assert said.count("data/searches/psycinfo.csv:2") == 2
    assert not list(tmp_path.glob("*.json"))


def settings(house: Path, folder: Path, form: str = "house") -> dict[str, str]:
    """The inputs of the job beside data/: the form of figure 1, and the words of the other one."""
    config = folder / "build/config.json"
    config.parent.mkdir()
    config.write_text(json.dumps({"flow": form}), "utf-8")
    return {"config": str(config), "labels": str(house / "templates/labels/nb.yaml")}


def test_the_job_writes_the_form_that_config_asks_for(
    job: Any, house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    output = {name: f"{name}.json" for name in ("register", "flow", "references", "findings")}
    job("data/register", input=settings(house, tmp_path, "prisma2020"), output=output)
    flow = json.loads(Path("flow.json").read_text("utf-8"))
    assert flow["form"] == "prisma2020"
    assert Register.read("register.json").records["flow"] == flow


def test_the_job_stops_at_a_stage_that_the_form_has_no_box_for(
    job: Any,
    house: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    ladder = tmp_path / "data/ladder.yaml"
    ladder.write_text(ladder.read_text("utf-8").replace("    prisma: assessed\n", ""), "utf-8")
    monkeypatch.chdir(tmp_path)
    output = {name: f"{name}.json" for name in ("register", "flow", "references")}
    with pytest.raises(SystemExit):
        job("data/register", input=settings(house, tmp_path, "prisma2020"), output=output)
    assert "flow.unmapped" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.json"))


def test_the_job_writes_register_flow_and_references(
    job: Any, house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    job(
        "data/register",
        input=settings(house, tmp_path),
        output={name: f"{name}.json" for name in ("register", "flow", "references", "findings")},
    )
    register = Register.read("register.json")
    stages = json.loads(Path("flow.json").read_text("utf-8"))["stages"]
    items = json.loads(Path("references.json").read_text("utf-8"))
    assert [register.value(stage["key"]) for stage in stages] == [
        stage["value"] for stage in stages
    ]
    assert {item["id"] for item in items} == set(register.records["references"])


def test_every_derived_number_is_what_its_terms_or_rows_give(built: Built) -> None:
    derived = [number for number in built[0].numbers.values() if number.kind == "derived"]
    assert len(derived) > 10
    for number in derived:
        done = arithmetic.of(number, built[0])
        assert done is not None, number.key
        assert done.holds, number.key
