"""LaTeX as plain text, decoded by pylatexenc, for the fields of BibTeX."""

import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pylatexenc import latex2text, latexwalker
from pylatexenc.macrospec import std_macro

from thesis.exports import fields

ARGUMENTS = {"href": "{{", "url": "{"}  # Macros whose arguments pylatexenc does not know

MEANT = {"href": "%(2)s", "url": "%(1)s", "textless": "<", "textgreater": ">"}
"""Macros that pylatexenc has no text for, or another than ours."""

SWITCHES = set("bf em it rm sc sf sl tt bfseries itshape upshape protect relax".split())
"""Macros without text that change how the words behind them look."""

MACRO = re.compile(r"(?<!\\)\\([A-Za-z]+)(?![A-Za-z]|\s*\{)")
"""A macro without an argument; of one that is not known but has one, the argument is kept."""

UNKNOWN = re.compile(r"%s|%\([0-9]\)s")
"""What pylatexenc writes in place of an argument that is not there."""

MATHS = re.compile(r"(?<!\\)\$([^$]*)\$|\\\((.*?)\\\)")
HIGH_OR_LOW = re.compile(r"(?<!\\)([\^_])(?:\{([^{}]*)\}|(\\[A-Za-z]+|[^\s{}\\]))")


def _level(maths: re.Match[str]) -> str:
    r"""Maths with its letters on one line: «$_2$» -> 2, «$10^{-3}$» -> 10⁻³, «$^\circ$» -> °."""

    def one(found: re.Match[str]) -> str:
        text = str(found[3] if found[2] is None else found[2]).strip()
        if text == r"\circ":
            return "°"
        before = maths.string[: maths.start() + found.start()].rstrip("$( \\")
        power = found[1] == "^" and before[-1:].isdigit() and re.fullmatch("[-−]?[0-9]+", text)
        return fields.raised(text) if power else text

    return HIGH_OR_LOW.sub(one, maths[0])


FROM = latexwalker.get_default_latex_context_db()
FROM.add_context_category(
    "ours", macros=[std_macro(name, each) for name, each in ARGUMENTS.items()], prepend=True
)
TO = latex2text.get_default_latex_context_db()
TO.add_context_category(
    "ours",
    macros=[latex2text.MacroTextSpec(name, text) for name, text in MEANT.items()],
    prepend=True,
)
DECODE = latex2text.LatexNodes2Text(latex_context=TO)

logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)  # what it cannot read we tell ourselves


class UndecodableError(Exception):
    """LaTeX that cannot be read."""


def decoded(text: str) -> str:
    r"""LaTeX as plain text: «{DNA} and {\o}l» -> «DNA and øl».

    A bare «&» or «%» is taken for itself, as many exports write it and no bibliography means else.

    Raises:
        UndecodableError: a macro lacks its arguments or is not known, or braces nest too deep.
    """
    if any(not _known(name) for name in MACRO.findall(text)):
        raise UndecodableError
    try:
        typed = re.sub(r"(?<!\\)([&%])", r"\\\1", MATHS.sub(_level, text))
        nodes = latexwalker.LatexWalker(typed, latex_context=FROM).get_latex_nodes()[0]
        if any(_lacks_argument(node) for node in _all(nodes)):
            raise UndecodableError
        found = str(DECODE.nodelist_to_text(nodes))
    except UndecodableError:
        raise
    except Exception:  # pylatexenc raises whatever Python does, in whichever macro
        raise UndecodableError from None
    if UNKNOWN.search(found) and not UNKNOWN.search(text):
        raise UndecodableError
    return found.replace("{", "").replace("}", "")


def verbatim(text: str) -> str:
    """An address or a DOI, of which «~» and «%» are a part, without the braces around it.

    Raises:
        UndecodableError: as :func:`decoded`.
    """
    return decoded(re.sub(r"(?<!\\)~", r"\\textasciitilde{}", text))


def _all(nodes: Iterable[Any]) -> Iterator[Any]:
    """Nodes, and all that is in them."""
    for node in nodes:
        if node is None:
            continue
        yield node
        yield from _all(getattr(node, "nodelist", None) or ())
        yield from _all(getattr(getattr(node, "nodeargd", None), "argnlist", None) or ())


def _lacks_argument(node: Any) -> bool:
    r"""Whether a macro takes for its argument what only stands behind it: «\href{x} of».

    An accent, which has a name of one letter, may: «\c c».
    """
    arguments = getattr(node, "nodeargd", None)
    if len(getattr(node, "macroname", "") or "") < 2 or not arguments or not arguments.argnlist:
        return False
    return any(
        sign == "{" and not isinstance(each, latexwalker.LatexGroupNode)
        for sign, each in zip(arguments.argspec or "", arguments.argnlist, strict=False)
    )


def _known(name: str) -> bool:
    return name in SWITCHES or TO.get_macro_spec(name) is not None
