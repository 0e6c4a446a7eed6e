"""A DOCX or a web page of a stranger: read in bounds, or told why not; and what is found in one."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.hostile import project
from thesis.cli.verify import attachments, delivered, rebuild
from thesis.cli.verify.attachments import PdfContents, UnverifiableError
from thesis.cli.verify.rebuild import Rebuilt
from thesis.cli.verify.verdict import BYTES, Verdict
from thesis.diagnostics.files import HOUSE

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(path: Path, parts: Mapping[str, bytes | str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in parts.items():
            whole.writestr(name, content)


HOSTILE: dict[str, Callable[[Path], object]] = {
    "nothing": lambda path: path.write_bytes(b""),
    "no zip": lambda path: path.write_bytes(b"PK\x03\x04" + b"\0" * 99),
    "another zip": lambda path: packed(path, {"a.txt": "x"}),
    "zeros": lambda path: packed(path, {"word/document.xml": b"\0" * (65 * 1024**2)}),
    "parts": lambda path: packed(path, {f"a{i}.xml": "<a/>" for i in range(1200)}),
    "entities": lambda path: packed(
        path, {"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
    ),
    "a file of the machine": lambda path: packed(
        path, {"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/x">]><a>&b;</a>'}
    ),
    "runs in runs": lambda path: packed(
        path, {"word/document.xml": f"<w:p {W}>{'<w:r>' * 30_000}{'</w:r>' * 30_000}</w:p>"}
    ),
    "a folder": lambda path: path.mkdir(),
    "no file": lambda path: None,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_docx_that_is_none_is_told(name: str, tmp_path: Path) -> None:
    path = tmp_path / "thesis.docx"
    HOSTILE[name](path)
    with pytest.raises(UnverifiableError, match=r"it (is|cannot)|its part|there is no such file"):
        delivered.verify(path, tmp_path / "thesis.pdf", own_code=False)


def test_a_page_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "thesis.html"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(UnverifiableError, match="no HTML"):
        delivered.verify(path, tmp_path / "thesis.pdf", own_code=False)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small thesis, built in all formats."""
    root = project.copy(tmp_path_factory.mktemp("delivered") / "small")
    outcome = project.build(root)
    assert outcome.status == 0, outcome.said
    return root


@pytest.fixture
def verify(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., list[Verdict]]:
    """Verifies a changed copy of a format against the one that was built."""

    def run(
        form: str, change: Callable[[bytes], bytes], other: bool = False, said: str = ""
    ) -> list[Verdict]:
        @contextmanager
        def rebuilt(*_: Any) -> Iterator[Rebuilt]:
            yield Rebuilt(tmp_path if said else small, HOUSE, said)

        given = attachments.read(small / "build/thesis.pdf")
        if other:
            given = PdfContents(given.content, given.files, [], {"typst": "0"}, given.hashes)
        monkeypatch.setattr(rebuild, "rebuilt", rebuilt)
        monkeypatch.setattr(attachments, "read", lambda _: given)
        path = tmp_path / f"thesis.{form}"
        path.write_bytes(change((small / "build" / path.name).read_bytes()))
        return delivered.verify(path, small / "build/thesis.pdf", own_code=False)

    return run


def in_part(name: str, old: str, new: str) -> Callable[[bytes], bytes]:
    """Replaces what a part of a DOCX has."""

    def change(content: bytes) -> bytes:
        path = Path("changed.docx")
        path.write_bytes(content)
        with zipfile.ZipFile(path) as whole:
            parts = {part: whole.read(part) for part in whole.namelist()}
        assert old.encode() in parts[name]
        parts[name] = parts[name].replace(old.encode(), new.encode(), 1)
        packed(path, parts)
        return path.read_bytes()

    return change


def in_page(old: str, new: str) -> Callable[[bytes], bytes]:
    """Replaces what a web page has."""

    def change(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return change


XML = "word/document.xml"
CHANGED: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "a number": ("docx", in_part(XML, ">164<", ">146<"), "«146»; expected «164»"),
    "a word": ("docx", in_part(XML, "gi litt mer søvn", "gi litt mindre søvn"), "mindre"),
    "a hidden run": (
        "docx",
        in_part(XML, '<w:r><w:t xml:space="preserve">Korsang ser',
                '<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve">Korsang ser'),
        "which is hidden",
    ),
    "a sentence more": (
        "docx",
        in_part(XML, "<w:sdt>", "<w:p><w:r><w:t>Ga 999 treff.</w:t></w:r></w:p><w:sdt>"),
        "999",
    ),
    "a comment": (
        "docx", in_part("docProps/core.xml", "<dc:title>Sover", "<dc:title>Hvorfor"), "Hvorfor"
    ),
    "a number of the page": ("html", in_page(">164<", ">146<"), "«146»; expected «164»"),
    "a script": ("html", in_page("</main>", "<script>1</script></main>"), "a script or a style"),
    "a source of a number": (
        "html", in_page("<span>«Treff uten lest", "<span>«Treff med lest"), "med lest"
    ),
    "a hidden paragraph": (
        "html", in_page("<main", '<p style="display:none">Vi fant 999 treff</p><main'), "999"
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", ["docx", "html"])
def test_what_was_delivered_is_what_is_made_anew(
    form: str, verify: Callable[..., list[Verdict]]
) -> None:
    verdicts = verify(form, lambda content: content)
    assert all(one.agrees for one in verdicts)
    assert verdicts[-1].subject == BYTES


@pytest.mark.parametrize("other", [False, True], ids=["this code", "other code"])
@pytest.mark.parametrize("name", CHANGED)
def test_what_was_changed_is_named(
    name: str, other: bool, verify: Callable[..., list[Verdict]], here: Path
) -> None:
    form, change, words = CHANGED[name]
    verdicts = verify(form, change, other)
    told = [one for one in verdicts if not one.agrees and one.subject != BYTES]
    if other and name == "a source of a number":  # which other code may word otherwise
        assert told == []
    else:
        assert any(words in str(one) for one in told), told
    (last,) = [one for one in verdicts if one.subject == BYTES]
    assert last.agrees is (None if other else False)


def test_other_bytes_of_the_same_words_do_not_agree_and_nothing_else_is_said(
    verify: Callable[..., list[Verdict]],
) -> None:
    wrong = [one for one in verify("html", lambda page: page + b"\n") if not one.agrees]
    assert [(one.subject, one.agrees) for one in wrong] == [(BYTES, False)]


def test_data_that_give_no_file_are_wrong(verify: Callable[..., list[Verdict]]) -> None:
    (wrong,) = [
        one for one in verify("html", lambda page: page, said="data/ is none") if not one.agrees
    ]
    assert (wrong.subject, wrong.agrees) == (BYTES, False)
    assert "data/ is none" in wrong.found
