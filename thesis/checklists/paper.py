"""A page of the checklists as DOCX, in the look of the thesis."""

from pathlib import Path

from thesis.document import pandoc
from thesis.formats import docx


def write(page: str, target: str, look: Path, title: str, edition: str) -> None:
    """Write a page as DOCX, in the look of the thesis; the same page gives the same bytes."""
    reference = Path(target).with_suffix(".reference.docx")
    parts = docx.reference(look)
    body = parts["word/document.xml"]  # whose pages are numbered
    parts["word/document.xml"] = body.replace(b"</w:sectPr>", b"<w:pgNumType/></w:sectPr>")
    reference.write_bytes(docx.zipped(parts, edition))
    try:
        arguments = [f"--reference-doc={reference}", f"--metadata=title:{title}"]
        pandoc.converted(page, "docx", arguments, "html", target)
    finally:
        reference.unlink()
    parts = docx.unzipped(Path(target).read_bytes())
    docx.finish(parts, (look / "footer.xml").read_bytes(), edition)
    Path(target).write_bytes(docx.zipped(parts, edition))
