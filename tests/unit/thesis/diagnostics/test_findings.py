"""The one form in which the project says what is wrong."""

from pathlib import Path

import pytest

from thesis.diagnostics import findings
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place


def finding(file: str = "a.md", line: int = 3, severity: str = "error") -> Finding:
    return Finding(Place(file, line), "a.rule", "«dette»", "noe annet", "rett det", severity)


def test_a_place_is_file_and_line() -> None:
    assert str(finding().place) == "a.md:3"


def test_a_place_without_a_line_is_the_file() -> None:
    assert str(finding(line=0).place) == "a.md"


def test_a_finding_says_where_what_and_how_to_mend_it() -> None:
    said = str(finding())
    assert said.startswith("a.md:3: error [a.rule]\n")
    for part in ("found:    «dette»", "expected: noe annet", "fix:      rett det"):
        assert part in said


def test_findings_come_back_as_written_sorted_and_each_once(tmp_path: Path) -> None:
    path = tmp_path / "found.json"
    rows = [finding("b.md", 1), finding(line=10), finding(line=9), finding(line=10)]
    findings.write(rows, path)
    assert findings.read(path) == [finding(line=9), finding(line=10), finding("b.md", 1)]
    assert "«dette»" in path.read_text("utf-8")


def test_the_same_findings_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [finding(line=line) for line in range(9)]
    findings.write(rows, tmp_path / "one")
    findings.write(reversed(rows), tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_no_finding_is_an_empty_list(tmp_path: Path) -> None:
    findings.write([], tmp_path / "none.json")
    assert findings.read(tmp_path / "none.json") == []


def test_a_warning_is_no_error() -> None:
    stops, warns = finding(), finding(severity="warning")
    assert findings.errors([stops, warns]) == [stops]


def test_the_nearest_word_comes_first_and_a_far_one_not_at_all() -> None:
    known = ["medline.hits", "embase.hits", "medline.4.hits"]
    assert findings.nearest("medlin.hits", known)[0] == "medline.hits"
    assert findings.nearest("zzz", known) == []


def test_a_suggestion_names_the_nearest_or_says_what_else_to_do() -> None:
    assert findings.suggestion("wang207", ["wang2017"], "add it") == "did you mean wang2017?"
    assert findings.suggestion("zzz", ["wang2017"], "add it") == "add it"


def test_a_stop_prints_all_and_ends_with_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        findings.stop([finding("b.md"), finding("a.md"), finding("a.md")], "Two are wrong.")
    said = capsys.readouterr()
    assert stopped.value.code == 1
    assert said.out == ""
    assert "Two are wrong." in said.err
    assert said.err.count("a.md:3") == 1
    assert said.err.index("a.md:3") < said.err.index("b.md:3")


def test_evidence_of_several_lines_stays_below_its_name() -> None:
    finding = Finding(
        Place("a.csv", 2), "x.y", "a", "b", "c", evidence="47 − 19 = 28\nsearch 16: a.csv:1"
    )
    assert str(finding).splitlines()[3:5] == [
        "    evidence: 47 − 19 = 28",
        "              search 16: a.csv:1",
    ]


def test_a_run_knows_what_it_told_and_tells_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(findings.TOLD, str(tmp_path))
    warned = finding("b.md", severity="warning")
    for _ in range(2):
        findings.tell([warned])
    with pytest.raises(findings.StoppedError):
        findings.stop([finding()], "Det stopper.")
    assert capsys.readouterr().err.count("«dette»") == 2
    (tmp_path / "half").write_text('{"file": "a', "utf-8")  # of a step that was killed
    assert findings.told(tmp_path) == [finding(), warned]
