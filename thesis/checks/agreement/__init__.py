"""Rules on one thing that is told in two places of a thesis, or told by words and by a record."""
