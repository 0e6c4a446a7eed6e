"""Comparison byte by byte of a PDF and what its attachments give, and why they differ."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2 as pdfium

from thesis.cli.verify.attachments import PdfContents
from thesis.cli.verify.rebuild import THESIS, Rebuilt
from thesis.cli.verify.verdict import BYTES, PAGES, Verdict
from thesis.formats.attachments import digest

PDF = "the PDF"
MOST = 20  # Places that are named; when the layout is another one, there are hundreds
HYPHEN = "\ufffe"  # How pdfium gives the hyphen of a word that is divided
MADE = ("build/config.json", "build/register.json", "build/thesis.json")
"""What the PDF carries that is made from the rest of it."""


def other_code(carried: PdfContents, rebuilt: Rebuilt) -> list[str]:
    """What of the programs and the code is other than what built the PDF, each in a phrase.

    The manifest is taken at its word. An attached file that it contradicts is told elsewhere.
    """
    said = []
    installed = rebuilt.manifest["versions"]
    for name, here in installed.items():
        stated = carried.versions.get(name, "an unknown version")
        if stated != here:
            said.append(f"{name} {stated} built it, and {here} is installed here")
    theirs, ours = _code(carried.hashes), _code(rebuilt.manifest["sha256"])
    for name in sorted({*theirs, *ours}):
        if name not in theirs:
            said.append(f"{name} is not in it")
        elif name not in ours:
            said.append(f"{name} is not here")
        elif theirs[name] != ours[name]:
            said.append(f"{name} is another one here")
    return said


def _code(hashes: Mapping[str, str]) -> dict[str, str]:
    left_out = (*THESIS, "build/")
    return {name: value for name, value in hashes.items() if not name.startswith(left_out)}


def check(
    path: Path, carried: PdfContents, rebuilt: Rebuilt, other: list[str]
) -> Iterator[Verdict]:
    """Both PDFs, byte by byte; where they differ, page by page.

    Args:
        path: where the PDF is.
        carried: what it carries.
        rebuilt: what its attachments give.
        other: what is other here than what built the PDF, by :func:`other_code`.
    """
    if rebuilt.pdf.is_file() and rebuilt.pdf.read_bytes() == carried.content:
        said = f"the same {len(carried.content)} bytes as rebuilt from the attachments"
        yield Verdict(BYTES, PDF, True, said)
    elif rebuilt.said:
        by = f" ({listed(other)})" if other else ""
        said = f"cannot be rebuilt from the attachments{by}: {rebuilt.said}"
        yield Verdict(BYTES, PDF, False, said, "a build that comes to its end")
    elif other:
        said = f"not compared with one rebuilt from the attachments: {listed(other)}"
        yield Verdict(BYTES, PDF, None, said)
    else:
        differing = list(_pages(texts(path), texts(rebuilt.pdf)))
        yield from differing[:MOST]
        if len(differing) > MOST:
            said = f"{len(differing) - MOST} more places that read otherwise"
            yield Verdict(PAGES, PDF, False, said, "none")
        yield Verdict(
            BYTES, PDF, False, _why(carried, rebuilt, bool(differing)), "what the attachments give"
        )


def texts(path: Path) -> list[str]:
    """The text of each page, as a reader's program takes it off them."""
    with pdfium.PdfDocument(path) as pdf:
        read = [page.get_textpage().get_text_range() for page in pdf]
    return [" ".join(re.sub(rf"{HYPHEN}\s*", "", text).split()) for text in read]


def _why(carried: PdfContents, rebuilt: Rebuilt, pages_differ: bool) -> str:
    made = {name: each for name, each in rebuilt.manifest["sha256"].items() if name in MADE}
    differing = [name for name in made if digest(carried.files.get(name, b"")) != made[name]]
    said = "not the bytes that its attachments give"
    if differing:
        return f"{said}: {listed(differing)} in it would be another one"
    if pages_differ:
        return f"{said}: its pages read otherwise"
    return (
        f"{said}, though every page reads the same: "
        "what differs is its layout, a picture, a tag, a property or how it was saved"
    )


def listed(names: list[str], most: int = 5) -> str:
    """The first of some phrases, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return "; ".join(names[:most]) + more


def _pages(given: list[str], made: list[str]) -> Iterator[Verdict]:
    """Pages that read otherwise, that are missing, or that stand elsewhere."""
    if len(given) != len(made):
        yield Verdict(PAGES, PDF, False, f"{len(given)} pages", f"{len(made)}")
    for tag, a, a_end, b, b_end in SequenceMatcher(None, given, made, False).get_opcodes():
        if tag == "equal":
            continue
        for i in range(max(a_end - a, b_end - b)):
            here = given[a + i] if a + i < a_end else None
            there = made[b + i] if b + i < b_end else None
            if here is not None and here in made:
                place = made.index(here) + 1
                if place != a + i + 1:
                    said = f"what should stand on page {place}"
                    yield Verdict(PAGES, f"page {a + i + 1}", False, said, "the page in its place")
            elif here is not None and there is not None and there not in given:
                yield from words(f"page {a + i + 1}", here, there)
            elif here is not None:
                yield Verdict(PAGES, f"page {a + i + 1}", False, "a page too many", "no such page")
            if there is not None and there not in given and here is None:
                yield Verdict(PAGES, f"page {b + i + 1}", False, "missing", _begin(there))


def _begin(text: str) -> str:
    return f"the page that begins «{' '.join(text.split()[:8])} …»"


def words(place: str, given: str, made: str) -> Iterator[Verdict]:
    """Each stretch of words of a text that is another one, with some words around it."""
    one, other = given.split(), made.split()
    for tag, a, a_end, b, b_end in SequenceMatcher(None, one, other, False).get_opcodes():
        if tag != "equal":
            yield Verdict(PAGES, place, False, _shown(one, a, a_end), _shown(other, b, b_end))


def _shown(words: list[str], start: int, end: int, around: int = 4, most: int = 20) -> str:
    cut = min(end, start + most)
    shown = words[max(0, start - around) : cut + around]
    return f"«{' '.join(shown)}»"
