"""The spelling and typography of the whole thesis: `snakemake spelling`."""

from collections.abc import Callable

from tests.whole.project import Project
from thesis.language.spelling import Hunspell


def test_the_thesis_is_spelt_right_and_its_word_list_says_no_more_than_it_needs(
    clone: Callable[[], Project], speller: Hunspell
) -> None:
    run = clone().build("spelling")
    assert run.returncode == 0, run.stdout + run.stderr
