"""The exports of data/exports/: what they have, and which of their records are one work."""
