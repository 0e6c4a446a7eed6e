"""What stands on the pages of a PDF, as a reader's program takes it off them."""

from __future__ import annotations

import pypdfium2 as pdfium


def texts(content: bytes) -> list[str]:
    """The text of each page."""
    pdf = pdfium.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()
