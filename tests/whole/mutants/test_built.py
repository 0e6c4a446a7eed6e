"""Errors planted in what was built: the rule that names each finds it at its place."""

import json
import shutil
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests import printed
from tests.cases import Case, checks, fails, params, place_of
from tests.whole.mutants.built import DOCUMENT, REGISTER, Changed
from tests.whole.project import Project
from tests.whole.tamper import retype, save
from thesis.diagnostics import rules
from thesis.diagnostics.files import CONFIG_FILE, read_json
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import load
from thesis.document.thesis import Thesis
from thesis.formats import typst
from thesis.input import sources
from thesis.model.register import Register
from thesis.readback import expected, flowchart, leftovers, svg
from thesis.readback import finished as readback
from thesis.readback.additions import Allowed
from thesis.workflow import configuration

VOCABULARY = "templates/labels/nb.yaml"
SVG = "build/figures/flowchart.svg"
WEB, DOCX = "build/thesis.html", "build/thesis.docx"
DRAWING, PAGE = ([case for case in fails("built") if case.file == file] for file in (SVG, WEB))
WORD = [case for case in fails("built") if case.file not in (SVG, WEB)]
"""Those in a part of the DOCX."""
LOOK = ("templates/html/thesis.css", "templates/html/thesis.js")

Finished = Callable[[Path], list[Finding]]


@pytest.fixture(scope="module")
def thesis(built: Project) -> Thesis:
    """The built thesis, which no test may change."""
    files = {
        "register": built.root / "build/register.json",
        "places": built.root / "build/places.json",
        "document": built.root / "build/placed.json",
        "word_count": built.root / "build/wordcount.json",
        "config": built.root / "build/config.json",
        "labels": built.root / VOCABULARY,
    }
    return Thesis.read(SimpleNamespace(**files), built.root)


def assert_killed(mutant: Changed, found: Iterable[Finding], root: Path) -> None:
    place = place_of(root, mutant.at)
    told = [one for one in found if one.rule == mutant.rule]
    assert place in {str(one.place) for one in told}, "\n".join(map(str, told))


# ---- the document --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def found_in_document(thesis: Thesis) -> list[Finding]:
    """What the rules find in the document with all its errors at once."""
    tree = json.loads(json.dumps(thesis.document))
    for mutant in DOCUMENT:
        mutant.change(tree)
    chart = svg.read(thesis.root / "build/figures/flowchart.svg")
    chart = replace(chart, name="build/figures/flowchart.svg")
    load()
    return [
        *rules.run(replace(thesis, document=tree)),
        *flowchart.findings(chart, thesis.register.records.flow, tree),
    ]


@pytest.mark.parametrize("mutant", params(DOCUMENT, lambda one: one.what))
def test_a_document_that_was_changed_is_found(
    thesis: Thesis, found_in_document: list[Finding], mutant: Changed
) -> None:
    assert_killed(mutant, found_in_document, thesis.root)


def test_nothing_is_found_but_where_the_document_was_changed(
    thesis: Thesis, found_in_document: list[Finding]
) -> None:
    places = {place_of(thesis.root, at) for one in DOCUMENT for at in (one.at, *one.also)}
    assert [str(one) for one in found_in_document if str(one.place) not in places] == []


# ---- the register, and what data must be for it --------------------------------------------------


@pytest.mark.parametrize("mutant", params(REGISTER, lambda one: one.what))
def test_a_register_that_was_changed_is_found(
    thesis: Thesis, tmp_path: Path, mutant: Changed
) -> None:
    content = json.loads((thesis.root / "build/register.json").read_text("utf-8"))
    mutant.change(content)
    (tmp_path / "register.json").write_text(json.dumps(content), "utf-8")
    changed = replace(thesis, register=Register.read(tmp_path / "register.json"))
    found = (finding for check in checks(mutant.rule) for finding in check(changed))
    assert_killed(mutant, found, thesis.root)


@pytest.mark.parametrize("mutant", params(fails("config")))
def test_a_setting_that_was_mistyped_is_found(house: Path, tmp_path: Path, mutant: Case) -> None:
    for folder in ("config", "templates"):
        shutil.copytree(house / folder, tmp_path / folder)
    mutant.plant(tmp_path)
    source = sources.read_yaml(tmp_path / CONFIG_FILE, CONFIG_FILE)
    mutant.assert_found(tmp_path, configuration.check(source, source.value, house, tmp_path))


# ---- the drawing ---------------------------------------------------------------------------------


@pytest.mark.parametrize("mutant", params(DRAWING))
def test_a_flowchart_that_was_changed_is_found(
    thesis: Thesis, tmp_path: Path, mutant: Case
) -> None:
    source = (thesis.root / mutant.file).read_text("utf-8").replace("\u00a0", " ")
    path = tmp_path / mutant.file
    path.parent.mkdir(parents=True)
    path.write_text(mutant.planted(source), "utf-8")
    chart = replace(svg.read(path), name=mutant.file)
    mutant.assert_found(
        tmp_path, flowchart.findings(chart, thesis.register.records.flow, thesis.document)
    )


