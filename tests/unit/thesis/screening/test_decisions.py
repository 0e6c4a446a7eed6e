"""Decisions: written and read again, sorted, whole."""

from pathlib import Path

from thesis.screening.decisions import COLUMNS, Decision, read_decisions, write_decisions

LATER = Decision("doi:10.5555/b", "title_abstract", "exclude", "", "2026-03-02", "B, and more")
TABLE = """\
work,stage,decision,reason,date,title
pmid:7,full_text,exclude,no_choir,2026-03-04,Ød
doi:10.5555/a,title_abstract,unsure,,,
doi:10.5555/b,title_abstract,exclude,,2026-03-02,"B, and more"
"""


def test_decisions_are_the_same_bytes_in_whatever_order_they_were_taken(tmp_path: Path) -> None:
    taken = [
        LATER,
        Decision("pmid:7", "full_text", "exclude", "no_choir", "2026-03-04", "Ød"),
        Decision("doi:10.5555/a", "title_abstract", "unsure"),
    ]
    write_decisions(tmp_path, "kari", taken)
    assert (tmp_path / "data/screening/kari.csv").read_text() == TABLE
    write_decisions(tmp_path, "kari", reversed(read_decisions(tmp_path, "kari")))
    assert (tmp_path / "data/screening/kari.csv").read_bytes() == TABLE.encode()
    assert len([*(tmp_path / "data/screening").iterdir()]) == 1


def test_a_decision_knows_whose_it_is_and_where_it_stands(tmp_path: Path) -> None:
    write_decisions(tmp_path, "kari", [LATER])
    [read] = read_decisions(tmp_path, "kari")
    assert (read.screener, str(read.place)) == ("kari", "data/screening/kari.csv:2")
    assert [getattr(read, name) for name in COLUMNS] == [getattr(LATER, name) for name in COLUMNS]


def test_without_a_file_there_is_no_decision(tmp_path: Path) -> None:
    assert read_decisions(tmp_path, "ola") == []
