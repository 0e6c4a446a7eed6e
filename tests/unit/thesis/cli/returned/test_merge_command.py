"""Changes of a returned Word file: each in the patch, at its line, or told with its words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.returned import Returned
from thesis import __main__
from thesis.cli.plan import build
from thesis.cli.plan.build import Edited
from thesis.cli.returned import given, merge_command, merging
from thesis.cli.returned.merging import MergedFiles
from thesis.returned.alignment import BaseDocument
from thesis.returned.ledger import NOTHING, PATCHED, TOLD

CASES = yaml.safe_load((Path(__file__).parent / "edits.yaml").read_text("utf-8"))
DOCX = "build/thesis.docx"


@pytest.fixture(scope="module")
def now(delivered: Path) -> Iterator[tuple[Edited, BaseDocument]]:
    """The thesis that the files are merged into."""
    with build.edited(delivered) as edited:
        yield edited, given.base(edited)


def params() -> Iterator[Any]:
    for case in CASES:
        for how in (case["how"],) if "how" in case else (True, False):
            told = "tracked" if how else "untracked"
            yield pytest.param(case, bool(how), id=f"{case['what']}, {told}")


def edit(returned: Returned, steps: list[list[Any]], tracked: bool) -> None:
    """Do what a case says."""
    for name, *arguments in steps:
        named = arguments.pop() if isinstance(arguments[-1], dict) else {}
        how = {"insert": "ins", "delete": "del"}.get(name, "yes") if tracked else "no"
        if arguments[-1] == "move":
            arguments.pop()
            how = {"insert": "moveTo", "delete": "moveFrom"}[name]
        if name not in {"format", "indent"}:
            named["how"] = how
        getattr(returned, name)(*arguments, **named)


def merged(
    delivered: Path, now: tuple[Edited, BaseDocument], returned: Returned, path: Path
) -> tuple[MergedFiles, str]:
    """What a file does, and what the command lists; its ledger sums."""
    edited, base = now
    read = given.read(returned.save(path), delivered, base)
    found = merging.merge(delivered, edited, [read])
    assert {*found.ledger.fates} == {*read.aligned.texts.changes}
    for fates in found.ledger.counts.values():
        assert {*fates} <= {PATCHED, TOLD, NOTHING}
    return found, " ".join(" ".join(merge_command._listed(found)).replace("\u00a0", " ").split())


@pytest.mark.parametrize(("case", "tracked"), [*params()])
def test_an_edit_is_in_the_patch_or_told(
    delivered: Path,
    now: tuple[Edited, BaseDocument],
    tmp_path: Path,
    case: dict[str, Any],
    tracked: bool,
) -> None:
    returned = Returned(delivered / DOCX)
    edit(returned, case["do"], tracked)
    found, said = merged(delivered, now, returned, tmp_path / "a.docx")
    wanted: dict[str, str] = {}
    for name, old, new in case.get("becomes", []):
        file = name if "/" in name else f"content/{name}.md"
        text = wanted.get(file) or (delivered / file).read_text("utf-8")
        assert old in text
        wanted[file] = text.replace(old, new, 1)
    assert merging.diff(delivered, found.files) == merging.diff(delivered, wanted)
    assert [one for one in case.get("told", []) if one not in said] == []
    assert [one for one in case.get("noted", []) if one not in said] == []
    assert bool(found.told or found.left) == bool(case.get("told")), said


def test_the_file_as_it_was_delivered_changes_nothing(
    delivered: Path, now: tuple[Edited, BaseDocument], tmp_path: Path
) -> None:
    found, said = merged(delivered, now, Returned(delivered / DOCX), tmp_path / "a.docx")
    assert (found.files, found.groups, found.ledger.fates, said) == ({}, [], {}, "")


def said_now(own: Path, name: str) -> str:
    return (own / f"content/{name}.md").read_text("utf-8")


def test_a_patch_is_written_only_when_asked(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    returned = Returned(own / DOCX)
    returned.replace("litt mer", "en del mer")
    returned.replace("48 210", "48 211")
    returned.comment("Korsang", "Fint.")
    returned.save(own / "a.docx")
    before = said_now(own, "00-sammendrag")
    assert __main__.main(["merge", "a.docx"]) == 1
    assert "Nothing is written yet: --apply" in capsys.readouterr().out
    assert said_now(own, "00-sammendrag") == before
    assert __main__.main(["merge", "a.docx", "--apply"]) == 1
    out = capsys.readouterr().out
    for line in (
        "insertion: 2 = 1 in the patch + 1 told",
        "comments: 1, told by",
        "1 file written",
    ):
        assert line in out
    assert said_now(own, "00-sammendrag") == before.replace("litt mer", "en del mer")
    assert "{{" in said_now(own, "01-metode")
    assert [path.name for path in own.rglob("*.partial")] == []


def test_what_was_merged_is_not_merged_again(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    returned = Returned(own / DOCX)
    returned.replace("litt mer", "en del mer")
    returned.insert("er lite.", " Det trengs flere studier.")
    returned.save(own / "a.docx")
    assert __main__.main(["merge", "a.docx", "--apply"]) == 0
    before = said_now(own, "00-sammendrag")
    assert __main__.main(["merge", "a.docx", "--apply"]) == 1
    assert "of an older build" in capsys.readouterr().out
    assert said_now(own, "00-sammendrag") == before


def test_ends_of_lines_stay_as_they_are(own: Path) -> None:
    path = own / "content/00-sammendrag.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    returned = Returned(own / DOCX)
    returned.replace("litt mer", "en del mer")
    returned.insert("er lite.", " Det trengs flere studier.")
    returned.save(own / "a.docx")
    assert __main__.main(["merge", "a.docx", "--apply"]) == 0
    text = path.read_bytes()
    assert b"lite.\r\nDet trengs flere studier.\r\n" in text
    assert text.count(b"\n") == text.count(b"\r\n")


def test_of_an_older_build_what_is_tracked_is_taken_over(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    returned = Returned(own / DOCX)
    returned.replace("litt mer", "en del mer")
    returned.replace("grunnlaget er lite", "grunnlaget er tynt")
    returned.replace("som er tatt med", "som ble tatt med", "no")
    returned.insert("Første punkt", " her")
    returned.save(own / "a.docx")
    path = own / "content/00-sammendrag.md"
    path.write_text(path.read_text("utf-8").replace("grunnlaget er lite", "lite vites"), "utf-8")
    path = own / "content/01-metode.md"
    path.write_text(f"# Innledning\n\nNoe nytt.\n\n{path.read_text('utf-8')}", "utf-8")
    assert __main__.main(["merge", "a.docx", "--apply"]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "en del mer søvn, men lite vites" in said_now(own, "00-sammendrag")
    assert "som er tatt med" in said_now(own, "01-metode")
    assert "Første punkt her om sang" in said_now(own, "02-resultat")
    assert "«tynt»" in out
    assert "the words around it are others now" in out
    assert "som ble tatt med" in out
    assert "it is not tracked, and the file was not made of the text as it is now" in out


def test_two_files_are_merged_together(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, word in (("a.docx", "en del"), ("b.docx", "ganske mye")):
        returned = Returned(own / DOCX)
        returned.replace("litt mer", f"{word} mer")
        returned.replace("som er tatt med", "som ble tatt med")
        returned.replace(*(("Første", "Vårt") if word == "en del" else ("om sang.", "om korsang.")))
        returned.save(own / name)
    assert __main__.main(["merge", "a.docx", "b.docx", "--apply"]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "en del mer søvn" in said_now(own, "00-sammendrag")
    assert "«litt» → «ganske mye» another edit is of the same words" in out
    assert said_now(own, "01-metode").count("som ble tatt med") == 1
    assert "Vårt punkt om korsang." in said_now(own, "02-resultat")
    assert "insertion: 6 = 5 in the patch + 1 told" in out


def test_without_bookmarks_the_words_say_which_paragraph_it_is(
    delivered: Path, now: tuple[Edited, BaseDocument], tmp_path: Path
) -> None:
    returned = Returned(delivered / DOCX, "docs")
    returned.replace("litt mer", "en del mer")
    returned.replace("legge vakten", "legge vakta", "no")
    returned.replace("Mer søvn", "Bedre søvn", "no")
    returned.lose_bookmarks()
    found, said = merged(delivered, now, returned, tmp_path / "a.docx")
    assert found.told == [], said
    assert sorted(found.files) == [
        "content/00-sammendrag.md", "content/02-resultat.md", "data/studies/eventyr2021.yaml",
    ]  # fmt: skip


def test_a_paragraph_that_stands_elsewhere_is_told(
    delivered: Path, now: tuple[Edited, BaseDocument], tmp_path: Path
) -> None:
    returned = Returned(delivered / DOCX)
    moved, behind = returned.paragraph("Et avsnitt til slutt"), returned.paragraph("Mer søvn")
    body = returned.parent(moved)
    body.remove(moved)
    body.insert(list(body).index(behind) + 1, moved)
    found, said = merged(delivered, now, returned, tmp_path / "a.docx")
    assert found.files == {}
    assert "Et avsnitt til slutt." in said
    assert "stands elsewhere" in said


def test_nothing_is_merged_that_cannot_be_accounted_for(
    own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    returned = Returned(own / DOCX)
    returned.replace("litt mer", "en del mer")
    returned.save(own / "a.docx")
    monkeypatch.setattr(merging, "raw_count", lambda package: 3)
    assert __main__.main(["merge", "a.docx", "--apply"]) == 2
    assert "3 tracked changes, and 2 of them were read" in capsys.readouterr().err
    assert "litt mer" in said_now(own, "00-sammendrag")
