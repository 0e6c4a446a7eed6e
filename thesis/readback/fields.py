"""Fields of a finished file, whose results a word processor makes anew when it is asked to."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare
from thesis.readback import compare
from thesis.readback.blocks import File, FileField
from thesis.readback.compare import MEND, Comparison
from thesis.readback.words import words

FINISHED_FIELD = declare(
    "finished.field",
    looks_at="documents",
    sees="a field of the DOCX that shows what it would not show when Word makes it anew: a page in "
    "the contents that is not the PDF's, the line of another heading, the number of a caption, a "
    "reference",
    misses="whether Word breaks the pages where the PDF does",
    example="a page in the contents of the DOCX is another",
)

LONGEST = 40  # Letters of the name of a bookmark in Word


def findings(
    file: File, comparisons: Sequence[Comparison], pages: Mapping[str, str]
) -> Iterator[Finding]:
    """The fields whose results are not what the file itself, or the PDF, gives.

    Args:
        pages: of the PDF, as printed, by the ids of headings, figures and tables.
    """
    printed = {bookmark(name): page for name, page in pages.items()}
    for field in file.fields:
        for wrong, expected in _wrong(field, printed):
            yield FINISHED_FIELD.at(
                compare.place_of(comparisons, file, field.text),
                found=f"{wrong} in «{' '.join(field.text.split())}» of {file.name}",
                expected=expected,
                fix=MEND,
            )


def bookmark(name: str) -> str:
    """The name of an id's bookmark in the DOCX, as templates/filters/docx.lua gives it."""
    name = name.replace(":", "_")
    return f"X{hashlib.sha1(name.encode()).hexdigest()[1:]}" if len(name) > LONGEST else name


def _wrong(field: FileField, printed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if field.said is None:
        yield f"{field.kind} to a bookmark that is not there", "a bookmark of the file"
    elif field.kind != "PAGEREF":
        if field.result != field.said:
            yield f"«{field.result}» ({field.kind})", f"«{field.said}»"
    else:
        if _words(field.said) not in _words(field.text):
            yield "a link to another place", f"one to «{field.text}», not to «{field.said}»"
        page = next((printed[name] for name in field.beside if name in printed), field.result)
        if field.result != page:
            yield f"page «{field.result}»", f"«{page}», as in the PDF"


def _words(text: str) -> str:
    return f" {' '.join(word.word for word in words(text))} "
