"""Page of a watch: the thesis with its findings framed, and what was changed last marked."""

import difflib
import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from thesis.diagnostics.files import HOUSE
from thesis.diagnostics.findings import Finding
from thesis.document import marks, pandoc
from thesis.document.pandoc import Element
from thesis.formats import draft, html_page
from thesis.model.register import Register

SCRIPT = (HOUSE / "templates/html/watch.js").read_text("utf-8")
STYLE = (HOUSE / "templates/html/watch.css").read_text("utf-8")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src '"
CHANGED = "changed"
"""The class of what is other than on the page before; the first such has it as its id."""

NUMBERED = re.compile(r"\d+")


def tree(
    placed: pandoc.Tree, noted: Sequence[Finding], words: Mapping[str, Any], register: Register
) -> dict[str, Any]:
    """The document with each finding after the block it is about, without marks of places."""
    annotated = draft.annotate(placed, noted, words, register)
    marks.take_out(annotated)
    return annotated


def signs(document: pandoc.Tree) -> list[str]:
    """What each block says, so that two pages can be compared; where it stands does not count."""
    return [_sign(siblings[i]) for siblings, i in _blocks(document)]


def mark(document: pandoc.Tree, before: Sequence[str]) -> None:
    """Put what is other than before into a division of the class ``changed``, in place.

    Where something was only taken away, what stands behind it is marked.
    """
    blocks = _blocks(document)
    now = [_sign(siblings[i]) for siblings, i in blocks]
    matcher = difflib.SequenceMatcher(None, before, now, autojunk=False)
    changed: set[int] = set()
    for kind, _, _, start, end in matcher.get_opcodes():
        if kind != "equal":
            changed |= set(range(start, end)) or {min(start, len(blocks) - 1)}
    for number in sorted(changed):
        siblings, i = blocks[number]
        name = CHANGED if number == min(changed) else ""
        siblings[i] = {"t": "Div", "c": [[name, [CHANGED], []], [siblings[i]]]}


def _blocks(document: pandoc.Tree) -> list[tuple[list[Element], int]]:
    """The blocks of text, with the list that each stands in; of the list of findings, none."""
    found: list[tuple[list[Element], int]] = []
    for file, _, content in pandoc.files(dict(document)):
        if file != "build/findings.json":
            found += draft.flat(content, {*draft.WHOLE, "finding"})
    return found


def _sign(block: Element) -> str:
    if "finding" in pandoc.classes(block):  # its number and its line move with those before it
        return NUMBERED.sub("", pandoc.text(block))
    return json.dumps(_bare(block), ensure_ascii=False)


def _bare(node: Any) -> Any:
    """A part of the document without names and places, which move when something is put in."""
    if isinstance(node, list):
        return [_bare(child) for child in node]
    if not isinstance(node, dict):
        return node
    attributes = pandoc.attributes_of(node) if "t" in node else None
    if attributes is None:
        return {name: _bare(child) for name, child in node.items() if name != "at"}
    content = [_bare(child) for child in node["c"] if child is not attributes]
    return {"t": node["t"], "c": [attributes[1], *content]}


def served(html: str, version: int) -> str:
    """The web page with what reloads it, and the style of findings.

    Args:
        html: as the rule ``html`` makes it, which forbids whatever is not in it; the page of a
            watch may ask its own server besides, and nobody else.
        version: which page it is, from 1.
    """
    script = SCRIPT.replace("VERSION", str(version))
    allowed = f"connect-src 'self'; {POLICY}{html_page.digest(script)}' '"
    for old, new in (
        (POLICY, allowed),
        ("</style>", f"{STYLE}</style>"),
        ("</body>", f"<script>{script}</script>\n</body>"),
    ):
        head, found, tail = html.rpartition(old) if old == "</body>" else html.partition(old)
        if not found:
            raise ValueError(f"the page has no {old}")
        html = f"{head}{new}{tail}"
    return html


def stopped(findings: Sequence[Finding], said: str, page: str) -> str:
    """A page that says above the last one why there is no newer one.

    Args:
        findings: what is wrong with the author's files.
        said: what went wrong otherwise; "" for nothing.
        page: the last page, of :func:`empty` or :func:`served`.
    """
    told = "\n\n".join([*(str(each) for each in findings), *([said] if said else [])])
    above = f'<aside id="stopped" role="alert" lang="en"><pre>{escape(told)}</pre></aside>'
    return page.replace("<body>", f"<body>\n{above}", 1)


def empty(title: str, language: str) -> str:
    """A page without a thesis, for the time until there is one."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}none\'">\n'
        f"<title>{escape(title)}</title><style></style></head>\n<body>\n</body></html>\n"
    )
