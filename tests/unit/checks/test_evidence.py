"""The evidence: every rule, finding, correction and number, as a page, as JSON and as SARIF."""

import itertools
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from pypdf import PdfWriter

from tests.a_register import a_register
from thesis.diagnostics import findings, sarif
from thesis.diagnostics.files import write_json
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.messages import said
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import Rule, catalogue
from thesis.document import pandoc
from thesis.input import labels
from thesis.model.formulas import Formula
from thesis.model.register import Number, Register

HOSTILE = '</td><script>alert("x")</script>{{ 7 * 7 }}&amp;<!-- \'"|*'
"""A value that would break out of a page that does not escape it."""

NUMBERS = [
    Number("searches.hits", 4, "hits", "derived", Formula("sum", {"count": "hits"}),
           [Place("data/a.csv", 2)], operation="sum", terms=["medline.hits", "embase.hits"]),
    Number("embase.hits", 0, "hits", rows=[Place("data/b.csv", 2)]),
    Number("medline.hits", 4, "hits", rows=[Place("data/a.csv", line) for line in (2, 10, 3, 4)]),
    Number("fhi2019.use", [74, 90], "percent", "cited", None, [Place("data/l.yaml", 9)], "fhi2019",
           "12"),
    Number("fhi2019.young", 3, "percent", "cited", rows=[Place("data/l.yaml", 8)], unverified=True),
]  # fmt: skip
WRONG = Finding(
    Place("content/a.md", 3), "number.unknown-key", HOSTILE, "a key", "mend it", "error", "1+1"
)
MILD = Finding(Place("content/b.md", 0), "citation.unresolved", "@x", "a key", "add it", "warning")
SETTINGS = {"citation.unresolved": {"severity": "warning", "reason": "Listen er <ikke> ferdig."}}


def keyed(key: str, text: str, number: int, form: str = "") -> dict[str, Any]:
    said = [["key", key], ["src", "content/a.md:3"], *([["form", form]] if form else [])]
    return {"t": "Span", "c": [[f"n-{number:04d}", ["n"], said], [{"t": "Str", "c": text}]]}


LENGTH = {"mean": 15.9, "median": 16.0, "longest": 35, "longest_at": "content/02.md:28"}
READING = {"lix": 41, "sentences": 1367, "sentence_length": LENGTH}
NO_PROSE = {"lix": None, "sentences": 0, "sentence_length": None}
CHAPTERS = [
    {"file": "content/02.md", "heading": "Teori", "words": 6500, **READING, "sections": []},
    {"file": "content/03.md", "heading": "", "words": 12, **NO_PROSE, "sections": []},
]


def typed(why: str) -> dict[str, Any]:
    return {"t": "Span", "c": [["", ["typed"], [["why", why]]], [{"t": "Str", "c": "to"}]]}


CLAIM = {"place": "content/a.md:3", "chapter": "content/a.md", "sentence": HOSTILE}
CLAIM |= {"passage": 1, "end": 9, "language": "nb"}
CLAIMS = [
    {**CLAIM, "against": []},
    {**CLAIM, "against": [{"rule": "number.unit", "against": HOSTILE, "places": ["data/a.csv:3"]}]},
]
HEADER = {"t": "Header", "c": [1, ["metode", [], []], [{"t": "Str", "c": "Metode"}]]}
SPACE = {"t": "Space"}
BLOCKS = [
    HEADER,
    {"t": "Para",
     "c": [{"t": "Str", "c": "Vi"}, SPACE, keyed("searches.hits", "30", 1), SPACE,
           keyed("medline.hits searches.hits", "4 av 30", 2, "share-auto"), SPACE, typed(HOSTILE)]},
    {"t": "Para", "c": [keyed("fhi2019.use", "4", 3)]},
]  # fmt: skip
TREE = {
    "blocks": [
        {"t": "Div", "c": [["", ["file"], [["src", "content/a.md"], ["part", "main"]]], BLOCKS]}
    ],
    "meta": {},
    "pandoc-api-version": [1, 23, 1],
}


