"""The records that searches found: which are one work, and what was decided of each."""
