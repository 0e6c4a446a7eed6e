"""Attributes and classes that prose may give its elements: short lists, with what each is for."""

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare
from thesis.document import content, pandoc

TEXT_ATTRIBUTE = declare(
    "text.attribute",
    looks_at="content_files",
    sees="an attribute that is not in the list of thesis/document/attributes.py, or that holds "
    "another kind of value than it takes: a width without a unit, code of a program that typesets; "
    "a class that is nearly one of that list, or stands where it does nothing",
    misses="a class that is like none of the list, which may be an author's own",
    example='[noe]{style="color:red"}',
)


LENGTH = re.compile(r"(?=.*[1-9])\d+(\.\d+)?(cm|mm|in|pt|em|%)")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
TEXT = re.compile(r".*", re.DOTALL)

AUTHORS = "alt why of where some except for a b".split()
BUILDS = "key keys src part form gender ref".split()
PANDOCS = ["entry-spacing", "line-spacing"]  # around a reference list

VALUES: Mapping[str, tuple[re.Pattern[str], str]] = {
    "lang": (LANGUAGE, "a language code, such as en or en-GB"),
    **dict.fromkeys(
        ("width", "height"), (LENGTH, "a length, with a point in it if need be: 7.5cm, 80%")
    ),
    **dict.fromkeys([*AUTHORS, *BUILDS, *PANDOCS], (TEXT, "a text")),
}
"""What each attribute may hold, and how that is told. Whatever else there is would be handed on to
a writer, some of which take it for code."""

SOURCE = re.compile(r"""(?<![\w:-])src\s*=\s*["']?([^"'\s}]+)""")
TRACKED = re.compile(r"paragraph-.*|insertion|deletion")

CLASSES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("unnumbered", "appendix", "summary"), ("Header",)),
    **dict.fromkeys(("landscape", "matrix", "appendix-table", "searches"), ("Div",)),
    **dict.fromkeys(("mark-unverified", "long-description", "ai-declaration"), ("Div",)),
    "here": ("Image", "Figure"),
    "from": ("Span", "Div"),
    **dict.fromkeys(("typed", "group", "compare", "claim", "excluded"), ("Span",)),
}  # What each class stands at, of those that prose may have and that mean something

UNTYPED = frozenset({"missing-number", "uri"})  # Numbers in them are vouched for
BY_TEMPLATES = frozenset("n title verbatim label".split())
"""Those that the calls of the text give, as no one need write them."""

NAMES = {
    "Header": "heading",
    "Div": "division",
    "Span": "text in brackets",
    "Image": "picture",
    "Figure": "picture",
}
LIKE = 0.7  # How like two names are of which one is the other misspelt

OF_PICTURES = {"alt", "width", "height"}
OFFERED = (
    "alt, width and height of a picture; lang; why; of, where and except of a group; some of a "
    "claim; a and b of a comparison"
)


def findings(tree: pandoc.Tree, root: Path, own: Collection[str] = ()) -> list[Finding]:
    """Note every attribute that is none of these or holds what it does not take; and take it out.

    Args:
        tree: the document; it is changed.
        root: the folder of the thesis.
        own: classes that its settings name.
    """
    return list(_findings(tree, root, own))


def _findings(tree: pandoc.Tree, root: Path, own: Collection[str]) -> Iterator[Finding]:
    times: Counter[tuple[str, str]] = Counter()
    for file, _, blocks in pandoc.files(tree):
        written = "\n".join(content.lines(root / file))
        sources = set(SOURCE.findall(written))
        for element in pandoc.walk(blocks):
            attributes = pandoc.attributes_of(element)
            for name in list(attributes[1]) if attributes else ():
                if attributes is None or not _is_builds(name, attributes[2], written):
                    continue
                attributes[1].remove(name)
                yield TEXT_ATTRIBUTE.at(
                    content.place_with(f".{name}", file, root),
                    found=f"the class .{name}",
                    expected="a class that prose may have; this one is the build's own",
                    fix="remove it",
                )
            for name in attributes[1] if attributes else ():
                if name in own or not (wrong := _wrong_class(element["t"], name)):
                    continue
                times[name, ""] += 1
                given = re.compile(rf"(?:\.|:::\s*){re.escape(name)}(?![\w-])")
                yield TEXT_ATTRIBUTE.at(
                    content.place_with(given, file, root, times[name, ""]),
                    found=f"the class .{name}",
                    expected=wrong[0],
                    fix=wrong[1],
                )
            for name, value in list(attributes[2]) if attributes else ():
                typed = name == "src" and value in sources  # which only the build knows
                expected = OFFERED if typed else _expected(element["t"], name, value)
                if attributes is None or not expected:
                    continue
                attributes[2].remove([name, value])
                times[name, value] += 1
                yield TEXT_ATTRIBUTE.at(
                    content.place_with(_written(name, value), file, root, times[name, value]),
                    found=f"{name}={_short(value)}",
                    expected=expected,
                    fix=_mend(name),
                )


def _is_builds(name: str, attributes: list[list[str]], written: str) -> bool:
    """Whether a class is one that only the build gives: of tracked changes, of what is unfound."""
    names = {name for name, _ in attributes}
    typed = name in UNTYPED and re.search(rf"\.{name}(?![\w-])", written)
    return bool(TRACKED.fullmatch(name) or typed) or (name == "unresolved" and "ref" not in names)


def _expected(kind: str, name: str, value: str) -> str:
    """What should stand in place of an attribute; "" where it is right."""
    if name not in VALUES or (name in OF_PICTURES and kind != "Image"):
        return OFFERED
    pattern, told = VALUES[name]
    return "" if pattern.fullmatch(value) else told


def _wrong_class(kind: str, name: str) -> tuple[str, str] | None:
    """What should stand in place of a class, and how to mend it; None where it is right."""
    if name in BY_TEMPLATES:
        return None
    if name in CLASSES:
        at = list(dict.fromkeys(NAMES[each] for each in CLASSES[name]))
        if kind in CLASSES[name] or kind not in NAMES:
            return None
        return f"it at a {' or a '.join(at)}, not at a {NAMES[kind]}", "move it there, or remove it"
    if not (near := difflib.get_close_matches(name, CLASSES, n=1, cutoff=LIKE)):
        return None
    return f"one of {', '.join(CLASSES)}", f"did you mean .{near[0]}? Or choose another name"


def _mend(name: str) -> str:
    near = difflib.get_close_matches(name, [*AUTHORS, "lang", *OF_PICTURES], n=1, cutoff=LIKE)
    if name not in VALUES and near:
        return f"did you mean {near[0]}?"
    return "write it so, or remove it; how the thesis looks is said in templates/"


def _written(name: str, value: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w:-]){re.escape(name)}\s*=\s*[\"']?{re.escape(value[:20])}")


def _short(value: str) -> str:
    return f'"{value}"' if len(value) <= 40 else f'"{value[:40]}…"'
