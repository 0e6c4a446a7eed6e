"""Reading YAML and CSV, with the line of every value and a finding for what cannot be read."""

from pathlib import Path
from typing import Any

import pytest

from thesis.diagnostics.findings import Finding
from thesis.input.sources import (
    Sheet,
    Source,
    UnreadableSourceError,
    read_csv,
    read_text,
    read_yaml,
)


def yaml(folder: Path, text: str) -> Source:
    path = folder / "x.yaml"
    path.write_bytes(text.encode())
    return read_yaml(path, "data/x.yaml")


def table(folder: Path, content: str | bytes) -> Sheet:
    path = folder / "x.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_csv(path, "data/x.csv")


def refused(folder: Path, content: str | bytes, name: str = "x.yaml") -> Finding:
    """The finding that reading the content ends in."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(UnreadableSourceError) as stopped:
        (read_csv if name.endswith("csv") else read_yaml)(path, f"data/{name}")
    return stopped.value.finding


RECORD = """\
# a comment
key: wang2017
place: 3

figures:
  weeks: 12
  sessions: {low: 2,
             high: 3}
texts:
  purpose: |
    Første linje.
    Andre linje.
  method: På samme linje.
  folded: >-
    Foldet
    tekst.
outcomes:
  - name: craving
    groups: [a, b]
  - - 1
    - 2
