"""Files of screeners: works given out to be decided on, and decisions taken in."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from thesis.cli.records import decision_sheets, workbook
from thesis.cli.records.decision_sheets import TakenSheet
from thesis.cli.records.staged import NotChangedError
from thesis.diagnostics.terminal import counted
from thesis.input import limits
from thesis.input.folder import Data, get
from thesis.screening.account import Account
from thesis.screening.decisions import (
    AGREED,
    FULL_TEXT,
    file_of,
    of_sheet,
    read_decisions,
    write_decisions,
)
from thesis.screening.store import ReadExport, read_texts
from thesis.screening.texts import RecordTexts
from thesis.screening.works import Work


def exchange(
    root: Path, data: Data, exports: Sequence[ReadExport], works: Sequence[Work], args: Namespace
) -> tuple[int, str]:
    """Write a sheet, or take one in: the exit status, and what to say.

    Raises:
        NotChangedError: there is no such screener, a file cannot be read, or one is there already.
        OSError: a file cannot be opened.
    """
    called = _called(args.screener, data)
    if args.sheet:
        return 0, _give(root, data, exports, works, args)
    file: Path = args.take
    name = file.name
    try:
        table = workbook.read(file)
    except UnicodeDecodeError:
        raise NotChangedError(f"{name} is not UTF-8: save it as «CSV UTF-8»") from None
    if strange := limits.STRANGE.search(table):
        raise NotChangedError(
            f"{name} has the character U+{ord(strange[0]):04X}, which says nothing"
        )
    reasons = get(data.documents.get("ladder"), dict, "reasons") or {}
    made = decision_sheets.taken(
        table, name, works, args.screener, called, args.stage, reasons, args.all
    )
    return _keep(root, made, args)


def _keep(root: Path, made: TakenSheet, args: Namespace) -> tuple[int, str]:
    before = {(each.stage, each.work): each for each in read_decisions(root, args.screener)}
    after = {**before, **{(each.stage, each.work): each for each in made.decisions}}
    changed = sum(
        key in before and before[key].decision != each.decision for key, each in after.items()
    )
    if made.decisions and not args.dry_run:
        write_decisions(root, args.screener, after.values())
    said = [
        *made.wrong,
        f"{counted(len(made.decisions), 'decision')} of {args.screener} taken into "
        f"{file_of(args.screener)}, {changed} of them other than before; {made.undecided} rows say "
        f"nothing, {len(made.wrong)} cannot be taken",
    ]
    return (1 if made.wrong else 0), "\n".join(said)


def _give(
    root: Path, data: Data, exports: Sequence[ReadExport], works: Sequence[Work], args: Namespace
) -> str:
    path: Path = args.sheet
    if path.exists():
        raise NotChangedError(f"{path} is there already")
    sheet = data.screening.get(args.screener)
    decided = {
        each.work: each for each in (of_sheet(sheet) if sheet else ()) if each.stage == args.stage
    }
    if args.stage == FULL_TEXT:
        account = Account.of(data)
        works = [work for work in works if work.name in account.sought]
    if args.left:
        works = [work for work in works if not {work.name, *work.also} & {*decided}]
    texts = dict(_texts(root, exports, {each.id for work in works for each in work.records}))
    table = decision_sheets.given(args.form, works, texts, decided)
    if path.suffix.lower() == workbook.SUFFIX:
        path.write_bytes(workbook.of_csv(table))
    else:
        path.write_text(table, "utf-8", newline="")
    return (
        f"{path}: {counted(len(works), 'work')}, of which {args.screener} decided on {len(decided)}"
    )


def _texts(
    root: Path, exports: Sequence[ReadExport], wanted: set[str]
) -> Iterator[tuple[str, RecordTexts]]:
    for export in exports:
        for record, text in zip(export.records, read_texts(root, export), strict=True):
            if record.id in wanted:
                yield record.id, text


def _called(screener: str, data: Data) -> list[str]:
    """What other tools may call a screener: the id, or the name.

    Raises:
        NotChangedError: data/screening.yaml has nobody of this id.
    """
    who = data.documents.get("screening")
    people = [each for each in get(who, list, "screeners") or [] if isinstance(each, dict)]
    for each in people:
        if each.get("id") == screener:
            return [screener, str(each.get("name"))]
    if screener == AGREED:
        return [AGREED]
    known = ", ".join(str(each.get("id")) for each in people) or "nobody"
    raise NotChangedError(
        f"--screener «{screener or ''}»: name one of data/screening.yaml, which has {known}"
    )
