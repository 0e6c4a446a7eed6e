"""Atoms of a paragraph: its inlines as a row that can be compared, and the way back.

An atom is a word, a sign, a space, a number of the register, a note, a picture: what a difference
never divides. It remembers what it stands in (emphasis, a link, a language).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from thesis.document import pandoc
from thesis.document.pandoc import Element
from thesis.editions.redline import revision_marks

PIECE = re.compile(r"https?://\S+|\d[\d\u00a0.,]*\d|\w+(?:-\w+)*|\W")
"""A web address, a number, a word, or a sign."""

INNER = {"Emph", "Strong", "Strikeout", "Underline", "SmallCaps", "Superscript", "Subscript"}
"""Inlines whose content is all they have."""
HEADED = {"Span", "Link", "Cite"}  # Inlines that have something in front of their content
BLANK = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}


@dataclass(frozen=True, eq=False)
class Wrapper:
    """What atoms stand in: an inline without its content."""

    element: Element

    @property
    def kind(self) -> str:
        """Its type in pandoc's tree."""
        return str(self.element["t"])

    def around(self, inlines: list[Element]) -> Element:
        """The inline with that content."""
        if self.kind in INNER:
            return {"t": self.kind, "c": inlines}
        content = list(self.element["c"])
        content[1] = inlines
        return {"t": self.kind, "c": content}


@dataclass(frozen=True)
class InlineAtom:
    """One of the things that a difference leaves whole."""

    text: str  # what it is compared by
    inlines: list[Element]  # itself, in pandoc's tree
    path: tuple[Wrapper, ...] = field(default=())  # what it stands in, the outermost first
    mark: str = ""  # ``insertion``, ``deletion`` or ""


def split(inlines: Iterable[Element], path: tuple[Wrapper, ...] = ()) -> Iterator[InlineAtom]:
    """The atoms of some inlines, in order."""
    for inline in inlines:
        kind = inline["t"]
        if kind == "Str":
            for piece in PIECE.findall(inline["c"]):
                yield InlineAtom(piece, [{"t": "Str", "c": piece}], path)
        elif kind in BLANK:
            yield InlineAtom(BLANK[kind], [inline], path)
        elif kind in INNER:
            yield from split(inline["c"], (*path, Wrapper(inline)))
        elif kind in HEADED and not pandoc.is_number(inline):
            yield from split(inline["c"][1], (*path, Wrapper(inline)))
        elif kind == "Image":
            yield InlineAtom(f"\0{inline['c'][2][0]}", [inline], path)
        elif kind == "Note":
            yield InlineAtom(f"\0{pandoc.text(inline['c'])}", [inline], path)
        else:
            yield InlineAtom(pandoc.text([inline]), [inline], path)


def is_note(atom: InlineAtom) -> bool:
    """Whether it is a footnote."""
    return bool(atom.inlines) and atom.inlines[0]["t"] == "Note"


def join(atoms: Sequence[InlineAtom]) -> list[Element]:
    """The inlines of a row of atoms.

    A mark stands inside of a link, as Word wants it.
    """
    return _join(list(atoms), 0)


def _join(atoms: list[InlineAtom], depth: int) -> list[Element]:
    out: list[Element] = []
    i = 0
    while i < len(atoms):
        wrapper = _at(atoms[i], depth)
        end = i + 1
        while end < len(atoms) and _alike(atoms[i], atoms[end], depth):
            end += 1
        run = atoms[i:end]
        if wrapper:
            out.append(wrapper.around(_join(run, depth + 1)))
        else:
            inlines = _merged(inline for atom in run for inline in atom.inlines)
            out += [revision_marks.span(run[0].mark, inlines)] if run[0].mark else inlines
        i = end
    return out


def _at(atom: InlineAtom, depth: int) -> Wrapper | None:
    return atom.path[depth] if depth < len(atom.path) else None


def _alike(one: InlineAtom, other: InlineAtom, depth: int) -> bool:
    """Whether two atoms beside each other stand in the same thing."""
    wrapper = _at(one, depth)
    return wrapper is _at(other, depth) and (wrapper is not None or one.mark == other.mark)


def _merged(inlines: Iterable[Element]) -> list[Element]:
    """Pieces of a word as one word again."""
    out: list[Element] = []
    for inline in inlines:
        if out and inline["t"] == out[-1]["t"] == "Str":
            out[-1] = {"t": "Str", "c": out[-1]["c"] + inline["c"]}
        else:
            out.append(inline)
    return out


# ---- what left -----------------------------------------------------------------------------------

READ = {"lang"}  # Attributes that a deleted text keeps: they say how it is read


def left(atoms: Sequence[InlineAtom]) -> list[InlineAtom]:
    """Atoms of the old edition as they stand in the new one: marked, without ids and links.

    A number is a number of the new register no more, and the picture may be another one.
    """
    plain: dict[Wrapper, Wrapper | None] = {}
    out = []
    for atom in atoms:
        for wrapper in atom.path:
            if wrapper not in plain:
                plain[wrapper] = _plain(wrapper)
        path = tuple(filter(None, map(plain.__getitem__, atom.path)))
        out.append(InlineAtom(atom.text, _said(atom.inlines), path, revision_marks.DELETION))
    return out


def _plain(wrapper: Wrapper) -> Wrapper | None:
    if wrapper.kind in INNER:
        return wrapper
    if wrapper.kind != "Span":
        return None
    _, classes, values = wrapper.element["c"][0]
    values = [[name, value] for name, value in values if name in READ]
    return Wrapper({"t": "Span", "c": [["", [*classes], values], []]})


def _said(inlines: list[Element]) -> list[Element]:
    out: list[Any] = []
    for inline in inlines:
        if pandoc.is_number(inline):
            out += inline["c"][1]
        elif inline["t"] == "Image":
            told = pandoc.attributes(inline).get("alt") or pandoc.text(inline["c"][1])
            out += pandoc.inlines(f"[{told}]")
        else:
            out.append(inline)
    return out
