"""The document as PDF, DOCX and HTML."""
