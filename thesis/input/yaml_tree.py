"""Tree of a YAML text: its nodes with their lines, before anything is made of their values.

libyaml, in C, cuts the text into events; here they become a tree. It asks for no more of YAML 1.1
than 1.2 has too: what a word without quotes means is not its to say (:func:`sources.plain`), and
U+0085, U+2028 and U+2029, which end a line in 1.1 alone, are letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import yaml
from yaml.cyaml import CBaseLoader

DEEPEST = 100
"""How many lists and mappings may stand inside one another; a record of a study has eight."""

SIGNS = {"\u0085": "\ufdd0", "\u2028": "\ufdd1", "\u2029": "\ufdd2"}
"""What ends no line in YAML 1.2, and the noncharacters that libyaml gets in their place."""

BACK = str.maketrans({there: sign for sign, there in SIGNS.items()})

USUAL = "a tab, a missing colon or quote, or wrong indentation is the usual cause"

UNNAMED = "write it without * and &"

COMMENT = re.compile(r"(?:^|(?<= ))#")


@dataclass(slots=True)
class Scalar:
    """A value that is text as yet."""

    line: int  # its line, from 1
    text: str  # what it says
    style: str  # the quote or sign of its form; "" for one without


@dataclass(slots=True)
class Collection:
    """A list, or a mapping."""

    line: int  # its first line, from 1
    mapping: bool  # whether its nodes are keys and values by turns
    nodes: list[Node] = field(default_factory=list)  # what is in it


Node = Scalar | Collection


class NotYamlError(Exception):
    """A text that is not YAML.

    Attributes:
        line: where, from 1.
        found: what was found.
        fix: how to mend it.
    """

    def __init__(self, line: int, found: str, fix: str = USUAL) -> None:
        super().__init__(found)
        self.line = line
        self.found = found
        self.fix = fix


def compose(text: str) -> Node | None:
    """The tree of a YAML text; None for one with nothing in it.

    An alias (``*name``) is the very node that it names, so a tree takes no more room than its text.

    Raises:
        NotYamlError: the text is not YAML, has more than one document, has a node inside itself,
            or lists and mappings too deep in one another.
    """
    top = Collection(1, mapping=False)
    inside = [top]
    named: dict[str, Node] = {}
    quoted: list[tuple[int, int]] = []
    for event in _events(text):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.CollectionEndEvent):
            inside.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and top.nodes:
            raise NotYamlError(line, "another document")
        elif isinstance(event, yaml.NodeEvent):
            node = _node(event, line, named)
            if any(node is each for each in inside):
                raise NotYamlError(
                    line, f"«*{event.anchor}», which is inside what it names", UNNAMED
                )
            inside[-1].nodes.append(node)
            if event.anchor:
                named[event.anchor] = node
            if isinstance(event, yaml.CollectionStartEvent):
                assert isinstance(node, Collection)
                inside.append(node)
            elif isinstance(event, yaml.ScalarEvent) and event.style:
                quoted.append((event.start_mark.index, event.end_mark.index))
        if len(inside) > DEEPEST:
            raise NotYamlError(line, f"more than {DEEPEST} lists and mappings in one another")
    _no_tabs(text, quoted)
    return top.nodes[0] if top.nodes else None


def _events(text: str) -> Iterator[yaml.Event]:
    for sign, there in SIGNS.items():
        text = text.replace(sign, there)
    try:
        yield from yaml.parse(text, Loader=CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = text[mark.index : mark.index + 1].strip("\n")
        raise NotYamlError(
            mark.line + 1, f"{error.problem}: {at!r}" if at else str(error.problem)
        ) from None
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        raise NotYamlError(
            line,
            f"the character U+{error.character:04X}",
            "remove characters that YAML does not allow",
        ) from None


def _node(event: yaml.NodeEvent, line: int, named: Mapping[str, Node]) -> Node:
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(line, event.value.translate(BACK), event.style or "")
    if isinstance(event, yaml.CollectionStartEvent):
        return Collection(line, isinstance(event, yaml.MappingStartEvent))
    if event.anchor not in named:
        raise NotYamlError(line, f"«*{event.anchor}», and no &{event.anchor} above it", UNNAMED)
    return named[event.anchor]


def _no_tabs(text: str, quoted: Iterable[tuple[int, int]]) -> None:
    """Raise where a tab stands outside quotes, literal text and comments.

    libyaml takes it for a space there, or for a letter of the value; to a reader it looks like the
    one, whichever it is.
    """
    if "\t" not in text:
        return
    bare = list(text)
    for start, end in quoted:
        bare[start:end] = ["\n" if sign == "\n" else "x" for sign in text[start:end]]
    for number, line in enumerate("".join(bare).split("\n"), 1):
        if "\t" in COMMENT.split(line, maxsplit=1)[0]:
            raise NotYamlError(number, "a tab: '\\t'", "write spaces in its place")
