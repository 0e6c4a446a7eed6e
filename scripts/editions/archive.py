"""Freeze what was handed in as editions/<name>/, which is never written over."""

import json
import shutil
import sys
from pathlib import Path

from thesis.checks.editions.previous import archived
from thesis.diagnostics.findings import stop
from thesis.editions import store
from thesis.formats import attachments
from thesis.formats.attachments import MANIFEST, digest
from thesis.model.register import Register


def freeze(contents: dict[str, bytes], folder: Path) -> None:
    """Write an edition, whole or not at all; one that is there already is left as it is.

    Raises:
        FileExistsError: it is there already, and is another.
    """
    if folder.exists():
        there = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        if there != contents:
            raise FileExistsError(folder)
        return
    partial = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        for name, content in contents.items():
            (partial / name).write_bytes(content)
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


if __name__ == "__main__":
    given = snakemake.input
    kept = {name: Path(getattr(given, part)).read_bytes() for name, part in store.KEPT.items()}
    versions = json.loads(Path(given.manifest).read_text("utf-8"))["versions"]
    kept[MANIFEST] = attachments.manifest(kept, versions)
    name = Register.read(given.register).records.thesis.edition.name
    folder = Path(store.FOLDER) / name
    try:
        freeze(kept, folder)
    except FileExistsError:
        stop([archived(name)], f"{folder} is archived already, and stays as it is.")
    print(
        f"\n{folder} is archived. The next edition names it in its config/config.yaml:\n\n"
        f'previous: {{edition: "{name}", sha256: {digest(kept[MANIFEST])}}}\n',
        file=sys.stderr,
    )
