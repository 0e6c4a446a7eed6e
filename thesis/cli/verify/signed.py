"""Release that a verified file lies in: each file against its checksum, who signed, and when."""

import json
from collections.abc import Iterator
from pathlib import Path

from thesis.cli.verify.verdict import SIGNED, Verdict
from thesis.release import checksums, signature, timestamp
from thesis.release.signature import STATEMENT, SignatureError
from thesis.release.timestamp import TimestampError

MOST_SAID = 80  # Letters of a day that are shown


def folder(path: Path) -> Path | None:
    """The release that a file lies in: its folder, or the one above."""
    here = path.absolute().parent
    return next((each for each in (here, here.parent) if (each / checksums.FILE).exists()), None)


def check(path: Path, signers: Path | None, authorities: Path | None = None) -> Iterator[Verdict]:
    """The files, signature and timestamp of the release that a file lies in, if it is in one.

    Args:
        signers: a file of allowed signers.
        authorities: certificates of those whose timestamps are taken.
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
    yield from _stamped(release, authorities)


def _stamped(release: Path, authorities: Path | None) -> Iterator[Verdict]:
    """What the timestamp of a signature says."""
    try:
        then = timestamp.check(release, authorities)
    except TimestampError as error:
        yield Verdict(SIGNED, checksums.STAMP, False, str(error), "a timestamp of the signature")
        return
    if then:
        asked = "" if authorities else "; whose word and on what, --authorities tells"
        said = f"signed before {then.isoformat()}{asked}"
        yield Verdict(SIGNED, checksums.STAMP, True if authorities else None, said)
    elif authorities:
        yield Verdict(SIGNED, checksums.STAMP, False, "no timestamp", "one of an authority")


def _when(release: Path) -> str:
    """When it was signed, as whoever signed says; it is under the signature."""
    path = release / STATEMENT
    try:
        said = json.loads(path.read_bytes())["signed"] if checksums.is_own(path) else ""
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""
    day = " ".join(said[:MOST_SAID].split()) if isinstance(said, str) else ""
    return f", {day} by their clock" if day else ""
