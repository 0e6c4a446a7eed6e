"""Plots of effects as SVG, by matplotlib: a forest plot, and the directions of several outcomes.

A text stays a text, in the font of the thesis, so a reader can search it and zoom in. All that
colour says is said by a shape or a sign as well. The same data give the same bytes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from thesis.effects.sizes import RATIOS, null
from thesis.input.labels import Labels
from thesis.model.display import decimal, digits, ends, interval
from thesis.model.records import AppraisalTool, Plain, PooledEffect, StudyEffect, Synthesis

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 6.3  # The text column of an A4 page, in inches

ROW, EDGE = 0.26, 0.12
LETTER, LINE = 0.075, 0.15  # the width of a bold letter, and the height of a line, in inches
SIZE = 9.5
INK, GREY, TINT = "#1a1a1a", "#6b6b6b", "#e9edf2"
LONGEST = 30  # Letters of a name that have room

STEPS = [base * 10**power for power in range(-4, 5) for base in (1, 2, 5)]
"""The marks that a scale of ratios may have."""


def canvas(height: float) -> Figure:
    """An empty figure of the width of the text.

    Args:
        height: in inches.
    """
    from matplotlib.figure import Figure

    return Figure(figsize=(WIDTH, height))


def svg(figure: Figure, font: str) -> str:
    """A figure as SVG, its text in a font that whoever prints it has."""
    import matplotlib

    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "thesis"}):
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue().replace("'DejaVu Sans'", f"'{font}'")


def rows(figure: Figure, left: float, right: float, count: int, above: float = 0) -> Axes:
    """An axes of `count` rows below `above`, between two sides of the figure (in inches).

    Row 0 is the heading. Below the last row is room for the marks of the scale.
    """
    height = float(figure.get_figheight())
    top = height - EDGE - above
    bottom = top - ROW * count
    box = (left / WIDTH, bottom / height, (right - left) / WIDTH, (top - bottom) / height)
    axes = figure.add_axes(box)
    axes.set_ylim(count - 0.5, -0.5)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.set_yticks([])
    axes.tick_params(labelsize=SIZE - 1, colors=INK, length=3)
    return axes


def write(axes: Axes, row: float, inches: float, text: str, side: str = "left", **how: Any) -> None:
    """Write a text into a row, at a distance from the left edge of the figure."""
    from matplotlib.transforms import blended_transform_factory

    figure = axes.figure
    at = blended_transform_factory(figure.transFigure, axes.transData)
    how = {"fontsize": SIZE, "color": INK, "va": "center", **how}
    axes.text(inches / WIDTH, row, text, transform=at, ha=side, **how)


def shortened(name: str) -> str:
    """A name that has room; the whole of it is in the alternative text."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def forest(made: Synthesis, words: Labels, font: str) -> str:
    """The forest plot of an outcome.

    Args:
        words: the labels.
    """
    label, language = words["plots"], words["language"]
    shown = [effect for effect in made.effects if effect.estimate is not None]
    together = made.pooled
    last = len(shown) + (0 if together is None else 2 if together.prediction else 1)
    count = 1 + last
    figure = canvas(2 * EDGE + ROW * count + 0.45)
    left, right = 2.35, WIDTH - 1.95 if together else WIDTH - 1.45
    axes = rows(figure, left, right, count)
    ratio = made.measure in RATIOS
    if ratio:
        axes.set_xscale("log")
    write(axes, 0, 0, label["study"], weight="bold")
    write(axes, 0, left - 0.12, label["people"], "right", weight="bold")
    heading = label["interval"].format(measure=label["short"][made.measure])
    at = WIDTH - 0.55 if together else WIDTH
    write(axes, 0, at, heading, "right", weight="bold")
    for row, effect in enumerate(shown, 1):
        assert effect.estimate is not None
        assert effect.low is not None
        assert effect.high is not None
        write(axes, row, 0, shortened(effect.cited))
        write(axes, row, left - 0.12, _people(effect, language), "right")
        write(axes, row, at, interval(effect, language), "right")
        axes.plot([effect.low, effect.high], [row, row], color=INK, linewidth=1.1)
        area = 18 + 3.2 * (effect.weight or 10)
        axes.scatter([effect.estimate], [row], s=area, marker="s", color=INK, zorder=3)
        if effect.weight is not None:
            write(axes, row, WIDTH, f"{digits(round(effect.weight), language)} %", "right")
    if together:
        write(axes, 0, WIDTH, label["weight"], "right", weight="bold")
        _together(axes, len(shown) + 1, at, together, label["methods"][made.pool], words)
    axes.axvline(null(made.measure), color=INK, linewidth=0.8, zorder=0)
    _scale(axes, ratio, language)
    _sides(axes, made, label)
    return svg(figure, font)


