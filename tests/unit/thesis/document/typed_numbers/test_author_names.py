"""Names of authors that are words: a name is one where it is cited, or where a name can stand."""

import re

import pytest

from tests.records import work
from thesis.document.passages import Passage
from thesis.document.typed_numbers.author_names import AuthorNames


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "As More found, more came.", "As M··· found, more came."),
        ("en", "More and Vik (2019) saw more.", "M··· and Vik (2019) saw more."),
        ("en", "More of the studies were small.", None),
        ("en", "Jordan’s study was in Jordan.", "J·····’s study was in J·····."),
        ("nb", "Funnene til Mindre er små, og mindre er kjent.", "M·····"),
        ("nb", "Syv et al. fant syv.", "S·· et al. fant syv."),
        ("nb", "Syv studier er små.", None),
        ("nn", "Fleire (2018) fann fleire.", "F····· (2018) fann fleire."),
        ("nb", "Funnene til Hansen er små.", None),
    ],
)
def test_a_name_that_is_a_word_is_hidden_where_it_is_a_name(
    language: str, text: str, shown: str | None
) -> None:
    people = ("More", "Jordan", "Mindre", "Syv", "Fleire", "Hansen")
    works = {name: work("Title", name) for name in people}
    names = AuthorNames(works)
    made = names.hide(Passage("a.md", text, [], language, [])).text
    assert len(made) == len(text)
    assert (shown or text) in made
    assert re.sub("·+", "", made) != made or shown is None
