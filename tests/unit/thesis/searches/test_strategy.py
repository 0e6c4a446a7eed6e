"""Strategies are read as published: numbered or not, with hits, wrapped, several in a file."""

import pytest

from thesis.searches.strategy import strategies


def rows(text: str) -> list[str]:
    """The rows of the one strategy of a text: «3 nap.tw. = 12»."""
    [strategy] = strategies(text)
    return [
        f"{row.number} {row.query}" + (f" = {row.hits}" if row.hits is not None else "")
        for row in strategy.rows
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nap.tw.\nrest.tw.\n1 or 2", ["1 nap.tw.", "2 rest.tw.", "3 1 or 2"]),
        ("1. nap.tw.\n2. rest.tw.\n3. 1 or 2", ["1 nap.tw.", "2 rest.tw.", "3 1 or 2"]),
        ("1 nap.tw.\n2 1 or 3", ["1 nap.tw.", "2 1 or 3"]),
        ("#1 nap[tiab]\n#2 rest[tiab]\n#3 #1 OR #2", ["1 nap[tiab]", "2 rest[tiab]", "3 #1 OR #2"]),
        ("S1 TI nap\nS2 TI rest\nS3 S1 OR S2", ["1 TI nap", "2 TI rest", "3 S1 OR S2"]),
        ("1. nap.tw. (12)\n2. rest.tw. (1 234)\n3. 1 or 2 [1,240]",
         ["1 nap.tw. = 12", "2 rest.tw. = 1234", "3 1 or 2 = 1240"]),
        ("1\tnap.tw.\t12\n2\trest.tw.\t9", ["1 nap.tw. = 12", "2 rest.tw. = 9"]),
        ("1. (nap or\nrest).tw.\n2. bed.tw.\n3. 1 or\n2",
         ["1 (nap or rest).tw.", "2 bed.tw.", "3 1 or 2"]),
        ("(nap or\nrest).tw.\nbed.tw.\nor pillow.tw.\nor/1-2",
         ["1 (nap or rest).tw.", "2 bed.tw. or pillow.tw.", "3 or/1-2"]),
        ("1. nap.tw.\n3. rest.tw.\n3. bed.tw.", ["1 nap.tw.", "3 rest.tw.", "3 bed.tw."]),
        ("1 nap.tw.\n2 rest.tw.\n3 bed.tw.\n4 (sofa or\n2 pillow).tw.",
         ["1 nap.tw.", "2 rest.tw.", "3 bed.tw.", "4 (sofa or 2 pillow).tw."]),
        ("1 nap.tw.\n2 rest.tw.\n3 and bed.tw.", ["1 nap.tw.", "2 rest.tw.", "3 and bed.tw."]),
        ("5 or 6\n7 and 8", ["1 5 or 6", "2 7 and 8"]),
        ("(nap or rest)\nAND\n(bed)", ["1 (nap or rest) AND (bed)"]),
    ],
)  # fmt: skip
def test_rows_are_read_with_their_numbers_and_hits(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


def test_a_file_may_have_several_and_lines_above_a_strategy_are_its_name() -> None:
    plain = strategies("1 nap.tw.\n2 rest.tw.\n3 bed.tw.\n1 sofa.tw.\n2 pillow.tw.")
    assert [[row.number for row in each.rows] for each in plain] == [[1, 2, 3], [1, 2]]
    text = "# Ovid MEDLINE\nnap.tw.\n\nDatabase: CINAHL\nS1 TI nap\nS2 TI rest\n"
    text += "# PsycINFO\nSearched in May\n1. nap.tw.\n2. rest.tw.\n1. bed.tw.\n2. or/1\n# empty\n"
    found = [(each.name, [(row.line, row.query) for row in each.rows]) for each in strategies(text)]
    assert found == [
        ("Ovid MEDLINE", [(2, "nap.tw.")]),
        ("CINAHL", [(5, "TI nap"), (6, "TI rest")]),
        ("PsycINFO Searched in May", [(9, "nap.tw."), (10, "rest.tw.")]),
        ("", [(11, "bed.tw."), (12, "or/1")]),
    ]