"""


@pytest.mark.parametrize(
    ("steps", "line"),
    [
        ((), 2), (("key",), 2), (("place",), 3), (("figures",), 5), (("figures", "weeks"), 6),
        (("figures", "sessions"), 7), (("figures", "sessions", "high"), 8),
        (("texts", "purpose"), 10), (("texts", "method"), 13), (("texts", "folded"), 14),
        (("outcomes",), 17), (("outcomes", 0), 18), (("outcomes", 0, "name"), 18),
        (("outcomes", 0, "groups", 1), 19), (("outcomes", 1), 20), (("outcomes", 1, 1), 21),
    ],
)  # fmt: skip
def test_every_value_has_the_line_of_its_key(
    tmp_path: Path, steps: tuple[str | int, ...], line: int
) -> None:
    source = yaml(tmp_path, RECORD)
    assert source.line(*steps) == line
    assert str(source.place(*steps)) == f"data/x.yaml:{line}"


def test_a_missing_value_has_the_line_of_what_is_around_it(tmp_path: Path) -> None:
    source = yaml(tmp_path, RECORD)
    assert source.line("figures", "days") == 5
    assert source.line("outcomes", 0, "groups", 7, "deep") == 19
    assert source.line("nowhere") == 2


@pytest.mark.parametrize(
    ("name", "above", "first"),
    [("purpose", 10, "Første"), ("method", 12, "  method"), ("folded", 14, "    Foldet")],
)
def test_the_lines_above_a_text_are_counted_to_its_first_word(
    tmp_path: Path, name: str, above: int, first: str
) -> None:
    assert yaml(tmp_path, RECORD).texts["texts", name] == above
    assert RECORD.splitlines()[above].lstrip().startswith(first.lstrip())


def test_a_folded_text_has_spaces_where_its_lines_were_folded_and_nothing_else(
    tmp_path: Path,
) -> None:
    source = yaml(tmp_path, RECORD)
    assert source.value["texts"]["folded"] == "Foldet tekst."


@pytest.mark.parametrize("start", ["\ufeff", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_foreign_line_ends_move_no_line(
    tmp_path: Path, start: str, end: str
) -> None:
    source = yaml(tmp_path, start + RECORD.replace("\n", end))
    assert source.value["texts"]["purpose"] == "Første linje.\nAndre linje.\n"
    assert source.line("outcomes", 0, "groups") == 19


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None), ("~", None), ("null", None), ("true", True), ("False", False), ("12", 12),
        ("-3", -3), ("0.9", 0.9), ("007", "007"), ("1e3", "1e3"), ("1_000", "1_000"),
        ("0x1F", "0x1F"), ("12:30", "12:30"), (".nan", ".nan"), ("no", "no"), ("yes", "yes"),
        ("2020-05-05", "2020-05-05"), ("1.234.567", "1.234.567"), ("3,4", "3,4"), ('"12"', "12"),
        ("'null'", "null"), ("«nei»", "«nei»"),
    ],
)  # fmt: skip
def test_a_plain_value_becomes_a_number_only_when_it_looks_like_nothing_else(
    tmp_path: Path, written: str, value: Any
) -> None:
    read = yaml(tmp_path, f"a: {written}\n").value["a"]
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("text", "line", "first"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1),
        ("x:\n  b: 1\n  c:\n    d: 1\n  b: |\n    text\n", 5, 2),
        ("- k: 1\n- {k: 1,\n   k: 2}\n", 3, 2),
    ],
)
def test_a_key_that_stands_twice_is_a_finding_with_both_lines(
    tmp_path: Path, text: str, line: int, first: int
) -> None:
    finding = refused(tmp_path, text)
    assert (finding.rule, finding.line) == ("input.duplicate-key", line)
    assert f"first on line {first}" in finding.found


@pytest.mark.parametrize(
    ("content", "rule", "line"),
    [
        ("", "input.empty", 1),
        ("# only a comment\n", "input.empty", 1),
        ("a: 1\n\tb: 2\n", "input.yaml", 2),
        ("a: 1\nb: [1, 2\nc: 3\n", "input.yaml", 3),
        ('a: "open\n', "input.yaml", 2),
        ("a: 1\n---\nb: 2\n", "input.yaml", 2),
        ("a: 1\nb: å\x00y\n", "input.character", 2),
        ("a: 1\nb: på\n".encode("latin-1"), "input.encoding", 2),
    ],
)
def test_what_is_no_yaml_is_a_finding_with_its_line(
    tmp_path: Path, content: str | bytes, rule: str, line: int
) -> None:
    finding = refused(tmp_path, content)
    assert (finding.file, finding.rule, finding.line) == ("data/x.yaml", rule, line)
    assert finding.fix


def test_a_latin_1_byte_is_told_by_its_value(tmp_path: Path) -> None:
    assert "0xE5" in refused(tmp_path, "a: på\n".encode("latin-1")).found


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError) as stopped:
        read_text(tmp_path / "none.yaml", "data/none.yaml")
    assert stopped.value.finding.rule == "input.missing-file"
    assert stopped.value.finding.file == "data/none.yaml"


HEADER = "number,query,limits\n"


def test_rows_have_their_lines_and_their_cells_as_text(tmp_path: Path) -> None:
    sheet = table(tmp_path, HEADER + "1,a,\n\n007, b ,«år»\n,,\n")
    assert sheet.columns == ["number", "query", "limits"]
    assert [(row.line, row.cells) for row in sheet.rows] == [
        (2, {"number": "1", "query": "a", "limits": ""}),
        (4, {"number": "007", "query": "b", "limits": "«år»"}),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_excel_may_add_its_mark_its_line_ends_and_its_semicolons(
    tmp_path: Path, end: str, mark: bytes, separator: str
) -> None:
    text = "number,query,limits\n1,å,x\n2,ø,y\n".replace(",", separator).replace("\n", end)
    sheet = table(tmp_path, mark + text.encode())
    assert sheet.columns == ["number", "query", "limits"]
    assert [(row.line, row.cells["query"]) for row in sheet.rows] == [(2, "å"), (3, "ø")]


def test_commas_and_line_breaks_in_quotes_belong_to_the_cell(tmp_path: Path) -> None:
    sheet = table(tmp_path, HEADER + '1,"a, b","one\ntwo"\n2,"say ""x""",c\n')
    assert [row.line for row in sheet.rows] == [2, 4]
    assert sheet.rows[0].cells == {"number": "1", "query": "a, b", "limits": "one\ntwo"}
    assert sheet.rows[1].cells["query"] == 'say "x"'


@pytest.mark.parametrize(
    ("content", "rule", "line"),
    [
        ("", "input.empty", 1),
        ("\n1,2,3\n", "input.empty", 1),
        (HEADER + "1,a,b\n2,a,b,c\n", "input.csv-cells", 3),
        (HEADER + '1,"a\nb",c\n2,a\n', "input.csv-cells", 4),
        (HEADER + '1,a,b\n2,"a,b\n3,a,b\n', "input.csv", 3),
        (HEADER + '1,"a"b,c\n', "input.csv", 2),
        ((HEADER + "1,på,b\n").encode("latin-1"), "input.encoding", 2),
    ],
)
def test_what_is_no_table_is_a_finding_with_its_line(
    tmp_path: Path, content: str | bytes, rule: str, line: int
) -> None:
    finding = refused(tmp_path, content, "x.csv")
    assert (finding.file, finding.rule, finding.line) == ("data/x.csv", rule, line)
