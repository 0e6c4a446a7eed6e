"""HTML templates escape every value, and know no name that was not given."""

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from thesis.formats.html_template import breakable, render


def test_a_value_is_text_and_never_markup(tmp_path: Path) -> None:
    (tmp_path / "a.html.jinja").write_text("<p>{{ name }}</p>\n", "utf-8")
    assert render(tmp_path / "a.html.jinja", {"name": "a < b & c"}) == "<p>a &lt; b &amp; c</p>\n"
    with pytest.raises(UndefinedError):
        render(tmp_path / "a.html.jinja", {})


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("data/studies/a.yaml", ["data/", "studies/", "a.yaml"]),
        ("flow.titles.left", ["flow.", "titles.", "left"]),
        ("a_b<c", ["a_", "b&lt;c"]),
        ("", [""]),
    ],
)
def test_a_path_may_be_broken_after_its_signs(text: str, parts: list[str]) -> None:
    assert breakable(text).split("<wbr>") == parts
