"""`python -m thesis add`: what it writes, what it refuses, and that all else stays as it was."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.thesis.exports.exports import export, ris
from thesis import __main__
from thesis.checks.data import inputs
from thesis.cli.add.write import AddedRecord, Writer
from thesis.exports.export import Record
from thesis.input import folder, sources
from thesis.input.sources import read_yaml

Add = Callable[..., tuple[int, str, str]]

WORK = "data/references/{}.yaml"
SAMPLES = Path(__file__).parents[1] / "exports" / "samples"


@pytest.fixture
def root(house: Path, tmp_path: Path) -> Path:
    """A thesis to add to: the house's data."""
    shutil.copytree(house / "data", tmp_path / "data")
    shutil.copytree(house / "config", tmp_path / "config")
    return tmp_path


@pytest.fixture
def add(root: Path, capsys: pytest.CaptureFixture[str]) -> Add:
    """Runs the command on an export; its status, output and errors."""

    def run(content: str | bytes | Path, *arguments: str) -> tuple[int, str, str]:
        path = root / "export.ris"
        if isinstance(content, Path):
            content = content.read_bytes()
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        status = __main__.main(["add", str(path), "--directory", str(root), *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def files(root: Path) -> dict[str, bytes]:
    """Everything in data/."""
    folder = root / "data"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_study_is_written_with_every_field_to_fill_marked(add: Add, root: Path) -> None:
    status, out, err = add(SAMPLES / "ebsco.ris", "--search", "sportdiscus:5")
    assert (status, err) == (0, "")
    assert "added berg2018: Berg et al., 2018: Walking in an invented town" in out
    study = (root / "data/studies/berg2018.yaml").read_text("utf-8")
    assert "key: berg2018\nstatus: TODO " in study
    assert "search: {database: sportdiscus, number: 5}\nsearched_on: TODO " in study
    reference = read_yaml(root / WORK.format("berg2018"), "").value
    assert reference["container-title"] == "Invented Sport Science"
    found = inputs.problems(root)[1]
    assert inputs.usable(found)
    (to_fill,) = (finding for finding in found if finding.rule == "study.to-fill")
    lines = [n for n, line in enumerate(study.splitlines(), 1) if line.split("#")[0].count("TODO")]
    assert to_fill.line == lines[0]
    assert to_fill.found.startswith("26 fields are still to fill: status, place, searched_on, ")
    assert len(to_fill.found.split(", ")) == len(lines) == 26
    assert {finding.rule for finding in found} == {"study.to-fill", "search.articles"}


@pytest.mark.parametrize("status", ["included", "excluded"])
def test_a_study_whose_status_is_told_has_its_place_and_its_own_fields(
    add: Add, root: Path, status: str
) -> None:
    add(SAMPLES / "ebsco.ris", "--search", "medline:8", f"--{status}")
    study = (root / "data/studies/berg2018.yaml").read_text("utf-8")
    assert f"status: {status}\nplace: 6\n" in study
    assert "searched_on: 2020-04-16\n" in study
    assert ("  purpose: TODO" in study) == (status == "included")
    assert ("reason_category: TODO" in study) == (status == "excluded")
    assert ("  reason: TODO" in study) == (status == "excluded")
    assert inputs.usable(inputs.problems(root)[1])


def test_a_study_that_is_filled_leaves_nothing_to_fill(add: Add, root: Path) -> None:
    add(SAMPLES / "ebsco.ris", "--search", "medline:8", "--excluded")
    path = root / "data/studies/berg2018.yaml"
    fill = {"design": "rct", "country": "null", "sex": "all", "sample": "[]", "figures": "{}"}
    fill |= {"peer_reviewed": "true", "approved_journal": "true"}
    fill |= {"reason_category": "off_topic", "  reason": "Den handler om noe annet."}
    lines = [
        f"{name}: {fill[name]}" if (name := line.split(":")[0]) in fill else line
        for line in path.read_text("utf-8").splitlines()
    ]
    path.write_text("\n".join(lines), "utf-8")
    table = root / "data/searches/medline.csv"
    table.write_text(table.read_text("utf-8").replace(",14,4,2,", ",14,4,3,"), "utf-8")
    assert inputs.problems(root)[1] == []


def test_a_work_has_a_file_of_its_own_and_no_other_is_touched(add: Add, root: Path) -> None:
    before = files(root)
    add(SAMPLES / "ebsco.ris", "--reference")
    add(ris(), "--reference")
    new = {"references/berg2018.yaml", "references/berg2019.yaml"}
    after = files(root)
    assert {name for name in after if after[name] != before.get(name)} == new
    data, found = folder.read(root, []), inputs.problems(root)[1]
    works = {work["id"]: str(source.place(i)) for i, work, source in data.items("references")}
    assert works["berg2019"] == "data/references/berg2019.yaml:1"
    assert works["wang2017"].startswith("data/references.yaml:")
    assert found == []


def test_a_thesis_may_have_all_its_works_in_files_of_their_own(add: Add, root: Path) -> None:
    listed = root / "data/references.yaml"
    (root / "data/references").mkdir()
    for work in read_yaml(listed, "").value:
        text = json.dumps(work, ensure_ascii=False)
        (root / WORK.format(work["id"])).write_text(text, "utf-8")
    listed.unlink()
    assert inputs.problems(root)[1] == []
    status, _, err = add(
        ris().replace("10.5555/x.1", "10.1080/08897077.2019.1680480"), "--reference"
    )
    assert (status, "data/references/brellenthin2019.yaml:1 (brellenthin2019)" in err) == (1, True)


SAME = {
    "DOI": "DO  - https://doi.org/10.1503/CMAJ.051351\n",
    "PMID": "AN  - 16534088\nDB  - Medline\n",
    "title and year": "",
}


@pytest.mark.parametrize("what", SAME)
def test_a_work_that_is_there_is_refused_and_shown(add: Add, root: Path, what: str) -> None:
    before = files(root)
    title = "Another title" if SAME[what] else "HEALTH BENEFITS of physical activity - the evidence"
    record = f"TY  - JOUR\nTI  - {title}\nAU  - W, D\nPY  - 2006\n{SAME[what]}ER  - \n"
    status, out, err = add(record, "--reference")
    assert status == 1
    assert "is there already, with the same " + what in err
    line = (root / "data/references.yaml").read_text("utf-8").splitlines()
    at = line.index("- id: warburton2006") + 1
    assert f"data/references.yaml:{at} (warburton2006)" in err
    assert "0 added, 1 refused, 0 not read" in out
    assert files(root) == before


@pytest.mark.parametrize(
    "typed", ["{{10.1503/cmaj.051351}}", "{10.1503/cmaj.051351}", '"{10.1503/CMAJ.051351}"']
)
def test_a_work_that_is_there_is_seen_by_the_doi_of_bibtex(add: Add, typed: str) -> None:
    record = f"@article{{a,\n title = {{Another}},\n author = {{W, D}},\n DOI = {typed}\n}}\n"
    status, _, err = add(record, "--reference")
    assert status == 1
    assert "is there already, with the same DOI 10.1503/" in err


def test_a_study_that_is_there_is_shown_with_its_file(add: Add) -> None:
    _, _, err = add(
        ris().replace("10.5555/x.1", "10.1080/08897077.2019.1680480"), "--search", "embase:7"
    )
    assert "(brellenthin2019), data/studies/brellenthin2019.yaml" in err


def test_one_record_twice_in_a_file_is_added_once(add: Add, root: Path) -> None:
    status, out, err = add(ris(1) + ris(2) + ris(1), "--reference")
    assert status == 1
    assert "2 added, 1 refused, 0 not read" in out
    assert "export.ris:15: not added: «Title 1 of what never was» is there already" in err
    assert "data/references/berg2019.yaml:1 (berg2019)" in err


def test_keys_that_are_taken_get_a_letter_and_that_is_said(add: Add) -> None:
    _, out, _ = add(export("ris", 3), "--reference")
    assert [line for line in out.splitlines() if "is taken" in line] == [
        "  the key berg2019 is taken by another work: this one is berg2019b",
        "  the key berg2019 is taken by another work: this one is berg2019c",
    ]


def test_the_counts_that_the_search_must_have_are_told(add: Add) -> None:
    _, out, _ = add(export("ris", 3), "--search", "medline:6")
    assert (
        "data/searches/medline.csv:7: write articles_read 3 (now 0); "
        "abstracts_read 3, or more (now 1)" in out
    )


def test_a_search_that_is_not_there_is_refused_with_those_that_are(add: Add, root: Path) -> None:
    before = files(root)
    status, _, err = add(ris(), "--search", "medline:9")
    assert status == 2
    assert "data/searches/medline.csv has no search number 9: add its row first" in err
    assert "  8. Substance and abuse and exercise and craving*" in err
    status, _, err = add(ris(), "--search", "medlin:8")
    assert status == 2
    assert "did you mean medline?" in err
    assert files(root) == before


def test_a_study_without_author_or_year_is_refused_and_the_others_are_added(
    add: Add, root: Path
) -> None:
    bare = ris(2).replace("AU  - Berg, Kari\n", "").replace("PY  - 2019\n", "")
    status, out, err = add(ris(1) + bare, "--search", "medline:8")
    assert status == 1
    assert "export.ris:8: not added: «Title 2 of what never was» lacks author and issued" in err
    assert "2 records in" in out
    assert "1 added, 1 refused, 0 not read" in out
    assert (root / "data/studies/berg2019.yaml").is_file()


def test_a_dry_run_prints_what_would_be_written_and_writes_nothing(add: Add, root: Path) -> None:
    before = files(root)
    status, out, _ = add(ris(), "--search", "medline:8", "--dry-run")
    assert status == 0
    assert "    id: berg2019\n    type: article-journal\n" in out
    assert "    key: berg2019\n    status: TODO" in out
    assert files(root) == before


def test_what_cannot_be_read_is_told_with_its_line(add: Add) -> None:
    status, out, err = add(ris(1) + "TY  - JOUR\nER  - \n", "--reference")
    assert status == 1
    assert "export.ris:8: a record with nothing in it: it is not read" in err
    assert "2 records in" in out
    assert "1 added, 0 refused, 1 not read" in out


def test_a_work_later_than_the_edition_is_told_of(add: Add) -> None:
    _, out, _ = add(ris().replace("2019", "2021"), "--reference")
    assert "edition.date is 2020-06-01, and works are from 2021" in out


@pytest.mark.parametrize("text", ["[{id: a1, type: book, title: A}, {title: B}]\n", "- id: ["])
def test_nothing_is_added_to_works_that_cannot_all_be_known(
    add: Add, root: Path, text: str
) -> None:
    (root / "data/references.yaml").write_text(text, "utf-8")
    status, _, err = add(ris(), "--reference")
    assert (status, "nothing is added" in err) == (2, True)
    assert not (root / "data/references").exists()


def test_a_file_that_is_there_is_not_written_over(add: Add, root: Path) -> None:
    (root / "data/references").mkdir()
    other = root / WORK.format("berg2019")
    other.write_text("{id: x2019, type: book, title: X}\n", "utf-8")
    status, _, err = add(ris(), "--reference")
    assert (status, "berg2019.yaml is there, and is another work" in err) == (1, True)
    assert other.read_text("utf-8") == "{id: x2019, type: book, title: X}\n"


@pytest.mark.parametrize("fails", ["berg2019.yaml", "berg2019c.yaml"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_export_is_written_whole_or_not_at_all(
    add: Add, root: Path, monkeypatch: pytest.MonkeyPatch, fails: str, error: BaseException
) -> None:
    before = files(root)

    def fail(source: Path, target: Path) -> None:
        if target.name == fails:
            raise type(error)(*error.args)
        Path(source).rename(target)

    monkeypatch.setattr("os.replace", fail)
    if isinstance(error, OSError):
        status, out, err = add(export("ris", 3), "--search", "medline:8")
        assert (status, out) == (1, "")
        assert "not added, no record of it: data/" in err
        assert f"{fails} cannot be written: No space left on device" in err
    else:
        with pytest.raises(KeyboardInterrupt):
            add(export("ris", 3), "--search", "medline:8")
    assert files(root) == before


def test_a_folder_that_cannot_be_written_to_is_met_before_anything_is_written(
    add: Add, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(root)

    def fail(path: Path, content: bytes) -> int:
        raise PermissionError(13, "Permission denied")

    path = root / "data/export.ris"
    path.write_text(export("ris", 2), "utf-8")
    monkeypatch.setattr(Path, "write_bytes", fail)
    status = __main__.main(
        ["add", str(path), "--directory", str(root), "--search", "medline:8", "--included"]
    )
    path.unlink()
    assert status == 1
    assert files(root) == before


def test_what_is_decided_on_last_is_not_written_without_what_was_decided_on_first(
    add: Add, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(root)
    take = Writer.take

    def fail(self: Writer, record: Record, key: str = "", insist: bool = False) -> AddedRecord:
        if "Title 3" in record.item["title"]:
            raise ValueError("a fault of ours")
        return take(self, record, key, insist)

    monkeypatch.setattr(Writer, "take", fail)
    with pytest.raises(ValueError, match="a fault of ours"):
        add(export("ris", 3), "--search", "medline:8")
    assert files(root) == before


CHAPTERS = "".join(
    ris(n).replace("JOUR", "CHAP").replace("10.5555/x.2", "10.5555/x.1") for n in (1, 2)
)


def test_chapters_share_the_doi_of_their_book_and_each_is_added(add: Add) -> None:
    status, out, err = add(CHAPTERS, "--reference")
    assert (status, err) == (0, "")
    assert "berg2019 has the DOI 10.5555/x.1, too, as parts of one book may" in out


def test_another_work_with_the_same_doi_is_added_where_somebody_insists(
    add: Add, root: Path
) -> None:
    add(ris(1), "--reference")
    second = ris(2).replace("10.5555/x.2", "10.5555/x.1")
    status, _, err = add(second, "--reference")
    assert (status, "is there already, with the same DOI 10.5555/x.1" in err) == (1, True)
    assert add(second, "--reference", "--insist")[0] == 0
    assert read_yaml(root / WORK.format("berg2019b"), "").value["distinct_from"] == ["berg2019"]
    assert [each for each in inputs.problems(root)[1] if each.rule == "reference.same-work"] == []


def test_a_preprint_and_its_article_are_both_added_and_told(add: Add) -> None:
    later = ris(1).replace("2019", "2020").replace("10.5555/x.1", "10.5555/y.1")
    status, out, _ = add(ris(1) + later, "--reference")
    assert status == 0
    assert "berg2019 has its title and first author, too: a preprint, or another report" in out


def test_capitals_are_put_right_on_request(add: Add, root: Path) -> None:
    loud = ris(1).replace("Title 1 of what never was", "TITLE 1 OF WHAT NEVER WAS")
    _, out, err = add(loud, "--reference", "--sentence-case")
    assert "title in capitals in 1 record: put right" in err
    assert "title is marked unverified: hold it against the work" in out
    text = (root / WORK.format("berg2019")).read_text("utf-8")
    assert "title: Title 1 of what never was" in text


def test_all_are_added_on_a_console_that_lacks_their_letters(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", console)
    path = root / "export.ris"
    path.write_text(export("ris", 3).replace("of what", "of what‐Σ"), "utf-8")
    assert __main__.main(["add", str(path), "--directory", str(root), "--reference"]) == 0
    assert b"Title 3 of what\\u2010\\u03a3 never was" in console.buffer.getvalue()
    assert "Title 3 of what‐Σ never was" in (root / WORK.format("berg2019c")).read_text("utf-8")


def test_the_list_of_references_is_not_read_anew_for_each_record(
    add: Add, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    parse = sources.parse_yaml

    def count(text: str, file: str) -> sources.Source:
        read.append(len(text))
        return parse(text, file)

    size = (root / "data/references.yaml").stat().st_size
    monkeypatch.setattr("thesis.input.sources.parse_yaml", count)
    monkeypatch.setattr("thesis.cli.add.write.sources.parse_yaml", count)
    add(export("ris", 40), "--reference", "--dry-run")
    assert len([each for each in read if each > size / 2]) <= 3


def test_a_file_of_a_study_that_cannot_be_read_is_not_written_over(add: Add, root: Path) -> None:
    broken = root / "data/studies/berg2019.yaml"
    broken.write_text("key: [", "utf-8")
    status, out, _ = add(ris(), "--search", "medline:8")
    assert status == 0
    assert "added berg2019b" in out
    assert broken.read_text("utf-8") == "key: ["


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--search", "medline 8"], "write it as medline:9"),
        (["--reference", "--key", "Wang 2017"], "«Wang 2017» is not a citation key"),
        ([], "one of the arguments --search --reference is required"),
    ],
)
def test_arguments_that_cannot_be_are_told(
    add: Add, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    with pytest.raises(SystemExit):
        add(ris(), *arguments)
    assert told in capsys.readouterr().err


def test_a_file_that_is_not_there_and_one_that_is_no_export_are_told(add: Add) -> None:
    assert __main__.main(["add", "nowhere.ris", "--reference"]) == 2
    status, _, err = add("%PDF-1.7", "--reference")
    assert status == 2
    assert "this is a PDF" in err


def test_what_all_records_of_an_export_have_is_filled_in_each(add: Add, root: Path) -> None:
    both = f"{ris(1)}\n{ris(2)}"
    fields = ["--set", "peer_reviewed=true", "--set", "reason_category=protocol"]
    fields += ["--set", "texts.reason=Bare en plan."]
    status, _, err = add(both, "--search", "sportdiscus:5", "--excluded", *fields)
    assert (status, err) == (0, "")
    studies = (root / "data/studies").glob("*.yaml")
    written = [path for path in studies if "Bare en plan." in path.read_text("utf-8")]
    assert len(written) == 2
    for path in written:
        study = read_yaml(path, "x").value
        assert study["peer_reviewed"] is True
        assert (study["reason_category"], study["texts"]) == (
            "protocol", {"reason": "Bare en plan.\n"},
        )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("peer_reviewed=ja", "expected"),
        ("peer_reviewd=true", "did you mean peer_reviewed?"),
        ("reason_category=off_topik", "no reason of data/ladder.yaml"),
        ("status=included", "no such field"),
    ],
)
def test_a_field_that_cannot_have_its_value_is_told_and_nothing_is_written(
    add: Add, root: Path, typed: str, why: str
) -> None:
    before = files(root)
    status, _, err = add(ris(), "--search", "sportdiscus:5", "--set", typed)
    assert status == 2
    assert f"--set {typed}: " in err
    assert why in err
    assert files(root) == before


def test_a_work_that_is_no_study_has_no_field_of_one(add: Add) -> None:
    assert add(ris(), "--reference", "--set", "sex=all")[0] == 2
