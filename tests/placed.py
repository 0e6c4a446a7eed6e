"""Documents for tests, as pandoc reads them, in which each line bears its place."""

from typing import Any

from thesis.document.assembly import conversion

FENCE = ":" * 40


def document(*files: tuple[str, str], part: str = "main") -> dict[str, Any]:
    """The document of some content files, each its name and its text, which may be marked."""
    text = "\n".join(
        f'{FENCE} {{.file src="{name}" part="{part}"}}\n\n{content}\n\n{FENCE}\n'
        for name, content in files
    )
    return read(text)


def read(text: str, *arguments: str) -> dict[str, Any]:
    """What pandoc reads with some arguments, its marks turned into places."""
    return conversion.convert(text, ["--quiet", *arguments])
