"""Citation style of a thesis: its CSL file, and how it cites."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from thesis.diagnostics.files import HOUSE

DEFAULT = "norsk-apa6"
SUFFIX = ".csl"
SPACE = "{http://purl.org/net/xbiblio/csl}"

Form = Literal["author-date", "author", "numeric", "label", "note"]
FORMS: tuple[Form, ...] = ("author-date", "author", "numeric", "label", "note")
"""What CSL 1.0.2 calls the formats of a citation."""


class UnusableStyleError(Exception):
    """A file that is no citation style; the message says what it is.

    Attributes:
        parent: the name of the style that it points to, if it does no more than that.
    """

    def __init__(self, why: str, parent: str = "") -> None:
        super().__init__(why)
        self.parent = parent


@dataclass(frozen=True)
class CitationStyle:
    """How a style cites."""

    # what stands in the text: author and year, the author, the number of the entry, its label, or a
    # note
    form: Form
    name: str  # the last part of its id, such as «apa»


def file(name: str, root: Path, house: Path = HOUSE) -> Path:
    """The file of the style that config names: one of the house's, or of the thesis' own.

    Args:
        name: ``csl`` of config: «norsk-apa6», or a path in the thesis, «config/vancouver.csl».
        root: the folder of the thesis.
        house: the folder of the code.
    """
    return root / name if name.endswith(SUFFIX) else house / "templates" / f"{name}{SUFFIX}"


def named(config: Mapping[str, Any], root: Path, house: Path = HOUSE) -> Path:
    """The file of the style that the settings of a thesis name, or of the one that all have."""
    return file(config.get("csl", DEFAULT), root, house)


def of(config: Mapping[str, Any], root: Path) -> CitationStyle:
    """How the style of a thesis cites, by its settings."""
    return read(named(config, root))


def read(path: Path) -> CitationStyle:
    """What a CSL file says of how it cites.

    Raises:
        UnusableStyleError: it is no CSL, or a style that only points to another one.
    """
    import lxml.etree  # here, for the Snakefile asks only where the file is

    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        style = lxml.etree.fromstring(path.read_bytes(), parser)
    except lxml.etree.XMLSyntaxError as error:
        raise UnusableStyleError(f"no XML: {error.msg}") from None
    if style.tag != f"{SPACE}style":
        raise UnusableStyleError("no style of the Citation Style Language")
    for link in style.iter(f"{SPACE}link"):
        if link.get("rel") == "independent-parent":
            parent = str(link.get("href", "")).rpartition("/")[2]
            raise UnusableStyleError(f"a style that only points to another, {parent}", parent)
    if style.find(f"{SPACE}citation") is None or style.find(f"{SPACE}bibliography") is None:
        raise UnusableStyleError("a style without citations or without a list")
    name = re.split("[/:]", style.findtext(f"{SPACE}info/{SPACE}id", "").strip())[-1]
    if style.get("class") == "note":
        return CitationStyle("note", name)
    named = [str(each.get("citation-format")) for each in style.iter(f"{SPACE}category")]
    if (form := next((form for form in FORMS if form in named), None)) is None:
        raise UnusableStyleError("a style that does not say its citation-format")
    return CitationStyle(form, name)
