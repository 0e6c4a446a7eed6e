"""Comments as they are listed: on the terminal, on the page, and in data/comments.yaml."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from thesis.cli.returned.given import Returned
from thesis.diagnostics import messages
from thesis.diagnostics.files import write_whole
from thesis.diagnostics.place import Place
from thesis.diagnostics.terminal import wrapped
from thesis.input import limits, sources
from thesis.input.folder import COMMENTS
from thesis.input.sources import UnreadableSourceError
from thesis.returned.alignment import SURE
from thesis.returned.comments import Comment

MOST_QUOTED = 300  # Letters of the words that a comment is about; it may be about a chapter

MOST_SAID = 20_000
"""Letters of a comment in data/comments.yaml, where it is a line; the page has all of it."""

ABOUT = "# What supervisors said; answer each: python -m thesis comments FILE.docx --todo\n"


@dataclass(frozen=True)
class ToldComment:
    """A comment where it belongs."""

    source: str  # the name of the file that it is from
    comment: Comment  # what was said
    place: Place  # where the words that it is about stand; a file without a name where nobody knows
    certainty: float  # from 0 to 1, how sure the place is
    # the places of the words in further paragraphs, when it is about several
    also: Sequence[Place] = ()

    @property
    def resolved(self) -> bool:
        """Whether somebody marked it as done."""
        return self.comment.resolved

    @property
    def quoted(self) -> str:
        """The words that it is about, a paragraph a line, each cut short."""
        said = [" ".join(words.split()) for _, words in self.comment.parts]
        return "\n".join(s if len(s) <= MOST_QUOTED else f"{s[:MOST_QUOTED]} …" for s in said)

    @property
    def doubt(self) -> str:
        """How sure its place is, as it is told; "" where it is."""
        return "" if self.certainty >= SURE or not self.place.file else f"{self.certainty:.0%}"

    @property
    def hash(self) -> str:
        """What it is known by: who said what, when, and of which words."""
        said = [self.comment.author, self.comment.date, self.comment.text, self.comment.quoted]
        return _hash(said)

    @property
    def item(self) -> dict[str, str | None]:
        """It as data/comments.yaml has it; what is blank is left out."""
        said = [self.comment.text]
        said += [f"{reply.author or '?'}: {reply.text}" for reply in self.comment.replies]
        told = {
            "author": self.comment.author,
            "date": self.comment.date,
            "place": str(self.place),
            "also": ", ".join(dict.fromkeys(map(str, self.also))),
            "about": self.quoted,
            "says": "\n".join(said).strip() or "(…)",
        }
        clean = {name: _clean(text) for name, text in told.items()}
        return {
            "comment": self.hash,
            **{name: text for name, text in clean.items() if text},
            "answer": None,
        }


def _clean(text: str) -> str:
    """A text as a file of data/ may have it, with room for quotes that JSON writes as two signs."""
    text = limits.STRANGE.sub("\ufffd", text).strip()
    text = text if len(text) <= MOST_SAID else f"{text[:MOST_SAID]} …"
    return re.sub(rf"(\S{{{limits.MOST_IN_WORD // 3}}})(?=\S)", r"\1 ", text)


def of(given: Returned) -> Iterator[ToldComment]:
    """The comments of a file with their places, in the order of the text."""
    for thread in given.threads:
        place, certainty = given.aligned.place(thread.start)
        also = [given.aligned.place(spot)[0] for spot, _ in thread.parts[1:]]
        yield ToldComment(given.name, thread, place, certainty, also)


def by_file(told: Iterable[ToldComment]) -> dict[str, list[ToldComment]]:
    """The comments by the file that they belong to, in the order of its lines."""
    found: dict[str, list[ToldComment]] = {}
    for one in sorted(told, key=lambda one: one.place):
        found.setdefault(one.place.file, []).append(one)
    return found


def lines(one: ToldComment, width: int) -> Iterator[str]:
    """A comment as the terminal shows it."""
    comment = one.comment
    marks = [messages.said(f"the place is {one.doubt} sure")] if one.doubt else []
    marks += [messages.said("resolved")] if one.resolved else []
    where = str(one.place) if one.place.file else f"{one.source}, {messages.said('no place')}"
    yield ""
    yield f"{where}: {_who(comment)}" + (f" ({', '.join(marks)})" if marks else "")
    for words, at in zip(one.quoted.splitlines(), ("", *one.also), strict=False):
        yield from wrapped(f"{at}: «{words}»" if at else f"«{words}»", width, 4)
    for said in [comment, *comment.replies]:
        text = said.text or f"({messages.said('no words')})"
        if said is not comment:
            text = f"{_who(said)}: {text}"
        for line in text.splitlines():
            yield from wrapped(line, width, 4 if said is comment else 8)


def _who(comment: Comment) -> str:
    named = [comment.author.strip() or messages.said("somebody"), comment.date[:10]]
    return " ".join(", ".join(filter(None, named)).split())


def add(root: Path, told: Sequence[ToldComment]) -> list[str]:
    """Write the comments that are open, and not there yet, into data/comments.yaml.

    Returns:
        The hashes of those that were written.

    Raises:
        UnreadableSourceError: the file is there and cannot be read, or could not be read then.
    """
    path = root / COMMENTS
    text, there = ABOUT, []
    if path.is_file():
        text = sources.read_text(path, COMMENTS)
        there = [one for one in sources.read_yaml(path, COMMENTS).value or [] if "says" in one]
    hashes = {one.get("comment") for one in there}
    asked = {(one["says"], one.get("date")): _clean(one.get("answer") or "") for one in there}
    new: dict[str, dict[str, str | None]] = {}
    for one in told:
        item = one.item
        known = (_clean(one.comment.text), item.get("date"))
        if known in asked:  # it went out with its answer, and may come back with one to that
            replies = [_clean(reply.text) for reply in one.comment.replies]
            left = [text for text in replies if text != asked[known]]
            item["comment"] = _hash([one.hash, *left]) if left else one.hash
            hashes |= set() if left else {one.hash}
        if not one.resolved and item["comment"] not in hashes:
            new[str(item["comment"])] = item
    if new:
        text = f"{text.rstrip()}\n" + "".join(map(_yaml, new.values()))
        if too_large := limits.size_of(len(text.encode()), COMMENTS):
            raise UnreadableSourceError(too_large)
        write_whole(text, path)
    return list(new)


def _hash(said: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:12]


def _yaml(item: dict[str, str | None]) -> str:
    """An item as YAML: each value on one line, in quotes."""
    lines = [
        f"{name}: {'' if value is None else json.dumps(value, ensure_ascii=False)}".rstrip()
        for name, value in item.items()
    ]
    return "- " + "\n  ".join(lines) + "\n"
