"""Changes of a returned Word file: each in the patch, at its line, or told with its words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.returned import Returned
from thesis.cli.plan import build
from thesis.cli.plan.build import Edited
from thesis.cli.returned import given, merge_command, merging
from thesis.cli.returned.merging import MergedFiles
from thesis.returned.alignment import BaseDocument
from thesis.returned.ledger import NOTHING, PATCHED, TOLD

CASES = yaml.safe_load((Path(__file__).parent / "edits.yaml").read_text("utf-8"))
DOCX = "build/thesis.docx"


@pytest.fixture(scope="module")
def now(delivered: Path) -> Iterator[tuple[Edited, BaseDocument]]:
    """The thesis that the files are merged into."""
    with build.edited(delivered) as edited:
        yield edited, given.base(edited)


def params() -> Iterator[Any]:
    for case in CASES:
        for how in (case["how"],) if "how" in case else (True, False):
            told = "tracked" if how else "untracked"
            yield pytest.param(case, bool(how), id=f"{case['what']}, {told}")


def edit(returned: Returned, steps: list[list[Any]], tracked: bool) -> None:
    """Do what a case says."""
    for name, *arguments in steps:
        named = arguments.pop() if isinstance(arguments[-1], dict) else {}
        how = {"insert": "ins", "delete": "del"}.get(name, "yes") if tracked else "no"
        if arguments[-1] == "move":
            arguments.pop()
            how = {"insert": "moveTo", "delete": "moveFrom"}[name]
        if name not in {"format", "indent"}:
            named["how"] = how
        getattr(returned, name)(*arguments, **named)


def merged(
    delivered: Path, now: tuple[Edited, BaseDocument], returned: Returned, path: Path
) -> tuple[MergedFiles, str]:
    """What a file does, and what the command lists; its ledger sums."""
    edited, base = now
    read = given.read(returned.save(path), delivered, base)
    found = merging.merge(delivered, edited, [read])
    assert {*found.ledger.fates} == {*read.aligned.texts.changes}
    for fates in found.ledger.counts.values():
        assert {*fates} <= {PATCHED, TOLD, NOTHING}
    return found, " ".join(" ".join(merge_command._listed(found)).replace("\u00a0", " ").split())


@pytest.mark.parametrize(("case", "tracked"), [*params()])
def test_an_edit_is_in_the_patch_or_told(
    delivered: Path,
    now: tuple[Edited, BaseDocument],
    tmp_path: Path,
    case: dict[str, Any],
    tracked: bool,
) -> None:
    returned = Returned(delivered / DOCX)
    edit(returned, case["do"], tracked)
    found, said = merged(delivered, now, returned, tmp_path / "a.docx")
    wanted: dict[str, str] = {}
    for name, old, new in case.get("becomes", []):
        file = name if "/" in name else f"content/{name}.md"
        text = wanted.get(file) or (delivered / file).read_text("utf-8")
        assert old in text
        wanted[file] = text.replace(old, new, 1)
    assert merging.diff(delivered, found.files) == merging.diff(delivered, wanted)
    assert [one for one in case.get("told", []) if one not in said] == []
    assert [one for one in case.get("noted", []) if one not in said] == []
    assert bool(found.told or found.left) == bool(case.get("told")), said
