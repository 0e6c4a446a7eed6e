"""What commands are given that is none, or means harm: nothing is half written, and it is told."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.a_register import a_register
from tests.hostile.test_add import files
from tests.unit.thesis.cli import a_thesis
from thesis.__main__ import main
from thesis.checks.data import inputs
from thesis.checks.editions import previous
from thesis.editions import reviewed
from thesis.formats.attachments import MANIFEST, digest, manifest
from thesis.input import folder

HEAD = "key,status,country,design\n"
STUDY = "data/studies/fabelmo2019.yaml"


@pytest.fixture
def thesis(tmp_path: Path) -> Path:
    """A small thesis after its first edition."""
    (tmp_path / "thesis").mkdir()
    return a_thesis.revised(tmp_path / "thesis")


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """What a command printed: words, and no command of the terminal."""
    printed = capsys.readouterr()
    assert "\x1b" not in printed.out + printed.err
    assert "Traceback" not in printed.err
    return printed.err


# ---- sheet ---------------------------------------------------------------------------------------

SHEETS: dict[str, str | bytes] = {
    "zip": b"PK\x03\x04" + bytes(range(256)) * 9,
    "another encoding": HEAD.encode("utf-16"),
    "half of a letter": HEAD.encode() + b"fabelmo2019,included,S\xc3,",
    "NUL": HEAD + "fabelmo2019,included,S\0E,\n",
    "a command of the terminal": HEAD + "fabelmo2019,included,\x1b[2J,\n",
    "text turned round": HEAD + "fabelmo2019,included,\u202eES,\n",
    "a cell of a megabyte": HEAD + f"fabelmo2019,included,{'S' * 1_000_000},\n",
    "a cell of many words": HEAD + f"fabelmo2019,included,\"{'ord ' * 40_000}\",\n",
    "nine megabytes": HEAD + "fabelmo2019,included,SE,\n" * 400_000,
    "a quote without an end": HEAD + 'fabelmo2019,included,"SE,rct\neventyr2021,included,NO,rct\n',
    "letters behind a quote": HEAD + 'fabelmo2019,included,"SE"NO,\n',
    "a column twice": "key,country,country\nfabelmo2019,SE,NO\n",
    "a row twice": HEAD + "fabelmo2019,included,SE,\n" * 2,
    "no key": "country\nSE\n",
    "no such column": "key,contry\nfabelmo2019,SE\n",
    "no such study": HEAD + "fabelmo2018,included,SE,\n",
    "a key that leads out": HEAD + "../../config/config,included,SE,\n",
    "a key that is a path": HEAD + "/etc/passwd,included,SE,\n",
    "too many cells": HEAD + "fabelmo2019,included,SE,rct,og mer\n",
    "another status": HEAD + "fabelmo2019,excluded,SE,\n",
    "two fields in a cell": "key,country\nfabelmo2019,\"SE\nstatus: excluded\"\n",
    "a list without an end": "key,country\nfabelmo2019,\"[SE\"\n",
    "a tag of Python": "key,country\nfabelmo2019,!!python/object:os.system x\n",
    "an alias": "key,country\nfabelmo2019,*a\n",
    "a mapping": "key,country\nfabelmo2019,{a: b}\n",
    "a number with 5000 digits": f"key,participants\nfabelmo2019,{'9' * 5000}\n",
    "a number that is none": "key,participants\nfabelmo2019,.nan\n",
    "a formula": "key,country\nfabelmo2019,=cmd|' /C calc'!A0\n",
}  # fmt: skip


def refused(thesis: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said of a command that writes nothing."""
    before = files(thesis)
    assert main([*arguments, "--directory", str(thesis)]) == 2
    assert files(thesis) == before
    told = said(capsys)
    assert told
    return told


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_that_is_none_changes_nothing_and_is_told(
    name: str, thesis: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = SHEETS[name]
    sheet = tmp_path / "ark.csv"
    sheet.write_bytes(content if isinstance(content, bytes) else content.encode())
    told = refused(thesis, capsys, "sheet", "--fill", str(sheet))
    assert "ark.csv" in told
    assert len(told) < 20_000


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "-1+"])
def test_a_text_that_a_spreadsheet_would_run_comes_out_as_text_and_back_as_it_was(
    sign: str, thesis: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = thesis / STUDY
    text = study.read_text("utf-8")
    field = re.search(r"  (\w+): \|\n    ", text)
    assert field
    study.write_text(f"{text[: field.end()]}{sign}cmd|x {text[field.end() :]}", "utf-8")
    column = f"texts.{field[1]}"
    assert main(["sheet", column, "--directory", str(thesis)]) == 0
    printed = capsys.readouterr().out
    cells = [line.split(",", 2)[2].strip('"') for line in printed.splitlines()[1:]]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)
    assert any(cell.startswith(f"'{sign}cmd") for cell in cells)
    sheet = tmp_path / "ark.csv"
    sheet.write_text(printed, "utf-8")
    before = files(thesis)
    assert main(["sheet", "--fill", str(sheet), "--directory", str(thesis)]) == 0
    assert files(thesis) == before


