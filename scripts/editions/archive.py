"""Freeze what was handed in as editions/<name>/, which is never written over."""

import sys
from pathlib import Path

from thesis.checks.editions.previous import archived
from thesis.diagnostics.files import read_json
from thesis.diagnostics.findings import stop
from thesis.editions import store
from thesis.formats import attachments
from thesis.formats.attachments import MANIFEST, digest
from thesis.model.register import Register

if __name__ == "__main__":
    given = snakemake.input
    kept = {name: Path(getattr(given, part)).read_bytes() for name, part in store.KEPT.items()}
    versions = read_json(given.manifest)["versions"]
    kept[MANIFEST] = attachments.manifest(kept, versions)
    name = Register.read(given.register).records.thesis.edition.name
    folder = Path(store.FOLDER) / name
    try:
        store.freeze(kept, folder)
    except FileExistsError:
        stop([archived(name)], f"{folder} is archived already, and stays as it is.")
    print(
        f"\n{folder} is archived. The next edition names it in its config/config.yaml:\n\n"
        f'previous: {{edition: "{name}", sha256: {digest(kept[MANIFEST])}}}\n',
        file=sys.stderr,
    )
