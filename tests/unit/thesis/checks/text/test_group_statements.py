"""Group statements in the text against the study records."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from thesis.checks.text import group_statements, quantity_words
from thesis.counts import studies
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document import marks
from thesis.document.assembly import conversion
from thesis.document.thesis import Thesis
from thesis.document.word_count import Tally
from thesis.input import sources
from thesis.language import quantities
from thesis.model import conditions
from thesis.model.groups import select
from thesis.model.records import Records
from thesis.model.register import Register

CONTENT = "content/03-metode.md"

STUDIES = {
    "anna2019": """\
key: anna2019
status: included
place: 1
country: US
sex: women
sample: [exercise_group, controls]
outcomes:
  craving: {reported: reduced, significant: true}
physical_measures: [eeg]
figures: {exercise_group: 32, controls: {value: 31, unit: people}}
texts:
  quality: |
    Utvalget er lite.
    Utvalget består [bare av kvinner]{.group of="anna2019" where="sex == women"}.
""",
    "berit2018": """\
key: berit2018
status: included
place: 2
country: CN
sex: all
sample: [valid]
outcomes:
  craving: {reported: reduced, significant: null}
physical_measures: []
figures: {valid: 465}
texts: {quality: Godt.}
""",
    "carl2017": """\
key: carl2017
status: included
place: 3
country: CN
sex: all
sample: [users]
outcomes:
  sleep: {reported: improved, significant: true}
physical_measures: [nirs]
figures: {users: 14}
texts: {quality: Godt.}
""",
    "dag2016": """\
