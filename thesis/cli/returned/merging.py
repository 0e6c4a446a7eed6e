"""Merge of returned files: the patch, held against a build of what it would make."""

import difflib
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from thesis.cli.plan import build
from thesis.cli.plan.build import Edited, PlanError
from thesis.cli.returned.given import Returned
from thesis.counts import tables
from thesis.diagnostics import messages
from thesis.diagnostics.files import write_all
from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.document.passages import Zone
from thesis.model.register import Register
from thesis.returned import edits, ledger, patch
from thesis.returned.alignment import BaseDocument, DocumentBlock
from thesis.returned.comments import COMMENTS
from thesis.returned.edits import GroupEdits, TextEdit
from thesis.returned.ledger import Ledger
from thesis.returned.paragraphs import Spot, TrackedChange, raw_count
from thesis.returned.patch import Patch, SourceEdit
from thesis.returned.runs import beside_calls
from thesis.returned.words import plain

MOST_ROWS = 3  # Of data, that are named as the source of a number
TYPED = "it is a number with its reason; change it in its source, with the reason"
CROSSREF = "it is a cross-reference, which is numbered by the build"
NOT_SO = "written into its source, it would be printed otherwise: do it by hand"


class UnaccountedError(Exception):
    """Something of a file is neither in the patch nor told; the message says what."""


@dataclass
class MergedFiles:
    """What some returned files do to the thesis."""

    files: dict[str, str]  # the whole new texts of the files that they change, by their paths
    diff: str  # the same as a unified diff
    groups: list[GroupEdits]  # all edits
    ledger: Ledger  # what became of each
    comments: int  # how many comments the files have
    # the changes that no edit tells, such as one of the format, with their places
    left: list[tuple[Place, TrackedChange]] = field(default_factory=list)

    @property
    def told(self) -> list[TextEdit]:
        """The edits that are not in the patch, in the order of their places."""
        return self._sorted(edit for edit in self._edits() if edit.told)

    @property
    def noted(self) -> list[TextEdit]:
        """Those that are in it and of which something is to be known."""
        return self._sorted(edit for edit in self._edits() if edit.noted and not edit.told)

    def _edits(self) -> Iterator[TextEdit]:
        return (edit for group in self.groups for edit in group.edits)

    @staticmethod
    def _sorted(found: Iterator[TextEdit]) -> list[TextEdit]:
        return sorted(found, key=lambda edit: edit.place)


def merge(root: Path, now: Edited, given: Sequence[Returned]) -> MergedFiles:
    """What some files do to the thesis.

    Raises:
        UnaccountedError: something of a file would be lost.
    """
    groups = _joined([group for each in given for group in edits.of(each.aligned, each.before)])
    calls = CallSources(now.thesis.register)
    made = Patch(root, calls.why, calls.rows).made(groups)
    made = _held(root, now, made)
    files = patch.patched(root, made)
    texts = [each.aligned.texts for each in given]
    whole = MergedFiles(files, diff(root, files), groups, ledger.drawn(texts, groups), 0)
    for each in given:
        whole.comments += _accounted(each)
        for change in each.aligned.texts.changes:
            if change in whole.ledger.left:
                spot = Spot(change.paragraph, 0, 0) if change.paragraph >= 0 else None
                whole.left.append((each.aligned.place(spot)[0], change))
    return whole


def _joined(groups: Sequence[GroupEdits]) -> list[GroupEdits]:
    """The edits of all files, those of the same blocks together."""
    found: dict[object, GroupEdits] = {}
    alone = []
    for group in groups:
        if not group.blocks:
            alone.append(group)
        elif group.key in found:
            found[group.key].edits += group.edits
        else:
            found[group.key] = group
    return [*found.values(), *alone]


def _accounted(given: Returned) -> int:
    """The number of comments of a file, none of whose changes and comments was passed over."""
    changes, root = raw_count(given.package), given.package.parts.get(COMMENTS)
    if changes != len(given.aligned.texts.changes):
        raise UnaccountedError(
            f"{given.name} has {changes} tracked changes, and "
            f"{len(given.aligned.texts.changes)} of them were read"
        )
    there = sum(one.tag.endswith("}comment") for one in root.iter()) if root is not None else 0
    read = sum(1 + len(thread.replies) for thread in given.threads)
    if there != read:
        raise UnaccountedError(f"{given.name} has {there} comments, and {read} of them were read")
    return there


def diff(root: Path, files: Mapping[str, str]) -> str:
    """The change of some files, as git shows it."""
    out = []
    for file, text in sorted(files.items()):
        old = (root / file).read_text("utf-8-sig")
        lines = difflib.unified_diff(_lines(old), _lines(text), f"a/{file}", f"b/{file}", n=1)
        for line in lines:
            out.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(out)


