"""What the evidence tells of the data: corrections, the word list, the answers to checklists."""

from pathlib import Path

import msgspec

from tests.unit.thesis.counts.made import Built, project, read
from thesis.counts import audit
from thesis.counts.build import build
from thesis.input.sources import parse_yaml
from thesis.model.records import Checklists, Word


def test_the_word_list_has_each_word_with_its_line(tmp_path: Path) -> None:
    listed = "# Om\nNavn:\n- Oria\n\nDeler:\n- rus-\n- -søk\n"
    built = build(read(project(tmp_path, {"words.yaml": listed})), [])
    assert built.records.words == [
        Word(word="Oria", at="data/words.yaml:3"),
        Word(word="rus-", at="data/words.yaml:6"),
        Word(word="-søk", at="data/words.yaml:7"),
    ]


def test_without_a_word_list_there_are_no_words(built: Built) -> None:
    assert built[0].records.words == []


def test_corrections_of_every_kind_of_file_come_by_their_slip(built: Built) -> None:
    rows = [(one.slip, one.where, str(one.place)) for one in built[0].records.corrections]
    assert rows == [
        (1, "Vedlegg 1", "data/corrections.yaml:1"),
        (2, "anna2019: figures.weeks", "data/studies/anna2019.yaml:10"),
        (4, "anna2019: title", "data/references.yaml:10"),
        (5, "arkiv: name", "data/databases.yaml:6"),
    ]


def test_each_answer_has_its_place_and_each_identifier_too() -> None:
    source = parse_yaml(
        "about: Les dette.\n"
        "prisma2020:\n"
        "  3: {not_reported: Nei.}\n"
        "  4:\n"
        "    at:\n"
        "      - metode\n"
        "      - tbl:pico\n",
        "data/checklists.yaml",
    )
    given = audit.answers(source)
    assert given.about == "Les dette."
    assert msgspec.to_builtins(given.lists) == {
        "prisma2020": {"place": "data/checklists.yaml:2",
                       "answers": {"3": {"not_reported": "Nei.", "place": "data/checklists.yaml:3"},
                                   "4": {"place": "data/checklists.yaml:4",
                                         "at": [{"id": "metode", "place": "data/checklists.yaml:6"},
                                                {"id": "tbl:pico",
                                                 "place": "data/checklists.yaml:7"}]}}},
    }  # fmt: skip


def test_a_thesis_without_the_file_has_no_answers() -> None:
    assert audit.answers(None) == Checklists()
