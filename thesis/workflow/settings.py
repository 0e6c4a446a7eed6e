"""Settings of a build: taken as they were at the last check, or checked when anything is another.

The check needs every rule, every schema and what reads them: a fifth of a second at each start.
What it looks at is a few files, and their hashes tell whether it would say the same again.
"""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from thesis.diagnostics.files import read_json
from thesis.document import content
from thesis.input import limits, look
from thesis.workflow import input_hashes

CHECKED = "settings"  # The name of the file with the hashes that the last check was of

LOOKED_AT = (
    "config/*",
    "editions/**/*",
    "templates/**/*.md.jinja",
    "templates/labels/*",
    "templates/programmes/*",
)
"""What the check looks at, in the folder of the thesis and in that of the code."""


def load(config: MutableMapping[str, Any], house: Path, code: str) -> None:
    """Put config/config.yaml into `config`, checked.

    Args:
        config: what Snakemake got by --config and --configfile; the whole is put into it.
        house: the folder of the Snakefile, where the schema, templates and labels are.
        code: the file with the hashes of the code and of its schemas.

    Raises:
        SystemExit: something is wrong; all of it has been printed, and what is wrong in data/ too.
    """
    if not (given := bool(config)) and unchanged(house, code):
        config.update(read_json(input_hashes.MERGED))
        return
    from thesis.workflow import configuration  # here, for it takes a fifth of a second

    configuration.load(config, house)
    if not given:
        input_hashes.hashes(CHECKED, looked_at(house, code))


def unchanged(house: Path, code: str) -> bool:
    """Whether the last check would say the same again, which found nothing."""
    same = input_hashes.unchanged(CHECKED, looked_at(house, code))
    return same and not any(limits.names(Path.cwd()))


def looked_at(house: Path, code: str) -> list[Path]:
    """The files that the check looks at, and the one it made: settings of the command line too.

    Of the text it looks at the names of the files and the classes in them: another word is no news.
    """
    texts = sorted(Path("content").rglob("*.md"))
    classes = "".join(f"{path}: {' '.join(sorted(content.classes(path)))}\n" for path in texts)
    told = input_hashes.write(input_hashes.FOLDER / "classes.txt", classes)
    named = [path for root in (Path(), house) for kind in LOOKED_AT for path in root.glob(kind)]
    if not house.samefile("."):  # all that a thesis has of its own there
        named += Path().glob(f"{look.FOLDER}/**/*")
    return [Path(input_hashes.MERGED), Path(code), Path(told), *named]
