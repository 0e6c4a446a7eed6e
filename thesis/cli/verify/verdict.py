"""Verdict of verify on one thing: it agrees, it does not, or it cannot be told."""

from dataclasses import dataclass

from thesis.diagnostics.messages import said

FILES, COUNTS, NUMBERS, PAGES, BYTES = "files", "counts", "numbers", "pages", "bytes"
SIGNED = "signed"  # What is looked at, in this order


@dataclass(frozen=True)
class Verdict:
    """One thing that was looked at."""

    subject: str  # one of FILES, COUNTS, NUMBERS, PAGES, BYTES, SIGNED
    place: str  # a file inside the PDF, a key of the register, or a page
    agrees: bool | None  # None where it cannot be told
    found: str  # what stands there
    expected: str = ""  # what should stand there; "" where it agrees

    def __str__(self) -> str:
        told = f"{said(self.place)}: {said(self.found)}"
        return f"{told}; {said('expected')} {said(self.expected)}" if self.expected else told


def of(page: int) -> str:
    """The place of what stands on a page, from 1; 0 in a file without pages."""
    return f"page {page}" if page else "the text"
