"""Ledger of a merge: what became of every tracked change and every edit of the returned files."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from thesis.returned.edits import GroupEdits
from thesis.returned.paragraphs import FORMAT, ReturnedTexts, TrackedChange

PATCHED, TOLD, NOTHING = "in the patch", "told", "changes no word"
UNTRACKED = "not tracked"


@dataclass
class Ledger:
    """What became of each."""

    # of each tracked change, PATCHED, TOLD or NOTHING
    fates: dict[TrackedChange, str] = field(default_factory=dict)
    # how many of each kind had each fate; edits that nobody tracked are UNTRACKED
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    # the changes that are told and that no edit tells, such as one of the format
    left: list[TrackedChange] = field(default_factory=list)

    def count(self, kind: str, fate: str) -> None:
        """Count one."""
        self.counts.setdefault(kind, Counter())[fate] += 1


def drawn(texts: Sequence[ReturnedTexts], groups: Iterable[GroupEdits]) -> Ledger:
    """The ledger of some files, once it is known which edits are in the patch."""
    found = Ledger()
    told: dict[TrackedChange, bool] = {}
    for edit in (edit for group in groups for edit in group.edits):
        for change in edit.changes:
            told[change] = told.get(change, False) or bool(edit.told)
        if not edit.changes:
            found.count(UNTRACKED, TOLD if edit.told else PATCHED)
    for change in (change for each in texts for change in each.changes):
        if change in told:
            fate = TOLD if told[change] else PATCHED
        elif change.kind == FORMAT or change.paragraph < 0 or change.is_end:
            fate = TOLD
            found.left.append(change)
        else:
            fate = NOTHING
        found.fates[change] = fate
        found.count(change.kind, fate)
    return found
