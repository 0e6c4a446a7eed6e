"""Rules on what is said with a number, a citation or a word of direction, and of what."""