def _together(
    axes: Axes, row: int, at: float, pooled: PooledEffect, method: str, words: Labels
) -> None:
    """The pooled effect as a rhomb, and below it the interval that a new study is expected in."""
    label, language = words["plots"], words["language"]
    write(axes, row, 0, label["pooled"].format(method=method), weight="bold")
    write(axes, row, at, interval(pooled, language), "right", weight="bold")
    x = [pooled.low, pooled.estimate, pooled.high, pooled.estimate]
    axes.fill(x, [row, row - 0.32, row, row + 0.32], facecolor=TINT, edgecolor=INK, linewidth=1.1)
    axes.axvline(pooled.estimate, color=GREY, linewidth=0.7, linestyle=(0, (1, 2)), zorder=0)
    if pooled.prediction:
        low, high = pooled.prediction
        write(axes, row + 1, 0, label["prediction"])
        write(axes, row + 1, at, ends(low, high, language), "right")
        axes.plot([low, high], [row + 1] * 2, color=INK, linewidth=1.1, linestyle=(0, (3, 2)))
        axes.plot([low, high], [row + 1] * 2, color=INK, marker="|", linewidth=0)


def _people(effect: StudyEffect, language: str) -> str:
    return "–" if effect.people is None else digits(effect.people, language)


def _scale(axes: Axes, ratio: bool, language: str) -> None:
    """Marks of the scale in the digits of the language, at most six."""
    from matplotlib.ticker import FixedLocator, MaxNLocator, NullFormatter, NullLocator

    low, high = (float(end) for end in axes.get_xlim())
    if ratio:
        marks = [step for step in STEPS if low <= step <= high]
        if len(marks) > 6:
            marks = [mark for mark in marks if math.log10(mark).is_integer()]
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_minor_formatter(NullFormatter())
    else:
        marks = [float(mark) for mark in MaxNLocator(5).tick_values(low, high)]
        marks = [mark for mark in marks if low <= mark <= high]
    axes.xaxis.set_major_locator(FixedLocator(marks))
    axes.set_xticklabels([_mark(mark, language) for mark in marks])


def _mark(mark: float, language: str) -> str:
    places = next(n for n in range(6) if n == 5 or math.isclose(mark, round(mark, n), abs_tol=1e-9))
    return decimal(mark, places, language)


def _sides(axes: Axes, made: Synthesis, label: Labels) -> None:
    """Which side of the line is good for the treated."""
    if made.measure == "COR":
        return
    good, bad = label["favours"]["treated"], label["favours"]["controls"]
    sides = (good, bad) if made.better == "lower" else (bad, good)
    for text, side, away in ((f"← {sides[0]}", "right", -5), (f"{sides[1]} →", "left", 5)):
        axes.annotate(
            text, (null(made.measure), 0), (away, -26), xycoords=("data", "axes fraction"),
            textcoords="offset points", ha=side, va="top", fontsize=SIZE - 1.5, color=INK,
        )  # fmt: skip