def _lines(text: str) -> list[str]:
    """The lines of a text, as git and every place counts them: U+2028 is a letter of one."""
    return io.StringIO(text, newline="\n").readlines()


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write the changed files, with the ends of lines that each has."""
    contents = {}
    for file, text in files.items():
        windows = b"\r\n" in (root / file).read_bytes()
        contents[root / file] = text.replace("\n", "\r\n") if windows else text
    write_all(contents)


# ---- held against a build ------------------------------------------------------------------------


def _held(root: Path, now: Edited, made: list[SourceEdit]) -> list[SourceEdit]:
    """The edits after which the thesis says what they say, and has the numbers that it had.

    Of those that cannot be built together, halves are tried, and halves of these.
    """
    good = made
    while good:
        if not (wrong := _wrong(root, now, good)):
            return good
        if len(wrong) == len(good) > 1:
            half = len(good) // 2
            parts = [_held(root, now, part) for part in (good[:half], good[half:])]
            whole = [*parts[0], *parts[1]]
            return _held(root, now, whole) if all(parts) else whole
        for edit in wrong:
            for each in edit.group.edits:
                each.told = each.told or messages.said(NOT_SO)
        good = [edit for edit in good if edit not in wrong]
    return []


def _wrong(root: Path, now: Edited, made: Sequence[SourceEdit]) -> list[SourceEdit]:
    """Those of some edits after which the thesis does not say what they say."""
    try:
        with _built(root, patch.patched(root, made)) as tree:
            blocks = BaseDocument(tree).blocks
            said = Counter(_same(beside_calls(block)) for block in blocks)
            said.update(_same(block.text) for block in blocks)
            keys = _keys(tree)
    except PlanError:
        return [*made]
    before = _keys(now.thesis.document)
    going = [edit for one in made for edit in one.group.edits if not edit.told]
    gone = Counter(key for edit in going for key in edit.gone)
    come = Counter(key for edit in going for key in edit.come)
    if (keys - before) - come or (before - keys) - gone:
        return [*made]
    return [edit for edit in made if not all(_says(edit, text, said) for text in edit.says)]


def _says(edit: SourceEdit, text: str, said: Counter[str]) -> bool:
    """Whether a paragraph stands in the thesis; where the edit is of a part of one, that part."""
    wanted = _same(text)
    return wanted in said or (edit.is_part and any(wanted in one for one in said))


def _same(text: str) -> str:
    """A text without what may differ: capitals of numbers, and how many spaces there are."""
    return " ".join(plain(text).casefold().split())


def _keys(tree: pandoc.Tree) -> Counter[str]:
    """How often each number, work and part of the thesis is named by a call."""
    return Counter(name for one in pandoc.walk(tree["blocks"]) for name in patch.called(one))


@contextmanager
def _built(root: Path, files: Mapping[str, str]) -> Iterator[pandoc.Tree]:
    """The document with some files changed."""
    changed = {file: text.encode() for file, text in files.items()}
    with build.built(build.files(root) | changed) as folder:
        yield pandoc.read(folder / build.FILES["document"])


def _new_keys(name: str, columns: Sequence[str], cells: Sequence[str]) -> list[str]:
    """The keys of the numbers of a new row of a table of data/tables/."""
    given = zip(columns[1:], cells[1:], strict=True)
    label = tables.key(cells[0])
    return [
        f"{name}.{label}.{tables.key(column)}" for column, cell in given
        if tables.number(cell) is not None
    ]  # fmt: skip


# ---- where what a call prints comes from --------------------------------------------------------


@dataclass
class CallSources:
    """Where what calls print comes from."""

    register: Register  # every number

    def why(self, zone: Zone) -> str:
        """Where it comes from, and what would have to be changed."""
        said = {"key": "", "where": "", **zone.attributes}
        if "n" in zone.classes:
            return "; ".join(map(self._number, said["key"].split()))
        if zone.kind == "Cite":
            names = [one["citationId"] for one in zone.element["c"][0]]
            is_work = all(name in self.register.records.references for name in names)
            if is_work:
                works = ", ".join(names)
                return messages.said(f"it is the citation of {works}, of data/references.yaml")
            return messages.said(CROSSREF)
        key, where = said["key"], said["where"]
        kinds = {
            "title": messages.said(f"it is the title of {key}, of data/references.yaml"),
            "typed": messages.said(TYPED),
            "group": messages.said(
                f"it is a statement on the studies, held against their records ({where})"
            ),
            "crossref": messages.said(CROSSREF),
            "verbatim": messages.said("it is printed as data have it"),
        }
        told = (told for name, told in kinds.items() if name in zone.classes)
        return next(told, messages.said(patch.PART_OF_CALL))

    def rows(
        self, block: DocumentBlock
    ) -> Iterator[tuple[str, int, Callable[[Sequence[str]], list[str]]]]:
        """The row of data/tables/ that prints a cell: file, line, and the keys of a new row."""
        for zone in block.passage.zones:
            number = self.register.numbers.get(zone.attributes.get("key", ""))
            for name, table in self.register.records.tables.items():
                lines = (
                    [place.line for place in number.rows if place.file == table.file]
                    if number
                    else []
                )
                if not number and zone.attributes.get("src", "").startswith(
                    "templates/tables/own."
                ):
                    lines = [
                        line
                        for row, line in zip(table.rows, table.lines, strict=True)
                        if any(plain(cell.text) == plain(block.text) for cell in row)
                    ]
                if len(lines) == 1:
                    yield table.file, lines[0], partial(_new_keys, name, table.columns)

    def _number(self, key: str) -> str:
        if (number := self.register.numbers.get(key)) is None:
            return messages.said(f"it is the number {key}")
        rows = [str(place) for place in number.rows]
        more = [f"… ({len(rows)})"] if len(rows) > MOST_ROWS else []
        named = f"{key} = {number.value}"
        if rows:
            where = ", ".join([*rows[:MOST_ROWS], *more])
            return messages.said(f"it is the number {named}, of {where}: it changes when data do")
        return messages.said(f"it is the number {named}: it changes when data do")
