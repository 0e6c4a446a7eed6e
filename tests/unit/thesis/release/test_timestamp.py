"""A timestamp of a signature: read without a network, and taken of nobody but whom one trusts."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from thesis.cli.verify import signed
from thesis.cli.verify.verdict import Verdict
from thesis.release import timestamp
from thesis.release.checksums import FILE, SIGNATURE, STAMP
from thesis.release.timestamp import TimestampError

AUTHORITY = """[tsa]
serial = serial
signer_digest = sha256
default_policy = 1.2.3
digests = sha256
"""


@pytest.fixture
def release(tmp_path: Path, needs: Callable[[str, str], None]) -> Path:
    """A signed release with a timestamp, beside the certificate of the authority that gave it."""
    needs("openssl", "openssl")
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / FILE).write_text("", "utf-8")
    (folder / SIGNATURE).write_text("signature", "utf-8")
    (tmp_path / "tsa.cnf").write_text(AUTHORITY, "utf-8")
    (tmp_path / "serial").write_text("01\n", "utf-8")
    for name in ("tsa", "other"):
        openssl(
            tmp_path, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.pem", "-subj", f"/CN={name}",
            "-days", "2", "-addext", "extendedKeyUsage=critical,timeStamping",
        )  # fmt: skip
    query = ("-data", f"release/{SIGNATURE}", "-sha256", "-cert", "-out", "query")
    openssl(tmp_path, "ts", "-query", *query)
    by = ("-config", "tsa.cnf", "-section", "tsa", "-signer", "tsa.pem", "-inkey", "tsa.key")
    openssl(tmp_path, "ts", "-reply", *by, "-queryfile", "query", "-out", f"release/{STAMP}")
    return folder


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def stamped(release: Path, authority: str = "") -> list[Verdict]:
    return [*signed._stamped(release, release.parent / authority if authority else None)]


def test_it_says_when_and_whether_it_is_of_whom_one_trusts(release: Path) -> None:
    then = timestamp.check(release, release.parent / "tsa.pem")
    assert then
    assert abs((datetime.now(UTC) - then).total_seconds()) < 600
    (known,), (unknown,) = stamped(release, "tsa.pem"), stamped(release)
    assert (known.agrees, known.found) == (True, f"signed before {then.isoformat()}")
    assert (unknown.agrees, "--authorities tells" in unknown.found) == (None, True)


def test_of_another_file_or_another_authority_it_is_none(release: Path) -> None:
    with pytest.raises(TimestampError, match="certificate"):
        timestamp.check(release, release.parent / "other.pem")
    (release / SIGNATURE).write_text("another", "utf-8")
    (wrong,) = stamped(release, "tsa.pem")
    assert (wrong.agrees, "imprint" in wrong.found) == (False, True)


def test_what_is_no_timestamp_and_none_at_all_are_told(release: Path) -> None:
    (release / STAMP).write_bytes(b"nonsense")
    assert [each.agrees for each in stamped(release)] == [False]
    (release / STAMP).unlink()
    assert stamped(release) == []
    assert [each.agrees for each in stamped(release, "tsa.pem")] == [False]