key: dag2016
status: excluded
place: 1
country: "NO"
sex: null
sample: null
reason_category: small_sample
figures: {}
texts: {reason: Lite.}
""",
}

Check = Callable[..., list[Finding]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """All findings of the rules on groups: for a content file, changed records, what is printed."""

    def run(
        content: str, changed: dict[str, tuple[str, str]] | None = None, printed: str = ""
    ) -> list[Finding]:
        (tmp_path / "data/studies").mkdir(parents=True)
        (tmp_path / "content").mkdir()
        (tmp_path / CONTENT).write_text(content, "utf-8")
        read = {}
        for key, text in STUDIES.items():
            old, new = (changed or {}).get(key, ("", ""))
            assert old in text
            file = f"data/studies/{key}.yaml"
            (tmp_path / file).write_text(text.replace(old, new, 1), "utf-8")
            read[key] = sources.read_yaml(tmp_path / file, file)
        records = studies.study_records(read)
        fence = ":" * 40
        markdown = (
            f'{fence} {{.file src="{CONTENT}" part="main"}}\n\n'
            f"{printed or marks.lines(content, CONTENT)}\n\n{fence}\n"
        )
        tree = conversion.convert(markdown, ["--metadata=lang:nb-NO"])
        config = {"labels": "nb", "sets": {"scandinavia": ["NO", "SE", "DK"]}}
        thesis = Thesis(Register([], Records(studies=records)), tree, Tally(), config, {}, tmp_path)
        return [*group_statements.statements(thesis), *quantity_words.unbound_words(thesis)]

    return run


def statement(words: str, of: str, where: str) -> str:
    return f'[{words}]{{.group of="{of}" where="{where}"}}'


def places(found: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule, str(finding.place)) for finding in found]


@pytest.mark.parametrize(
    ("words", "of", "where"),
    [
        ("Ingen av artiklene", "included", "country in scandinavia"),
        ("Alle de leste artiklene", "read", "place >= 1"),
        ("Alle tre artiklene", "included", "sample > 10"),
        ("To av tre studier", "included", "physical_measures"),
        ("2 av 3 studier", "included", "physical_measures"),
        ("De fleste", "included", "country == CN"),
        ("bare kvinner", "anna2019", "sex == women"),
        ("Begge studiene", "berit2018 carl2017", "country == CN"),
        ("De øvrige artiklene", "included except berit2018", "sample < 100"),
        ("Den eneste studien", "included", "sample == 63"),
        ("Alle", "excluded", "reason_category == small_sample"),
        ("én av studiene", "included", "eeg in physical_measures"),
        # blank fields that cannot change the answer
        ("To av studiene", "included", "outcomes.craving and outcomes.craving.reported == reduced"),
        ("Flertallet av artiklene", "read", "sex == all or sex == women"),
        ("Ikke alle", "read", "sex == women"),
    ],
)
def test_a_statement_that_the_records_bear_out_is_no_finding(
    check: Check, words: str, of: str, where: str
) -> None:
    assert check(f"Dette er en setning.\n{statement(words, of, where)} er slik.\n") == []


def test_an_untrue_statement_is_found_on_its_line_with_the_records_that_break_it(
    check: Check,
) -> None:
    line = statement("Ingen av artiklene", "included", "country in scandinavia")
    content = f"# Metode\n\nEn setning.\n{line} er fra Skandinavia.\n"
    (found,) = check(content, {"carl2017": ("country: CN", "country: DK")})
    assert found.rule == "group.untrue"
    assert str(found.place) == f"{CONTENT}:4"
    assert "«Ingen av artiklene» (k = 0)" in found.found
    assert "k = 1 of n = 3" in found.evidence
    assert "carl2017 (country: DK, data/studies/carl2017.yaml:4)" in found.evidence
    assert "anna2019" not in found.evidence
    assert "«én av tre»" in found.expected
    assert "«noen»" in found.expected
    assert "«ingen»" not in found.expected


@pytest.mark.parametrize(
    ("words", "where", "changed", "breaking", "not_breaking"),
    [
        # the record that should be so, and is not
        ("Alle", "sample < 500", {"berit2018": ("465", "665")}, "berit2018", "anna2019"),
        ("De fleste", "country == CN", {"carl2017": ("CN", "SE")}, "carl2017", "berit2018"),
        # the record that should not be so, and is
        ("Ikke alle", "physical_measures", {"berit2018": ("[]", "[hrv]")}, "berit2018", ""),
        ("Mindretallet", "country == US", {"carl2017": ("CN", "US")}, "carl2017", "berit2018"),
        # the figures that a sample adds up
        ("Alle", "sample < 500", {"anna2019": ("controls: {value: 31", "controls: {value: 999")},
         "anna2019 (sample: 1031, data/studies/anna2019.yaml:6)", "carl2017"),
    ],
)  # fmt: skip
def test_the_records_that_break_a_statement_are_named_and_no_others(
    check: Check,
    words: str,
    where: str,
    changed: dict[str, tuple[str, str]],
    breaking: str,
    not_breaking: str,
) -> None:
    content = f"{statement(words, 'included', where)} er slik.\n"
    (found,) = check(content, changed)
    assert places([found]) == [("group.untrue", f"{CONTENT}:1")]
    assert breaking in found.evidence
    assert not not_breaking or not_breaking not in found.evidence


def test_one_more_study_breaks_a_share(check: Check) -> None:
    content = f"{statement('To av tre studier', 'included', 'physical_measures')} målte det.\n"
    (found,) = check(content, {"dag2016": ("status: excluded", "status: included")})
    assert found.rule == "group.untrue"
    assert "n = 4" in found.found


def test_a_statement_in_a_record_is_found_in_the_record(check: Check) -> None:
    cell = 'Utvalget består [bare av kvinner]{.group of="anna2019" where="sex == women"}.'
    mark = marks.mark(Place("data/studies/anna2019.yaml", 14))
    table = f"| A | B |\n|---|---|\n| Kvalitet | Utvalget er lite. {mark}{cell} |\n"
    content = '# Resultat\n\n{{ table("literature_matrices") }}\n'
    changed = {"anna2019": ("sex: women", "sex: all")}
    (found,) = check(content, changed, printed=f"# Resultat\n\n{table}")
    assert places([found]) == [("group.untrue", "data/studies/anna2019.yaml:14")]
    assert "anna2019 (sex: all, data/studies/anna2019.yaml:5)" in found.evidence
    assert "«women», which no record has as sex" in found.evidence
    assert "put it in quotes: 'women'" in found.fix


def test_a_group_without_studies_is_told(check: Check) -> None:
    content = f"{statement('Alle', 'excluded', 'place == 1')} er slik.\n"
    (found,) = check(content, {"dag2016": ("status: excluded", "status: included")})
    assert found.rule == "group.untrue"
    assert "no studies" in found.found


def test_a_blank_field_that_could_change_the_answer_is_a_finding(check: Check) -> None:
    (found,) = check(f"{statement('Alle', 'read', 'sex == all or sex == women')} er slik.\n")
    assert places([found]) == [("group.unknown", f"{CONTENT}:1")]
    assert "dag2016 (sex: blank, data/studies/dag2016.yaml:5)" in found.evidence
    assert "anna2019" not in found.evidence


def test_a_statement_that_no_answer_could_save_is_untrue_and_not_unknown(check: Check) -> None:
    (found,) = check(f"{statement('Alle', 'read', 'sex == women')} er slik.\n")
    assert found.rule == "group.untrue"
    assert "not known of dag2016" in found.evidence


@pytest.mark.parametrize(
    ("span", "rule", "told"),
    [
        (statement("Nesten alle", "included", "place > 0"), "group.wording", "samtlige"),
        (statement("Wang", "included", "place > 0"), "group.wording", "X av Y"),
        (statement("Alle", "included", "contry == CN"), "group.predicate", "country"),
        (statement("Ingen", "included", "country == CM"), "group.predicate", "CN"),
        (statement("Alle", "included", "country in skandinavia"), "group.predicate", "scandinavia"),
        (statement("Alle", "included", "country = CN"), "group.predicate", "which cannot be read"),
        (statement("Alle", "inkluded", "place > 0"), "group.predicate", "included"),
        (statement("Alle", "anna2018", "place > 0"), "group.predicate", "anna2019"),
        (statement("Alle", "", "place > 0"), "group.predicate", "of="),
        (statement("Alle", "except anna2019", "place > 0"), "group.predicate", "of="),
        (statement("Alle", "included", ""), "group.predicate", "where="),
        ("[Alle]{.group}", "group.predicate", "of="),
        ('[Alle]{.group of="included"}', "group.predicate", "where="),
        (statement("Alle", "included", "sample == 'mange'"), "group.predicate", "a number"),
    ],
)
def test_a_statement_that_cannot_be_checked_is_found_on_its_line(
    check: Check, span: str, rule: str, told: str
) -> None:
    (found,) = check(f"En setning.\n{span} er slik som dette.\n")
    assert places([found]) == [(rule, f"{CONTENT}:2")]
    assert told in f"{found.found} {found.expected} {found.fix}"


def test_all_that_is_wrong_is_told_at_once(check: Check) -> None:
    content = "\n".join(
        [
            f"{statement('Ingen', 'included', 'country == CN')} er fra Kina.",
            f"{statement('Nesten alle', 'included', 'contry == CN')} er fra Kina.",
            "Alle artiklene er nye.",
            "",
        ]
    )
    assert places(check(content)) == [
        ("group.untrue", f"{CONTENT}:1"),
        ("group.wording", f"{CONTENT}:2"),
        ("group.predicate", f"{CONTENT}:2"),
        ("group.unbound", f"{CONTENT}:3"),
    ]


def test_an_english_statement_is_read_as_english(check: Check) -> None:
    spans = "\n".join(
        [
            f"{statement('None of the articles', 'included', 'country in scandinavia')} is Nordic.",
            f"{statement('Both studies', 'included', 'country == CN')} were Chinese.",
        ]
    )
    (found,) = check(f"# Sammendrag\n\nKort.\n\n::: {{lang=en-GB}}\n\n{spans}\n\n:::\n")
    assert places([found]) == [("group.untrue", f"{CONTENT}:8")]
    assert "«two of three»" in found.expected


def test_the_lines_of_the_fields_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(STUDIES["anna2019"], "utf-8")
    lines = studies.field_lines(sources.read_yaml(path, "a.yaml"))
    assert lines["country"] == 4
    assert lines["outcomes.craving.reported"] == 8
    assert not any(name.startswith("texts") for name in lines)


@pytest.mark.parametrize(
    ("figures", "names", "total"),
    [
        ({"a": 1, "b": {"value": 2}}, ["a", "b"], 3),
        ({"a": 1}, ["a", "b"], None),
        ({"a": {"low": 1, "high": 2}}, ["a"], None),
        ({"a": 1}, None, None),
        (None, ["a"], None),
    ],
)
def test_a_sample_is_the_sum_of_the_figures_it_names(
    figures: Any, names: Any, total: int | None
) -> None:
    assert studies.sample({"figures": figures, "sample": names}) == total


def test_the_examples_of_the_guide_for_authors_are_true_of_this_thesis(house: Path) -> None:
    paths = sorted((house / "data/studies").glob("*.yaml"))
    records = studies.study_records(
        {path.stem: sources.read_yaml(path, f"data/studies/{path.name}") for path in paths}
    )
    plain: list[Any] = [record.record for record in records]
    guide = (house / "content/README.md").read_text("utf-8")
    examples = re.findall(r'\[([^\[\]]+)\]\{\.group of="(.+?)" where="(.+?)"\}', guide)
    assert len(examples) >= 4
    for words, of, where in examples:
        claim = quantities.read(words)
        members = select(of, plain)
        question = conditions.parse(where, plain, {"scandinavia": ["NO", "SE", "DK"]})
        answers = [question.ask(record) for record in members]
        assert claim is not None
        assert None not in answers
        assert claim.holds(answers.count(True), len(answers)), words
