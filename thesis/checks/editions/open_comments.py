"""Rule on what supervisors said of the text: each comment has an answer."""

from collections.abc import Iterator

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document.thesis import Thesis
from thesis.input import sources, validation
from thesis.input.folder import COMMENTS
from thesis.input.sources import UnreadableSourceError

COMMENT_OPEN = declare(
    "comment.open",
    looks_at="data_files",
    sees="a comment of data/comments.yaml, taken from a returned Word file, without an answer",
    misses="an answer that answers something else; a comment that was not taken over",
    example="answer: null",
    severity=WARNING,
)


@COMMENT_OPEN.check
def comments(thesis: Thesis) -> Iterator[Finding]:
    """Every comment that waits for an answer."""
    path = thesis.root / COMMENTS
    if not path.is_file():
        return
    try:
        source = sources.read_yaml(path, COMMENTS)
    except UnreadableSourceError as error:
        yield error.finding
        return
    wrong = validation.check(source, "comments")
    yield from wrong
    if wrong:
        return
    for i, item in enumerate(source.value):
        if not (item.get("answer") or "").strip():
            yield open_comment(source.place(i), item)


def open_comment(place: Place, item: dict[str, str | None]) -> Finding:
    """The finding of a comment that waits for an answer.

    Args:
        item: its author, place, the words it is `about`, and what it says, as far as known.
    """
    about = f" about «{item['about']}»" if item.get("about") else ""
    return COMMENT_OPEN.at(
        place,
        found=f"a comment of {item.get('author') or 'somebody'}{about}: {item['says']}",
        expected="an answer",
        fix=f"write what you did, or why not, behind answer: in {COMMENTS}",
        evidence=f"said of {item['place']}" if item.get("place") else "",
    )
