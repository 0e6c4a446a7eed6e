"""The finished files, read back as a reader's program reads them, against the one document."""
