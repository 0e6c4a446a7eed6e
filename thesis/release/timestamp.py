"""Timestamp of a signed release (RFC 3161): an authority's word that the signature was there then.

Whoever signed asks for it with any tool that has the network, and lays the answer beside the
signature; ``openssl`` reads and checks it here without one.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from thesis.release.checksums import SIGNATURE, STAMP, is_own

TIME = re.compile(r"^Time stamp: (\w{3}) +(\d+) ([\d:]{8})(?:\.\d+)? (\d{4}) GMT$", re.MULTILINE)


class TimestampError(Exception):
    """A timestamp that cannot be read, or is none of the signature, and why."""


def check(folder: Path, authorities: Path | None = None) -> datetime | None:
    """When the signature of a release was there at the latest; None where there is no timestamp.

    Args:
        authorities: certificates (PEM) of those whose word is taken; without them it is read alone,
            and may be anybody's, of anything. They need to have been valid then, not now.

    Raises:
        TimestampError: it is no timestamp, of another file, or of nobody in `authorities`.
    """
    stamp = folder / STAMP
    if not stamp.is_symlink() and not stamp.exists():
        return None
    if not is_own(stamp):
        raise TimestampError("it is no file of a few megabytes in the release")
    if not (told := TIME.search(_openssl("-reply", "-in", str(stamp), "-text"))):
        raise TimestampError("it names no time")
    written = datetime.strptime(" ".join(told.groups()), "%b %d %H:%M:%S %Y")
    then = written.replace(tzinfo=UTC)
    if authorities:
        at = str(int(then.timestamp()))
        of = ("-data", str(folder / SIGNATURE), "-in", str(stamp))
        _openssl("-verify", *of, "-CAfile", str(authorities), "-attime", at)
    return then


def _openssl(*arguments: str) -> str:
    if not (program := shutil.which("openssl")):
        raise TimestampError("there is no openssl to read it with: install OpenSSL (openssl)")
    ended = subprocess.run([program, "ts", *arguments], capture_output=True, check=False)
    said = (ended.stdout + ended.stderr).decode("utf-8", "replace")
    if ended.returncode:
        reasons = re.findall(r"^\w+:error:[^:]*:[^:]*:[^:]*:([^:]+):", said, re.MULTILINE)
        raise TimestampError("; ".join(reasons) or f"openssl ts ended with {ended.returncode}")
    return said