def directions(outcomes: Sequence[Synthesis], words: Labels, font: str) -> str:
    """Which way each study points on each outcome: filled where the study calls it significant."""
    label, language = words["plots"], words["language"]
    every = [effect for made in outcomes for effect in made.effects]
    told = {effect.key: effect for effect in every}
    told |= {effect.key: effect for effect in reversed(every) if effect.people is not None}
    key_rows = 2
    names, turned = _headings([made.label for made in outcomes], (WIDTH - 2.5) / len(outcomes))
    letters = max(map(len, names)) if turned else 0
    tall = LETTER * letters if turned else LINE * max(1 + name.count("\n") for name in names)
    more = max(0.0, tall + 0.06 - ROW)  # inches that the headings take above the row they end in
    figure = canvas(2 * EDGE + more + ROW * (1 + len(told) + key_rows) + 0.08)
    axes = rows(figure, 2.5, WIDTH, 1 + len(told) + key_rows, above=more)
    axes.spines["bottom"].set_visible(False)
    axes.set_xticks([])
    axes.set_xlim(0, len(outcomes))
    write(axes, 0, 0, label["study"], weight="bold")
    write(axes, 0, 2.4, label["people"], "right", weight="bold")
    for row, effect in enumerate(told.values(), 1):
        write(axes, row, 0, shortened(effect.cited))
        write(axes, row, 2.4, _people(effect, language), "right")
        axes.axhline(row - 0.5, color=TINT, linewidth=1)
    for column, made in enumerate(outcomes):
        middle = 2.5 + (WIDTH - 2.5) * (column + 0.5) / len(outcomes)
        low = {"va": "bottom", "rotation": 90 * turned, "linespacing": 1} if more else {}
        write(axes, 0.42 if more else 0, middle, names[column], "center", weight="bold", **low)
        for row, key in enumerate(told, 1):
            for effect in made.effects:
                if effect.key == key:
                    arrow(axes, column + 0.5, row, effect.direction, bool(effect.significant))
    below = len(told) + 1.25
    for place, direction in enumerate(("better", "unchanged", "worse")):
        x = 0.12 + place * 1.45
        at = (x - 2.5) / (WIDTH - 2.5) * len(outcomes)
        arrow(axes, at, below, direction, False)
        write(axes, below, x + 0.16, label["directions"][direction], fontsize=SIZE - 1)
    at = (0.12 + 3 * 1.45 - 2.5) / (WIDTH - 2.5) * len(outcomes)
    arrow(axes, at, below, "better", True)
    write(axes, below, 0.28 + 3 * 1.45, label["directions"]["significant"], fontsize=SIZE - 1)
    return svg(figure, font)


def _headings(labels: Sequence[str], inches: float) -> tuple[list[str], bool]:
    """The headings of columns, in several lines, or turned where a word has no room."""
    names = [shortened(label) for label in labels]
    room = max(1, int(inches / LETTER))
    if max(len(word) for name in names for word in name.split()) > room:
        return names, True
    return ["\n".join(wrap(name, room)) for name in names], False


GOOD, DOUBTFUL, BAD = ("+", "#c8e8d4", ""), ("–", "#ecc95f", "...."), ("×", "#d98577", "////")
WORST, UNTOLD = ("!", "#b8665c", "xxxx"), ("?", "#ffffff", "")

MARKS = {
    **dict.fromkeys(("low", "Y", "PY"), GOOD),
    **dict.fromkeys(("some_concerns", "moderate", "P"), DOUBTFUL),
    **dict.fromkeys(("high", "serious", "N", "PN"), BAD),
    "critical": WORST,
    **dict.fromkeys(("no_information", "NI", "U"), UNTOLD),
    "NA": ("·", "#d9d9d9", ""),
}  # The sign, the colour and the hatch of each judgement and answer; in grey the worse is darker


ASKED = 70  # Letters of a question that have room in a line, of two

MANY = 17  # Columns that have room for signs of the usual size


def appraisal(
    tool: AppraisalTool, studies: Sequence[tuple[str, Plain]], words: Labels, font: str
) -> str:
    """The judgements of each study by domain, and below them how many studies have each.

    Args:
        studies: each as a text cites it, with its judgements by domain; `overall` is the last.
    """
    label, said = words["plots"], words["appraisal"]
    columns = [*tool.domains, *(["overall"] if tool.judged else [])]
    names = [*(tool.domains if tool.judged else tool.domains.values())]
    names += [said["overall"]] if tool.judged else []
    count = 1 + len(studies)
    left, top = 2.5, EDGE + ROW * count
    figure = canvas(top + 0.2 + ROW * (len(columns) + 1) + EDGE)
    axes = rows(figure, left, WIDTH, count)
    axes.spines["bottom"].set_visible(False)
    axes.set_xticks([])
    axes.set_xlim(0, len(columns))
    write(axes, 0, 0, label["study"], weight="bold")
    many = len(columns) > MANY
    for column, name in enumerate(names):
        axes.text(
            column + 0.5, 0, name, ha="center", va="center", fontsize=SIZE - 2 * many,
            rotation=90 * many, weight="bold",
        )  # fmt: skip
    blank = UNTOLD if tool.judged else ("", "none", "")  # an item of another part of the tool
    for row, (cited, judged) in enumerate(studies, 1):
        write(axes, row, 0, shortened(cited))
        for column, domain in enumerate(columns):
            sign = MARKS.get(judged.get(domain, ""), blank)
            if sign[0]:
                _mark_of(axes, column + 0.5, row, sign, small=many)
    _shares(figure, tool, studies, columns, said, top + 0.2)
    return svg(figure, font)


