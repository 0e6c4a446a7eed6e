"""Comments of a returned Word file: each once, with its thread, its words and its place."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from tests.conftest import ROOT
from tests.returned import COMMENTS, EXTENDED, W14, W15, Returned
from tests.unit.thesis.cli.conftest import Told
from thesis.checks.editions import open_comments
from thesis.cli.plan import build
from thesis.cli.plan.build import Edited
from thesis.cli.returned import given, listing
from thesis.formats import attachments
from thesis.formats.docx import W
from thesis.returned.alignment import BaseDocument
from thesis.workflow import configuration, steps

Edit = Callable[[Returned], None]
DOCX = "build/thesis.docx"


def nothing(returned: Returned) -> None:
    """Comment on nothing."""


def on_a_number(returned: Returned) -> None:
    returned.comment("48 210", "Stemmer dette?")


def with_replies(returned: Returned) -> None:
    first = returned.comment("Det bredeste", "Uklart.")
    second = returned.comment("Det bredeste", "Enig.", reply_to=first, author="Ola Medleser")
    returned.comment("Det bredeste", "Rettet.", reply_to=second, author="Vi")


def over_paragraphs(returned: Returned) -> None:
    returned.comment("Av dem ble", "Slå sammen.\nBegge.", to="litteraturmatrisene under")


def in_a_cell(returned: Returned) -> None:
    returned.comment("nattsykepleiere ved", "Hvilken alder?")


def of_a_template(returned: Returned) -> None:
    returned.comment("Redegjort for etiske", "Flytt opp.")


def of_a_heading(returned: Returned) -> None:
    returned.comment("Mer søvn", "Bedre tittel?")


def resolved(returned: Returned) -> None:
    returned.comment("Korsang ser ut", "Fint nå.", done=True)


def without_a_place(returned: Returned) -> None:
    returned.comment("", "Til slutt: bra!", anchored=False)


def without_words(returned: Returned) -> None:
    returned.comment("Korsang ser ut", "")


def of_deleted_words(returned: Returned) -> None:
    returned.comment("litt mer søvn", "Dette går ut.")
    returned.delete("litt mer søvn")


def of_words_put_in(returned: Returned) -> None:
    returned.insert("litt mer søvn", " hver natt")
    returned.comment("litt mer søvn", "Ja.")


def in_the_contents(returned: Returned) -> None:
    paragraph = next(p for p in returned.root.iter() if p.tag.endswith("}sdtContent"))[2]
    run = next(r for r in paragraph.iter() if r.tag.endswith("}r"))
    returned.comment("", "To nivåer holder.", anchored=False)
    id = next(iter(returned.comments[-1].attrib.values()))
    for name, behind in (("commentRangeEnd", True), ("commentRangeStart", False)):
        mark = type(run)(run.tag[:-1] + name, {run.tag[:-1] + "id": str(id)})
        returned._beside(run, mark, behind)


PLACES: dict[str, tuple[Edit, list[str]]] = {
    "none": (nothing, []),
    "on a number": (on_a_number, ["content/01-metode.md:5", "«48 210»", "Stemmer dette?"]),
    "with replies": (
        with_replies,
        ["01-metode.md:5", "Uklart.", "Ola Medleser, 2026-05-01: Enig.", "Vi, 2026-05-01: Re"],
    ),
    "over paragraphs": (
        over_paragraphs, [
            "content/01-metode.md:7", "«Av dem ble", "Slå sammen.",
            "content/02-resultat.md:3: «Artiklene er sammenfattet i",
        ],
    ),
    "in a cell of a record": (in_a_cell, ["data/studies/eventyr2021.yaml:", "Hvilken alder?"]),
    "of a label": (of_a_template, ["templates/labels/nb.yaml:", "Flytt opp."]),
    "of a heading": (of_a_heading, ["content/02-resultat.md:7", "Bedre tittel?"]),
    "resolved": (resolved, ["content/00-sammendrag.md:5", "(resolved)", "Fint nå."]),
    "without a place": (without_a_place, ["returned.docx, no place", "Til slutt: bra!"]),
    "without words": (without_words, ["content/00-sammendrag.md:5", "(no words)"]),
    "of deleted words": (of_deleted_words, ["content/00-sammendrag.md:5", "«litt mer søvn»"]),
    "of words put in": (of_words_put_in, ["content/00-sammendrag.md:5", "Ja."]),
    "in the contents": (in_the_contents, ["content/", "To nivåer holder.", "sure)"]),
}  # fmt: skip


@pytest.mark.parametrize("program", ["word", "docs", "office"])
@pytest.mark.parametrize("name", PLACES)
def test_a_comment_is_told_where_its_words_stand(
    delivered: Path, now: tuple[Edited, BaseDocument], name: str, program: str
) -> None:
    edit, says = PLACES[name]
    if name == "resolved" and program == "docs":
        says = [one for one in says if one != "(resolved)"]  # Google Docs does not write it
    returned = Returned(delivered / DOCX, program)
    edit(returned)
    read = given.of(returned.package(), delivered, now[1])
    told = [*listing.of(read)]
    assert len(told) == (0 if name == "none" else 1)
    out = "\n".join(line for one in told for line in listing.lines(one, 100))
    plain = " ".join(out.replace("\u00a0", " ").split())
    assert [one for one in says if one not in plain] == []
    assert out.count("2026-05-01") == len(returned.comments)


def test_a_thread_that_is_not_written_as_one_is_in_the_order_of_its_ids(
    own: Path, told: Told
) -> None:
    returned = Returned(own / DOCX, "docs")
    with_replies(returned)
    returned.comments[:] = reversed(list(returned.comments))  # as LibreOffice writes them
    returned.save(own / "returned.docx")
    out = told(0, "comments", "returned.docx")
    assert out.index("Uklart.") < out.index("Enig.") < out.index("Rettet.")
    page = (own / "results/comments.html").read_text("utf-8")
    assert page.count('<p class="said">') == 3


def test_comments_of_two_files_are_told_together(own: Path, told: Told) -> None:
    for name, edit in (("a.docx", on_a_number), ("b.docx", resolved)):
        returned = Returned(own / DOCX)
        edit(returned)
        returned.save(own / name)
    assert "2 comments, 1 resolved" in told(0, "comments", "a.docx", "b.docx")
    log = json.loads((own / "results/comments.sarif").read_text("utf-8"))
    (open_one,) = log["runs"][0]["results"]
    assert open_one["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "content/01-metode.md"},
        "region": {"startLine": 5},
    }


def test_what_is_to_do_is_written_once_and_warns_until_it_is_answered(
    own: Path, told: Told
) -> None:
    returned = Returned(own / DOCX)
    for edit in (on_a_number, resolved, without_words):
        edit(returned)
    returned.comment("gjort i Nattbasen", 'Her: "to" \\ {{ n("x") }}\n\u202e#\x85- x: y')
    returned.save(own / "returned.docx")
    for written in (3, 0):
        assert (
            f"{written} comment" in told(0, "comments", "returned.docx", "--todo").splitlines()[-1]
        )
    with build.edited(own) as now:
        found = list(open_comments.comments(replace(now.thesis, root=own)))
    assert [one.severity for one in found] == ["warning"] * 3
    path = own / "data/comments.yaml"
    attached = attachments.files(own, own)
    assert str(own / "data/thesis.yaml") in attached
    assert path not in attached
    path.write_text(path.read_text("utf-8").replace("answer:", "answer: Rettet."), "utf-8")
    with build.edited(own) as now:
        assert list(open_comments.comments(replace(now.thesis, root=own))) == []
    path.write_text("- {comment: x, says: ''}\n", "utf-8")
    with build.edited(own) as now:
        found = list(open_comments.comments(replace(now.thesis, root=own)))
    assert [(one.line, one.severity) for one in found] == [(1, "error")] * 2


def test_answers_go_back_as_replies_at_the_same_words(own: Path, told: Told, job: Any) -> None:
    returned = Returned(own / DOCX)
    for edit in (on_a_number, over_paragraphs, in_a_cell, without_a_place):
        edit(returned)
    returned.save(own / "returned.docx")
    told(0, "comments", "returned.docx", "--todo")
    path = own / "data/comments.yaml"
    text = path.read_text("utf-8").replace("answer:", "answer: Rettet nå & <her>.", 3)
    path.write_text(text, "utf-8")
    assert "svar.docx: 4 comments, 3 answered" in told(0, "comments", "--answers", "svar.docx")
    before = (own / DOCX).read_bytes()
    known = steps.steps(configuration.read({}, ROOT))["docx"]
    job(
        "formats/docx",
        input={**known.given, "comments": path, "labels": ROOT / "templates/labels/nb.yaml"},
        output={"docx": DOCX, "answers": "build/thesis-answers.docx"},
    )
    assert (own / DOCX).read_bytes() == before
    assert Path("build/thesis-answers.docx").read_bytes() == Path("svar.docx").read_bytes()
    out = told(0, "comments", "svar.docx")
    assert "svar.docx: of the thesis as it is now" in out
    assert "4 comments, 0 resolved" in out
    assert out.count("Forfatterne, 2026-05-01") == out.count("Rettet nå & <her>.") == 3
    for place in ("content/01-metode.md:5: Kari", "content/01-metode.md:7", "eventyr2021.yaml:15"):
        assert place in out
    assert "No line of content/ or data/ changes." in told(0, "merge", "svar.docx")
    again = Returned(own / "svar.docx")
    assert "0 comments written" in told(0, "comments", "svar.docx", "--todo")
    root = Xml.fromstring(again.parts[COMMENTS])
    reply = copy.deepcopy(root[0])  # whoever answers the answer is told anew
    reply.set(f"{W}id", "99")
    next(reply.iter(f"{W}t")).text = "Ikke enig."
    for one in reply.iter(f"{W}p"):
        one.attrib.clear()
        one.set(f"{W14}paraId", "00000099")
    root.append(reply)
    extended = Xml.fromstring(again.parts[EXTENDED])
    first = extended[0].get(f"{W15}paraId", "")
    known = {f"{W15}paraId": "00000099", f"{W15}paraIdParent": first, f"{W15}done": "0"}
    Xml.SubElement(extended, f"{W15}commentEx", known)
    again.parts |= {COMMENTS: Xml.tostring(root), EXTENDED: Xml.tostring(extended)}
    again.save(own / "svar2.docx")
    assert "1 comment written" in told(0, "comments", "svar2.docx", "--todo")
    assert path.read_text("utf-8").count("Ikke enig.") == 1
    assert "is there already" in told(2, "comments", "--answers", "svar.docx")


def test_an_answer_is_put_into_no_file_of_another_text(own: Path, told: Told) -> None:
    path = own / "content/00-sammendrag.md"
    path.write_text(path.read_text("utf-8").replace("litt mer", "en del mer"), "utf-8")
    assert "run: snakemake build/thesis.docx" in told(2, "comments", "--answers", "svar.docx")
    told(2, "comments")


def test_a_file_of_an_older_build_is_told_and_placed_by_its_words(own: Path, told: Told) -> None:
    returned = Returned(own / DOCX)
    returned.comment("gjort i Nattbasen", "Når?")
    returned.comment("Korsang ser ut", "Fint.")
    returned.save(own / "returned.docx")
    path = own / "content/01-metode.md"
    text = path.read_text("utf-8").replace("# Metode\n", "# Metode\n\nHer er en ny setning.\n")
    path.write_text(text.replace("Søkene ble", "Alle søkene ble"), "utf-8")
    out = told(0, "comments", "returned.docx")
    assert "of an older build" in out
    assert "content/01-metode.md:6: Kari Rettleder, 2026-05-01 (the place is" in out
    assert "content/00-sammendrag.md:5: Kari Rettleder, 2026-05-01\n" in out


def test_without_bookmarks_a_place_is_found_by_words(own: Path, told: Told) -> None:
    returned = Returned(own / DOCX)
    for edit in (on_a_number, in_a_cell, of_a_heading):
        edit(returned)
    returned.lose_bookmarks()
    returned.save(own / "returned.docx")
    out = told(0, "comments", "returned.docx")
    assert "does not say of which build" in out
    for place in ("content/01-metode.md:5", "data/studies/eventyr2021", "content/02-resultat.md:7"):
        assert place in out


def test_a_file_that_cannot_be_read_is_told(own: Path, told: Told) -> None:
    (own / "a.docx").write_bytes(b"no")
    assert "a.docx: it is no Word file" in told(2, "comments", "a.docx")
