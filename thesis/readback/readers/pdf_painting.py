"""Painting of a PDF's page, one thing over the other: which of its letters nobody sees."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pypdfium2 import raw

Rectangle = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int]

SAME: Matrix = (1, 0, 0, 1, 0, 0)
PAPER: Colour = (255, 255, 255)
FAINT = 40  # How far two colours are apart, of 255, that nobody tells from one another
CLEAR = 26  # Opacity, of 255, below which nothing is seen
SOLID = 128  # Opacity, of 255, above which what lies below is not read
TINY = 3.0  # pt that letters may be high, so that nobody reads them
MOST_FORMS = 8  # Drawings in drawings; a PDF may have them in a circle


@dataclass(frozen=True)
class _Fill:
    """An area that is painted; `colour` is None for a picture."""

    at: int
    box: Rectangle
    colour: Colour | None


@dataclass
class Painting:
    """What is painted on a page, in its order."""

    texts: dict[int, tuple[int, Colour, str]] = field(default_factory=dict)
    """The place of each text in that order, its colour, and why nobody sees it, by its address."""
    fills: list[_Fill] = field(default_factory=list)
    clips: dict[int, Rectangle] = field(default_factory=dict)
    """Outside of what nothing of a text is drawn, by its address."""

    @classmethod
    def of(cls, page: Any) -> Painting:
        """The painting of a page of pdfium's."""
        out = cls()
        for at, (drawn, matrix) in enumerate(_objects(page.raw)):
            kind = raw.FPDFPageObj_GetType(drawn)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                colour, opacity = _colour(drawn)
                why = _unseen(drawn, opacity, math.hypot(matrix[2], matrix[3]))
                out.texts[address_of(drawn)] = (at, colour, why)
                if clip := _clip(drawn, matrix):
                    out.clips[address_of(drawn)] = clip
            elif kind in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING}:
                out.fills.append(_Fill(at, _bounds(drawn, matrix), None))
            elif kind == raw.FPDF_PAGEOBJ_PATH and _is_filled(drawn):
                colour, opacity = _colour(drawn)
                if opacity >= SOLID:
                    out.fills.append(_Fill(at, _bounds(drawn, matrix), colour))
        return out

    def hidden(self, address: int, box: Rectangle) -> str:
        """Why nobody sees a letter of a text, in a phrase; "" where it is seen.

        Args:
            address: of the text, in pdfium's memory.
            box: of the letter: left, bottom, right and top in pt.
        """
        at, colour, why = self.texts.get(address, (0, (0, 0, 0), ""))
        if why:
            return why
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        left, bottom, right, top = self.clips.get(address, (x, y, x, y))
        if not (left <= x <= right and bottom <= y <= top):
            return "cut away"
        ground: Colour | None = PAPER
        for fill in self.fills:
            if fill.box[0] <= x <= fill.box[2] and fill.box[1] <= y <= fill.box[3]:
                if fill.at > at:
                    return "below something that is painted over it"
                ground = fill.colour
        if ground and _is_faint(colour, ground):
            return "in the colour of what is behind it"
        return ""


@cache
def _is_faint(colour: Colour, ground: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(colour, ground, strict=True)) < FAINT


def _unseen(drawn: Any, opacity: int, scale: float) -> str:
    if raw.FPDFTextObj_GetTextRenderMode(drawn) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        return "not drawn"
    if opacity < CLEAR:
        return "transparent"
    return "too small to be read" if _height(drawn) * scale < TINY else ""


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """What is painted, that of a drawing in the drawing's place, and how each is moved."""
    for i in range(raw.FPDFPage_CountObjects(page)):
        yield from _inside(raw.FPDFPage_GetObject(page, i), SAME, MOST_FORMS)


def _inside(drawn: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_FORM:
        yield drawn, matrix
    elif depth:
        moved = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(drawn, moved)
        own = (moved.a, moved.b, moved.c, moved.d, moved.e, moved.f)
        for i in range(raw.FPDFFormObj_CountObjects(drawn)):
            yield from _inside(raw.FPDFFormObj_GetObject(drawn, i), _joined(own, matrix), depth - 1)


def _joined(one: Matrix, other: Matrix) -> Matrix:
    """First one, then the other."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
            e * p + f * r + t, e * q + f * s + u)  # fmt: skip


def _bounds(drawn: Any, matrix: Matrix) -> Rectangle:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    xs, ys = (left.value, right.value), (bottom.value, top.value)
    return _around([(x, y) for x in xs for y in ys], matrix)


def _around(points: list[tuple[float, float]], matrix: Matrix) -> Rectangle:
    a, b, c, d, e, f = matrix
    xs, ys = zip(*((a * x + c * y + e, b * x + d * y + f) for x, y in points), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _clip(drawn: Any, matrix: Matrix) -> Rectangle | None:
    """What is left of the page for a text: the least of the areas that it is cut out by."""
    path = raw.FPDFPageObj_GetClipPath(drawn)
    left: Rectangle | None = None
    for i in range(max(raw.FPDFClipPath_CountPaths(path), 0)):
        points = []
        for j in range(max(raw.FPDFClipPath_CountPathSegments(path, i), 0)):
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, i, j), x, y)
            points.append((x.value, y.value))
        if points:
            box = _around(points, matrix)
            left = (
                box
                if left is None
                else (
                    max(left[0], box[0]),
                    max(left[1], box[1]),
                    min(left[2], box[2]),
                    min(left[3], box[3]),
                )
            )
    return left


def _colour(drawn: Any) -> tuple[Colour, int]:
    """The colour that something is filled with, and its opacity; of 255."""
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(drawn, red, green, blue, opacity)
    return (red.value, green.value, blue.value), opacity.value


def _is_filled(drawn: Any) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn, mode, stroke)
    return bool(mode.value != raw.FPDF_FILLMODE_NONE)


def _height(drawn: Any) -> float:
    """How high in pt the letters of a text are, where it stands."""
    size, matrix = ctypes.c_float(), raw.FS_MATRIX()
    raw.FPDFTextObj_GetFontSize(drawn, size)
    raw.FPDFPageObj_GetMatrix(drawn, matrix)
    return size.value * math.hypot(matrix.c, matrix.d)


def address_of(drawn: Any) -> int:
    """Where pdfium has a drawn element, by which it is known again."""
    return ctypes.cast(drawn, ctypes.c_void_p).value or 0
