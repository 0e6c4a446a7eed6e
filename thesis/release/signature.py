"""Signature of a release, by OpenSSH: a key that many have, and ``ssh-keygen`` to check it with.

What is signed are the checksums, and so every file that has one; `signed.json` among them says
when, by the clock of whoever signed.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from thesis.release.checksums import FILE, SIGNATURE, STAMP, is_own

NAMESPACE = "thesis-release"
"""A signature for something else, such as of a commit, is none of a release."""

STATEMENT = "signed.json"
KEY = re.compile(r"with (\S+) key (SHA256:\S+)")


class SignatureError(Exception):
    """A signature that cannot be made or checked, and why."""


@dataclass(frozen=True)
class Signed:
    """A signature that is good."""

    key: str  # its kind and fingerprint: ``ED25519 SHA256:…``
    name: str = ""  # whose it is by a list of signers; "" where none was given


def sign(folder: Path, key: Path) -> None:
    """Sign the checksums of a release with a private key; its pass phrase is asked for.

    Raises:
        SignatureError: there is no such key, or it does not open.
    """
    for old in (SIGNATURE, STAMP):
        (folder / old).unlink(missing_ok=True)
    ended = _keygen("-Y", "sign", "-n", NAMESPACE, "-f", str(key), str(folder / FILE))
    if ended.returncode:
        raise SignatureError(_said(ended))


def check(folder: Path, signers: Path | None = None) -> Signed | None:
    """Whose signature a release has; None where it has none.

    Args:
        signers: a file of allowed signers (``man ssh-keygen``), a name and a public key a line.

    Raises:
        SignatureError: the checksums are not what was signed, or it is nobody's of `signers`.
    """
    signature = folder / SIGNATURE
    if not signature.exists():
        return None
    if not is_own(signature):
        raise SignatureError(f"{SIGNATURE} is no file of a release")
    text = (folder / FILE).read_bytes()
    how = ["-n", NAMESPACE, "-s", str(signature)]
    if signers is None:
        ended = _keygen("-Y", "check-novalidate", *how, given=text)
        name = ""
    else:
        if not signers.is_file():
            raise SignatureError(f"{signers} is no file of signers")
        named = _keygen("-Y", "find-principals", "-s", str(signature), "-f", str(signers))
        name = os.fsdecode(named.stdout).split("\n")[0].strip()
        if named.returncode or not name:
            raise SignatureError(f"nobody in {signers} has the key that signed it")
        ended = _keygen("-Y", "verify", "-I", name, "-f", str(signers), *how, given=text)
    key = KEY.search(ended.stdout.decode("utf-8", "replace"))
    if ended.returncode or not key:
        raise SignatureError(_said(ended))
    return Signed(f"{key[1]} {key[2]}", name)


def _keygen(*arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    if not (program := shutil.which("ssh-keygen")):
        raise SignatureError("there is no ssh-keygen: install OpenSSH (openssh-client)")
    # Without input of its own it may ask for the pass phrase.
    return subprocess.run([program, *arguments], input=given, capture_output=True, check=False)


def _said(ended: subprocess.CompletedProcess[bytes]) -> str:
    said = (ended.stderr or ended.stdout).decode("utf-8", "replace").strip()
    return said.splitlines()[-1] if said else f"ssh-keygen ended with {ended.returncode}"