# ---- decide --------------------------------------------------------------------------------------

REASONS: dict[str, str] = {
    "nothing": " \t ",
    "NUL": "a\0b",
    "a command of the terminal": "\x1b[2Jfin",
    "text turned round": "a \u202e b",
    "a private letter": "\ue000",
    "half a letter": "a\ud800",
    "a long word": "x" * 3000,
    "a long line": "ord " * 30_000,
}


@pytest.mark.parametrize("name", REASONS)
@pytest.mark.parametrize("decision", ["excluded", "withdrawn"])
def test_a_reason_that_no_file_may_have_decides_nothing(
    name: str, decision: str, thesis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(thesis, capsys, "decide", "fabelmo2019", decision, "--reason", REASONS[name])


PRINTED: dict[str, str] = {
    "YAML": 'a: b # "x" &a *a !!python/object [',
    "fields": "Uaktuell.\nstatus: included\nplace: 1",
    "another document": "Uaktuell.\n---\nkey: x",
    "a command of Jinja": "{% raw %} {## #}",
    "signs": "'\"\\`<b>$x$</b>",
    "lines": "\n\n  Uaktuell.\n\n\n    Helt.\n",
    "a line end of elsewhere": "Uaktuell.\u2028status: included\x85place: 1",
}


@pytest.mark.parametrize("name", PRINTED)
def test_a_reason_is_text_and_the_rest_of_the_record_stays(
    name: str, thesis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = PRINTED[name]
    arguments = ["decide", "fabelmo2019", "excluded", "--reason", words]
    assert main([*arguments, "--directory", str(thesis)]) == 0, said(capsys)
    record: Any = a_thesis.record(thesis, "fabelmo2019")
    assert (record["status"], record["key"]) == ("excluded", "fabelmo2019")
    assert record["texts"]["reason"].split() == words.split()
    found: list[Any] = []
    folder.read(thesis, found)
    assert {one.rule for one in found} <= {"study.to-fill"}


@pytest.mark.parametrize(
    ("key", "category"),
    [
        ("../../config/config", "language"),
        ("/etc/passwd", "language"),
        ("fabelmo2019\0", "language"),
        ("\x1b[2J", "language"),
        ("", "language"),
        ("fabelmo2019", "nei"),
        ("fabelmo2019", "x\nstatus: included"),
        ("fabelmo2019", "[language]"),
        ("fabelmo2019", "a: b"),
        ("fabelmo2019", "language # og mer"),
        ("fabelmo2019", "*a"),
        ("fabelmo2019", "\x1b[2J"),
        ("fabelmo2019", "9" * 5000),
    ],
)
def test_a_key_or_a_category_that_is_none_decides_nothing(
    key: str, category: str, thesis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["decide", key, "excluded", "--reason", "Uaktuell.", "--category", category]
    refused(thesis, capsys, *words)


LONG = "x" * 5000
WORDS = {
    "NUL": ["add", "a\0b", "--search", "nattbasen:4"],
    "NUL in an option": ["explain", "a", "--directory", "a\0"],
    "a long name of a folder": ["sheet", "--directory", LONG],
    "a long name of a file": ["verify", LONG],
}


@pytest.mark.parametrize("name", WORDS)
def test_words_that_name_nothing_are_told(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status: object = main(WORDS[name])
    except SystemExit as ended:
        status = ended.code
    assert (status, bool(said(capsys))) == (2, True)


def test_a_command_of_the_terminal_is_no_word(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["records", "\x1b[2J"])
    assert "\\x1b" in said(capsys)


def pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    "plant",
    [
        lambda data: pipe(data / "rør"),
        lambda data: (data / "lenke.yaml").symlink_to("nowhere"),
        lambda data: (data / "ring").symlink_to("."),
        lambda data: (data / "studies/fabelmo2019.yaml").write_bytes(b"\xff\xfe\0"),
        lambda data: (data / "studies/fabelmo2019.yaml").write_text("[" * 5000),
        lambda data: (data / "thesis.yaml").write_text("- 1\n"),
    ],
    ids=["a pipe", "a link to nothing", "a link to itself", "bytes", "brackets", "a list"],
)
def test_a_folder_of_data_that_no_command_can_work_in_is_told(
    plant: Callable[[Path], object], thesis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(thesis / "data")
    main(["decide", "fabelmo2019", "withdrawn", "--reason", "x", "--directory", str(thesis)])
    main(["sheet", "--directory", str(thesis)])
    said(capsys)


# ---- editions ------------------------------------------------------------------------------------


@pytest.fixture
def archived(tmp_path: Path) -> Path:
    """An edition as `archive` keeps it."""
    kept = tmp_path / "editions/2020"
    kept.mkdir(parents=True)
    a_register([], {"studies": []}).write(kept / "register.json")
    (kept / "document.json").write_text('{"blocks": [], "meta": {}}', "utf-8")
    for name in ("flow.json", "wordcount.json"):
        (kept / name).write_text("{}", "utf-8")
    (kept / "thesis.pdf").write_bytes(b"%PDF")
    contents = {path.name: path.read_bytes() for path in kept.iterdir()}
    (kept / MANIFEST).write_bytes(manifest(contents, {}))
    return kept


def state(kept: Path, content: Any) -> None:
    """Write a manifest."""
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    (kept / MANIFEST).write_bytes(text)


def hashes(kept: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((kept / MANIFEST).read_bytes())["sha256"]
    return found


def besides(name: str, value: Any = "0" * 64) -> Callable[[Path], None]:
    """One file more in the manifest."""
    return lambda kept: state(kept, {"versions": {}, "sha256": {**hashes(kept), name: value}})


def content(name: str, written: bytes) -> Callable[[Path], None]:
    """Another content of a file, and a manifest that says so."""

    def write(kept: Path) -> None:
        (kept / name).write_bytes(written)
        state(kept, {"versions": {}, "sha256": {**hashes(kept), name: digest(written)}})

    return write


def linked(name: str, target: str) -> Callable[[Path], None]:
    """A link in place of a file."""

    def link(kept: Path) -> None:
        (kept / name).unlink()
        (kept / name).symlink_to(target)

    return link


EDITIONS: dict[str, Callable[[Path], object]] = {
    "no JSON": lambda kept: state(kept, b"PK\x03\x04"),
    "nothing": lambda kept: state(kept, b""),
    "a list": lambda kept: state(kept, []),
    "a number": lambda kept: state(kept, 1),
    "no hashes": lambda kept: state(kept, {"sha256": None}),
    "hashes in a list": lambda kept: state(kept, {"sha256": ["register.json"]}),
    "hashes in a text": lambda kept: state(kept, {"sha256": "register.json"}),
    "hashes that are none": lambda kept: state(kept, {"sha256": {"register.json": [1]}}),
    "brackets": lambda kept: state(kept, b"[" * 100_000),
    "objects in objects": lambda kept: state(kept, b'{"a":' * 100_000),
    "a huge number": lambda kept: state(kept, b'{"sha256": ' + b"9" * 9000 + b"}"),
    "nine megabytes": lambda kept: state(kept, {"sha256": {}, "x": "x" * 9_000_000}),
    "a name that leads out": besides("../../../etc/passwd"),
    "a name that is a path": besides("/etc/passwd"),
    "a name with NUL": besides("a\0b"),
    "a name with a command": besides("\x1b[2J"),
    "a name of another system": besides("C:\\x"),
    "a name that is the folder": besides("."),
    "another register": lambda kept: (kept / "register.json").write_bytes(b"{}"),
    "no register": lambda kept: (kept / "register.json").unlink(),
    "a folder in place of it": lambda kept: [
        (kept / "flow.json").unlink(), (kept / "flow.json").mkdir()
    ],
    "a pipe in place of it": lambda kept: [(kept / "flow.json").unlink(), pipe(kept / "flow.json")],
    "a register that is none": content("register.json", b"[1]"),
    "a register in bytes": content("register.json", b"\xff\0"),
    "a register of brackets": content("register.json", b"[" * 100_000),
    "a document that is none": content("document.json", b'{"blocks": 1}'),
    "a count that is none": content("wordcount.json", b"PK"),
    "a link to the machine": linked("register.json", "/etc/hostname"),
    "a link to nothing": linked("flow.json", "nowhere"),
    "a link to itself": linked("flow.json", "flow.json"),
    "a manifest that is a link": linked(MANIFEST, "/etc/hostname"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITIONS)
def test_an_edition_that_is_none_is_told_and_nothing_outside_of_it_is_read(
    name: str, archived: Path, tmp_path: Path
) -> None:
    EDITIONS[name](archived)
    there = archived / MANIFEST
    named = {"edition": "2020", "sha256": digest(there.read_bytes() if there.exists() else b"")}
    found = list(previous.check(named, tmp_path, "config/config.yaml", 7))
    assert found
    assert {(one.rule, str(one.place)) for one in found} == {
        ("edition.previous", "config/config.yaml:7")
    }
    assert all(one.found and one.fix for one in found)
    assert sum(map(len, map(str, found))) < 9000


NAMES = ["../x", "/tmp/x", "a/b", ".", "..", "a\nb", "2020\n", "x" * 300, "{x}", "~", "a b"]


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_an_edition_is_that_of_a_folder(name: str, thesis: Path) -> None:
    path = thesis / "data/thesis.yaml"
    path.write_text(path.read_text("utf-8").replace('"2025"', json.dumps(name)), "utf-8")
    found = [(one.rule, one.file) for one in inputs.problems(thesis)[1]]
    assert ("input.value", "data/thesis.yaml") in found


# ---- reviewed ------------------------------------------------------------------------------------

MARKS: dict[str, bytes] = {
    "bytes": b"\xff\xfe",
    "NUL": b"\0" * 99,
    "a command of the terminal": b"0123456789abcdef  content/a.md  \x1b[2J\n",
    "nine megabytes": b"# x\n" * 2_300_000,
    "a long line": b"0123456789abcdef  " + b"x" * 200_000,
}
KEPT: dict[str, bytes] = {
    "nothing": b"",
    "no line of it": b"PK\n0123\n\n0123456789ABCDEF  a\n  \n",
    "other line ends": b"0123456789abcdef  a.md  A.\r\nfedcba9876543210  a.md  B.\r",
    "a line twice": b"0123456789abcdef  content/a.md  A.\n" * 3,
}


@pytest.mark.parametrize("name", MARKS)
def test_a_file_of_marks_that_cannot_be_read_is_left_as_it_is(name: str, tmp_path: Path) -> None:
    path = tmp_path / reviewed.FILE
    path.write_bytes(MARKS[name])
    assert reviewed.readable(tmp_path) == set()
    for work in (reviewed.read, lambda root: reviewed.add(root, ["x"])):
        with pytest.raises(reviewed.UnreadableSourceError):
            work(tmp_path)
    assert path.read_bytes() == MARKS[name]


@pytest.mark.parametrize("name", KEPT)
def test_a_mark_more_loses_none_of_the_lines(name: str, tmp_path: Path) -> None:
    path = tmp_path / reviewed.FILE
    path.write_bytes(KEPT[name])
    before = {line.text for line in reviewed.read(tmp_path)}
    reviewed.add(tmp_path, ["00000000000000aa  content/a.md  C."])
    after = {line.text for line in reviewed.read(tmp_path)}
    assert after == before | {"00000000000000aa  content/a.md  C."}


PLACES = [
    "content/03-metode.md:²", "content/03-metode.md:" + "9" * 5000, ":", ":1", "", "a" * 9000,
    "../../../etc/passwd:1", "/etc/passwd:1", "content/03-metode.md:-1",
    "\x1b[2J:1", "content/\udcff.md:1", "content/03-metode.md:0x1",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_place_that_is_none_is_told(
    place: str, edited: Any, run: Callable[..., tuple[int, str, str]]
) -> None:
    for arguments in ([place], ["--all-in", place]):
        status, told, complained = run("reviewed", *arguments)
        assert (status, told) == (1, "")
        assert complained
        assert "\x1b" not in complained
    assert not (edited.root / reviewed.FILE).exists()
