"""Sign a release with an SSH key, so that nobody can change page and data together unseen.

`snakemake release` makes the folder. Its checksums are signed (SHA256SUMS.sig), with
signed.json among them, which says when, by your clock. Anybody checks it with
`python -m thesis verify release/results/thesis.pdf`, or with ssh-keygen alone:

    ssh-keygen -Y verify -n thesis-release -I NAME -f SIGNERS -s SHA256SUMS.sig < SHA256SUMS
    sha256sum --check SHA256SUMS

A key is made by: ssh-keygen -t ed25519
Exit status: 0 signed, 2 it cannot be.
"""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from thesis.diagnostics.files import write_whole
from thesis.release import checksums, signature
from thesis.release.signature import STATEMENT, SignatureError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``sign``."""
    parser.add_argument("folder", type=Path, help="the release")
    parser.add_argument("--key", type=Path, required=True, help="your private SSH key")


def run(args: argparse.Namespace) -> int:
    """Sign a release; the exit status."""
    folder: Path = args.folder
    try:
        wrong = [each for each in checksums.wrong(folder) if each[0] != STATEMENT]
    except (OSError, ValueError) as error:
        print(f"{folder} is no release: {error}. Make one: snakemake release", file=sys.stderr)
        return 2
    if wrong:
        for name, problem in wrong:
            print(f"{folder / name} {problem}", file=sys.stderr)
        print("Nothing is signed. Make the release anew: snakemake release", file=sys.stderr)
        return 2
    now = datetime.now(UTC).isoformat(timespec="seconds")
    write_whole(json.dumps({"signed": now}) + "\n", folder / STATEMENT)  # in place of a link, too
    checksums.write(folder)
    try:
        signature.sign(folder, args.key)
        signed = signature.check(folder)
    except SignatureError as error:
        print(f"{folder} is not signed: {error}", file=sys.stderr)
        return 2
    assert signed
    print(f"{folder} is signed by the key {signed.key}, {now} by the clock here.")
    return 0
