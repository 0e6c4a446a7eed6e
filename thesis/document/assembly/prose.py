"""The prose as one text: rendered file by file, its tables and figures put in, in reading order."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from thesis.diagnostics.findings import suggestion
from thesis.diagnostics.place import Place
from thesis.document import content, marks
from thesis.document.content import TEXT_DIVISION
from thesis.document.render import UNKNOWN, Markdown, Renderer, escape, unreadable
from thesis.input import sources
from thesis.input.sources import UnreadableSourceError

ALTERNATIVE = re.compile(r"""\balt="((?:[^"{]|\{(?!\{)|\{\{.*?\}\})*)\"""")
"""The alternative text of a picture, which may have calls with quotes of their own in it."""
CALL = re.compile(r"\{\{(.*?)\}\}")

FENCE = ":" * 40  # longer than any fence an author writes


def join(
    renderer: Renderer, parts: Mapping[str, Sequence[str]], **pieces: Mapping[str, str]
) -> str:
    """All content files rendered, each in a division that names it and its part.

    Args:
        parts: the files of each part of the thesis.
        pieces: by their kind, `table` or `figure`, what prose can place: Markdown by its name.
    """
    for kind, known in pieces.items():
        renderer.environment.globals[kind] = placing(kind, known, renderer)
    out = []
    renderer.findings += content.notes(file for files in parts.values() for file in files)
    for part, files in parts.items():
        for file in files:
            text = content.ruled(paired(renderer, file, render(renderer, file)))
            out.append(f'{FENCE} {{.file src="{file}" part="{part}"}}\n\n{text}\n\n{FENCE}\n')
    return "\n".join(out)


def render(renderer: Renderer, file: str) -> str:
    """One content file rendered; a visible mark where its bytes cannot be read."""
    try:
        source = sources.read_prose(Path(file), file)
    except UnreadableSourceError as error:
        renderer.findings.append(error.finding)
        return f"{unreadable(file)}\n"
    return renderer.render(marks.lines(ALTERNATIVE.sub(_told, source), file), file)


def _told(found: re.Match[str]) -> str:
    """An alternative text whose numbers are text alone, and beside it their keys."""
    if not (calls := CALL.findall(found[1])):
        return found[0]
    keys = " ".join(f"{{{{ ({call}) | keys }}}}" for call in calls)
    text = CALL.sub(r"{{ (\1) | told }}", found[1])
    return f'alt="{text}" keys="{keys}"'


def paired(renderer: Renderer, file: str, text: str) -> str:
    """The text with a ::: for each :::, so that it takes nothing of the files that follow."""
    lines = text.split("\n")
    if not (alone := content.unpaired(lines)):
        return text
    opened = [number for number in alone if lines[number - 1].strip().strip(":")]
    what = "opened and not closed" if opened else "closed and was not opened"
    source = content.unpaired(content.lines(Path(file)))
    renderer.findings.append(
        TEXT_DIVISION.at(
            Place(file, source[0] if source else 0),
            found=f"a division (:::) that is {what}",
            expected="a line ::: for each line ::: {.class}",
            fix="add or remove a :::",
        )
    )
    kept = [line for number, line in enumerate(lines, 1) if number in opened or number not in alone]
    return "\n".join([*kept, *(["", FENCE[:3]] * len(opened))])


def placing(kind: str, known: Mapping[str, str], renderer: Renderer) -> object:
    """The call that puts a piece in: ``{{ table("pico") }}``, ``{{ figure("flowchart") }}``."""

    def place(name: str) -> Markdown:
        if name in known:
            return Markdown(known[name])
        renderer.findings.append(
            UNKNOWN[kind].at(
                renderer.place(),
                found=f"the {kind} «{name}»",
                expected=f"one of {', '.join(known)}",
                fix=suggestion(
                    name, known, f"add it to config/config.yaml or mend the {kind} name"
                ),
            )
        )
        return Markdown(f"[?{escape(name)}]{{.missing-number}}")

    return place
