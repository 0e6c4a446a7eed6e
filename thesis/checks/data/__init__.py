"""Rules on data/ and config/."""
