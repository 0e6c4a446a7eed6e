"""Words of two versions of a paragraph as one paragraph, what came and left marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from thesis.document.pandoc import Element
from thesis.editions.redline import atoms, revision_marks
from thesis.editions.redline.atoms import InlineAtom, Wrapper
from thesis.language.alignment import align

Blocks = list[Element]

FEW = 1  # Words between two changes that are too few to be read as unchanged
MANY = 3  # Words of a change on either side that make it so


@dataclass(frozen=True)
class Notes:
    """What becomes of the blocks of a footnote, which a paragraph is merged with."""

    merge: Callable[[Blocks, Blocks], Blocks]  # two versions of them as one
    mark: Callable[[Blocks, str], Blocks]  # all of them as inserted or deleted


@dataclass(frozen=True)
class Step:
    """A stretch that is the same in both, or what left and what came at one place."""

    same: Sequence[tuple[InlineAtom, InlineAtom]] = ()
    old: Sequence[InlineAtom] = ()
    new: Sequence[InlineAtom] = ()

    def words(self) -> int:
        """How many words stand in it."""
        said = [*(new for _, new in self.same), *self.old, *self.new]
        return sum(atom.text[:1].isalnum() for atom in said)

    def as_change(self) -> Step:
        """What is the same, as if it had left and come again."""
        return Step((), [old for old, _ in self.same], [new for _, new in self.same])


def merge(old: list[Element], new: list[Element], notes: Notes) -> list[Element]:
    """The inlines of a paragraph in both editions as one row in which the changes are marked."""
    one, other = list(atoms.split(old)), list(atoms.split(new))
    row: list[InlineAtom] = []
    for step in smooth(list(steps(one, other))):
        row += [_same(pair, notes) for pair in step.same]
        row += _noted(atoms.left(step.old), notes)
        row += _noted([replace(atom, mark=revision_marks.INSERTION) for atom in step.new], notes)
    return atoms.join(_adopted(row))


def mark(inlines: list[Element], kind: str, notes: Notes) -> list[Element]:
    """All of a paragraph's inlines as inserted or deleted."""
    return (
        merge(inlines, [], notes) if kind == revision_marks.DELETION else merge([], inlines, notes)
    )


def steps(old: Sequence[InlineAtom], new: Sequence[InlineAtom]) -> Iterator[Step]:
    """What is the same and what is not, in order."""
    as_many = sum(map(atoms.is_note, old)) == sum(map(atoms.is_note, new))

    def key(atom: InlineAtom) -> str:
        return "\0note" if as_many and atoms.is_note(atom) else atom.text

    where = align([key(atom) for atom in old], [key(atom) for atom in new])
    i = j = 0
    while i < len(old) or j < len(new):
        same: list[tuple[InlineAtom, InlineAtom]] = []
        while i < len(old) and where[i] == j:
            same.append((old[i], new[j]))
            i, j = i + 1, j + 1
        if same:
            yield Step(same)
        start, begin = i, j
        while i < len(old) and where[i] is None:
            i += 1
        following = where[i] if i < len(old) else len(new)
        assert following is not None
        j = following
        if i > start or j > begin:
            yield Step((), old[start:i], new[begin:j])


def smooth(found: Sequence[Step]) -> list[Step]:
    """Changes between which only a space or a sign is the same, as one change to read."""
    out: list[Step] = []
    for i, step in enumerate(found):
        between = step.same and 0 < i < len(found) - 1
        if between and _torn(found[i - 1], step, found[i + 1]):
            step = step.as_change()
        if out and not step.same and not out[-1].same:
            before = out.pop()
            step = Step((), [*before.old, *step.old], [*before.new, *step.new])
        out.append(step)
    return out


def _torn(before: Step, step: Step, after: Step) -> bool:
    """Whether a stretch that is the same in both is too short to be read between two changes."""
    if any(atoms.is_note(atom) for _, atom in step.same):
        return False
    if not ((before.old and after.old) or (before.new and after.new)):
        return False
    words = step.words()
    return not words or (words <= FEW and min(before.words(), after.words()) >= MANY)


def _same(pair: tuple[InlineAtom, InlineAtom], notes: Notes) -> InlineAtom:
    old, new = pair
    if not atoms.is_note(new):
        return new
    content = notes.merge(old.inlines[0]["c"], new.inlines[0]["c"])
    return replace(new, inlines=[{"t": "Note", "c": content}])


def _noted(row: list[InlineAtom], notes: Notes) -> list[InlineAtom]:
    """Marked atoms with what stands in their footnotes marked too."""
    return [
        replace(atom, inlines=[{"t": "Note", "c": notes.mark(atom.inlines[0]["c"], atom.mark)}])
        if atoms.is_note(atom)
        else atom
        for atom in row
    ]


def _adopted(row: list[InlineAtom]) -> list[InlineAtom]:
    """What left inside of something that is still there (a link, emphasis) stands in it."""
    out = list(row)
    for i, atom in enumerate(row):
        if atom.mark != revision_marks.DELETION:
            continue
        before = next((a for a in reversed(row[:i]) if a.mark != revision_marks.DELETION), None)
        after = next((a for a in row[i + 1 :] if a.mark != revision_marks.DELETION), None)
        if before is None or after is None:
            continue
        shared = _shared(before.path, after.path)
        kinds = {wrapper.kind for wrapper in shared}
        own = tuple(wrapper for wrapper in atom.path if wrapper.kind not in kinds)
        out[i] = replace(atom, path=shared + own)
    return out


def _shared(one: Sequence[Wrapper], other: Sequence[Wrapper]) -> tuple[Wrapper, ...]:
    pairs = zip(one, other, strict=False)
    return tuple(mine for mine, _ in takewhile(lambda pair: pair[0] is pair[1], pairs))
