"""Studies, works, flow and dates of the whole thesis: what the build finds when they disagree."""

import json
from collections.abc import Callable
from typing import Any

from tests.whole.project import Project

METHOD = "content/03-metode.md"
RESULTS = "content/04-resultat.md"
DISCUSSION = "content/05-diskusjon.md"
INCLUDED = "templates/tables/included_studies.md.jinja"
SEARCHES = "templates/tables/search_tables.md.jinja"

SUBJECTS = ("closure.", "flow.", "citation.", "text.")


def findings(project: Project) -> list[dict[str, Any]]:
    """What was found, of the rules that this file is about; the project must be built."""
    found = json.loads((project.root / "build/findings.json").read_text("utf-8"))
    return [finding for finding in found if finding["rule"].startswith(SUBJECTS)]


def test_whatever_disagrees_in_text_and_templates_is_found_at_once(
    fresh: Callable[[], Project],
) -> None:
    project = fresh()
    project.edit(METHOD, "# Metode\n", "# Metode\n\nDet bekreftes av @buchowski2011.\n")
    project.edit(
        METHOD, "## Databaser", "Det er «et helt ordrett sitat» [@ntnu2020].\n\n## Databaser"
    )
    project.edit(METHOD, " i @app:included", " i et vedlegg")
    project.edit(DISCUSSION, "[@delagarza2016]{.excluded}", "@delagarza2016")
    project.edit("config/config.yaml", "[Resultat, Diskusjon]", "[Metode, Diskusjonen]")
    project.edit(
        "data/references.yaml",
        "- id: zschucke2012",
        "- {id: aas2001, type: book, issued: 2001, title: Ubrukt}\n- id: zschucke2012",
    )
    # what a template leaves out or prints by itself
    project.edit(INCLUDED, '== "included"', '== "included" and study.place != 2')
    project.edit(INCLUDED, "verbatim(authors(work))", 'verbatim("Wang m.fl.")')
    project.edit(SEARCHES, "== database.id", "== database.id and row.number != 3")
    project.edit(SEARCHES, "date(database.searched_on,", 'date("2020-05-04",')
    project.edit(
        "templates/flowchart.md.jinja",
        "in stage.left.reasons | default([])",
        "in (stage.left.reasons | default([]))[:1]",
    )
    project.edit("templates/flowchart.md.jinja", "({{ attribute(count(stage.value)) }})", "")

    project.build("build/findings.json")
    found = findings(project)
    told = {(one["rule"], f"{one['file']}:{one['line']}") for one in found}
    record = "data/studies/{}.yaml:3".format
    assert told == {
        ("closure.excluded-cited", project.line(METHOD, "@buchowski2011")),
        ("closure.excluded-cited", project.line(DISCUSSION, "@delagarza2016")),
        ("citation.page", project.line(METHOD, "ordrett sitat")),
        ("text.unmentioned", project.line("content/08-vedlegg.md", "#app:included")),
        ("closure.chapter", project.line("config/config.yaml", "Diskusjonen")),
        ("citation.unused", project.line("data/references.yaml", "id: aas2001")),
        ("closure.missing", record("more2018")),
        *(("closure.row", record(key)) for key in
          ("wang2017", "brellenthin2019", "dacosta2017", "wang2019")),
        ("flow.total", project.line(SEARCHES, "label.total")),
        ("text.date", project.line(SEARCHES, 'date("2020-05-04"')),
        ("flow.description", project.line(METHOD, 'figure("flowchart")')),
        ("flow.alt", project.line(METHOD, 'figure("flowchart")')),
    }  # fmt: skip
    description = next(one for one in found if one["rule"] == "flow.description")
    assert description["found"].startswith("no flow.reasons.protocol, flow.reasons.off_topic in")


def test_a_study_that_a_chapter_leaves_out_is_found_at_its_heading(
    fresh: Callable[[], Project],
) -> None:
    project = fresh()
    path = project.root / DISCUSSION
    text = path.read_text("utf-8")
    assert "@more2018" in text
    path.write_text(text.replace("@more2018", "@wang2017"), "utf-8")
    project.build("build/findings.json")
    (finding,) = findings(project)
    assert (finding["rule"], finding["line"]) == ("closure.missing", 1)
    assert finding["found"] == "more2018 (included) cited nowhere in «Diskusjon»"


def test_records_that_disagree_with_the_searches_and_with_themselves_stop_the_build(
    fresh: Callable[[], Project],
) -> None:
    project = fresh()
    project.edit("data/studies/wang2017.yaml", "exercise_analysed: 25", "exercise_analysed: 24")
    project.edit("data/databases.yaml", "2020-04-16", "2020-04-15")
    (project.root / "data/studies/buchowski2011.yaml").unlink()
    run = project.build()
    output = run.stdout + run.stderr
    assert run.returncode == 1
    assert "Traceback" not in output
    for told in (
        "error [record.relation]",
        "32 − 5 − 2 = 25 ≠ 24",
        "error [study.date]",
        "searched_on: 2020-04-16, but medline was searched on 2020-04-15",
        "data/searches/medline.csv:5: error [search.articles]",
        "articles_read 4, but 3 in data/studies/",
    ):
        assert told in output


def test_the_thesis_as_it_stands_agrees_with_itself_and_tells_its_known_slip(
    built: Project,
) -> None:
    assert findings(built) == []
    evidence = json.loads((built.root / "results/evidence.json").read_text("utf-8"))
    untrue = [relation for relation in evidence["relations"] if not relation["holds"]]
    assert [(one["study"], one["slip"], one["shown"]) for one in untrue] == [
        ("wang2019", 2, "487 − 12 = 475 ≠ 465")
    ]
    assert len(evidence["relations"]) > 10