def _mark_of(
    axes: Axes, x: float, row: float, sign: tuple[str, str, str], small: bool = False
) -> None:
    """A judgement: its sign in a circle of its colour."""
    axes.scatter(
        [x], [row], s=60 if small else 150, facecolor=sign[1], edgecolor=INK, linewidth=0.8,
        clip_on=False,
    )  # fmt: skip
    axes.text(
        x, row - 0.06, sign[0], ha="center", va="center_baseline", fontsize=SIZE + 1 - 4 * small,
        weight="bold",
    )  # fmt: skip


def _shares(
    figure: Figure,
    tool: AppraisalTool,
    studies: Sequence[tuple[str, Plain]],
    columns: Sequence[str],
    said: Labels,
    below: float,
) -> None:
    """A bar for each domain of how many studies have each judgement; below them what they mean."""
    height = float(figure.get_figheight())
    tall, left = ROW * len(columns), 2.5 if tool.judged else 4.0
    axes = figure.add_axes(
        (left / WIDTH, (height - below - tall) / height, 1 - left / WIDTH, tall / height)
    )
    axes.axis("off")
    axes.set_xlim(0, len(studies))
    axes.set_ylim(len(columns) - 0.5, -0.5)
    for row, domain in enumerate(columns):
        name = said["overall"] if domain == "overall" else tool.domains[domain]
        if tool.judged:
            write(axes, row, 0, name if domain == "overall" else f"{domain} {name}")
        else:  # the whole of it is in the alternative text
            lines = wrap(f"{name} {tool.questions.get(name, '')}", ASKED)[:2]
            write(axes, row, 0, "\n".join(lines), fontsize=SIZE - 1.3, linespacing=0.95)
        start = 0
        for verdict in tool.verdicts:
            width = sum(judged.get(domain) == verdict for _, judged in studies)
            sign, colour, hatch = MARKS[verdict]
            bar: dict[str, Any] = {
                "color": colour,
                "edgecolor": INK,
                "linewidth": 0.8,
                "hatch": hatch,
                "clip_on": False,
            }
            if width:
                axes.barh(row, width, 0.62, left=start, **bar)
                text = f"{sign} {width}"
                axes.text(
                    start + width / 2, row, text, ha="center", va="center", fontsize=SIZE - 1,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
                )  # fmt: skip
            start += width
    first, step = (2.6, 1.3) if len(tool.verdicts) < 4 else (0.1, WIDTH / len(tool.verdicts))
    for place, verdict in enumerate(tool.verdicts):
        at = first + step * place
        x = (at - left) / (WIDTH - left) * len(studies)
        _mark_of(axes, x, len(columns) + 0.2, MARKS[verdict])
        write(axes, len(columns) + 0.2, at + 0.16, said["verdicts"][verdict], fontsize=SIZE - 1)


def arrow(axes: Axes, x: float, row: float, direction: str, filled: bool) -> None:
    """An arrow up (better) or down (worse), a diamond (unchanged), or a dash (not known)."""
    if not direction:
        axes.text(x, row, "–", fontsize=SIZE, color=INK, ha="center", va="center")
        return
    mark = {"better": "^", "worse": "v", "unchanged": "d"}[direction]
    face = INK if filled else "white"
    axes.scatter(
        [x], [row], s=46, marker=mark, facecolor=face, edgecolor=INK, linewidth=1.0, clip_on=False,
        zorder=3,
    )  # fmt: skip
