"""Exports that are none, or mean harm: nothing is half written, and every one comes to its end."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.hostile import project
from thesis.__main__ import main
from thesis.input import folder

RIS = "TY  - JOUR\nAU  - Vik, Ada\nTI  - {}\nPY  - 2019\nER  - \n"
BIB = "@article{{k, author={{Vik, Ada}}, title={{{}}}, year=2019}}\n"
CSL = {
    "type": "book",
    "title": "t",
    "author": [{"family": "V"}],
    "issued": {"date-parts": [[2019]]},
}


def packed() -> bytes:
    """A zip with a way out of its folder in it."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("../../x", "x")
    return whole.getvalue()


def doubling(times: int) -> str:
    """A name for two of a name for two of a name ..."""
    lines = [f"@string{{s{i} = s{i - 1} # s{i - 1}}}" for i in range(1, times)]
    return "\n".join(
        ['@string{s0 = "xx"}', *lines, BIB.format("t").replace("{t}", f"s{times - 1}")]
    )


REFUSED: dict[str, str | bytes] = {
    "zip": packed(),
    "pdf": b"%PDF-1.7\n",
    "xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><xml>&x;</xml>',
    "nul": b"\0" * 5000,
    "bytes": bytes(range(256)) * 20,
    "nothing": b"",
    "a mark alone": b"\xef\xbb\xbf",
    "half a word of UTF-16": b"\xff\xfea",
    "a web page": "<html>",
    "signs": "@" * 9999,
    "line ends": "\r\n" * 9999,
    "a long line": RIS.format("ord " * 9000),
    "a long author": RIS.format("t").replace("Vik, Ada", "," * 30_000),
    "brackets of BibTeX": "@article{" + "{" * 50_000,
    "JSON too deep": "[" * 50_000,
    "JSON of objects too deep": '{"a":' * 50_000,
    "JSON with a huge number": json.dumps([CSL]).replace("2019", "9" * 6000),
    "JSON cut off": '[{"id":"a"',
    "JSON of other things": json.dumps([1, None, "a", [], {"title": {"a": 1}}, {"author": "x"}]),
    "no year": RIS.format("t").replace("2019", "9" * 5000),
    "no author": RIS.format("t").replace("Vik, Ada", ""),
    "an end alone": "ER  - \n" * 99,
    "a parent that is itself": "@article{a, crossref={a}, title={x}}",
    "names for names": doubling(40),
    "parents in a circle": "@article{a, crossref={b}}\n@article{b, crossref={a}}",
}
TAKEN: dict[str, str] = {
    "a command of Jinja": RIS.format("{{ 9**9**9 }} {% raw %} {## x ##}"),
    "what YAML reads": RIS.format("a: b # 'x\" &a *a !!python/object"),
    "a command of the terminal": RIS.format("a\x1b[2J\x00\x07b"),
    "text turned round": RIS.format("\u202etxet \ue000 b"),
    "half a letter": json.dumps([{**CSL, "title": "a\ud800b"}]),
    "a name that leads out": RIS.format("t").replace("Vik, Ada", "../../x, A"),
    "a name that is a path": RIS.format("t").replace("Vik, Ada", "/etc/passwd"),
    "a key that leads out": BIB.format("t").replace("{k", "{../../x"),
    "a link to a script": RIS.format("t").replace("PY", "UR  - javascript:alert(1)\nPY"),
    "a file of LaTeX": BIB.format("\\input{/etc/hostname} \\write18{x} t"),
    "braces in braces": BIB.format("{" * 900 + "a" + "}" * 900),
}


@pytest.fixture
def thesis(tmp_path: Path) -> Path:
    """The small thesis."""
    return project.copy(tmp_path / "thesis")


def add(thesis: Path, content: str | bytes) -> tuple[int, set[str]]:
    """The exit status of adding an export, and the files that are other than before."""
    export = thesis.parent / "export.txt"
    export.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = files(thesis.parent)
    status = main(["add", str(export), "--search", "nattbasen:4", "--directory", str(thesis)])
    after = files(thesis.parent)
    assert before.keys() <= after.keys()
    return status, {name for name, there in after.items() if before.get(name) != there}


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_record_changes_nothing_and_is_told(
    name: str, thesis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, changed = add(thesis, REFUSED[name])
    assert (status in {1, 2}, changed) == (True, set())
    printed = capsys.readouterr()
    assert "export.txt" in printed.err + printed.out


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken_stays_in_data_and_can_be_read(
    name: str, thesis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, changed = add(thesis, TAKEN[name])
    assert status == 0, capsys.readouterr()
    work, study = sorted(changed)
    assert work.startswith("thesis/data/references/")
    assert study == work.replace("references", "studies")
    found: list[object] = []
    folder.read(thesis, found)  # type: ignore[arg-type]
    assert found == []
    assert "\x1b" not in "".join(capsys.readouterr())
