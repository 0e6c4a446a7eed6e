"""Records that a database or a reference manager exported, read and written into data/."""
