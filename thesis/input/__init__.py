"""Input of a person: YAML and CSV, read with their lines, and validated."""
