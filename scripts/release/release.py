"""Bundle results, sources and code for deposit, with their RO-Crate metadata and checksums."""

import shutil
from pathlib import Path

from thesis.diagnostics.files import HOUSE, copy_whole, read_json, write_json
from thesis.formats import attachments
from thesis.model.register import Register
from thesis.release import checksums, crate

if __name__ == "__main__":
    given, folder = snakemake.input, Path(snakemake.output.checksums).parent
    shutil.rmtree(folder, ignore_errors=True)
    files = {
        attachments.name(path, Path(), HOUSE): path for path in attachments.files(Path(), HOUSE)
    }
    files |= {path: path for path in given.delivered}
    for name, path in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy_whole(path, folder / name)
    page = Register.read(given.register).records.thesis
    versions = read_json(given.manifest)["versions"]
    write_json(crate.metadata(page, sorted(files), versions), folder / crate.FILE)
    checksums.write(folder)
