"""Revision marks say who made a change and when, and can be taken or refused."""

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
