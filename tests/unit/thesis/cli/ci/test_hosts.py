"""What GitHub and GitLab are told of findings: each at its line, and no command of a thesis."""

import pytest

from thesis.cli.ci import hosts
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place

WARNING = Finding(Place("content/a.md", 0), "b.rule", "Å", "B", "C", "warning")
ERROR = Finding(Place("content/å,b:c.md", 4), "a.rule", "50 %\n::error::x", "B\x1b", "C")


def test_github_has_errors_first_each_in_one_line_at_its_place() -> None:
    assert [*hosts.log_lines([WARNING, ERROR], "min/")] == [
        "::error file=min/content/å%2Cb%3Ac.md,line=4,title=a.rule::"
        r"found: 50 %25%0A::error::x%0Aexpected: B\x1b%0Afix: C",
        "::warning file=min/content/a.md,title=b.rule::found: Å%0Aexpected: B%0Afix: C",
    ]


def test_a_finding_on_no_file_has_no_place() -> None:
    (line,) = hosts.log_lines([Finding(Place("", 0), "a.rule", "A", "B", "C")], "min/")
    assert line.startswith("::error title=a.rule::")


def test_what_a_build_prints_is_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    with hosts.unheard():
        print("::error::x")
    begin, said, end = capsys.readouterr().out.splitlines()
    token = begin.removeprefix("::stop-commands::")
    assert (said, end) == ("::error::x", f"::{token}::")
    assert len(token) == 32


def test_the_summary_shows_all_letter_by_letter_and_is_not_too_large() -> None:
    told = hosts.summary([WARNING, ERROR], ["<b>ny</b>"])
    assert told.startswith("1 error, 1 warning\n\n    content/a.md: warning [b.rule]\n")
    assert told.endswith("\n\nWhat is new\n\n    <b>ny</b>\n")
    assert all(line.startswith("    ") for line in told.splitlines() if "::error" in line)
    assert len(hosts.summary([ERROR] * 20_000, []).encode()) < 2**20


def test_gitlab_knows_a_finding_again_when_its_line_has_moved() -> None:
    first, second = hosts.quality([ERROR, WARNING], "min/")
    assert first["location"] == {"path": "min/content/a.md", "lines": {"begin": 1}}
    assert (first["severity"], second["severity"]) == ("minor", "major")
    assert second["check_name"] == "a.rule"
    moved = Finding(Place(ERROR.file, 9), ERROR.rule, ERROR.found, "B", "C")
    twice = [each["fingerprint"] for each in hosts.quality([moved, ERROR], "min/")]
    assert twice[0] == second["fingerprint"] != twice[1]
