"""The marks of a changed text, and how a legend shows them."""

from thesis.document import pandoc
from thesis.editions.redline import revision_marks


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
    ] == [
        ("insertion", "blått"),
        ("deletion", "rødt strøket"),
    ]


def test_what_is_accepted_or_rejected_has_no_mark() -> None:
    came = revision_marks.span(revision_marks.INSERTION, pandoc.inlines("ny"))
    left = revision_marks.span(revision_marks.DELETION, pandoc.inlines("gammel"))
    assert pandoc.text(revision_marks.accepted([came, left])) == "ny"
    assert pandoc.text(revision_marks.rejected([came, left])) == "gammel"
