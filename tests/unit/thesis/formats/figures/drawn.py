"""Words of the pictures, and what is read of one."""

import re
from html import unescape
from pathlib import Path

from thesis.input import labels

LABELS = labels.read(Path(__file__).parents[5] / "templates/labels/nb.yaml")
WORDS = LABELS["search_figures"]


def texts(svg: str) -> list[str]:
    """The texts of a picture, in their order."""
    return [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]
