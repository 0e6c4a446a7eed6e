"""Effects: what the numbers of a study amount to, and what those of several studies do together."""
