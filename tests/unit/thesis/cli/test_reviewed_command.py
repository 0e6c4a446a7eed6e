"""A sentence that was read again is recorded, and leaves the list of those to read."""

from tests.unit.thesis.cli.conftest import Run
from tests.unit.thesis.edited import CONTENT, line
from thesis.document.thesis import Thesis
from thesis.editions import reviewed


def test_a_sentence_that_was_read_leaves_the_list(edited: Thesis, run: Run) -> None:
    place = f"{CONTENT}:{line(edited, 'Hos @anna2019')}"
    status, told, complained = run("reviewed", place)
    assert (status, complained) == (0, "")
    assert told == f"{place}  recorded: Hos @anna2019 falt uroen.\n"
    _, told, _ = run("plan")
    assert "falt uroen" not in told
    assert "5 sentences to read, 1 read already." in told


def test_it_is_recorded_once_and_the_lines_of_others_stay(edited: Thesis, run: Run) -> None:
    reviewed.add(edited.root, ["0" * 16 + "  content/a.md  Deres."])
    run("reviewed", f"{CONTENT}:4")
    before = (edited.root / reviewed.FILE).read_text("utf-8")
    _, told, _ = run("reviewed", f"{CONTENT}:4")
    assert told == f"{CONTENT}:4  recorded before: Hos @anna2019 falt uroen.\n"
    assert (edited.root / reviewed.FILE).read_text("utf-8") == before
    assert "Deres." in before


def test_all_of_a_file_that_is_to_be_read(edited: Thesis, run: Run) -> None:
    status, told, _ = run("reviewed", "--all-in", CONTENT)
    assert (status, told.count("recorded: ")) == (0, 5)
    assert "1 sentence to read, 5 read already." in run("plan")[1]
    status, _, complained = run("reviewed", "--all-in", CONTENT)
    assert (status, complained) == (1, f"{CONTENT}: no sentence of it is to be read again\n")


def test_a_wrong_place_is_told_with_what_stands_near_it_and_the_others_are_recorded(
    edited: Thesis, run: Run
) -> None:
    status, told, complained = run(
        "reviewed", f"{CONTENT}:2", "content/03-metod.md:4", f"{CONTENT}:4"
    )
    assert status == 1
    assert told == f"{CONTENT}:4  recorded: Hos @anna2019 falt uroen.\n"
    assert (
        complained
        == f"""\
{CONTENT}:2: no sentence of the thesis stands there; near it:
  {CONTENT}:1  Metode
  {CONTENT}:3  Koret til @anna2019 sang i åtte uker.
  {CONTENT}:4  Hos @anna2019 falt uroen.
content/03-metod.md:4: no sentence of the thesis stands there; did you mean {CONTENT}?
"""
    )


def test_tidy_strikes_the_lines_that_count_no_longer(edited: Thesis, run: Run) -> None:
    run("reviewed", f"{CONTENT}:4")
    kept = (edited.root / reviewed.FILE).read_text("utf-8")
    reviewed.add(edited.root, ["0" * 16 + "  content/a.md  En gammel setning."])
    status, told, _ = run("reviewed", "--tidy")
    assert status == 0
    assert told == f"reviewed.txt:2  struck: {'0' * 16}  content/a.md  En gammel setning.\n"
    assert (edited.root / reviewed.FILE).read_text("utf-8") == kept
    assert run("reviewed", "--tidy")[1] == "reviewed.txt has no line to strike\n"


def test_without_a_place_nothing_is_done(run: Run) -> None:
    assert run("reviewed")[0] == 2


def test_a_file_that_is_no_text_is_not_written_over(edited: Thesis, run: Run) -> None:
    (edited.root / reviewed.FILE).write_bytes(b"\xff")
    status, told, complained = run("reviewed", f"{CONTENT}:4")
    assert (status, told) == (2, "")
    assert "reviewed.txt" in complained
    assert (edited.root / reviewed.FILE).read_bytes() == b"\xff"
