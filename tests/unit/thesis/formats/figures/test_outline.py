"""What searches are put together of: rows by their numbers, and blocks in brackets."""

import pytest

from thesis.formats.figures.outline import outline
from thesis.searches.meaning import Search


@pytest.mark.parametrize(
    ("queries", "lines"),
    [
        (
            ["nap", "rest", "or/1-2", "bed.ti.", "3 and 4", "limit 5 to english language"],
            ["6", "  5", "    3", "      1", "      2", "    4"],
        ),
        # What stands further up is not told again; what nothing is put together of, not at all.
        (
            ["nap", "rest", "1 or 2", "3 not 1", "3 and 2", "sofa"],
            ["5", "  3", "    1", "    2", "  2", "4", "  3=", "  1"],
        ),
        (
            ['("nap time"[tiab] OR rest[tiab]) AND bed[tiab] NOT (sofa OR "chair and table")'],
            [
                "1",
                '  ("nap time"[tiab] OR rest[tiab])',
                "  AND bed[tiab]",
                '  NOT (sofa OR "chair and table")',
            ],
        ),
        # Words alone, a mixture without brackets, rows that are not above: nothing to draw.
        (["nap and rest and bed"], []),
        (["(nap or rest) or (bed and sofa)"], []),
        (["((night* or shift*) adj3 work$2).mp."], []),
        (["nap", "1 and 3", "2 or 3"], ["3", "  2", "    1"]),
        (["(nap or (rest"], []),
    ],
)  # fmt: skip
def test_each_search_stands_above_what_it_is_put_together_of(
    queries: list[str], lines: list[str]
) -> None:
    searches = [Search(number, query, 10 * number) for number, query in enumerate(queries, 1)]
    made = outline(searches)
    told = [f"{'  ' * one.depth}{one.number or one.text}{'=' * one.again}" for one in made]
    assert told == lines
    assert all(one.hits == 10 * one.number for one in made if one.number)
