"""What a colleague would tell of a strategy is told, at its line, and nothing of a sound one."""

import pytest

from thesis.searches.linter import lint, read
from thesis.searches.strategy import strategies

SOUND = """# Ovid MEDLINE
1. exp Yoga/ (120)
2. (yoga or asana$).ti,ab. (340)
3. or/1-2 (400)
4. insomnia.ti,ab. (800)
5. 3 and 4 (20)
6. limit 5 to english language (18)
# CINAHL
S1 (MH "Yoga+")
S2 TI ( yoga OR asana* ) OR AB ( yoga OR asana* )
S3 TI insomnia OR AB insomnia
S4 (S1 OR S2) AND S3
"""


def told(text: str, dialect: str = "") -> list[tuple[str, int]]:
    """The rules of what is found, and the lines."""
    every = [read("s.txt", each, dialect) for each in strategies(text)]
    return [(finding.rule.removeprefix("press."), finding.line) for finding in lint(every)]


def test_a_sound_strategy_has_no_finding() -> None:
    assert told(SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("or/1-2 (400)", "or/1-3 (400)", "self-reference", 4),
        ("3 and 4 (20)", "3 and 5 (20)", "self-reference", 6),
        ("or/1-2 (400)", "1 or 4 or 2 (400)", "later-row", 4),
        ("3 and 4 (20)", "3 and 4 and 17 (20)", "missing-row", 6),
        ("limit 5 to english", "limit 9 to english", "missing-row", 7),
        ("(S1 OR S2) AND S3", "(S1 OR S2) AND S8", "missing-row", 12),
        ("or/1-2 (400)", "1 or 1 or 2 (400)", "named-twice", 4),
        ("5. 3 and 4", "6. 3 and 4", "missing-number", 6),
        ("5. 3 and 4", "4. 3 and 4", "repeated-number", 6),
        ("(S1 OR S2) AND S3", "S2 AND S3", "unused", 9),
        ("insomnia.ti,ab. (800)", "(yoga or asana$).ti,ab. (340)", "repeated-row", 5),
        ("3 and 4 (20)", "1 or 3 and 4 (400)", "mixed", 6),
        ("(S1 OR S2) AND S3", "S1 OR S2 AND S3", "mixed", 12),
        ("asana$", "as$", "short-truncation", 3),
        ("exp Yoga/", "exp Pilates/", "no-free-text", 2),
        ('(MH "Yoga+")', '(MH "Pilates+")', "no-free-text", 9),
        ("TI insomnia OR AB insomnia", "TI imsomnia OR AB imsomnia", "misspelt", 11),
        ("TI insomnia OR AB insomnia", "TI inosmnia OR AB inosmnia", "misspelt", 11),
        ("TI ( yoga OR asana* ) OR AB ( yoga OR asana* )", "TI yoga OR AB yoga", "translation", 12),
        ("or/1-2 (400)", "or/1-2 (500)", "hits", 4),
        ("3 and 4 (20)", "3 and 4 (10)", "hits", 7),  # of two that contradict, the last
        ("(18)", "(21)", "hits", 7),
        ("insomnia.ti,ab.", "insomnia.ti,zz.", "unread", 5),
        ("(yoga or asana$).ti,ab.", "(yoga or asana$.ti,ab.", "unread", 3),
        ("insomnia.ti,ab. (800)", "Terms for the outcome (800)", "no-field", 5),
        # Signs of another database.
        ("insomnia.ti,ab.", "insomnia[tiab]", "unread", 5),
        ("insomnia.ti,ab.", "(insomnia NEAR/3 night).ti,ab.", "unread", 5),
        ("insomnia.ti,ab.", "(insomnia N3 night).ti,ab.", "unread", 5),
        ("TI insomnia OR AB insomnia", "TI insomnia adj3 night", "unread", 11),
        ("TI insomnia OR AB insomnia", "insomnia.ti,ab.", "unread", 11),
        ("TI insomnia OR AB insomnia", "ti insomnia or ab insomnia", "unread", 11),
        # Rows of other blocks, joined by OR.
        ("3 and 4 (20)", "3 or 4 (20)", "unlike", 6),
        ("(S1 OR S2) AND S3", "S1 OR S2 OR S3", "unlike", 12),
    ],
)
def test_a_slip_is_told_at_its_line(old: str, new: str, rule: str, line: int) -> None:
    assert SOUND.count(old) == 1
    assert (rule, line) in told(SOUND.replace(old, new))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("exp Insomnia/\ninosmnia.tw.\n1 or 2", 2),
        ("inosmnia.tw.\nexp Insomnia/\n1 or 2", 1),
        ("insomnia.tw.\ninsomnai.ti.\n1 or 2", 2),
        ("(insomnia or nap).tw.\n(inosmnia or rest).tw.\n1 and 2", 2),
    ],
)
def test_a_misspelt_word_is_told_where_the_other_stands_once(text: str, line: int) -> None:
    assert [one for one in told(text) if one[0] == "misspelt"] == [("misspelt", line)]


