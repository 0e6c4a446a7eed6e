"""Revision marks: who made a change and when, how a legend shows them, taken and refused."""

from tests.unit.thesis.editions.redline.made import read
from thesis.document import pandoc
from thesis.editions.redline import blocks, revision_marks


def test_every_mark_is_signed() -> None:
    merged = blocks.merge(read("En to."), read("En tre.\n\nOg dette er nytt."))
    revision_marks.sign(merged, "Utgave 2022", "2022-06-01")
    signed = [dict(e["c"][0][2]) for e in pandoc.walk(merged) if revision_marks.kind(e)]
    assert len(signed) == 4
    assert {tuple(each.items()) for each in signed} == {
        (("author", "Utgave 2022"), ("date", "2022-06-01T00:00:00Z"))
    }


def test_the_legend_shows_each_mark_as_it_looks() -> None:
    said = {
        "marks": "Fra {old} til {new}: {inserted}, er nytt, {deleted} er ute.",
        "inserted": "blått",
        "deleted": "rødt strøket",
    }
    made = revision_marks.legend(said, "2020", "2022")
    assert pandoc.text(made) == "Fra 2020 til 2022: blått, er nytt, rødt strøket er ute."
    assert [
        (revision_marks.kind(one), pandoc.text([one])) for one in made if one["t"] == "Span"
    ] == [("insertion", "blått"), ("deletion", "rødt strøket")]


def test_what_is_accepted_or_rejected_has_no_mark() -> None:
    came = revision_marks.span(revision_marks.INSERTION, pandoc.inlines("ny"))
    left = revision_marks.span(revision_marks.DELETION, pandoc.inlines("gammel"))
    assert pandoc.text(revision_marks.accepted([came, left])) == "ny"
    assert pandoc.text(revision_marks.rejected([came, left])) == "gammel"
