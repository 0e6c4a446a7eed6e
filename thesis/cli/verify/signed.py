"""Release that a verified file lies in: every file against its checksum, and who signed them."""

import json
from collections.abc import Iterator
from pathlib import Path

from thesis.cli.verify.verdict import SIGNED, Verdict
from thesis.release import checksums, signature
from thesis.release.signature import STATEMENT, SignatureError


def folder(path: Path) -> Path | None:
    """The release that a file lies in: its folder, or the one above."""
    here = path.absolute().parent
    return next((each for each in (here, here.parent) if (each / checksums.FILE).exists()), None)


def check(path: Path, signers: Path | None) -> Iterator[Verdict]:
    """The files and the signature of the release that a file lies in; nothing where it is in none.

    Args:
        signers: a file of allowed signers.
    """
    if (release := folder(path)) is None:
        return
    try:
        known = checksums.read(release)
        wrong = [*checksums.wrong(release)]
    except (OSError, ValueError) as error:
        yield Verdict(SIGNED, checksums.FILE, False, str(error), "checksums of the release")
        return
    for name, problem in wrong:
        yield Verdict(SIGNED, name, False, problem, "the file that was bundled")
    if not wrong:
        yield Verdict(SIGNED, checksums.FILE, True, f"{len(known)} files are those bundled")
    try:
        signed = signature.check(release, signers)
    except SignatureError as error:
        yield Verdict(
            SIGNED, checksums.SIGNATURE, False, str(error), "a signature of the checksums"
        )
        return
    if signed is None:
        agrees = False if signers else None
        yield Verdict(SIGNED, checksums.SIGNATURE, agrees, "nobody has signed the release")
        return
    who = f"{signed.name}, " if signed.name else ""
    asked = "" if signers else "; whose key that is, --signers tells"
    said = f"signed by {who}{signed.key}{_when(release)}{asked}"
    yield Verdict(SIGNED, checksums.SIGNATURE, True, said)


def _when(release: Path) -> str:
    """When it was signed, as whoever signed says; it is under the signature."""
    try:
        return f", {json.loads((release / STATEMENT).read_bytes())['signed']} by their clock"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
