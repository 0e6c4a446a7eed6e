"""Queries as far as there is room for them."""

from thesis.formats import typst
from thesis.formats.figures import frame


def test_a_query_is_cut_where_its_column_ends() -> None:
    long = "Exercise  and drug and treatment and craving* and substance"
    short, whole, narrow = frame.shortened([(long, 100.0), ("nap  1", 100.0), ("wide", 1.0)])
    assert whole == "nap 1"
    assert narrow == "…"
    assert short.endswith("…")
    assert " ".join(long.split()).startswith(short[:-1])
    assert 80 < typst.measure([short], typst.FONT, frame.SIZE)[short] <= 100
