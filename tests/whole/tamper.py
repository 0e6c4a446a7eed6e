"""Copies of a finished PDF, each changed in one way: by accident, or to deceive."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf

from thesis.formats.attachments import MANIFEST, digest

Change = Callable[[pikepdf.Pdf], None]


def save(source: Path, target: Path, change: Change) -> Path:
    """A copy of a PDF with a change made to it."""
    with pikepdf.open(source) as pdf:
        change(pdf)
        pdf.save(target)
    return target


def attached(pdf: pikepdf.Pdf, name: str) -> bytes:
    """What an attachment holds."""
    return pdf.attachments[name].get_file().read_bytes()


def attach(pdf: pikepdf.Pdf, name: str, content: bytes) -> None:
    """Put a file in, in place of one of that name where there is one."""
    if name in pdf.attachments:
        pdf.attachments[name].get_file().obj.write(content)
    else:
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)


def replace(name: str, old: str, new: str, times: int = 1) -> Change:
    """Write `new` for `old` in an attachment; it must be there."""

    def change(pdf: pikepdf.Pdf) -> None:
        text = attached(pdf, name).decode()
        assert old in text, f"{old!r} is not in {name}"
        attach(pdf, name, text.replace(old, new, times).encode())

    return change


def state(hashes: Mapping[str, str]) -> Change:
    """Write hashes into the manifest."""

    def change(pdf: pikepdf.Pdf) -> None:
        manifest = json.loads(attached(pdf, MANIFEST))
        manifest["sha256"] |= hashes
        attach(pdf, MANIFEST, json.dumps(manifest).encode())

    return change


def covered(*changes: Change) -> Change:
    """Changes, and a manifest that says the same: every hash made anew."""

    def change(pdf: pikepdf.Pdf) -> None:
        for each in changes:
            each(pdf)
        manifest = json.loads(attached(pdf, MANIFEST))
        manifest["sha256"] = {
            name: digest(one.get_file().read_bytes())
            for name, one in pdf.attachments.items()
            if name != MANIFEST
        }
        attach(pdf, MANIFEST, json.dumps(manifest).encode())

    return change


def retype(page: int, old: str, new: str) -> Change:
    """Write other characters on a page (from 1), in the letters that its fonts have.

    The first place that reads `old` in one piece is changed; `new` has as many characters.
    """
    assert len(old) == len(new)

    def change(pdf: pikepdf.Pdf) -> None:
        sheet = pdf.pages[page - 1]
        fonts = {name: _letters(font) for name, font in sheet.resources.Font.items()}
        out, font, done = [], "", False
        for instruction in pikepdf.parse_content_stream(sheet):
            operands, operator = list(instruction.operands), str(instruction.operator)
            if operator == "Tf":
                font = str(operands[0])
            if operator in {"Tj", "TJ"} and not done:
                runs = list(operands[0]) if operator == "TJ" else [operands[0]]
                done = _retyped(runs, fonts[font], old, new)
                operands = [pikepdf.Array(runs)] if operator == "TJ" else runs
            out.append((operands, instruction.operator))
        assert done, f"{old!r} is not in one piece on page {page}"
        sheet.Contents = pdf.make_stream(pikepdf.unparse_content_stream(out))

    return change


def _letters(font: pikepdf.Object) -> dict[bytes, str]:
    """What each two-byte code of a font reads as, by its ToUnicode map."""
    lines = font.ToUnicode.read_bytes().decode("latin-1").splitlines()
    pairs = [line.strip("<>").split("> <") for line in lines if line.count("> <") == 1]
    return {
        bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be")
        for code, text in pairs
        if len(code) == 4
    }


def _retyped(runs: list[pikepdf.Object], letters: dict[bytes, str], old: str, new: str) -> bool:
    """Change the runs of one TJ in place, when they read `old`."""
    codes = [
        (i, at)
        for i, run in enumerate(runs)
        if isinstance(run, pikepdf.String)
        for at in range(0, len(bytes(run)), 2)
    ]
    text = "".join(letters.get(bytes(runs[i])[at : at + 2], "\ufffd")[:1] for i, at in codes)
    start = text.replace("\u00a0", " ").find(old)
    if start < 0:
        return False
    by_letter = {letter: code for code, letter in letters.items()}
    for (i, at), was, letter in zip(codes[start:], old, new, strict=False):
        if was != letter:
            raw = bytes(runs[i])
            runs[i] = pikepdf.String(raw[:at] + by_letter[letter] + raw[at + 2 :])
    return True
