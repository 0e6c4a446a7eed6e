"""Look of a thesis: the templates and labels of its own folder, beside those of the code.

A template of a table there takes the place of the code's. Of the other files it has what differs:
labels by their keys, styles of Word by their ids, and lines behind those of the code for the PDF
and the web page.
"""

from fnmatch import fnmatchcase
from pathlib import Path

FOLDER = "templates"
TABLES = "tables/*.md.jinja"
OWN = (TABLES, "labels/*.yaml", "thesis.typ", "docx/styles.xml", "html/thesis.css")
"""What a thesis may have of its own, in FOLDER."""


def own(path: str | Path, root: Path = Path()) -> Path | None:
    """The file of a thesis that goes with one of the code's; None where it has none.

    Args:
        path: of the code's file, below a folder ``templates``.
        root: the folder of the thesis, which may be that of the code.
    """
    _, below, name = Path(path).as_posix().rpartition(f"{FOLDER}/")
    mine = root / FOLDER / name
    if not below or not is_own(name) or not mine.is_file():
        return None
    return None if Path(path).is_file() and mine.samefile(path) else mine


def is_own(name: str) -> bool:
    """Whether a thesis may have a file of that name in its ``templates``."""
    return any(fnmatchcase(name, pattern) for pattern in OWN)


def chosen(path: str | Path, root: Path = Path()) -> Path:
    """The file of the thesis, or the code's where it has none."""
    return own(path, root) or Path(path)


def tables(house: Path, root: Path = Path()) -> list[Path]:
    """Every template of a table, chosen: one may take in another, whatever config names.

    Args:
        house: the folder of the code.
        root: that of the thesis.
    """
    folders = (each / FOLDER for each in (house, root))
    names = sorted({path.name for folder in folders for path in folder.glob(TABLES)})
    return [chosen(house / FOLDER / "tables" / name, root) for name in names]


def layers(path: str | Path, root: Path = Path()) -> list[Path]:
    """The file of the code, and that of the thesis above it."""
    mine = own(path, root)
    return [Path(path), *([mine] if mine else [])]


def text(path: str | Path, root: Path = Path()) -> str:
    """The lines of the code's file, and behind them those of the thesis'."""
    return "\n".join(each.read_text("utf-8") for each in layers(path, root))
