"""A saved history and the table that is there: what is new is told, and what was read stays."""

import pytest

from thesis.cli.history.saved import SavedRow
from thesis.cli.history.table import merged
from thesis.cli.records.staged import NotChangedError
from thesis.input.sources import Row, Sheet

READ = {"number": "1", "query": "Nap and bed", "hits": "9", "abstracts_read": "4"}
READ |= {"articles_read": "2", "limits": "full text"}


def sheet(*rows: dict[str, str]) -> Sheet:
    """A table with rows."""
    return Sheet("x.csv", list(READ), [Row(i, row) for i, row in enumerate(rows, 2)])


def test_a_table_is_begun() -> None:
    made = merged(None, [SavedRow(1, 'nap, "bed"', 9)])
    assert made.text.splitlines() == ["number,query,hits,limits", '1,"nap, ""bed""",9,']
    assert made.changes == ['+ 1  nap, "bed": 9 hits']


def test_a_table_that_is_begun_has_the_columns_of_the_others() -> None:
    made = merged(None, [SavedRow(1, "nap", 9)], sheet(READ))
    assert made.text.splitlines() == [",".join(READ), "1,nap,9,0,0,"]


def test_what_was_read_stays_and_hits_are_told_anew() -> None:
    made = merged(sheet(READ), [SavedRow(1, "nap  AND bed", 12), SavedRow(2, "rest", 3)])
    assert made.text.splitlines()[1:] == ["1,Nap and bed,12,4,2,full text", "2,rest,3,0,0,"]
    assert made.changes == ["~ 1  nap  AND bed: 9 → 12 hits", "+ 2  rest: 3 hits"]
    assert merged(sheet(READ), [SavedRow(1, "nap and bed", 9)]).changes == []


def test_what_was_not_read_may_change_or_go() -> None:
    unread = {**READ, "abstracts_read": "0", "articles_read": "0"}
    made = merged(sheet(unread, {**unread, "number": "2"}), [SavedRow(1, "rest", 3)])
    assert made.changes == ["~ 1  Nap and bed → rest", "− 2  Nap and bed"]


@pytest.mark.parametrize("rows", [[SavedRow(1, "rest", 3)], [SavedRow(2, "Nap and bed", 9)]])
def test_a_search_of_which_abstracts_were_read_is_not_replaced(rows: list[SavedRow]) -> None:
    with pytest.raises(NotChangedError, match=r"4 abstracts of it were read.*--session"):
        merged(sheet(READ), rows)
