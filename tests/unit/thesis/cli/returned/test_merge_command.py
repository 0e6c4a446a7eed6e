"""Changes of a returned Word file: each in the patch, at its line, or told with its words."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from tests import office
from tests.returned import Returned, named, said
from tests.unit.thesis.cli.conftest import Told
from thesis.cli.plan.build import Edited
from thesis.cli.returned import given, merge_command, merging
from thesis.cli.returned.merging import MergedFiles
from thesis.diagnostics import messages
from thesis.formats.docx import W
from thesis.returned.alignment import BaseDocument
from thesis.returned.ledger import NOTHING, PATCHED, TOLD
from thesis.returned.patch import SourceEdit

CASES = yaml.load((Path(__file__).parent / "edits.yaml").read_text("utf-8"), yaml.CSafeLoader)
DOCX = "build/thesis.docx"


def params() -> Iterator[Any]:
    for case in CASES:
        for how in (case["how"],) if "how" in case else (True, False):
            told = "tracked" if how else "untracked"
            yield pytest.param(case, bool(how), id=f"{case['what']}, {told}")


def edit(returned: Returned, steps: list[list[Any]], tracked: bool) -> None:
    """Do what a case says."""
    for name, *arguments in steps:
        named = arguments.pop() if arguments and isinstance(arguments[-1], dict) else {}
        how = {"insert": "ins", "delete": "del"}.get(name, "yes") if tracked else "no"
        if arguments[-1:] == ["move"]:
            arguments.pop()
            how = {"insert": "moveTo", "delete": "moveFrom"}[name]
        if name not in {"format", "indent"}:
            named["how"] = how
        getattr(returned, name)(*arguments, **named)


def merged(
    delivered: Path, now: tuple[Edited, BaseDocument], returned: Returned
) -> tuple[MergedFiles, str]:
    """What a file does, and what the command lists; its ledger sums."""
    edited, base = now
    read = given.of(returned.package(), delivered, base)
    found = merging.merge(delivered, edited, [read])
    assert {*found.ledger.fates} == {*read.aligned.texts.changes}
    for fates in found.ledger.counts.values():
        assert {*fates} <= {PATCHED, TOLD, NOTHING}
    return found, " ".join(" ".join(merge_command._listed(found)).replace("\u00a0", " ").split())


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[SourceEdit]:
    """The edits of sources that are made, none of which is held against a build."""
    found: list[SourceEdit] = []

    def kept(root: Path, now: Edited, edits: list[SourceEdit]) -> list[SourceEdit]:
        found.extend(edits)
        return edits

    monkeypatch.setattr(merging, "_held", kept)
    return found


@pytest.mark.parametrize(("case", "tracked"), [*params()])
@pytest.mark.usefixtures("made")
def test_an_edit_is_in_the_patch_or_told(
    delivered: Path, now: tuple[Edited, BaseDocument], case: dict[str, Any], tracked: bool
) -> None:
    returned = Returned(delivered / DOCX)
    edit(returned, case["do"], tracked)
    found, said = merged(delivered, now, returned)
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


CALL = re.compile(r"\{\{.*?\}\}")


def calls(root: Path, files: dict[str, str]) -> Counter[str]:
    """The calls in some files, as they are or as they become."""
    return Counter(call for file in files for call in CALL.findall(files[file])) - Counter(
        call for file in files for call in CALL.findall((root / file).read_text("utf-8"))
    )


def no_call_is_lost(delivered: Path, found: MergedFiles) -> None:
    """See that a call goes out only where that is told, and that none comes from elsewhere."""
    assert calls(delivered, found.files) == {}  # no call comes from elsewhere
    gone = [edit for group in found.groups for edit in group.edits if edit.gone and not edit.told]
    before = {file: (delivered / file).read_text("utf-8") for file in found.files}
    left = Counter(call for text in before.values() for call in CALL.findall(text))
    left -= Counter(call for text in found.files.values() for call in CALL.findall(text))
    assert bool(left) <= bool(gone)
    assert all(edit.noted for edit in gone)


@pytest.mark.usefixtures("made")
def test_what_is_told_is_in_norwegian_where_the_settings_say_so(
    delivered: Path, now: tuple[Edited, BaseDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(messages.CHOSEN, "nb")
    returned = Returned(delivered / DOCX)
    returned.replace("48 210", "48 211")
    returned.delete(", det smaleste 14")
    returned.comment("Korsang", "Fint.")
    returned.format("Korsang", "color", "FF0000")
    _, said = merged(delivered, now, returned)
    for text in (
        "content/01-metode.md:5 (Kari Rettleder): «48 210» → «48 211» det er "
        "tallet nattbasen.1.hits = 48210, fra data/searches/nattbasen.csv:2: det endres når",
        "(Kari Rettleder): format, «Korsang»", "Verdt å vite om det som er med:",
        "et kall går ut sammen med det: det er tallet nattbasen.4.hits = 14",
        "slettet: 4 = 3 med i endringene + 1 nevnt", "kommentarer: 1, vises av:",
    ):  # fmt: skip
        assert text in said, said


@pytest.mark.usefixtures("made")
def test_of_a_file_without_bookmarks_no_edit_is_lost_and_no_number_changed(
    delivered: Path, now: tuple[Edited, BaseDocument]
) -> None:
    tried = 0
    for case, tracked in (each.values for each in params()):
        if tracked or "how" in case:
            continue
        returned = Returned(delivered / DOCX, "docs")
        edit(returned, case["do"], True)
        returned.comment("Redegjort for etiske", "Flytt opp.")
        returned.lose_bookmarks()
        found, said = merged(delivered, now, returned)
        no_call_is_lost(delivered, found)
        assert found.comments == 1
        assert found.ledger.fates, said
        tried += 1
    assert tried > 80


def test_what_the_patches_make_is_printed_as_the_files_have_it(
    delivered: Path, now: tuple[Edited, BaseDocument], made: list[SourceEdit]
) -> None:
    left: list[list[SourceEdit]] = []
    for case in CASES:
        made.clear()
        returned = Returned(delivered / DOCX)
        edit(returned, case["do"], bool(case.get("how", True)))
        merged(delivered, now, returned)
        left.append([*made])
    by_night = settings.default.max_examples > 100
    for _ in range(len(CASES) if by_night else 5):  # the last ones hold a case or two each
        batch: list[SourceEdit] = []
        for edits in left:  # cases that are of other words than all before are built together
            if not any(_meet(one, other) for one in edits for other in batch):
                batch += edits
                edits.clear()
        assert merging._wrong(delivered, now[0], batch) == []
    assert sum(map(bool, left)) < 25


def _meet(one: SourceEdit, other: SourceEdit) -> bool:
    """Whether two edits are of the same words, or make the same of them."""
    return one.file == other.file and one.start <= other.end and other.start <= one.end


def test_the_file_as_it_was_delivered_changes_nothing(
    delivered: Path, now: tuple[Edited, BaseDocument]
) -> None:
    found, said = merged(delivered, now, Returned(delivered / DOCX))
    assert (found.files, found.groups, found.ledger.fates, said) == ({}, [], {}, "")


def said_now(own: Path, name: str) -> str:
    return (own / f"content/{name}.md").read_text("utf-8")


def test_a_patch_is_written_only_when_asked(own: Path, told: Told) -> None:
    returned = Returned(own / DOCX)
    returned.replace("litt mer", "en del mer")
    returned.replace("48 210", "48 211")
    returned.comment("Korsang", "Fint.")
    returned.save(own / "a.docx")
    before = said_now(own, "00-sammendrag")
    assert "Nothing is written yet: --apply" in told(1, "merge", "a.docx")
    assert said_now(own, "00-sammendrag") == before
    out = told(1, "merge", "a.docx", "--apply")
    for line in (
        "insertion: 2 = 1 in the patch + 1 told",
        "comments: 1, told by",
        "1 file written",
    ):
        assert line in out
    assert said_now(own, "00-sammendrag") == before.replace("litt mer", "en del mer")
    assert "{{" in said_now(own, "01-metode")
    assert [path.name for path in own.rglob("*.partial")] == []


def test_what_was_merged_is_not_merged_again(own: Path, told: Told) -> None:
    returned = Returned(own / DOCX)
    returned.replace("litt mer", "en del mer")
    returned.insert("er lite.", " Det trengs flere studier.")
    returned.save(own / "a.docx")
    told(0, "merge", "a.docx", "--apply")
    before = said_now(own, "00-sammendrag")
    assert "of an older build" in told(1, "merge", "a.docx", "--apply")
    assert said_now(own, "00-sammendrag") == before


def test_ends_of_lines_stay_as_they_are(own: Path, told: Told) -> None:
    path = own / "content/00-sammendrag.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    returned = Returned(own / DOCX)
    returned.replace("litt mer", "en del mer")
    returned.insert("er lite.", " Det trengs flere studier.")
    returned.save(own / "a.docx")
    told(0, "merge", "a.docx", "--apply")
    text = path.read_bytes()
    assert b"lite.\r\nDet trengs flere studier.\r\n" in text
    assert text.count(b"\n") == text.count(b"\r\n")


def test_of_an_older_build_what_is_tracked_is_taken_over(own: Path, told: Told) -> None:
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
    out = " ".join(told(1, "merge", "a.docx", "--apply").split())
    assert "en del mer søvn, men lite vites" in said_now(own, "00-sammendrag")
    assert "som er tatt med" in said_now(own, "01-metode")
    assert "Første punkt her om sang" in said_now(own, "02-resultat")
    assert "«tynt»" in out
    assert "the words around it are others now" in out
    assert "som ble tatt med" in out
    assert "it is not tracked, and the file was not made of the text as it is now" in out


def test_of_an_edition_all_is_taken_over_that_was_changed(own: Path, told: Told) -> None:
    folder = own / "editions/2025"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}", "utf-8")
    shutil.copy(own / "build/thesis.json", folder / "document.json")
    returned = Returned(own / DOCX)
    returned.replace("som er tatt med", "som ble tatt med", "no")
    returned.insert("Første punkt", " her")
    returned.save(own / "a.docx")
    path = own / "content/01-metode.md"
    path.write_text(f"# Innledning\n\nNoe nytt.\n\n{path.read_text('utf-8')}", "utf-8")
    assert "of the edition «2025»" in told(0, "merge", "a.docx", "--apply")
    assert "Artiklene som ble tatt med" in said_now(own, "01-metode")
    assert "Første punkt her om sang" in said_now(own, "02-resultat")


def test_two_files_are_merged_together(own: Path, told: Told) -> None:
    for name, word in (("a.docx", "en del"), ("b.docx", "ganske mye")):
        returned = Returned(own / DOCX)
        returned.replace("litt mer", f"{word} mer")
        returned.replace("som er tatt med", "som ble tatt med")
        returned.replace(*(("Første", "Vårt") if word == "en del" else ("om sang.", "om korsang.")))
        returned.save(own / name)
    out = " ".join(told(1, "merge", "a.docx", "b.docx", "--apply").split())
    assert "en del mer søvn" in said_now(own, "00-sammendrag")
    assert "«litt» → «ganske mye» another edit is of the same words" in out
    assert said_now(own, "01-metode").count("som ble tatt med") == 1
    assert "Vårt punkt om korsang." in said_now(own, "02-resultat")
    assert "insertion: 6 = 5 in the patch + 1 told" in out


def test_without_bookmarks_the_words_say_which_paragraph_it_is(
    delivered: Path, now: tuple[Edited, BaseDocument]
) -> None:
    returned = Returned(delivered / DOCX, "docs")
    returned.replace("litt mer", "en del mer")
    returned.replace("legge vakten", "legge vakta", "no")
    returned.replace("Mer søvn", "Bedre søvn", "no")
    returned.lose_bookmarks()
    found, said = merged(delivered, now, returned)
    assert found.told == [], said
    assert sorted(found.files) == [
        "content/00-sammendrag.md", "content/02-resultat.md", "data/studies/eventyr2021.yaml",
    ]  # fmt: skip


def test_a_paragraph_that_stands_elsewhere_is_told(
    delivered: Path, now: tuple[Edited, BaseDocument]
) -> None:
    returned = Returned(delivered / DOCX)
    moved, behind = returned.paragraph("Et avsnitt til slutt"), returned.paragraph("Mer søvn")
    body = returned.parent(moved)
    body.remove(moved)
    body.insert(list(body).index(behind) + 1, moved)
    found, said = merged(delivered, now, returned)
    assert found.files == {}
    assert "Et avsnitt til slutt." in said
    assert "stands elsewhere" in said


def test_nothing_is_merged_that_cannot_be_accounted_for(
    own: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    returned = Returned(own / DOCX)
    returned.replace("litt mer", "en del mer")
    returned.save(own / "a.docx")
    monkeypatch.setattr(merging, "raw_count", lambda package: 3)
    assert "3 tracked changes, and 2 of them were read" in told(2, "merge", "a.docx", "--apply")
    assert "litt mer" in said_now(own, "00-sammendrag")


EDIT = st.tuples(
    st.integers(0, 10**6),  # which paragraph
    st.integers(0, 200),  # from where
    st.integers(0, 30),  # how much goes out
    st.text("aæÆ .,12*_[]{}@#%|<>\\`-+:!&^~\u00a0", max_size=12),  # what is put in
    st.booleans(),  # tracked
)


@settings(max_examples=max(6, settings.default.max_examples // 10))  # each builds the thesis
@drawn(st.lists(EDIT, min_size=1, max_size=5))
def test_no_edit_is_lost_and_no_number_changed_whatever_the_runs_are(
    delivered: Path, now: tuple[Edited, BaseDocument], steps: list[tuple[int, int, int, str, bool]]
) -> None:
    returned = Returned(delivered / DOCX)
    paragraphs = [one for one in returned.root.iter(f"{W}p") if not named(one).startswith("TOC")]
    for which, start, length, text, tracked in steps:
        paragraph = paragraphs[which % len(paragraphs)]
        if not (words := said(paragraph)):
            continue
        start %= len(words)
        for run in returned.cut(paragraph, start, start + max(length, 1)):
            if text:
                returned.put(run, text, "ins" if tracked else "no")
                text = ""
            if length:
                returned.take(run, "del" if tracked else "no")
    found, _ = merged(delivered, now, returned)
    no_call_is_lost(delivered, found)


def test_what_libreoffice_saves_is_merged_as_well(
    delivered: Path, now: tuple[Edited, BaseDocument], tmp_path: Path, needs: Any
) -> None:
    needs("soffice", "libreoffice-writer")
    returned = Returned(delivered / DOCX)
    returned.replace("litt mer", "en del mer")
    returned.insert("er lite.", " Det trengs flere studier.")
    returned.drop("Et avsnitt til slutt")
    first = returned.comment("48 210", "Stemmer dette?")
    returned.comment("48 210", "Ja.", reply_to=first, author="Ola Medleser")
    saved, odt = tmp_path / "saved.docx", tmp_path / "saved.odt"
    office.settle(returned.save(tmp_path / "a.docx"), saved, accept=True, kept=odt)
    edited, base = now
    for path in (saved, odt):
        read = given.read(path, delivered, base)
        assert read.aligned.is_sure
        assert len(read.aligned.texts.changes) == (5 if path == odt else 0)
        (thread,) = read.threads
        assert (thread.quoted, thread.text) == ("48\u00a0210", "Stemmer dette?")
        assert [(one.author, one.text) for one in thread.replies] == [("Ola Medleser", "Ja.")]
        assert str(read.aligned.place(thread.start)[0]) == "content/01-metode.md:5"
        found = merging.merge(delivered, edited, [read])
        assert [edit.told for edit in found.told] == []
        assert [*found.files] == ["content/00-sammendrag.md", "content/02-resultat.md"]
        assert "en del mer søvn" in found.files["content/00-sammendrag.md"]
        assert "\nDet trengs flere studier.\n" in found.files["content/00-sammendrag.md"]
        assert "Et avsnitt til slutt" not in found.files["content/02-resultat.md"]
