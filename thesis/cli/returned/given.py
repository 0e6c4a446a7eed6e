"""Returned files against the thesis as it is edited now."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from thesis.cli.plan.build import Edited
from thesis.diagnostics.messages import said
from thesis.diagnostics.terminal import shown
from thesis.document import pandoc
from thesis.editions import store
from thesis.returned import alignment, comments, open_document, package, page_comments, paragraphs
from thesis.returned.alignment import Aligned, BaseDocument
from thesis.returned.comments import Comment
from thesis.returned.package import Package, RefusedFileError
from thesis.returned.paragraphs import OBJECT, TEXT
from thesis.returned.words import plain

DELIVERED = ("results/thesis.docx", "build/thesis.docx")


@dataclass(frozen=True)
class Returned:
    """A returned file."""

    name: str  # as it was named
    package: Package  # its parts
    aligned: Aligned  # its paragraphs against those of the thesis as it is edited now
    threads: Sequence[Comment]  # its comments
    # the document that it was made of, where that is an edition; else None
    before: BaseDocument | None
    kind: str  # what it was made of, one of those in `header`
    of: str = ""  # the name of that edition, or the share of paragraphs that are as they are now


def parts(path: Path) -> Package:
    """What is read of a returned file, whatever wrote it, as the parts of a DOCX.

    Raises:
        RefusedFileError: it cannot be read.
    """
    if path.suffix.lower() == ".json":
        return page_comments.read(path)
    opened = package.read(path)
    is_odt = package.OPEN_DOCUMENT in opened.parts
    return open_document.translated(opened) if is_odt else opened


def read(path: Path, root: Path, base: BaseDocument) -> Returned:
    """A returned file.

    Raises:
        RefusedFileError: it cannot be read.
    """
    try:
        return of(parts(path), root, base)
    except RefusedFileError as why:
        raise RefusedFileError(f"{path}: {why}") from None


def of(opened: Package, root: Path, base: BaseDocument) -> Returned:
    """A returned file by its parts.

    Raises:
        RefusedFileError: it cannot be read.
    """
    texts = paragraphs.read(opened)
    if base.known is None:
        base.known = _furniture(root, base)
    hash = alignment.made_of(opened)
    found = alignment.aligned(texts, opened, base)
    before, kind, of = None, "now", ""
    if not hash:
        kind, of = "unsaid", f"{found.share:.0%}"
    elif hash != base.digest:
        before, of = _edition(root, hash)
        kind = "edition" if before else "older"
    threads = comments.read(opened, texts)
    return Returned(opened.path.name, opened, found, threads, before, kind, of)


def base(now: Edited) -> BaseDocument:
    """The document as it is edited now."""
    return BaseDocument(now.thesis.document)


def _edition(root: Path, hash: str) -> tuple[BaseDocument | None, str]:
    """The edition with a document of a hash, and its name."""
    for name in store.archived(root):
        document = store.Edition(name, root / store.FOLDER / name).document
        if pandoc.digest(document) == hash:
            return BaseDocument(document), name
    return None, ""


def _furniture(root: Path, base: BaseDocument) -> set[str]:
    """The paragraphs of the delivered file that no block is: the title page, the contents."""
    for name in DELIVERED:
        try:
            delivered = package.read(root / name)
        except RefusedFileError:
            continue
        read = paragraphs.read(delivered).paragraphs
        bare = [one for one in read if not {*one.bookmarks} & {*base.by_id}]
        return {plain(one.old).strip() for one in bare if one.stream == TEXT} - {"", OBJECT}
    return set()


def header(given: Returned) -> str:
    """What is said of a file before what is in it."""
    of = given.of
    made_of = {
        "now": said("of the thesis as it is now"),
        "edition": said(f"of the edition «{of}»"),
        "older": said(
            "of an older build; changes that are not tracked cannot be told from your own"
        ),
        "unsaid": said(f"it does not say of which build; {of} of its paragraphs are those of now"),
    }
    return shown(f"{given.name}: {made_of[given.kind]}")