def written(
    job: Any,
    house: Path,
    folder: Path,
    noted: list[Finding],
    title: str = "Tittel",
    settings: dict[str, Any] | None = None,
) -> Path:
    """The evidence of a small thesis, in `folder`/results."""
    correction = {"slip": 7, "where": "x", "source": HOSTILE, "used": "b", "reason": "r"}
    unverified = {"work": "fhi2019", "field": "title", "value": HOSTILE, "note": "n"}
    relations = [
        {"says": "a + b == c", "holds": True, "shown": "1 + 2 = 3", "place": "data/s.yaml:5"},
        {"says": "a < b", "holds": False, "shown": "2 ≥ 1", "place": "data/s.yaml:6", "slip": 2,
         "reason": HOSTILE},
    ]  # fmt: skip
    records = {
        "studies": [{"key": "anna2019", "relations": relations}, {"key": "berit2018"}],
        "thesis": {"title": title, "edition": {"name": "2020", "date": "2020-06-01"}},
        "corrections": [{**correction, "place": "data/c.yaml:1"}],
        "unverified": [{**unverified, "place": "data/r.yaml:5"}],
    }
    tally = {"words": 6512, "minimum": 6000, "limit": 6519, **READING, "chapters": CHAPTERS}
    tally |= {"counted": ["footnotes"], "left_out": ["appendices"], "without": ["matrix"]}
    programme = {"name": "Sykepleie", "source": "https://example.org", "read": "2026-11-27"}
    rules = {"rules": SETTINGS if settings is None else settings, "programme": programme}
    rules |= {"labels": "nb", "tables": [], "content": {"main": ["content/a.md"]}}
    register = a_register(NUMBERS, records)
    run(job, house, folder, register, noted, TREE, tally, rules)
    return folder / "results"


def run(
    job: Any,
    house: Path,
    folder: Path,
    register: Register,
    noted: list[Finding],
    tree: dict[str, Any],
    tally: dict[str, Any],
    settings: dict[str, Any],
) -> None:
    """Run the job on what it reads, into `folder`/results."""
    (folder / "results").mkdir(exist_ok=True)
    register.write(folder / "register.json")
    findings.write(noted, folder / "findings.json")
    pandoc.write(tree, folder / "document.json")
    write_json(tally, folder / "word_count.json")
    write_json(settings, folder / "config.json")
    write_json(CLAIMS if tree["blocks"] else [], folder / "claims.json")
    write_json({"n-0001": [1, 20, 30]}, folder / "positions.json")
    paper = PdfWriter()
    paper.add_blank_page(200, 280)
    paper.write(folder / "thesis.pdf")
    made = ("register", "document", "word_count", "config", "claims", "positions")
    job(
        "checks/evidence",
        input={
            **{name: str(folder / f"{name}.json") for name in made},
            "findings": [str(folder / "findings.json")],
            "pdf": str(folder / "thesis.pdf"),
            "labels": str(house / "templates/labels/nb.yaml"),
            "template": str(house / "templates/evidence.html.jinja"),
        },
        output={
            **{k: str(folder / f"results/evidence.{k}") for k in ("html", "json", "sarif")},
            "hashes": str(folder / "hashes.txt"),
        },
    )


@pytest.fixture
def results(job: Any, house: Path, tmp_path: Path) -> Path:
    return written(job, house, tmp_path, [WRONG, MILD])


