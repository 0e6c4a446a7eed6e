"""Rules on records, references, facts and searches: what each says against the rest of it."""
