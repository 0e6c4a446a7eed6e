"""Taking files out of a PDF that may be anything."""

import json
import random
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from thesis.cli.verify import attachments
from thesis.cli.verify.attachments import UnverifiableError
from thesis.formats.attachments import MANIFEST, digest


def made(path: Path, files: Mapping[str, bytes]) -> Path:
    """A PDF of one page with files attached."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name, content in files.items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)
        pdf.save(path)
    return path


def manifest(files: Mapping[str, bytes], **more: str) -> dict[str, bytes]:
    """Files, and the manifest of them."""
    hashes = {name: digest(content) for name, content in files.items()} | more
    content = {"versions": {"typst": "1"}, "sha256": hashes}
    return {**files, MANIFEST: json.dumps(content).encode()}


def wrong(path: Path) -> list[str]:
    return [
        str(verdict) for verdict in attachments.check(attachments.read(path)) if not verdict.agrees
    ]


def test_the_files_come_out_as_they_were_put_in(tmp_path: Path) -> None:
    files = {"data/x.csv": b"a\r\n\x00\xff", "content/a.md": "ære".encode(), "data/empty.yaml": b""}
    read = attachments.read(made(tmp_path / "x.pdf", manifest(files)))
    assert {name: read.files[name] for name in files} == files
    assert read.versions == {"typst": "1"}
    assert all(verdict.agrees for verdict in attachments.check(read))
    assert len(list(attachments.check(read))) == 3


@pytest.mark.parametrize(
    "name",
    ["../x", "/x", "a/../x", "./x", "a//x", "a/", "C:/x", "a\\x", "a\nx", "..", "a/...", "a/ /x"],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    assert not attachments.is_inside(name)


@pytest.mark.parametrize("name", ["x", "data/x.csv", "content/bilde æøå 1.png", "a.b/c-d_e"])
def test_a_plain_name_is_taken(name: str) -> None:
    assert attachments.is_inside(name)


def test_a_refused_file_is_told_and_is_not_among_the_files(tmp_path: Path) -> None:
    path = made(tmp_path / "x.pdf", {**manifest({"data/x": b""}), "../../y": b"1"})
    assert "../../y" not in attachments.read(path).files
    (said,) = wrong(path)
    assert said.startswith("'../../y': a name that leads out of the project's folder")


def test_a_name_that_is_there_twice_is_told(tmp_path: Path) -> None:
    path = made(tmp_path / "x.pdf", manifest({"data/x": b"1", "data/y": b"2"}))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.attachments["data/y"].obj.UF = "data/x"
        pdf.attachments["data/y"].obj.F = "data/x"
        pdf.save(path)
    told = wrong(path)
    assert "data/x: attached twice; expected each file once" in told
    assert (
        "data/y: not among the attachments, though the manifest names it; expected the file" in told
    )


def test_what_is_changed_missing_or_too_much_is_told(tmp_path: Path) -> None:
    files = manifest({"data/a": b"1", "data/b": b"2", "data/c": b"3"}, **{"data/d": "xyz"})
    files["data/a"] = b"9"
    del files["data/b"]
    files |= {"data/d": b"", "data/e": b""}
    told = wrong(made(tmp_path / "x.pdf", files))
    assert [each.split(":")[0] for each in told] == ["data/a", "data/b", "data/d", "data/e"]
    assert told[0].startswith(f"data/a: changed: its SHA-256 is {digest(b'9')[:12]}…")
    assert "not among the attachments" in told[1]
    assert "«xyz» in the manifest, which is no SHA-256" in told[2]
    assert "not in the manifest" in told[3]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[]", b"{}", b'{"versions": {}, "sha256": []}', b"[" * 99999,
     b'{"versions": {"a": 1}, "sha256": {}}', b'{"sha256": {"a": "b"}}', b"null"],
)  # fmt: skip
def test_a_manifest_that_is_none_is_told(content: bytes, tmp_path: Path) -> None:
    (said,) = wrong(made(tmp_path / "x.pdf", {"data/x": b"", MANIFEST: content}))
    assert said.startswith("manifest.json: no manifest")


def test_files_that_are_too_large_or_too_many_are_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "x.pdf", {f"data/{name}": b"0" * 90 for name in "abc"})
    monkeypatch.setattr(attachments, "MOST_BYTES", 89)
    with pytest.raises(UnverifiableError, match="is large when it is unpacked"):
        attachments.read(path)
    monkeypatch.setattr(attachments, "MOST_BYTES", 90)
    monkeypatch.setattr(attachments, "MOST_IN_ALL", 200)
    with pytest.raises(UnverifiableError, match="is large when it is unpacked"):
        attachments.read(path)
    monkeypatch.setattr(attachments, "MOST_IN_ALL", 999)
    monkeypatch.setattr(attachments, "MOST_FILES", 2)
    with pytest.raises(UnverifiableError, match="3 attachments, more than 2"):
        attachments.read(path)


def test_whatever_bytes_a_file_has_it_is_read_or_refused(tmp_path: Path) -> None:
    good = made(tmp_path / "good.pdf", manifest({"data/x.csv": b"a,b\n1,2\n"})).read_bytes()
    chance = random.Random(7)
    outcomes = set()
    for _ in range(400):
        spoilt = bytearray(good)
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(spoilt))
            spoilt[at : at + chance.randrange(1, 9)] = chance.randbytes(chance.randrange(9))
        path = tmp_path / "spoilt.pdf"
        path.write_bytes(spoilt)
        try:
            outcomes.add(all(one.agrees for one in attachments.check(attachments.read(path))))
        except UnverifiableError:
            outcomes.add(None)
    assert outcomes == {True, False, None}
