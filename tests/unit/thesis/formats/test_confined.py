"""A text that pandoc does not come to the end of: the paragraph is told, with its line."""

from pathlib import Path

import pytest

from thesis.document import pandoc
from thesis.formats import confined

FILE = "content/03-metode.md"


@pytest.mark.mutant("text.unreadable")
def test_the_paragraph_without_an_end_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "# Metode\n\nEn setning med `kode`.\n\n[[[ uten slutt\n\nEn setning til.\n"
    (tmp_path / "content").mkdir()
    (tmp_path / FILE).write_text(source, "utf-8")

    def convert(text: str, **_: object) -> None:
        if "[[[" in text:
            raise pandoc.TooHardError

    monkeypatch.setattr(pandoc, "convert", convert)
    fence = ":" * 40
    (told,) = confined.hard(f'{fence} {{.file src="{FILE}" part="main"}}\n', tmp_path)
    assert (told.rule, told.file, told.line) == ("text.unreadable", FILE, 5)
    assert "[[[ uten slutt" in told.found
