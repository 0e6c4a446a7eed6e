"""What the pictures of searches have in common: their type, their columns, and room for words."""

from collections.abc import Mapping, Sequence
from typing import Any

from thesis.diagnostics.files import HOUSE
from thesis.formats import html_template, typst

TEMPLATES = HOUSE / "templates/figures"

SIZE = 9.0  # Of the text, in pt
WIDTH, PITCH, TOP = 446.0, 14.0, 6.0
"""In pt: of a picture, from row to row, and above the first one."""
LONGEST = 90  # Letters of a query that are tried


def render(name: str, values: Mapping[str, Any]) -> str:
    """A picture as SVG, by its template."""
    frame = {"width": WIDTH, "font": typst.FONT, "size": SIZE}
    return html_template.render(TEMPLATES / f"{name}.svg.jinja", {**frame, **values})


def row_middle(i: int) -> float:
    """The middle of a row, in pt from above."""
    return TOP + (i + 0.5) * PITCH


def shortened(texts: Sequence[tuple[str, float]]) -> list[str]:
    """Each text as far as it has room, in pt, to the letter as Typst sets it."""
    plain = [(" ".join(text.split()), room) for text, room in texts]
    letters = sorted({letter for text, _ in plain for letter in text[:LONGEST]} | {"…"})
    widths = typst.measure(letters, typst.FONT, SIZE)

    def cut(text: str, room: float) -> str:
        if len(text) <= LONGEST and sum(map(widths.__getitem__, text)) <= room:
            return text
        left, n = room - widths["…"], 0
        while n < min(len(text), LONGEST) and (left := left - widths[text[n]]) >= 0:
            n += 1
        return f"{text[:n].rstrip()}…"

    return [cut(text, room) for text, room in plain]
