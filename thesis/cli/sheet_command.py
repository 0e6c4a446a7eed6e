"""Fill a field for many studies at once, in a sheet of rows and columns.

Without --fill it prints the sheet as CSV: a row a study, a column a field; name
the fields to have those alone, and an outcome (outcomes.craving) to have it. With
--to studies.xlsx it is a workbook. Fill its cells in any program, save it, and give
it to --fill, CSV or workbook: each cell is held to what its field may have, and
then all are written into data/studies/, or none. A blank cell changes nothing;
comments in the records are kept.

Exit status: 0 it is printed or written, 2 nothing is written.
"""

import argparse
from pathlib import Path

from thesis.cli import add_directory, refuse
from thesis.cli.records import field_sheet, staged, workbook
from thesis.cli.records.staged import NotChangedError
from thesis.diagnostics.messages import said
from thesis.diagnostics.terminal import counted
from thesis.input import folder, limits

MAKES_FILE = True  # What it prints is UTF-8 wherever it goes to: it is read again


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``sheet``."""
    parser.add_argument("fields", nargs="*", metavar="FIELD", help="such as peer_reviewed")
    parser.add_argument("--to", type=Path, metavar="XLSX", help="the workbook to make of it")
    parser.add_argument(
        "--fill", type=Path, metavar="FILE", help="write its cells into the records"
    )
    add_directory(parser)


def run(args: argparse.Namespace) -> int:
    """Print a sheet, or write one into the records; the exit status."""
    root: Path = args.directory
    try:
        if args.fill is None:
            sheet = field_sheet.text(folder.read(root, []), args.fields)
            if args.to is None:
                print(sheet, end="")
            else:
                _write(args.to, sheet)
            return 0
        if args.fields:
            raise NotChangedError("--fill takes the fields from the sheet: name none beside it")
        name = args.fill.name
        if too_large := limits.size(args.fill, name):
            raise NotChangedError(str(too_large))
        sheet = workbook.read(args.fill)
        if strange := limits.text(sheet, name):
            raise NotChangedError(str(strange))
        made = field_sheet.filled(root, sheet, name)
        left = staged.write(root, made.files) if made.files else []
    except OSError as error:
        return refuse(f"{args.fill or args.to}: {error.strerror}")
    except UnicodeDecodeError:
        return refuse(f"{args.fill} is not UTF-8: save it as «CSV UTF-8»")
    except NotChangedError as why:
        return refuse(f"Nothing is written: {why}")
    for finding in left:
        print(f"{finding.place}: {finding.found}")
    print(said(f"{counted(made.cells, 'cell')} written into {counted(len(made.files), 'record')}"))
    return 0


def _write(path: Path, sheet: str) -> None:
    """Write the sheet as a workbook; never over another file."""
    if path.suffix.lower() != workbook.SUFFIX:
        raise NotChangedError(f"{path} does not end in {workbook.SUFFIX}")
    if path.exists():
        raise NotChangedError(f"{path} is there already")
    path.write_bytes(workbook.of_csv(sheet))
    print(said(f"{path}: a row a study"))
