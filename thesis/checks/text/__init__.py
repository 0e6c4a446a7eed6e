"""Rules on the text."""
