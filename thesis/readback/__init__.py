"""Readback: the finished files, as a reader's program reads them, against the one document."""