@pytest.fixture
def page(results: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring((results / "evidence.html").read_text("utf-8"))


def told(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


LABELS = Path(__file__).parents[3] / "templates/labels/nb.yaml"


class Balance(HTMLParser):
    """Notes tags that do not pair."""

    VOID = ("meta", "br", "col", "wbr", "input")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"{tag} at {self.getpos()}")


def test_the_page_is_well_formed(results: Path) -> None:
    balance = Balance()
    balance.feed((results / "evidence.html").read_text("utf-8"))
    assert balance.wrong == []
    assert balance.open == []


def test_the_page_needs_no_network(page: lxml.html.HtmlElement) -> None:
    assert not page.xpath("//link | //img | //iframe | //*[@src]")
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    assert not re.search(r"url\(|@import", page.xpath("string(//style)"))


def test_every_link_has_its_target_once(page: lxml.html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//@href")} <= set(ids)


def test_every_table_has_a_caption_and_every_head_a_scope(page: lxml.html.HtmlElement) -> None:
    tables = page.xpath("//table")
    assert len(tables) == 11
    for table in tables:
        assert told(table.xpath("caption")[0])
        assert all(cell.get("scope") in ("col", "row") for cell in table.xpath(".//th"))
        width = len(table.xpath("thead//th"))
        assert all(len(row.xpath("th | td")) == width for row in table.xpath("tbody/tr"))


def test_headings_go_down_one_level_at_a_time(page: lxml.html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_page_says_its_language_and_tells_what_rules_say_in_it(
    page: lxml.html.HtmlElement,
) -> None:
    assert page.get("lang") == "nb-NO"
    norwegian = [told(element) for element in page.xpath("//*[@lang='nb']")]
    sees = catalogue()["words.limit"].sees
    assert said(sees, "words.limit", "nb") in norwegian
    assert sees not in told(page)


def test_every_rule_is_listed_with_what_it_sees_and_does_not_see(
    page: lxml.html.HtmlElement,
) -> None:
    words = labels.read(LABELS)["evidence"]
    for rule in catalogue().values():
        (row,) = page.xpath(f"//tr[@id='rule-{rule.id}']")
        cells = [told(cell) for cell in row.xpath("th | td")]
        said_in = [said(text, rule.id, "nb") for text in (rule.sees, rule.misses)]
        texts = [" ".join(text.split()) for text in (*said_in, rule.example)]
        assert cells[0] == rule.id
        assert cells[2:] == texts
        if rule.target:  # no part of the build that the evidence tells of
            assert cells[1] == f"prøves for seg, med snakemake {rule.target}"
        elif rule.id not in (WRONG.rule, MILD.rule):
            assert cells[1].startswith(f"holder {words['looked_at'][rule.looks_at]}: ")


def test_how_hard_each_chapter_reads_stands_in_a_table(page: lxml.html.HtmlElement) -> None:
    rows = page.xpath("//section[@aria-labelledby='reading']//tbody/tr")
    longest = "35 ord content/02.md:28"
    assert [[told(cell) for cell in row.xpath("th | td")] for row in rows] == [
        ["Teori", "6 500", "41", "1 367", "15,9", longest],
        ["content/03.md", "12", "", "0", "", ""],
        ["Hele hovedteksten", "6 512", "41", "1 367", "15,9", longest],
    ]


def test_a_rule_that_config_turned_down_says_so_with_the_reason(
    page: lxml.html.HtmlElement,
) -> None:
    (row,) = page.xpath("//tr[@id='rule-citation.unresolved']")
    reasons = [told(reason) for reason in row.xpath(".//*[@class='reason']")]
    assert reasons == [
        "Kildehenvisninger: 0",
        "satt til advarsel i innstillingene: Listen er <ikke> ferdig.",
    ]


def test_each_finding_says_where_what_and_how_to_mend_it(page: lxml.html.HtmlElement) -> None:
    first, second = page.xpath("//article")
    for part in (str(WRONG.place), WRONG.rule, WRONG.expected, WRONG.evidence, WRONG.fix, "feil"):
        assert part in told(first)
    assert "advarsel content/b.md citation.unresolved" in told(second)


def test_a_hostile_value_stands_as_it_was_typed(job: Any, house: Path, tmp_path: Path) -> None:
    results = written(job, house, tmp_path, [WRONG], title=HOSTILE)
    source = (results / "evidence.html").read_text("utf-8")
    page = lxml.html.document_fromstring(source)
    assert source.count("<script") == 1
    # title twice, finding, correction, reference, relation, reason of a typed number, two claims,
    # and what one of them was held against
    assert told(page).count(HOSTILE) == 10


def test_a_shut_gate_and_an_open_one_say_so(job: Any, house: Path, tmp_path: Path) -> None:
    for name, noted, verdict in (
        ("shut", [WRONG, MILD], "Porten er stengt"),
        ("open", [MILD], "Porten er åpen"),
    ):
        (tmp_path / name).mkdir()
        results = written(job, house, tmp_path / name, noted)
        page = lxml.html.document_fromstring((results / "evidence.html").read_text("utf-8"))
        assert verdict in told(page.xpath("//header")[0])
        assert json.loads((results / "evidence.json").read_text("utf-8"))["gate"] == name


def test_the_summary_counts_findings_rules_words_and_numbers(page: lxml.html.HtmlElement) -> None:
    summary = {told(pair[0]): told(pair[1]) for pair in page.xpath("//dl[@class='facts']/div")}
    rules = sum(not rule.target for rule in catalogue().values())
    assert summary["Funn"] == "1 feil, 1 advarsel"
    assert summary["Regler"].startswith(f"{rules - 2} av {rules} holder")
    assert summary["Omfang"].startswith("6 512 ord, minst 6 000, høyst 6 519")
    assert "Medregnet er fotnoter." in summary["Omfang"]
    assert "Ikke medregnet er vedlegg, litteraturmatriser." in summary["Omfang"]
    assert "Sykepleie, https://example.org (lest 2026-11-27)" in summary["Omfang"]
    assert summary["Tall hentet fra registeret"].startswith("3")


def test_the_numbers_of_the_text_stand_with_value_source_and_rows(
    page: lxml.html.HtmlElement,
) -> None:
    rows = page.xpath("//section[@aria-labelledby='numbers']//tbody/tr")
    cells = [[told(cell) for cell in row.xpath("th | td")] for row in rows]
    assert cells == [
        ["fhi2019.use", "74–90 %", "fhi2019, s. 12", "data/l.yaml:9"],
        ["medline.hits", "4 treff", "ført i data", "data/a.csv:2–4 data/a.csv:10"],
        ["searches.hits", "4 treff", "treff i alle søkene, lagt sammen", "data/a.csv:2"],
    ]


def test_each_relation_stands_with_its_arithmetic_and_verdict(page: lxml.html.HtmlElement) -> None:
    rows = page.xpath("//section[@aria-labelledby='relations']//tbody/tr")
    cells = [[told(cell) for cell in row.xpath("th | td")] for row in rows]
    assert cells == [
        ["anna2019", "a + b == c data/s.yaml:5", "1 + 2 = 3", "holder"],
        ["anna2019", "a < b data/s.yaml:6", "2 ≥ 1", f"kjent slipp, nr. 2 {HOSTILE}"],
    ]


def test_every_number_stands_in_reading_order_with_its_sentence_and_what_is_behind_it(
    page: lxml.html.HtmlElement,
) -> None:
    rows = page.xpath("//section[@aria-labelledby='ledger']//tbody/tr")
    cells = [[told(cell) for cell in row.xpath("th | td")] for row in rows]
    assert [row[:2] for row in cells] == [["1", "30"], ["2", "4 av 30"], ["3", "to"], ["4", "4"]]
    assert cells[0][2] == "Vi 30 4 av 30 to Metode · content/a.md:3"
    assert [told(mark) for mark in rows[1].xpath(".//mark")] == ["4 av 30"]
    assert cells[1][3].startswith(
        "medline.hits ført i data searches.hits treff i alle søkene, lagt sammen"
    )
    assert cells[2][3] == f"Skrevet av forfatteren: {HOSTILE}"
    assert cells[3][3:] == ["fhi2019.use fhi2019, s. 12", "data/l.yaml:9"]


def test_arithmetic_is_spelled_out_with_its_verdict(page: lxml.html.HtmlElement) -> None:
    rows = page.xpath("//section[@aria-labelledby='arithmetic']//tbody/tr")
    cells = [[told(cell) for cell in row.xpath("th | td")] for row in rows]
    assert cells == [
        ["searches.hits", "4 = 4 treff i alle søkene, lagt sammen og 1 ledd som er 0", "stemmer",
         "data/a.csv:2"],
        ["medline.hits/searches.hits", "4 / 4 = 100 % medline.hits / searches.hits", "stemmer",
         "data/a.csv:2–4 data/a.csv:10"],
    ]  # fmt: skip


def test_a_long_sum_is_folded(job: Any, house: Path, tmp_path: Path, monkeypatch: Any) -> None:
    terms = [Number(f"a.{i}.hits", i, rows=[Place("data/a.csv", i)]) for i in range(1, 13)]
    total = Number("a.hits", 77, operation="sum", terms=[term.key for term in terms])
    monkeypatch.setattr(f"{__name__}.NUMBERS", [*NUMBERS, *terms, total])
    results = written(job, house, tmp_path, [])
    page = lxml.html.document_fromstring((results / "evidence.html").read_text("utf-8"))
    (row,) = page.xpath("//tr[@id='sum-a.hits']")
    short, whole = [told(part) for part in row.xpath(".//*[@class='equation']")]
    assert short == "1 + 2 + 3 + … + 12 = 78"
    assert whole == " + ".join(map(str, range(1, 13))) + " = 78"
    assert "stemmer ikke" in told(row)


def test_facts_and_fields_that_nobody_verified_are_listed(page: lxml.html.HtmlElement) -> None:
    works, facts = page.xpath("//section[@aria-labelledby='unverified']//tbody")
    assert told(works).startswith("fhi2019 tittel")
    assert [told(cell) for cell in facts.xpath("tr/th | tr/td")][:2] == ["fhi2019.young", "3 %"]


def test_every_sentence_with_a_claim_stands_with_what_it_was_held_against(
    page: lxml.html.HtmlElement, results: Path
) -> None:
    claims = json.loads((results / "evidence.json").read_text("utf-8"))["claims"]
    rows = page.xpath("//section[@aria-labelledby='claims']//tbody/tr")
    assert len(rows) == len(claims) > 0
    for row, claim in zip(rows, claims, strict=True):
        assert claim["sentence"] in told(row)
        against = [each["rule"] for each in claim["against"]]
        assert sorted(set(against)) == [told(link) for link in row.xpath(".//a")]
        assert ("ingenting" in told(row)) is not bool(against)


def test_what_no_rule_can_know_is_told_in_norwegian_and_by_each_rule(
    page: lxml.html.HtmlElement,
) -> None:
    (section,) = page.xpath("//section[@aria-labelledby='unseen']")
    assert len(section.xpath(".//li")) >= 10
    assert [told(link) for link in section.xpath(".//dd/a")] == sorted(catalogue())


def test_a_thesis_without_findings_corrections_or_numbers_has_a_page_too(
    job: Any, house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TREE, "blocks", [])
    results = written(job, house, tmp_path, [], settings={})
    page = lxml.html.document_fromstring((results / "evidence.html").read_text("utf-8"))
    assert "Ingen av reglene har funnet noe." in told(page)
    assert "Ingen tall i teksten kommer fra registeret." in told(page)
    assert "Oppgaven har ingen tall." in told(page)
    assert "Teksten har ingen setninger som teller" in told(page)


def test_the_same_inputs_give_the_same_bytes(job: Any, house: Path, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        folder = written(job, house, tmp_path / name, [WRONG, MILD])
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]
    assert sorted(made[0]) == ["evidence.html", "evidence.json", "evidence.sarif"]


# ---- SARIF -------------------------------------------------------------------------------------


def test_the_sarif_log_has_every_rule_with_help_and_every_finding_with_its_place(
    results: Path,
) -> None:
    text = (results / "evidence.sarif").read_text("utf-8")
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(catalogue())
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    levels = {"error", "warning", "note", "none"}
    for result in run["results"]:
        assert result["level"] in levels
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
    wrong, mild = run["results"]
    place = wrong["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "content/a.md"}, "region": {"startLine": 3}}
    assert "region" not in mild["locations"][0]["physicalLocation"]
    (override,) = run["invocations"][0]["ruleConfigurationOverrides"]
    assert rules[override["descriptor"]["index"]]["id"] == "citation.unresolved"
    assert override["configuration"]["level"] == "warning"
    assert str(results) not in text


def test_a_path_in_sarif_is_a_relative_uri() -> None:
    rule = Rule("a.rule", "texts", "s", "m", "e")
    (run,) = sarif.log([rule], [Finding(Place("data/søk 1.csv", 2), "a.rule", "x", "y", "z")], {})[
        "runs"
    ]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "data/s%C3%B8k%201.csv"
