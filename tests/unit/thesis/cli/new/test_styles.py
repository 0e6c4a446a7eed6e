"""Citation styles by name; that a thesis can be built in them is tested beside citation_style."""

import pytest

from thesis.cli.new import styles
from thesis.cli.new.answers import AnswerError


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("norsk-apa-manual", "norsk-apa-manual"),
        ("vancouver", "nlm-citation-sequence"),  # a short name of one that points to another
    ],
)
def test_a_style_is_found_by_its_name_or_by_the_one_it_points_to(name: str, id: str) -> None:
    content = styles.content(name)
    assert b"<bibliography" in content
    assert f"styles/{id}</id>".encode() in content


@pytest.mark.parametrize("name", ["vancuver", "", "../styles/apa", "/etc/passwd"])
def test_no_other_file_is_taken(name: str) -> None:
    with pytest.raises(AnswerError, match="--style: no style is called"):
        styles.content(name)