# ---- the finished files --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def finished(thesis: Thesis) -> Finished:
    """Reads a finished file back as the step does, and holds it against the document."""
    texts = list(expected.expected_texts(thesis.document))
    texts += expected.in_picture(svg.read(thesis.root / "build/figures/flowchart.svg"))
    title = readback.title_page(thesis.document, thesis.tally, thesis.labels)
    placeholders = leftovers.placeholders(thesis.document)
    written = leftovers.written(thesis.root, thesis.root / VOCABULARY)
    programs = [thesis.root / path for path in LOOK]
    known = Allowed.of(thesis.document, programs, pages=read_json(thesis.root / "build/pages.json"))

    def check(path: Path) -> list[Finding]:
        return readback.at(
            path, texts, title, placeholders, written, known, thesis.document, thesis.config
        )

    return check


@pytest.fixture(scope="module")
def page(
    thesis: Thesis, finished: Finished, tmp_path_factory: pytest.TempPathFactory
) -> list[Finding]:
    """What is found in a web page with all its errors at once."""
    text = (thesis.root / PAGE[0].file).read_text("utf-8")
    for mutant in PAGE:
        text = mutant.planted(text)
    path = tmp_path_factory.mktemp("page") / "thesis.html"
    path.write_text(text, "utf-8")
    return named(finished(path), path, WEB)


@pytest.mark.parametrize("mutant", params(PAGE))
def test_a_web_page_that_was_changed_is_found(
    thesis: Thesis, page: list[Finding], mutant: Case
) -> None:
    mutant.assert_found(thesis.root, page)


@pytest.fixture(scope="module")
def word(
    thesis: Thesis, finished: Finished, tmp_path_factory: pytest.TempPathFactory
) -> list[Finding]:
    """What is found in a DOCX with all its errors at once."""
    path = tmp_path_factory.mktemp("word") / "thesis.docx"
    with (
        zipfile.ZipFile(thesis.root / "build/thesis.docx") as source,
        zipfile.ZipFile(path, "w") as target,
    ):
        for part in source.infolist():
            content = source.read(part)
            for mutant in WORD:
                if mutant.file == part.filename:
                    content = mutant.planted(content.decode()).encode()
            target.writestr(part, content)
    return named(finished(path), path, DOCX)


def named(found: list[Finding], path: Path, name: str) -> list[Finding]:
    """Findings in a changed copy as they are told of the file itself."""
    whole = path.as_posix()
    return [
        replace(one, place=one.place._replace(file=name)) if one.file == whole else one
        for one in found
    ]


@pytest.mark.parametrize("mutant", params(WORD))
def test_a_docx_that_was_changed_is_found(
    thesis: Thesis, word: list[Finding], mutant: Case
) -> None:
    mutant.assert_found(thesis.root, word)


def test_nothing_is_found_but_where_the_files_were_changed(
    thesis: Thesis, page: list[Finding], word: list[Finding]
) -> None:
    for found, mutants in ((page, PAGE), (word, WORD)):
        places = {mutant.place(thesis.root) for mutant in mutants}
        assert [str(one) for one in found if str(one.place) not in places] == []


@pytest.mark.mutant("finished.number")
def test_one_digit_that_was_retyped_in_the_pdf_is_found(
    thesis: Thesis, finished: Finished, tmp_path: Path
) -> None:
    source = thesis.root / "build/thesis.pdf"
    pages = printed.pages(source)
    (page,) = [number for number, text in enumerate(pages, 1) if "til sammen 286 treff" in text]
    (found,) = finished(save(source, tmp_path / "thesis.pdf", retype(page, "286", "268")))
    assert (found.rule, found.expected) == (
        "finished.number",
        "«286» (searches.hits_with_abstracts)",
    )
    assert str(found.place) == place_of(thesis.root, "content/03-metode.md#hits_with_abstracts")


@pytest.mark.mutant("finished.unreadable")
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_file_that_was_cut_off_is_found(
    thesis: Thesis, finished: Finished, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"thesis.{ending}"
    path.write_bytes((thesis.root / "build" / path.name).read_bytes()[:1000])
    (found,) = finished(path)
    assert (found.rule, found.file) == ("finished.unreadable", path.as_posix())


@pytest.mark.mutant("pdf.typst")
def test_a_template_that_typst_cannot_read_is_told(
    thesis: Thesis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    source = (thesis.root / "build/thesis.typ").read_text("utf-8")
    assert "    title()" in source
    Path("thesis.typ").write_text(source.replace("    title()", "    titel()"), "utf-8")
    with pytest.raises(SystemExit):
        typst.to_pdf("thesis.typ", "thesis.pdf", thesis.register.records.thesis)
    assert "thesis.typ: error [pdf.typst]" in capsys.readouterr().err
