"""Checksums and signature of a release: what is signed, what was changed since, and by whom."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from thesis import __main__
from thesis.cli.verify import signed
from thesis.cli.verify.verdict import Verdict
from thesis.release import checksums, signature


@pytest.fixture
def release(tmp_path: Path, needs: Callable[[str, str], None]) -> Path:
    """A release that nobody has signed, beside a key of anna@ntnu.example."""
    needs("ssh-keygen", "openssh-client")
    folder = tmp_path / "release"
    for name in ("results/thesis.pdf", "data/a.yaml"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(name, "utf-8")
    checksums.write(folder)
    for name in ("key", "other"):
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)]
        subprocess.run(make, check=True)
    public = (tmp_path / "key.pub").read_text("utf-8")
    (tmp_path / "signers").write_text(f"anna@ntnu.example {public}", "utf-8")
    return folder


def sign(release: Path, key: str = "key") -> int:
    return __main__.main(["sign", str(release), "--key", str(release.parent / key)])


def verdicts(release: Path, signers: str = "") -> dict[str, Verdict]:
    named = release.parent / signers if signers else None
    return {each.place: each for each in signed.check(release / "results/thesis.pdf", named)}


def link(name: str, target: str) -> Callable[[Path], None]:
    """A link in place of a file."""

    def put(release: Path) -> None:
        (release / name).unlink(missing_ok=True)
        (release / name).symlink_to(target)

    return put


def pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_a_signed_release_says_by_whom_and_when(release: Path) -> None:
    assert sign(release) == 0
    known, unknown = verdicts(release, "signers"), verdicts(release)
    assert [each.agrees for each in (*known.values(), *unknown.values())] == [True] * 4
    said = known[checksums.SIGNATURE].found
    assert said.startswith("signed by anna@ntnu.example, ED25519 SHA256:")
    assert "by their clock" in said
    assert "--signers tells" in unknown[checksums.SIGNATURE].found
    assert sign(release) == 0  # once more, as after a mistake in the key
    sums = ["sha256sum", "--check", "--strict", "--quiet", checksums.FILE]
    subprocess.run(sums, cwd=release, check=True)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"data/a.yaml": "other"}, "data/a.yaml"),
        ({"data/new.yaml": "new"}, "data/new.yaml"),
        ({"data/a.yaml": None}, "data/a.yaml"),
        ({checksums.FILE: "0" * 64 + "  data/a.yaml\n"}, checksums.SIGNATURE),
        ({checksums.FILE: "0" * 64 + "  ../secret\n"}, checksums.FILE),
        ({signature.STATEMENT: '{"signed": "2020-01-01"}\n'}, signature.STATEMENT),
        ({checksums.SIGNATURE: "nonsense"}, checksums.SIGNATURE),
    ],
)
def test_what_was_changed_since_is_wrong(
    release: Path, change: dict[str, str | None], wrong: str
) -> None:
    sign(release)
    for name, text in change.items():
        if text is None:
            (release / name).unlink()
        else:
            (release / name).write_text(text, "utf-8")
    assert verdicts(release, "signers")[wrong].agrees is False


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "sums without an end": (link(checksums.FILE, "/dev/zero"), checksums.FILE),
    "sums elsewhere": (link(checksums.FILE, "/etc/hostname"), checksums.FILE),
    "sums that nobody writes": (lambda it: pipe(it / checksums.FILE), checksums.FILE),
    "a folder of sums": (lambda it: folder(it / checksums.FILE), checksums.FILE),
    "two sums of a file": (
        lambda it: append(it / checksums.FILE, "0" * 64 + "  data/a.yaml\n"), checksums.FILE,
    ),
    "a name with NUL": (
        lambda it: append(it / checksums.FILE, "0" * 64 + "  a\0b\n"), checksums.FILE,
    ),
    "a signature that nobody writes": (
        lambda it: pipe(it / checksums.SIGNATURE), checksums.SIGNATURE,
    ),
    "a signature elsewhere": (link(checksums.SIGNATURE, "/etc/hostname"), checksums.SIGNATURE),
    "a pipe": (lambda it: pipe(it / "data/b"), "data/b"),
    "a folder elsewhere": (link("data/b", "/usr"), "data/b"),
    "signers that nobody writes": (lambda it: pipe(it.parent / "signers"), checksums.SIGNATURE),
    "a folder of signers": (lambda it: folder(it.parent / "signers"), checksums.SIGNATURE),
    "signers of bytes": (
        lambda it: (it.parent / "signers").write_bytes(bytes(range(256))), checksums.SIGNATURE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_release_that_is_none_is_told_in_time(release: Path, name: str) -> None:
    sign(release)
    change, wrong = HOSTILE[name]
    change(release)
    assert verdicts(release, "signers")[wrong].agrees is False


SAID = {"[" * 90_000: "", '{"signed": []}': "", '{"signed": "i\\ndag\\u001b"}': ", i dag\x1b by"}


@pytest.mark.parametrize("said", SAID)
def test_the_day_of_a_signature_is_a_few_words_or_not_told(release: Path, said: str) -> None:
    (release / signature.STATEMENT).write_text(said, "utf-8")
    assert signed._when(release).startswith(SAID[said])
    assert bool(signed._when(release)) == bool(SAID[said])


NAMES = {b"k\xe5ri": "k\udce5ri", b"-Oprint": "-Oprint", b"a,b": "a", b'"a b"': "a b"}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_a_signer_is_no_option_and_has_any_letter(release: Path, name: bytes) -> None:
    sign(release)
    listed = release.parent / "signers"
    listed.write_bytes(b"odd\n\0\n" + listed.read_bytes().replace(b"anna@ntnu.example", name))
    assert (
        f"signed by {NAMES[name]}, ED25519" in verdicts(release, "signers")["SHA256SUMS.sig"].found
    )


def test_a_link_in_place_of_what_is_said_of_the_day_is_not_written_through(release: Path) -> None:
    kept = release.parent / "kept"
    kept.write_text("kept", "utf-8")
    (release / signature.STATEMENT).symlink_to(kept)
    assert sign(release) == 0
    assert kept.read_text("utf-8") == "kept"


def test_sums_made_anew_after_a_change_are_not_those_that_were_signed(release: Path) -> None:
    sign(release)
    (release / "data/a.yaml").write_text("other", "utf-8")
    checksums.write(release)
    assert verdicts(release)[checksums.SIGNATURE].agrees is False


def test_the_key_of_somebody_else_is_not_taken_for_it(release: Path) -> None:
    sign(release, "other")
    found = verdicts(release, "signers")[checksums.SIGNATURE]
    assert (found.agrees, "nobody in" in found.found) == (False, True)


def test_an_unsigned_release_is_not_said_to_agree(release: Path) -> None:
    assert verdicts(release)[checksums.SIGNATURE].agrees is None
    assert verdicts(release, "signers")[checksums.SIGNATURE].agrees is False
    assert [*signed.check(release.parent / "key", None)] == []  # in no release


@pytest.mark.parametrize("spoil", ["data/a.yaml", checksums.FILE])
def test_what_is_no_release_any_more_is_not_signed(
    release: Path, capsys: pytest.CaptureFixture[str], spoil: str
) -> None:
    (release / spoil).write_text("spoilt", "utf-8")
    assert sign(release) == 2
    assert "snakemake release" in capsys.readouterr().err
    assert not (release / checksums.SIGNATURE).exists()


def test_a_key_that_is_none_is_told(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sign(release, "signers") == 2
    assert "is not signed" in capsys.readouterr().err
