"""The settings: read with their lines, checked all at once, the command line above the file."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from thesis.diagnostics.findings import Finding
from thesis.input import sources
from thesis.workflow import configuration

FILE = "config/config.yaml"


@pytest.fixture
def project(house: Path, here: Path) -> Path:
    """A copy of what the settings name, and the folder that one stands in."""
    for part in ("config", "content", "data", "templates"):
        shutil.copytree(house / part, here / part)
    return here


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def found(project: Path, given: dict[str, Any] | None = None) -> list[Finding]:
    source = sources.read_yaml(project / FILE, FILE)
    merged = configuration.merge(source.value, given) if given else source.value
    return sorted(configuration.check(source, merged, project, project))


def line_of(project: Path, words: str, file: str = FILE) -> int:
    lines = (project / file).read_text("utf-8").splitlines()
    return next(i for i, line in enumerate(lines, 1) if words in line)


def test_the_settings_of_the_house_have_no_mistake(project: Path) -> None:
    assert found(project) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "at", "said", "mend"),
    [
        ("content/03-metode.md", "content/03-metod.md", "config.missing-file", "03-metod.md",
         "which is not there", "did you mean content/03-metode.md"),
        ("content/04-resultat.md", "content/03-metode.md", "config.repeated-file", "03-metode.md",
         "content/03-metode.md a second time", "remove one"),
        ("content/03-metode.md", "tekst/03-metode.md", "input.value", "tekst/",
         "tekst/03-metode.md", "config/schema.json"),
        ("tables: [pico,", "tables: [pcio,", "config.missing-file", "tables:",
         "«pcio»", "did you mean pico"),
        ("labels: nb", "labels: nbb", "config.missing-file", "labels: nbb",
         "«nbb»", "nb"),
        ("leave_out: [matrix,", "leave_out: [matrise,", "config.unknown-class", "leave_out:",
         "«matrise»", "did you mean matrix"),
        ("[matrix, long-description]", "[matrix, 5]", "input.type", "leave_out:", "5", ""),
        ("long-description]", "Long-Description]", "config.unknown-class", "leave_out:",
         "«Long-Description»", "did you mean long-description"),
        ("long-description]", "uten]", "config.unknown-class", "leave_out:",
         "«uten»", "::: {.uten}"),
        ("rules: {}", "rules: {words.limt: {severity: warning, reason: x}}",
         "config.unknown-rule", "rules:", "«words.limt»", "did you mean words.limit"),
        ("rules: {}", "rules: {words.limit: {severity: warning}}", "input.missing-key", "rules:",
         "no key «reason» in rules.words.limit", "add reason"),
        ("rules: {}", "rules: {words.limit: {severity: warnig, reason: x}}", "input.value",
         "rules:", "«warnig»", "did you mean warning"),
        ("flow: house", "flow: prisma", "input.value", "flow:",
         "«prisma»", "did you mean prisma2020"),
        ("previous: null", 'previous: {edition: "2019", sha256: ' + 64 * "a" + "}",
         "edition.previous", "previous:", "«2019»", "archive it"),
        ("previous: null", 'previous: {edition: "2019"}', "input.missing-key", "previous:",
         "no key «sha256»", "add sha256"),
        ("limit: 6519", "counted: {abstract: true}", "input.unknown-key", "counted:",
         "«abstract»", "did you mean abstracts"),
        ("limit: 6519", "unit: pags", "input.value", "unit:", "«pags»", "did you mean pages"),
        ("rules: {}", "programme: uio-isw\nrules: {}", "config.missing-file", "programme:",
         "«uio-isw»", "did you mean uio-isv"),
        ("limit: 6519", "limit: 0", "input.value", "limit: 0", "words.limit: 0", "schema.json"),
        ("limit: 6519", "limit: 6.519", "input.type", "limit: 6.519", "«6.519»", "6519"),
        ("limit: 6519", "limt: 6519", "input.unknown-key", "limt:", "«limt»", "limit"),
        ("labels: nb\n", "", "input.missing-key", "content:", "no key «labels»", "add labels"),
        ("labels: nb\n", "lables: nb\n", "input.unknown-key", "lables", "«lables»", "labels"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_settings_is_told_with_its_line(
    project: Path, old: str, new: str, rule: str, at: str, said: str, mend: str
) -> None:
    edit(project / FILE, old, new)
    [finding] = [each for each in found(project) if each.rule == rule]
    assert finding.file == FILE
    assert said in finding.found
    assert mend in finding.fix
    if rule == "config.repeated-file":
        assert finding.line == line_of(project, at) + 1
    else:
        assert finding.line == line_of(project, at)


@pytest.mark.parametrize(
    ("old", "new", "rule", "said"),
    [
        ("figure: figur\n", "figur: figur\n", "input.unknown-key", "«figur»"),
        ("figure: figur\n", "", "input.missing-key", "no key «figure»"),
        ("caption: PICO-skjema", "caption:", "input.blank", "pico.caption is blank"),
        ("{label}», som teller {count}", "{lable}», som teller {count}", "input.value", "{lable}"),
        ("figure: figur", "\tfigure: figur", "input.yaml", "\\t"),
    ],
)
def test_a_mistake_in_the_labels_is_told_with_its_line(
    project: Path, old: str, new: str, rule: str, said: str
) -> None:
    file = "templates/labels/nb.yaml"
    edit(project / file, old, new)
    [finding] = found(project)
    assert (finding.file, finding.rule) == (file, rule)
    assert said in finding.found
    assert finding.line == (
        2 if rule == "input.missing-key" else line_of(project, new.strip("\n"), file)
    )


def test_what_the_command_line_says_wrongly_is_told_as_such(project: Path) -> None:
    given = {"words": {"limit": "many"}, "content": {"main": ["content/x.md"]}}
    assert [(str(each.place), each.rule) for each in found(project, given)] == [
        ("--config", "config.missing-file"),
        ("--config", "input.type"),
    ]


def test_the_command_line_can_mend_what_the_file_has_wrong(project: Path) -> None:
    edit(project / FILE, "limit: 6519", "limit: 0")
    edit(project / FILE, "labels: nb", "labels: nbb")
    assert [each.rule for each in found(project, {"words": {"limit": 10}})] == [
        "config.missing-file"
    ]
    assert found(project, {"words": {"limit": 10}})[0].line == line_of(project, "labels: nbb")


@pytest.mark.parametrize(
    "opened",
    [
        "::: uten",
        "::: {.uten}",
        ":::::{#a .b .uten for='.c'}",
        "> ::: {.uten}",
        "  ::: {.uten} :::",
    ],
)
def test_a_class_of_a_division_in_the_text_can_be_left_out(project: Path, opened: str) -> None:
    edit(project / FILE, "[matrix,", "[uten,")
    edit(project / "content/05-diskusjon.md", "\n\n", f"\n\n{opened}\nUtenfor.\n:::\n\n")
    assert found(project) == []


@pytest.mark.parametrize(
    "text", ["Ord om uten.", '::: {.b why=".uten"}\nOrd.\n:::', ":::\nuten", "{.uten}"]
)
def test_a_word_of_the_text_is_no_class(project: Path, text: str) -> None:
    edit(project / FILE, "[matrix,", "[uten,")
    edit(project / "content/05-diskusjon.md", "\n\n", f"\n\n{text}\n\n")
    assert [each.rule for each in found(project)] == ["config.unknown-class"]


@pytest.mark.parametrize(
    ("given", "limit", "left_out"),
    [
        ({}, 6519, ["matrix", "long-description"]),
        ({"words": {"limit": "900"}}, 900, ["matrix", "long-description"]),
        ({"words": {"limit": 900, "leave_out": []}}, 900, []),
    ],
)
def test_the_command_line_stands_above_the_file(
    project: Path, given: dict[str, Any], limit: int, left_out: list[str]
) -> None:
    config = dict(given)
    configuration.load(config, project)
    assert config["words"] == {"limit": limit, "leave_out": left_out}
    assert config["labels"] == "nb"


@pytest.mark.parametrize("broken", ["words:\n\tlimit: 1\n", "a: 1\na: 2\n", "", "- a\n", None])
def test_settings_that_cannot_be_read_stop_the_build_without_a_traceback(
    project: Path, broken: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if broken is None:
        (project / FILE).unlink()
    else:
        (project / FILE).write_text(broken, "utf-8")
    with pytest.raises(SystemExit) as stopped:
        configuration.load({}, project)
    assert stopped.value.code == 1
    said = capsys.readouterr().err
    assert "config/config.yaml" in said
    assert "1 problem(s)" in said


def test_broken_settings_hide_nothing_of_what_is_wrong_in_data(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project / FILE, "limit: 6519", "limit: 0")
    (project / "data" / "ladder.yaml").unlink()
    with pytest.raises(SystemExit):
        configuration.load({}, project)
    said = capsys.readouterr().err
    assert "words.limit: 0" in said
    assert "data/ladder.yaml: error [input.missing-file]" in said


@pytest.mark.parametrize(
    ("since", "rule"),
    [(2018, "edition.previous"), ("../2018", "input.value"), (True, "input.type")],
)
def test_what_changes_compares_with_is_an_edition_that_is_there(
    project: Path, since: object, rule: str
) -> None:
    told = found(project, {"since": since})
    assert rule in {each.rule for each in told}
    assert {each.file for each in told} == {"--config"}


@pytest.mark.mutant("config.template")
@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("templates/tabels/effects.md.jinja", "x", "config.template"),
        ("templates/filters/typst.lua", "x", "config.template"),
        ("templates/labels/xx.yaml", "figure: x\n", "config.template"),
        ("templates/docx/styles.xml", "<w:styles", "config.template"),
        ("templates/docx/styles.xml", "<!DOCTYPE x><x/>", "config.template"),
        ("templates/labels/nb.yaml", "studies:\n  yeer: x\n", "did you mean year"),
    ],
)
def test_what_a_thesis_has_of_its_own_is_told_where_nothing_looks_for_it(
    house: Path, project: Path, file: str, text: str, said: str
) -> None:
    shutil.rmtree(project / "templates")
    for name, content in ((file, text), ("templates/labels/en.yaml", "figure: picture\n")):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(content, "utf-8")
    source = sources.read_yaml(project / FILE, FILE)
    told = list(configuration.check(source, source.value, project, house))
    assert [each.file for each in told] == [file]
    assert said in "".join(map(str, told))


def test_a_copy_of_all_templates_says_nothing_until_it_is_edited(
    house: Path, project: Path
) -> None:
    shutil.copytree(house / "templates", project / "templates", dirs_exist_ok=True)
    source = sources.read_yaml(project / FILE, FILE)
    assert list(configuration.check(source, source.value, project, house)) == []
    (project / "templates/filters/og.lua").write_text("-- another", "utf-8")
    (told,) = configuration.check(source, source.value, project, house)
    assert told.file == "templates/filters/og.lua"
    assert "did you mean" not in told.fix


def test_what_the_thesis_says_stands_above_its_programme_field_by_field(project: Path) -> None:
    programme = project / "templates/programmes/x.yaml"
    programme.write_text(
        "name: X\ninstitution: Y\nsource: https://x.no\nas_of: '2020'\nread: '2026-11-27'\n"
        "words: {limit: 10, minimum: 5, counted: {footnotes: false, tables: false}}\n",
        "utf-8",
    )
    said = {"words": {"limit": 9, "counted": {"tables": True}}, "programme": "x"}
    merged = configuration.with_programme(said, project)
    assert merged["words"] == {
        "limit": 9,
        "minimum": 5,
        "counted": {"footnotes": False, "tables": True},
    }
    assert merged["programme"]["file"] == "templates/programmes/x.yaml"
    edit(project / FILE, "rules: {}", "programme: x\nrules: {}")
    edit(programme, "limit: 10", "limits: 10")
    assert [(each.file, each.found) for each in found(project)] == [
        ("templates/programmes/x.yaml", "the key «limits» in words")
    ]


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in (ROOT / "templates/programmes").glob("*.yaml"))
)
def test_the_programmes_of_the_house_have_no_mistake(project: Path, name: str) -> None:
    edit(project / FILE, "rules: {}", f"programme: {name}\nrules: {{}}")
    assert found(project) == []
