"""A DOCX, a web page or evidence against what a PDF gives that was delivered with it.

None carries its data. So each is made anew from what is inside the PDF, and compared with it:
byte by byte, and where the bytes differ, word by word and in what they hide or add.
"""

import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from thesis.cli.verify import attachments, numbers, pages, rebuild, same_bytes
from thesis.cli.verify.attachments import MOST_BYTES, PdfContents, UnverifiableError
from thesis.cli.verify.pages import Page
from thesis.cli.verify.rebuild import Rebuilt
from thesis.cli.verify.verdict import BYTES, Verdict
from thesis.input import limits
from thesis.readback.blocks import SOURCES, File, UnreadableFileError
from thesis.readback.expected import captions_last
from thesis.readback.finished import READERS, WITHOUT

FORMS = (".docx", ".html")  # How the name of a file ends that is verified with a PDF
EVIDENCE = ("evidence.html", "evidence.json", "evidence.sarif")  # Names of others
MOST_PARTS = 1000  # Of a DOCX; a thesis' has twenty


def verify(path: Path, pdf: Path, *, own_code: bool) -> list[Verdict]:
    """Everything that can be said of a DOCX, a web page or evidence, with the PDF beside it.

    Args:
        own_code: rebuild with the code in the PDF, not with this checkout's.

    Raises:
        UnverifiableError: the file is none, or the PDF carries no data.
    """
    content, file = _read(path)
    given = attachments.read(pdf)
    form = "evidence" if path.name in EVIDENCE else path.suffix[1:]
    with rebuild.rebuilt(given.files, own_code, form) as made:
        return [*attachments.check(given), *_compared(path, content, file, given, made)]


def _compared(
    path: Path, content: bytes, file: File | None, given: PdfContents, made: Rebuilt
) -> Iterator[Verdict]:
    name = path.name
    again = made.folder / (f"build/thesis{path.suffix}" if file else f"results/{name}")
    other = same_bytes.other_code(given, made)
    if not again.is_file():
        said = f"cannot be made anew from what the PDF has inside: {made.said}"
        yield Verdict(BYTES, name, False, said, "a build that comes to its end")
        return
    if again.read_bytes() == content:
        said = f"the same {len(content)} bytes as made of what the PDF has inside"
        yield Verdict(BYTES, name, True, said)
        return
    right = READERS[path.suffix](again) if file else None
    if file and right and (page := pages.recomputed(made)):
        yield from _words(_shown(page, path), file, right, made, bool(other))
    if other:
        said = f"not compared with one made of what the PDF has inside: {same_bytes.listed(other)}"
        yield Verdict(BYTES, name, None, said)
    else:
        if file and right:
            told = same_bytes.words("the sources of numbers", _sources(file), _sources(right))
        else:
            texts = (each.decode("utf-8", "replace") for each in (content, again.read_bytes()))
            told = same_bytes.words(name, *texts)
        yield from islice(told, same_bytes.MOST)
        said = "not the bytes that the data in the PDF give"
        yield Verdict(BYTES, name, False, said, f"those of {again.name} made anew")


def _shown(page: Page, path: Path) -> Page:
    """What the document says, as far as a format has it and in its order."""
    texts = [one for one in page.texts if one.stream not in WITHOUT.get(path.suffix, ())]
    return Page(page.tree, list(captions_last(texts)), page.title)


def _words(
    page: Page, file: File, right: File, made: Rebuilt, other_code: bool
) -> Iterator[Verdict]:
    """The words of a file, but for those of the format's own that it has as the one made anew."""
    known = {
        placed.text
        for comparison in pages.compared(page, right)
        for there, placed in enumerate(comparison.theirs)
        if there in comparison.back
    }
    own = Counter(block.text for i, block in enumerate(right.blocks) if i not in known)
    kept = []
    for block in reversed(file.blocks):  # what a format has of its own stands behind the text
        own[block.text] -= 1
        kept += [block] if own[block.text] < 0 else []
    asides = [one for one in file.asides if one not in right.asides]
    file = replace(file, blocks=kept[::-1], asides=asides)
    comparisons = pages.compared(page, file)
    yield from numbers.check(page, comparisons, file, other_code)
    yield from pages.words(page, comparisons, file)
    yield from pages.beside(page, comparisons, file, made, other_code)


def _sources(file: File) -> str:
    """What a web page tells of each number, which is in no other file."""
    return " ".join(file.blocks[i].text for i in file.stream(SOURCES))


def _read(path: Path) -> tuple[bytes, File | None]:
    """The bytes of a file, and a format as its readers see it; it may be any file.

    Raises:
        UnverifiableError: it is none of its kind, or larger than a thesis is.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnverifiableError("it is larger than a thesis is, and not read")
        content = path.read_bytes()
        if path.suffix == ".docx":
            _bounded(path)
        return content, None if path.name in EVIDENCE else READERS[path.suffix](path)
    except FileNotFoundError:
        raise UnverifiableError("there is no such file") from None
    except OSError as error:
        raise UnverifiableError(f"it cannot be read: {error.strerror}") from None
    except (UnreadableFileError, zipfile.BadZipFile, RecursionError, ValueError) as error:
        raise UnverifiableError(f"it cannot be read: {error}") from None


def _bounded(path: Path) -> None:
    """See that a DOCX is small when it is unpacked, before a reader does that."""
    with zipfile.ZipFile(path) as whole:
        parts: Sequence[zipfile.ZipInfo] = whole.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
            raise UnverifiableError("it is larger than a thesis is when it is unpacked")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and limits.ENTITY.search(whole.read(part)):
                raise UnverifiableError(f"its part {part.filename!r} declares an entity")