BLOCKS = """1. exp Yoga/
2. yoga.ti,ab.
3. or/1-2
4. exp Insomnia/
5. insomnia$.ti,ab.
6. or/4-5
7. 3 and 6
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("or/4-5", "or/3-5", 6),  # a range that reaches into the block above
        ("or/4-5", "or/1-5", 6),
        ("3 and 6", "3 or 6", 7),
        ("or/4-5", "or/3,5", 6),
    ],
)
def test_unlike_blocks_joined_by_or_are_told(old: str, new: str, line: int) -> None:
    assert told(BLOCKS) == []
    assert ("unlike", line) in told(BLOCKS.replace(old, new))


@pytest.mark.parametrize(
    "text",
    [
        # Beside another word, in a phrase or as more than one of a short form, few letters will do.
        "(lewy adj2 bod$).tw.\n(critical$ ill$).tw.\n(nap or NSAID$ or IOL$).tw.\nor/1-3",
        # Words that begin otherwise, and a heading of two letters, which is no stem.
        "marathons.tw.\nparathons.tw.\nlarathons.tw.\nor/1-3",
        # Two spellings of a word, typed beside one another.
        "(counselling or counseling).tw.\ncounseling.ti.\ncounseling.ab.\nor/1-3",
        # A block of headings, of which one has its words in a row; a limit to a design.
        "exp Yoga/ or Asana/ or Breathing/\n(yoga or rest).tw.\nResearch Design/\n(1 or 2) and 3",
        # What ends in several limits, and what meets inside one row.
        'yoga.tw.\nrest.tw.\n1 and 2\nlimit 3 to yr="2010 -Current"\nlimit 3 to yr="1990 - 2009"',
        "(yoga and nap).tw.\n(rest and bed).tw.\n1 or 2",
        # A history that begins with its last row.
        "#3\tSearch #1 AND #2\n#2\tSearch nap[tiab]\n#1\tSearch bed[tiab]",
    ],
)
def test_of_what_good_strategies_have_nothing_is_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("behavior", "behaviour"), ("randomised", "randomized"), ("haemorrhage", "hemorrhage"),
        ("exercise", "exercises"), ("adolescent", "adolescence"), ("craving", "cravings"),
        ("paediatric", "pediatric"), ("hypothermia", "hyperthermia"), ("analyse", "analyze"),
    ],
)  # fmt: skip
def test_two_spellings_of_a_word_are_no_slip(one: str, other: str) -> None:
    text = f"{one}.tw.\n({other} or x).tw.\n({other} or y).tw.\n({other} or z).tw.\nor/1-4"
    assert "misspelt" not in {rule for rule, _ in told(text)}


def test_what_filters_a_search_needs_no_free_text() -> None:
    assert told("1. nap.tw.\n2. exp Animals/ not Humans/\n3. 1 not 2") == []


def test_a_number_of_a_row_is_held_against_the_others_only_when_it_is_its_own() -> None:
    assert told("1. nap.tw. (9)\n2. rest.tw. (4)\n2. bed.tw. (3)\n3. or/1-2 (90)") == [
        ("repeated-number", 3)
    ]


def test_a_dialect_that_is_named_is_the_one() -> None:
    assert told("nap\nrest\n#1 OR #2", "pubmed") == []
    assert {rule for rule, _ in told("nap[tiab]\nrest[tiab]\n#1 OR #2", "ovid")} == {"unread"}


def test_a_row_is_named_with_what_is_found_and_how_to_mend_it() -> None:
    [finding] = lint([read("s.txt", each) for each in strategies("nap.tw.\nrest.tw.\n1 or 2 or 3")])
    assert str(finding).startswith("s.txt:3: error [press.self-reference]")
    assert finding.found == "row 3, «1 or 2 or 3»: it names itself"
    assert finding.fix
