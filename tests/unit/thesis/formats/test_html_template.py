"""HTML templates escape every value, and know no name that was not given."""

from pathlib import Path

import pytest
from jinja2 import UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from thesis.formats.html_template import breakable, render


def test_a_value_is_text_and_never_markup(tmp_path: Path) -> None:
    (tmp_path / "a.html.jinja").write_text("<p>{{ name }}</p>\n", "utf-8")
    assert render(tmp_path / "a.html.jinja", {"name": "a < b & c"}) == "<p>a &lt; b &amp; c</p>\n"
    with pytest.raises(UndefinedError):
        render(tmp_path / "a.html.jinja", {})


def test_it_is_compiled_once_for_a_user_and_anew_when_it_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    tmp_path.chmod(0o700)
    template, compiled = tmp_path / "a.jinja", []
    compile_ = ImmutableSandboxedEnvironment.compile
    monkeypatch.setattr(
        ImmutableSandboxedEnvironment,
        "compile",
        lambda *given, **more: compiled.append(given[1]) or compile_(*given, **more),
    )
    for text in ("1", "1", "2", "2", "1"):
        template.write_text(text, "utf-8")
        assert render(template, {}) == text
    assert compiled == ["1", "2", "1"]
    (kept,) = (tmp_path / "thesis").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert render(template, {}) == "1"
    assert len(compiled) == 4


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
